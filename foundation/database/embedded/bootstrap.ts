// Makes the roles, the database and the extensions of a fresh cluster; can be run again after an interruption.
import type pg from 'pg'
import { EXTENSIONS, OWNER, SERVING, urlOf, withClient } from '../roles.ts'

/**
 * Two roles beside the superuser: one owns everything and migrates, one serves and owns nothing. Neither is superuser
 * or bypasses row-level security, so a mistake in a policy hides too much and never too little.
 */
export async function makeRoles(superuserUrl: string): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    for (const role of [OWNER, SERVING]) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
      const how = rowCount ? 'alter' : 'create'
      await client.query(
        `${how} role ${role} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls inherit`,
      )
    }
  })
}

export async function makeDatabase(socketDir: string, superuser: string, name: string): Promise<void> {
  await withClient(urlOf(superuser, socketDir, 'postgres'), async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (!rowCount)
      await client.query(`create database ${client.escapeIdentifier(name)} owner ${OWNER} template template0`)
    await limitConnections(client, name)
  })
  await withClient(urlOf(superuser, socketDir, name), async (client) => {
    for (const extension of EXTENSIONS) await client.query(`create extension if not exists ${extension}`)
  })
}

/** Rights on a database itself are not copied from its template, so every new one needs this. */
export async function limitConnections(client: pg.Client, name: string): Promise<void> {
  const database = client.escapeIdentifier(name)
  await client.query(`revoke all on database ${database} from public`)
  await client.query(`grant connect on database ${database} to ${SERVING}`)
}
