// «Voor de raad»: marking, and what the portfolio holder's office then decides. The functions are in access.sql.
import { type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'

/** Asks for release of a line that exists for who acts; nothing when it waits already. */
export const insertMark = (mark: {
  markId: string
  entryId: string
  dossierId: string
  organisationId: string
  wanted: number
  markedBy: string
}): Statement =>
  run(
    'council.mark',
    `insert into council.mark (id, entry_id, dossier_id, organisation_id, wanted, marked_by) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [mark.markId, mark.entryId, mark.dossierId, mark.organisationId, mark.wanted, mark.markedBy],
  )

export interface MarkedEntry {
  readonly entryId: string
  readonly audience: number
  readonly erased: boolean
  readonly mine: boolean
}

/** The line that is to be marked, when it exists for who acts. */
export const findMarked = (dossierId: string, entryId: string): Query<MarkedEntry | undefined> => {
  const query = passed(
    'council.find-marked',
    `select json_build_object('entryId', e.id, 'audience', e.audience, 'erased', e.erased_at is not null,
       'mine', e.author_id = (select access.acting()))::text
     from dossier.entry e where e.dossier_id = $1 and e.id = $2`,
    [dossierId, entryId],
  )
  return { ...query, read: (rows) => (rows[0]?.[0] ? (JSON.parse(rows[0][0]) as MarkedEntry) : undefined) }
}

/** Stops what follows when the line is not of this dossier: the rules were asked about that one. */
export const isOf = (dossierId: string, entryId: string): Statement =>
  run('council.is-of', `select access.must(council.is_of($1, $2), 'council.noLongerWaits')`, [dossierId, entryId])

/** Releases one line for the council (4) or for everybody (5); refused with a code when who acts may not, or when it names an official. */
export const releaseEntry = ({ entryId, audience = 4 }: { entryId: string; audience?: number }): Statement =>
  run('council.release', 'select council.release_entry($1, $2::smallint)', [entryId, audience])

export const refuseEntry = (entryId: string, reason: string): Statement =>
  run('council.refuse', 'select council.refuse_entry($1, $2)', [entryId, reason])

export const withdrawEntry = (entryId: string, reason: string): Statement =>
  run('council.withdraw', 'select council.withdraw_entry($1, $2)', [entryId, reason])

/** Says that the council was informed by this line: open duties end and the rhythm begins anew. Nothing in a dossier without a council part. */
export const informed = ({ dossierId, entryId }: { dossierId: string; entryId: string }): Statement[] => [
  run('council.inform', 'select council.inform($1, $2)', [dossierId, entryId]),
]

/** The executive sent this line itself: nobody's release is waited for. Refused by a code when it was not them. */
export const sentByCollege = ({ entryId }: { entryId: string }): Statement[] => [
  run('council.sent-by-college', 'select council.sent_by_college($1)', [entryId]),
]

const WAITING_JSON = (w: string) => `jsonb_build_object('entryId', ${w}.entry_id, 'kind', ${w}.kind, 'text', ${w}.text,
  'details', ${w}.details, 'occurredAt', ${w}.occurred_at, 'authorRole', ${w}.author_role, 'wanted', ${w}.wanted,
  'markedAt', ${w}.marked_at, 'byHouse', ${w}.by_house)`

export const waitingForRelease = (limit: number): Query<Passed> =>
  passed(
    'council.waiting',
    `with page as materialized (
       select w.*, d.title from council.waiting() w join dossier.dossier d on d.id = w.dossier_id order by w.marked_at, w.mark_id limit $1),
     shown as (select * from page order by marked_at, mark_id limit $2)
     select json_build_object('items', coalesce((select json_agg(${WAITING_JSON('s')}
         || jsonb_build_object('dossierId', s.dossier_id, 'dossierTitle', s.title) order by s.marked_at, s.mark_id) from shown s), '[]'),
       'more', (select count(*) from page) > $2)::text`,
    [limit + 1, limit],
  )

/** The same of one dossier: all for who releases, for others what they may read. */
export const WAITING_HERE = `(select coalesce(jsonb_agg(line order by marked_at), '[]') from (
  select ${WAITING_JSON('w')} as line, w.marked_at from council.waiting() w where w.dossier_id = $1
  union all
  select jsonb_build_object('entryId', e.id, 'kind', e.kind, 'text', e.text, 'details', e.details, 'occurredAt', e.occurred_at,
    'authorRole', e.author_role, 'wanted', m.wanted, 'markedAt', m.marked_at, 'byHouse', m.marked_by is null), m.marked_at
  from council.mark m join dossier.entry e on e.id = m.entry_id
  where m.dossier_id = $1 and m.outcome is null and e.erased_at is null
    and not exists (select from council.waiting() w where w.mark_id = m.id)
  order by marked_at limit 200) lines)`

export const markView = (dossierId: string, entryId: string): Query<Passed> =>
  passed(
    'council.mark-view',
    `select json_build_object('hasPart', exists (select from council.part p where p.dossier_id = $1),
       'state', case when m.id is null then 'none' when m.outcome is null then 'waiting'
         when m.withdrawn_at is not null then 'withdrawn' else m.outcome end,
       'markedAt', m.marked_at, 'decidedAt', coalesce(m.withdrawn_at, m.decided_at),
       'reason', case when m.withdrawn_at is not null then m.withdrawn_why when m.outcome = 'refused' then m.reason end)::text
     from dossier.entry e left join lateral (
       select * from council.mark m where m.entry_id = e.id order by m.outcome is not null, m.marked_at desc limit 1) m on true
     where e.dossier_id = $1 and e.id = $2`,
    [dossierId, entryId],
  )
