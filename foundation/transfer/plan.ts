// What goes along when something moves out: which rows of which tables, and what must come with them to be understood.
import type pg from 'pg'
import { type Graph, inOrder, refer, type Table } from './graph.ts'

/** A table whose rows go along because of what they belong to. */
export interface Taken {
  readonly table: string
  /**
   * To what a row belongs: a column that names a dossier or an organisation, or (left out) the row of another table that
   * it refers to first.
   */
  readonly by?: { readonly dossier?: string; readonly organisation?: string }
}
/** A table whose rows go along when a row that goes along refers to them: who wrote it, for which organisation. */
export interface Needed {
  readonly table: string
  /** Rows of these tables tell more of it: the names of an organisation. By their first reference. */
  readonly with?: readonly string[]
  /** What stays behind: columns that become null, unless `full` holds for the row. */
  readonly withholds?: readonly string[]
}
export interface Move {
  readonly dossierIds: readonly string[]
  /** Everything of these goes along, also what hangs from no dossier. */
  readonly organisationIds: readonly string[]
  readonly taken: readonly Taken[]
  readonly needed: readonly Needed[]
  /** Persons of whom nothing is withheld: the members of an organisation that moves out whole. */
  readonly inFull: readonly string[]
}

export interface Part {
  readonly table: Table
  /** The rows as JSON text, in the order of their key. Parameters: $1 dossiers, $2 organisations. */
  readonly sql: string
  readonly values: readonly unknown[]
}

const quote = (client: pg.ClientBase, alias: string, column: string) => `${alias}.${client.escapeIdentifier(column)}`

/** Every table that goes along, those that others refer to first. */
export const planOf = async (client: pg.ClientBase, graph: Graph, move: Move): Promise<Part[]> => {
  const taken = new Map(move.taken.map((one) => [one.table, one]))
  // A table can be both: the members of an organisation go along with it, those of others only when they wrote something.
  const needed = new Map(move.needed.map((one) => [one.table, one]))
  const roots = [move.dossierIds, move.organisationIds]

  /** The condition under which a row goes along. */
  const belongs = (name: string, alias: string, depth = 0): string => {
    const { by } = taken.get(name)!
    if (by) {
      const tests = [
        by.dossier ? `${quote(client, alias, by.dossier)} = any ($1::uuid[])` : null,
        by.organisation ? `${quote(client, alias, by.organisation)} = any ($2::uuid[])` : null,
      ].filter((test) => test !== null)
      return tests.length > 1 ? `(${tests.join(' or ')})` : tests[0]!
    }
    const owner = ownerOf(graph.get(name)!, taken)
    const parent = `p${depth}`
    return `exists (select from ${refer(client, owner.to)} ${parent} where ${quote(client, parent, owner.toColumn)} = ${quote(client, alias, owner.column)}
      and ${belongs(owner.to, parent, depth + 1)})`
  }

  const found = new Map<string, Set<string>>()
  const need = (table: string, ids: readonly (string | null)[]): string[] => {
    const known = found.get(table) ?? found.set(table, new Set()).get(table)!
    const fresh = ids.filter((id): id is string => id !== null && !known.has(id))
    for (const id of fresh) known.add(id)
    return fresh
  }
  const both = (sql: string) => `${sql} and ($1::uuid[] is null or true) and ($2::uuid[] is null or true)`

  for (const name of taken.keys())
    for (const reference of graph.get(name)!.references) {
      if (!needed.has(reference.to)) continue
      const column = quote(client, 't', reference.column)
      const { rows } = await client.query<{ id: string }>(
        both(
          `select distinct ${column}::text as id from ${refer(client, name)} t where ${belongs(name, 't')} and ${column} is not null`,
        ),
        roots,
      )
      need(
        reference.to,
        rows.map((row) => row.id),
      )
    }
  // What is needed needs more: a membership its person and its organisation. What may be missing is left out.
  const fresh = new Map([...found].map(([table, ids]) => [table, [...ids]]))
  while (fresh.size) {
    const [name, ids] = fresh.entries().next().value!
    fresh.delete(name)
    const table = graph.get(name)!
    for (const reference of table.references) {
      if (!needed.has(reference.to)) continue
      if (table.columns.find((column) => column.name === reference.column)!.nullable) continue
      const { rows } = await client.query<{ id: string }>(
        `select distinct ${quote(client, 't', reference.column)}::text as id from ${refer(client, name)} t
         where ${quote(client, 't', table.key[0]!)}::text = any ($1)`,
        [ids],
      )
      const more = need(
        reference.to,
        rows.map((row) => row.id),
      )
      if (more.length) fresh.set(reference.to, [...(fresh.get(reference.to) ?? []), ...more])
    }
  }

  const told = new Map(move.needed.flatMap((one) => (one.with ?? []).map((name) => [name, one.table] as const)))
  const names = inOrder(graph, [
    ...taken.keys(),
    ...[...needed.keys()].filter((name) => found.get(name)?.size),
    ...[...told].filter(([, of]) => found.get(of)?.size).map(([name]) => name),
  ])
  return names.map((name) => {
    const table = graph.get(name)!
    const key = table.key.map((column) => quote(client, 't', column)).join(', ') || '1'
    const here = new Set(names)
    const columns = table.columns
      .filter((column) => !column.generated)
      .map((column) => `'${column.name}', ${shownAs(column.name)}`)
    function shownAs(column: string): string {
      const plain = quote(client, 't', column)
      if (needed.get(name)?.withholds?.includes(column))
        return `case when ${quote(client, 't', table.key[0]!)}::text = any ($3::text[]) then ${plain} end`
      const reference = table.references.find((one) => one.column === column)
      if (!reference || !table.columns.find((one) => one.name === column)!.nullable) return plain
      // A reference to what does not go along (a manager elsewhere, a parent) stays behind.
      if (needed.has(reference.to) || !here.has(reference.to)) {
        const ids = [...(found.get(reference.to) ?? [])]
        const also = taken.has(reference.to)
          ? ` or exists (select from ${refer(client, reference.to)} o where ${quote(client, 'o', reference.toColumn)} = ${plain} and ${belongs(reference.to, 'o')})`
          : ''
        return `case when ${plain}::text = any ('{${ids.join(',')}}'::text[])${also} then ${plain} end`
      }
      return plain
    }
    const where = taken.has(name)
      ? needed.has(name)
        ? `(${belongs(name, 't')} or ${quote(client, 't', table.key[0]!)}::text = any ($4::text[]))`
        : `${belongs(name, 't')}${missing(table)}`
      : told.has(name)
        ? `${quote(client, 't', table.references.find(({ to }) => to === told.get(name))!.column)}::text = any ($4::text[])`
        : `${quote(client, 't', table.key[0]!)}::text = any ($4::text[])`
    /** Two dossiers that are bound together go apart when one of them stays. */
    function missing({ references, columns: all }: Table): string {
      const { by } = taken.get(name)!
      return references
        .filter(({ to, column }) => to === 'dossier.dossier' && column !== by?.dossier)
        .map(({ column }) => {
          const may = all.find((one) => one.name === column)!.nullable
            ? ` or ${quote(client, 't', column)} is null`
            : ''
          return ` and (${quote(client, 't', column)} = any ($1::uuid[])${may})`
        })
        .join('')
    }
    const ids = [...(found.get(told.get(name) ?? name) ?? [])]
    return {
      table,
      sql: `select json_build_object(${columns.join(', ')})::text as row from ${refer(client, name)} t
        where ${where} and ($1::uuid[] is null or true) and ($2::uuid[] is null or true) and ($3::text[] is null or true) and ($4::text[] is null or true)
        order by ${key}`,
      values: [...roots, move.inFull, ids],
    }
  })
}

/** The row that a row hangs from: what its key names first, else what it refers to first, among the tables that go along. */
export const ownerOf = (table: Table, taken: ReadonlyMap<string, unknown>) => {
  const candidates = table.references.filter(({ to }) => to !== table.name && taken.has(to))
  const owner = candidates.find(({ column }) => table.key.includes(column)) ?? candidates[0]
  if (!owner) throw new Error(`${table.name} hangs from nothing that goes along`)
  return owner
}
