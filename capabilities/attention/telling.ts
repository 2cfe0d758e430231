// Tells what was noted: one mail with a link and no word of content, outside quiet hours, and only to who may still see it.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { clockOf } from '#capabilities/open-items/index.ts'
import { readerOf } from '#foundation/access/actor.ts'
import type { Database } from '#foundation/database/database.ts'
import { inTurn } from '#foundation/jobs/in-turn.ts'
import { type Mail, putMail } from '#foundation/mail/mail.ts'
import { inWordsOf } from '#foundation/words/speaking.ts'
import { newSecret } from './actions.ts'
import { digestDay, type Settings, wakesAt } from './hours.ts'
import { type About, noticeKind } from './kinds.ts'
import { stillMatters } from './notices.ts'
import { stillThere } from './queries.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export interface Telling {
  /** Of the owner, who notes; it may not see through anybody's eyes. */
  readonly withClient: <T>(work: (client: pg.ClientBase) => Promise<T>) => Promise<T>
  /** Of the serving role, under row-level security: what somebody may see at this moment. */
  readonly database: Pick<Database, 'read'>
  readonly origin: string
  readonly now: () => Date
}

export interface Reader {
  readonly personId: string
  /** In whose words they are told: where they work, and if they work in several, there where it is about. */
  readonly organisationId: string | null
  readonly name: string
  readonly email: string | null
  readonly locale: 'nl' | 'en' | null
}

export const wordsOf = (locale: 'nl' | 'en' | null) => (locale === 'en' ? en : nl)

/** Settings of person `p`, as JSON for TypeScript. */
export const SETTINGS = `(select json_build_object('digest', s.digest, 'digestHour', s.digest_hour, 'quietHours', s.quiet_hours,
  'quietFrom', s.quiet_from, 'quietUntil', s.quiet_until, 'quietWeekends', s.quiet_weekends, 'immediate', s.immediate)
  from attention.setting_of(p.id) s)`

/** One transaction of the owner. */
export const inTransaction = async <T>(
  { withClient }: Telling,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> =>
  withClient(async (client) => {
    await client.query('begin')
    try {
      const result = await work(client)
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch(() => {})
      throw error
    }
  })

/** For `Reader.organisationId`: where person `p` works today, first there where dossier `about` is. */
export const workplaceOf = (about: string) => `(select m.organisation_id from people.membership m
  where m.person_id = p.id and m.since <= current_date and (m.until is null or m.until >= current_date)
  order by (m.organisation_id = (select d.organisation_id from dossier.dossier d where d.id = ${about})) desc nulls last,
    m.since, m.id limit 1)`

/**
 * A mail that can be stopped with one click (RFC 8058) and without signing in. The secret is new for every mail, and the
 * house keeps only its digest: neither the database nor another mail tells how to stop somebody's mail.
 */
export const putStoppableMail = async (
  client: pg.ClientBase,
  origin: string,
  what: 'digest' | 'immediate',
  reader: Reader & { email: string },
  mail: Pick<Mail, 'subject' | 'body'>,
): Promise<void> => {
  const secret = newSecret()
  const address = `${origin}/aandacht/afmelden/${secret}`
  await client.query('insert into attention.unsubscribing (digest, person_id, what) values ($1, $2, $3)', [
    createHash('sha256').update(secret).digest(),
    reader.personId,
    what,
  ])
  const { foot } = wordsOf(reader.locale).mail
  await putMail(client, {
    to: reader.email,
    name: reader.name,
    subject: mail.subject,
    body: `${mail.body}\n\n${foot.never}\n\n${foot.stop[what]}\n${address}\n\n${foot.settings}\n${origin}/mij/aandacht\n`,
    headers: { 'List-Unsubscribe': `<${address}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  })
}

interface Waiting extends Reader, About {
  readonly id: string
  readonly kind: string
  readonly settings: Settings
  /** Days of which this person had the digest, of the last two. */
  readonly digests: readonly string[]
}

const BATCH = 50
/** How long a server has for what it took, before another may try. */
const LEASE = '2 minutes'

const take = ({ withClient, now }: Telling): Promise<Waiting[]> =>
  withClient(async (client) => {
    const { rows } = await client.query<Waiting>(
      `with taken as (
         update attention.notice set send_at = $1::timestamptz + interval '${LEASE}' where id = any (array(
           select id from attention.notice where outcome is null and send_at <= $1 order by send_at limit ${BATCH} for update skip locked))
         returning *)
       select n.id, n.kind, n.dossier_id as "dossierId", n.open_item_id as "openItemId", n.about_id as "aboutId", p.id as "personId", p.name, p.email, p.locale,
         ${workplaceOf('n.dossier_id')} as "organisationId",
         ${SETTINGS} as settings,
         coalesce((select json_agg(to_char(g.day, 'YYYY-MM-DD')) from attention.digest g
           where g.person_id = p.id and g.day > $1::timestamptz - interval '2 days'), '[]') as digests
       from taken n join people.person p on p.id = n.person_id order by n.made_at, n.id`,
      [now()],
    )
    return rows
  })

const end = (client: pg.ClientBase, id: string, outcome: string, now: Date) =>
  client.query(
    'update attention.notice set outcome = $2, ended_at = $3 where id = $1 and outcome is null returning id',
    [id, outcome, now],
  )

const tell = async (telling: Telling, notice: Waiting): Promise<void> => {
  const now = telling.now()
  const later = (at: Date) =>
    telling.withClient((client) =>
      client.query('update attention.notice set send_at = $2 where id = $1 and outcome is null', [notice.id, at]),
    )
  const over = (outcome: string) => telling.withClient((client) => end(client, notice.id, outcome, now))
  const known = noticeKind(notice.kind)
  // Of a room that is no longer part of this house.
  if (!known) return void (await over('past'))
  if (!notice.settings.immediate) return void (await over('off'))
  const wakes = wakesAt(notice.settings, now)
  if (wakes > now) return void (await later(wakes))
  // A digest that is about to come tells the same: one mail, not two. It is not waited for longer than an hour.
  const digest = notice.email ? digestDay(notice.settings, now) : null
  if (
    digest &&
    !notice.digests.includes(digest) &&
    now.getTime() < clockOf(digest, notice.settings.digestHour).getTime() + 3_600_000
  )
    return void (await later(new Date(now.getTime() + 60_000)))
  const { actor, results } = await telling.database.read(readerOf(notice.personId), [
    stillThere(notice, notice.kind, known.there),
  ])
  const { there, closed } = results[0] as { there: boolean; closed: boolean }
  if (!actor || !there) return void (await over('gone'))
  if (!stillMatters(notice.kind, closed)) return void (await over('past'))
  const words = known.words(notice.locale ?? 'nl')
  await inTransaction(telling, async (client) => {
    // Whoever writes this, tells it.
    const { rowCount } = await end(client, notice.id, 'told', now)
    if (!rowCount) return
    if (notice.email)
      await putStoppableMail(
        client,
        telling.origin,
        'immediate',
        { ...notice, email: notice.email },
        { subject: words.subject, body: `${words.body}\n\n${telling.origin}${known.href(notice)}` },
      )
    await client.query(
      'insert into attention.poke (id, device_id) select gen_random_uuid(), d.id from attention.device d where d.person_id = $1',
      [notice.personId],
    )
  })
}

/** Everything that may be told now. Answers how many notices it looked at. */
export const tellNotices = async (telling: Telling): Promise<number> => {
  let seen = 0
  for (;;) {
    const batch = await take(telling)
    await inTurn(batch, (notice) => inWordsOf(notice.organisationId, () => tell(telling, notice)))
    seen += batch.length
    if (batch.length < BATCH) return seen
  }
}
