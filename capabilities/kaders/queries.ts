// Every line of SQL of the frames and decisions: what is found, listed and written.
import { many, one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'

const TODAY = `(now() at time zone 'Europe/Amsterdam')::date`

/** What a policy needs to know of a frame, and of whoever asks. */
export interface Frame {
  readonly frameId: string
  readonly organisationId: string
  readonly rank: number
  /** Who asks works in the organisation whose frame it is, or in the one that took it over. */
  readonly isHome: boolean
  /** What who asks is to this frame; 'nobody': its owner has left, so nobody answers for it. */
  readonly answers: 'owner' | 'manager' | 'other' | 'nobody'
  readonly ended: boolean
  readonly number: number
  readonly validFrom: string
  readonly ownerRole: string
}

export const findFrame = (frameId: string): Query<Frame | undefined> =>
  one(
    'kaders.find',
    `select json_build_object('frameId', f.id, 'organisationId', f.organisation_id, 'rank', f.rank,
       'isHome', coalesce(f.organisation_id = any ((select access.organisations())::uuid[]), false),
       'answers', kaders.answers_for(f.id),
       'ended', exists (select from kaders.frame_ending e where e.frame_id = f.id),
       'number', v.number, 'validFrom', v.valid_from, 'ownerRole', v.owner_role)::text
     from kaders.frame f cross join lateral (
       select * from kaders.frame_version v where v.frame_id = f.id order by v.number desc limit 1) v
     where f.id = $1`,
    [frameId],
  )

/** Acts on one frame wait for each other. */
export const lockFrame = (frameId: string): Statement =>
  run('kaders.lock', 'select pg_advisory_xact_lock(hashtextextended($1::text, 4))', [frameId])

/** The version that holds today, else the one that will, else the last that did. */
const CURRENT = `select * from kaders.frame_version v where v.frame_id = f.id order by (v.valid_from <= ${TODAY}) desc, v.number desc limit 1`
const STATE = `case when v.valid_from > ${TODAY} then 'coming' when v.valid_until < ${TODAY} then 'ended' else 'valid' end`
const ORGANISATION = '(select o.name from organisations.organisation o where o.id = f.organisation_id)'

const VERSION_JSON = `json_build_object('frameVersionId', v.id, 'number', v.number, 'title', v.title, 'purpose', v.purpose,
  'fixed', v.fixed, 'movable', v.movable, 'source', v.source, 'sourceLink', v.source_link, 'competentBody', v.competent_body,
  'ownerRole', v.owner_role, 'validFrom', v.valid_from, 'validUntil', v.valid_until, 'reason', v.reason)`

/** In the order of rank and title. Cursor: the id of the last frame shown, whose place is looked up again. */
export const frameList = (input: {
  readonly rank?: number
  readonly query?: string
  readonly organisationId?: string
  readonly which: 'all' | 'mine'
  readonly state: 'valid' | 'all'
  readonly after?: string
  readonly limit: number
}): Query<Passed> => {
  const values: unknown[] = [input.limit + 1, input.limit]
  const shape: string[] = [input.which, input.state]
  const narrow = (name: string, value: unknown, condition: (place: string) => string): string => {
    if (value === undefined || value === '') return ''
    values.push(value)
    shape.push(name)
    return condition(`$${values.length}`)
  }
  const filters = [
    narrow('rank', input.rank, (n) => `and f.rank = ${n}::smallint`),
    narrow('organisation', input.organisationId, (n) => `and f.organisation_id = ${n}::uuid`),
    // Whole words as Dutch bends them; and the beginning of a title, for who types the number of an article.
    narrow(
      'words',
      input.query,
      (n) => `and (v.search @@ websearch_to_tsquery('dutch', ${n}) or strpos(lower(v.title), lower(${n})) > 0)`,
    ),
    narrow(
      'after',
      input.after,
      (
        n,
      ) => `and (f.rank, v.title, f.id) > (select f.rank, v.title, f.id from kaders.frame f cross join lateral (${CURRENT}) v
        where f.id::text = ${n})`,
    ),
    input.which === 'mine'
      ? 'and f.organisation_id = any ((select access.organisations() || access.councils())::uuid[])'
      : '',
    input.state === 'valid' ? `and ${STATE} = 'valid'` : '',
  ].join(' ')
  return passed(
    `kaders.list.${shape.join('.')}`,
    `with page as materialized (
         select f.id as frame_id, f.rank, f.organisation_id, v.*, ${STATE} as state
         from (select id, rank, organisation_id from kaders.frame) f cross join lateral (
           select v.id as version_id, v.number, v.title, v.purpose, v.competent_body, v.valid_from, v.valid_until, v.search
           from (${CURRENT}) v) v
         where true ${filters} order by f.rank, v.title, f.id limit $1),
       shown as (select * from page order by rank, title, frame_id limit $2)
     select json_build_object(
       'items', coalesce((select json_agg(json_build_object('frameId', f.frame_id, 'frameVersionId', f.version_id, 'number', f.number,
         'rank', f.rank, 'title', f.title, 'purpose', f.purpose, 'competentBody', f.competent_body,
         'organisationId', f.organisation_id, 'organisationName', ${ORGANISATION}, 'validFrom', f.valid_from,
         'validUntil', f.valid_until, 'state', f.state) order by f.rank, f.title, f.frame_id) from shown f), '[]'),
       'next', case when (select count(*) from page) > $2
         then (select frame_id from shown order by rank desc, title desc, frame_id desc limit 1) end)::text`,
    values,
  )
}

export const frameView = (frameId: string): Query<Passed> =>
  passed(
    'kaders.view',
    `select json_build_object('frameId', f.id, 'rank', f.rank, 'organisationId', f.organisation_id,
       'organisationName', ${ORGANISATION}, 'state', ${STATE}, 'current', ${VERSION_JSON},
       'versions', (select json_agg(${VERSION_JSON} order by v.number desc) from kaders.frame_version v where v.frame_id = f.id),
       'ending', (select json_build_object('endsOn', e.ends_on, 'reason', e.reason) from kaders.frame_ending e where e.frame_id = f.id))::text
     from kaders.frame f cross join lateral (${CURRENT}) v where f.id = $1`,
    [frameId],
  )

export const insertFrame = (frame: {
  frameId: string
  organisationId: string
  rank: number
  ownerId: string
  registeredBy: string
}): Statement =>
  run(
    'kaders.insert',
    'insert into kaders.frame (id, organisation_id, rank, owner_id, registered_by) values ($1, $2, $3, $4, $5)',
    [frame.frameId, frame.organisationId, frame.rank, frame.ownerId, frame.registeredBy],
  )

export const insertVersion = (version: {
  frameVersionId: string
  frameId: string
  number: number
  title: string
  purpose: string
  fixed: string
  movable: string
  source: string
  sourceLink?: string | undefined
  competentBody: string
  ownerRole: string
  validFrom: string
  validUntil?: string | undefined
  reason: string
  madeBy: string
}): Statement =>
  run(
    'kaders.insert-version',
    `insert into kaders.frame_version (id, frame_id, number, title, purpose, fixed, movable, source, source_link, competent_body,
       owner_role, valid_from, valid_until, reason, made_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      version.frameVersionId,
      version.frameId,
      version.number,
      version.title,
      version.purpose,
      version.fixed,
      version.movable,
      version.source,
      version.sourceLink ?? null,
      version.competentBody,
      version.ownerRole,
      version.validFrom,
      version.validUntil ?? null,
      version.reason,
      version.madeBy,
    ],
  )

export const setOwner = (frameId: string, ownerId: string): Statement =>
  run('kaders.set-owner', 'update kaders.frame set owner_id = $2 where id = $1', [frameId, ownerId])

/** The last version holds until this day and no longer; an end that was nearer stays. */
export const endVersion = (frameId: string, number: number, lastDay: string): Statement =>
  run(
    'kaders.end-version',
    `update kaders.frame_version set valid_until = least(valid_until, $3::date) where frame_id = $1 and number = $2`,
    [frameId, number, lastDay],
  )

/** The same, of the version before one that begins on this day. */
export const endVersionBefore = (frameId: string, number: number, begins: string): Statement =>
  run(
    'kaders.end-version-before',
    `update kaders.frame_version set valid_until = least(valid_until, $3::date - 1) where frame_id = $1 and number = $2`,
    [frameId, number, begins],
  )

export const insertEnding = (frameId: string, endsOn: string, reason: string, endedBy: string): Statement =>
  run('kaders.end', 'insert into kaders.frame_ending (frame_id, ends_on, reason, ended_by) values ($1, $2, $3, $4)', [
    frameId,
    endsOn,
    reason,
    endedBy,
  ])

export interface VersionFacts {
  readonly frameVersionId: string
  readonly frameId: string
  readonly number: number
  readonly rank: number
  readonly title: string
  readonly validFrom: string
  readonly validUntil: string | null
}

export const findVersions = (ids: readonly string[]): Query<VersionFacts[]> =>
  many(
    'kaders.versions',
    `select json_build_object('frameVersionId', v.id, 'frameId', f.id, 'number', v.number, 'rank', f.rank, 'title', v.title,
       'validFrom', v.valid_from, 'validUntil', v.valid_until)::text
     from kaders.frame_version v join kaders.frame f on f.id = v.frame_id where v.id = any ($1::uuid[])
     order by f.rank, v.title, v.id`,
    [ids],
  )

/** How many of these are advice in the journal of this dossier that the reader may read. */
export const countAdvice = (dossierId: string, entryIds: readonly string[]): Query<number> => ({
  ...run(
    'kaders.count-advice',
    `select count(*)::text from dossier.entry e where e.dossier_id = $1 and e.id = any ($2::uuid[]) and e.kind = 'advice' and e.erased_at is null`,
    [dossierId, entryIds],
  ),
  read: (rows) => Number(rows[0]?.[0] ?? 0),
})

export interface DecisionFacts {
  readonly decisionId: string
  readonly entryId: string
  readonly audience: number
  readonly revoked: boolean
}

export const findDecision = (dossierId: string, decisionId: string | null): Query<DecisionFacts | undefined> =>
  one(
    'kaders.find-decision',
    `select json_build_object('decisionId', d.id, 'entryId', d.entry_id, 'audience', e.audience, 'revoked', kaders.is_revoked(d.id))::text
     from kaders.decision d join dossier.entry e on e.id = d.entry_id where d.dossier_id = $1 and d.id = $2`,
    [dossierId, decisionId],
  )

export const insertDecision = (decision: {
  decisionId: string
  dossierId: string
  entryId: string
  capacity: string
  body: string
  decisionMaker: { membershipId: string; role: string } | null
  responsible: { membershipId: string; role: string }
  decidedOn: string
  revokes: string | null
  recordedBy: string
  frameVersionIds: readonly string[]
  adviceEntryIds: readonly string[]
}): Statement[] => [
  run(
    'kaders.insert-decision',
    `insert into kaders.decision (id, dossier_id, entry_id, capacity, body, decision_maker_id, decision_maker_role, responsible_id,
       responsible_role, decided_on, revokes, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      decision.decisionId,
      decision.dossierId,
      decision.entryId,
      decision.capacity,
      decision.body,
      decision.decisionMaker?.membershipId ?? null,
      decision.decisionMaker?.role ?? null,
      decision.responsible.membershipId,
      decision.responsible.role,
      decision.decidedOn,
      decision.revokes,
      decision.recordedBy,
    ],
  ),
  run(
    'kaders.insert-decision-frames',
    'insert into kaders.decision_frame (decision_id, frame_version_id) select $1, unnest($2::uuid[])',
    [decision.decisionId, decision.frameVersionIds],
  ),
  run(
    'kaders.insert-decision-advice',
    'insert into kaders.decision_advice (decision_id, entry_id) select $1, unnest($2::uuid[])',
    [decision.decisionId, decision.adviceEntryIds],
  ),
]

const NAME = (column: string) =>
  `(select p.name from people.membership m join people.person p on p.id = m.person_id where m.id = ${column})`

/** The JSON of decision `d` with its entry `e`; row-level security decides which names this reader may know. */
const DECISION_JSON = `json_build_object('decisionId', d.id, 'dossierId', d.dossier_id, 'entryId', d.entry_id, 'kind', e.kind, 'text', e.text,
  'reason', e.details ->> 'reason', 'residentEffect', e.details ->> 'effect', 'capacity', d.capacity, 'body', d.body,
  'decisionMaker', case when d.decision_maker_id is not null then
    json_build_object('name', ${NAME('d.decision_maker_id')}, 'role', d.decision_maker_role) end,
  'responsible', json_build_object('name', ${NAME('d.responsible_id')}, 'role', d.responsible_role),
  'decidedOn', d.decided_on, 'recordedAt', d.recorded_at, 'audience', e.audience,
  'state', case when kaders.is_revoked(d.id) then 'revoked' else 'taken' end, 'revokes', d.revokes,
  'revokedBy', (select r.id from kaders.decision r where r.revokes = d.id),
  'frames', (select json_agg(json_build_object('frameId', v.frame_id, 'frameVersionId', v.id, 'number', v.number, 'rank', f.rank,
      'title', v.title, 'changedSince', exists (select from kaders.frame_version n where n.frame_id = v.frame_id and n.number > v.number)
        or exists (select from kaders.frame_ending g where g.frame_id = v.frame_id)) order by f.rank, v.title, v.id)
    from kaders.decision_frame l join kaders.frame_version v on v.id = l.frame_version_id join kaders.frame f on f.id = v.frame_id
    where l.decision_id = d.id),
  'adviceEntryIds', coalesce((select json_agg(a.entry_id order by a.entry_id) from kaders.decision_advice a where a.decision_id = d.id), '[]'),
  'formalCase', e.details -> 'formalCase')`

export const decisionsOf = (dossierId: string, { after, limit }: { after?: string; limit: number }): Query<Passed> =>
  passed(
    `kaders.decisions${after ? '.after' : ''}`,
    `with page as materialized (
         select d.* from kaders.decision d where d.dossier_id = $1
         ${after ? `and (d.decided_on, d.id) < (split_part($4, '.', 1)::date, split_part($4, '.', 2)::uuid)` : ''}
         order by d.decided_on desc, d.id desc limit $2),
       shown as (select * from page order by decided_on desc, id desc limit $3)
     select json_build_object(
       'items', coalesce((select json_agg(${DECISION_JSON} order by d.decided_on desc, d.id desc)
         from shown d join dossier.entry e on e.id = d.entry_id), '[]'),
       'next', case when (select count(*) from page) > $3
         then (select decided_on || '.' || id from shown order by decided_on, id limit 1) end)::text`,
    after ? [dossierId, limit + 1, limit, after] : [dossierId, limit + 1, limit],
  )

export const decisionView = (dossierId: string, decisionId: string): Query<Passed> =>
  passed(
    'kaders.decision-view',
    `select ${DECISION_JSON}::text from kaders.decision d join dossier.entry e on e.id = d.entry_id
     where d.dossier_id = $1 and d.id = $2`,
    [dossierId, decisionId],
  )
