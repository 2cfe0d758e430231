// What a live stream asks of the open items: which of these events exist for a reader, and whose *Vandaag* they may change.
import type { LiveEvent } from '#foundation/live/feed.ts'
import { writePosition } from '#foundation/live/position.ts'
import type { Watched } from '#foundation/live/watched.ts'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

const pairs = (events: readonly LiveEvent[]) => {
  const known = events.filter((event) => UUID.test(String(event.payload.openItemId)))
  return [known.map((event) => writePosition(event.at)), known.map((event) => event.payload.openItemId)]
}

/** An open item that was asked, passed on, extended, climbed or closed. */
export const watched: Watched = {
  capability: 'openItems',
  key: 'openItemId',
  exist: (events) => ({
    name: 'open-items.live',
    text: `select x.position from unnest($1::text[], $2::uuid[]) x (position, open_item_id)
      where exists (select from open_items.open_item i where i.id = x.open_item_id)`,
    values: pairs(events),
    read: (rows) => rows.map((row) => row[0]!),
  }),
  concerns: (events) => ({
    name: 'open-items.live-concerns',
    text: `select x.position, to_json(array_agg(distinct k.key))::text
      from unnest($1::text[], $2::uuid[]) x (position, open_item_id)
      join open_items.open_item i on i.id = x.open_item_id
      cross join lateral (
        select i.addressee as key union select 'm:' || i.raised_by
        union select s.subject from open_items.step s
          where s.open_item_id = i.id and s.reached_at is not null and s.subject is not null) k
      group by x.position`,
    values: pairs(events),
    read: (rows) => rows.map(([position, keys]) => ({ position: position!, keys: JSON.parse(keys!) as string[] })),
  }),
}
