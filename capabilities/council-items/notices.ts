// Who gets a mail: the whole council when a technical question is answered, and its registry when something is reported ready.
import type pg from 'pg'
import type { Listener } from '#foundation/events/dispatch.ts'
import { putMail } from '#foundation/mail/mail.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

interface Reader {
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly locale: 'nl' | 'en' | null
}

/** Who sits in this council, or serves it, today; whoever asked is told by the open item itself. */
const councilOf = async (
  client: pg.ClientBase,
  organisationId: string,
  positions: readonly string[],
  but: string | null,
): Promise<Reader[]> => {
  const { rows } = await client.query<Reader>(
    `select distinct p.id as "personId", p.name, p.email, p.locale from people.membership m join people.person p on p.id = m.person_id
     where p.email is not null and m.position = any ($2) and m.since <= current_date and (m.until is null or m.until >= current_date)
       and (m.organisation_id = $1 or exists (select from organisations.heritage h
         where h.organisation_id = m.organisation_id and h.predecessor_id = $1))
       and p.id is distinct from (select a.person_id from people.membership a where a.id = $3)
     order by p.id`,
    [organisationId, positions, but],
  )
  return rows
}

export const listeners = ({ origin }: { readonly origin: string }): readonly Listener[] => {
  const send = async (
    client: pg.ClientBase,
    readers: readonly Reader[],
    notice: 'answered' | 'reported',
    itemId: string,
  ) => {
    for (const reader of readers) {
      const { mail } = reader.locale === 'en' ? en : nl
      await putMail(client, {
        to: reader.email,
        name: reader.name,
        subject: mail[notice].subject,
        body: `${mail[notice].body}\n\n${origin}/raad/punten/${itemId}\n\n${mail.foot}\n`,
      })
    }
  }
  return [
    {
      name: 'council-items: mail',
      on: ['openItemAnswered', 'councilItemMoved'],
      hear: async (event, client) => {
        if (event.name === 'councilItemMoved') {
          const { councilItemId, kind } = event.payload as { councilItemId: string; kind: string }
          if (kind !== 'reported') return
          const readers = await councilOf(client, event.organisationId!, ['registry'], null)
          await send(
            client,
            readers.filter((one) => one.personId !== event.personId),
            'reported',
            councilItemId,
          )
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
        await send(client, readers, 'answered', item.id)
      },
    },
  ]
}
