// The package of a person: what they put in, read through the eyes of their session, with the files that they attached.

import { z } from 'zod'
import { credentialOfSession } from '#capabilities/signin/index.ts'
import type { Database } from '#foundation/database/database.ts'
import { cleanName, extensionOf } from '#foundation/files/names.ts'
import type { Work } from '#foundation/jobs/jobs.ts'
import { type Packed, type PackedFile, writeDocuments } from '#foundation/transfer/pack.ts'
import { OwnExport } from './contract.ts'
import { releaseOf, type Source } from './making.ts'
import { myExport } from './queries.ts'
import { text } from './text.nl.ts'

/** Whoever asked for it signed out, or was away so long that they were. */
export class SessionOver extends Error {}

type Export = z.output<typeof OwnExport>
type Entry = Export['entries'][number]

const Entries = OwnExport.shape.entries.element
/** In a package an address of this house is of no use: there a document says where in the package it lies. */
const PackedEntry = Entries.extend({
  documents: z.array(
    Entries.shape.documents.element.omit({ address: true }).extend({
      /** Below the root of the package. */
      path: z.string(),
    }),
  ),
})
const SCHEMAS = {
  person: OwnExport.shape.person,
  membership: OwnExport.shape.memberships.element,
  entry: PackedEntry,
  note: OwnExport.shape.notes.element,
  openItem: OwnExport.shape.openItems.element,
} as const

/** Files under names that a person recognises, numbered so that no two are the same; the same bytes lie there once. */
const layOut = (entries: readonly Entry[]): { files: PackedFile[]; pathOf: ReadonlyMap<string, string> } => {
  const files: PackedFile[] = []
  const pathOf = new Map<string, string>()
  for (const { documents } of entries)
    for (const { name, sha256, size } of documents) {
      if (pathOf.has(sha256)) continue
      const number = String(files.length + 1).padStart(4, '0')
      const path = `files/${number}-${cleanName(name, [extensionOf(name) || 'bin'])}`
      pathOf.set(sha256, path)
      files.push({ path, digest: sha256, size })
    }
  return { files, pathOf }
}

/** What a package has words of. */
export interface Held {
  readonly dossierIds: readonly string[]
  readonly entryIds: readonly string[]
  readonly noteIds: readonly string[]
}

/** Throws SessionOver when the session no longer is anybody's. */
export const packOwn = async (
  { store, origin, database }: Source & { readonly database: Pick<Database, 'read'> },
  withClient: Work['withClient'],
  sessionId: string,
  target: string,
  progress: (percent: number) => void,
): Promise<Packed & Held> => {
  const credential = await withClient((client) => credentialOfSession(client, sessionId))
  if (!credential) throw new SessionOver('the session is over')
  const { actor, results } = await database.read(credential, [myExport()])
  if (!actor) throw new SessionOver('the session is over')
  const all = JSON.parse(results[0] as string) as Export
  const { files, pathOf } = layOut(all.entries)
  const entries = all.entries.map((entry) => ({
    ...entry,
    documents: entry.documents.map(({ address: _, ...document }) => ({
      ...document,
      path: pathOf.get(document.sha256)!,
    })),
  }))
  const records: Record<keyof typeof SCHEMAS, readonly object[]> = {
    person: [all.person],
    membership: all.memberships,
    entry: entries,
    note: all.notes,
    openItem: all.openItems,
  }
  const packed = await writeDocuments({
    target,
    heading: { kind: 'person', of: actor.personId, origin, release: await releaseOf() },
    about: text.aboutOwn,
    documents: (Object.keys(SCHEMAS) as (keyof typeof SCHEMAS)[]).map((name) => ({
      name,
      schema: { ...z.toJSONSchema(SCHEMAS[name]), title: name },
      records: records[name],
    })),
    files,
    open: (digest) => store.open(digest),
    has: (digest) => store.has(digest),
    progress,
  })
  const dossierIds = [...all.entries, ...all.notes, ...all.openItems].map(({ dossierId }) => dossierId)
  return {
    ...packed,
    dossierIds: [...new Set(dossierIds)],
    entryIds: all.entries.map(({ entryId }) => entryId),
    noteIds: all.notes.map(({ noteId }) => noteId),
  }
}
