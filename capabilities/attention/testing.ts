// For tests of attention: lets happen what happens by itself, at a moment of one's choice, and reads the mail that came of it.
import type pg from 'pg'
import type { Database } from '#foundation/database/database.ts'
import { sendDigests } from './digest.ts'
import { listeners } from './notices.ts'
import { pushKeysFrom, sendPokes } from './pushing.ts'
import { tellNotices } from './telling.ts'

export interface SentMail {
  readonly to_address: string
  readonly subject: string
  readonly body: string
  readonly headers: Record<string, string>
}

export const attentionOf = (parts: {
  readonly owner: pg.Pool
  readonly database: Pick<Database, 'read'>
  readonly origin: string
}) => {
  const withClient = async <T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> => {
    const client = await parts.owner.connect()
    try {
      return await work(client)
    } finally {
      client.release()
    }
  }
  const telling = (now: Date) => ({
    ...parts,
    withClient,
    now: () => now,
    practice: true,
    keys: pushKeysFrom('a secret of forty characters for the tests'),
  })
  let heardUpTo = '0'
  return {
    /** The listeners hear what happened since the last time, as the dispatcher would. */
    hear: async (): Promise<void> => {
      const { rows } = await parts.owner.query(
        `select id::text, at, name, dossier_id as "dossierId", organisation_id as "organisationId", person_id as "personId", payload
         from foundation.event e where e.id > $1 order by e.id`,
        [heardUpTo],
      )
      heardUpTo = rows.at(-1)?.id ?? heardUpTo
      await withClient(async (client) => {
        for (const listener of listeners)
          for (const event of rows) if (listener.on.includes(event.name)) await listener.hear(event, client)
      })
    },
    digest: (now: Date) => sendDigests(telling(now)),
    tell: (now: Date) => tellNotices(telling(now)),
    poke: (now: Date) => sendPokes(telling(now)),
    mails: async (): Promise<SentMail[]> =>
      (await parts.owner.query('select to_address, subject, body, headers from foundation.mail order by made_at, id'))
        .rows,
    /** Everybody is looked at again, whatever was known of when. */
    wake: () => parts.owner.query(`update attention.digest_due set at = '-infinity'`),
    forget: async (): Promise<void> => {
      await parts.owner.query(`update attention.digest_due set at = '-infinity'`)
      for (const table of ['attention.notice', 'attention.digest', 'attention.poke', 'foundation.mail'])
        await parts.owner.query(`delete from ${table}`)
      // Everybody had the digest of a day before all that a test does: what is new is what it did.
      await parts.owner.query(
        `insert into attention.digest (person_id, day, made_at, mailed) select id, current_date - 30, clock_timestamp(), false from people.person`,
      )
    },
  }
}
