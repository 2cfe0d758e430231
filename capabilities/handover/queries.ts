// Every line of SQL of handing over: the page from the journal, the offers, and the one change of owner.
import { type Dossier, REACH } from '#capabilities/dossier/index.ts'
import { many, one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'

/** What a policy and an act need to know of a dossier and of whoever asks. */
export interface Handover extends Dossier {
  /** Deputy, or the owner's manager. */
  readonly stepsIn: boolean
}

const DOSSIER = `'dossierId', d.id, 'kind', d.kind, 'state', d.state, 'ceiling', d.ceiling,
  'organisationId', d.organisation_id, 'ownerId', d.owner_id, 'deputyId', d.deputy_id`

export const findHandover = (dossierId: string): Query<Handover | undefined> =>
  one(
    'handover.find',
    `select json_build_object(${DOSSIER}, 'reach', ${REACH}, 'stepsIn', handover.steps_in(d.id),
       'actingReach', coalesce((select min(r.reach) from dossier.reach r where r.dossier_id = d.id
         and r.subject = any ((select access.acting_keys())::text[]) and r.until > now()), 9))::text
     from dossier.dossier d where d.id = $1`,
    [dossierId],
  )

export interface Offer {
  readonly offerId: string
  readonly dossierId: string
  readonly organisationId: string
  readonly ceiling: number
  readonly toId: string
  readonly fromId: string
  /** Whom who offered wants as deputy, when that is named. */
  readonly nextDeputyId: string | null
  readonly ownerId: string
  readonly deputyId: string
  readonly waiting: boolean
  readonly changing: boolean
}
const OFFER = `json_build_object('offerId', f.id, 'dossierId', d.id, 'organisationId', d.organisation_id, 'ceiling', d.ceiling,
  'toId', f.to_id, 'fromId', f.from_id, 'nextDeputyId', f.deputy_id, 'ownerId', d.owner_id, 'deputyId', d.deputy_id,
  'waiting', f.outcome is null, 'changing', coalesce(current_setting('app.changing', true) = f.id::text, false))`

export const findOffer = (offerId: string): Query<Offer | undefined> =>
  one(
    'handover.find-offer',
    `select ${OFFER}::text from handover.offer f join dossier.dossier d on d.id = f.dossier_id where f.id = $1`,
    [offerId],
  )

/** With the lock of its dossier; who comes second is told that somebody was before them (409) and not refused (403). */
export const lockOffer = (offerId: string): Statement =>
  run(
    'handover.lock-offer',
    `select pg_advisory_xact_lock(hashtextextended(f.dossier_id::text, 1)), set_config('app.changing', f.id::text, true)
     from handover.offer f where f.id = $1`,
    [offerId],
  )

/** The locks of several dossiers, always in the same order. */
export const lockDossiers = (dossierIds: readonly string[]): Query<number> =>
  run(
    'handover.lock-many',
    `select pg_advisory_xact_lock(hashtextextended(x.id::text, 1)) from (select unnest($1::uuid[]) as id order by 1) x`,
    [dossierIds],
  )
/** The same for those of these offers. */
export const lockOffers = (offerIds: readonly string[]): Query<number> =>
  run(
    'handover.lock-offers',
    `select pg_advisory_xact_lock(hashtextextended(x.id::text, 1))
     from (select distinct f.dossier_id as id from handover.offer f where f.id = any ($1::uuid[]) order by 1) x`,
    [offerIds],
  )

/** Offers to the role in which somebody acts now that wait, of those that were named. */
export const findOffersToMe = (offerIds: readonly string[]): Query<Offer[]> =>
  many(
    'handover.offers-to-me',
    `select ${OFFER}::text from handover.offer f join dossier.dossier d on d.id = f.dossier_id
     where f.id = any ($1::uuid[]) and f.outcome is null and f.to_id = (select access.acting()) and d.state <> 'closed' order by f.id`,
    [offerIds],
  )

export interface Givable {
  readonly dossierId: string
  readonly organisationId: string
  readonly ceiling: number
  readonly ownerId: string
  readonly deputyId: string
  readonly offered: boolean
  /** Whoever is named can read in it already. */
  readonly reads: boolean
  readonly first: string | null
}
/** Of these dossiers, the open ones that who acts owns. */
export const findGivable = (dossierIds: readonly string[], toId: string): Query<Givable[]> =>
  many(
    'handover.givable',
    `select json_build_object('dossierId', d.id, 'organisationId', d.organisation_id, 'ceiling', d.ceiling, 'ownerId', d.owner_id,
       'deputyId', d.deputy_id,
       'offered', exists (select from handover.offer f where f.dossier_id = d.id and f.outcome is null),
       'reads', d.deputy_id = $2 or exists (select from dossier.involvement i where i.dossier_id = d.id and i.subject = 'm:' || $2::uuid
         and (i.until is null or i.until > now()) and (d.ceiling > 1 or i.role = 'team')),
       'first', (select n.text from handover.note n where n.dossier_id = d.id))::text
     from dossier.dossier d where d.id = any ($1::uuid[]) and d.owner_id = (select access.acting()) and d.state <> 'closed' order by d.id`,
    [dossierIds, toId],
  )

/** Open items of this dossier that the leaver owes or awaits, of those that were named. */
export const countMine = (dossierId: string, itemIds: readonly string[]): Query<number> => ({
  ...run(
    'handover.count-mine',
    `select count(*)::text from open_items.open_item i where i.dossier_id = $1 and i.id = any ($2::uuid[]) and i.closed_at is null
       and (i.addressee = 'm:' || (select access.acting()) or i.raised_by = (select access.acting()))`,
    [dossierId, itemIds],
  ),
  read: (rows) => Number(rows[0]?.[0] ?? 0),
})

export const insertInvolvement = (involvement: {
  involvementId: string
  dossierId: string
  toId: string
  role: 'asked' | 'team'
  by: string
}): Statement[] => [
  run(
    'handover.involve',
    `insert into dossier.involvement (id, dossier_id, subject, membership_id, role, added_by) values ($1, $2, 'm:' || $3::uuid, $3, $4, $5)`,
    [involvement.involvementId, involvement.dossierId, involvement.toId, involvement.role, involvement.by],
  ),
  run('dossier.settle-reach', 'select dossier.settle_reach($1)', [involvement.dossierId]),
]

export const insertOffer = (offer: {
  offerId: string
  dossierId: string
  fromId: string
  toId: string
  deputyId: string | null
  entryId: string
  involvementId: string | null
  keeps: readonly string[]
}): Statement =>
  run(
    'handover.offer',
    `insert into handover.offer (id, dossier_id, from_id, to_id, deputy_id, entry_id, involvement_id, keeps)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      offer.offerId,
      offer.dossierId,
      offer.fromId,
      offer.toId,
      offer.deputyId,
      offer.entryId,
      offer.involvementId,
      offer.keeps,
    ],
  )

export const endOffer = (offerId: string, outcome: 'declined' | 'withdrawn'): Statement =>
  run('handover.end-offer', 'select handover.end_offer($1, $2)', [offerId, outcome])

export const takeOver = (change: {
  dossierId: string
  ownerId: string
  deputyId: string
  handoverId: string
  reason: string
  offerId: string | null
}): Statement =>
  run('handover.take-over', 'select handover.take_over($1, $2, $3, $4, $5, $6)', [
    change.dossierId,
    change.ownerId,
    change.deputyId,
    change.handoverId,
    change.reason,
    change.offerId,
  ])

export const saveNote = (dossierId: string, text: string): Statement =>
  text === ''
    ? run('handover.remove-note', 'delete from handover.note where dossier_id = $1', [dossierId])
    : run(
        'handover.note',
        `insert into handover.note (dossier_id, text, written_by) values ($1, $2, access.acting())
         on conflict (dossier_id) do update set text = $2, written_by = access.acting(), written_at = now()`,
        [dossierId, text],
      )

const MEMBER = (
  column: string,
) => `(select json_build_object('membershipId', ${column}, 'name', p.name, 'role', m.function_name || ', ' || o.name)
  from (select 1) always left join people.membership m on m.id = ${column}
  left join people.person p on p.id = m.person_id left join organisations.organisation o on o.id = m.organisation_id)`

const ITEM = `json_build_object('openItemId', i.id, 'kind', i.kind, 'question', i.question, 'dueOn', i.due_on,
  'late', i.due_on < (now() at time zone 'Europe/Amsterdam')::date, 'from', i.raised_role, 'to', i.addressee_role)`
const items = (condition: string) =>
  `coalesce((select json_agg(${ITEM} order by i.due_on, i.id) from open_items.open_item i
     where i.dossier_id = d.id and i.closed_at is null and ${condition}), '[]')`

/** The day in the Netherlands. */
const DAY = (moment: string) => `(${moment} at time zone 'Europe/Amsterdam')::date`

const WAITING = `json_build_object('offerId', f.id, 'from', ${MEMBER('f.from_id')}, 'to', ${MEMBER('f.to_id')},
  'offeredAt', f.offered_at, 'reason', (select e.text from dossier.entry e where e.id = f.entry_id))`

/**
 * The JSON of the hand-over page of dossier `d`. Row-level security holds in every part: a successor who does not take part
 * yet sees what is for them. What other rooms write in the journal is read by kind and `details`, as they agreed.
 */
const FACTS = `json_build_object('dossierId', d.id, 'title', d.title,
  'organisationName', (select o.name from organisations.organisation o where o.id = d.organisation_id),
  'state', d.state, 'openedAt', d.opened_at, 'owner', ${MEMBER('d.owner_id')}, 'deputy', ${MEMBER('d.deputy_id')},
  'reason', d.told -> 'reason', 'purpose', d.told -> 'purpose', 'residentEffect', d.told -> 'residentEffect', 'plan', d.told -> 'plan',
  'pause', d.told -> 'pause' -> 'reason',
  'latest', coalesce((select json_agg(json_build_object('entryId', e.id, 'occurredAt', e.occurred_at, 'kind', e.kind,
      'text', left(e.text, 600), 'role', e.author_role) order by e.occurred_at desc, e.id desc)
    from (select * from dossier.entry e where e.dossier_id = d.id and e.text <> '' and e.kind in ('fact', 'contribution', 'advice', 'answer', 'phase', 'gate')
      and not exists (select from dossier.entry c where c.corrects = e.id) order by e.occurred_at desc, e.id desc limit 6) e), '[]'),
  'agreements', coalesce((select json_agg(json_build_object('text', a.text, 'on', a.day, 'state', a.state, 'who', a.who, 'openItemId', a.item)
      order by a.day, a.text)
    from (
      select i.question as text, i.due_on as day, coalesce(i.outcome, 'open') as state, i.raised_role || ' → ' || i.addressee_role as who, i.id as item
      from open_items.open_item i where i.dossier_id = d.id and i.kind in ('agreement', 'promise') and i.outcome is distinct from 'withdrawn'
      union all
      select left(e.text, 600), ${DAY('e.occurred_at')}, 'agreed', e.author_role, null
      from dossier.entry e where e.dossier_id = d.id and e.kind = 'agreement' and e.text is not null and not (e.details ? 'openItemId')
        and not exists (select from dossier.entry c where c.corrects = e.id)
      order by 2 desc limit 60) a), '[]'),
  'owes', ${items(`i.addressee = 'm:' || d.owner_id`)},
  'awaits', ${items(`i.addressee <> 'm:' || d.owner_id`)},
  'people', coalesce((select json_agg(json_build_object('name', p.name, 'functionName', m.function_name, 'organisationName', o.name,
      'role', v.role, 'mandate', v.mandate, 'interest', v.interest) order by o.name, p.name)
    from dossier.involvement v left join people.membership m on m.id = v.membership_id left join people.person p on p.id = m.person_id
    join organisations.organisation o on o.id = coalesce(v.organisation_id, m.organisation_id)
    where v.dossier_id = d.id and (v.until is null or v.until > now())), '[]'),
  'decisions', coalesce((select json_agg(json_build_object('entryId', e.id, 'text', left(e.text, 600), 'decidedOn', k.decided_on, 'body', k.body,
      'frames', coalesce((select json_agg(v.title order by v.title) from kaders.decision_frame l join kaders.frame_version v on v.id = l.frame_version_id
        where l.decision_id = k.id), '[]')) order by k.decided_on desc, k.id desc)
    from (select * from kaders.decision k where k.dossier_id = d.id and not kaders.is_revoked(k.id) order by k.decided_on desc limit 30) k
    join dossier.entry e on e.id = k.entry_id where e.text is not null), '[]'),
  'lessons', coalesce((select json_agg(json_build_object('text', l.text, 'on', l.day) order by l.day desc, l.text)
    from (
      select c.lesson as text, ${DAY('c.closed_at')} as day from dossier.closure c where c.dossier_id = d.id and c.lesson <> '—'
      union all
      select e.details ->> 'learned', ${DAY('e.occurred_at')} from dossier.entry e
      where e.dossier_id = d.id and e.kind = 'uncertainty' and coalesce(e.details ->> 'learned', '') <> ''
      union all
      select l.reason, ${DAY('l.made_at')} from dossier.plan l where l.dossier_id = d.id and l.number > 1 and l.reason <> '—'
      order by 2 desc limit 30) l), '[]'),
  'first', coalesce(
    (select json_build_object('text', n.text, 'role', m.function_name || ', ' || o.name, 'writtenAt', n.written_at)
     from handover.note n left join people.membership m on m.id = n.written_by left join organisations.organisation o on o.id = m.organisation_id
     where n.dossier_id = d.id),
    (select json_build_object('text', e.details ->> 'first', 'role', e.author_role, 'writtenAt', e.recorded_at)
     from dossier.entry e where e.dossier_id = d.id and e.kind = 'handoverOffered' and coalesce(e.details ->> 'first', '') <> ''
     order by e.recorded_at desc limit 1)),
  'offer', (select ${WAITING} from handover.offer f where f.dossier_id = d.id and f.outcome is null))`

/** A dossier with what it says of itself to this reader. */
const TELLING = `select d.id, d.title, d.organisation_id, d.state, d.opened_at, d.owner_id, d.deputy_id, dossier.told(d.id) as told
  from dossier.dossier d`

export const handoverView = (dossierId: string): Query<Passed> =>
  passed('handover.view', `select ${FACTS}::text from (${TELLING} where d.id = $1) d`, [dossierId])

export const myHandover = (): Query<Passed> =>
  passed(
    'handover.mine',
    `select json_build_object('items', coalesce((select json_agg(${FACTS} order by d.title, d.id)
       from (${TELLING} where d.owner_id = (select access.acting()) and d.state <> 'closed' order by d.title, d.id limit 200) d), '[]'))::text`,
  )

export const handoverList = (): Query<Passed> =>
  passed(
    'handover.list',
    `select json_build_object(
       'offers', coalesce((select json_agg((${WAITING}::jsonb || jsonb_build_object('dossierId', f.dossier_id,
           'title', (select d.title from dossier.dossier d where d.id = f.dossier_id),
           'forMe', f.to_id = any ((select access.memberships())::uuid[]))) order by f.offered_at, f.id)
         from handover.offer f where f.outcome is null
           and (f.to_id = any ((select access.memberships())::uuid[]) or f.from_id = any ((select access.memberships())::uuid[]))), '[]'),
       'dossiers', coalesce((select json_agg(json_build_object('dossierId', d.id, 'title', d.title,
           'offered', exists (select from handover.offer f where f.dossier_id = d.id and f.outcome is null),
           'owes', (select count(*) from open_items.open_item i where i.dossier_id = d.id and i.closed_at is null and i.addressee = 'm:' || d.owner_id),
           'awaits', (select count(*) from open_items.open_item i where i.dossier_id = d.id and i.closed_at is null and i.addressee <> 'm:' || d.owner_id))
           order by d.title, d.id)
         from (select d.id, d.title, d.owner_id from dossier.dossier d where d.owner_id = (select access.acting()) and d.state <> 'closed' order by d.title, d.id limit 200) d), '[]'))::text`,
  )

/** For the digest: offers that wait on the reader. */
export const OFFERS_TO_ME = `select count(*) from handover.offer f where f.outcome is null and f.to_id = any ((select access.memberships())::uuid[])`

/** Which of these dossiers have a deputy who works there now. */
export const findDeputiesOf = ({
  dossierIds = [],
  offerIds = [],
}: {
  readonly dossierIds?: readonly string[]
  readonly offerIds?: readonly string[]
}): Query<{ dossierId: string }[]> =>
  many(
    'handover.deputies',
    `select json_build_object('dossierId', d.id)::text from dossier.dossier d join people.membership m on m.id = d.deputy_id
     where (d.id = any ($1::uuid[]) or d.id in (select f.dossier_id from handover.offer f where f.id = any ($2::uuid[])))
       and m.since <= current_date and (m.until is null or m.until >= current_date)`,
    [dossierIds, offerIds],
  )
