// Nothing becomes an orphan: when an owner or deputy leaves, the dossier goes on and somebody is told (K4, invariant 1).
import type pg from 'pg'
import { appendEntry, LEADING, touchDossier } from '#capabilities/dossier/index.ts'
import { addDays, dayAt, findTerms, type InForce, ladder } from '#capabilities/settings/index.ts'
import type { Statement } from '#foundation/database/query.ts'
import { newId } from '#foundation/id.ts'
import { type Addressee, insertOpenItem, insertSteps, type OpenItemRow } from './queries.ts'
import { text } from './text.nl.ts'

const TERM_DAYS = 14

const send = async (client: pg.ClientBase, ...statements: readonly Statement[]): Promise<void> => {
  for (const statement of statements) await client.query(statement.text, statement.values as unknown[])
}

const termsFor = async (
  client: pg.ClientBase,
  { addressee, dossierId }: Pick<OpenItemRow, 'addressee' | 'dossierId'>,
): Promise<InForce> => {
  const query = findTerms({ organisationId: addressee.organisationId, dossierId })
  const { rows } = await client.query({ text: query.text, values: [...query.values], rowMode: 'array' })
  // The owner's connection reads JSON as text here too: the query asks for text.
  return query.read(rows as string[][])
}

/**
 * An open item that no person raised but the house, on behalf of `raisedBy`: the owner, or who was it. Works as the owner of
 * the database, inside the caller's transaction, which holds the dossier's lock. `entry: false` keeps it out of the journal.
 */
export const raiseByHouse = async (
  client: pg.ClientBase,
  item: Pick<OpenItemRow, 'dossierId' | 'organisationId' | 'kind' | 'question' | 'raisedBy' | 'addressee'> & {
    readonly now: Date
    readonly audience: number
    readonly days?: number
    readonly details?: Readonly<Record<string, unknown>>
    readonly entry?: false
  },
): Promise<{ openItemId: string }> => {
  const openItemId = newId()
  const entryId = item.entry === false ? null : newId()
  const dueOn = addDays(dayAt(item.now), item.days ?? TERM_DAYS)
  const terms = await termsFor(client, item)
  if (entryId)
    await send(
      client,
      appendEntry({
        entryId,
        dossierId: item.dossierId,
        kind: 'question',
        text: item.question,
        details: { openItemId, kind: item.kind, addressee: item.addressee.role, dueOn },
        authorId: item.raisedBy,
        authorRole: text.succession.author,
        audience: item.audience,
      }),
    )
  await send(
    client,
    insertOpenItem({
      openItemId,
      dossierId: item.dossierId,
      organisationId: item.organisationId,
      kind: item.kind,
      question: item.question,
      details: item.details ?? {},
      raisedBy: item.raisedBy,
      raisedRole: text.succession.author,
      raisedAt: item.now,
      addressee: item.addressee,
      dueOn,
      audience: item.audience,
      openingEntryId: entryId,
      termsId: terms.termsId,
    }),
    insertSteps(openItemId, ladder({ raisedAt: item.now, dueOn }, terms.ladder)),
  )
  await publish(client, 'openItemAsked', item, { openItemId })
  return { openItemId }
}

const publish = async (
  client: pg.ClientBase,
  name: string,
  { dossierId, organisationId }: { dossierId: string; organisationId: string },
  payload: Record<string, unknown>,
): Promise<void> => {
  await client.query(
    'insert into foundation.event (name, dossier_id, organisation_id, payload) values ($1, $2, $3, $4)',
    [name, dossierId, organisationId, JSON.stringify(payload)],
  )
}

const LEFT = (membership: string) =>
  `exists (select from people.membership m where m.id = ${membership} and m.until < current_date)`
// Told already: an item of the house names the memberships whose end it is about.
const TOLD = (membership: string) =>
  `exists (select from open_items.open_item i where i.dossier_id = d.id and i.details -> 'ended' ? ${membership}::text)`

const FORSAKEN = `d.state <> 'closed' and (
  (${LEFT('d.owner_id')} and (not ${LEFT('d.deputy_id')} or not ${TOLD('d.owner_id')}))
  or (${LEFT('d.deputy_id')} and not ${LEFT('d.owner_id')} and not ${TOLD('d.deputy_id')}))`

interface Forsaken {
  readonly dossierId: string
  readonly organisationId: string
  readonly ceiling: number
  readonly ownerId: string
  readonly deputyId: string
  readonly ownerLeft: boolean
  readonly deputyLeft: boolean
  readonly organisationName: string
  readonly administrators: string
}

/** Current colleagues who could deputise for this membership: the usual deputy first, then the manager. */
const deputiesOf = async (
  client: pg.ClientBase,
  membershipId: string,
  organisationId: string,
): Promise<string | undefined> => {
  const { rows } = await client.query<{ id: string }>(
    `select c.id from people.membership m cross join lateral unnest(array[m.deputy_id, m.manager_id]) with ordinality as named (id, place)
     join people.membership c on c.id = named.id
     where m.id = $1 and c.id <> m.id and c.organisation_id = $2 and c.position = any ($3) and c.since <= current_date and (c.until is null or c.until >= current_date)
     order by named.place limit 1`,
    [membershipId, organisationId, LEADING],
  )
  return rows[0]?.id
}

const addresseeOf = async (client: pg.ClientBase, membershipId: string): Promise<Addressee> => {
  const { rows } = await client.query<{ organisationId: string; role: string }>(
    `select m.organisation_id as "organisationId", m.function_name || ', ' || o.name as role
     from people.membership m join organisations.organisation o on o.id = m.organisation_id where m.id = $1`,
    [membershipId],
  )
  return { key: `m:${membershipId}`, membershipId, functionName: null, ...rows[0]! }
}

/** One dossier, in one transaction. False when another server has it in hand, or somebody works in it just now. */
const succeed = async (client: pg.ClientBase, dossierId: string, now: Date): Promise<boolean> => {
  // Tried, not waited for: whoever holds this lock holds rows of the dossier next, and the next minute is soon enough.
  const { rows: locks } = await client.query<{ mine: boolean }>(
    'select pg_try_advisory_xact_lock(hashtextextended($1::text, 1)) as mine',
    [dossierId],
  )
  if (!locks[0]!.mine) return false
  const { rows } = await client.query<Forsaken>(
    `select d.id as "dossierId", d.organisation_id as "organisationId", d.ceiling, d.owner_id as "ownerId", d.deputy_id as "deputyId",
       ${LEFT('d.owner_id')} as "ownerLeft", ${LEFT('d.deputy_id')} as "deputyLeft", o.name as "organisationName",
       coalesce((select m.function_name from people.membership m where m.organisation_id = d.organisation_id and m.position = 'administrator'
         and m.since <= current_date and (m.until is null or m.until >= current_date) order by m.since, m.id limit 1),
         'functioneel beheerder') as administrators
     from dossier.dossier d join organisations.organisation o on o.id = d.organisation_id where d.id = $1 and ${FORSAKEN}`,
    [dossierId],
  )
  const dossier = rows[0]
  if (!dossier) return false
  const audience = Math.min(2, dossier.ceiling)

  // Both gone: whoever usually stands in for them, or leads them, takes over.
  const standIn =
    dossier.ownerLeft && dossier.deputyLeft
      ? ((await deputiesOf(client, dossier.ownerId, dossier.organisationId)) ??
        (await deputiesOf(client, dossier.deputyId, dossier.organisationId)))
      : undefined
  if (dossier.ownerLeft && dossier.deputyLeft && !standIn) {
    // Nobody of the dossier is left to lead it. Administrators read none of it, so neither question nor journal names it.
    await raiseByHouse(client, {
      ...dossier,
      kind: 'task',
      question: text.succession.nobodyLeft,
      raisedBy: dossier.ownerId,
      addressee: {
        key: `r:${dossier.organisationId}:${dossier.administrators}`,
        membershipId: null,
        organisationId: dossier.organisationId,
        functionName: dossier.administrators,
        role: `${dossier.administrators}, ${dossier.organisationName}`,
      },
      audience: 1,
      now,
      details: { ended: [dossier.ownerId, dossier.deputyId] },
      entry: false,
    })
    return true
  }

  const ownerId = standIn ?? (dossier.ownerLeft ? dossier.deputyId : dossier.ownerId)
  const gone = dossier.ownerLeft ? dossier.ownerId : dossier.deputyId
  // Nobody to be found: who left stays on paper until the new owner appoints somebody; it opens no door for them.
  const deputyId = (await deputiesOf(client, ownerId, dossier.organisationId)) ?? gone
  const owner = await addresseeOf(client, ownerId)
  await send(
    client,
    appendEntry({
      entryId: newId(),
      dossierId,
      kind: 'succession',
      text: standIn
        ? text.succession.bothLeft
        : dossier.ownerLeft
          ? text.succession.ownerLeft
          : text.succession.deputyLeft,
      details: { to: owner.role },
      authorId: ownerId,
      authorRole: text.succession.author,
      audience,
    }),
  )
  await client.query('update dossier.dossier set owner_id = $2, deputy_id = $3 where id = $1', [
    dossierId,
    ownerId,
    deputyId,
  ])
  if (dossier.ownerLeft)
    await client.query(
      `insert into dossier.handover (id, dossier_id, from_id, to_id, was_deputy, reason, handed_by) values ($1, $2, $3, $4, $6, $5, null)`,
      [
        newId(),
        dossierId,
        dossier.ownerId,
        ownerId,
        standIn ? text.succession.bothLeft : text.succession.ownerLeft,
        !standIn,
      ],
    )
  await client.query('select dossier.settle_reach($1)', [dossierId])
  await raiseByHouse(client, {
    ...dossier,
    kind: 'task',
    question: dossier.ownerLeft ? text.succession.newOwner : text.succession.newDeputy,
    raisedBy: ownerId,
    addressee: owner,
    audience,
    now,
    details: { ended: standIn ? [dossier.ownerId, dossier.deputyId] : [gone] },
  })
  await send(client, touchDossier(dossierId))
  if (dossier.ownerLeft) await publish(client, 'dossierHandedOver', dossier, { to: ownerId })
  return true
}

/** Every dossier whose owner or deputy has left. Answers how many were seen to. */
export const succeedOwners = async (client: pg.ClientBase, now: Date): Promise<number> => {
  const { rows } = await client.query<{ id: string }>(
    `select distinct d.id from people.membership gone
     join dossier.dossier d on (d.owner_id = gone.id or d.deputy_id = gone.id)
     where gone.until < current_date and ${FORSAKEN} order by d.id limit 500`,
  )
  let seen = 0
  for (const { id } of rows) {
    await client.query('begin')
    try {
      if (await succeed(client, id, now)) seen++
      await client.query('commit')
    } catch (error) {
      await client.query('rollback').catch(() => {})
      throw error
    }
  }
  return seen
}
