// Searching in everything that exists for the reader, with what was found marked.

import type { z } from 'zod'
import {
  Button,
  EmptyState,
  Form,
  formatDate,
  LinkList,
  PageHead,
  Paragraph,
  Stack,
  TextInput,
} from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import type { contract } from '../contract.ts'
import { lookOf } from './entry-looks.tsx'
import { entryHref } from './journal.tsx'
import { wordsOf } from './words.ts'

type Found = z.output<typeof contract.search.output>

const wordsSought = (request: PageRequest) => (request.query.woorden ?? '').trim().slice(0, 200)

/** The pieces between « and » are what matched. Somebody's own « without its » stays what it is. */
export function Marked({ excerpt }: { excerpt: string }) {
  return <>{excerpt.split(/«([^«»]*)»/).map((piece, at) => (at % 2 === 1 ? <mark key={at}>{piece}</mark> : piece))}</>
}

export const searchPage = page({
  at: '/zoeken',
  nav: 'search',
  load: (request) => request.ask<Found>('search', { query: wordsSought(request), limit: 50 }),
  frame: (_, request) => ({ title: wordsOf(request.locale).web.search.title }),
  view: ({ items, more }, request) => {
    const text = wordsOf(request.locale)
    const words = text.web.search
    const sought = wordsSought(request)
    const dates = formatDate(request.locale)
    return (
      <Stack>
        <PageHead title={words.title} lead={words.lead} />
        <Form action="/zoeken" method="get" role="search" inline>
          <TextInput name="woorden" label={words.words} type="search" value={sought} maxLength={200} searchKey />
          <Button kind="primary" icon="search">
            {words.button}
          </Button>
        </Form>
        {sought === '' ? (
          <EmptyState icon="search">{words.start}</EmptyState>
        ) : items.length === 0 ? (
          <EmptyState icon="search-off">{words.nothing(sought)}</EmptyState>
        ) : (
          <>
            <p class="schakel-meta" role="status">
              {words.found(items.length)}
            </p>
            <LinkList
              label={words.results}
              items={items.map((item) => ({
                key: item.entryId ?? item.dossierId,
                // An own note has no page of its own: it stands in the journal.
                href:
                  item.entryId === null || item.kind === 'note'
                    ? `/dossiers/${item.dossierId}`
                    : entryHref(item.dossierId, item.entryId),
                title: item.dossierTitle,
                text: <Marked excerpt={item.excerpt} />,
                meta: [
                  item.entryId === null ? text.entryKinds.dossier : lookOf(item.kind).word(request.locale),
                  item.occurredAt && dates.day(item.occurredAt, request.now),
                ]
                  .filter(Boolean)
                  .join(' · '),
              }))}
            />
            {more && <Paragraph soft>{words.more}</Paragraph>}
          </>
        )}
      </Stack>
    )
  },
})
