// What a database holds that belongs to Schakel: its tables, sequences and foreign keys, asked of PostgreSQL itself.
import type pg from 'pg'

export interface Table {
  readonly schema: string
  readonly name: string
  /** Without generated ones: those are computed again. */
  readonly columns: readonly string[]
  readonly partitioned: boolean
}

export interface Sequence {
  readonly schema: string
  readonly name: string
  readonly value: string
  readonly called: boolean
}

// Jobs are left out: a restored server must not send yesterday's mail again, and the queue makes its own tables.
const OURS = (namespace: string, catalog: string, oid: string) => `
  ${namespace}.nspname !~ '^pg_' and ${namespace}.nspname not in ('information_schema', 'graphile_worker')
  and not exists (select from pg_depend e where e.classid = '${catalog}'::regclass and e.objid = ${oid} and e.deptype = 'e')`

export const nameOf = (client: pg.ClientBase, { schema, name }: { schema: string; name: string }): string =>
  `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`

export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select n.nspname as schema, c.relname as name, c.relkind = 'p' as partitioned,
           array(select a.attname::text from pg_attribute a
                 where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                 order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't' and ${OURS('n', 'pg_class', 'c.oid')}
    order by n.nspname, c.relname`)
  return rows
}

/** Positions are not part of a snapshot, they only go up: read last, they are never behind the rows. */
export async function listSequences(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select n.nspname as schema, c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and c.relpersistence <> 't' and ${OURS('n', 'pg_class', 'c.oid')}
    order by n.nspname, c.relname`)
  const found: Sequence[] = []
  for (const row of rows) {
    const { rows: at } = await client.query(
      `select last_value::text as value, is_called as called from ${nameOf(client, row)}`,
    )
    found.push({ ...row, ...at[0] })
  }
  return found
}

export async function isEmpty(client: pg.ClientBase): Promise<boolean> {
  for (const table of await listTables(client)) {
    if (table.schema === 'public' && table.name === 'migration') continue
    const { rowCount } = await client.query(`select from ${nameOf(client, table)} limit 1`)
    if (rowCount) return false
  }
  return true
}

/**
 * Drops everything of ours. Not `drop schema public`: the extensions live there, and in the embedded database they
 * belong to the superuser.
 */
export async function dropEverything(client: pg.ClientBase): Promise<void> {
  await client.query(`
    do $drop$
    declare o record;
    begin
      for o in select n.nspname as name from pg_namespace n
               where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')
                 and not exists (select from pg_extension e where e.extnamespace = n.oid) loop
        execute format('drop schema %I cascade', o.name);
      end loop;
      for o in select n.nspname as schema, c.relname as name,
                      case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
                                     when 'f' then 'foreign table' when 'c' then 'type' else 'table' end as kind
               from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c') and ${OURS('n', 'pg_class', 'c.oid')} loop
        execute format('drop %s if exists %I.%I cascade', o.kind, o.schema, o.name);
      end loop;
      for o in select p.oid::regprocedure as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
               where ${OURS('n', 'pg_proc', 'p.oid')} loop
        execute format('drop routine if exists %s cascade', o.name);
      end loop;
      for o in select n.nspname as schema, t.typname as name from pg_type t join pg_namespace n on n.oid = t.typnamespace
               where t.typtype in ('e', 'd', 'r') and ${OURS('n', 'pg_type', 't.oid')} loop
        execute format('drop type if exists %I.%I cascade', o.schema, o.name);
      end loop;
    end $drop$`)
}

/**
 * Takes the foreign keys off and returns how to put them back, which checks every row. The owner is no superuser and may
 * not silence them, and no order of loading suits tables that point at each other.
 */
export async function liftForeignKeys(client: pg.ClientBase): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ on: string; name: string; definition: string }>(`
    select k.conrelid::regclass::text as on, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_namespace n on n.oid = k.connamespace
    where k.contype = 'f' and k.conparentid = 0 and ${OURS('n', 'pg_constraint', 'k.oid')}`)
  for (const key of rows)
    await client.query(`alter table ${key.on} drop constraint ${client.escapeIdentifier(key.name)}`)
  return async () => {
    for (const key of rows) {
      await client.query(`alter table ${key.on} add constraint ${client.escapeIdentifier(key.name)} ${key.definition}`)
    }
  }
}

export async function refreshViews(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'm' and ${OURS('n', 'pg_class', 'c.oid')} order by c.oid`)
  for (const view of rows) await client.query(`refresh materialized view ${view.name}`)
}
