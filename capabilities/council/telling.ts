// Tells followers what became public since they were last told: at most one mail a day, each line once.
import type pg from 'pg'
import { putMail } from '#foundation/mail/mail.ts'
import { inWordsOf } from '#foundation/words/speaking.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

const BATCH = 100

interface Follower {
  readonly id: string
  readonly dossierId: string
  readonly organisationId: string
  readonly title: string
  readonly email: string
  readonly locale: 'nl' | 'en'
  readonly leaving: string
  /** Moments as PostgreSQL writes them: a Date knows no microseconds, and the last line would be told twice. */
  readonly toldUntil: string
  readonly changedAt: string
}

/**
 * One transaction: what is noted as told and the mail that tells it. A follower is taken by one server (`skip locked`).
 * Answers how many were looked at; call it until that is 0. Also forgets who never pressed the link in the first mail.
 */
export const tellFollowers = async (client: pg.ClientBase, now: Date, origin: string): Promise<number> => {
  await client.query('begin')
  try {
    await client.query(
      `delete from council.follower f where f.confirmed_at is null and f.asked_at < $1::timestamptz - interval '2 days'`,
      [now],
    )
    // What is closed to the public or at its end has nothing to tell any more: the address goes.
    await client.query(
      `delete from council.follower f using dossier.dossier d where d.id = f.dossier_id and (d.ceiling < 5
         or (d.state = 'closed' and d.changed_at < coalesce(f.told_until, f.asked_at) - interval '30 days'))`,
    )
    const { rows: followers } = await client.query<Follower>(
      `select f.id, f.dossier_id as "dossierId", d.title,
         d.organisation_id as "organisationId", f.email, f.locale, f.leaving, f.told_until::text as "toldUntil",
         d.changed_at::text as "changedAt"
       from council.follower f join dossier.dossier d on d.id = f.dossier_id
       where f.confirmed_at is not null and d.ceiling = 5 and d.changed_at > f.told_until
         and not settings.is_off('council', d.organisation_id)
         and (f.mailed_at is null or f.mailed_at <= $1::timestamptz - interval '20 hours')
       order by f.id limit ${BATCH} for update of f skip locked`,
      [now],
    )
    for (const follower of followers) {
      const { rows: lines } = await client.query<{ kind: string; text: string; openedAt: string }>(
        `select r.kind, r.text, r.opened_at::text as "openedAt" from council.released($1, null, 5::smallint) r
         where r.opened_at > $2::timestamptz and r.erased_at is null and length(r.text) > 0 order by r.opened_at limit 20`,
        [follower.dossierId, follower.toldUntil],
      )
      if (lines.length)
        await inWordsOf(follower.organisationId, () => putMail(client, mailFor(follower, lines, origin)))
      await client.query(
        // Not the clock: a release that was under way at this moment comes later with a moment before it, and what did not
        // fit in this mail goes with the next.
        `update council.follower set told_until = $2::timestamptz, mailed_at = coalesce($3::timestamptz, mailed_at) where id = $1`,
        [follower.id, lines.at(-1)?.openedAt ?? follower.changedAt, lines.length ? now : null],
      )
    }
    await client.query('commit')
    return followers.length
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

const short = (words: string) => (words.length > 300 ? `${words.slice(0, 299)}…` : words)

const mailFor = (follower: Follower, lines: readonly { kind: string; text: string }[], origin: string) => {
  const text = follower.locale === 'en' ? en : nl
  const { follow } = text.mail
  const leave = `${origin}/opgaven/afmelden/${follower.leaving}`
  return {
    to: follower.email,
    subject: follow.newsSubject(follower.title),
    body: [
      follow.newsBody(follower.title),
      ...lines.map((line) => `${text.web.kinds[line.kind] ?? text.web.otherKind}: ${short(line.text)}`),
      `${origin}/opgaven/${follower.dossierId}`,
      `${follow.newsFoot}\n${leave}\n`,
    ].join('\n\n'),
    // RFC 8058: a mail program can stop it with one press, without opening anything.
    headers: { 'List-Unsubscribe': `<${leave}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  }
}
