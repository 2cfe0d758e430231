// Lets a duty to inform climb: owner, portfolio holder, griffier, each warned once, however many servers run and however long none did.
import type pg from 'pg'

const BATCH = 200

/**
 * One transaction. A duty is taken whole and by one server (`skip locked`). Unlike the ladder of an open item each step warns
 * somebody else, so after a night without power all that are due warn, each once. It takes no lock of a dossier; who
 * informs the council at the same moment is right. Answers how many duties climbed; call it until that is 0.
 */
export const climbDuties = async (client: pg.ClientBase, now: Date): Promise<number> => {
  await client.query('begin')
  try {
    const { rows: duties } = await client.query<{ id: string }>(
      `select d.id from council.duty d
       where d.informed_at is null and d.id in (
         select s.duty_id from council.step s join council.duty u on u.id = s.duty_id
         -- Where the council's room is not used nobody is warned; the steps wait until it is used again.
         where s.reached_at is null and s.at <= $1 and not settings.is_off('council', u.organisation_id)
         order by s.at limit ${BATCH * 3})
       order by d.id limit ${BATCH} for update skip locked`,
      [now],
    )
    let climbed = 0
    if (duties.length) {
      const { rows } = await client.query<{ count: number }>(
        // Another server may have climbed these a moment ago: only what is reached here warns.
        `with reached as (
           update council.step s set reached_at = $2
           where s.duty_id = any ($1::uuid[]) and s.reached_at is null and s.at <= $2 returning s.duty_id, s.number),
         moved as (
           update council.duty d set told = greatest(d.told, r.number)
           from (select duty_id, max(number) as number from reached group by duty_id) r where d.id = r.duty_id
           returning d.id, d.dossier_id, d.organisation_id),
         said as (
           insert into foundation.event (name, dossier_id, organisation_id, payload)
           select 'councilWarned', m.dossier_id, m.organisation_id, jsonb_build_object('dutyId', m.id, 'number', r.number)
           from moved m join reached r on r.duty_id = m.id order by r.number)
         select count(distinct r.duty_id)::int as count from reached r`,
        [duties.map((duty) => duty.id), now],
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
