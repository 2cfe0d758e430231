// `npm run make:administrator -- --name … --email … --organisation …`: lets the first administrator in, with a link that works once.
import { randomBytes } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { Connection } from '#foundation/database/database.ts'
import { migrate } from '#foundation/database/migrate.ts'
import { openDatabase } from '#foundation/database/where.ts'
import { digestOf } from '#foundation/http/request.ts'
import { newId } from '#foundation/id.ts'
import { readConfig } from '../config.ts'

const USAGE =
  'Use: npm run make:administrator -- --name "Theo Blok" --email theo@gemeente.nl --organisation "Gemeente Wierdijk"   ' +
  '(an organisation may also be named by its id; in Schakel’s folder, with the settings of the installation)'

export interface Asked {
  readonly name: string
  readonly email: string
  /** As it is called in the register, or its id. */
  readonly organisation: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Answers the path of the link. Throws one sentence that says what to do. */
export const makeAdministrator = async (
  owner: Connection,
  asked: Asked,
): Promise<{ path: string; organisation: string; isNew: boolean }> => {
  const name = asked.name.trim()
  const email = asked.email.trim().toLowerCase()
  if (!name || name.length > 200) throw new Error('Give the name of the administrator with --name.')
  if (!/^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/.test(email)) throw new Error(`"${asked.email}" is no e-mail address.`)
  const client = new pg.Client(owner as pg.ClientConfig)
  await client.connect()
  try {
    await client.query('begin')
    const { rows: found } = await client.query<{ id: string; name: string }>(
      `select id, name from organisations.organisation
       where (valid_until is null or valid_until >= current_date) and ${UUID.test(asked.organisation) ? 'id = $1::uuid' : 'lower(name) = lower($1)'}`,
      [asked.organisation.trim()],
    )
    const [organisation, ...others] = found
    if (!organisation)
      throw new Error(
        `There is no organisation "${asked.organisation}" here today. Give its name as the register writes it, or its id; ` +
          'on a new installation take in the register first: npm run import:organisations -- file.',
      )
    if (others.length)
      throw new Error(
        `There are ${found.length} organisations called "${organisation.name}". Give the id of one: ${found.map((one) => one.id).join(', ')}.`,
      )
    const { rows: made } = await client.query<{ id: string; is_new: boolean }>(
      `insert into people.person (id, name, email) values ($1, $2, $3)
       on conflict (email) do update set email = excluded.email returning id, xmax = 0 as is_new`,
      [newId(), name, email],
    )
    const person = made[0]!
    const { rows: roles } = await client.query(
      `select id from people.membership where person_id = $1 and organisation_id = $2 and position = 'administrator'
         and since <= current_date and (until is null or until >= current_date)`,
      [person.id, organisation.id],
    )
    if (!roles.length)
      await client.query(
        `insert into people.membership (id, person_id, organisation_id, position, function_name) values ($1, $2, $3, 'administrator', 'beheerder')`,
        [newId(), person.id, organisation.id],
      )
    await client.query('update organisations.organisation set joined_at = now() where id = $1 and joined_at is null', [
      organisation.id,
    ])
    const secret = randomBytes(32).toString('base64url')
    await client.query(
      `insert into signin.link (id, digest, kind, person_id, next, expires_at) values ($1, $2, 'operator', $3, '/beheer', now() + interval '1 hour')`,
      [newId(), digestOf(secret), person.id],
    )
    await client.query(
      `insert into foundation.audit_line (request_id, person_id, act, subject_id, outcome) values (gen_random_uuid(), $1, 'signin.makeAdministrator', $2, 'granted')`,
      [person.id, organisation.id],
    )
    await client.query('commit')
    return { path: `/aanmelden/link/${secret}`, organisation: organisation.name, isNew: person.is_new }
  } finally {
    await client.end()
  }
}

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { name: { type: 'string' }, email: { type: 'string' }, organisation: { type: 'string' } },
  })
  const { name, email, organisation } = values
  if (!name || !email || !organisation) throw new Error(USAGE)
  const config = readConfig()
  if (config.practice)
    throw new Error(
      'This installation is the practice town, where everybody comes in without proof. Set PRACTICE=0 and the settings of production (README.md) first.',
    )
  const database = await openDatabase({ ...config.database, share: true, log: console.error })
  try {
    // On a new machine the administrator may come before the first start.
    await migrate(database.owner)
    const made = await makeAdministrator(database.owner, { name, email, organisation })
    console.log(
      `${made.isNew ? `${name} is now` : `The person with the address ${email} was known here and is now`} administrator of ${made.organisation}.\n` +
        `With this link they sign in, once, within an hour:\n\n  ${config.origin}${made.path}\n\n` +
        'Give it to nobody else: whoever opens it is that person.',
    )
  } finally {
    await database.stop()
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  main(process.argv.slice(2)).catch((error: Error & { code?: string }) => {
    console.error(error.code?.startsWith('ERR_PARSE_ARGS') ? `${error.message}\n${USAGE}` : error.message)
    process.exitCode = 1
  })
