// The ten process frames: their words stand in the journal and only there, so that erasure takes them away at once.
import { one, type Passed, passed, type Query } from '#foundation/database/query.ts'

export interface FramesFacts {
  /** The number of the version that holds, or 0. */
  readonly adopted: number
  /** The text of the adopted frames by place, for a departure. */
  readonly proposedEntryId: string | null
  readonly proposed: unknown
}
/** What holds, and what was last proposed, as far as it exists for who acts. */
export const findFrames = (dossierId: string): Query<FramesFacts | undefined> =>
  one(
    'council.find-frames',
    `select json_build_object(
       'adopted', (select count(*) from dossier.entry e where e.dossier_id = $1 and e.kind = 'framesAdopted'),
       'proposedEntryId', p.id, 'proposed', p.details -> 'frames')::text
     from (select 1) always left join lateral (select e.id, e.details from dossier.entry e
       where e.dossier_id = $1 and e.kind = 'framesProposed' and e.erased_at is null order by e.position desc limit 1) p on true`,
    [dossierId],
  )

export const frameVersions = (dossierId: string): Query<Passed> =>
  passed(
    'council.frame-versions',
    `select json_build_object('items', coalesce((select json_agg(json_build_object('entryId', e.id, 'number', coalesce((e.details ->> 'number')::integer, 0),
         'state', case e.kind when 'framesAdopted' then 'adopted' else 'proposed' end, 'amended', coalesce((e.details ->> 'amended')::boolean, false),
         'text', e.text, 'reason', e.details ->> 'reason', 'on', (e.occurred_at at time zone 'Europe/Amsterdam')::date,
         'frames', coalesce(e.details -> 'frames', '[]')) order by e.position desc)
       from dossier.entry e where e.dossier_id = $1 and e.kind in ('framesProposed', 'framesAdopted')), '[]'))::text
     from dossier.dossier d where d.id = $1`,
    [dossierId],
  )
