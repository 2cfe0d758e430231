// Who gets a mail: the whole council when a technical question is answered, and its registry when something is reported ready.
import type pg from 'pg'
import { putNotices, registerNotice } from '#capabilities/attention/index.ts'
import type { HeardEvent, Listener } from '#foundation/events/dispatch.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

for (const name of ['answered', 'reported'] as const)
  registerNotice(`councilItems.${name}`, {
    words: (locale) => (locale === 'en' ? en : nl).mail[name],
    href: ({ aboutId }) => `/raad/punten/${aboutId}`,
    there: 'exists (select from council_items.council_item i where i.id = $3)',
  })

/** Who sits in this council, or serves it, today; whoever asked is told by the open item itself. */
const councilOf = async (
  client: pg.ClientBase,
  organisationId: string,
  positions: readonly string[],
  but: string | null,
): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>(
    `select distinct m.person_id as id from people.membership m
     where m.position = any ($2) and m.since <= current_date and (m.until is null or m.until >= current_date)
       and m.organisation_id in (select $1::uuid union all
         select h.organisation_id from organisations.heritage h where h.predecessor_id = $1)
       and not settings.is_off('councilItems', $1)
       and m.person_id is distinct from (select a.person_id from people.membership a where a.id = $3)
     order by 1`,
    [organisationId, positions, but],
  )
  return rows.map(({ id }) => id)
}

const tell = (
  client: pg.ClientBase,
  event: HeardEvent,
  notice: 'answered' | 'reported',
  people: readonly string[],
  councilItemId: string,
): Promise<void> =>
  putNotices(client, {
    kind: `councilItems.${notice}`,
    people,
    except: event.personId,
    dossierId: event.dossierId,
    aboutId: councilItemId,
  })

export const listeners: readonly Listener[] = [
  {
    name: 'council-items: mail',
    on: ['openItemAnswered', 'councilItemMoved'],
    hear: async (event, client) => {
      if (event.name === 'councilItemMoved') {
        const { councilItemId, kind } = event.payload as { councilItemId: string; kind: string }
        if (kind !== 'reported') return
        const readers = await councilOf(client, event.organisationId!, ['registry'], null)
        await tell(client, event, 'reported', readers, councilItemId)
        return
      }
      const { rows } = await client.query<{ id: string; organisationId: string; raisedBy: string }>(
        `select i.id, i.organisation_id as "organisationId", i.registered_by as "raisedBy" from council_items.council_item i
           where i.open_item_id = $1`,
        [event.payload.openItemId],
      )
      const item = rows[0]
      if (!item) return
      const readers = await councilOf(client, item.organisationId, ['council', 'registry'], item.raisedBy)
      await tell(client, event, 'answered', readers, item.id)
    },
  },
]
