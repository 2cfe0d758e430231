// Puts an event into the transaction of the act that it tells of. No notification here: NOTIFY in a write transaction
// takes one global lock at commit (0.19x at 16 writers, stack.md 4); the dispatcher is poked after the commit instead.
import type { Actor } from '../access/actor.ts'
import type { Event } from '../capability.ts'
import { run, type Statement } from '../database/query.ts'

export const publishing = (event: Event, actor: Actor | null): Statement =>
  run(
    'event.publish',
    'insert into foundation.event (name, dossier_id, organisation_id, person_id, payload) values ($1, $2, $3, $4, $5)',
    [
      event.name,
      event.dossierId ?? null,
      event.organisationId ?? null,
      actor?.personId ?? null,
      JSON.stringify(event.payload),
    ],
  )
