// How the practice town arranged Schakel for itself: how long it keeps, and a day on which the town hall is closed.
import type pg from 'pg'
import { addDays, easterOf } from '#capabilities/settings/index.ts'
import { idFrom } from '#foundation/id.ts'
import { membershipId, organisationId } from './cast.ts'

const SOURCE = 'Selectielijst gemeenten en intergemeentelijke organen 2020 (oefening, niet overnemen)'
/** Years after closing, by how it ended; null is for ever. */
const KEPT = {
  opgave: [null, 10, 5, 1],
  initiative: [10, 5, 5, 1],
  area: [null, null, 10, 1],
  service: [7, 5, 5, 1],
} as const

export const arrangeTown = async (client: pg.ClientBase, today: Date): Promise<void> => {
  const by = membershipId('theo')
  const town = organisationId('wierdijk')
  for (const [kind, years] of Object.entries(KEPT))
    await client.query(
      `insert into settings.retention (id, organisation_id, kind, valid_from, source, result, no_result, stopped, handed_over, reason, made_by)
       values ($1, $2, $3, '2020-01-01', $4, $5, $6, $7, $8, 'Vastgesteld met de archivaris.', $9) on conflict do nothing`,
      [idFrom(`practice retention ${kind}`), town, kind, SOURCE, ...years, by],
    )
  await client.query(
    `insert into settings.closing_day (id, organisation_id, day, name, made_by)
     values ($1, $2, $3, 'Vrijdag na Hemelvaart', $4) on conflict do nothing`,
    [idFrom('practice closing day'), town, addDays(easterOf(today.getFullYear() + 1), 40), by],
  )
}
