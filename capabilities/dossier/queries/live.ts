// What a live stream asks of the dossier: which of these events exist for a reader, and whose own pages they may change.
import type { Query } from '#foundation/database/query.ts'
import type { LiveEvent } from '#foundation/live/feed.ts'
import { writePosition } from '#foundation/live/position.ts'
import type { Places, Watched } from '#foundation/live/watched.ts'
import { REACH } from './reading.ts'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
const textList = (rows: readonly (readonly (string | null)[])[]) => rows.map((row) => row[0]!)

const existing = (events: readonly LiveEvent[]): Query<readonly string[]> => {
  const known = events.filter((event) => UUID.test(String(event.payload.entryId)))
  // Whoever could read a line before its audience was narrowed has it on the screen, and must hear that it changed.
  const was = known.map((event) => (event.name === 'audienceChanged' ? Number(event.payload.was) : null))
  return {
    name: 'dossier.live-entries',
    text: `select x.position from unnest($1::text[], $2::uuid[], $3::uuid[], $4::int[]) x (position, entry_id, dossier_id, was)
      where exists (select from dossier.entry e where e.id = x.entry_id)
        or (x.was is not null and exists (select from dossier.dossier d where d.id = x.dossier_id and ${REACH} <= x.was))`,
    values: [
      known.map((event) => writePosition(event.at)),
      known.map((event) => event.payload.entryId),
      known.map((event) => event.dossierId),
      was,
    ],
    read: textList,
  }
}

/** An entry that came, was corrected, erased, or got other readers. */
export const watched: Watched = {
  capability: 'dossier',
  key: 'entryId',
  exist: existing,
  concerns: (events) => {
    const known = events.filter((event) => event.dossierId)
    return {
      name: 'dossier.live-concerns',
      text: `select x.position, to_json(array_agg(distinct r.subject))::text
        from unnest($1::text[], $2::uuid[]) x (position, dossier_id)
        join dossier.reach r on r.dossier_id = x.dossier_id and r.until > now() group by x.position`,
      values: [known.map((event) => writePosition(event.at)), known.map((event) => event.dossierId)],
      read: (rows) => rows.map(([position, keys]) => ({ position: position!, keys: JSON.parse(keys!) as string[] })),
    }
  },
}

/** Which of these dossiers exist for the reader. */
export const places: Places = {
  capability: 'dossier',
  exist: (ids) => ({
    name: 'dossier.live-places',
    text: 'select d.id::text from dossier.dossier d where d.id = any ($1::uuid[])',
    values: [ids],
    read: textList,
  }),
}
