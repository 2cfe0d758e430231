// Every line of SQL about letters to the council.
import { many, one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'
import type { PartShown } from './contract.ts'

export interface Letter {
  readonly letterId: string
  readonly dossierId: string
  readonly organisationId: string
  readonly title: string
  readonly ceiling: number
  readonly state: 'draft' | 'college' | 'sent' | 'discussed'
  /** In the role in which somebody acts now, as far as they take part in the dossier; 9: they do not. */
  readonly actingReach: number
  /** They act for the organisation whose council it is, or for its heir. */
  readonly isHome: boolean
  readonly corrects: { readonly letterId: string; readonly entryId: string | null } | null
}

const STATE = `case when exists (select from letters.discussion x where x.letter_id = l.id) then 'discussed'
  when letters.is_sent(l.id) then 'sent' when letters.is_submitted(l.id) then 'college' else 'draft' end`

export const findLetter = (letterId: string): Query<Letter | undefined> =>
  one(
    'letters.find',
    `select json_build_object('letterId', l.id, 'dossierId', l.dossier_id, 'organisationId', l.organisation_id, 'title', l.title,
       'ceiling', d.ceiling, 'state', ${STATE},
       'actingReach', coalesce((select min(r.reach) from dossier.reach r where r.dossier_id = l.dossier_id
         and r.subject = any ((select access.acting_keys())::text[]) and r.until > now()), 9),
       'isHome', letters.is_home(l.organisation_id),
       'corrects', case when l.corrects is not null then json_build_object('letterId', l.corrects,
         'entryId', (select s.entry_id from letters.sending s where s.letter_id = l.corrects)) end)::text
     from letters.letter l join dossier.dossier d on d.id = l.dossier_id where l.id = $1`,
    [letterId],
  )

export const lockLetter = (letterId: string): Statement =>
  run('letters.lock', 'select pg_advisory_xact_lock(hashtextextended($1::text, 14))', [letterId])

/** The numbers of one organisation are given out one by one. */
export const lockNumbers = (letterId: string): Query<number> =>
  run(
    'letters.lock-numbers',
    `select pg_advisory_xact_lock(hashtextextended(l.organisation_id::text, 15)) from letters.letter l where l.id = $1`,
    [letterId],
  )

export interface Reference {
  readonly year: number
  readonly number: number
}
/** The number that the next letter of this organisation gets, within the year. */
export const nextNumber = (letterId: string): Query<Reference> => {
  const query = many<Reference>(
    'letters.next-number',
    `with this as (select l.organisation_id, extract(year from now() at time zone 'Europe/Amsterdam')::integer as year
       from letters.letter l where l.id = $1)
     select json_build_object('year', t.year, 'number', coalesce((select max(s.number) from letters.sending s
       where s.organisation_id = t.organisation_id and s.year = t.year), 0) + 1)::text from this t`,
    [letterId],
  )
  return { ...query, read: (rows) => query.read(rows)[0]! }
}

export interface SentLetter {
  readonly letterId: string
  readonly dossierId: string
}
export const findSent = (letterId: string | null): Query<SentLetter | undefined> =>
  one(
    'letters.find-sent',
    `select json_build_object('letterId', l.id, 'dossierId', l.dossier_id)::text
     from letters.letter l join letters.sending s on s.letter_id = l.id where l.id = $1`,
    [letterId],
  )

export const insertLetter = (letter: {
  letterId: string
  dossierId: string
  organisationId: string
  title: string
  corrects: string | null
  draftedBy: string
}): Statement =>
  run(
    'letters.insert',
    `insert into letters.letter (id, dossier_id, organisation_id, title, corrects, drafted_by) values ($1, $2, $3, $4, $5, $6)`,
    [letter.letterId, letter.dossierId, letter.organisationId, letter.title, letter.corrects, letter.draftedBy],
  )

export const renameLetter = (letterId: string, title: string): Statement =>
  run('letters.rename', 'update letters.letter set title = $2 where id = $1', [letterId, title])

export const emptyLetter = (letterId: string): Statement =>
  run('letters.empty', 'delete from letters.part where letter_id = $1', [letterId])

export const fillLetter = (
  letterId: string,
  parts: readonly { kind: string; text?: string; entryId?: string }[],
): Statement =>
  run(
    'letters.fill',
    `insert into letters.part (letter_id, place, kind, text, entry_id)
     select $1, p.place, p.kind, p.text, p.entry_id
     from unnest($2::text[], $3::text[], $4::uuid[]) with ordinality as p (kind, text, entry_id, place)`,
    [
      letterId,
      parts.map((part) => part.kind),
      parts.map((part) => part.text ?? null),
      parts.map((part) => part.entryId ?? null),
    ],
  )

export const removeLetter = (letterId: string): Statement[] => [
  emptyLetter(letterId),
  run('letters.remove-submissions', 'delete from letters.submission where letter_id = $1', [letterId]),
  run('letters.remove', 'delete from letters.letter where id = $1', [letterId]),
]

export const insertSubmission = (id: string, letterId: string, submittedBy: string): Statement =>
  run('letters.submit', 'insert into letters.submission (id, letter_id, submitted_by) values ($1, $2, $3)', [
    id,
    letterId,
    submittedBy,
  ])

export const endSubmission = (letterId: string, returnedBy: string, reason: string): Statement =>
  run(
    'letters.return',
    `update letters.submission set returned_by = $2, returned_at = clock_timestamp(), reason = $3
     where letter_id = $1 and returned_at is null`,
    [letterId, returnedBy, reason],
  )

export const insertSending = (sending: {
  letterId: string
  entryId: string
  organisationId: string
  year: number
  number: number
  decidedOn: string
  sentBy: string
}): Statement =>
  run(
    'letters.send',
    `insert into letters.sending (letter_id, entry_id, organisation_id, year, number, decided_on, sent_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      sending.letterId,
      sending.entryId,
      sending.organisationId,
      sending.year,
      sending.number,
      sending.decidedOn,
      sending.sentBy,
    ],
  )

export const insertDiscussion = (discussion: {
  letterId: string
  entryId: string
  discussedOn: string
  words: string
  recordedBy: string
}): Statement =>
  run(
    'letters.discuss',
    `insert into letters.discussion (letter_id, entry_id, discussed_on, words, recorded_by) values ($1, $2, $3, $4, $5)`,
    [discussion.letterId, discussion.entryId, discussion.discussedOn, discussion.words, discussion.recordedBy],
  )

/** A line that can be in a letter: it stands open to the council and has words. */
const IS_RELEASED = `e.audience >= 4 and e.erased_at is null and coalesce(e.text, '') <> ''`
/** A letter does not quote a letter, and what the council itself recorded is no news to it. */
const NOT_QUOTED = `('letter', 'letterDiscussed')`

/** Which of these are released lines of this dossier. */
export const findReleased = (
  dossierId: string | null,
  letterId: string | null,
  entryIds: readonly string[],
): Query<string[]> =>
  many(
    'letters.find-released',
    `select to_json(e.id)::text from dossier.entry e
     where e.dossier_id = coalesce($1::uuid, (select l.dossier_id from letters.letter l where l.id = $2)) and e.id = any ($3::uuid[])
       and ${IS_RELEASED} and e.kind not in ${NOT_QUOTED}`,
    [dossierId, letterId, entryIds],
  )

const PART_JSON = `json_build_object('kind', p.kind, 'text', case when p.kind = 'line' then e.text else p.text end,
  'entryId', p.entry_id, 'lineKind', e.kind, 'occurredAt', e.occurred_at,
  'released', p.kind <> 'line' or coalesce(${IS_RELEASED}, false))`

/** The parts of a draft with the words of their lines. */
export const findParts = (letterId: string): Query<PartShown[]> =>
  many(
    'letters.parts',
    `select ${PART_JSON}::text from letters.part p left join dossier.entry e on e.id = p.entry_id
     where p.letter_id = $1 order by p.place`,
    [letterId],
  )

export const releasedLines = (dossierId: string): Query<Passed> =>
  passed(
    'letters.released-lines',
    `select json_build_object('items', coalesce((select json_agg(json_build_object('entryId', e.id, 'kind', e.kind, 'text', e.text,
         'occurredAt', e.occurred_at, 'recordedAt', e.recorded_at) order by e.occurred_at desc, e.id desc)
       from (select * from dossier.entry e where e.dossier_id = $1 and ${IS_RELEASED} and e.kind not in ${NOT_QUOTED}
             order by e.occurred_at desc, e.id desc limit 200) e), '[]'))::text`,
    [dossierId],
  )

const OTHER = (where: string) =>
  `(select json_build_object('letterId', o.id, 'title', o.title) from letters.letter o where ${where})`

export const letterView = (letterId: string): Query<Passed> =>
  passed(
    'letters.view',
    `select json_build_object('letterId', l.id, 'dossierId', l.dossier_id, 'dossierTitle', d.title,
       'organisationId', l.organisation_id, 'organisationName', o.name, 'title', coalesce(e.details ->> 'title', l.title), 'state', ${STATE},
       'parts', case when s.letter_id is null then coalesce((select json_agg(${PART_JSON.replaceAll('e.', 'n.')} order by p.place)
           from letters.part p left join dossier.entry n on n.id = p.entry_id where p.letter_id = l.id), '[]'::json)
         else coalesce((e.details -> 'parts')::json, '[]'::json) end,
       'share', case when s.letter_id is null then (
         select round(sum(length(n.text)) filter (where p.kind = 'line')::numeric / nullif(sum(length(coalesce(n.text, p.text))), 0), 3)
         from letters.part p left join dossier.entry n on n.id = p.entry_id where p.letter_id = l.id and p.kind <> 'heading') end,
       'reference', case when s.letter_id is not null then json_build_object('year', s.year, 'number', s.number) end,
       'entryId', e.id, 'audience', e.audience, 'decidedOn', s.decided_on, 'sentAt', s.sent_at, 'erasedGround', e.erased_ground,
       'struck', coalesce((e.details -> 'struck')::json, '[]'::json),
       'corrects', case when l.corrects is not null then ${OTHER('o.id = l.corrects')} end,
       'correctedBy', (select json_build_object('letterId', n.id, 'title', n.title) from letters.letter n
         join letters.sending t on t.letter_id = n.id where n.corrects = l.id order by t.sent_at desc limit 1),
       'submittedAt', case when s.letter_id is null then b.submitted_at end,
       'returned', case when s.letter_id is null and b.returned_at is not null
         then json_build_object('reason', b.reason, 'returnedAt', b.returned_at) end,
       'discussion', (select json_build_object('discussedOn', x.discussed_on, 'words', x.words) from letters.discussion x where x.letter_id = l.id))::text
     from letters.letter l join dossier.dossier d on d.id = l.dossier_id
     join organisations.organisation o on o.id = l.organisation_id
     left join letters.sending s on s.letter_id = l.id left join dossier.entry e on e.id = s.entry_id
     left join lateral (select * from letters.submission b where b.letter_id = l.id order by b.submitted_at desc limit 1) b on true
     where l.id = $1`,
    [letterId],
  )

const LINE_JSON = `json_build_object('letterId', l.id, 'dossierId', l.dossier_id, 'dossierTitle', d.title, 'organisationName', o.name,
  'title', l.title, 'state', ${STATE}, 'at', l.at,
  'reference', case when l.number is not null then json_build_object('year', l.year, 'number', l.number) end)`
const NAMED = `join dossier.dossier d on d.id = l.dossier_id join organisations.organisation o on o.id = l.organisation_id`

export const lettersOf = (dossierId: string): Query<Passed> =>
  passed(
    'letters.of',
    `with l as materialized (select l.*, s.year, s.number, coalesce(s.sent_at, l.drafted_at) as at, s.letter_id is not null as sent
       from letters.letter l left join letters.sending s on s.letter_id = l.id where l.dossier_id = $1)
     select json_build_object('items', coalesce((select json_agg(${LINE_JSON} order by l.sent, l.at desc, l.id) from l ${NAMED}), '[]'))::text`,
    [dossierId],
  )

const IS_USED = `l.organisation_id <> all ((select settings.off_at('letters'))::uuid[])`
const CURSOR = `(extract(epoch from at) * 1000000)::bigint || '.' || id`

export const letterList = ({
  which,
  after,
  limit,
}: {
  which: 'sent' | 'college'
  after?: string
  limit: number
}): Query<Passed> => {
  const older = (at: string) =>
    after
      ? `and (${at}, l.id) < (to_timestamp(0) + split_part($3, '.', 1)::bigint * interval '1 microsecond', split_part($3, '.', 2)::uuid)`
      : ''
  const rows =
    which === 'sent'
      ? `select l.id, l.dossier_id, l.organisation_id, l.title, s.year, s.number, s.sent_at as at
         from letters.sending s join letters.letter l on l.id = s.letter_id
         where (${IS_USED} or exists (select from dossier.entry e where e.id = s.entry_id and e.audience = 5)) ${older('s.sent_at')}
         order by s.sent_at desc, l.id desc limit $1`
      : `select l.id, l.dossier_id, l.organisation_id, l.title, null::smallint as year, null::integer as number, b.submitted_at as at
         from letters.submission b join letters.letter l on l.id = b.letter_id
         where b.returned_at is null and not letters.is_sent(l.id) and ${IS_USED} and l.organisation_id = any ((select letters.colleges())::uuid[])
           ${older('b.submitted_at')}
         order by b.submitted_at desc, l.id desc limit $1`
  return passed(
    `letters.list.${which}${after ? '.after' : ''}`,
    `with page as materialized (${rows}), shown as (select * from page order by at desc, id desc limit $2)
     select json_build_object('items', coalesce((select json_agg(${LINE_JSON} order by l.at desc, l.id desc) from shown l ${NAMED}), '[]'),
       'next', case when (select count(*) from page) > $2 then (select ${CURSOR} from shown order by at, id limit 1) end)::text`,
    after ? [limit + 1, limit, after] : [limit + 1, limit],
  )
}
