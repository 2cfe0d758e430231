// The floor: what the same answers cost with nothing around them. Bare node:http and the pool of pg; one prepared statement
// a request, with the rule of access written in it, as a role that row-level security does not bind; who asks is looked up
// before the run. No audit line, no chain, no policy, no contract, no request log.
import { createServer } from 'node:http'
import pg from 'pg'
import { servingConnection } from '#foundation/database/where.ts'
import { newId } from '#foundation/id.ts'

/** Somebody with a session, and the doors that it opens. */
export interface Reader {
  readonly cookie: string
  readonly personId: string
  readonly membershipId: string
  readonly role: string
  readonly keys: readonly string[]
  readonly organisations: readonly string[]
  readonly councils: readonly string[]
  readonly colleagues: readonly string[]
  readonly memberships: readonly string[]
}

// $1 keys, $2 organisations, $3 councils, $4 colleagues, $5 memberships, $6 person; what is asked begins at $7.
const KEYS = '$1::text[]'
const ORGANISATIONS = '$2::uuid[]'
const COUNCILS = '$3::uuid[]'
const COLLEAGUES = '$4::uuid[]'
const MEMBERSHIPS = '$5::uuid[]'
const PERSON = '$6::uuid'
/** Every parameter needs a type, also where the statement does not use it. */
const USED = `(select ${KEYS}, ${ORGANISATIONS}, ${COUNCILS}, ${COLLEAGUES}, ${MEMBERSHIPS}, ${PERSON}) as used`

const MY_REACH = (d: string) => `least((select min(r.reach) from dossier.reach r
    where r.dossier_id = ${d}.id and r.subject = any (${KEYS}) and r.until > now()),
  case when ${d}.organisation_id = any (${ORGANISATIONS}) then 3 when ${d}.organisation_id = any (${COUNCILS}) then 4 else 5 end)`

/** With whom this reader shares a dossier; found once, and only when somebody turns up who is no colleague. */
const FELLOWS = `fellows as materialized (select distinct theirs.subject from dossier.reach mine
  join dossier.reach theirs on theirs.dossier_id = mine.dossier_id where mine.subject = any (${KEYS}) and mine.until > now())`
/** Whether this reader may know who holds membership `m`: colleagues, themselves, and those with whom a dossier is shared. */
const KNOWN = (m: string) => `(${m}.organisation_id = any (${COLLEAGUES}) or ${m}.person_id = ${PERSON}
  or 'm:' || ${m}.id in (select subject from fellows) or (${m}.speaks_for_organisation and 'o:' || ${m}.organisation_id in (select subject from fellows))
  or 'r:' || ${m}.organisation_id || ':' || ${m}.function_name in (select subject from fellows))`
const GATE = (
  of: string,
  width: string,
  dossierId: string,
) => `((${of}.${width} >= 3 and ${of}.organisation_id = any (${ORGANISATIONS}))
  or (${of}.${width} >= 4 and ${of}.organisation_id = any (${COUNCILS})) or ${of}.${width} = 5
  or exists (select from dossier.reach r where r.dossier_id = ${of}.${dossierId} and r.subject = any (${KEYS}) and r.reach <= ${of}.${width} and r.until > now()))`
const nameOf = (membership: string) =>
  `(select p.name from people.membership m join people.person p on p.id = m.person_id where m.id = ${membership} and ${KNOWN('m')})`

const ENTRY = (
  reach: string,
) => `json_build_object('entryId', e.id, 'kind', e.kind, 'text', e.text, 'details', e.details,
  'authorName', n.name, 'authorRole', e.author_role, 'mine', e.author_id = any (${MEMBERSHIPS}),
  'occurredAt', e.occurred_at, 'recordedAt', e.recorded_at, 'audience', e.audience, 'corrects', e.corrects,
  'correctedBy', (select c.id from dossier.entry c where c.corrects = e.id and c.audience >= ${reach} order by c.position desc limit 1),
  'attachments', case when e.attachments = 0 then '[]'::json else (
    select coalesce(json_agg(json_build_object('documentId', o.id, 'name', o.name, 'description', o.description,
      'type', o.type, 'size', o.size) order by o.number), '[]') from dossier.document o where o.entry_id = e.id) end,
  'erasedAt', e.erased_at, 'erasedGround', e.erased_ground, 'expiresAt', null)`
const NOTE = `json_build_object('entryId', p.id, 'kind', 'note', 'text', p.text, 'details', '{}'::json,
  'authorName', null, 'authorRole', '', 'mine', true, 'occurredAt', p.occurred_at, 'recordedAt', p.recorded_at,
  'audience', 0, 'corrects', null, 'correctedBy', null, 'attachments', '[]'::json, 'erasedAt', null, 'erasedGround', null,
  'expiresAt', p.expires_at)`
const NAMES = `names as materialized (select m.id, p.name from people.membership m join people.person p on p.id = m.person_id
  where m.id = any (array(select distinct author_id from page)) and ${KNOWN('m')})`
const MEMBER = (
  column: string,
) => `(select json_build_object('membershipId', ${column}, 'name', p.name, 'functionName', m.function_name,
  'organisationName', o.name) from (select 1) always left join people.membership m on m.id = ${column} and ${KNOWN('m')}
  left join people.person p on p.id = m.person_id left join organisations.organisation o on o.id = m.organisation_id)`

const OPEN = `with ${FELLOWS}, me as materialized (select d.*, ${MY_REACH('d')} as reach from dossier.dossier d where d.id = $7),
  page as materialized (select e.* from dossier.entry e where e.dossier_id = $7 and e.audience >= (select reach from me)
    order by e.occurred_at desc, e.id desc limit 51),
  ${NAMES},
  notes as (select p.* from dossier.private_note p where p.dossier_id = $7 and p.person_id = ${PERSON} and p.expires_at > now()
    order by p.occurred_at desc, p.id desc limit 51),
  lines as (select ${ENTRY('(select reach from me)')} as line, e.occurred_at, e.id from page e left join names n on n.id = e.author_id
    union all select ${NOTE}, p.occurred_at, p.id from notes p order by 2 desc, 3 desc limit 51)
  select json_build_object('dossierId', d.id, 'title', d.title, 'kind', d.kind, 'reason', d.reason, 'purpose', d.purpose,
    'residentEffect', d.resident_effect, 'plan', d.plan, 'state', d.state, 'ceiling', d.ceiling, 'reach', d.reach,
    'organisationId', d.organisation_id, 'organisationName', (select o.name from organisations.organisation o where o.id = d.organisation_id),
    'owner', ${MEMBER('d.owner_id')}, 'deputy', ${MEMBER('d.deputy_id')}, 'openedAt', d.opened_at, 'changedAt', d.changed_at,
    'pause', case when d.state <> 'paused' then null else (select jsonb_build_object('reason', u.reason, 'pausedAt', u.paused_at)
      from dossier.pause u where u.dossier_id = d.id and u.resumed_at is null) end,
    'closure', case when d.state <> 'closed' then null else (select jsonb_build_object('outcome', c.outcome, 'result', c.result,
      'effect', c.effect, 'lesson', c.lesson, 'closedAt', c.closed_at, 'retainUntil', c.retain_until, 'retentionSource', (select r.source from settings.retention r where r.id = c.retention_id))
      from dossier.closure c where c.dossier_id = d.id and c.reopened_at is null) end,
    'planNumber', coalesce((select max(number) from dossier.plan l where l.dossier_id = d.id), 0), 'keeping', settings.keeping(d.organisation_id, d.kind),
    'involvements', coalesce((select json_agg(json_build_object('involvementId', i.id, 'role', i.role, 'mandate', i.mandate,
        'interest', i.interest, 'membershipId', i.membership_id, 'name', p.name, 'functionName', m.function_name,
        'organisationId', coalesce(i.organisation_id, m.organisation_id), 'organisationName', o.name, 'since', i.since, 'until', i.until)
        order by o.name, p.name)
      from dossier.involvement i left join people.membership m on m.id = i.membership_id and ${KNOWN('m')}
      left join people.person p on p.id = m.person_id left join organisations.organisation o on o.id = coalesce(i.organisation_id, m.organisation_id)
      where i.dossier_id = d.id and (i.until is null or i.until > now()) and (d.reach < 3 or d.reach = 3 and d.ceiling >= 3)), '[]'),
    'entries', coalesce((select json_agg(line) from (select line from lines order by occurred_at desc, id desc limit 50) shown), '[]'),
    'older', (select (extract(epoch from occurred_at) * 1000000)::bigint || '.' || id from (
      select occurred_at, id from lines order by occurred_at desc, id desc limit 50) shown
      where (select count(*) from lines) > 50 order by occurred_at, id limit 1))::text
  from me d, ${USED} where d.ceiling >= d.reach`

// An array, not a join: the planner would read all dossiers for the few that are mine.
const MY_DOSSIERS = `array(select r.dossier_id from dossier.reach r where r.subject = any (${KEYS}) and r.until > now())`
const LINE = `json_build_object('dossierId', d.id, 'title', d.title, 'kind', d.kind, 'state', d.state, 'organisationId', d.organisation_id,
  'organisationName', (select o.name from organisations.organisation o where o.id = d.organisation_id), 'ownerName', ${nameOf('d.owner_id')},
  'reach', ${MY_REACH('d')}, 'changedAt', d.changed_at)`
const list = (
  found: string,
) => `with ${FELLOWS}, found as materialized (${found} order by d.changed_at desc, d.id desc limit 21),
  shown as (select * from found order by changed_at desc, id desc limit 20)
  select json_build_object('items', coalesce((select json_agg(${LINE} order by d.changed_at desc, d.id desc) from shown d), '[]'),
    'next', case when (select count(*) from found) > 20 then (select (extract(epoch from d.changed_at) * 1000000)::bigint || '.' || d.id
      from shown d order by d.changed_at, d.id limit 1) end)::text from ${USED}`
const MINE =
  list(`select d.* from dossier.dossier d where d.state in ('active', 'paused') and d.id = any (${MY_DOSSIERS})
  and ${GATE('d', 'ceiling', 'id')}`)
const ORGANISATION = list(`select d.* from unnest(${ORGANISATIONS} || ${COUNCILS}) as s(id) cross join lateral (
  select d.* from dossier.dossier d where d.organisation_id = s.id and d.state in ('active', 'paused') and ${GATE('d', 'ceiling', 'id')}
  order by d.changed_at desc, d.id desc limit 21) d`)

const LATENESS = `(select json_build_object('code', l.code, 'explanation', l.explanation, 'expectedOn', l.expected_on, 'saidAt', l.said_at)
  from open_items.lateness l where l.open_item_id = i.id order by l.said_at desc limit 1)`
const ADDRESSED = `i.addressee = any (${KEYS})`
const RAISED = `(i.raised_by = any (${MEMBERSHIPS}) or coalesce(d.owner_id = any (${MEMBERSHIPS}) or d.deputy_id = any (${MEMBERSHIPS}), false)
  and exists (select from people.membership m where m.id = i.raised_by and m.until < current_date))`
const ITEM = `json_build_object('openItemId', i.id, 'dossierId', i.dossier_id, 'dossierTitle', d.title, 'kind', i.kind, 'question', i.question,
  'note', coalesce(i.details ->> 'note', ''), 'answerAt', i.details ->> 'answerAt', 'hours', (i.details ->> 'hours')::int, 'dueOn', i.due_on, 'audience', i.audience,
  'state', coalesce(i.outcome, 'open'), 'step', i.step, 'lapsedAt', i.lapsed_at, 'raisedAt', i.raised_at, 'closedAt', i.closed_at,
  'asker', json_build_object('name', ${nameOf('i.raised_by')}, 'role', i.raised_role, 'mine', i.raised_by = any (${MEMBERSHIPS})),
  'addressee', json_build_object('name', ${nameOf('i.addressee_membership_id')}, 'role', i.addressee_role, 'mine', i.addressee = any (${KEYS})),
  'lateness', ${LATENESS}, 'may', json_build_object(
    'answerOpenItem', i.closed_at is null and ${ADDRESSED}, 'refuseOpenItem', i.closed_at is null and ${ADDRESSED},
    'sayWhyLate', i.closed_at is null and ${ADDRESSED}, 'passOnOpenItem', i.closed_at is null and ${ADDRESSED},
    'withdrawOpenItem', i.closed_at is null and ${RAISED}, 'escalateOpenItem', i.closed_at is null and ${RAISED},
    'extendOpenItem', i.closed_at is null and ${RAISED}))`
const items = (found: string) => `with ${FELLOWS}, page as materialized (${found} order by i.due_on, i.id limit 21),
  shown as (select * from page i order by i.due_on, i.id limit 20)
  select json_build_object('items', coalesce((select json_agg(${ITEM} order by i.due_on, i.id) from shown i
      left join dossier.dossier d on d.id = i.dossier_id and ${GATE('d', 'ceiling', 'id')}), '[]'),
    'next', case when (select count(*) from page) > 20 then (select i.due_on || '.' || i.id from shown i order by i.due_on desc, i.id desc limit 1) end)::text
  from ${USED}`
const WAITING_ON_ME = items(`select i.* from unnest(${KEYS}) as mine(key) cross join lateral (
  select i.* from open_items.open_item i where i.addressee = mine.key and i.closed_at is null order by i.due_on, i.id limit 21) i`)
const WAITED_FOR_BY_ME = items(`select i.* from unnest(${MEMBERSHIPS}) as mine(id) cross join lateral (
  select i.* from open_items.open_item i where i.raised_by = mine.id and i.closed_at is null and not (i.addressee = any (${KEYS}))
  order by i.due_on, i.id limit 21) i`)
const CLIMBED_TO_ME = items(`select i.* from open_items.open_item i where i.closed_at is null
  and i.id = any (array(select h.open_item_id from open_items.hears h where h.subject = any (${KEYS})))
  and not (i.addressee = any (${KEYS})) and not (i.raised_by = any (${MEMBERSHIPS}))`)

const NEWS = `with ${FELLOWS}, since as (select case when v.at > now() - interval '30 minutes' then v.previous_at else v.at end as at
    from dossier.visit v where v.person_id = ${PERSON}),
  fresh as materialized (select d.id, d.title, ${MY_REACH('d')} as reach from dossier.dossier d
    where d.id = any (${MY_DOSSIERS}) and ${GATE('d', 'ceiling', 'id')}
      and d.changed_at > coalesce((select at from since), now() - interval '14 days') order by d.changed_at desc limit 200),
  page as materialized (select e.*, fresh.title, fresh.reach from fresh cross join lateral (
      select * from dossier.entry e where e.dossier_id = fresh.id and e.audience >= fresh.reach
        and e.recorded_at > coalesce((select at from since), now() - interval '14 days') and not (e.author_id = any (${MEMBERSHIPS}))
      order by e.recorded_at desc limit 21) e
    order by e.recorded_at desc, e.id desc limit 21),
  ${NAMES}
  select json_build_object('since', (select at from since),
    'items', coalesce((select json_agg((${ENTRY('e.reach')})::jsonb || jsonb_build_object('dossierId', e.dossier_id, 'dossierTitle', e.title)
        order by e.recorded_at desc, e.id desc)
      from (select * from page order by recorded_at desc, id desc limit 20) e left join names n on n.id = e.author_id), '[]'),
    'more', (select count(*) from page) > 20)::text from ${USED}`

// Dossiers, entries, open items, people and organisations, by the words and names as they are typed: no compounds, no
// look-alikes. The data set has no documents, notes or frames.
const SEARCH = `with sought as materialized (select websearch_to_tsquery('search.dutch', $7) as q),
  mine as materialized (select r.dossier_id, min(r.reach) as reach from dossier.reach r
    where r.subject = any (${KEYS}) and r.until > now() group by r.dossier_id),
  found as (
    select d.id as dossier_id, null::uuid as entry_id, 'dossier' as kind, d.title || ' · ' || d.reason as body, d.changed_at as at
    from unnest(${ORGANISATIONS}) as home (id) cross join lateral (select d.* from dossier.dossier d
      where search.of_dossier(d.search, d.organisation_id, d.ceiling) @@ (search.mark('', home.id::text) && (select q from sought)) offset 0) d
    union
    select d.id, null, 'dossier', d.title || ' · ' || d.reason, d.changed_at from mine m cross join lateral (select d.* from dossier.dossier d
      where d.id = m.dossier_id and m.reach <= d.ceiling and d.search @@ (select q from sought) offset 0) d
    union
    select e.dossier_id, e.id, 'entry', e.text, e.occurred_at from unnest(${ORGANISATIONS}) as home (id) cross join lateral (select e.* from dossier.entry e
      where search.scoped(e.search, e.organisation_id, e.occurred_at) @@ (search.mark('', home.id::text) && (select q from sought)) and e.audience >= 3 offset 0) e
    union
    select e.dossier_id, e.id, 'entry', e.text, e.occurred_at from mine m cross join lateral (select e.* from dossier.entry e
      where search.in_dossier(e.search, e.dossier_id) @@ (search.mark('', m.dossier_id::text) && (select q from sought)) and (m.reach <= e.audience) is true offset 0) e
    union
    select i.dossier_id, i.id, 'openItem', i.question, i.raised_at from unnest(${ORGANISATIONS}) as home (id) cross join lateral (select i.* from open_items.open_item i
      where search.scoped(i.search, i.organisation_id, i.raised_at) @@ (search.mark('', home.id::text) && (select q from sought)) and i.audience >= 3 offset 0) i
    union
    select i.dossier_id, i.id, 'openItem', i.question, i.raised_at from mine m cross join lateral (select i.* from open_items.open_item i
      where search.of_item(i.search, i.dossier_id, i.addressee, i.raised_by) @@ (search.mark('', m.dossier_id::text) && (select q from sought)) and (m.reach <= i.audience) is true offset 0) i
    union
    select i.dossier_id, i.id, 'openItem', i.question, i.raised_at from unnest(${KEYS}) as me (key) cross join lateral (select i.* from open_items.open_item i
      where search.of_item(i.search, i.dossier_id, i.addressee, i.raised_by) @@ (search.mark('a', me.key) && (select q from sought)) offset 0) i
    union
    select i.dossier_id, i.id, 'openItem', i.question, i.raised_at from unnest(${MEMBERSHIPS}) as me (id) cross join lateral (select i.* from open_items.open_item i
      where search.of_item(i.search, i.dossier_id, i.addressee, i.raised_by) @@ (search.mark('r', me.id::text) && (select q from sought)) offset 0) i
    union
    select i.dossier_id, i.id, 'openItem', i.question, i.raised_at from open_items.hears h join open_items.open_item i on i.id = h.open_item_id
      where h.subject = any (${KEYS}) and i.search @@ (select q from sought)),
  letters as materialized (select replace(people.fold($7), ' ', '') as folded, organisations.letters($7) as plain),
  named as (
    (select m.id, 'person' as kind, p.name from letters l, people.search_key k join people.membership m on m.id = k.membership_id join people.person p on p.id = m.person_id
      where k.organisation_id = any (${COLLEAGUES}) and k.key >= l.folded and k.key < l.folded || '{' limit 4)
    union all
    (select o.id, 'organisation', o.name from letters l, organisations.search_key k join organisations.organisation o on o.id = k.organisation_id
      where k.key >= l.plain and k.key < l.plain || '{' limit 4)),
  newest as (select * from found order by (kind = 'dossier') desc, at desc limit 51)
  select json_build_object('items', coalesce(json_agg(json_build_object('dossierId', f.dossier_id, 'entryId', f.entry_id, 'kind', f.kind,
      'title', (select d.title from dossier.dossier d where d.id = f.dossier_id), 'at', f.at,
      'excerpt', ts_headline('search.dutch', f.body, (select q from sought), 'StartSel=«, StopSel=», MaxWords=28, MinWords=12, MaxFragments=1')))
      filter (where f.dossier_id is not null), '[]'), 'named', (select coalesce(json_agg(n), '[]') from named n), 'more', count(f.dossier_id) > 50)::text
  from ${USED} left join newest f on true`

/** The same columns and indexes as a journal, and nothing that looks over the shoulder. */
export const APPENDED = 'floor.entry'
const APPEND = `insert into ${APPENDED} (id, dossier_id, organisation_id, position, kind, text, details, author_id, author_role, occurred_at,
    audience, first_audience, corrects, attachments, salt, content_digest, previous, chain)
  values ($1, $2, $3, $8, $4, $5, '{}', $6, $7, now(), 2, 2, null, 0, '', '', '', '')`

const READS: readonly [path: RegExp, name: string, text: string][] = [
  [/^\/api\/v1\/dossiers\/([0-9a-f-]{36})$/, 'open', OPEN],
  [/^\/api\/v1\/dossiers\?which=mine$/, 'mine', MINE],
  [/^\/api\/v1\/dossiers\?which=organisation$/, 'organisation', ORGANISATION],
  [/^\/api\/v1\/waiting-on-me$/, 'waiting', WAITING_ON_ME],
  [/^\/api\/v1\/waited-for-by-me$/, 'waited', WAITED_FOR_BY_ME],
  [/^\/api\/v1\/climbed-to-me$/, 'climbed', CLIMBED_TO_ME],
  [/^\/api\/v1\/news$/, 'news', NEWS],
  [/^\/api\/v1\/search\?query=(.+)$/, 'search', SEARCH],
]

const serve = async (parts: { url: string; readers: readonly Reader[] }): Promise<number> => {
  // With one plan for all, as ours: left to itself PostgreSQL plans the larger of these statements anew each time.
  const { options } = servingConnection(parts.url)
  const pool = new pg.Pool({ connectionString: parts.url, max: 12, options })
  pool.on('error', () => {})
  // A position that nobody had: two journals may not have the same one twice.
  let position = Date.now()
  const readers = new Map(parts.readers.map((reader) => [reader.cookie, reader]))
  const server = createServer(async (request, response) => {
    const end = (status: number, text: string) => {
      const body = Buffer.from(text)
      response
        .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length })
        .end(body)
    }
    try {
      const reader = readers.get(request.headers.cookie ?? '')
      if (!reader) return end(401, '{}')
      const url = request.url ?? ''
      if (request.method === 'POST') {
        const chunks: Buffer[] = []
        for await (const chunk of request) chunks.push(chunk)
        const entry = JSON.parse(Buffer.concat(chunks).toString())
        const entryId = newId()
        await pool.query({
          name: 'append',
          text: APPEND,
          values: [
            entryId,
            url.split('/')[4],
            reader.organisations[0],
            entry.kind,
            entry.text,
            reader.membershipId,
            reader.role,
            ++position,
          ],
        })
        return end(201, JSON.stringify({ entryId }))
      }
      for (const [path, name, text] of READS) {
        const match = path.exec(url)
        if (!match) continue
        const { keys, organisations, councils, colleagues, memberships, personId } = reader
        const values: unknown[] = [keys, organisations, councils, colleagues, memberships, personId]
        if (match[1]) values.push(decodeURIComponent(match[1]))
        const { rows } = await pool.query<string[]>({ name, text, values, rowMode: 'array' } as pg.QueryArrayConfig)
        return rows[0]?.[0] ? end(200, rows[0][0]) : end(404, '{}')
      }
      end(404, '{}')
    } catch (error) {
      end(500, JSON.stringify({ fault: String(error) }))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as { port: number }).port
}

process.on('message', (parts: { url: string; readers: readonly Reader[] }) => {
  serve(parts).then((port) => process.send!({ port }))
})
