// One mail a day that says how much waits and never what, at the hour somebody chose; exactly one, however many servers run.

import { clockOf, dayAt } from '#capabilities/open-items/index.ts'
import { readerOf } from '#foundation/access/actor.ts'
import { inTurn } from '#foundation/jobs/in-turn.ts'
import { inWordsOf } from '#foundation/words/speaking.ts'
import { digestDay, nextDigest, type Settings } from './hours.ts'
import { digestLines } from './moments.ts'
import { type DigestFacts, digestFacts, SHOWN_IN_DIGEST } from './queries.ts'
import {
  inTransaction,
  putStoppableMail,
  type Reader,
  SETTINGS,
  type Telling,
  wordsOf,
  workplaceOf,
} from './telling.ts'

interface Due extends Reader {
  readonly email: string
  readonly settings: Settings
  /** When the last one was made. */
  readonly since: Date | null
}

const BATCH = 500

/** What the digest says too, so that no second mail does. */
const TOLD_IN_DIGEST = ['asked', 'remind', 'lapse', 'climbed', 'answered', 'refused', 'handoverOffered']

/** How long a server has for those that it took, before another may try. */
const LEASE = '5 minutes'

interface Looked extends Omit<Due, 'email'> {
  readonly email: string | null
  readonly worksSomewhere: boolean
  /** The first day of a role that was said ahead. */
  readonly nextRole: string | null
  readonly hadToday: boolean
}

/** Whoever must be looked at now; another server leaves them alone for a while. */
const take = (telling: Telling, day: string): Promise<Looked[]> =>
  telling.withClient(async (client) => {
    const { rows } = await client.query<Looked>(
      `with taken as (
         update attention.digest_due set at = $2::timestamptz + interval '${LEASE}' where person_id = any (array(
           select person_id from attention.digest_due where at <= $2 order by at, person_id limit ${BATCH} for update skip locked))
         returning person_id)
       select p.id as "personId", p.name, p.email, p.locale, ${SETTINGS} as settings,
         ${workplaceOf('null::uuid')} as "organisationId",
         (select max(g.made_at) from attention.digest g where g.person_id = p.id) as since,
         exists (select from attention.digest g where g.person_id = p.id and g.day = $1) as "hadToday",
         exists (select from people.membership m where m.person_id = p.id
           and m.since <= $1::date and (m.until is null or m.until >= $1::date)) as "worksSomewhere",
         (select min(m.since)::text from people.membership m where m.person_id = p.id
           and m.since > $1::date and (m.until is null or m.until >= m.since)) as "nextRole"
       from taken t join people.person p on p.id = t.person_id
       -- In another order each time: some that always fail are not always first.
       order by random()`,
      [day, telling.now()],
    )
    return rows
  })

/** Looks at somebody again at this moment; what woke them meanwhile holds. */
const lookAgain = (telling: Telling, personId: string, at: Date | null): Promise<unknown> =>
  telling.withClient((client) =>
    client.query(
      `update attention.digest_due set at = coalesce($2::timestamptz, 'infinity') where person_id = $1 and at <> '-infinity'`,
      [personId, at],
    ),
  )

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
  let sent = 0
  let fault: unknown
  for (;;) {
    const now = telling.now()
    const day = dayAt(now)
    const batch = await take(telling, day)
    await inTurn(batch, async (one) => {
      const { email, settings, worksSomewhere, nextRole } = one
      // An address, a role or another choice wakes them; a role may also begin on a day that was said ahead.
      if (email === null) return void (await lookAgain(telling, one.personId, null))
      if (!worksSomewhere) return void (await lookAgain(telling, one.personId, nextRole ? clockOf(nextRole, 0) : null))
      const due = !one.hadToday && digestDay(settings, now) === day
      if (due && (await inWordsOf(one.organisationId, () => sendOne(telling, { ...one, email }, day)))) sent += 1
      await lookAgain(telling, one.personId, nextDigest(settings, now, due || one.hadToday))
    }).catch((error) => {
      fault ??= error
    })
    if (batch.length < BATCH) {
      if (fault) throw fault
      return sent
    }
  }
}
