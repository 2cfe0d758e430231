// What the background does with a sheet, as the owner of the database: which is next, what was found, what was made.
import type pg from 'pg'
import type { KindName } from '../contract.ts'
import type { Asked, Fault, Judged } from '../kinds/kind.ts'

export interface SheetAtWork {
  readonly importId: string
  readonly kind: KindName
  readonly organisationId: string
  readonly personId: string
  readonly locale: 'nl' | 'en'
  readonly invites: boolean
  readonly digest: string | null
  readonly headings: readonly string[] | null
  readonly columns: readonly (string | null)[] | null
  readonly stored: boolean
  readonly work: 'read' | 'make' | 'undo'
  /** The calendar day in the Netherlands. */
  readonly today: string
}

/** Seconds after which another may take over; at work, it is said anew all the time. */
const LEASE = 60
/** Turns in a row in which nothing was done; then it is told, and left. */
const ATTEMPTS = 5
/** Whether nobody is at work on it. */
const FREE = (sheet: string) => `(${sheet}.taken_at is null or ${sheet}.taken_at < now() - interval '${LEASE} seconds')`

/** As the index says it. A fault ends reading and making; taking back can be asked again after one. */
const TO_WORK = `((s.fault is null and (s.checked_at is null or (s.confirmed_at is not null and s.made_at is null)))
  or (s.undo_asked_at is not null and s.undone_at is null))`

/** Sheets of one kind of one organisation wait for each other: two at once would each miss the doubles of the other. */
export const claimSheet = async (client: pg.PoolClient): Promise<SheetAtWork | undefined> => {
  await client.query('begin')
  await client.query(`select pg_advisory_xact_lock(hashtextextended('imports.claim', 0))`)
  // What was made stays, and taking it back can be asked again.
  await client.query(
    `update imports.sheet s set digest = null, taken_at = null, attempts = 0, undo_asked_at = null,
       fault = jsonb_build_object('column', null, 'code', case when s.made_at is null then 'imports.givenUp' else 'imports.undoGivenUp' end)
     where ${TO_WORK} and s.attempts >= ${ATTEMPTS} and ${FREE('s')}`,
  )
  const { rows } = await client.query<SheetAtWork>(
    `update imports.sheet u set taken_at = now(), turn_at = now(), attempts = attempts + 1, fault = null where u.id = (
       select s.id from imports.sheet s
       where ${TO_WORK} and ${FREE('s')}
         and not exists (select from imports.sheet o where o.organisation_id = s.organisation_id and o.kind = s.kind and o.id <> s.id
           and o.taken_at >= now() - interval '${LEASE} seconds')
       -- Who had a turn waits behind those that did not.
       order by coalesce(s.turn_at, s.uploaded_at), s.id limit 1)
     returning u.id as "importId", u.kind, u.organisation_id as "organisationId", u.person_id as "personId", u.locale, u.invites,
       encode(u.digest, 'hex') as digest, u.headings, u.columns, u.stored_at is not null as stored,
       case when u.checked_at is null then 'read' when u.made_at is null then 'make' else 'undo' end as work,
       to_char(now() at time zone 'Europe/Amsterdam', 'YYYY-MM-DD') as today`,
  )
  await client.query('commit')
  return rows[0]
}
export const stillAtWork = (client: pg.PoolClient, importId: string) =>
  client.query('update imports.sheet set taken_at = now(), attempts = 0 where id = $1', [importId])
export const leaveSheet = (client: pg.PoolClient, importId: string) =>
  client.query('update imports.sheet set taken_at = null, attempts = 0 where id = $1', [importId])
/** The database being away, or no room being left, says nothing about the sheet. */
export const forgiveTurn = (client: pg.PoolClient, importId: string) =>
  client.query('update imports.sheet set attempts = greatest(attempts - 1, 0) where id = $1', [importId])

export const refuseSheet = (client: pg.PoolClient, importId: string, fault: Fault) =>
  client.query('update imports.sheet set fault = $2, digest = null, taken_at = null where id = $1', [
    importId,
    JSON.stringify(fault),
  ])

/** Whoever brought it no longer holds that role. What was made stays; what is left is not made. */
export const stopSheet = (client: pg.PoolClient, importId: string) =>
  client.query(
    `update imports.sheet set fault = '{"column": null, "code": "imports.stopped"}', digest = null, taken_at = null,
       attempts = 0, undo_asked_at = null where id = $1`,
    [importId],
  )

/** Keeps the rows and lets go of the bytes, in one transaction. */
export const storeRows = async (
  client: pg.PoolClient,
  importId: string,
  sheet: {
    headings: readonly string[]
    columns: readonly (string | null)[]
    rows: readonly { number: number; cells: readonly string[]; depth: number }[]
  },
): Promise<void> => {
  await client.query('begin')
  await client.query(
    'update imports.sheet set headings = $2, columns = $3, stored_at = now(), digest = null where id = $1',
    [importId, JSON.stringify(sheet.headings), JSON.stringify(sheet.columns)],
  )
  for (let from = 0; from < sheet.rows.length; from += 2_000)
    await client.query(
      `insert into imports.sheet_row (sheet_id, number, cells, depth)
       select $1, (r ->> 'number')::integer, r -> 'cells', (r ->> 'depth')::smallint from jsonb_array_elements($2::jsonb) as r`,
      [importId, JSON.stringify(sheet.rows.slice(from, from + 2_000))],
    )
  await client.query('commit')
}

export interface StoredRow {
  readonly number: number
  readonly cells: readonly string[]
  readonly depth: number
  readonly state: string
  readonly chosen: boolean
  readonly plan: readonly Asked[] | null
  readonly made: Readonly<Record<string, unknown>> | null
}
const STORED = `number, cells, depth, state, chosen, plan, made`

export const allRows = async (client: pg.PoolClient, importId: string): Promise<StoredRow[]> =>
  (
    await client.query<StoredRow>(
      `select ${STORED} from imports.sheet_row where sheet_id = $1 order by depth, number`,
      [importId],
    )
  ).rows

export interface Verdict extends Pick<Judged, 'faults' | 'double' | 'way'> {
  readonly number: number
  readonly state: string
}
export const saveVerdicts = (client: pg.PoolClient, importId: string, verdicts: readonly Verdict[]) =>
  client.query(
    `update imports.sheet_row r set state = v ->> 'state', faults = v -> 'faults', double_of = nullif(v -> 'double', 'null'), way = v ->> 'way'
     from jsonb_array_elements($2::jsonb) as v where r.sheet_id = $1 and r.number = (v ->> 'number')::integer`,
    [importId, JSON.stringify(verdicts)],
  )
export const finishChecking = (client: pg.PoolClient, importId: string) =>
  client.query('update imports.sheet set checked_at = now(), taken_at = null, attempts = 0 where id = $1', [importId])

/** The next rows to make: those that were asked already and of which the answer is not known, then those that need no others first. */
export const nextRows = async (client: pg.PoolClient, importId: string, most: number): Promise<StoredRow[]> =>
  (
    await client.query<StoredRow>(
      `with waiting as materialized (
         select * from imports.sheet_row where sheet_id = $1 and (state = 'good' or (state = 'double' and chosen)))
       select ${STORED} from waiting where (plan is null, depth) = (
         select plan is null, depth from waiting order by plan is null, depth limit 1)
       order by number limit $2`,
      [importId, most],
    )
  ).rows
export const savePlans = (
  client: pg.PoolClient,
  importId: string,
  plans: readonly { number: number; plan: readonly Asked[]; way: string; remember: unknown }[],
) =>
  client.query(
    `update imports.sheet_row r set plan = (v.plan)::json, way = v.way, made = v.remember::jsonb
     from unnest($2::integer[], $3::text[], $4::text[], $5::text[]) as v (number, plan, way, remember)
     where r.sheet_id = $1 and r.number = v.number`,
    [
      importId,
      plans.map((one) => one.number),
      plans.map((one) => JSON.stringify(one.plan)),
      plans.map((one) => one.way),
      plans.map((one) => JSON.stringify(one.remember ?? {})),
    ],
  )
export const saveOutcome = (
  client: pg.PoolClient,
  importId: string,
  number: number,
  outcome: { state: string; faults?: readonly Fault[]; made?: unknown },
) =>
  client.query(
    `update imports.sheet_row set state = $3, faults = $4, made = coalesce(made, '{}') || $5::jsonb, plan = null
     where sheet_id = $1 and number = $2`,
    [importId, number, outcome.state, JSON.stringify(outcome.faults ?? []), JSON.stringify(outcome.made ?? {})],
  )
/** What turned out to be a double only now was not chosen as one. */
export const unchoose = (client: pg.PoolClient, importId: string, numbers: readonly number[]) =>
  client.query('update imports.sheet_row set chosen = false where sheet_id = $1 and number = any ($2)', [
    importId,
    numbers,
  ])

export const whoBrought = async (
  client: pg.PoolClient,
  importId: string,
): Promise<{ readonly name: string; readonly organisation: string }> =>
  (
    await client.query(
      `select p.name, o.name as organisation from imports.sheet s join people.person p on p.id = s.person_id
       join organisations.organisation o on o.id = s.organisation_id where s.id = $1`,
      [importId],
    )
  ).rows[0]

/** From now on the days are counted in which it can be taken back. */
export const finishMaking = (client: pg.PoolClient, importId: string, keptDays: number) =>
  client.query(
    `update imports.sheet set made_at = now(), taken_at = null, attempts = 0, expires_at = now() + make_interval(days => $2) where id = $1`,
    [importId, keptDays],
  )

/** The next rows to take back: what others hang from comes last. */
export const nextToUndo = async (client: pg.PoolClient, importId: string, most: number): Promise<StoredRow[]> =>
  (
    await client.query<StoredRow>(
      `select ${STORED} from imports.sheet_row where sheet_id = $1 and state = 'made' order by plan is null, depth desc, number desc limit $2`,
      [importId, most],
    )
  ).rows
export const saveUndoPlan = (client: pg.PoolClient, importId: string, number: number, plan: readonly Asked[]) =>
  client.query('update imports.sheet_row set plan = $3 where sheet_id = $1 and number = $2', [
    importId,
    number,
    JSON.stringify(plan),
  ])
export const finishUndoing = (client: pg.PoolClient, importId: string) =>
  client.query('update imports.sheet set undone_at = now(), taken_at = null, attempts = 0 where id = $1', [importId])

export const removeOldSheets = (client: pg.PoolClient, now: Date) =>
  client.query('delete from imports.sheet where expires_at <= $1', [now])
