// Puts a mail beside the act that causes it, in the same transaction: no act, no mail; sending comes later.
import type pg from 'pg'
import { run, type Statement } from '../database/query.ts'
import { invalid } from '../errors.ts'
import { newId } from '../id.ts'
import { themeNow } from '../words/speaking.ts'

export interface Mail {
  readonly to: string
  readonly name?: string
  readonly subject: string
  /** Plain text; addresses of pages stand on a line of their own. */
  readonly body: string
  readonly html?: string
  /** Besides those that every mail has: { 'List-Unsubscribe': '<https://…>' }. */
  readonly headers?: Readonly<Record<string, string>>
}

// A control character in a header begins a header of the attacker's choice.
const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()

// Not all that the standard allows: what can be read as two addresses, a group or a source route is refused.
const ADDRESS = /^[^\s@,;:<>()[\]"\\\p{Cc}\u2028\u2029]{1,64}@[^\s@,;:<>()[\]"\\\p{Cc}\u2028\u2029]{1,253}$/u
const OURS = new Set([
  'from',
  'to',
  'cc',
  'bcc',
  'sender',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'content-type',
  'mime-version',
])

const into = `insert into foundation.mail (id, to_address, to_name, subject, body, html, headers)
  values ($1, $2, $3, $4, $5, $6, $7)`

/** Below it stands for whom it is, when that organisation has a look of its own. */
const signed = (body: string): string => {
  const theme = themeNow()
  return theme ? `${body.trimEnd()}\n\n-- \n${theme.name}\n` : body
}

/** Throws `mail.address` when nobody can be reached there. */
export const mailing = (mail: Mail): Statement => {
  if (!ADDRESS.test(mail.to)) throw invalid('mail.address', [{ path: 'email', code: 'notAnEmail' }])
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(mail.headers ?? {})) {
    if (!/^[A-Za-z][A-Za-z0-9-]{0,60}$/.test(name) || OURS.has(name.toLowerCase()))
      throw new Error(`a mail cannot be given the header ${name}`)
    headers[name] = oneLine(value)
  }
  return run('mail.put', into, [
    newId(),
    mail.to,
    oneLine(mail.name ?? ''),
    oneLine(mail.subject).slice(0, 250),
    signed(mail.body).toWellFormed().replaceAll('\0', ''),
    mail.html ?? null,
    JSON.stringify(headers),
  ])
}

/** The same for background work, which has a client in hand: a listener's, inside its transaction. */
export const putMail = async (client: pg.ClientBase, mail: Mail): Promise<void> => {
  const { text, values } = mailing(mail)
  await client.query(text, values as unknown[])
}
