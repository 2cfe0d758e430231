// Areas: dossiers, parties, agreements and changes of one place together; and what changes around the work.
import { one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'
import { AGREEMENT_JSON, AGREEMENT_ORDER } from './agreements.ts'
import { INITIATIVE_JSON } from './initiatives.ts'

const DOSSIERS = 60
const PARTIES = 80
const AGREEMENTS = 60

const ORGANISATION = (column: string) => `(select o.name from organisations.organisation o where o.id = ${column})`

const CONTEXT_FACTS = `'contextChangeId', c.id, 'kind', c.kind, 'title', c.title, 'meaning', c.meaning, 'happensOn', c.happens_on,
  'source', c.source, 'sourceLink', c.source_link, 'organisationName', ${ORGANISATION('c.organisation_id')}`
/** The dossiers that change `c` touches, as far as both the line and the dossier exist for who asks. */
const CONTEXT_JSON = `json_build_object(${CONTEXT_FACTS}, 'dossiers', coalesce((
  select json_agg(json_build_object('dossierId', d.id, 'title', d.title, 'how', t.how,
      'mayUntag', exists (select from dossier.reach r where r.dossier_id = d.id and r.reach = 1
        and r.subject = any ((select access.acting_keys())::text[]) and r.until > now())) order by lower(d.title), d.id)
  from parties.touched t join dossier.dossier d on d.id = t.dossier_id where t.context_change_id = c.id and t.ended_at is null), '[]'),
  'mayChange', c.organisation_id = any ((select access.organisations())::uuid[]),
  'earlier', coalesce((select json_agg(json_build_object('number', v.number, 'kind', v.kind, 'title', v.title, 'meaning', v.meaning,
      'happensOn', v.happens_on, 'source', v.source, 'reason', v.reason, 'until', v.replaced_at) order by v.number desc)
    from parties.context_version v where v.context_change_id = c.id), '[]'))`

export const areaList = (limit: number): Query<Passed> =>
  passed(
    'parties.areas',
    `select json_build_object('items', coalesce((select json_agg(json_build_object('areaId', d.id, 'title', d.title,
         'organisationName', ${ORGANISATION('d.organisation_id')},
         'dossiers', (select count(*)::int from parties.area_link l where l.area_id = d.id and l.ended_at is null))
         order by d.changed_at desc, d.id desc)
       from (select d.id, d.title, d.organisation_id, d.changed_at from dossier.dossier d where d.kind = 'area' order by d.changed_at desc, d.id desc limit $1) d), '[]'))::text`,
    [limit],
  )

/** Everything of one area in one round trip; row-level security decides dossier by dossier and line by line. */
export const areaView = (areaId: string): Query<Passed> =>
  passed(
    'parties.area',
    `with linked as materialized (
         select d.id, d.title, d.kind, d.state, d.organisation_id, d.changed_at
         from parties.area_link l join dossier.dossier d on d.id = l.dossier_id
         where l.area_id = $1 and l.ended_at is null order by d.changed_at desc, d.id desc limit ${DOSSIERS + 1}),
       here as materialized (
         select d.id, d.title, d.kind, d.state, d.organisation_id, 0 as place from dossier.dossier d where d.id = $1
         union all
         select l.id, l.title, l.kind, l.state, l.organisation_id, row_number() over (order by l.changed_at desc, l.id desc)
         from (select * from linked limit ${DOSSIERS}) l),
       present as materialized (
         select coalesce('o:' || p.organisation_id, 'm:' || p.membership_id,
             'n:' || left(md5(lower(p.name) || h.organisation_id), 16)) as key,
           p.id, p.name, p.organisation_id, p.weak_voice, p.dossier_id, a.influence, a.interest, a.means, a.knowledge
         from here h join parties.party p on p.dossier_id = h.id
         left join lateral (select * from parties.assessment a where a.party_id = p.id order by a.number desc limit 1) a on true
         where not exists (select from parties.leaving l where l.party_id = p.id)),
       together as materialized (
         select key, (array_agg(name order by length(name), name))[1] as name, (array_agg(organisation_id))[1] as organisation_id,
           bool_or(weak_voice <> '') as is_weak, max(influence) as influence, max(interest) as interest,
           coalesce(array_agg(distinct means) filter (where means <> ''), '{}') as means,
           coalesce(array_agg(distinct knowledge) filter (where knowledge <> ''), '{}') as knowledge,
           json_agg(json_build_object('dossierId', dossier_id, 'partyId', id) order by dossier_id, id) as places,
           count(distinct dossier_id) as dossiers
         from present group by key order by count(distinct dossier_id) desc, max(influence) desc nulls last, 2, key limit ${PARTIES + 1}),
       agreed as materialized (
         select a.id, row_number() over (order by ${AGREEMENT_ORDER}) as place
         from here h join parties.agreement a on a.dossier_id = h.id order by 2 limit ${AGREEMENTS + 1})
     select json_build_object(
       'dossiers', (select json_agg(json_build_object('dossierId', h.id, 'title', h.title, 'kind', h.kind, 'state', h.state,
           'organisationName', ${ORGANISATION('h.organisation_id')},
           'openAgreements', (select count(*)::int from parties.agreement a join open_items.open_item i on i.id = a.open_item_id
             where a.dossier_id = h.id and i.closed_at is null),
           'may', json_build_object('unlink', h.place > 0 and exists (select from dossier.reach r where r.dossier_id = h.id and r.reach = 1
             and r.subject = any ((select access.acting_keys())::text[]) and r.until > now()))) order by h.place) from here h),
       'moreDossiers', (select count(*) from linked) > ${DOSSIERS},
       'parties', coalesce((select json_agg(json_build_object('key', t.key, 'name', t.name, 'organisationId', t.organisation_id,
           'isWeak', t.is_weak, 'influence', t.influence, 'interest', t.interest, 'means', t.means, 'knowledge', t.knowledge,
           'in', t.places) order by t.dossiers desc, t.influence desc nulls last, t.name, t.key)
         from (select * from together limit ${PARTIES}) t), '[]'),
       'moreParties', (select count(*) from together) > ${PARTIES},
       'agreements', coalesce((select json_agg(${AGREEMENT_JSON} order by g.place) from agreed g join parties.agreement a on a.id = g.id
         join dossier.entry e on e.id = a.entry_id join dossier.dossier d on d.id = a.dossier_id where g.place <= ${AGREEMENTS}), '[]'),
       'moreAgreements', (select count(*) from agreed) > ${AGREEMENTS},
       'contextChanges', coalesce((select json_agg(${CONTEXT_JSON} order by c.happens_on desc, c.id)
         from parties.context_change c where c.id = any (array(select t.context_change_id from here h
           join parties.touched t on t.dossier_id = h.id and t.ended_at is null))), '[]'))::text
     from dossier.dossier d where d.id = $1 and d.kind = 'area'`,
    [areaId],
  )

/** What a dossier is part of, for the card beside it. */
export const surroundings = (dossierId: string): Query<Passed> =>
  passed(
    'parties.surroundings',
    `select json_build_object(
       'areas', coalesce((select json_agg(json_build_object('areaId', a.id, 'title', a.title) order by lower(a.title), a.id)
         from parties.area_link l join dossier.dossier a on a.id = l.area_id where l.dossier_id = d.id and l.ended_at is null), '[]'),
       'contextChanges', coalesce((select json_agg(json_build_object(${CONTEXT_FACTS}, 'how', t.how) order by c.happens_on desc, c.id)
         from parties.touched t join parties.context_change c on c.id = t.context_change_id where t.dossier_id = d.id and t.ended_at is null), '[]'),
       'initiative', (select ${INITIATIVE_JSON} from parties.initiative n where n.dossier_id = d.id),
       'parties', (select count(*)::int from parties.party p where p.dossier_id = d.id
         and not exists (select from parties.leaving l where l.party_id = p.id)),
       'agreements', (select count(*)::int from parties.agreement a where a.dossier_id = d.id),
       'openAgreements', (select count(*)::int from parties.agreement a join open_items.open_item i on i.id = a.open_item_id
         where a.dossier_id = d.id and i.closed_at is null),
       'teams', (select count(*)::int from parties.team t where t.dossier_id = d.id))::text
     from dossier.dossier d where d.id = $1`,
    [dossierId],
  )

/** The area, when it is one and exists for who asks; and whether the dossier lies in it already. */
export const findArea = (dossierId: string, areaId: string): Query<{ linked: boolean } | undefined> =>
  one(
    'parties.find-area',
    `select json_build_object('linked', exists (select from parties.area_link l
       where l.area_id = d.id and l.dossier_id = $1 and l.ended_at is null))::text
     from dossier.dossier d where d.id = $2 and d.kind = 'area'`,
    [dossierId, areaId],
  )

export const insertAreaLink = (linkId: string, dossierId: string, areaId: string): Statement =>
  run(
    'parties.link',
    'insert into parties.area_link (id, dossier_id, area_id, linked_by) values ($1, $2, $3, access.acting())',
    [linkId, dossierId, areaId],
  )
export const endAreaLink = (dossierId: string, areaId: string): Statement =>
  run(
    'parties.unlink',
    `update parties.area_link set ended_by = access.acting(), ended_at = now()
     where dossier_id = $1 and area_id = $2 and ended_at is null`,
    [dossierId, areaId],
  )

export const contextList = (kind: string | undefined, limit: number): Query<Passed> =>
  passed(
    `parties.context${kind ? '.kind' : ''}`,
    `select json_build_object('items', coalesce((select json_agg(${CONTEXT_JSON} order by c.happens_on desc, c.id desc)
       from (select * from parties.context_change c ${kind ? 'where c.kind = $2' : ''} order by c.happens_on desc, c.id desc limit $1) c), '[]'))::text`,
    kind ? [limit, kind] : [limit],
  )

export const insertContextChange = (change: {
  contextChangeId: string
  organisationId: string
  kind: string
  title: string
  meaning: string
  happensOn: string
  source: string
  sourceLink: string | null
}): Statement =>
  run(
    'parties.insert-context',
    `insert into parties.context_change (id, organisation_id, kind, title, meaning, happens_on, source, source_link, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, access.acting())`,
    [
      change.contextChangeId,
      change.organisationId,
      change.kind,
      change.title,
      change.meaning,
      change.happensOn,
      change.source,
      change.sourceLink,
    ],
  )

export interface ContextFacts {
  readonly kind: string
  readonly title: string
  readonly happensOn: string
  readonly source: string
  readonly tagged: boolean
}
export const findContextChange = (dossierId: string, contextChangeId: string): Query<ContextFacts | undefined> =>
  one(
    'parties.find-context',
    `select json_build_object('kind', c.kind, 'title', c.title, 'happensOn', c.happens_on, 'source', c.source,
       'tagged', exists (select from parties.touched t where t.context_change_id = c.id and t.dossier_id = $1
         and t.ended_at is null))::text
     from parties.context_change c where c.id = $2`,
    [dossierId, contextChangeId],
  )

export const insertTouched = (touched: {
  contextChangeId: string
  dossierId: string
  entryId: string
  how: string
}): Statement =>
  run(
    'parties.tag',
    'insert into parties.touched (context_change_id, dossier_id, entry_id, how, touched_by) values ($1, $2, $3, $4, access.acting())',
    [touched.contextChangeId, touched.dossierId, touched.entryId, touched.how],
  )

export const endTouched = (contextChangeId: string, dossierId: string): Statement =>
  run(
    'parties.untag',
    `update parties.touched set ended_by = access.acting(), ended_at = now()
     where context_change_id = $1 and dossier_id = $2 and ended_at is null`,
    [contextChangeId, dossierId],
  )

/** What a policy needs to know of a change around the work. */
export interface ContextChange {
  readonly contextChangeId: string
  readonly organisationId: string
  /** Of an organisation in which who asks works, or that theirs inherited. */
  readonly isOurs: boolean
}
export const findChange = (contextChangeId: string): Query<ContextChange | undefined> =>
  one(
    'parties.find-change',
    `select json_build_object('contextChangeId', c.id, 'organisationId', c.organisation_id,
       'isOurs', c.organisation_id = any (coalesce((select access.organisations())::uuid[], '{}')))::text
     from parties.context_change c where c.id = $1`,
    [contextChangeId],
  )
export const lockChange = (contextChangeId: string): Statement =>
  run('parties.lock-change', 'select pg_advisory_xact_lock(hashtextextended($1::text, 11))', [contextChangeId])

/** What stood there becomes an earlier version; the change itself gets the new words. */
export const changeContext = (change: {
  contextChangeId: string
  kind: string
  title: string
  meaning: string
  happensOn: string
  source: string
  sourceLink: string | null
  reason: string
}): Statement[] => [
  run(
    'parties.keep-context',
    `insert into parties.context_version (context_change_id, number, kind, title, meaning, happens_on, source, source_link, reason, replaced_by)
     select c.id, 1 + coalesce((select max(v.number) from parties.context_version v where v.context_change_id = c.id), 0),
       c.kind, c.title, c.meaning, c.happens_on, c.source, c.source_link, $2, access.acting()
     from parties.context_change c where c.id = $1`,
    [change.contextChangeId, change.reason],
  ),
  run(
    'parties.change-context',
    `update parties.context_change set kind = $2, title = $3, meaning = $4, happens_on = $5, source = $6, source_link = $7 where id = $1`,
    [
      change.contextChangeId,
      change.kind,
      change.title,
      change.meaning,
      change.happensOn,
      change.source,
      change.sourceLink,
    ],
  ),
]

/** The line in the journal leads to the area; a link is there only for whom both ends are there. */
export const insertAreaLinkLine = (entryId: string, dossierId: string, areaId: string): Statement =>
  run(
    'parties.link-line',
    `insert into dossier.link (entry_id, dossier_id, to_kind, to_id) values ($1, $2, 'dossier', $3)`,
    [entryId, dossierId, areaId],
  )
