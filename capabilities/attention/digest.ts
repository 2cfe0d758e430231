// One mail a day that says how much waits and never what, at the hour somebody chose; exactly one, however many servers run.

import { dayAt } from '#capabilities/open-items/index.ts'
import { readerOf } from '#foundation/access/actor.ts'
import { digestDay, type Settings } from './hours.ts'
import { digestLines } from './moments.ts'
import { type DigestFacts, digestFacts, SHOWN_IN_DIGEST } from './queries.ts'
import { inTransaction, inTurn, putStoppableMail, type Reader, SETTINGS, type Telling, wordsOf } from './telling.ts'

interface Due extends Reader {
  readonly email: string
  readonly settings: Settings
  /** When the last one was made. */
  readonly since: Date | null
}

const BATCH = 500

/** What the digest says too, so that no second mail does. */
const TOLD_IN_DIGEST = ['asked', 'remind', 'lapse', 'climbed', 'answered', 'refused', 'handoverOffered']

/** People with an address who have had no digest of this day yet, and who work somewhere. */
const withoutDigest = (telling: Telling, day: string, after: string): Promise<Due[]> =>
  telling.withClient(async (client) => {
    const { rows } = await client.query<Due>(
      `select p.id as "personId", p.name, p.email, p.locale, ${SETTINGS} as settings,
         (select max(g.made_at) from attention.digest g where g.person_id = p.id) as since
       from people.person p
       where p.email is not null and p.id > $2
         and not exists (select from attention.digest g where g.person_id = p.id and g.day = $1)
         and exists (select from people.membership m where m.person_id = p.id
           and m.since <= current_date and (m.until is null or m.until >= current_date))
       order by p.id limit ${BATCH}`,
      [day, after],
    )
    return rows
  })

/** The body of a digest; null when there is nothing to tell. Numbers, days and links: a mail is a postcard. */
export const digestBody = (facts: DigestFacts, origin: string, locale: 'nl' | 'en', now: Date): string | null => {
  const { digest: words } = wordsOf(locale).mail
  const parts: string[] = []
  if (facts.waitingCount > 0) {
    const items = facts.waiting.map(
      ({ openItemId, dueOn }) => `- ${words.due(dueOn, dayAt(now))}\n  ${origin}/open-punten/${openItemId}`,
    )
    const rest =
      facts.waitingCount > SHOWN_IN_DIGEST
        ? [`${words.rest(facts.waitingCount - SHOWN_IN_DIGEST)}\n  ${origin}/vandaag`]
        : []
    parts.push([words.waiting(facts.waitingCount), ...items, ...rest].join('\n'))
  }
  if (facts.climbed > 0) parts.push(`${words.climbed(facts.climbed)}\n${origin}/vandaag`)
  for (const [name, line] of digestLines()) {
    const count = facts.more[name] ?? 0
    if (count > 0) parts.push(`${line.say(count, locale)}\n${origin}${line.href}`)
  }
  if (facts.answered > 0) parts.push(`${words.answered(facts.answered)}\n${origin}/vandaag`)
  if (facts.news > 0) parts.push(`${words.news(facts.news)}\n${origin}/vandaag`)
  return parts.length ? parts.join('\n\n') : null
}

const sendOne = async (telling: Telling, due: Due, day: string): Promise<boolean> => {
  const now = telling.now()
  // As the reader, at this moment: what they may not see any more is not counted.
  const since = due.since ?? new Date(now.getTime() - 86_400_000)
  const { actor, results } = await telling.database.read(readerOf(due.personId), [digestFacts(since)])
  const facts = results[0] as DigestFacts | undefined
  const body = actor && facts ? digestBody(facts, telling.origin, due.locale ?? 'nl', now) : null
  return inTransaction(telling, async (client) => {
    const { rowCount } = await client.query(
      'insert into attention.digest (person_id, day, made_at, mailed) values ($1, $2, $3, $4) on conflict do nothing',
      [due.personId, day, now, body !== null],
    )
    if (!rowCount || body === null) return false
    await putStoppableMail(client, telling.origin, 'digest', due, {
      subject: wordsOf(due.locale).mail.digest.subject,
      body,
    })
    // What waited for the morning stands in this mail: no second one about the same.
    await client.query(
      `update attention.notice set outcome = 'inDigest', ended_at = $2
       where person_id = $1 and outcome is null and made_at <= $2 and kind = any ($3)`,
      [due.personId, now, TOLD_IN_DIGEST],
    )
    return true
  })
}

/** Everybody whose hour has come today. Answers how many mails were made. */
export const sendDigests = async (telling: Telling): Promise<number> => {
  const day = dayAt(telling.now())
  let sent = 0
  let fault: unknown
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const batch = await withoutDigest(telling, day, after)
    await inTurn(batch, async (due) => {
      if (digestDay(due.settings, telling.now()) === day && (await sendOne(telling, due, day))) sent += 1
    }).catch((error) => {
      fault ??= error
    })
    if (batch.length < BATCH) {
      if (fault) throw fault
      return sent
    }
    after = batch.at(-1)!.personId
  }
}
