// The register of frames, by rank: open to everybody, with or without an account.
import type { z } from 'zod'
import { withQuery } from '#capabilities/dossier/web/forms.tsx'
import {
  Button,
  EmptyState,
  Form,
  formatDate,
  Heading,
  Link,
  LinkButton,
  LinkList,
  PageHead,
  Paragraph,
  Select,
  Stack,
  StateBadge,
  TabNav,
  TextInput,
} from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import { type contract, type FrameListed, RANKS } from '../contract.ts'
import { stateTone } from './frame-page.tsx'
import { frameHref, mightRegister, PATH, wordsOf } from './words.ts'

type Listed = z.output<typeof contract.listFrames.output>

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** What the address asks; an address that somebody typed must not become an error. */
const asked = ({ query }: PageRequest) => ({
  mine: query.van === 'mijn',
  organisationId: UUID.test(query.van ?? '') ? query.van : undefined,
  words: (query.zoek ?? '').trim().slice(0, 200),
  rank: /^[1-7]$/.test(query.soort ?? '') ? query.soort : undefined,
  all: query.stand === 'alles',
  after: UUID.test(query.na ?? '') ? query.na : undefined,
})

/** The same choices as an address; what is given changes one of them. */
const hereWith = (request: PageRequest, change: Record<string, string | undefined> = {}): string => {
  const { mine, organisationId, words, rank, all } = asked(request)
  return withQuery(PATH, {
    van: mine ? 'mijn' : organisationId,
    zoek: words,
    soort: rank,
    stand: all ? 'alles' : undefined,
    ...change,
  })
}

function RankGroup({ rank, items, request }: { rank: number; items: readonly FrameListed[]; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const dates = formatDate(request.locale)
  return (
    <Stack gap="sm">
      <Heading level={2} look={3}>
        {text.ranks[rank]}
      </Heading>
      <LinkList
        label={text.ranks[rank]}
        items={items.map((item) => ({
          href: frameHref(item.frameId),
          title: item.title,
          text: item.purpose,
          meta: [
            asked(request).mine ? null : item.organisationName,
            item.competentBody,
            text.web.list.since(dates.date(item.validFrom)),
          ]
            .filter(Boolean)
            .join(' · '),
          badge: item.state !== 'valid' && (
            <StateBadge tone={stateTone[item.state]}>{text.frameStates[item.state]}</StateBadge>
          ),
        }))}
      />
    </Stack>
  )
}

export const framesPage = page({
  at: PATH,
  open: true,
  load: (request) => {
    const { mine, organisationId, words, rank, all, after } = asked(request)
    return request.ask<Listed>('listFrames', {
      which: mine ? 'mine' : 'all',
      state: all ? 'all' : 'valid',
      limit: 50,
      ...(organisationId ? { organisationId } : {}),
      ...(words ? { query: words } : {}),
      ...(rank ? { rank } : {}),
      ...(after ? { after } : {}),
    })
  },
  frame: (_, request) => ({ title: wordsOf(request.locale).web.list.title }),
  view: ({ items, next }, request) => {
    const text = wordsOf(request.locale)
    const { list } = text.web
    const { mine, organisationId, words, rank, all, after } = asked(request)
    const register = mightRegister(request) && (
      <LinkButton href={`${PATH}/nieuw`} icon="plus">
        {list.register}
      </LinkButton>
    )
    const narrowed = Boolean(words || rank || after)
    return (
      <Stack>
        <PageHead title={list.title} lead={list.lead} actions={items.length > 0 && register} />
        {request.actor && (
          <TabNav
            label={list.which}
            items={[
              { href: hereWith(request, { van: 'mijn' }), label: list.own, current: mine },
              { href: hereWith(request, { van: undefined }), label: list.all, current: !mine && !organisationId },
              ...(organisationId && items[0]
                ? [{ href: hereWith(request), label: list.of(items[0].organisationName), current: true }]
                : []),
            ]}
          />
        )}
        {(items.length > 0 || narrowed) && (
          <Form
            action={PATH}
            method="get"
            role="search"
            label={list.search}
            inline
            fields={{
              ...(mine ? { van: 'mijn' } : organisationId ? { van: organisationId } : {}),
              ...(all ? { stand: 'alles' } : {}),
            }}
          >
            <TextInput name="zoek" type="search" label={list.search} value={words} maxLength={200} searchKey />
            <Select
              name="soort"
              label={list.rank}
              empty={list.everyRank}
              value={rank ?? ''}
              options={RANKS.map((value) => ({ value: String(value), label: text.ranks[value]! }))}
            />
            <Button icon="search">{list.show}</Button>
          </Form>
        )}
        {items.length === 0 ? (
          <EmptyState
            icon="books"
            action={narrowed ? <LinkButton href={PATH}>{list.showAll}</LinkButton> : register || undefined}
          >
            {narrowed ? list.emptyFilter : list.empty}
          </EmptyState>
        ) : (
          RANKS.map((value) => [value, items.filter((item) => item.rank === value)] as const)
            .filter(([, group]) => group.length > 0)
            .map(([value, group]) => <RankGroup key={value} rank={value} items={group} request={request} />)
        )}
        {next && <LinkButton href={hereWith(request, { na: next })}>{list.more}</LinkButton>}
        <Paragraph small>
          <Link href={hereWith(request, { stand: all ? undefined : 'alles' })}>
            {all ? list.onlyValid : list.ended}
          </Link>
        </Paragraph>
      </Stack>
    )
  },
})
