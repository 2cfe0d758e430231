// Finding one open item and reading it whole, in one query that builds the JSON.
import { one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'

/** What a policy needs to know of an open item, and of whoever asks. */
export interface OpenItem {
  readonly openItemId: string
  readonly dossierId: string
  readonly organisationId: string
  readonly kind: string
  readonly audience: number
  readonly dueOn: string
  readonly closed: boolean
  /** It is answered by an act of another room, at this path. */
  readonly answerAt: string | null
  readonly addressee: string
  readonly addresseeMembershipId: string | null
  readonly addresseeOrganisationId: string
  readonly highestStep: number
  /** The role in which somebody acts now is the one that was asked. */
  readonly addressed: boolean
  /** They asked it; or who asked is gone and they own or deputise the dossier. */
  readonly raised: boolean
  /** Null when the dossier does not exist for them (any more). */
  readonly dossier: {
    readonly state: string
    readonly ceiling: number
    readonly ownerId: string
    readonly deputyId: string
  } | null
  /** This is a write that waited for its turn. */
  readonly changing: boolean
}

/** In SQL, of `i` and, possibly null, its dossier `d`. */
const ADDRESSED = 'i.addressee = any ((select access.acting_keys())::text[])'
const RAISED = `(i.raised_by = (select access.acting())
  or (coalesce((select access.acting()) in (d.owner_id, d.deputy_id), false) and open_items.has_left(i.raised_by)))`

export const findOpenItem = (openItemId: string): Query<OpenItem | undefined> =>
  one(
    'openItems.find',
    `select json_build_object('openItemId', i.id, 'dossierId', i.dossier_id, 'organisationId', i.organisation_id, 'kind', i.kind,
       'audience', i.audience, 'dueOn', i.due_on, 'closed', i.closed_at is not null, 'answerAt', i.details ->> 'answerAt', 'addressee', i.addressee,
       'addresseeMembershipId', i.addressee_membership_id, 'addresseeOrganisationId', i.addressee_organisation_id,
       'highestStep', coalesce((select max(s.number) from open_items.step s where s.open_item_id = i.id and s.reached_at is not null), 0),
       'addressed', ${ADDRESSED}, 'raised', ${RAISED},
       'dossier', case when d.id is not null then json_build_object('state', d.state, 'ceiling', d.ceiling,
         'ownerId', d.owner_id, 'deputyId', d.deputy_id) end,
       'changing', coalesce(current_setting('app.changing', true) = i.id::text, false))::text
     from open_items.open_item i left join dossier.dossier d on d.id = i.dossier_id where i.id = $1`,
    [openItemId],
  )

/**
 * Acts on an item wait for each other with the lock of its dossier, the one that the journal's chain takes: one lock, so
 * nothing can be locked in two orders. It leaves a mark for `find`: who comes second is not refused by the policy (403) but
 * told that somebody was before them (409).
 */
export const lockOpenItem = (openItemId: string): Statement =>
  run(
    'openItems.lock',
    `select pg_advisory_xact_lock(hashtextextended(i.dossier_id::text, 1)), set_config('app.changing', i.id::text, true)
     from open_items.open_item i where i.id = $1`,
    [openItemId],
  )

const LATENESS = (row: string) =>
  `json_build_object('code', ${row}.code, 'explanation', ${row}.explanation, 'expectedOn', ${row}.expected_on, 'saidAt', ${row}.said_at)`

const nameOf = (membership: string) =>
  `(select p.name from people.membership m join people.person p on p.id = m.person_id where m.id = ${membership})`

// `may` says what the policy will: the table-driven test holds the two together.
const PARTS = `'openItemId', i.id, 'dossierId', i.dossier_id, 'dossierTitle', d.title, 'kind', i.kind, 'question', i.question,
  'note', coalesce(i.details ->> 'note', ''), 'answerAt', i.details ->> 'answerAt', 'hours', (i.details ->> 'hours')::int, 'dueOn', i.due_on, 'audience', i.audience,
  'state', coalesce(i.outcome, 'open'), 'step', i.step, 'lapsedAt', i.lapsed_at, 'raisedAt', i.raised_at, 'closedAt', i.closed_at,
  'asker', json_build_object('name', ${nameOf('i.raised_by')}, 'role', i.raised_role,
    'mine', i.raised_by = any ((select access.memberships())::uuid[])),
  'addressee', json_build_object('name', ${nameOf('i.addressee_membership_id')}, 'role', i.addressee_role,
    'mine', i.addressee = any ((select access.keys())::text[])),
  'lateness', (select ${LATENESS('l')} from open_items.lateness l where l.open_item_id = i.id order by l.said_at desc limit 1)`

const MAY = `'may', json_build_object(
  'answerOpenItem', i.closed_at is null and ${ADDRESSED} and not i.details ? 'answerAt',
  'refuseOpenItem', i.closed_at is null and ${ADDRESSED} and not i.details ? 'answerAt',
  'sayWhyLate', i.closed_at is null and ${ADDRESSED}, 'passOnOpenItem', i.closed_at is null and ${ADDRESSED},
  'withdrawOpenItem', i.closed_at is null and ${RAISED}, 'escalateOpenItem', i.closed_at is null and ${RAISED},
  'extendOpenItem', i.closed_at is null and ${RAISED})`

/** The JSON of one item `i` in a list, with its dossier `d` (left joined). */
export const LINE_JSON = `json_build_object(${PARTS}, ${MAY})`

export const openItemView = (openItemId: string): Query<Passed> =>
  passed(
    'openItems.view',
    `select json_build_object(${PARTS}, 'openingEntryId', (select e.id from dossier.entry e where e.id = i.opening_entry_id),
       'steps', coalesce((select json_agg(json_build_object('number', s.number, 'kind', s.kind, 'at', s.at, 'reachedAt', s.reached_at,
           'vacant', s.subject is null, 'who', case
             when s.subject like 'm:%' then ${nameOf('substr(s.subject, 3)::uuid')}
             when s.subject like 'o:%' then (select o.name from organisations.organisation o where o.id = substr(s.subject, 3)::uuid)
             else split_part(s.subject, ':', 3) end,
           'byHand', s.by_hand is not null, 'reason', s.reason) order by s.number)
         from open_items.step s where s.open_item_id = i.id), '[]'),
       'latenesses', coalesce((select json_agg(${LATENESS('l')} order by l.said_at) from open_items.lateness l where l.open_item_id = i.id), '[]'),
       'passings', coalesce((select json_agg(json_build_object('wasRole', p.was_role, 'becameRole', p.became_role, 'reason', p.reason,
           'passedAt', p.passed_at) order by p.passed_at) from open_items.passing p where p.open_item_id = i.id), '[]'),
       'extensions', coalesce((select json_agg(json_build_object('was', x.was, 'became', x.became, 'reason', x.reason,
           'extendedAt', x.extended_at) order by x.extended_at) from open_items.extension x where x.open_item_id = i.id), '[]'),
       'closing', (select json_build_object('outcome', c.outcome, 'text', c.text, 'certainty', c.details ->> 'certainty',
           'limits', coalesce(c.details ->> 'limits', ''), 'name', ${nameOf('c.closed_by')}, 'role', c.closed_role,
           'closedAt', c.closed_at, 'entryId', (select e.id from dossier.entry e where e.id = c.entry_id))
         from open_items.closing c where c.open_item_id = i.id))::text
     from open_items.open_item i left join dossier.dossier d on d.id = i.dossier_id where i.id = $1`,
    [openItemId],
  )
