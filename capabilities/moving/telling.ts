// Tells programs elsewhere that something changed: noted with the event, sent by a job, tried again with growing pauses.
import { unseal } from '#capabilities/signin/index.ts'
import type { Listener } from '#foundation/events/dispatch.ts'
import type { Job } from '#foundation/jobs/jobs.ts'
import { bodyOf, call } from './calling.ts'

/** Of what happens here, what is told: under which kind. */
const TOLD: Readonly<Record<string, string>> = {
  dossierOpened: 'dossier.opened',
  entryAdded: 'dossier.changed',
  dossierHandedOver: 'dossier.changed',
  dossierClosed: 'dossier.closed',
  openItemAsked: 'openItem.changed',
  openItemAnswered: 'openItem.changed',
  openItemRefused: 'openItem.changed',
  organisationRenamed: 'organisation.changed',
  memberAdded: 'organisation.changed',
  membershipChanged: 'organisation.changed',
  membershipEnded: 'organisation.changed',
}

/** Minutes until it is tried again: some three days in all, then it is given up. */
const PAUSES = [1, 5, 30, 120, 360, 720, 1440, 1440]
const BATCH = 20

export const listeners: readonly Listener[] = [
  {
    name: 'webhooks',
    on: Object.keys(TOLD),
    hear: async (event, client) => {
      if (!event.organisationId) return
      // Of a dossier that not everybody in the organisation may know, not even that it changed is told.
      await client.query(
        `insert into moving.delivery (id, webhook_id, type, dossier_id, happened_at)
         select gen_random_uuid(), w.id, $2, d.id, $4
         from moving.webhook w left join dossier.dossier d on d.id = $3
         where w.organisation_id = $1 and w.ended_at is null and w.given_up_at is null
           and ($3::uuid is null or d.ceiling >= 3)
           -- What waits says it already: a journal that fills up is told of once.
           and not exists (select from moving.delivery v where v.webhook_id = w.id and v.type = $2 and v.dossier_id is not distinct from d.id
             and v.attempts = 0 and v.done_at is null and v.failed_at is null)`,
        [event.organisationId, TOLD[event.name], event.dossierId, event.at],
      )
    },
  },
]

interface Due {
  readonly id: string
  readonly webhookId: string
  readonly organisationId: string
  readonly url: string
  readonly sealedSecret: string
  readonly type: string
  readonly dossierId: string | null
  readonly happenedAt: Date
  readonly attempts: number
}

/** `mayBeHere`: in the practice town a program may run on this very machine. */
export const jobs = (parts: { readonly origin: string; readonly mayBeHere: boolean }): readonly Job[] => [
  {
    name: 'deliver-webhooks',
    everySeconds: 2,
    run: async (_, { withClient, now }) => {
      // Taken first, called without a transaction, written down after: a slow receiver holds nobody up, and a server that
      // dies in between leaves it to be tried again, under the same id, by which the receiver knows a repetition.
      const due = await withClient(
        async (client) =>
          (
            await client.query<Due>(
              `with due as (
                 select v.id from moving.delivery v join moving.webhook w on w.id = v.webhook_id
                 where v.done_at is null and v.failed_at is null and v.next_at <= $1 and w.ended_at is null
                 order by v.next_at limit ${BATCH} for update of v skip locked)
               update moving.delivery v set attempts = v.attempts + 1, next_at = $1::timestamptz + interval '2 minutes'
               from due, moving.webhook w where v.id = due.id and w.id = v.webhook_id
               returning v.id, w.id as "webhookId", w.organisation_id as "organisationId", w.url, w.sealed_secret as "sealedSecret",
                 v.type, v.dossier_id as "dossierId", v.happened_at as "happenedAt", v.attempts`,
              [now()],
            )
          ).rows,
      )
      await Promise.all(
        due.map(async (one) => {
          const secret = unseal<string>('webhook', one.sealedSecret)
          const result = secret
            ? await call(
                one.url,
                secret,
                one.id,
                bodyOf({ ...one, deliveryId: one.id }, parts.origin),
                now(),
                parts.mayBeHere,
              )
            : { ok: false, answer: 'secret' }
          const pause = PAUSES[one.attempts - 1]
          await withClient(async (client) => {
            await client.query(
              `update moving.delivery set answer = $2,
                 done_at = case when $3 then $5::timestamptz end,
                 failed_at = case when not $3 and $4::int is null then $5::timestamptz end,
                 next_at = case when not $3 and $4::int is not null then $5::timestamptz + make_interval(mins => $4::int) else next_at end
               where id = $1`,
              [one.id, result.answer, result.ok, pause ?? null, now()],
            )
            if (!result.ok && pause === undefined)
              await client.query('update moving.webhook set given_up_at = $2 where id = $1 and given_up_at is null', [
                one.webhookId,
                now(),
              ])
          })
        }),
      )
    },
  },
  {
    name: 'forget-deliveries',
    every: '47 2 * * *',
    run: async (_, { withClient }) => {
      await withClient((client) =>
        client.query("delete from moving.delivery where coalesce(done_at, failed_at) < now() - interval '30 days'"),
      )
    },
  },
]
