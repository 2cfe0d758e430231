// The pages on which the house tells about itself: what it is, accessibility, privacy. Open to everybody.
import { Heading, Link, PageHead, Paragraph, Stack } from '#foundation/web/components.tsx'
import { type Page, page } from '#foundation/web/page.ts'
import { en } from './text.en.ts'
import { type HouseText, nl } from './text.nl.ts'

export const houseText = (locale: 'nl' | 'en'): HouseText => (locale === 'en' ? en : nl)

const telling = (at: `/${string}`, which: 'about' | 'accessibility' | 'privacy') =>
  page({
    at,
    open: true,
    load: async () => ({}),
    frame: (_, request) => ({ title: houseText(request.locale)[which].title, narrow: true }),
    view: (_, request) => {
      const text = houseText(request.locale)[which]
      return (
        <Stack gap="lg">
          <PageHead title={text.title} lead={text.lead} />
          {text.parts.map((part) => (
            <section key={part.title}>
              <Heading level={2}>{part.title}</Heading>
              <Paragraph>{part.text}</Paragraph>
            </section>
          ))}
          {which === 'privacy' && request.actor && (
            <Paragraph>
              <Link href="/beheer/verwerkingen">{houseText(request.locale).privacy.register}</Link>
            </Paragraph>
          )}
          {which === 'about' && (
            <Paragraph>
              <Link href="/api">{houseText(request.locale).about.programs}</Link>
            </Paragraph>
          )}
        </Stack>
      )
    },
  })

export const aboutPages: readonly Page[] = [
  telling('/over', 'about'),
  telling('/toegankelijkheid', 'accessibility'),
  telling('/privacy', 'privacy'),
]
