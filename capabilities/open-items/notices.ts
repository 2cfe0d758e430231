// Who gets a mail when something was asked, answered or waits too long: one, with a link and no word of what it is about.
import type pg from 'pg'
import type { HeardEvent, Listener } from '#foundation/events/dispatch.ts'
import { putMail } from '#foundation/mail/mail.ts'
import { text as en } from './text.en.ts'
import { text as nl, type Text } from './text.nl.ts'

type Notice = Exclude<keyof Text['mail'], 'foot'>

interface Reader {
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly locale: 'nl' | 'en' | null
}

/** Whoever these keys stand for today: a person, the speakers of an organisation, the holders of a function. */
const readersOf = async (client: pg.ClientBase, keys: readonly (string | null)[]): Promise<Reader[]> => {
  const { rows } = await client.query<Reader>(
    `select distinct p.id as "personId", p.name, p.email, p.locale from people.membership m join people.person p on p.id = m.person_id
     where p.email is not null and m.since <= current_date and (m.until is null or m.until >= current_date)
       and (m.id = any (select substr(k, 3)::uuid from unnest($1::text[]) k where k like 'm:%')
         or (m.speaks_for_organisation and (
              m.organisation_id = any (select substr(k, 3)::uuid from unnest($1::text[]) k where k like 'o:%')
              or exists (select from organisations.heritage h where h.organisation_id = m.organisation_id
                and 'o:' || h.predecessor_id = any ($1::text[]))))
         or 'r:' || m.organisation_id || ':' || m.function_name = any ($1::text[]))
     order by p.id`,
    [keys.filter((key) => key !== null)],
  )
  return rows
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
const stillMatters = (event: HeardEvent, closed: boolean) =>
  !closed || event.name === 'openItemAnswered' || event.name === 'openItemRefused'

export const listeners = ({ origin }: { readonly origin: string }): readonly Listener[] => [
  {
    name: 'open-items: mail',
    on: ['openItemAsked', 'openItemPassedOn', 'openItemAnswered', 'openItemRefused', 'openItemClimbed'],
    hear: async (event, client) => {
      const { openItemId } = event.payload
      const { rows } = await client.query(
        `select i.addressee, 'm:' || i.raised_by as "raisedBy", i.closed_at is not null as closed,
           coalesce((select jsonb_object_agg(s.number, s.subject) from open_items.step s where s.open_item_id = i.id), '{}') as steps
         from open_items.open_item i where i.id = $1`,
        [openItemId],
      )
      const item = rows[0]
      if (!item || !stillMatters(event, item.closed)) return
      for (const [notice, key] of noticesFor(event, item))
        for (const reader of await readersOf(client, [key])) {
          // Nobody needs a mail about what they just did themselves.
          if (reader.personId === event.personId) continue
          const { mail } = reader.locale === 'en' ? en : nl
          await putMail(client, {
            to: reader.email,
            name: reader.name,
            subject: mail[notice].subject,
            body: `${mail[notice].body}\n\n${origin}/open-punten/${openItemId}\n\n${mail.foot}\n`,
          })
        }
    },
  },
]
