// The page that shows what was mailed in the practice town, so that an invitation can be followed without a mail server.
import { Card, EmptyState, PageHead, Paragraph, Stack, TimeText } from '../web/components.tsx'
import { type Page, page } from '../web/page.ts'
import type { KeptMail } from './reading.ts'
import { en } from './text.en.ts'
import { nl } from './text.nl.ts'

/** `read`: `() => listMailbox(ownerPool)`. Only for practice mode: it is open, and mail opens doors. */
export const mailboxPage = (read: () => Promise<readonly KeptMail[]>): Page =>
  page({
    at: '/postvak',
    open: true,
    load: read,
    frame: (_, { locale }) => ({ title: words(locale).title }),
    view: (mails, { locale, now }) => {
      const text = words(locale)
      return (
        <Stack gap="lg">
          <PageHead title={text.title} lead={text.lead} />
          {mails.length === 0 && <EmptyState icon="mail">{text.empty}</EmptyState>}
          {mails.map((mail) => (
            <Card
              key={mail.id}
              id={`mail-${mail.id}`}
              title={mail.subject}
              aside={<TimeText at={mail.at} show="relativeTime" now={now} />}
            >
              <Paragraph small soft>
                {text.to}: {mail.toName ? `${mail.toName} <${mail.to}>` : mail.to}
              </Paragraph>
              <p class="nl-paragraph schakel-prose">{withLinks(mail.body)}</p>
            </Card>
          ))}
        </Stack>
      )
    },
  })

const words = (locale: 'nl' | 'en') => (locale === 'en' ? en : nl)

/** The text with its web addresses as links; the full stop after one is not part of it. */
export const withLinks = (body: string) =>
  body.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]'])/).map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      <a key={i} class="nl-link" href={part}>
        {part}
      </a>
    ),
  )
