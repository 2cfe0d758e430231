// Every line of SQL of searching; what the functions do is in access.sql.
import { type Passed, passed, type Query, type Statement } from '#foundation/database/query.ts'

const LINE = `json_build_object('kind', f.kind, 'id', f.id, 'dossierId', f.dossier_id, 'title', f.title, 'excerpt', f.excerpt, 'why', f.why,
  'detail', f.detail, 'page', f.page, 'organisationName', f.organisation_name, 'at', f.at)`

interface Asked {
  readonly query: string
  readonly kind?: string | undefined
  readonly organisationId?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly limit: number
  readonly unfinished: boolean
}

/** One more is asked than is shown, to know whether there is more. */
export const found = (asked: Asked): Query<Passed> =>
  passed(
    'search.found',
    `select json_build_object('items', coalesce(json_agg(${LINE} order by f.place) filter (where f.place <= $7), '[]'),
       'more', count(*) > $7)::text
     from search.shown($1, $2, case when $3::text is null then null else array[$3::text] end, $4::uuid,
       coalesce($5::date::timestamp at time zone 'Europe/Amsterdam', '-infinity'),
       coalesce(($6::date + 1)::timestamp at time zone 'Europe/Amsterdam' - interval '1 microsecond', 'infinity'), $7::integer + 1) f`,
    [
      asked.query,
      asked.unfinished,
      asked.kind ?? null,
      asked.organisationId ?? null,
      asked.from ?? null,
      asked.until ?? null,
      asked.limit,
    ],
  )

export const suggested = (words: string, limit: number): Query<Passed> =>
  passed(
    'search.suggested',
    `select json_build_object('items', coalesce(json_agg(${LINE} order by f.place), '[]'))::text
     from search.shown($1, true, null, null, '-infinity', 'infinity', $2) f`,
    [words, limit],
  )

/** Row-level security decides whether it is there, as it does for the document itself. */
export const documentText = (dossierId: string, documentId: string): Query<Passed> =>
  passed(
    'search.document-text',
    `select json_build_object('state', d.state, 'pages', case when d.text = '' then '[]'::json else to_json(string_to_array(d.text, chr(12))) end)::text
     from search.document d where d.document_id = $2 and d.dossier_id = $1`,
    [dossierId, documentId],
  )

// From here on for the background, which works as the owner.

export interface Waiting {
  readonly documentId: string
  readonly digest: string
  readonly type: string
  readonly size: number
}

/** Takes one document to read, so that no other server reads it too: one that dies while reading is tried again, twice. */
export const takeWaiting: Statement = {
  name: 'search.take-waiting',
  text: `update search.document d set tries = d.tries + 1, tried_at = now() from dossier.document o
    where o.id = d.document_id and d.document_id = (
      select w.document_id from search.document w
      where w.state = 'waiting' and w.tries < 3 and coalesce(w.tried_at, '-infinity') < now() - interval '2 minutes'
      order by w.tries, w.at desc limit 1 for update skip locked)
    returning d.document_id as "documentId", encode(o.digest, 'hex') as digest, o.type, o.size::integer as size`,
  values: [],
}

export const keepWords = (documentId: string, text: string, fault: string | null): Statement => ({
  name: 'search.keep-words',
  text: `update search.document set text = $2, fault = $3, read_at = now(),
      state = case when $2 <> '' then 'read' when $3::text is null then 'empty' else 'unreadable' end
    where document_id = $1`,
  values: [documentId, text, fault],
})

/**
 * From where to learn on, and up to where: a week at a time. The last minutes are read again each time, because what was
 * written in them may not have been committed when it was looked at before. One server does it at a time.
 */
export const nextSlice: Statement = {
  name: 'search.next-slice',
  text: `with mine as (
      select source, upto from search.learned where source = 'journal' for update skip locked),
    slice as (
      select source, upto as was, case when isfinite(upto) then upto - interval '5 minutes'
        else coalesce((select min(opened_at) from dossier.dossier), now()) - interval '1 day' end as since from mine)
    update search.learned l set upto = least(s.since + interval '7 days', now())
    from slice s where l.source = s.source
    returning l.source, s.since::text as since, l.upto::text as upto, s.since + interval '7 days' >= now() as last`,
  values: [],
}

/** In the order of the words, so that two that learn at once wait for each other and do not lock each other out. */
export const learnSlice = (since: string, upto: string): Statement => ({
  name: 'search.learn',
  text: `with said (words) as (
      select e.text from dossier.entry e where e.recorded_at > $1::timestamptz and e.recorded_at <= $2 and e.text is not null
      union all
      select concat_ws(' ', d.title, d.reason, d.purpose) from dossier.dossier d where d.id = any (array(
        select distinct e.dossier_id from dossier.entry e
        where e.recorded_at > $1::timestamptz and e.recorded_at <= $2 and e.kind in ('opening', 'plan')))
      union all
      select x.name || ' ' || x.text from search.document x where x.read_at > $1::timestamptz and x.read_at <= $2
      union all
      select x.name from search.document x where x.entry_id = any (array(
        select e.id from dossier.entry e where e.recorded_at > $1::timestamptz and e.recorded_at <= $2 and e.attachments > 0))
      union all
      select concat_ws(' ', v.title, v.purpose, v.fixed, v.movable, v.source, v.competent_body) from kaders.frame_version v
      where v.made_at > $1::timestamptz and v.made_at <= $2),
    words as (
      select distinct w.word from said cross join lateral unnest(tsvector_to_array(to_tsvector('search.plain', said.words))) w (word)
      where w.word ~ '^[[:lower:]]{3,40}$')
    insert into search.word (word, stem, root)
    select w.word, (ts_lexize('pg_catalog.dutch_stem', w.word))[1], search.root(w.word) from words w
    where ts_lexize('pg_catalog.dutch_stem', w.word) <> '{}' and not exists (select from search.word k where k.word = w.word) order by w.word
    on conflict do nothing`,
  values: [since, upto],
})
