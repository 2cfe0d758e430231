// Who hears at once that something was asked, answered or waits too long. Here it is only noted: telling.ts tells.
import type pg from 'pg'
import type { HeardEvent, Listener } from '#foundation/events/dispatch.ts'
import { newId } from '#foundation/id.ts'
import { registerNotice } from './kinds.ts'
import { text as en } from './text.en.ts'
import { text as nl, type Text } from './text.nl.ts'

type Notice = keyof Text['mail']['notices']

for (const name of Object.keys(nl.mail.notices) as Notice[])
  registerNotice(name, {
    words: (locale) => (locale === 'en' ? en : nl).mail.notices[name],
    href: ({ openItemId }) => `/open-punten/${openItemId}`,
    there: 'exists (select from open_items.open_item i where i.id = $2)',
  })

/** Whoever these keys stand for today: a person, the speakers of an organisation, the holders of a function. */
const peopleOf = async (client: pg.ClientBase, keys: readonly (string | null)[]): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>(
    // Each kind of key through an index of its own: an «or» over them reads everybody in the country for each event.
    `with asked as materialized (select left(k, 2) as kind, substr(k, 3, 36)::uuid as id, substr(k, 40) as name from unnest($1::text[]) k)
     select distinct m.person_id as id from (
       select x.* from asked a join people.membership x on x.id = a.id where a.kind = 'm:'
       union all
       select x.* from asked a join people.membership x on x.organisation_id = a.id and x.speaks_for_organisation where a.kind = 'o:'
       union all
       select x.* from asked a join organisations.heritage h on h.predecessor_id = a.id
         join people.membership x on x.organisation_id = h.organisation_id and x.speaks_for_organisation where a.kind = 'o:'
       union all
       select x.* from asked a join people.membership x on x.organisation_id = a.id and x.function_name = a.name where a.kind = 'r:') m
     where m.since <= current_date and (m.until is null or m.until >= current_date)
     order by 1`,
    [keys.filter((key) => key !== null)],
  )
  return rows.map(({ id }) => id)
}

/**
 * Notes that whoever a key stands for is to hear of something, inside the caller's transaction. It is told when their quiet
 * hours are over, if they want it and may still see what it is about then. `except`: who did it needs no mail about it.
 */
export const putNotice = async (
  client: pg.ClientBase,
  { to, ...notice }: Noted & { readonly to: string | null },
): Promise<void> => putNotices(client, { ...notice, people: await peopleOf(client, [to]) })

/** The same for people whom the room found itself. */
export const putNotices = async (
  client: pg.ClientBase,
  { people, ...notice }: Noted & { readonly people: readonly string[] },
): Promise<void> => {
  for (const personId of people)
    if (personId !== notice.except)
      await client.query(
        `insert into attention.notice (id, person_id, kind, dossier_id, open_item_id, about_id) values ($1, $2, $3, $4, $5, $6)`,
        [newId(), personId, notice.kind, notice.dossierId, notice.openItemId ?? null, notice.aboutId ?? null],
      )
}

interface Noted {
  /** As the room registered it (`registerNotice`). */
  readonly kind: string
  readonly except?: string | null
  readonly dossierId: string | null
  readonly openItemId?: string | null
  readonly aboutId?: string | null
}

const noticesFor = (
  event: HeardEvent,
  item: { addressee: string; raisedBy: string; steps: Record<string, string | null> },
): readonly (readonly [Notice, string | null])[] => {
  switch (event.name) {
    case 'openItemAsked':
    case 'openItemPassedOn':
      return [['asked', item.addressee]]
    case 'openItemAnswered':
      return [['answered', item.raisedBy]]
    case 'openItemRefused':
      return [['refused', item.raisedBy]]
    default: {
      const { step, number } = event.payload as { step: string; number: number }
      if (step === 'remind') return [['remind', item.addressee]]
      if (step === 'lapse')
        return [
          ['lapse', item.addressee],
          ['lapseAsker', item.raisedBy],
        ]
      return [['climbed', item.steps[number] ?? null]]
    }
  }
}

/** A reminder for what was closed meanwhile would only waste somebody's time. */
export const stillMatters = (kind: string, closed: boolean) => !closed || kind === 'answered' || kind === 'refused'

export const listeners: readonly Listener[] = [
  {
    // It was in the room of the open items once; how far it has read is kept under its first name.
    name: 'open-items: mail',
    on: ['openItemAsked', 'openItemPassedOn', 'openItemAnswered', 'openItemRefused', 'openItemClimbed'],
    hear: async (event, client) => {
      const { openItemId } = event.payload
      const { rows } = await client.query(
        `select i.dossier_id as "dossierId", i.addressee, 'm:' || i.raised_by as "raisedBy", i.closed_at is not null as closed,
           coalesce((select jsonb_object_agg(s.number, s.subject) from open_items.step s where s.open_item_id = i.id), '{}') as steps
         from open_items.open_item i where i.id = $1`,
        [openItemId],
      )
      const item = rows[0]
      if (!item) return
      for (const [kind, to] of noticesFor(event, item))
        if (stillMatters(kind, item.closed))
          await putNotice(client, { kind, to, except: event.personId, dossierId: item.dossierId, openItemId })
    },
  },
]
