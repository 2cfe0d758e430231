// What the council hears of the other rooms: what they tell is marked for release, and may be a reason to inform at once.
import type pg from 'pg'
import { putNotices, registerNotice } from '#capabilities/attention/index.ts'
import type { HeardEvent, Listener } from '#foundation/events/dispatch.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

/** What process and parties publish with the id of the line in which it stands. */
const TOLD = [
  'processStarted',
  'phaseChanged',
  'roleChanged',
  'uncertaintyChanged',
  'gatePlanned',
  'gateCancelled',
  'gateDecided',
  'moneyChanged',
  'choiceReserved',
  'choiceDecided',
  'objectionRaised',
  'objectionEnded',
  'partyChanged',
  'positionChanged',
  'consultationChanged',
]

/** Of what the dossier says of itself, these lines carry the words that council and public read. */
const OWN_WORDS = ['plan', 'pause', 'closure']

interface Line {
  readonly id: string
  readonly dossierId: string
  readonly details: Record<string, unknown>
  readonly audience: number
  readonly moneyShare: number | null
}

/** Which trigger this is, if any. Money: once, when the share passes the line that was agreed. */
const triggerOf = async (event: HeardEvent, line: Line, client: pg.ClientBase): Promise<string | null> => {
  const { state, was, share } = line.details
  if (event.name === 'gateDecided') return 'gate'
  if (event.name === 'objectionRaised') return 'objection'
  if (event.name === 'uncertaintyChanged') return state === 'red' && was !== 'red' ? 'uncertainty' : null
  if (event.name !== 'moneyChanged' || line.moneyShare === null || Number(share) * 100 <= line.moneyShare) return null
  const { rows } = await client.query<{ share: number | null }>(
    `select (e.details ->> 'share')::numeric::float8 as share from dossier.entry e join dossier.entry now on now.id = $1
     where e.dossier_id = now.dossier_id and e.kind = 'money' and e.position < now.position order by e.position desc limit 1`,
    [line.id],
  )
  return Number(rows[0]?.share ?? 0) * 100 <= line.moneyShare ? 'money' : null
}

const hearLine = async (event: HeardEvent, client: pg.ClientBase): Promise<void> => {
  const { rows } = await client.query<Line>(
    `select e.id, e.dossier_id as "dossierId", e.details, e.audience, a.money_share as "moneyShare"
     from dossier.entry e join council.part p on p.dossier_id = e.dossier_id
     left join council.arrangement a on a.dossier_id = e.dossier_id and a.agreed_at is not null and a.ended_at is null
     where e.id = $1 and e.erased_at is null and not settings.is_off('council', e.organisation_id)`,
    [event.payload.entryId],
  )
  const line = rows[0]
  // The council reads it already, or does not follow this dossier.
  if (!line || line.audience >= 4) return
  // What the core team keeps to itself, the house lays before nobody: that is marked by hand.
  await client.query(
    `insert into council.mark (entry_id, dossier_id, organisation_id, marked_at)
     select e.id, e.dossier_id, e.organisation_id, e.recorded_at from dossier.entry e
     where e.id = $1 and e.audience > 1 and not exists (select from council.mark m where m.entry_id = e.id) on conflict do nothing`,
    [line.id],
  )
  const trigger = await triggerOf(event, line, client)
  if (trigger)
    await client.query('select council.see_trigger($1, $2, $3, $4)', [line.dossierId, trigger, line.id, event.at])
}

/** Who stands on a step now; 'college': the other side of an arrangement that the registry proposed. */
const readersOf = async (client: pg.ClientBase, dossierId: string, step: number | 'college'): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>(
    `select distinct m.person_id as id
     from council.part c join dossier.dossier d on d.id = c.dossier_id
     cross join lateral (
       select x.* from people.membership x where $2::text in ('1', 'college') and x.id = d.owner_id
       union all
       select x.* from people.membership x where $2::text in ('2', 'college') and x.id = c.portfolio_holder_id
       union all
       select x.* from people.membership x where $2::text not in ('1', '2', 'college') and x.position = 'registry'
         and x.organisation_id in (select c.organisation_id union all
           select h.organisation_id from organisations.heritage h where h.predecessor_id = c.organisation_id)) m
     where c.dossier_id = $1 and m.since <= current_date and (m.until is null or m.until >= current_date)
     order by 1`,
    [dossierId, String(step)],
  )
  return rows.map(({ id }) => id)
}

const NOTICES = ['owner', 'portfolioHolder', 'registry', 'proposed'] as const
type Notice = (typeof NOTICES)[number]

for (const name of NOTICES)
  registerNotice(`council.${name}`, {
    words: (locale) => (locale === 'en' ? en : nl).mail[name],
    href: ({ dossierId }) => `/dossiers/${dossierId}/raad`,
  })

/** Told outside somebody's quiet hours, and only to who may still see the dossier then. */
const tell = (client: pg.ClientBase, event: HeardEvent, notice: Notice, people: readonly string[]): Promise<void> =>
  putNotices(client, { kind: `council.${notice}`, people, except: event.personId, dossierId: event.dossierId })

const STEPS: Record<number, Notice> = { 1: 'owner', 2: 'portfolioHolder', 3: 'registry' }

export const listeners: readonly Listener[] = [
  {
    name: 'council: marks and triggers',
    on: [...TOLD, 'entryAdded'],
    hear: async (event, client) => {
      if (event.name !== 'entryAdded' || OWN_WORDS.includes(String(event.payload.kind))) await hearLine(event, client)
    },
  },
  {
    name: 'council: mail',
    on: ['councilWarned', 'arrangementProposed'],
    hear: async (event, client) => {
      const dossierId = event.dossierId!
      if (event.name === 'arrangementProposed') {
        const readers = await readersOf(client, dossierId, event.payload.side === 'registry' ? 'college' : 3)
        return tell(client, event, 'proposed', readers)
      }
      const { dutyId, number } = event.payload as { dutyId: string; number: number }
      const { rows } = await client.query('select from council.duty d where d.id = $1 and d.informed_at is null', [
        dutyId,
      ])
      // A warning for what was done meanwhile would only waste somebody's time.
      if (rows.length === 0) return
      await tell(client, event, STEPS[number]!, await readersOf(client, dossierId, number))
    },
  },
]
