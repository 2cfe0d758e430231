// What a policy needs to know: of a dossier and its council, an item, a moment, a mark, and of whoever asks.
import { type Dossier, findDossier } from '#capabilities/dossier/index.ts'
import { findProcess, type Process } from '#capabilities/process/index.ts'
import { one, type Query, run, type Statement } from '#foundation/database/query.ts'
import type { Kind, State } from '../contract.ts'

/** As what whoever acts now stands towards the council; null: they have nothing to do with that town. */
export type ActsAs = 'staff' | 'executive' | 'council' | 'registry' | 'partner' | 'administrator' | null

export interface CouncilDossier extends Dossier {
  readonly actsAs: ActsAs
}

/** The dossier as the dossier's own room finds it, and what who acts is to its council. */
export const findCouncilDossier = (dossierId: string): Query<CouncilDossier | undefined> => {
  const found = findDossier(dossierId)
  return {
    ...found,
    name: 'councilItems.find-dossier',
    text: `select (f.found::jsonb || jsonb_build_object('actsAs', council_items.acts_as((f.found::jsonb ->> 'organisationId')::uuid)))::text
      from (${found.text}) as f (found)`,
    read: (rows) => (rows[0]?.[0] ? (JSON.parse(rows[0][0]) as CouncilDossier) : undefined),
  }
}

/** The same for a dossier that somebody may or may not have named. */
export const findCouncilDossierOr = (dossierId: string | null): Query<CouncilDossier | undefined> => ({
  ...findCouncilDossier(''),
  values: [dossierId],
})

export interface Council {
  readonly organisationId: string
  readonly name: string
  readonly actsAs: ActsAs
}
export const findCouncil = (organisationId: string): Query<Council | undefined> =>
  one(
    'councilItems.find-council',
    `select json_build_object('organisationId', o.id, 'name', o.name, 'actsAs', council_items.acts_as(o.id))::text
     from organisations.organisation o where o.id = $1`,
    [organisationId],
  )

/** The dossier of an item, moment or mark; null when it does not exist for who asks (any more). */
export interface ItsDossier {
  readonly state: string
  readonly ceiling: number
  readonly ownerId: string
  readonly deputyId: string
}
const ITS_DOSSIER = `case when d.id is not null then json_build_object('state', d.state, 'ceiling', d.ceiling,
  'ownerId', d.owner_id, 'deputyId', d.deputy_id) end`
/** This is a write that waited for its turn. */
const CHANGING = (id: string) => `coalesce(current_setting('app.changing', true) = ${id}::text, false)`

export interface CouncilItem {
  readonly councilItemId: string
  readonly dossierId: string
  readonly organisationId: string
  readonly kind: Kind
  readonly reference: string
  readonly title: string
  readonly state: State
  readonly vote: 'adopted' | 'rejected' | 'withdrawn' | null
  readonly audience: number
  readonly dueOn: string | null
  readonly madeOn: string
  readonly debtorRole: string | null
  readonly owed: boolean
  readonly owedInAnyRole: boolean
  readonly actsAs: ActsAs
  readonly dossier: ItsDossier | null
  readonly changing: boolean
}

/** How an item `i` stands, with its open item `o`, left joined, when it is a technical question. */
export const STATE = `case when i.kind = 'technicalQuestion' then coalesce(o.outcome, 'asked') else i.state end`

export const findCouncilItem = (councilItemId: string): Query<CouncilItem | undefined> =>
  one(
    'councilItems.find',
    `select json_build_object('councilItemId', i.id, 'dossierId', i.dossier_id, 'organisationId', i.organisation_id, 'kind', i.kind,
       'reference', i.reference, 'title', i.title, 'state', ${STATE}, 'vote', i.vote, 'audience', i.audience, 'dueOn', i.due_on,
       'madeOn', i.made_on, 'debtorRole', i.debtor_role,
       'owed', coalesce(coalesce(o.addressee, i.debtor) = any ((select access.acting_keys())::text[]), false),
       'owedInAnyRole', coalesce(coalesce(o.addressee, i.debtor) = any ((select access.keys())::text[]), false),
       'actsAs', council_items.acts_as(i.organisation_id), 'dossier', ${ITS_DOSSIER}, 'changing', ${CHANGING('i.id')})::text
     from council_items.council_item i left join open_items.open_item o on o.id = i.open_item_id
     left join dossier.dossier d on d.id = i.dossier_id where i.id = $1`,
    [councilItemId],
  )

/** As with an open item: the lock of the dossier, and a mark for `find`, so that who comes second hears 409 and not 403. */
const lockVia =
  (name: string, table: string, place: string) =>
  (id: string): Statement =>
    run(
      `councilItems.lock-${name}`,
      `select pg_advisory_xact_lock(hashtextextended(${place}::text, 1)), set_config('app.changing', t.id::text, true)
     from council_items.${table} t where t.id = $1`,
      [id],
    )
export const lockCouncilItem = lockVia('item', 'council_item', 't.dossier_id')
export const lockMark = lockVia('mark', 'political_mark', 't.dossier_id')
export const lockMoment = lockVia('moment', 'moment', 'coalesce(t.dossier_id, t.id)')

export interface Moment {
  readonly momentId: string
  readonly organisationId: string
  readonly dossierId: string | null
  readonly subject: string
  readonly kind: string
  readonly plannedOn: string
  readonly audience: number
  readonly state: 'proposed' | 'planned'
  readonly ended: boolean
  readonly actsAs: ActsAs
  readonly dossier: ItsDossier | null
  readonly changing: boolean
}
export const findMoment = (momentId: string): Query<Moment | undefined> =>
  one(
    'councilItems.find-moment',
    `select json_build_object('momentId', t.id, 'organisationId', t.organisation_id, 'dossierId', t.dossier_id, 'subject', t.subject,
       'kind', t.kind, 'plannedOn', t.planned_on, 'audience', t.audience,
       'state', case when t.confirmed_at is null then 'proposed' else 'planned' end,
       'ended', exists (select from council_items.moment_ending e where e.moment_id = t.id),
       'actsAs', council_items.acts_as(t.organisation_id), 'dossier', ${ITS_DOSSIER}, 'changing', ${CHANGING('t.id')})::text
     from council_items.moment t left join dossier.dossier d on d.id = t.dossier_id where t.id = $1`,
    [momentId],
  )

export interface Mark {
  readonly markId: string
  readonly dossierId: string
  readonly organisationId: string
  readonly text: string
  readonly audience: number
  readonly openItemId: string
  readonly state: 'waiting' | 'routed' | 'refuted' | 'withdrawn'
  readonly addressed: boolean
  readonly dossier: ItsDossier | null
  readonly changing: boolean
}
/** The process of the dossier in which this mark was made, as the room of the process finds it. */
export const findProcessOf = (markId: string): Query<Process | undefined> => {
  const found = findProcess('')
  return {
    ...found,
    name: 'councilItems.process-of',
    text: found.text.replaceAll('$1', '(select k.dossier_id from council_items.political_mark k where k.id = $1)'),
    values: [markId],
  }
}

/** Of mark `k`, its answer `a` and open item `o`, both left joined. */
export const MARK_STATE = `coalesce(a.outcome, case when o.outcome = 'withdrawn' then 'withdrawn' else 'waiting' end)`

export const findMark = (markId: string): Query<Mark | undefined> =>
  one(
    'councilItems.find-mark',
    `select json_build_object('markId', k.id, 'dossierId', k.dossier_id, 'organisationId', k.organisation_id, 'text', k.text,
       'audience', k.audience, 'openItemId', k.open_item_id, 'state', ${MARK_STATE},
       'addressed', coalesce(o.addressee = any ((select access.acting_keys())::text[]), false),
       'dossier', ${ITS_DOSSIER}, 'changing', ${CHANGING('k.id')})::text
     from council_items.political_mark k left join council_items.political_answer a on a.mark_id = k.id
     left join open_items.open_item o on o.id = k.open_item_id left join dossier.dossier d on d.id = k.dossier_id where k.id = $1`,
    [markId],
  )
