// Lives a story through the acts of the house, day by day: what was done moves back in time as the days of the story pass.
//
// `tell.ts` writes the rows that acts would have left. A story in which eight rooms take part is done instead: every rule
// holds, every line is what the act itself writes. Between two days of the story all that happened so far becomes as many
// days older, so that what is done next happens «today».
import type pg from 'pg'
import type { Listener } from '#foundation/events/dispatch.ts'
import { dateIn, writtenDay } from './calendar.ts'
import type { PersonKey } from './cast.ts'

const DAY = 86_400_000
const MONTHS = ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec']
/** Days of these stories are those of 2026, in which 20 November is a Friday. */
const STORY_YEAR = 2026
/** Rooms whose rows grow older; the frames are law and stay. */
const ROOMS = [
  'dossier',
  'open_items',
  'kaders',
  'process',
  'parties',
  'council',
  'council_items',
  'letters',
  'evaluations',
]
const STAYS = ['kaders.frame', 'kaders.frame_version', 'kaders.frame_ending', 'dossier.visit']

// biome-ignore lint/suspicious/noExplicitAny: a story knows what the act that it does answers
export type Ask = (who: PersonKey, act: string, input: object) => Promise<any>

export interface Living {
  readonly ask: Ask
  /** The next day of the story, `'24 apr'`, at a time of day; never an earlier one. */
  on(day: string, clock?: string): Promise<void>
  /** A day of the story as the acts know it now: `'2026-04-24'`, as far from today as it is from the day of the story. */
  date(day: string): string
  /** Words in which `{24 apr}` stands for that day as people will read it when the story has been told. */
  told(words: string): string
  /** Lets whoever listens hear what was done. */
  settle(): Promise<void>
}

const dayOf = (words: string): number => {
  const found = /^(\d{1,2}) ([a-z]{3})$/.exec(words)
  const month = MONTHS.indexOf(found?.[2] ?? '')
  if (!found || month < 0) throw new Error(`'${words}' is not a day of a story`)
  return Date.UTC(STORY_YEAR, month, Number(found[1]))
}
const iso = (at: number) => new Date(at).toISOString().slice(0, 10)

/** The day in the week of Friday 20 November that has the weekday of today: nobody works on a Sunday in the stories. */
export const storyToday = (today: number): number => {
  for (let at = Date.UTC(STORY_YEAR, 10, 16); ; at += DAY)
    if (new Date(at).getUTCDay() === new Date(today).getUTCDay()) return at
}

/**
 * `live` does what happens; afterwards all of it lies where it belongs before today. The database must hold no other
 * story yet: everything in it grows older.
 */
export const liveThrough = async <T>(
  parts: { readonly client: pg.ClientBase; readonly ask: Ask; readonly listeners: readonly Listener[] },
  live: (living: Living) => Promise<T>,
): Promise<T> => {
  const { client, ask, listeners } = parts
  const today = Date.parse(`${dateIn(new Date())}T00:00:00Z`)
  const last = storyToday(today)
  let current: number | null = null
  let heard = '0'
  const clocks = new Map<string, string>()

  const settle = async () => {
    for (;;) {
      const { rows } = await client.query(
        `select id::text, at, name, dossier_id as "dossierId", organisation_id as "organisationId", person_id as "personId", payload
         from foundation.event where id > $1 order by id limit 100`,
        [heard],
      )
      if (rows.length === 0) return
      for (const event of rows) {
        for (const listener of listeners) if (listener.on.includes(event.name)) await listener.hear(event, client)
        heard = event.id
      }
    }
  }

  const tables = await tablesOf(client, STAYS)
  const becomeOlder = async (days: number) => {
    if (days === 0) return
    await updateAll(client, tables, ({ column, type }) =>
      type === 'date' ? `${column} - ${days}` : `${column} - interval '${days} days'`,
    )
    // Days that stand in the words of the house: until when, decided on.
    await client.query(
      String.raw`update dossier.entry e set details = f.details::jsonb
        from (select id, (select string_agg(case when p.part[2] is null then p.part[1] else p.part[1] || (p.part[2]::date - $1::int)::text end, '' order by p.n)
              from regexp_matches(details::text || 'x', '(.*?)(?:(?<![0-9a-f-])(20\d\d-\d\d-\d\d)(?![0-9a-f-])|x$)', 'g') with ordinality p (part, n)) as details
              from dossier.entry where details::text ~ '20\d\d-\d\d-\d\d') f where f.id = e.id`,
      [days],
    )
  }

  const living: Living = {
    ask,
    settle,
    on: async (day, clock = '10:30') => {
      const next = dayOf(day)
      if (current !== null && next < current) throw new Error(`${day} comes after something later`)
      if (next > last) throw new Error(`${day} is still to come on the day on which the story is told`)
      await settle()
      if (current !== null) await becomeOlder((next - current) / DAY)
      current = next
      clocks.set(iso(today - (last - next)), clock)
    },
    date: (day) => iso(today + (dayOf(day) - (current ?? last))),
    told: (words) =>
      words.replace(/\{([^}]+)\}/g, (_, day: string) => writtenDay(new Date(today - (last - dayOf(day))))),
  }
  const answer = await live(living)
  await settle()
  await becomeOlder((last - (current ?? last)) / DAY)
  await setClocks(client, clocks)
  await chainAgain(client)
  return answer
}

interface Table {
  readonly table: string
  readonly columns: readonly string[]
  readonly types: readonly string[]
  /** A rule of its own says what an update may change; of the passing of time it says nothing. */
  readonly guarded: boolean
}

const tablesOf = async (client: pg.ClientBase, without: readonly string[]): Promise<Table[]> =>
  (
    await client.query<Table>(
      `select format('%I.%I', n.nspname, c.relname) as table, array_agg(quote_ident(a.attname)) as columns,
         array_agg(t.typname::text) as types,
         exists (select from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal and g.tgtype & 16 <> 0
           and (g.tgattr = '' or exists (select from unnest(g.tgattr) u where u = any (array_agg(a.attnum))))) as guarded
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       join pg_type t on t.oid = a.atttypid
       where c.relkind = 'r' and n.nspname = any ($1) and n.nspname || '.' || c.relname <> all ($2) and t.typname in ('date', 'timestamptz')
       group by c.oid, n.nspname, c.relname`,
      [ROOMS, without],
    )
  ).rows

/** Sets every day and moment of these tables to what `became` says; null leaves it. In one transaction and one journey. */
const updateAll = async (
  client: pg.ClientBase,
  tables: readonly Table[],
  became: (at: { column: string; type: string }) => string | null,
) => {
  const statements = tables.flatMap(({ table, columns, types, guarded }) => {
    const set = columns.flatMap((column, i) => {
      const value = became({ column, type: types[i]! })
      return value === null ? [] : [`${column} = ${value}`]
    })
    if (set.length === 0) return []
    const update = `update ${table} set ${set.join(', ')}`
    return guarded
      ? [`alter table ${table} disable trigger user`, update, `alter table ${table} enable trigger user`]
      : [update]
  })
  await client.query(['begin', ...statements, 'commit'].join(';\n'))
}

/** The time of day at which each day of the story happened; what a ladder waits for keeps its own. */
const setClocks = async (client: pg.ClientBase, clocks: ReadonlyMap<string, string>) => {
  const { rows } = await client.query<{ day: string; first: string }>(
    `select d.day, min(e.recorded_at)::text as first from unnest($1::text[]) d (day)
     join dossier.entry e on (e.recorded_at at time zone 'Europe/Amsterdam')::date = d.day::date group by 1`,
    [[...clocks.keys()]],
  )
  const tables = await tablesOf(client, [...STAYS, 'council.step', 'open_items.step'])
  // What came first stays first: each moment keeps its distance from the first of its day.
  await updateAll(client, tables, ({ column, type }) =>
    type === 'date'
      ? null
      : `case (${column} at time zone 'Europe/Amsterdam')::date ${rows
          .map(
            ({ day, first }) =>
              `when '${day}' then ('${day} ${clocks.get(day)}'::timestamp at time zone 'Europe/Amsterdam') + (${column} - '${first}'::timestamptz)`,
          )
          .join(' ')} else ${column} end`,
  )
}

/** The chain is over moments and days that grew older since: it is made again, as `dossier.chain_entry` makes it. */
const chainAgain = (client: pg.ClientBase) =>
  client.query(`do $$
    declare
      e dossier.entry;
      before bytea;
      which uuid;
    begin
      for e in select * from dossier.entry order by dossier_id, position loop
        if which is distinct from e.dossier_id then
          which := e.dossier_id;
          before := sha256(convert_to(which::text, 'UTF8'));
        end if;
        e.content_digest := sha256(e.salt || convert_to(coalesce(e.text, ''), 'UTF8') || '\\x00'::bytea || convert_to(e.details::text, 'UTF8'));
        e.previous := before;
        e.chain := sha256(before || dossier.entry_header(e));
        before := e.chain;
        update dossier.entry t set content_digest = e.content_digest, previous = e.previous, chain = e.chain where t.id = e.id;
      end loop;
    end $$`)
