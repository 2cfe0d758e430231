// Tells whoever is on the other side of a hand-over, and ends offers of dossiers that got another owner by themselves.
import { putNotice } from '#capabilities/attention/index.ts'
import type { Listener } from '#foundation/events/dispatch.ts'

export const listeners: readonly Listener[] = [
  {
    name: 'handover: notices',
    on: ['handoverOffered', 'handoverEnded'],
    hear: (event, client) =>
      putNotice(client, {
        kind: event.name === 'handoverOffered' ? 'handoverOffered' : 'handoverEnded',
        to: event.payload.to,
        except: event.personId,
        dossierId: event.dossierId,
      }),
  },
  {
    // When the owner left, the deputy owns it (succession): what the leaver offered is overtaken.
    name: 'handover: overtaken',
    on: ['dossierHandedOver'],
    hear: async (event, client) => {
      const { rows } = await client.query(
        `with ended as (
           update handover.offer f set outcome = 'overtaken', ended_at = clock_timestamp()
           from dossier.dossier d where d.id = f.dossier_id and f.dossier_id = $1 and f.outcome is null and f.from_id <> d.owner_id
           returning f.involvement_id, f.to_id),
         closed as (
           update dossier.involvement i set until = now() where i.id in (select involvement_id from ended) and (i.until is null or i.until > now()))
         select to_id as "toId" from ended`,
        [event.dossierId],
      )
      if (!rows.length) return
      await client.query('select dossier.settle_reach($1)', [event.dossierId])
      for (const { toId } of rows)
        await putNotice(client, { kind: 'handoverEnded', to: `m:${toId}`, dossierId: event.dossierId })
    },
  },
]
