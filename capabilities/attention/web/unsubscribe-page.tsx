// The page behind the link in a mail: it says what would stop, and only its button stops it. Programs that check mail open links too.
import { Actions, Alert, Button, Form, LinkButton, PageHead, Paragraph, Stack } from '#foundation/web/components.tsx'
import { page } from '#foundation/web/page.ts'
import { PATH, wordsOf } from './words.ts'

interface Stopping {
  readonly what: 'digest' | 'immediate'
  readonly stopped: boolean
}

export const unsubscribePage = page<Stopping>({
  // The button posts to the same address, which is a route of its own: mail programs post there too (RFC 8058).
  at: '/aandacht/afmelden/:secret',
  open: true,
  composes: true,
  load: (request) => request.ask<Stopping>('readUnsubscription', { secret: request.params.secret }),
  frame: (_, request) => ({ title: wordsOf(request.locale).web.unsubscribe.title, narrow: true }),
  view: ({ what, stopped }, request) => {
    const words = wordsOf(request.locale).web.unsubscribe
    if (stopped)
      return (
        <Stack>
          <PageHead title={words.title} />
          <Alert kind="ok">{words.stopped[what]}</Alert>
          <Paragraph>{words.again}</Paragraph>
          <Actions>
            <LinkButton href={PATH}>{words.settings}</LinkButton>
          </Actions>
        </Stack>
      )
    return (
      <Stack>
        <PageHead title={words.title} lead={words.what[what]} />
        <Form action={request.path}>
          <Actions>
            <Button kind="primary">{words.yes[what]}</Button>
          </Actions>
        </Form>
        <Paragraph soft>{words.again}</Paragraph>
      </Stack>
    )
  },
})
