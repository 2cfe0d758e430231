// The council page and the public page of a dossier: projections of what was released, now or as it was on a date.
import { type Passed, passed, type Query } from '#foundation/database/query.ts'
import { ARRANGEMENT_JSON, dutyJson } from './overview.ts'

/** The last moment of a day in the Netherlands; null: now. */
const MOMENT = `case when $2::date is null then null else (($2::date + 1)::timestamp at time zone 'Europe/Amsterdam') - interval '1 microsecond' end`

/** The lines that stood open then, once; `then` is that moment. */
const RELEASED = (level: 4 | 5) => `
  looked as materialized (select ${MOMENT} as moment, coalesce(${MOMENT}, now()) as then),
  r as materialized (select * from council.released($1, (select moment from looked), ${level}::smallint))`

/** The newest released line of each thing of a kind: what was last said of it. */
const newest = (kind: string, key: string) =>
  `(select distinct on (r.details ->> '${key}') r.* from r where r.kind = '${kind}' and r.erased_at is null
    order by r.details ->> '${key}', r.recorded_at desc)`
const last = (kind: string, which = '') =>
  `(select r.* from r where r.kind = '${kind}' ${which} and r.erased_at is null order by r.recorded_at desc limit 1)`
const listed = (json: string, from: string, order: string) =>
  `coalesce((select jsonb_agg(${json} order by ${order}) from ${from}), '[]')`
const words = (name: string) => `'${name}', coalesce(x.details ->> '${name}', '')`

/** The plan as it was last opened: the newest line that carries its words. */
const PLAN = last('plan', `and r.details ? 'purpose'`)
const PURPOSE = `coalesce(
  (select f ->> 'text' from ${last('framesAdopted')} x cross join jsonb_array_elements(x.details -> 'frames') as f where (f ->> 'place')::integer = 1 limit 1),
  (select nullif(x.details ->> 'purpose', '') from ${last('start')} x),
  (select x.details ->> 'purpose' from ${PLAN} x), (select x.details ->> 'purpose' from ${last('opening')} x), '')`

const PHASES = listed(
  `jsonb_build_object('phaseId', x.details ->> 'phaseId', ${words('title')}, ${words('question')},
     'role', coalesce((select h.details ->> 'became' from r h where h.kind = 'role' and h.erased_at is null
       and h.details ->> 'phaseId' = x.details ->> 'phaseId' order by h.recorded_at desc limit 1), x.details ->> 'role', ''),
     'state', coalesce(x.details ->> 'state', 'planned'), 'number', coalesce((x.details ->> 'number')::integer, 0))`,
  `${newest('phase', 'phaseId')} x`,
  `coalesce((x.details ->> 'number')::integer, 0), x.recorded_at`,
)
const ROLE = `(select jsonb_build_object('became', coalesce(x.details ->> 'became', ''), 'reason', coalesce(x.details ->> 'reason', ''), 'at', x.recorded_at) from ${last('role')} x)`
const START = `(select jsonb_build_object(${words('searchArea')}, 'known', coalesce(x.details -> 'known', '[]'),
  'unknown', coalesce(x.details -> 'unknown', '[]'), 'assumed', coalesce(x.details -> 'assumed', '[]')) from ${last('start')} x)`
const MONEY = `(select jsonb_build_object('spent', coalesce((x.details ->> 'spent')::numeric, 0), 'ceiling', coalesce((x.details ->> 'ceiling')::numeric, 0),
  'share', coalesce((x.details ->> 'share')::numeric, 0), 'at', x.occurred_at) from ${last('money')} x)`
const UNCERTAINTIES = listed(
  `jsonb_build_object('uncertaintyId', x.details ->> 'uncertaintyId', ${words('title')}, ${words('impact')}, ${words('state')},
     ${words('howWeFindOut')}, 'findOutBy', x.details ->> 'findOutBy', ${words('learned')},
     'history', (select jsonb_agg(jsonb_build_object('state', coalesce(h.details ->> 'state', ''), 'at', h.occurred_at) order by h.recorded_at)
       from r h where h.kind = 'uncertainty' and h.erased_at is null and h.details ->> 'uncertaintyId' = x.details ->> 'uncertaintyId'))`,
  `${newest('uncertainty', 'uncertaintyId')} x`,
  `array_position(array['red', 'amber', 'green', 'settled'], x.details ->> 'state'), x.details ->> 'title'`,
)
/** What was last said of each gate: how it was decided, else how it is planned; a gate that was cancelled is no more. */
const GATE = `(select distinct on (r.details ->> 'gateId') r.* from r where r.kind in ('gate', 'gatePlan') and r.erased_at is null
  and not exists (select from r c where c.kind = 'gateCancelled' and c.details ->> 'gateId' = r.details ->> 'gateId')
  order by r.details ->> 'gateId', r.kind = 'gate' desc, r.recorded_at desc)`
const GATES = listed(
  `jsonb_build_object('gateId', x.details ->> 'gateId', ${words('title')}, 'outcome', x.details ->> 'outcome', ${words('body')},
     'decidedOn', x.details ->> 'decidedOn', 'plannedOn', x.details ->> 'plannedOn',
     'text', case when x.kind = 'gate' then coalesce(x.text, '') else '' end, ${words('reason')}, ${words('minority')}, 'entryId', x.entry_id)`,
  `${GATE} x`,
  `coalesce(x.details ->> 'decidedOn', x.details ->> 'plannedOn'), x.recorded_at`,
)
const CHOICES = listed(
  `jsonb_build_object('choiceId', x.details ->> 'choiceId', 'text', coalesce(x.details ->> 'text', x.text, ''), ${words('body')}, ${words('state')})`,
  `${newest('reservedChoice', 'choiceId')} x`,
  `x.details ->> 'state' desc, x.recorded_at`,
)
const OBJECTIONS = listed(
  `jsonb_build_object('gateId', x.details ->> 'gateId', ${words('state')}, 'text', coalesce(x.details ->> 'text', x.text, ''))`,
  `(select distinct on (coalesce(r.details ->> 'objectionId', r.details ->> 'gateId')) r.* from r where r.kind = 'objection' and r.erased_at is null
    order by coalesce(r.details ->> 'objectionId', r.details ->> 'gateId'), r.recorded_at desc) x`,
  'x.recorded_at',
)
const PARTIES = listed(
  `jsonb_build_object('partyId', x.details ->> 'partyId', ${words('name')}, 'weakVoice', coalesce((x.details ->> 'weakVoice')::boolean, false))`,
  `${newest('party', 'partyId')} x where coalesce(x.details ->> 'state', 'joined') <> 'left'`,
  `x.details ->> 'name'`,
)
const POSITIONS = listed(
  `jsonb_build_object('positionId', x.details ->> 'positionId', ${words('summary')}, ${words('whose')},
     'contradicts', coalesce(x.details -> 'contradicts', '[]'), 'heard', coalesce((x.details ->> 'heard')::boolean, true))`,
  `${newest('position', 'positionId')} x where coalesce(x.details ->> 'state', 'held') <> 'withdrawn'`,
  'x.recorded_at',
)
const CONSULTATION = `(select jsonb_build_object(${words('depth')}, 'notConsulted', coalesce(x.details -> 'notConsulted', '[]')) from ${last('consultation')} x)`
const FRAMES = `(select jsonb_build_object('number', coalesce((x.details ->> 'number')::integer, 1), 'adoptedOn', x.details ->> 'decidedOn',
  'entryId', x.entry_id, 'amended', coalesce((x.details ->> 'amended')::boolean, false), 'frames', x.details -> 'frames') from ${last('framesAdopted')} x)`
const DEPARTURES = listed(
  `jsonb_build_object('entryId', x.entry_id, 'place', (x.details ->> 'place')::integer, ${words('rule')}, ${words('reason')}, 'at', x.occurred_at)`,
  `(select r.* from r where r.kind = 'departure' and r.erased_at is null) x`,
  'x.occurred_at desc',
)

/** What stands open of the documents of a line is asked for by who reads: those of a line that was taken back are counted only. */
const entryJson = `jsonb_build_object('entryId', x.entry_id, 'kind', x.kind, 'text', x.text,
  'title', coalesce(x.details ->> 'title', x.details ->> 'name', x.details ->> 'summary', x.details ->> 'rule'), 'occurredAt', x.occurred_at, 'openedAt', x.opened_at,
  'markedAt', x.marked_at, 'corrects', (select c.entry_id from r c where c.entry_id = x.corrects),
  'correctedBy', (select c.entry_id from r c where c.corrects = x.entry_id order by c.recorded_at desc limit 1),
  'erasedAt', x.erased_at, 'erasedGround', x.erased_ground, 'attachments', x.attachments,
  'documents', (select coalesce(jsonb_agg(jsonb_build_object('documentId', o.id, 'name', o.name, 'description', o.description,
    'type', o.type, 'size', o.size) order by o.number), '[]') from dossier.document o where x.attachments > 0 and o.entry_id = x.entry_id))`
const ENTRIES = (limit: number, where = 'true') =>
  listed(
    entryJson,
    `(select r.* from r where ${where} order by r.opened_at desc, r.entry_id limit ${limit}) x`,
    'x.opened_at desc, x.entry_id',
  )

const DELAY = `(select jsonb_build_object('count', count(*), 'medianHours', coalesce(round((percentile_cont(0.5) within group (order by hours))::numeric, 1), 0),
  'longestHours', coalesce(round(max(hours)::numeric, 1), 0)) from (
    select extract(epoch from r.opened_at - r.marked_at) / 3600 as hours from r where r.marked_at is not null) delays)`

const DUTIES = (where: string) =>
  `coalesce((select json_agg(${dutyJson('(select looked.then from looked)', false)} order by d.due_on, d.id) from (
     select * from council.duty d where d.dossier_id = $1 and d.opened_at <= (select looked.then from looked) ${where} order by d.due_on desc limit 40) d), '[]')`

const NEXT = `(select jsonb_agg(jsonb_build_object('on', m.day, 'kind', m.kind, 'title', m.title) order by m.day) from (
  select d.due_on::text as day, 'information' as kind, '' as title from council.duty d where d.dossier_id = $1 and d.kind = 'rhythm'
    and d.opened_at <= (select looked.then from looked) and (d.informed_at is null or d.informed_at > (select looked.then from looked))
  union all
  select x.details ->> 'plannedOn', 'gate', coalesce(x.details ->> 'title', '') from ${GATE} x
    where x.details ->> 'outcome' is null and x.details ->> 'plannedOn' is not null) m)`

const HEAD = `'dossierId', d.id, 'title', d.title, 'state', d.state, 'kind', d.kind,
  'organisationId', d.organisation_id,
  'organisationName', (select o.name from organisations.organisation o where o.id = d.organisation_id),
  'at', $2::date, 'purpose', ${PURPOSE}, 'residentEffect', coalesce(
    (select x.details ->> 'residentEffect' from ${PLAN} x), (select x.details ->> 'residentEffect' from ${last('opening')} x), ''),
  'phases', ${PHASES}, 'role', ${ROLE}, 'uncertainties', ${UNCERTAINTIES}, 'gates', ${GATES}, 'parties', ${PARTIES},
  'positions', ${POSITIONS}, 'consultation', ${CONSULTATION}, 'nextMoments', coalesce(${NEXT}, '[]')`

/** Undefined when the council does not follow the dossier; then there is no such page. */
export const councilPage = (dossierId: string, at: string | undefined): Query<Passed> =>
  passed(
    'council.page',
    `with ${RELEASED(4)}
     select json_build_object(${HEAD}, 'portfolioHolder', council.holder_of(d.id), 'start', ${START}, 'frames', ${FRAMES},
       'money', ${MONEY}, 'reservedChoices', ${CHOICES}, 'objections', ${OBJECTIONS}, 'departures', ${DEPARTURES},
       'entries', ${ENTRIES(60)}, 'withdrawn', coalesce((select jsonb_agg(jsonb_build_object('entryId', w.entry_id, 'kind', w.kind,
         'releasedAt', w.released_at, 'withdrawnAt', w.withdrawn_at, 'reason', w.reason) order by w.withdrawn_at desc)
         from council.withdrawn($1, (select looked.then from looked)) w), '[]'),
       'release', ${DELAY},
       'arrangement', (select ${ARRANGEMENT_JSON} from council.arrangement a where a.dossier_id = $1 and a.agreed_at <= (select looked.then from looked)
         and (a.ended_at is null or a.ended_at > (select looked.then from looked)) order by a.number desc limit 1),
       'duties', ${DUTIES('')})::text
     from dossier.dossier d join council.part p on p.dossier_id = d.id and p.opened_at <= (select looked.then from looked)
     where d.id = $1 and council.level_of($1) = 4`,
    [dossierId, at ?? null],
  )

/** For everybody: of a dossier that is public, what was opened to everybody. */
export const publicPage = (dossierId: string, at: string | undefined): Query<Passed> =>
  passed(
    'council.public-page',
    `with ${RELEASED(5)}
     select json_build_object(${HEAD}, 'agreements', ${ENTRIES(20, `r.kind = 'agreement'`)}, 'entries', ${ENTRIES(60)},
       'follows', not exists (select from dossier.dossier c where c.id = d.id and c.state = 'closed'))::text
     from dossier.dossier d where d.id = $1 and d.ceiling = 5`,
    [dossierId, at ?? null],
  )

const AFTER = (n: number) =>
  `and (d.changed_at, d.id) < (to_timestamp(0) + split_part($${n}, '.', 1)::bigint * interval '1 microsecond', split_part($${n}, '.', 2)::uuid)`
const CURSOR = `(extract(epoch from changed_at) * 1000000)::bigint || '.' || id`

/** The last released line of a kind of a dossier, for a list: newest first in the index of what the council may read. */
const lastOf = (kind: string, level: number, key: string) =>
  `(select e.details ->> '${key}' from dossier.entry e where e.dossier_id = s.id and e.audience >= ${level} and e.kind = '${kind}'
    and e.erased_at is null ${kind === 'phase' ? `and e.details ->> 'state' = 'running'` : ''} order by e.recorded_at desc limit 1)`

export interface Listing {
  readonly query?: string
  readonly after?: string
  readonly limit: number
}
const listing = (name: string, level: 4 | 5, from: string, shown: string, input: Listing): Query<Passed> => {
  const values: unknown[] = [input.limit + 1, input.limit]
  const sought = input.query
    ? `and (to_tsvector('dutch', d.title) @@ websearch_to_tsquery('dutch', $${values.push(input.query)})
         or strpos(lower(d.title), lower($${values.length})) > 0
         or exists (select from dossier.entry e where e.dossier_id = d.id and e.audience >= ${level} and e.kind in ('opening', 'plan')
           and e.erased_at is null and to_tsvector('dutch', concat_ws(' ', case e.kind when 'opening' then e.text end, e.details ->> 'purpose'))
             @@ websearch_to_tsquery('dutch', $${values.length})))`
    : ''
  const after = input.after ? AFTER(values.push(input.after)) : ''
  return passed(
    [name, sought && 'words', after && 'after'].filter(Boolean).join('.'),
    `with page as materialized (
       select d.id, d.title, d.state, d.organisation_id, d.changed_at from ${from} ${sought} ${after}
       order by d.changed_at desc, d.id desc limit $1),
     shown as (select * from page order by changed_at desc, id desc limit $2)
     select json_build_object('items', coalesce((select json_agg(json_build_object('dossierId', s.id, 'title', s.title, 'state', s.state,
         'organisationName', (select o.name from organisations.organisation o where o.id = s.organisation_id),
         'phase', ${lastOf('phase', level, 'title')}, 'newestAt', (select max(e.recorded_at) from dossier.entry e
           where e.dossier_id = s.id and e.audience >= ${level})${shown}) order by s.changed_at desc, s.id desc) from shown s), '[]'),
       'next', case when (select count(*) from page) > $2 then (select ${CURSOR} from shown order by changed_at, id limit 1) end)::text`,
    values,
  )
}

/** What the reader may follow as the council does: what is only public stands in the public list. */
export const councilList = (input: Listing): Query<Passed> =>
  listing(
    'council.list',
    4,
    `council.part p join dossier.dossier d on d.id = p.dossier_id where d.ceiling >= 4 and council.level_of(d.id) = 4
       and d.organisation_id <> all ((select settings.off_at('council'))::uuid[])`,
    `, 'portfolioHolder', council.holder_of(s.id),
     'dueOn', (select d.due_on from council.duty d where d.dossier_id = s.id and d.kind = 'rhythm' and d.informed_at is null),
     'late', exists (select from council.duty d where d.dossier_id = s.id and d.kind = 'rhythm' and d.informed_at is null
       and d.due_on < (now() at time zone 'Europe/Amsterdam')::date)`,
    input,
  )

export const publicList = (input: Listing): Query<Passed> =>
  listing('council.public-list', 5, 'dossier.dossier d where d.ceiling = 5', '', input)

/** The bytes of a document of a line that is open to everybody now. */
export const publicDocument = (dossierId: string, documentId: string): Query<Passed> =>
  passed(
    'council.public-document',
    `select json_build_object('digest', encode(o.digest, 'hex'), 'name', o.name, 'type', o.type, 'size', o.size)::text
     from dossier.document o join dossier.entry e on e.id = o.entry_id
     where o.id = $2 and o.dossier_id = $1 and e.audience = 5 and e.erased_at is null`,
    [dossierId, documentId],
  )
