// Who asks during the measuring, and what: people with work of their own, signed in, and the dossiers they are in.
import pg from 'pg'
import { digestOf } from '#foundation/http/request.ts'
import { idFrom } from '#foundation/id.ts'
import { phrasesToSeek, secretOf } from './fill.ts'
import { APPENDED, type Reader } from './floor.ts'
import { FLOOR_ROLE } from './servers.ts'

export interface People {
  readonly readers: readonly (Reader & {
    /** Dossiers of which they see all fifty entries. */
    readonly large: readonly string[]
    /** Dossiers in which they write. */
    readonly small: readonly string[]
    readonly secret: string
  })[]
  readonly phrases: readonly string[]
  readonly about: string
  /** Takes away what was written meanwhile, so that the next run finds the same data set. */
  tidy(): Promise<void>
}

const READERS = 64

export const pickReaders = async (superuserUrl: string): Promise<People> => {
  const client = new pg.Client({ connectionString: superuserUrl })
  client.on('error', () => {})
  await client.connect()
  const began = (await client.query(`select now()::text as now`)).rows[0].now as string
  await client.query(`
    do $$ begin
      if not exists (select from pg_roles where rolname = '${FLOOR_ROLE}') then create role ${FLOOR_ROLE} login bypassrls; end if;
    end $$;
    grant connect on database schakel to ${FLOOR_ROLE};
    drop schema if exists floor cascade;
    create schema floor authorization schakel_owner;
    create table ${APPENDED} (like dossier.entry including all);
    alter table ${APPENDED} owner to schakel_owner;
    grant usage on schema floor, dossier, people, organisations, open_items, search, settings to ${FLOOR_ROLE};
    grant execute on all functions in schema search, people, organisations, settings to ${FLOOR_ROLE};
    grant select, insert on all tables in schema floor, dossier, people, organisations, open_items, settings to ${FLOOR_ROLE}`)
  // Of those who lead at least three dossiers of fifty entries; one in eight speaks for an organisation and takes part in many more.
  const { rows } = await client.query<{
    id: string
    person_id: string
    role: string
    large: string[]
    small: string[]
    dossiers: number
    waiting: number
  }>(
    `select m.id, m.person_id, m.function_name || ', ' || o.name as role, found.large, found.small,
       (select count(*)::int from dossier.reach r where r.subject in ('m:' || m.id, case when m.speaks_for_organisation then 'o:' || o.id end)) as dossiers,
       (select count(*)::int from open_items.open_item i where i.addressee in ('m:' || m.id, case when m.speaks_for_organisation then 'o:' || o.id end) and i.closed_at is null) as waiting
     from (select * from people.membership where position = 'staff' order by hashtextextended(id::text, 3) limit 20000) m
     join organisations.organisation o on o.id = m.organisation_id
     cross join lateral (
       select array_agg(t.id) filter (where t.is_large) as large, array_agg(t.id) filter (where not t.is_large and t.state = 'active' and t.ceiling > 1) as small
       from (select d.id, d.state, d.ceiling, exists (select from dossier.entry e where e.dossier_id = d.id and e.position = 50) as is_large
         from dossier.reach r join dossier.dossier d on d.id = r.dossier_id
         where r.subject = 'm:' || m.id and r.reach = 1 order by d.id limit 100) t) found
     where cardinality(found.large) >= 3 and cardinality(found.small) >= 6
     order by row_number() over (partition by m.speaks_for_organisation order by hashtextextended(m.id::text, 3)) * case when m.speaks_for_organisation then 7 else 1 end
     limit ${READERS}`,
  )
  if (rows.length < 8)
    throw new Error('The data set is too small: fewer than eight people lead three dossiers of fifty entries.')
  const readers: People['readers'][number][] = []
  for (const [i, row] of rows.entries()) {
    const secret = secretOf(i)
    const digest = digestOf(secret)
    await client.query('delete from signin.session where digest = $1', [digest])
    await client.query(
      `insert into signin.session (id, digest, person_id, membership_id, method, device, expires_at)
       values ($1, $2, $3, $4, 'bench', 'bench', now() + interval '1 day')`,
      [idFrom(`bench session ${began} ${i}`), digest, row.person_id, row.id],
    )
    // Looked around three days ago: what came since is new.
    await client.query(
      `insert into dossier.visit (person_id, previous_at, at) values ($1, now() - interval '3 days', now() - interval '3 days')
       on conflict (person_id) do update set previous_at = excluded.previous_at, at = excluded.at`,
      [row.person_id],
    )
    await client.query('begin')
    await client.query(`select access.become('session', $1)`, [digest])
    const { rows: doors } = await client.query(
      `select access.keys() as keys, access.organisations() as organisations, access.councils() as councils,
         access.colleagues() as colleagues, access.memberships() as memberships`,
    )
    await client.query('commit')
    const { role, large, small } = row
    readers.push({
      ...{ secret, cookie: `schakel=${secret}`, personId: row.person_id, membershipId: row.id, role },
      ...{ large: large.slice(0, 8), small: small.slice(0, 8), ...doors[0] },
    })
  }
  const middle = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!
  const dossiers = rows.map((row) => row.dossiers)
  const waiting = rows.map((row) => row.waiting)
  return {
    readers,
    phrases: phrasesToSeek(128).map((phrase, i) => (i % 4 === 0 ? phrase.split(' ')[0]! : phrase)),
    about:
      `${rows.length} signed-in people who lead dossiers; they take part in ${middle(dossiers)} dossiers each (the median; ` +
      `at most ${Math.max(...dossiers)}), and ${middle(waiting)} open items wait on each (at most ${Math.max(...waiting)})`,
    tidy: async () => {
      await client.query('set session_replication_role = replica')
      await client.query('delete from dossier.entry where dossier_id = any ($1::uuid[]) and recorded_at >= $2', [
        readers.flatMap((reader) => reader.small),
        began,
      ])
      await client.query('drop schema floor cascade')
      await client.query('vacuum dossier.entry')
      await client.end()
    },
  }
}
