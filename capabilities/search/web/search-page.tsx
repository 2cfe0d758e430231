// Searching in everything that exists for the reader, with what was found marked, and why it was found.
import type { z } from 'zod'
import { lookOf } from '#capabilities/dossier/web/entry-looks.tsx'
import { withQuery } from '#capabilities/dossier/web/forms.tsx'
import {
  Button,
  Details,
  EmptyState,
  Form,
  formatDate,
  LinkButton,
  LinkList,
  PageHead,
  Paragraph,
  Row,
  Select,
  Stack,
  TabNav,
  TextInput,
} from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import { type contract, type FoundShown, KINDS } from '../contract.ts'
import { addressOf } from './address.ts'
import { PATH, wordsOf } from './words.ts'

type Answer = z.output<typeof contract.search.output>

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const DAY = /^(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const FIRST = 25
const MOST = 100

const isDay = (value = '') => DAY.test(value) && new Date(value).toISOString().startsWith(value)

/** What the address asks; an address that somebody typed must not become an error. */
const asked = ({ query }: PageRequest) => ({
  words: (query.woorden ?? '').trim().slice(0, 200),
  kind: KINDS.find((kind) => kind === query.soort),
  organisationId: UUID.test(query.van ?? '') ? query.van : undefined,
  from: isDay(query.vanaf) ? query.vanaf : undefined,
  until: isDay(query.tot) ? query.tot : undefined,
  limit: query.meer === '1' ? MOST : FIRST,
})

const hereWith = (request: PageRequest, change: Record<string, string | undefined> = {}): string => {
  const { words, kind, organisationId, from, until } = asked(request)
  return withQuery(PATH, { woorden: words, soort: kind, van: organisationId, vanaf: from, tot: until, ...change })
}

/** The pieces between « and » are what matched. */
export function Marked({ excerpt }: { excerpt: string }) {
  return <>{excerpt.split(/«([^«»]*)»/).map((piece, at) => (at % 2 === 1 ? <mark key={at}>{piece}</mark> : piece))}</>
}

const line = (item: FoundShown, request: PageRequest) => {
  const text = wordsOf(request.locale)
  const dates = formatDate(request.locale)
  const what =
    item.kind === 'entry' && item.detail
      ? lookOf(item.detail).word(request.locale)
      : item.kind === 'openItem'
        ? `${text.kinds.openItem}, ${(text.outcomes[item.detail ?? 'open'] ?? '').toLowerCase()}`
        : text.kinds[item.kind]
  return {
    key: `${item.kind}-${item.id}`,
    href: addressOf(item),
    title: item.title ?? text.web.hiddenDossier,
    text: item.excerpt && <Marked excerpt={item.excerpt} />,
    meta: [
      what,
      item.kind === 'organisation' ? null : item.organisationName,
      item.at && dates.short(item.at, request.now),
      item.page && text.page(item.page),
      text.reasons[item.why],
    ]
      .filter(Boolean)
      .join(' · '),
  }
}

/** Those in which the reader works, and those of what was found. */
const organisationsIn = (items: readonly FoundShown[], request: PageRequest) => {
  const known = new Map(request.actor?.memberships.map((one) => [one.organisationId, one.organisationName]) ?? [])
  const { organisationId } = asked(request)
  const name = items.find((item) => item.kind !== 'organisation')?.organisationName
  if (organisationId && !known.has(organisationId) && name) known.set(organisationId, name)
  return [...known].map(([value, label]) => ({ value, label }))
}

export const searchPage = page({
  at: '/zoeken',
  nav: 'search',
  load: (request) => {
    const { words, ...rest } = asked(request)
    return request.ask<Answer>('search', { query: words, ...rest })
  },
  frame: (_, request) => ({ title: wordsOf(request.locale).web.title }),
  view: ({ items, more }, request) => {
    const text = wordsOf(request.locale)
    const words = text.web
    const { words: sought, kind, organisationId, from, until, limit } = asked(request)
    const narrowed = Boolean(kind || organisationId || from || until)
    return (
      <Stack>
        <PageHead title={words.title} lead={words.lead} />
        <Form action={PATH} method="get" role="search" label={words.title}>
          <div
            class="schakel-suggest"
            data-suggest="/api/v1/search-suggestions"
            data-label={words.suggestions}
            data-none={words.suggested.none}
            data-one={words.suggested.one}
            data-many={words.suggested.many}
            data-kinds={JSON.stringify(text.kinds)}
          >
            <TextInput
              name="woorden"
              label={words.words}
              type="search"
              value={sought}
              maxLength={200}
              autoComplete="off"
              searchKey
            />
            <Button kind="primary" icon="search">
              {words.button}
            </Button>
          </div>
          {kind && <input type="hidden" name="soort" value={kind} />}
          <Details summary={words.narrow} open={Boolean(organisationId || from || until)}>
            <Row>
              <Select
                name="van"
                label={words.organisation}
                empty={words.everyOrganisation}
                value={organisationId ?? ''}
                options={organisationsIn(items, request)}
                required={false}
              />
              <FilterDay name="vanaf" label={words.from} value={from} />
              <FilterDay name="tot" label={words.until} value={until} />
              <Button>{words.show}</Button>
            </Row>
          </Details>
        </Form>
        {sought === '' ? (
          <EmptyState icon="search">{words.start}</EmptyState>
        ) : (
          <>
            <TabNav
              label={words.kinds}
              items={[
                { href: hereWith(request, { soort: undefined }), label: words.everything, current: !kind },
                ...KINDS.map((value) => ({
                  href: hereWith(request, { soort: value }),
                  label: text.manyKinds[value],
                  current: kind === value,
                })),
              ]}
            />
            <Results items={items} more={more} sought={sought} narrowed={narrowed} limit={limit} request={request} />
          </>
        )}
      </Stack>
    )
  },
})

function FilterDay({ name, label, value }: { name: string; label: string; value: string | undefined }) {
  return (
    <div class="utrecht-form-field schakel-field">
      <label class="utrecht-form-label utrecht-form-field__label" for={name}>
        {label}
      </label>
      <input
        id={name}
        name={name}
        type="date"
        value={value}
        class="utrecht-textbox utrecht-textbox--html-input schakel-width--short"
      />
    </div>
  )
}

function Results({
  items,
  more,
  sought,
  narrowed,
  limit,
  request,
}: Answer & { sought: string; narrowed: boolean; limit: number; request: PageRequest }) {
  const words = wordsOf(request.locale).web
  if (items.length === 0)
    return (
      <EmptyState
        icon="search-off"
        action={narrowed && <LinkButton href={withQuery(PATH, { woorden: sought })}>{words.withoutFilter}</LinkButton>}
      >
        {words.nothing(sought)} {words.nothingHow}
      </EmptyState>
    )
  return (
    <>
      <p class="schakel-meta" role="status">
        {more ? words.foundMore(items.length) : words.found(items.length)}
      </p>
      {items.some((item) => item.why === 'lookAlike') && <Paragraph soft>{words.lookAlikes(sought)}</Paragraph>}
      <LinkList label={words.results} items={items.map((item) => line(item, request))} />
      {more &&
        (limit < MOST ? (
          <LinkButton href={hereWith(request, { meer: '1' })}>{words.more}</LinkButton>
        ) : (
          <Paragraph soft>{words.most}</Paragraph>
        ))}
    </>
  )
}
