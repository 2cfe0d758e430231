// Keeps the order of events readable when their numbers no longer fit the database they are in, and forgets old ones.
import type pg from 'pg'

/**
 * After a restore into another cluster the transactions of old events lie in the future: listeners would wait for them
 * for months and pass over what happens now. Gives all events a place in the past, in the same order, and moves the
 * marks of the listeners with them. Does nothing in a database that was not moved. Run it before anybody writes.
 */
export const mendOrder = async (tx: pg.ClientBase): Promise<boolean> => {
  if (!(await isFromElsewhere(tx))) return false
  await tx.query('lock table foundation.listener, foundation.event in exclusive mode')
  // Another server may have done it while this one waited for the lock.
  if (!(await isFromElsewhere(tx))) return false
  // The ids stay the same set, dealt out anew in the old order: then (3, id) says it all. 3 is the first real transaction.
  await tx.query(`
    create temp table renumbered on commit drop as
    select e.*, n.id as new_id
    from (select *, row_number() over (order by xid, id) as place from foundation.event) e
    join (select id, row_number() over (order by id) as place from foundation.event) n using (place)`)
  await tx.query(`
    update foundation.listener l set xid = '3'::xid8, id = coalesce(
      (select max(r.new_id) from renumbered r where (r.xid, r.id) <= (l.xid, l.id)), 0)`)
  await tx.query(`
    create temp table stuck on commit drop as
    select r.new_id, s.listener, s.fault, s.at from foundation.stuck_event s join renumbered r on r.id = s.event_id`)
  await tx.query('delete from foundation.stuck_event')
  await tx.query('insert into foundation.stuck_event (event_id, listener, fault, at) select * from stuck')
  await tx.query('delete from foundation.event')
  await tx.query(`
    insert into foundation.event (id, xid, at, name, dossier_id, organisation_id, person_id, payload) overriding system value
    select new_id, '3'::xid8, at, name, dossier_id, organisation_id, person_id, payload from renumbered`)
  return true
}

const isFromElsewhere = async (tx: pg.ClientBase): Promise<boolean> => {
  const { rows } = await tx.query<{ moved: boolean }>(`
    select greatest((select max(xid) from foundation.event), (select max(xid) from foundation.listener))
      >= pg_snapshot_xmax(pg_current_snapshot()) as moved`)
  return rows[0]?.moved === true
}

/** Removes at most so many events of more than 90 days ago that all these listeners have read; answers how many. */
export const removeOldEvents = async (
  client: pg.ClientBase,
  listeners: readonly string[],
  most = 2_000,
): Promise<number> => {
  const { rowCount } = await client.query(
    `delete from foundation.event where id = any (array(
       select e.id from foundation.event e where e.at < now() - interval '90 days' and not exists (
         select from foundation.listener l where l.name = any ($1) and (l.xid, l.id) < (e.xid, e.id))
       order by e.xid, e.id limit $2))`,
    [listeners, most],
  )
  return rowCount ?? 0
}
