// Sends the mail that waits, over SMTP; in practice mode nothing leaves, and all of it can be read in the mailbox.
import { createTransport, type Transporter } from 'nodemailer'
import type { Log } from '../events/log.ts'
import type { Job, Work } from '../jobs/jobs.ts'

export const ATTEMPTS = 12
const BATCH = 20
/** How long a server has for what it took, before another may try: longer than all time-outs of one mail together. */
const LEASE = '10 minutes'

interface Waiting {
  readonly id: string
  readonly to_address: string
  readonly to_name: string
  readonly subject: string
  readonly body: string
  readonly html: string | null
  readonly headers: Record<string, string>
  readonly attempts: number
}

/** Seconds until the next attempt: half a minute, one, two, … at most two hours; all twelve together some eight hours. */
export const pauseAfter = (attempts: number): number => Math.min(30 * 2 ** (attempts - 1), 7_200)

/**
 * A job that looks every two seconds. `smtpUrl`: smtp(s)://user:password@host:port; null, as in practice mode, lets
 * nothing leave. `from`: 'Schakel <schakel@wierdijk.nl>'.
 */
export const sendWaiting = (settings: { readonly smtpUrl: string | null; readonly from: string }): Job => {
  let transport: Transporter | undefined
  return {
    name: 'sendWaitingMail',
    everySeconds: 2,
    run: async (_, work) => {
      if (!settings.smtpUrl) {
        await work.withClient((client) =>
          client.query('update foundation.mail set sent_at = now() where sent_at is null and send_at <= now()'),
        )
        return
      }
      transport ??= createTransport({
        url: settings.smtpUrl,
        connectionTimeout: 10_000,
        greetingTimeout: 10_000,
        socketTimeout: 60_000,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      for (;;) {
        const batch = await take(work)
        for (const mail of batch) await send(transport, settings.from, mail, work)
        if (batch.length < BATCH) return
      }
    },
  }
}

/** Takes them for a while, in a transaction that ends before anything is sent: nobody waits for a mail server. */
const take = async ({ withClient }: Work): Promise<Waiting[]> => {
  const { rows } = await withClient((client) =>
    client.query<Waiting>(
      `update foundation.mail set attempts = attempts + 1, send_at = now() + interval '${LEASE}'
       where id = any (array(
         select id from foundation.mail where sent_at is null and send_at <= now() and attempts < $1
         order by send_at limit ${BATCH} for update skip locked))
       returning id, to_address, to_name, subject, body, html, headers, attempts`,
      [ATTEMPTS],
    ),
  )
  return rows
}

const send = async (transport: Transporter, from: string, mail: Waiting, { withClient, log }: Work): Promise<void> => {
  try {
    await transport.sendMail({
      from,
      to: { name: mail.to_name, address: mail.to_address },
      subject: mail.subject,
      text: mail.body,
      ...(mail.html ? { html: mail.html } : {}),
      headers: mail.headers,
      // Always the same: when we are cut off between its yes and our note of it, the second copy can be known as one.
      messageId: `<${mail.id}@${hostOf(from)}>`,
    })
  } catch (error) {
    await note(mail, error as SmtpError, withClient, log)
    return
  }
  await withClient((client) =>
    client.query('update foundation.mail set sent_at = now(), fault = null where id = $1', [mail.id]),
  )
}

interface SmtpError extends Error {
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
}

const note = async (mail: Waiting, error: SmtpError, withClient: Work['withClient'], log: Log): Promise<void> => {
  // A 5xx after MAIL, RCPT or DATA is about this mail and will not become another answer; one at sign-in is about us.
  const forGood = (error.responseCode ?? 0) >= 500 && /^(MAIL|RCPT|DATA)/.test(error.command ?? '')
  const givenUp = forGood || mail.attempts >= ATTEMPTS
  // The number says enough in the log; what the server said may name the reader.
  const detail = { mail: mail.id, attempts: mail.attempts, code: error.code, response: error.responseCode }
  if (givenUp) log.error(detail, 'a mail could not be delivered and is given up')
  else log.warn(detail, 'a mail could not be delivered yet')
  await withClient((client) =>
    client.query(
      `update foundation.mail set fault = $2, attempts = $3, send_at = now() + $4::int * interval '1 second' where id = $1`,
      [mail.id, error.message.slice(0, 500), givenUp ? ATTEMPTS : mail.attempts, pauseAfter(mail.attempts)],
    ),
  )
}

const hostOf = (from: string): string => /@([\w.-]+)/.exec(from)?.[1] ?? 'schakel.invalid'
