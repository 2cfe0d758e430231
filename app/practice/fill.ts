// Fills the practice municipality on the first run: the real register is not needed for it, the cast and their stories are.
import pg from 'pg'
import { climb } from '#capabilities/open-items/index.ts'
import type { Connection } from '#foundation/database/database.ts'
import { idFrom } from '#foundation/id.ts'
import type { Config } from '../config.ts'
import { openFiles } from '../files.ts'
import { listenersOf } from '../wiring.ts'
import { castActs } from './acting.ts'
import { arrangeTown } from './arranging.ts'
import { calendarFrom } from './calendar.ts'
import { type PersonKey, people, personId, plantCast } from './cast.ts'
import { frameVersionId, plantFrames } from './frames.ts'
import { liveThrough } from './living.ts'
import { liveHavenkwartier } from './stories/havenkwartier.ts'
import { frames } from './stories/kaders.ts'
import { stories } from './stories.ts'
import { dossierId, tell } from './tell.ts'
import { tellOffer } from './telling/handover.ts'

export const fillPractice = async (
  { owner, serving }: { readonly owner: Connection; readonly serving: Connection },
  config: Config,
  say: (line: string) => void,
): Promise<void> => {
  const client = new pg.Client(owner as pg.ClientConfig)
  await client.connect()
  try {
    const { rows } = await client.query(`select 1 from foundation.setting where name = 'practice'`)
    if (rows.length) return
    const calendar = calendarFrom(new Date())
    const { files } = openFiles(config)
    // Only in an empty town, before the others: what is lived grows older with everything that is there.
    if ((await client.query('select from dossier.dossier limit 1')).rowCount === 0) {
      await client.query('begin')
      await plantCast(client)
      await plantFrames(client, frames)
      await client.query('commit')
      await castActs({ client, serving, config }, (ask) =>
        liveThrough(
          // Mail about what happened in spring would be news to nobody.
          { client, ask, listeners: listenersOf(config).filter(({ name }) => !name.endsWith('mail')) },
          (living) => liveHavenkwartier(living, { frameVersionId: frameVersionId('havenkwartier', 1) }),
        ),
      )
    }
    await client.query('begin')
    await arrangeTown(client, new Date())
    for (const story of stories) await tell({ client, calendar, files }, story)
    // The process belongs to the area that is told beside it (P10).
    await client.query(
      `insert into parties.area_link (id, dossier_id, area_id, linked_by, linked_at)
       select $1, d.id, a.id, d.owner_id, d.opened_at from dossier.dossier d, dossier.dossier a
       where d.id <> a.id and d.title like 'Havenkwartier:%' and a.id = $2`,
      [idFrom('practice area of havenkwartier'), dossierId('haven')],
    )
    // Bas-Jan gets other work: what he leaves waits for Samira to say yes or no.
    await tellOffer(client, {
      dossierId: dossierId('schoolroute'),
      at: calendar.moment('19 jan 16.40'),
      from: 'basjan',
      to: 'samira',
      reason: 'Vanaf februari werk ik twee dagen bij Lindemeer. Jij kent de school en de winkels.',
      first:
        'Bel Joost voordat de school haar rooster vastlegt. De winkeliers willen eerst weten om hoe laat het gaat.',
    })
    // Everybody last looked around on Friday afternoon: what came since is new today.
    for (const [key, person] of Object.entries(people))
      if ('today' in person)
        await client.query(
          'insert into dossier.visit (person_id, previous_at, at) values ($1, $2, $2) on conflict do nothing',
          [personId(key as PersonKey), calendar.moment('16 jan 17.15')],
        )
    await client.query(
      `insert into foundation.setting (name, value) values ('practice', jsonb_build_object('filledAt', now()))`,
    )
    await client.query('commit')
    // What is due by now is in the stories already; this is for a step that falls between their telling and now.
    while ((await climb(client, new Date())) > 0);
    say('The practice town Wierdijk is filled.')
  } finally {
    await client.end()
  }
}
