// For the tests of this room: a database with the register's rooms in it, people who are signed in, and the one way in.
import { randomBytes, randomUUID } from 'node:crypto'
import type { Credential, Position } from '#foundation/access/actor.ts'
import { openAudit } from '#foundation/audit/audit.ts'
import { openDatabase, openPool } from '#foundation/database/database.ts'
import { declareAccess, migrate } from '#foundation/database/migrate.ts'
import { createHouse } from '#foundation/http/handle.ts'
import { digestOf } from '#foundation/http/request.ts'
import { newId } from '#foundation/id.ts'
import { testDatabase } from '#foundation/testing/database.ts'
import { organisations } from './index.ts'

export interface Member {
  readonly personId: string
  readonly membershipId: string
  readonly credential: Credential
}

export const openTown = async () => {
  const made = await testDatabase(async (owner) => {
    await migrate(owner)
    await declareAccess(owner)
  })
  const owner = openPool({ connectionString: made.ownerUrl, max: 3 })
  const database = openDatabase({ connectionString: made.servingUrl })
  const audit = openAudit(database, (error) => {
    throw error
  })
  const house = createHouse({
    capabilities: [organisations],
    database,
    audit,
    somethingHappened: () => {},
    checkAnswers: true,
  })

  const context = {
    origin: 'http://town',
    ip: '127.0.0.1',
    userAgent: 'test',
    locale: 'nl' as const,
    setCookie: () => {},
    cookies: {},
  }
  /** Asks as this member; null is nobody. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects
  const ask = async (who: Member | null, act: string, input: object = {}): Promise<any> =>
    (
      await house.ask(
        { credential: who?.credential ?? null, context: { ...context, requestId: randomUUID() } },
        act,
        input,
      )
    ).value()

  const organisation = async (name: string, kind = 'gemeente', isGovernment = true): Promise<string> => {
    const id = newId()
    await owner.query(
      'insert into organisations.organisation (id, kind, name, is_government, joined_at) values ($1, $2, $3, $4, now())',
      [id, kind, name, isGovernment],
    )
    await owner.query(
      `insert into organisations.name (organisation_id, value, valid_from) values ($1, $2, '1900-01-01')`,
      [id, name],
    )
    return id
  }

  const member = async (
    name: string,
    organisationId: string,
    position: Position,
    functionName: string,
    speaks = false,
  ): Promise<Member> => {
    const [personId, membershipId] = [newId(), newId()]
    const secret = randomBytes(32).toString('base64url')
    await owner.query('insert into people.person (id, name, email) values ($1, $2, $3)', [
      personId,
      name,
      `${personId}@town.example`,
    ])
    await owner.query(
      `insert into people.membership (id, person_id, organisation_id, position, function_name, speaks_for_organisation, since)
       values ($1, $2, $3, $4, $5, $6, current_date - 900)`,
      [membershipId, personId, organisationId, position, functionName, speaks],
    )
    await owner.query(
      `insert into signin.session (id, digest, person_id, membership_id, method, expires_at) values ($1, $2, $3, $4, 'test', now() + interval '1 hour')`,
      [newId(), digestOf(secret), personId, membershipId],
    )
    return { personId, membershipId, credential: { kind: 'session', digest: digestOf(secret) } }
  }

  /** What this member sees of a table under row-level security, as one column. */
  const sees = async (who: Member, text: string, values: readonly unknown[] = []): Promise<string[]> => {
    const { results } = await database.read(who.credential, [
      { name: '', text, values, read: (rows) => rows.map((row) => row[0] ?? '') },
    ])
    return results[0] as string[]
  }

  return {
    owner,
    database,
    ownerUrl: made.ownerUrl,
    ask,
    organisation,
    member,
    sees,
    stop: async () => {
      await audit.flush()
      await database.close()
      await owner.end()
      await made.drop()
    },
  }
}
export type Town = Awaited<ReturnType<typeof openTown>>
