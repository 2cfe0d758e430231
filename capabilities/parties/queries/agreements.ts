// Agreements of both sides, the open item that carries each, and what the sides say of it.
import type { Dossier } from '#capabilities/dossier/index.ts'
import { type InForce, inForce, type TermsRow } from '#capabilities/settings/index.ts'
import { one, type Passed, passed, type Query, run, type Statement, seen } from '#foundation/database/query.ts'
import type { SIDES, WORD_STATES } from '../contract.ts'

export type SideName = (typeof SIDES)[number]

/** What a policy needs to know of an agreement, and of whoever asks. */
export interface Agreement {
  readonly agreementId: string
  readonly dossier: Pick<Dossier, 'dossierId' | 'organisationId' | 'ceiling' | 'state' | 'actingReach'>
  readonly openItemId: string
  readonly promise: string
  readonly promiser: string
  readonly receiver: string
  readonly audience: number
  /** The sides for which who asks speaks, in the role in which they act now. */
  readonly speaksFor: readonly SideName[]
  readonly item: { readonly closed: boolean; readonly dueOn: string; readonly highestStep: number } | null
}

const ACTING_REACH = `coalesce((select min(r.reach) from dossier.reach r where r.dossier_id = a.dossier_id
  and r.subject = any ((select access.acting_keys())::text[]) and r.until > now()), 9)`

/**
 * Whether who asks speaks for a side: it is them or their organisation; or it is the accountable organisation and they are of
 * the core team and work there; or nobody signs in for it, and the core team writes down what it said.
 */
const SPEAKS = (side: SideName) => `coalesce(a.${side}_key = any ((select access.acting_keys())::text[])
  or (a.${side}_key is null and ${ACTING_REACH} = 1
      and (a.${side}_id is not null or d.organisation_id = any ((select access.organisations())::uuid[]))), false)`

export const findAgreement = (agreementId: string): Query<Agreement | undefined> =>
  one(
    'parties.find-agreement',
    `select json_build_object('agreementId', a.id, 'openItemId', a.open_item_id, 'promise', a.promise, 'promiser', a.promiser,
       'receiver', a.receiver, 'audience', e.audience,
       'dossier', json_build_object('dossierId', d.id, 'organisationId', d.organisation_id, 'ceiling', d.ceiling,
         'state', d.state, 'actingReach', ${ACTING_REACH}),
       'speaksFor', array_remove(array[case when ${SPEAKS('promiser')} then 'promiser' end, case when ${SPEAKS('receiver')} then 'receiver' end], null),
       'item', (select json_build_object('closed', i.closed_at is not null, 'dueOn', i.due_on,
           'highestStep', coalesce((select max(s.number) from open_items.step s where s.open_item_id = i.id and s.reached_at is not null), 0))
         from open_items.open_item i where i.id = a.open_item_id))::text
     from parties.agreement a join dossier.entry e on e.id = a.entry_id join dossier.dossier d on d.id = a.dossier_id where a.id = $1`,
    [agreementId],
  )

/** Acts on an agreement write in the journal of its dossier, and take that lock. */
/** The terms under which the open item of an agreement was raised. */
export const termsOfAgreement = (agreementId: string): Query<InForce> =>
  seen(
    one<{ terms: TermsRow | null; closed: string[] }>(
      'parties.terms-of-agreement',
      `select jsonb_build_object('terms', settings.terms_json(i.terms_id),
         'closed', settings.closed_days(i.addressee_organisation_id))::text
       from parties.agreement a join open_items.open_item i on i.id = a.open_item_id where a.id = $1`,
      [agreementId],
    ),
    (found) => inForce(found ?? { terms: null, closed: [] }),
  )

export const lockAgreement = (agreementId: string): Statement =>
  run(
    'parties.lock-agreement',
    'select pg_advisory_xact_lock(hashtextextended((select a.dossier_id::text from parties.agreement a where a.id = $1), 1))',
    [agreementId],
  )

/** What was said of agreement `a`, here and by answering or refusing its open item, newest first. */
const WORDS = `(select w.side, w.state, w.reason, w.due_on, w.said_role, w.said_at from parties.word w where w.agreement_id = a.id
  union all
  select case c.outcome when 'withdrawn' then 'receiver' else 'promiser' end,
    case c.outcome when 'answered' then 'kept' when 'refused' then 'notKept' else 'withdrawn' end, c.text, null, c.closed_role, c.closed_at
  from open_items.closing c where c.open_item_id = a.open_item_id
    and not exists (select from parties.word w where w.agreement_id = a.id and w.entry_id = c.entry_id))`

const LAST = (side: SideName) =>
  `(select w.state from ${WORDS} w where w.side = '${side}' and w.state <> 'changed' order by w.said_at desc limit 1)`

const STATE = `(select case
    when 'withdrawn' in (coalesce(said.p, ''), coalesce(said.r, '')) then 'withdrawn'
    when said.p <> said.r then 'disputed'
    when coalesce(said.p, said.r) is not null then coalesce(said.p, said.r)
    when exists (select from parties.word w where w.agreement_id = a.id) then 'changed'
    else 'open' end
  from (select ${LAST('promiser')} as p, ${LAST('receiver')} as r) said)`

const SIDE_JSON = (side: SideName) =>
  `json_build_object('partyId', (select y.id from parties.party y where y.id = a.${side}_id), 'name', a.${side}, 'mine', ${SPEAKS(side)})`

/** The JSON of agreement `a` of dossier `d` with its entry `e`. */
export const AGREEMENT_JSON = `json_build_object('agreementId', a.id, 'dossierId', a.dossier_id, 'dossierTitle', d.title,
  'entryId', a.entry_id, 'openItemId', a.open_item_id, 'promise', a.promise,
  'promiser', ${SIDE_JSON('promiser')}, 'receiver', ${SIDE_JSON('receiver')},
  'isOurs', a.promiser_id is null,
  'dueOn', coalesce((select i.due_on from open_items.open_item i where i.id = a.open_item_id),
    (select w.due_on from parties.word w where w.agreement_id = a.id and w.due_on is not null order by w.said_at desc limit 1), a.due_on),
  'firstDueOn', a.due_on, 'state', ${STATE}, 'audience', e.audience, 'recordedAt', a.recorded_at,
  'words', coalesce((select json_agg(json_build_object('side', w.side, 'state', w.state, 'reason', w.reason, 'dueOn', w.due_on,
    'saidRole', w.said_role, 'saidAt', w.said_at) order by w.said_at desc) from ${WORDS} w), '[]'))`

/** Open ones first, by the day that comes first. */
export const AGREEMENT_ORDER = `(${STATE} in ('open', 'changed')) desc, a.due_on, a.id`

export const agreementsOf = (dossierId: string): Query<Passed> =>
  passed(
    'parties.agreements',
    `select json_build_object('items', coalesce((select json_agg(${AGREEMENT_JSON} order by ${AGREEMENT_ORDER})
       from parties.agreement a join dossier.entry e on e.id = a.entry_id join dossier.dossier d on d.id = a.dossier_id
       where a.dossier_id = $1), '[]'))::text`,
    [dossierId],
  )

export const insertAgreement = (agreement: {
  agreementId: string
  dossierId: string
  entryId: string
  openItemId: string
  promise: string
  promiser: AgreedSide
  receiver: AgreedSide
  dueOn: string
}): Statement =>
  run(
    'parties.insert-agreement',
    `insert into parties.agreement (id, dossier_id, entry_id, open_item_id, promise, promiser_id, receiver_id, promiser, receiver,
       promiser_key, receiver_key, due_on, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, access.acting())`,
    [
      agreement.agreementId,
      agreement.dossierId,
      agreement.entryId,
      agreement.openItemId,
      agreement.promise,
      agreement.promiser.partyId,
      agreement.receiver.partyId,
      agreement.promiser.name,
      agreement.receiver.name,
      agreement.promiser.key,
      agreement.receiver.key,
      agreement.dueOn,
    ],
  )

export interface AgreedSide {
  readonly partyId: string | null
  readonly name: string
  readonly key: string | null
}

export const insertWord = (word: {
  wordId: string
  agreementId: string
  side: SideName
  state: (typeof WORD_STATES)[number]
  reason: string
  dueOn: string | null
  entryId: string
  saidRole: string
}): Statement =>
  run(
    'parties.say',
    `insert into parties.word (id, agreement_id, side, state, reason, due_on, entry_id, said_by, said_role)
     values ($1, $2, $3, $4, $5, $6, $7, access.acting(), $8)`,
    [word.wordId, word.agreementId, word.side, word.state, word.reason, word.dueOn, word.entryId, word.saidRole],
  )

/** What addressing a party needs, and who keeps it when nobody signs in for the party itself. */
export interface Side {
  readonly partyId: string
  readonly name: string
  readonly audience: number
  readonly left: boolean
  /** 'm:<membership>' or 'o:<organisation>'; null: nobody signs in for this party. */
  readonly key: string | null
  readonly membershipId: string | null
  readonly organisationId: string | null
  readonly keeper: Person | null
  /** Takes part in the dossier already under this key. */
  readonly takesPart: boolean
}
export interface Person {
  readonly membershipId: string
  readonly organisationId: string
  readonly role: string
}

const CURRENT = 'm.since <= current_date and (m.until is null or m.until >= current_date)'
const PERSON = (id: string) => `(select json_build_object('membershipId', m.id, 'organisationId', m.organisation_id,
    'role', m.function_name || ', ' || o.name)
  from people.membership m join organisations.organisation o on o.id = m.organisation_id where m.id = ${id} and ${CURRENT})`

export const findSide = (dossierId: string, partyId: string | null, which: SideName): Query<Side | undefined> =>
  one(
    `parties.side.${which}`,
    `select json_build_object('partyId', p.id, 'name', p.name, 'audience', e.audience, 'key', k.key,
       'left', exists (select from parties.leaving l where l.party_id = p.id),
       'membershipId', case when k.key like 'm:%' then p.membership_id end,
       'organisationId', case when k.key like 'm:%' then (select m.organisation_id from people.membership m where m.id = p.membership_id)
         else p.organisation_id end,
       'keeper', ${PERSON('p.kept_by')},
       'takesPart', exists (select from dossier.involvement i where i.dossier_id = p.dossier_id and i.subject = k.key
         and (i.until is null or i.until > now())) or exists (select from dossier.dossier d where d.id = p.dossier_id
         and p.membership_id in (d.owner_id, d.deputy_id)))::text
     from parties.party p join dossier.entry e on e.id = p.entry_id cross join lateral (select case
       when p.membership_id is not null then (select 'm:' || m.id from people.membership m where m.id = p.membership_id and ${CURRENT})
       when open_items.has_answerer(p.organisation_id, null) then 'o:' || p.organisation_id end as key) k
     where p.dossier_id = $1 and p.id = $2`,
    [dossierId, partyId],
  )

/** Who owns the dossier, and how the organisation that answers for it is called. */
export const findOurs = (dossierId: string): Query<{ owner: Person; organisationName: string } | undefined> =>
  one(
    'parties.ours',
    `select json_build_object('owner', ${PERSON('d.owner_id')},
       'organisationName', (select o.name from organisations.organisation o where o.id = d.organisation_id))::text
     from dossier.dossier d where d.id = $1`,
    [dossierId],
  )
