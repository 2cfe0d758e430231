// What whoever brought a sheet reads of it, and says about it.
import { many, one, type Query, run, type Statement, seen } from '#foundation/database/query.ts'
import type { KindName, ROW_STATES, SHEET_STATES } from '../contract.ts'
import type { Fault } from '../kinds/kind.ts'

type SheetState = (typeof SHEET_STATES)[number]
type RowState = (typeof ROW_STATES)[number]

const STATE = `case when s.fault is not null and s.made_at is null then 'refused' when s.checked_at is null then 'reading'
  when s.confirmed_at is null then 'ready' when s.made_at is null then 'making' when s.undo_asked_at is null then 'made'
  when s.undone_at is null then 'undoing' else 'undone' end`

export interface SheetFound {
  readonly importId: string
  readonly kind: KindName
  readonly membershipId: string
  readonly state: SheetState
}
export const findSheet = (importId: string): Query<SheetFound | undefined> =>
  one(
    'imports.find',
    `select json_build_object('importId', s.id, 'kind', s.kind, 'membershipId', s.membership_id, 'state', ${STATE})::text
     from imports.sheet s where s.id = $1`,
    [importId],
  )
export const lockSheet = (importId: string): Statement =>
  run('imports.lock', 'select from imports.sheet where id = $1 for update', [importId])

const MOMENT = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const COUNTS = `(select json_build_object('all', coalesce(sum(c.n), 0), 'chosen', coalesce(sum(c.chosen), 0),
    'onlyInvited', coalesce(sum(c.invited), 0),
    ${['new', 'good', 'double', 'wrong', 'made', 'failed', 'undone', 'kept']
      .map((state) => `'${state}', coalesce(sum(c.n) filter (where c.state = '${state}'), 0)`)
      .join(', ')})
  from (select r.state, count(*) as n, count(*) filter (where r.chosen and r.state = 'double') as chosen,
      count(*) filter (where r.state = 'good' and r.way = 'invite') as invited
    from imports.sheet_row r where r.sheet_id = s.id group by r.state) as c)`
const LINE = `'importId', s.id, 'kind', s.kind, 'name', s.name, 'uploadedAt', ${MOMENT('s.uploaded_at')}, 'state', ${STATE},
  'counts', ${COUNTS}, 'expiresAt', ${MOMENT('s.expires_at')}`

export const listSheets = (): Query<{ items: never[] }> =>
  seen(
    many(
      'imports.list',
      `select json_build_object(${LINE})::text from imports.sheet s where s.membership_id = (select access.acting())
       order by s.uploaded_at desc, s.id desc limit 50`,
    ),
    (items) => ({ items: items as never[] }),
  )

/** As it stands in the table; the words are put to it by wording.ts. */
export interface SheetRead {
  readonly importId: string
  readonly kind: KindName
  readonly state: SheetState
  readonly name: string
  readonly fault: Fault | null
  readonly headings: readonly string[] | null
  readonly columns: readonly (string | null)[] | null
}
export const readSheetView = (importId: string): Query<SheetRead | undefined> =>
  one(
    'imports.read',
    `select json_build_object(${LINE}, 'fault', s.fault, 'headings', s.headings, 'columns', s.columns, 'invites', s.invites,
       'confirmedAt', ${MOMENT('s.confirmed_at')}, 'madeAt', ${MOMENT('s.made_at')}, 'undoneAt', ${MOMENT('s.undone_at')})::text
     from imports.sheet s where s.id = $1`,
    [importId],
  )

export interface RowRead {
  readonly number: number
  readonly state: RowState
  readonly cells: readonly string[]
  readonly faults: readonly Fault[]
  readonly double: (Fault & { readonly choosable: boolean }) | null
  readonly chosen: boolean
  readonly way: 'add' | 'invite' | 'set' | null
  readonly made: Readonly<Record<string, unknown>> | null
}
export interface RowsRead {
  readonly kind: KindName
  readonly locale: 'nl' | 'en'
  readonly name: string
  readonly headings: readonly string[]
  readonly columns: readonly (string | null)[]
  readonly rows: readonly RowRead[]
}
const ROWS = (
  which: string,
) => `select json_build_object('kind', s.kind, 'name', s.name, 'headings', coalesce(s.headings, '[]'),
    'columns', coalesce(s.columns, '[]'),
    'rows', coalesce((select json_agg(json_build_object('number', r.number, 'state', r.state, 'cells', r.cells, 'faults', r.faults,
      'double', r.double_of, 'chosen', r.chosen, 'way', r.way, 'made', r.made) order by r.number) from (${which}) as r), '[]'))::text
  from imports.sheet s where s.id = $1`

export const listRows = (
  importId: string,
  state: string | null,
  after: number,
  limit: number,
): Query<RowsRead | undefined> =>
  state === null
    ? one(
        'imports.rows',
        ROWS(
          `select * from imports.sheet_row q where q.sheet_id = s.id and q.number > $2 and q.state <> 'new' order by q.number limit $3`,
        ),
        [importId, after, limit],
      )
    : one(
        'imports.rows-in-state',
        ROWS(
          `select * from imports.sheet_row q where q.sheet_id = s.id and q.number > $2 and q.state = $4 order by q.number limit $3`,
        ),
        [importId, after, limit, state],
      )
export const listWrongRows = (importId: string): Query<RowsRead | undefined> =>
  one(
    'imports.wrong-rows',
    ROWS(`select * from imports.sheet_row q where q.sheet_id = s.id and q.state in ('wrong', 'failed')`),
    [importId],
  )

export interface Brought {
  readonly uploadId: string
  readonly digest: string
  readonly name: string
  readonly type: string
  readonly size: number
}
export const findBrought = (uploadId: string): Query<Brought | undefined> =>
  one(
    'imports.upload',
    `select json_build_object('uploadId', id, 'digest', encode(digest, 'hex'), 'name', name, 'type', type, 'size', size)::text
     from foundation.upload where id = $1`,
    [uploadId],
  )

/** How far a session of one organisation alone reaches. */
const WITHIN = '(select x.organisation_id from signin.session x where x.id = (select access.session()))'

export const insertSheet = (
  sheet: { importId: string; kind: string; organisationId: string; scopes: readonly string[] | null; locale: string },
  brought: Brought,
): Statement[] => [
  run(
    'imports.insert',
    `insert into imports.sheet (id, kind, person_id, membership_id, organisation_id, scopes, within_id, locale, name, digest)
     values ($1, $2, access.person(), access.acting(), $3, $4, ${WITHIN}, $5, $6, decode($7, 'hex'))`,
    [sheet.importId, sheet.kind, sheet.organisationId, sheet.scopes, sheet.locale, brought.name, brought.digest],
  ),
  // The bytes belong to the import now, and go as soon as they were read.
  run('imports.forget-upload', 'delete from foundation.upload where id = $1', [brought.uploadId]),
]

export const confirmSheet = (
  importId: string,
  scopes: readonly string[] | null,
  locale: string,
  invites: boolean,
): Statement =>
  run(
    'imports.confirm',
    `update imports.sheet set confirmed_at = now(), invites = $4, scopes = $2, within_id = ${WITHIN}, locale = $3 where id = $1`,
    [importId, scopes, locale, invites],
  )
export const askUndo = (importId: string, scopes: readonly string[] | null, locale: string): Statement =>
  run(
    'imports.ask-undo',
    `update imports.sheet set undo_asked_at = now(), scopes = $2, within_id = ${WITHIN}, locale = $3 where id = $1`,
    [importId, scopes, locale],
  )
export const chooseRows = (importId: string, numbers: readonly number[], make: boolean): Statement =>
  run(
    'imports.choose',
    `update imports.sheet_row set chosen = $3 where sheet_id = $1 and number = any ($2::integer[]) and state = 'double'
       and (double_of ->> 'choosable')::boolean`,
    [importId, numbers, make],
  )
export const removeSheet = (importId: string): Statement =>
  run('imports.remove', 'delete from imports.sheet where id = $1', [importId])

/** Rows that would be made. */
export const countWaiting = (importId: string): Query<number> => ({
  ...run(
    'imports.count-waiting',
    `select count(*)::text from imports.sheet_row where sheet_id = $1 and (state = 'good' or (state = 'double' and chosen))`,
    [importId],
  ),
  read: (rows) => Number(rows[0]?.[0] ?? 0),
})
/** For what is known without asking. */
export const nothing = (): Query<number> => run('imports.nothing', 'select 1')
