// Reads what was mailed, for the mailbox of the practice town; never served elsewhere.
import type pg from 'pg'

export interface KeptMail {
  readonly id: string
  readonly to: string
  readonly toName: string
  readonly subject: string
  readonly body: string
  readonly at: Date
}

const COLUMNS = `id, to_address as "to", to_name as "toName", subject, body, made_at as "at"`

/** The newest first. `client`: of the owner; the serving role cannot read mail. */
export const listMailbox = async (client: pg.Pool | pg.ClientBase, most = 100): Promise<KeptMail[]> =>
  (
    await client.query<KeptMail>(`select ${COLUMNS} from foundation.mail order by made_at desc, id desc limit $1`, [
      most,
    ])
  ).rows

export const readMail = async (client: pg.Pool | pg.ClientBase, id: string): Promise<KeptMail | undefined> =>
  (await client.query<KeptMail>(`select ${COLUMNS} from foundation.mail where id = $1`, [id])).rows[0]
