// The roles of the database, its extensions, and how one connects as somebody.
import pg from 'pg'

/** Owns everything and migrates. */
export const OWNER = 'schakel_owner'
/** Serves and owns nothing; what it may see is in the access.sql files, which know it by this name. */
export const SERVING = 'schakel_app'

/** All of them are in every distribution, and `trusted`: an owner of a database may create them too. */
export const EXTENSIONS = ['btree_gin', 'pg_trgm', 'unaccent', 'pgcrypto']

/** One client, one piece of work, and always closed. */
export async function withClient<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
  timeout = 10_000,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: timeout })
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** The address of a database behind a Unix socket. */
export const urlOf = (role: string, socketDir: string, database: string): string =>
  `postgres://${role}@/${encodeURIComponent(database)}?host=${encodeURIComponent(socketDir)}`
