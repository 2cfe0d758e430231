// Lets the cast act in a town that is being filled: through the house itself, each with a session of their own.
import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { openAudit } from '#foundation/audit/audit.ts'
import type { Connection } from '#foundation/database/database.ts'
import { openDatabase } from '#foundation/database/database.ts'
import { createHouse } from '#foundation/http/handle.ts'
import { digestOf } from '#foundation/http/request.ts'
import { newId } from '#foundation/id.ts'
import { capabilitiesFor } from '../capabilities.ts'
import type { Config } from '../config.ts'
import { membershipId, type PersonKey, personId } from './cast.ts'
import type { Ask } from './living.ts'

/** `client` is the owner's; `serving` is how the house asks, so that every rule holds for the cast too. */
export const castActs = async <T>(
  {
    client,
    serving,
    config,
  }: { readonly client: pg.ClientBase; readonly serving: Connection; readonly config: Config },
  play: (ask: Ask) => Promise<T>,
): Promise<T> => {
  const database = openDatabase({ ...serving, max: 2 })
  const audit = openAudit(database, () => {})
  const house = createHouse({
    capabilities: capabilitiesFor(config),
    database,
    audit,
    somethingHappened: () => {},
    checkAnswers: false,
  })
  const digests = new Map<PersonKey, Buffer>()
  const digestFor = async (who: PersonKey): Promise<Buffer> => {
    const known = digests.get(who)
    if (known) return known
    const digest = digestOf(randomBytes(32).toString('base64url'))
    await client.query(
      `insert into signin.session (id, digest, person_id, membership_id, method, device, expires_at)
       values ($1, $2, $3, $4, 'practice', '', now() + interval '10 minutes')`,
      [newId(), digest, personId(who), membershipId(who)],
    )
    digests.set(who, digest)
    return digest
  }
  try {
    return await play(async (who, act, input) => {
      const answer = await house.ask(
        {
          credential: { kind: 'session', digest: await digestFor(who) },
          context: {
            requestId: randomUUID(),
            origin: config.origin,
            ip: '127.0.0.1',
            userAgent: 'practice',
            locale: 'nl',
            cookies: {},
            setCookie: () => {},
          },
        },
        act,
        input,
      )
      return answer.value()
    })
  } finally {
    await audit.flush()
    await database.close()
    // What this leaves beside the story is of today and of nobody: sessions, and lines that say that they acted now.
    await client.query('delete from signin.session where digest = any ($1)', [[...digests.values()]])
    await client.query('delete from foundation.audit_line')
    await client.query('delete from foundation.event')
  }
}
