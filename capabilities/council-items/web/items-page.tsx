// What councils are owed, the oldest debt first, for whoever may read it; the registry has its desk beside it.
import type { z } from 'zod'
import { withQuery } from '#capabilities/dossier/web/forms.tsx'
import { Button, EmptyState, Form, LinkButton, PageHead, Select, Stack, TabNav } from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import { type contract, KINDS, LATENESS } from '../contract.ts'
import { ItemList } from './item-list.tsx'
import { AGENDA, ITEMS, idIn, oneOf, wordsOf } from './words.ts'

export type Listed = z.output<typeof contract.listCouncilItems.output>

/** The word in the address for each choice of items. */
export const WHICH = {
  open: 'open',
  telaat: 'late',
  gereed: 'reported',
  mijn: 'mine',
  klaar: 'ended',
  alles: 'all',
} as const
type Which = keyof typeof WHICH

export const cursorIn = (request: PageRequest): string | undefined =>
  /^-?\d{1,18}\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(request.query.na ?? '') ? request.query.na : undefined

/** What the address asks of the list; `council`: only of this one. */
export const askedOf = (request: PageRequest, council?: string) => {
  const which = oneOf(request.query.welke, Object.keys(WHICH) as Which[]) ?? 'open'
  const kind = oneOf(request.query.soort, KINDS)
  const reason = which === 'telaat' ? oneOf(request.query.reden, [...LATENESS, 'none'] as const) : undefined
  const organisationId = council ?? idIn(request, 'raad')
  const dossierId = idIn(request, 'dossier')
  return { which, kind, reason, organisationId, dossierId, after: cursorIn(request) }
}
type Asked = ReturnType<typeof askedOf>

export const listCall = (asked: Asked): [string, object] => [
  'listCouncilItems',
  {
    which: WHICH[asked.which],
    limit: 50,
    ...(asked.kind ? { kind: asked.kind } : {}),
    ...(asked.reason ? { lateBy: asked.reason } : {}),
    ...(asked.organisationId ? { organisationId: asked.organisationId } : {}),
    ...(asked.dossierId ? { dossierId: asked.dossierId } : {}),
    ...(asked.after ? { after: asked.after } : {}),
  },
]

const hereWith = (path: string, asked: Asked, change: Record<string, string | undefined> = {}): string =>
  withQuery(path, {
    raad: asked.organisationId,
    dossier: asked.dossierId,
    welke: asked.which === 'open' ? undefined : asked.which,
    soort: asked.kind,
    reden: asked.reason,
    ...change,
  })

/** Tabs, filters and the list itself, for the page of everybody and for the desk. */
export function Items({
  path,
  asked,
  found,
  tabs,
  more = [],
  request,
}: {
  path: string
  asked: Asked
  found: Listed
  tabs: readonly Which[]
  /** Tabs beside those of the items. */
  more?: readonly { readonly href: string; readonly label: string; readonly current?: boolean }[]
  request: PageRequest
}) {
  const text = wordsOf(request.locale)
  const { list } = text.web
  const narrowed = Boolean(asked.kind || asked.reason || asked.after || asked.dossierId || asked.which !== 'open')
  return (
    <Stack>
      <TabNav
        label={list.which}
        items={[
          ...tabs.map((which) => ({
            href: hereWith(path, asked, { welke: which === 'open' ? undefined : which, reden: undefined }),
            label: list[WHICH[which]],
            current: which === asked.which,
          })),
          ...more,
        ]}
      />
      {(found.items.length > 0 || narrowed) && (
        <Form
          action={path}
          method="get"
          label={list.filter}
          inline
          fields={{
            ...(asked.organisationId ? { raad: asked.organisationId } : {}),
            ...(asked.dossierId ? { dossier: asked.dossierId } : {}),
            ...(asked.which === 'open' ? {} : { welke: asked.which }),
          }}
        >
          <Select
            name="soort"
            label={list.kind}
            empty={list.everyKind}
            value={asked.kind ?? ''}
            options={KINDS.map((value) => ({ value, label: text.kinds[value] }))}
          />
          {asked.which === 'telaat' && (
            <Select
              name="reden"
              label={list.reason}
              empty={list.everyReason}
              value={asked.reason ?? ''}
              options={[...LATENESS, 'none' as const].map((value) => ({ value, label: text.lateness[value] }))}
            />
          )}
          <Button>{list.show}</Button>
        </Form>
      )}
      {found.items.length === 0 ? (
        <EmptyState
          icon="gavel"
          action={
            narrowed && <LinkButton href={withQuery(path, { raad: asked.organisationId })}>{list.showAll}</LinkButton>
          }
        >
          {narrowed ? list.emptyFilter : list.empty}
        </EmptyState>
      ) : (
        <ItemList items={found.items} label={list.title} request={request} />
      )}
      {found.next && <LinkButton href={hereWith(path, asked, { na: found.next })}>{list.more}</LinkButton>}
    </Stack>
  )
}

export const itemsPage = page({
  at: ITEMS,
  nav: 'council',
  load: (request) => request.ask<Listed>(...listCall(askedOf(request))),
  frame: (_, request) => ({ title: wordsOf(request.locale).web.list.title }),
  view: (found, request) => {
    const { web } = wordsOf(request.locale)
    const serves = request.actor?.memberships.some((one) => one.position === 'registry')
    return (
      <Stack>
        <PageHead
          title={web.list.title}
          lead={web.list.lead}
          actions={
            <>
              {serves && (
                <LinkButton href="/griffie" icon="gavel">
                  {web.desk.title}
                </LinkButton>
              )}
              <LinkButton href={AGENDA} icon="calendar">
                {web.agenda}
              </LinkButton>
            </>
          }
        />
        <Items
          path={ITEMS}
          asked={askedOf(request)}
          found={found}
          tabs={['open', 'telaat', 'gereed', 'mijn', 'klaar', 'alles']}
          request={request}
        />
      </Stack>
    )
  },
})
