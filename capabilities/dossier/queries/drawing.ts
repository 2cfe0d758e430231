// What waits to be drawn, and keeping what was. For the background, which works as the owner.
import { run, type Statement } from '#foundation/database/query.ts'
import { FILE_LOCK } from '#foundation/files/store.ts'

/** Takes one document to draw, so that no other server draws it too: one that dies while drawing is tried again, once. */
export const takeDrawing: Statement = run(
  'dossier.take-drawing',
  `update dossier.drawing d set tries = d.tries + 1, tried_at = now() from dossier.document o
   where o.id = d.document_id and d.document_id = (
     select w.document_id from dossier.drawing w
     where w.drawn_at is null and w.tries < 2 and coalesce(w.tried_at, '-infinity') < now() - interval '3 minutes'
     order by w.tries, w.document_id desc limit 1 for update skip locked)
   returning d.document_id as "documentId", encode(o.digest, 'hex') as digest, o.type, o.size::integer as size`,
)

/** A document that was erased meanwhile gets none: its pages must not outlive it. */
export const keepPreviews = (
  documentId: string,
  pages: readonly { readonly digest: string; readonly size: number; readonly type: string }[],
): Statement[] => [
  // None while unused files are being removed (housekeeping.ts).
  run('dossier.use-files', 'select pg_advisory_xact_lock_shared($1::bigint)', [FILE_LOCK]),
  run(
    'dossier.preview-files',
    `insert into foundation.file (digest, size, type)
     select distinct on (p.digest) decode(p.digest, 'hex'), p.size, p.type from unnest($1::text[], $2::bigint[], $3::text[]) as p (digest, size, type)
     on conflict do nothing`,
    [pages.map(({ digest }) => digest), pages.map(({ size }) => size), pages.map(({ type }) => type)],
  ),
  run(
    'dossier.previews',
    `insert into dossier.preview (document_id, number, digest, size)
     select o.id, p.number, decode(p.digest, 'hex'), p.size from (select id from dossier.document where id = $1 for share) o
     cross join unnest($2::text[], $3::bigint[]) with ordinality as p (digest, size, number)
     on conflict do nothing`,
    [documentId, pages.map(({ digest }) => digest), pages.map(({ size }) => size)],
  ),
  run('dossier.drawn', 'update dossier.drawing set drawn_at = now() where document_id = $1', [documentId]),
]
