// Every line of SQL of the import, in the order in which it runs: one transaction, sets instead of rows.
import { many, one, type Query, run, type Statement } from '#foundation/database/query.ts'

export const BEGIN: readonly Statement[] = [
  run('', 'begin'),
  run('', 'select pg_advisory_xact_lock(7203)'),
  // The search keys of thousands are settled once, at the end.
  run('', `select set_config('organisations.loading', 'on', true)`),
  run(
    '',
    `create temporary table taken (
       number integer, register_id text primary key, id uuid, kind text, name text, short_name text, is_employer boolean,
       parent_register_id text, valid_from date, valid_until date, website text, profile jsonb, names jsonb, identifiers jsonb,
       tooi text, oin text, successor_register_id text, digest text,
       is_same boolean not null default false, is_fresh boolean not null default true, is_joined boolean not null default false,
       keeps_name boolean not null default false, keeps_end boolean not null default false, is_in_use boolean not null default false
     ) on commit drop`,
  ),
]

export const stage = (lines: string): Statement =>
  run(
    '',
    `insert into taken (number, register_id, id, kind, name, short_name, is_employer, parent_register_id, valid_from, valid_until,
       website, profile, names, identifiers, tooi, oin, successor_register_id, digest)
     select number, "registerId", id, kind, name, "shortName", "isEmployer", "parentRegisterId", "validFrom", "validUntil",
       website, profile, names, identifiers, tooi, oin, "successorRegisterId", digest
     from jsonb_to_recordset($1::jsonb) as line (number integer, "registerId" text, id uuid, kind text, name text, "shortName" text,
       "isEmployer" boolean, "parentRegisterId" text, "validFrom" date, "validUntil" date, website text, profile jsonb, names jsonb,
       identifiers jsonb, tooi text, oin text, "successorRegisterId" text, digest text)`,
    [lines],
  )

/** Finds what is here already; what was made here by hand is joined by TOOI, or by an OIN that only one line carries. */
export const MATCH: readonly Statement[] = [
  run('', 'analyze taken'),
  run(
    '',
    `update taken t set id = o.id from organisations.organisation o where o.register_id = t.register_id and o.id <> t.id`,
  ),
  ...['tooi', 'oin'].map((scheme) =>
    run(
      '',
      `update taken t set id = o.id, is_joined = true
       from organisations.identifier i join organisations.organisation o on o.id = i.organisation_id and o.register_id is null
       where i.scheme = '${scheme}' and i.value = t.${scheme} and not t.is_joined
         and (select count(*) from taken other where other.${scheme} = t.${scheme}) = 1
         and not exists (select from taken other where other.id = o.id)
         and not exists (select from organisations.organisation e where e.register_id = t.register_id)`,
    ),
  ),
  run('', `update taken t set is_fresh = false from organisations.organisation o where o.id = t.id`),
  run(
    '',
    `update taken t set is_same = true from organisations.register_line l
     where l.register_id = t.register_id and l.digest = t.digest and l.organisation_id = t.id`,
  ),
  // Three versions: what the register said last, what stands here, what it says now. What differs from the first was changed here.
  run(
    '',
    `update taken t set
       keeps_name = o.name <> t.name and (l.name is null or l.name <> o.name),
       is_in_use = t.valid_until is not null and o.valid_until is null and m.there,
       keeps_end = o.valid_until is distinct from t.valid_until
         and (l.register_id is null or l.valid_until is distinct from o.valid_until or (t.valid_until is not null and m.there))
     from organisations.organisation o
     left join organisations.register_line l on l.organisation_id = o.id
     cross join lateral (select exists (select from people.membership m where m.organisation_id = o.id
       and (m.until is null or m.until >= current_date)) as there) m
     where o.id = t.id and not t.is_fresh
       and (o.name <> t.name or o.valid_until is distinct from t.valid_until)`,
  ),
]

export interface Kept {
  readonly number: number
  readonly registerId: string
  readonly name: string
  readonly registerName: string | null
  readonly end: string | null
  readonly registerEnd: string | null
  readonly keepsEnd: boolean
  readonly isInUse: boolean
}
export const listKept = (): Query<Kept[]> =>
  many(
    '',
    `select json_build_object('number', t.number, 'registerId', t.register_id, 'name', o.name,
       'registerName', case when t.keeps_name then t.name end, 'end', o.valid_until, 'registerEnd', t.valid_until,
       'keepsEnd', t.keeps_end, 'isInUse', t.is_in_use)::text
     from taken t join organisations.organisation o on o.id = t.id where t.keeps_name or t.keeps_end order by t.number`,
  )

/** Made here by hand, without any number by which it could be joined, and called the same. */
export const listDoubles = (): Query<{ number: number; registerId: string; name: string }[]> =>
  many(
    '',
    `select json_build_object('number', t.number, 'registerId', t.register_id, 'name', o.name)::text
     from taken t join organisations.organisation o on o.sort_key = organisations.letters(t.name) and o.kind = t.kind
       and o.register_id is null and o.valid_until is null and o.id <> t.id
     where t.is_fresh and t.valid_until is null order by t.number`,
  )

export const INSERT_NEW = run(
  '',
  `insert into organisations.organisation (id, register_id, kind, name, short_name, is_government, is_employer, valid_from, valid_until, website, profile)
   select id, register_id, kind, name, short_name, true, is_employer, valid_from, valid_until, website, profile
   from taken where is_fresh returning 1`,
)
export const UPDATE_KNOWN = run(
  '',
  `update organisations.organisation o set register_id = t.register_id, kind = t.kind, is_government = true, is_employer = t.is_employer,
     name = case when t.keeps_name then o.name else t.name end,
     short_name = case when t.keeps_name then o.short_name else t.short_name end,
     valid_from = least(t.valid_from, coalesce(o.valid_until, t.valid_from)),
     valid_until = case when t.keeps_end then o.valid_until else t.valid_until end,
     website = coalesce(t.website, o.website), profile = t.profile
   from taken t where o.id = t.id and not t.is_fresh and not t.is_same returning 1`,
)

export const SETTLE_REST: readonly Statement[] = [
  run(
    '',
    `create temporary table taken_name on commit drop as
     select t.id, n.value, n.abbreviation, n."validFrom" as valid_from, n."validUntil" as valid_until
     from taken t, jsonb_to_recordset(t.names) as n (value text, abbreviation text, "validFrom" date, "validUntil" date) where not t.is_same`,
  ),
  run(
    '',
    `delete from organisations.name n using taken t where n.organisation_id = t.id and not t.is_same and not t.is_fresh
       and not t.keeps_name and not t.keeps_end and not t.is_joined
       and not exists (select from taken_name x where x.id = n.organisation_id and x.value = n.value and x.valid_from = n.valid_from)`,
  ),
  // Names of what was changed here are only added to; those of an organisation that ended here ended with it.
  run(
    '',
    `insert into organisations.name (organisation_id, value, abbreviation, valid_from, valid_until)
     select x.id, x.value, x.abbreviation, x.valid_from,
       case when t.keeps_end then greatest(x.valid_from, coalesce(x.valid_until, o.valid_until)) else x.valid_until end
     from taken_name x join taken t on t.id = x.id join organisations.organisation o on o.id = x.id
     on conflict (organisation_id, valid_from, value) do update set abbreviation = excluded.abbreviation, valid_until = excluded.valid_until
       where not exists (select from taken t where t.id = excluded.organisation_id and (t.keeps_name or t.keeps_end))`,
  ),
  run(
    '',
    `delete from organisations.identifier i using taken t
     where i.organisation_id = t.id and not t.is_same and not t.is_fresh and not t.is_joined
       and not exists (select from jsonb_to_recordset(t.identifiers) as x (scheme text, value text) where x.scheme = i.scheme and x.value = i.value)`,
  ),
  run(
    '',
    `insert into organisations.identifier (organisation_id, scheme, value)
     select t.id, x.scheme, x.value from taken t, jsonb_to_recordset(t.identifiers) as x (scheme text, value text) where not t.is_same
     on conflict do nothing`,
  ),
  run(
    '',
    `update organisations.organisation o set parent_id = p.id
     from taken t left join organisations.organisation p on p.register_id = t.parent_register_id
     where o.id = t.id and o.parent_id is distinct from p.id and (p.id is not null or t.parent_register_id is null) and o.id is distinct from p.id`,
  ),
]

/** The register names its successors twice, and not always the same: only a succession that the years allow is taken. */
export const listBrokenSuccessions = (): Query<
  { number: number; registerId: string; successor: string; fault: string }[]
> =>
  many(
    '',
    `select json_build_object('number', t.number, 'registerId', t.register_id, 'successor', t.successor_register_id, 'fault',
       case when s.id is null then 'unknown' when o.valid_until is null then 'notEnded' when s.valid_until < o.valid_until then 'endedBefore'
            else 'otherwiseHere' end)::text
     from taken t join organisations.organisation o on o.id = t.id
     left join organisations.organisation s on s.register_id = t.successor_register_id
     where t.successor_register_id is not null and not t.is_in_use and (s.id is null or o.valid_until is null or s.valid_until < o.valid_until
       or exists (select from organisations.succession x where x.predecessor_id = o.id and x.successor_id <> s.id))
     order by t.number`,
  )

// The last day of the predecessor is mostly 31 December; where the register wrote 1 January it meant the first of the successor.
export const INSERT_SUCCESSIONS = run(
  '',
  `insert into organisations.succession (predecessor_id, successor_id, happened_on, kind)
   select o.id, s.id, case when to_char(o.valid_until, 'MMDD') = '0101' then o.valid_until else o.valid_until + 1 end, 'merge'
   from taken t join organisations.organisation o on o.id = t.id
   join organisations.organisation s on s.register_id = t.successor_register_id
   where o.id <> s.id and o.valid_until is not null and (s.valid_until is null or s.valid_until >= o.valid_until)
     and not exists (select from organisations.succession x where x.predecessor_id = o.id)
   on conflict do nothing returning 1`,
)

export const insertSecondNames = (tooi: readonly string[], values: readonly string[]): Query<string[]> =>
  many(
    '',
    `insert into organisations.second_name (organisation_id, value)
     select i.organisation_id, x.value from unnest($1::text[], $2::text[]) as x (tooi, value)
     join organisations.identifier i on i.scheme = 'tooi' and i.value = x.tooi
     on conflict do nothing returning to_json(organisation_id)::text`,
    [tooi, values],
  )

export const REMEMBER = run(
  '',
  `insert into organisations.register_line (register_id, organisation_id, digest, name, valid_until)
   select register_id, id, digest, name, valid_until from taken where not is_same
   on conflict (register_id) do update set organisation_id = excluded.organisation_id, digest = excluded.digest,
     name = excluded.name, valid_until = excluded.valid_until, imported_at = now()`,
)

export const settleSearch = (more: readonly string[]): Statement =>
  run(
    '',
    `select organisations.settle_search(array(select id from taken where not is_same union select unnest($1::uuid[])))`,
    [more],
  )
export const SETTLE_HERITAGE = run('', 'select organisations.settle_heritage()')

export const countSame = (): Query<number | undefined> => one('', 'select count(*)::text from taken where is_same')
export const listUnknownParents = (): Query<{ number: number; registerId: string; parent: string }[]> =>
  many(
    '',
    `select json_build_object('number', number, 'registerId', register_id, 'parent', parent_register_id)::text from taken t
     where parent_register_id is not null
       and not exists (select from organisations.organisation o where o.register_id = t.parent_register_id) order by number`,
  )
export const listGone = (): Query<string[]> =>
  many(
    '',
    `select to_json(register_id)::text from organisations.register_line l
     where not exists (select from taken t where t.register_id = l.register_id) order by register_id`,
  )

export const FINISH: readonly Statement[] = [
  run('', 'commit'),
  run('', 'analyze organisations.organisation, organisations.name, organisations.search_key, organisations.identifier'),
]
