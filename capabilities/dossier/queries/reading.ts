// Finding one dossier and reading it whole, in one query that builds the JSON.
import { one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'

/** What a policy needs to know of a dossier. */
export interface Dossier {
  readonly dossierId: string
  readonly kind: string
  readonly state: 'active' | 'paused' | 'closed'
  readonly ceiling: number
  readonly organisationId: string
  readonly ownerId: string
  readonly deputyId: string
  readonly openedBy: string
  /** Of whoever asks: the narrowest audience they belong to, in any of their roles. */
  readonly reach: number
  /** The same in the role in which they act now, as far as they take part in it; 9: they do not. */
  readonly actingReach: number
}

// Row-level security shows only my own rows of dossier.reach, so the minimum is mine.
export const REACH = `coalesce((select min(r.reach) from dossier.reach r where r.dossier_id = d.id and r.until > now()),
  case when d.organisation_id = any ((select access.organisations())::uuid[]) then 3
       when d.organisation_id = any ((select access.councils())::uuid[]) then 4 else 5 end)`

export const findDossier = (dossierId: string): Query<Dossier | undefined> =>
  one(
    'dossier.find',
    `select json_build_object('dossierId', d.id, 'kind', d.kind, 'state', d.state, 'ceiling', d.ceiling,
       'organisationId', d.organisation_id, 'ownerId', d.owner_id, 'deputyId', d.deputy_id, 'openedBy', d.opened_by, 'reach', ${REACH},
       'actingReach', coalesce((select min(r.reach) from dossier.reach r where r.dossier_id = d.id
         and r.subject = any ((select access.acting_keys())::text[]) and r.until > now()), 9))::text
     from dossier.dossier d where d.id = $1`,
    [dossierId],
  )

/** Acts on one dossier wait for each other; the key is the one that the journal's chain takes. */
export const lockDossier = (dossierId: string): Statement =>
  run('dossier.lock', 'select pg_advisory_xact_lock(hashtextextended($1::text, 1))', [dossierId])

/** The JSON of one entry `e`; `names` holds the names this reader may know. What it corrects is asked for, not copied: it may be for fewer. */
export const ENTRY_JSON = `json_build_object('entryId', e.id, 'kind', e.kind, 'text', e.text, 'details', e.details,
  'authorName', n.name, 'authorRole', e.author_role, 'mine', e.author_id = any ((select access.memberships())::uuid[]),
  'occurredAt', e.occurred_at, 'recordedAt', e.recorded_at, 'audience', e.audience,
  'corrects', (select c.id from dossier.entry c where c.id = e.corrects),
  'correctedBy', (select c.id from dossier.entry c where c.corrects = e.id order by c.position desc limit 1),
  'attachments', case when e.attachments = 0 then '[]'::json else (
    select coalesce(json_agg(json_build_object('documentId', o.id, 'name', o.name, 'description', o.description,
      'type', o.type, 'size', o.size) order by o.number), '[]') from dossier.document o where o.entry_id = e.id) end,
  'erasedAt', e.erased_at, 'erasedGround', e.erased_ground, 'expiresAt', null)`

const NOTE_JSON = `json_build_object('entryId', p.id, 'kind', 'note', 'text', p.text, 'details', '{}'::json,
  'authorName', null, 'authorRole', '', 'mine', true, 'occurredAt', p.occurred_at, 'recordedAt', p.recorded_at,
  'audience', 0, 'corrects', null, 'correctedBy', null, 'attachments', '[]'::json, 'erasedAt', null, 'erasedGround', null,
  'expiresAt', p.expires_at)`

/** Names of the authors of the entries in `page`, each asked once. */
export const NAMES = `names as materialized (
  select m.id, p.name from people.membership m join people.person p on p.id = m.person_id
  where m.id = any (array(select distinct author_id from page)))`

/**
 * The journal of one dossier, newest first, own notes among it. Cursor: `<microseconds>.<id>` of the last one shown.
 * Answers rows of (json, cursor, newness).
 */
const journal = (limit: string, filter: string) => `
  page as materialized (
    select * from dossier.entry e where e.dossier_id = $1 ${filter} order by e.occurred_at desc, e.id desc limit ${limit}),
  ${NAMES},
  notes as (
    select p.* from dossier.private_note p where p.dossier_id = $1 ${filter.replaceAll('e.', 'p.')} order by p.occurred_at desc, p.id desc limit ${limit}),
  lines as (
    select ${ENTRY_JSON} as line, e.occurred_at, e.id from page e left join names n on n.id = e.author_id
    union all
    select ${NOTE_JSON}, p.occurred_at, p.id from notes p
    order by 2 desc, 3 desc limit ${limit})`

const CURSOR = `(extract(epoch from occurred_at) * 1000000)::bigint || '.' || id`
const AT_CURSOR = (n: number) =>
  `(e.occurred_at, e.id) < (to_timestamp(0) + split_part($${n}, '.', 1)::bigint * interval '1 microsecond', split_part($${n}, '.', 2)::uuid)`

const MEMBER = (
  column: string,
) => `(select json_build_object('membershipId', ${column}, 'name', p.name, 'functionName', m.function_name,
  'organisationName', o.name) from (select 1) always left join people.membership m on m.id = ${column}
  left join people.person p on p.id = m.person_id left join organisations.organisation o on o.id = m.organisation_id)`

export const dossierView = (dossierId: string): Query<Passed> =>
  passed(
    'dossier.view',
    `with ${journal('51', '')}
     select json_build_object('dossierId', d.id, 'title', d.title, 'kind', d.kind, 'reason', w.told -> 'reason', 'purpose', w.told -> 'purpose',
       'residentEffect', w.told -> 'residentEffect', 'plan', w.told -> 'plan', 'state', d.state, 'ceiling', d.ceiling, 'reach', ${REACH},
       'organisationId', d.organisation_id, 'organisationName', (select o.name from organisations.organisation o where o.id = d.organisation_id),
       'owner', ${MEMBER('d.owner_id')}, 'deputy', ${MEMBER('d.deputy_id')},
       'openedAt', d.opened_at, 'changedAt', d.changed_at,
       'pause', w.told -> 'pause', 'closure', w.told -> 'closure', 'planNumber', w.told -> 'planNumber',
       'keeping', settings.keeping(d.organisation_id, d.kind),
       'involvements', coalesce((select json_agg(json_build_object('involvementId', i.id, 'role', i.role, 'mandate', i.mandate,
           'interest', i.interest, 'membershipId', i.membership_id, 'name', p.name, 'functionName', m.function_name,
           'organisationId', coalesce(i.organisation_id, m.organisation_id), 'organisationName', o.name, 'since', i.since, 'until', i.until)
           order by o.name, p.name)
         from dossier.involvement i left join people.membership m on m.id = i.membership_id
         left join people.person p on p.id = m.person_id
         left join organisations.organisation o on o.id = coalesce(i.organisation_id, m.organisation_id)
         where i.dossier_id = d.id and (i.until is null or i.until > now())), '[]'),
       'entries', coalesce((select json_agg(line) from (select line from lines order by occurred_at desc, id desc limit 50) shown), '[]'),
       'older', (select ${CURSOR} from (select occurred_at, id from lines order by occurred_at desc, id desc limit 50) shown
         where (select count(*) from lines) > 50 order by occurred_at, id limit 1))::text
     from dossier.dossier d cross join lateral (select dossier.told(d.id) as told) w where d.id = $1`,
    [dossierId],
  )

export const journalPage = (
  dossierId: string,
  { kind, audience, before, limit }: { kind?: string; audience?: number; before?: string; limit: number },
): Query<Passed> => {
  // A prepared statement for each shape: an `or $2 is null` would keep the planner from the index. The name says all that
  // the text depends on.
  const values: unknown[] = [dossierId, limit + 1, limit]
  const older = before ? ` and ${AT_CURSOR(values.push(before))}` : ''
  const ofKind = kind && kind !== 'note' ? ` and e.kind = $${values.push(kind)}` : ''
  const ofAudience = audience ? ` and e.audience = $${values.push(audience)}` : ''
  // Notes have neither kind nor audience as columns: who asks for those asks for notes alone.
  const onlyNotes = kind === 'note' || audience === 0 ? ' and false' : ''
  const filter = older + ofKind + ofAudience + onlyNotes
  const notesFilter = older.replaceAll('e.', 'p.') + (ofKind || ofAudience ? ' and false' : '')
  const name = ['dossier.journal', older && 'before', ofKind && 'kind', ofAudience && 'audience', onlyNotes && 'notes']
    .filter(Boolean)
    .join('.')
  const sql = `with page as materialized (
      select * from dossier.entry e where e.dossier_id = $1 ${filter} order by e.occurred_at desc, e.id desc limit $2),
    ${NAMES},
    notes as (select p.* from dossier.private_note p where p.dossier_id = $1 ${notesFilter} order by p.occurred_at desc, p.id desc limit $2),
    lines as (
      select ${ENTRY_JSON} as line, e.occurred_at, e.id from page e left join names n on n.id = e.author_id
      union all select ${NOTE_JSON}, p.occurred_at, p.id from notes p order by 2 desc, 3 desc limit $2)
    select json_build_object(
      'items', coalesce((select json_agg(line) from (select line from lines order by occurred_at desc, id desc limit $3) shown), '[]'),
      'next', (select ${CURSOR} from (select occurred_at, id from lines order by occurred_at desc, id desc limit $3) shown
        where (select count(*) from lines) > $3 order by occurred_at, id limit 1))::text`
  return passed(name, sql, values)
}

/** From kind to kind through the index: a journal of ten thousand lines costs a look for each kind. */
export const kindsIn = (dossierId: string): Query<Passed> =>
  passed(
    'dossier.kinds',
    `with recursive k as (
       (select e.kind from dossier.entry e where e.dossier_id = $1 order by e.kind limit 1)
       union all
       select (select e.kind from dossier.entry e where e.dossier_id = $1 and e.kind > k.kind order by e.kind limit 1)
       from k where k.kind is not null)
     select json_build_object('items', coalesce(json_agg(k.kind), '[]'))::text
     from (select kind from k where kind is not null
       union all select 'note' where exists (select from dossier.private_note p where p.dossier_id = $1)) k`,
    [dossierId],
  )

export const entryView = (dossierId: string, entryId: string): Query<Passed> =>
  passed(
    'dossier.entry',
    `with page as materialized (select * from dossier.entry e where e.id = $2 and e.dossier_id = $1), ${NAMES}
     select (${ENTRY_JSON}::jsonb || jsonb_build_object(
       'links', coalesce((select jsonb_agg(jsonb_build_object('toKind', l.to_kind, 'toId', l.to_id, 'label', case l.to_kind
           when 'organisation' then (select o.name from organisations.organisation o where o.id = l.to_id)
           when 'membership' then (select p.name from people.membership m join people.person p on p.id = m.person_id where m.id = l.to_id)
           when 'dossier' then (select d.title from dossier.dossier d where d.id = l.to_id)
           else (select left(x.text, 80) from dossier.entry x where x.id = l.to_id) end))
         from dossier.link l where l.entry_id = e.id), '[]'),
       'audienceChanges', coalesce((select jsonb_agg(jsonb_build_object('was', a.was, 'became', a.became, 'reason', a.reason,
           'changedAt', a.changed_at) order by a.changed_at) from dossier.audience_change a where a.entry_id = e.id), '[]')))::text
     from page e left join names n on n.id = e.author_id`,
    [dossierId, entryId],
  )

export const planList = (dossierId: string): Query<Passed> =>
  passed(
    'dossier.plans',
    `select json_build_object('items', coalesce(json_agg(json_build_object('number', l.number, 'purpose', l.purpose,
       'residentEffect', l.resident_effect, 'plan', l.plan, 'reason', l.reason, 'madeAt', l.made_at) order by l.number desc), '[]'))::text
     from dossier.plan l where l.dossier_id = $1`,
    [dossierId],
  )

export const documentView = (dossierId: string, documentId: string): Query<Passed> =>
  passed(
    'dossier.document',
    `select json_build_object('documentId', o.id, 'entryId', o.entry_id, 'name', o.name, 'description', o.description,
       'type', o.type, 'size', o.size, 'madeAt', o.made_at,
       'pages', (select count(*) from dossier.preview p where p.document_id = o.id),
       'audience', (select e.audience from dossier.entry e where e.id = o.entry_id),
       'versions', (select json_agg(json_build_object('documentId', v.id, 'entryId', v.entry_id, 'name', v.name, 'number', v.number,
           'madeAt', v.made_at) order by v.number desc)
         from (select x.*, row_number() over (order by x.made_at, x.id) as number from (
           select w.id, w.entry_id, w.name, w.made_at from dossier.document w where w.series = o.series and w.dossier_id = o.dossier_id) x) v))::text
     from dossier.document o where o.id = $2 and o.dossier_id = $1`,
    [dossierId, documentId],
  )

export const documentContent = (dossierId: string, documentId: string): Query<Passed> =>
  passed(
    'dossier.content',
    `select json_build_object('digest', encode(o.digest, 'hex'), 'name', o.name, 'type', o.type, 'size', o.size)::text
     from dossier.document o where o.id = $2 and o.dossier_id = $1`,
    [dossierId, documentId],
  )

export const previewContent = (dossierId: string, documentId: string, page: number): Query<Passed> =>
  passed(
    'dossier.preview',
    `select json_build_object('digest', encode(p.digest, 'hex'), 'name', p.number || '.webp', 'type', 'image/webp', 'size', p.size)::text
     from dossier.document o join dossier.preview p on p.document_id = o.id
     where o.id = $2 and o.dossier_id = $1 and p.number = $3`,
    [dossierId, documentId, page],
  )

/** What a new version must know of the one it replaces. */
export interface DocumentFacts {
  readonly documentId: string
  readonly description: string
  readonly audience: number
}
export const findDocument = (dossierId: string, documentId: string): Query<DocumentFacts | undefined> =>
  one(
    'dossier.find-document',
    `select json_build_object('documentId', o.id, 'description', o.description, 'audience', e.audience)::text
     from dossier.document o join dossier.entry e on e.id = o.entry_id where o.id = $2 and o.dossier_id = $1`,
    [dossierId, documentId],
  )
