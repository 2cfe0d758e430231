// Lets silence climb: every step that is due is reached once, however many servers run and however long none did.
import type pg from 'pg'

const BATCH = 200

/**
 * One transaction. An item is taken whole and by one server (`skip locked`), so several steps that are due at once, as after
 * a night without power, are climbed in order and told of once: the highest. It takes no lock of a dossier and writes no
 * journal, so it cannot stand in the way of somebody who answers at the same moment; who is faster, is right.
 * Answers how many items climbed; call it until that is 0.
 */
export const climb = async (client: pg.ClientBase, now: Date): Promise<number> => {
  await client.query('begin')
  try {
    const { rows: items } = await client.query<{ id: string }>(
      `select i.id from open_items.open_item i
       where i.closed_at is null and i.id in (
         select s.open_item_id from open_items.step s where s.reached_at is null and s.at <= $1 order by s.at limit ${BATCH * 5})
       order by i.id limit ${BATCH} for update skip locked`,
      [now],
    )
    let climbed = 0
    // Another server may have climbed these a moment ago: that is seen only now, so only what is reached here counts.
    if (items.length) {
      const { rows } = await client.query<{ count: number }>(
        `with reached as (
           update open_items.step s set reached_at = $2, subject = open_items.place(s.open_item_id, s.kind)
           where s.open_item_id = any ($1::uuid[]) and s.reached_at is null and s.at <= $2
           returning s.open_item_id, s.number, s.kind, s.at, s.subject),
         told as (
           insert into open_items.hears (open_item_id, subject)
           select r.open_item_id, r.subject from reached r where r.kind in ('manager', 'owner', 'head') and r.subject is not null
           on conflict do nothing),
         -- A step on which nobody stands is passed, and tells nobody.
         highest as (
           select distinct on (r.open_item_id) r.open_item_id, r.number, r.kind from reached r where r.subject is not null
           order by r.open_item_id, r.number desc),
         moved as (
           update open_items.open_item i set step = greatest(i.step, h.number),
             lapsed_at = coalesce(i.lapsed_at, (select r.at from reached r where r.open_item_id = i.id and r.kind = 'lapse'))
           from highest h where i.id = h.open_item_id
           returning i.id, i.dossier_id, i.organisation_id),
         said as (
           insert into foundation.event (name, dossier_id, organisation_id, payload)
           select 'openItemClimbed', m.dossier_id, m.organisation_id,
             jsonb_build_object('openItemId', m.id, 'step', h.kind, 'number', h.number)
           from moved m join highest h on h.open_item_id = m.id)
         select count(distinct r.open_item_id)::int as count from reached r`,
        [items.map((item) => item.id), now],
      )
      climbed = rows[0]!.count
    }
    await client.query('commit')
    return climbed
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}
