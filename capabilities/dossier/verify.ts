// Walks the hash chain of journals with the same recipe as the database, but outside it.
//
// content digest = SHA-256(salt, text, 0x00, details as PostgreSQL prints jsonb). After an erasure the words and the salt
// are gone: the digest stays, and cannot be guessed from likely words, because the salt went with them.
// link = SHA-256(previous link, header); the first previous link is SHA-256(dossier id).
// header = dossier|position|id|kind|author|SHA-256(role)|occurred µs|recorded µs|first audience|corrects or -|content digest.
import { createHash } from 'node:crypto'
import pg from 'pg'
import type { Connection } from '#foundation/database/database.ts'

const sha256 = (...parts: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

export interface Link {
  readonly id: string
  readonly dossier_id: string
  readonly position: string
  readonly kind: string
  readonly author_id: string
  readonly author_role: string
  readonly occurred: string
  readonly recorded: string
  readonly first_audience: number
  readonly corrects: string | null
  readonly text: string | null
  readonly details: string
  readonly salt: Buffer
  readonly content_digest: Buffer
  readonly previous: Buffer
  readonly chain: Buffer
  readonly erased: boolean
}

export interface Broken {
  readonly dossierId: string
  readonly position: number
  readonly entryId: string | null
  readonly fault: string
}

/** The first thing that is wrong with a link that should come after `before`, or null. */
export const faultOf = (link: Link, before: { position: number; chain: Buffer } | null): string | null => {
  const position = Number(link.position)
  if (position !== (before?.position ?? 0) + 1)
    return `an entry is missing before it: position ${(before?.position ?? 0) + 1}`
  const previous = before?.chain ?? sha256(link.dossier_id)
  if (!link.previous.equals(previous)) return 'it does not follow the entry before it'
  if (!link.erased && !link.content_digest.equals(sha256(link.salt, link.text ?? '', Buffer.of(0), link.details)))
    return 'its words are not those that were written'
  if (link.erased && link.text !== null) return 'it is marked as erased and still has words'
  const header = [
    link.dossier_id,
    link.position,
    link.id,
    link.kind,
    link.author_id,
    sha256(link.author_role).toString('hex'),
    link.occurred,
    link.recorded,
    link.first_audience,
    link.corrects ?? '-',
    link.content_digest.toString('hex'),
  ].join('|')
  if (!link.chain.equals(sha256(previous, header)))
    return 'author, time, kind, place or audience is not what was written'
  return null
}

const LINKS = `select e.id, e.dossier_id, e.position::text, e.kind, e.author_id, e.author_role, e.first_audience, e.corrects, e.text, e.details::text,
  ((extract(epoch from occurred_at) * 1000000)::bigint)::text as occurred,
  ((extract(epoch from recorded_at) * 1000000)::bigint)::text as recorded,
  salt, content_digest, previous, chain, erased_at is not null as erased
  from dossier.entry e`

/** Inside somebody's transaction: the first thing that is wrong with one journal, or null. */
export const verifyJournal = async (client: pg.ClientBase, dossierId: string): Promise<string | null> => {
  const { rows } = await client.query<Link>(`${LINKS} where e.dossier_id = $1 order by e.position`, [dossierId])
  let before: { position: number; chain: Buffer } | null = null
  for (const link of rows) {
    const fault = faultOf(link, before)
    if (fault) return `entry ${link.position}: ${fault}`
    before = { position: Number(link.position), chain: link.chain }
  }
  return null
}

/** Verifies all journals, or one. Reads in pages by dossier and position, so that memory stays flat. */
export const verifyJournals = async (
  owner: Connection,
  only?: string,
): Promise<{ dossiers: number; entries: number; broken: Broken[] }> => {
  const client = new pg.Client(owner as pg.ClientConfig)
  await client.connect()
  const broken: Broken[] = []
  let dossiers = 0
  let entries = 0
  let at = { dossier: only ?? '00000000-0000-0000-0000-000000000000', position: only ? 0 : -1 }
  let before = null as { dossier: string; position: number; chain: Buffer } | null
  try {
    // One snapshot: entries written meanwhile are of the next time.
    await client.query('begin isolation level repeatable read read only')
    for (;;) {
      const { rows }: { rows: Link[] } = await client.query(
        `${LINKS} where (e.dossier_id, e.position) > ($1, $2) and ($3::uuid is null or e.dossier_id = $3)
         order by e.dossier_id, e.position limit 2000`,
        [at.dossier, at.position, only ?? null],
      )
      for (const link of rows) {
        if (before?.dossier !== link.dossier_id) {
          before = null
          dossiers++
        }
        entries++
        // Only the first broken link of a journal says something: all that follow hang from it.
        if (broken.at(-1)?.dossierId !== link.dossier_id) {
          const fault = faultOf(link, before)
          if (fault)
            broken.push({ dossierId: link.dossier_id, position: Number(link.position), entryId: link.id, fault })
        }
        before = { dossier: link.dossier_id, position: Number(link.position), chain: link.chain }
      }
      const last = rows.at(-1)
      if (!last) break
      at = { dossier: last.dossier_id, position: Number(last.position) }
    }
    await client.query('commit')
  } finally {
    await client.end()
  }
  return { dossiers, entries, broken }
}
