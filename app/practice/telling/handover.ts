// Writes, as owner, the rows that offering a dossier would have left on a past day: the line, the advice, and the offer.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { membershipId, organisations, type PersonKey, people } from '../cast.ts'
import { tellLine } from './council.ts'

const roleOf = (key: PersonKey) => `${people[key].functionName}, ${organisations[people[key].at].name}`

/** An offer that still waits. Who is asked takes part already, so nobody is involved for it. */
export const tellOffer = async (
  client: Pick<pg.ClientBase, 'query'>,
  offer: {
    readonly dossierId: string
    readonly at: Date
    readonly from: PersonKey
    readonly to: PersonKey
    readonly reason: string
    /** «Wat ik als eerste zou doen» */
    readonly first: string
  },
): Promise<void> => {
  const entryId = await tellLine(client, {
    dossierId: offer.dossierId,
    at: offer.at,
    by: offer.from,
    kind: 'handoverOffered',
    text: offer.reason,
    details: { to: people[offer.to].name, toRole: roleOf(offer.to), first: offer.first },
    audience: 2,
  })
  await client.query('insert into handover.note (dossier_id, text, written_by, written_at) values ($1, $2, $3, $4)', [
    offer.dossierId,
    offer.first,
    membershipId(offer.from),
    offer.at,
  ])
  await client.query(
    'insert into handover.offer (id, dossier_id, from_id, to_id, entry_id, offered_at) values ($1, $2, $3, $4, $5, $6)',
    [randomUUID(), offer.dossierId, membershipId(offer.from), membershipId(offer.to), entryId, offer.at],
  )
}
