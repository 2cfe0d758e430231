// A query is a value: a name to prepare it under, its text, its values, and how its rows are read.

/** What PostgreSQL sent, in text form: one array of columns per row. */
export type Rows = readonly (readonly (string | null)[])[]

export interface Statement {
  /** Unique for the text: it is the name of the prepared statement on every connection. */
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
}

export interface Query<T> extends Statement {
  readonly read: (rows: Rows) => T
}

export type ResultOf<Q> = Q extends Query<infer T> ? T : never

/** At most one row whose first column is JSON. */
export const one = <T>(name: string, text: string, values: readonly unknown[] = []): Query<T | undefined> => ({
  name,
  text,
  values,
  read: (rows) => (rows[0]?.[0] == null ? undefined : (JSON.parse(rows[0][0]) as T)),
})

/** Any number of rows whose first column is JSON. */
export const many = <T>(name: string, text: string, values: readonly unknown[] = []): Query<T[]> => ({
  name,
  text,
  values,
  read: (rows) => rows.map((row) => JSON.parse(row[0]!) as T),
})

/** JSON built in SQL: no compiler knows its type; in tests every answer is held against its contract instead. */
// biome-ignore lint/suspicious/noExplicitAny: see the sentence above
export type Passed = any

/** At most one row whose first column is JSON, passed through as text: parsing 17 kB to write it again costs more than the query. */
export const passed = (name: string, text: string, values: readonly unknown[] = []): Query<Passed> => ({
  name,
  text,
  values,
  read: (rows) => rows[0]?.[0] ?? undefined,
})

/** A statement whose rows nobody reads. */
export const run = (name: string, text: string, values: readonly unknown[] = []): Query<number> => ({
  name,
  text,
  values,
  read: (rows) => rows.length,
})

/** The same query with its result seen through `see`. */
export const seen = <A, B>(query: Query<A>, see: (result: A) => B): Query<B> => ({
  ...query,
  read: (rows) => see(query.read(rows)),
})
