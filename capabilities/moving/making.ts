// Makes packages of a dossier and of an organisation, and takes packages in. Works as the owner of the database.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { verifyJournal } from '#capabilities/dossier/index.ts'
import type { Connection } from '#foundation/database/database.ts'
import type { Store } from '#foundation/files/store.ts'
import { type Heading, type Packed, writePackage } from '#foundation/transfer/pack.ts'
import type { Move } from '#foundation/transfer/plan.ts'
import { BadPackage, takePackage } from '#foundation/transfer/unpack.ts'
import { NEEDED, OF_DOSSIERS, OF_ORGANISATIONS } from './tables.ts'
import { text } from './text.nl.ts'

export interface Source {
  readonly owner: Connection
  readonly store: Store
  readonly origin: string
}

export const releaseOf = async (): Promise<string> =>
  JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')).version

const moveOfDossiers = (dossierIds: readonly string[]): Move => ({
  dossierIds,
  organisationIds: [],
  taken: OF_DOSSIERS,
  needed: NEEDED,
  inFull: [],
})

const write = async (
  { owner, store, origin }: Source,
  target: string,
  heading: Pick<Heading, 'of' | 'kind'>,
  move: (client: pg.ClientBase) => Promise<Move>,
  log?: (line: string) => void,
  progress?: (percent: number) => void,
): Promise<Packed> =>
  writePackage({
    owner,
    target,
    heading: { ...heading, origin, release: await releaseOf() },
    about: text.about,
    move,
    open: (digest) => store.open(digest),
    has: (digest) => store.has(digest),
    ...(log ? { log } : {}),
    ...(progress ? { progress } : {}),
  })

/** Everything of one dossier, private notes of people excepted. Throws a sentence when there is no such dossier. */
export const packDossier = async (
  source: Source,
  dossierId: string,
  target: string,
  log?: (line: string) => void,
  progress?: (percent: number) => void,
) =>
  write(
    source,
    target,
    { kind: 'dossier', of: dossierId },
    async (client) => {
      const { rowCount } = await client.query('select from dossier.dossier where id = $1', [dossierId])
      if (!rowCount) throw new Error(`There is no dossier ${dossierId} here.`)
      return moveOfDossiers([dossierId])
    },
    log,
    progress,
  )

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Everything of one organisation and of those it inherited: dossiers, members, frames. Throws a sentence. */
export const packOrganisation = async (source: Source, name: string, target: string, log?: (line: string) => void) =>
  write(
    source,
    target,
    { kind: 'organisation', of: name },
    async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `select id from organisations.organisation where ${UUID.test(name) ? 'id = $1::uuid' : 'lower(name) = lower($1)'} order by id`,
        [name.trim()],
      )
      if (rows.length === 0) throw new Error(`There is no organisation "${name}" here.`)
      if (rows.length > 1)
        throw new Error(
          `There are ${rows.length} organisations called "${name}". Give the id of one: ${rows.map((row) => row.id).join(', ')}.`,
        )
      const { rows: all } = await client.query<{ id: string }>(
        'select $1::uuid as id union select predecessor_id from organisations.heritage where organisation_id = $1',
        [rows[0]!.id],
      )
      const organisationIds = all.map((row) => row.id)
      const { rows: dossiers } = await client.query<{ id: string }>(
        'select id from dossier.dossier where organisation_id = any ($1)',
        [organisationIds],
      )
      const { rows: members } = await client.query<{ id: string }>(
        'select distinct person_id as id from people.membership where organisation_id = any ($1)',
        [organisationIds],
      )
      return {
        dossierIds: dossiers.map((row) => row.id),
        organisationIds,
        taken: [...OF_DOSSIERS, ...OF_ORGANISATIONS],
        needed: NEEDED,
        inFull: members.map((row) => row.id),
      }
    },
    log,
  )

/** Takes a package in, wholly or not at all: the journals must verify, else nothing happened. Throws a sentence. */
export const takeIn = async (owner: Connection, store: Store, source: string, log?: (line: string) => void) =>
  takePackage({
    owner,
    source,
    store,
    taking: {
      known: new Set([
        ...OF_DOSSIERS.map((one) => one.table),
        ...OF_ORGANISATIONS.map((one) => one.table),
        ...NEEDED.flatMap((one) => [one.table, ...(one.with ?? [])]),
      ]),
      awake: new Set(['dossier.document']),
      shared: new Set([
        ...NEEDED.flatMap((one) => [one.table, ...(one.with ?? [])]),
        ...OF_ORGANISATIONS.map((one) => one.table),
      ]),
    },
    after: async (client, dossierIds) => {
      // Searching learns the words of a journal in the order in which it was recorded, and these were recorded long ago.
      await client.query("update search.learned set upto = '-infinity'")
      for (const dossierId of dossierIds) {
        await client.query('select dossier.settle_reach($1)', [dossierId])
        const fault = await verifyJournal(client, dossierId)
        if (fault)
          throw new BadPackage(`The journal of dossier ${dossierId} does not verify (${fault}). Nothing was changed.`)
      }
    },
    ...(log ? { log } : {}),
  })
