// What the council was owed and what it would treat, as both stood at the end of a day: made from what was recorded by then.
import { type Passed, passed, type Query } from '#foundation/database/query.ts'

/** The moment at which the day `$2` ends on the clock of the Netherlands. */
const END = `((($2::date + 1)::timestamp) at time zone 'Europe/Amsterdam')`
const ENDED = `('discharged', 'adopted', 'rejected', 'withdrawn', 'answered', 'refused')`

export const itemsAsOf = (dossierId: string, at: string, limit: number): Query<Passed> =>
  passed(
    'councilItems.as-of',
    `with standing as (
       select i.*, case
           when i.kind = 'technicalQuestion' then case when o.closed_at < ${END} then o.outcome else 'asked' end
           when s.kind = 'adopted' then case when i.kind = 'amendment' then 'adopted' else 'received' end
           when s.kind = 'started' then 'underWay'
           else coalesce(s.kind, 'received') end as stood,
         coalesce(a.due_on, o.due_on, case when a.id is null and i.state = 'received' then i.due_on end) as due,
         a.debtor_role as owed_by, a.debtor as owes,
         (select v.kind from council_items.step v where v.council_item_id = i.id and v.moved_at < ${END}
           and v.kind in ('adopted', 'rejected', 'withdrawn') limit 1) as voted,
         greatest(i.registered_at, s.moved_at, case when o.closed_at < ${END} then o.closed_at end) as moved
       from council_items.council_item i left join open_items.open_item o on o.id = i.open_item_id
       left join lateral (select * from council_items.step s where s.council_item_id = i.id and s.moved_at < ${END}
         order by s.number desc limit 1) s on true
       left join lateral (select * from council_items.step a where a.council_item_id = i.id and a.kind = 'assigned' and a.moved_at < ${END}
         order by a.number desc limit 1) a on true
       where i.dossier_id = $1 and i.registered_at < ${END}),
     shown as (select *, stood in ${ENDED} as ended from standing order by stood in ${ENDED}, due nulls last, moved desc, id limit $3)
     select json_build_object('items', coalesce((select json_agg(json_build_object('councilItemId', i.id, 'dossierId', i.dossier_id,
         'dossierTitle', (select d.title from dossier.dossier d where d.id = i.dossier_id), 'organisationId', i.organisation_id,
         'organisationName', (select n.name from organisations.organisation n where n.id = i.organisation_id), 'kind', i.kind,
         'reference', i.reference, 'title', i.title, 'submittedBy', i.submitted_by, 'madeOn', i.made_on, 'dueOn', i.due,
         'state', i.stood, 'vote', i.voted, 'late', coalesce(not i.ended and i.stood <> 'reported' and i.due < $2::date, false),
         'debtor', i.owed_by, 'mine', coalesce(i.owes = any ((select access.keys())::text[]), false),
         'timesSentBack', (select count(*) from council_items.step b where b.council_item_id = i.id and b.kind = 'sentBack' and b.moved_at < ${END}),
         'lateness', (select json_build_object('code', l.code, 'explanation', case when l.entry_id is null
             or exists (select from dossier.entry e where e.id = l.entry_id) then l.explanation else '' end,
             'expectedOn', l.expected_on, 'saidAt', l.said_at)
           from council_items.lateness l where l.council_item_id = i.id and l.said_at < ${END} order by l.said_at desc limit 1),
         'audience', i.audience, 'changedAt', i.moved) order by i.ended, i.due nulls last, i.moved desc, i.id) from shown i), '[]'),
       'next', null)::text`,
    [dossierId, at, limit],
  )

export const momentsAsOf = (dossierId: string, at: string, limit: number): Query<Passed> =>
  passed(
    'councilItems.moments-as-of',
    `with stood as (
       select t.*, coalesce((select v.was from council_items.moment_move v where v.moment_id = t.id and v.moved_at >= ${END}
           order by v.moved_at limit 1), t.planned_on) as on_day,
         (select json_agg(json_build_object('was', v.was, 'became', v.became, 'reason', v.reason, 'movedAt', v.moved_at) order by v.moved_at)
           from council_items.moment_move v where v.moment_id = t.id and v.moved_at < ${END}) as moves
       from council_items.moment t where t.dossier_id = $1 and t.proposed_at < ${END}
         and not exists (select from council_items.moment_ending e where e.moment_id = t.id and e.ended_at < ${END})),
     shown as (select * from stood order by on_day, id limit $3)
     select json_build_object('items', coalesce((select json_agg(json_build_object('momentId', t.id, 'organisationId', t.organisation_id,
         'organisationName', (select n.name from organisations.organisation n where n.id = t.organisation_id),
         'dossierId', (select d.id from dossier.dossier d where d.id = t.dossier_id),
         'dossierTitle', (select d.title from dossier.dossier d where d.id = t.dossier_id), 'subject', t.subject, 'kind', t.kind,
         'body', t.body, 'place', t.place, 'plannedOn', t.on_day, 'startsAt', to_char(t.starts_at, 'HH24:MI'), 'audience', t.audience,
         'state', case when coalesce(t.confirmed_at >= ${END}, true) then 'proposed' when t.moves is not null then 'moved' else 'planned' end,
         'changedAt', t.proposed_at, 'moves', coalesce(t.moves, '[]'), 'ending', null) order by t.on_day, t.id) from shown t), '[]'),
       'next', null)::text`,
    [dossierId, at, limit],
  )
