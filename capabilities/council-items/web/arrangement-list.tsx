// What the council must hear and when, the oldest debt first; each leads to where the arrangement is kept.
import type { z } from 'zod'
import { withQuery } from '#capabilities/dossier/web/forms.tsx'
import { EmptyState, formatDate, LinkButton, LinkList, Stack, StateBadge, TabNav } from '#foundation/web/components.tsx'
import type { PageRequest } from '#foundation/web/page.ts'
import type { contract } from '../contract.ts'
import { WHICH } from './items-page.tsx'
import { DESK, wordsOf } from './words.ts'

export type Arrangements = z.output<typeof contract.listArrangements.output>

/** As it stands in the address of the desk. */
export const ARRANGEMENTS = 'afspraken'

export const arrangementCursor = ({ query }: PageRequest): string | undefined =>
  query.welke === ARRANGEMENTS &&
  /^[1-9]\d{3}-\d\d-\d\d\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(query.na ?? '') &&
  !Number.isNaN(Date.parse(query.na!.slice(0, 10)))
    ? query.na
    : undefined

const TONES = { proposed: 'wait', running: 'active', nearlyLapsed: 'wait', lapsed: 'late' } as const

export function ArrangementList({
  desk,
  arrangements,
  tabs,
  tab,
  request,
}: {
  desk: { readonly organisationId: string }
  arrangements: Arrangements
  tabs: readonly (keyof typeof WHICH)[]
  tab: { readonly href: string; readonly label: string; readonly current: boolean }
  request: PageRequest
}) {
  const text = wordsOf(request.locale)
  const { desk: words, list } = text.web
  const dates = formatDate(request.locale)
  return (
    <Stack>
      <TabNav
        label={list.which}
        items={[
          ...tabs.map((which) => ({
            href: withQuery(DESK, { raad: desk.organisationId, welke: which === 'open' ? undefined : which }),
            label: list[WHICH[which]],
          })),
          tab,
        ]}
      />
      {arrangements.items.length === 0 ? (
        <EmptyState icon="calendar-time">{words.noArrangements}</EmptyState>
      ) : (
        <LinkList
          label={words.arrangements}
          items={arrangements.items.map((one) => ({
            key: one.dutyId ?? one.arrangementId,
            href: `/dossiers/${one.dossierId}/raad`,
            title: one.dossierTitle,
            meta: [
              one.kind ? (text.duties[one.kind] ?? one.kind) : '',
              words.everyWeeks(one.weeks),
              one.portfolioHolder,
              one.dueOn && list.due(dates.short(one.dueOn, request.now)),
              one.state === 'lapsed' || one.reason ? text.lateness[one.reason ?? 'none'] : '',
              one.expectedOn && list.expected(dates.short(one.expectedOn, request.now)),
            ]
              .filter(Boolean)
              .join(' · '),
            badge: <StateBadge tone={TONES[one.state]}>{text.arrangementStates[one.state]}</StateBadge>,
            tone: one.state === 'lapsed' ? ('late' as const) : undefined,
          }))}
        />
      )}
      {arrangements.next && (
        <LinkButton href={withQuery(DESK, { raad: desk.organisationId, welke: ARRANGEMENTS, na: arrangements.next })}>
          {words.further}
        </LinkButton>
      )}
    </Stack>
  )
}
