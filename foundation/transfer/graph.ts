// Which tables hang from which: asked of PostgreSQL itself, so that a table of a new room comes along without being named.
import type pg from 'pg'

export interface Column {
  readonly name: string
  /** As PostgreSQL names it: 'uuid', 'timestamp with time zone', 'text[]'. */
  readonly type: string
  readonly nullable: boolean
  /** Computed by the database: never taken along. */
  readonly generated: boolean
}
export interface Reference {
  readonly column: string
  /** 'dossier.dossier' */
  readonly to: string
  readonly toColumn: string
}
export interface Table {
  /** 'dossier.entry' */
  readonly name: string
  readonly columns: readonly Column[]
  readonly key: readonly string[]
  readonly references: readonly Reference[]
}
export type Graph = ReadonlyMap<string, Table>

/** All tables of the house with their columns, keys and references of one column. */
export const readGraph = async (client: pg.ClientBase): Promise<Graph> => {
  const { rows } = await client.query<{ graph: Table[] }>(`
    select coalesce(json_agg(json_build_object('name', n.nspname || '.' || c.relname,
      'columns', (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
          'nullable', not a.attnotnull, 'generated', a.attgenerated <> '') order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
      'key', coalesce((select json_agg(a.attname order by k.place)
        from pg_constraint p cross join lateral unnest(p.conkey) with ordinality as k (number, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number where p.conrelid = c.oid and p.contype = 'p'), '[]'),
      'references', coalesce((select json_agg(json_build_object('column', a.attname, 'to', tn.nspname || '.' || t.relname,
          'toColumn', ta.attname) order by a.attnum)
        from pg_constraint f join pg_attribute a on a.attrelid = c.oid and a.attnum = f.conkey[1]
        join pg_class t on t.oid = f.confrelid join pg_namespace tn on tn.oid = t.relnamespace
        join pg_attribute ta on ta.attrelid = t.oid and ta.attnum = f.confkey[1]
        where f.conrelid = c.oid and f.contype = 'f' and cardinality(f.conkey) = 1), '[]'))
      order by n.nspname, c.relname), '[]') as graph
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
      and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'graphile_worker')`)
  return new Map(rows[0]!.graph.map((table) => [table.name, table]))
}

export const refer = (client: pg.ClientBase, table: string): string =>
  table
    .split('.')
    .map((part) => client.escapeIdentifier(part))
    .join('.')

/** A table after all that it refers to. Throws when tables refer to each other in a circle: then no order suits them. */
export const inOrder = (graph: Graph, names: readonly string[]): string[] => {
  const wanted = new Set(names)
  const done: string[] = []
  const under = new Set<string>()
  const visit = (name: string) => {
    if (done.includes(name)) return
    if (under.has(name))
      throw new Error(`${[...under, name].join(' → ')}: these tables refer to each other in a circle`)
    under.add(name)
    for (const { to } of graph.get(name)!.references) if (to !== name && wanted.has(to)) visit(to)
    under.delete(name)
    done.push(name)
  }
  for (const name of [...wanted].sort()) visit(name)
  return done
}
