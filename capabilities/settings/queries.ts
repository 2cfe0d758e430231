// Every line of SQL about what an organisation arranged for itself.
import type { AllOff } from '#foundation/access/switches.ts'
import { many, one, type Passed, passed, type Query, run, type Statement, seen } from '#foundation/database/query.ts'
import { type InForce, inForce, STANDARD, TERMS, type TermsRow } from './ladder.ts'

export interface Organisation {
  readonly organisationId: string
  readonly name: string
  readonly existsToday: boolean
  /** The calendar day in the Netherlands. */
  readonly today: string
}

/** The organisation of one of the reader's roles: who is bound by its arrangements may know them. */
export const findOrganisation = (organisationId: string): Query<Organisation | undefined> =>
  one(
    'settings.find-organisation',
    `select json_build_object('organisationId', o.id, 'name', o.name,
       'existsToday', o.valid_until is null or o.valid_until >= current_date,
       'today', (now() at time zone 'Europe/Amsterdam')::date)::text
     from organisations.organisation o where o.id = $1 and (o.id = any ((select access.colleagues())::uuid[])
       or o.id = any ((select access.councils())::uuid[]) or o.id = any ((select access.administers())::uuid[]))`,
    [organisationId],
  )

/** Who arranges something for an organisation waits for whoever does so now. */
export const lockOrganisation = (organisationId: string): Statement =>
  run('settings.lock', 'select pg_advisory_xact_lock(hashtextextended($1::text, 4))', [organisationId])

/** All that is off in the installation, for the server to keep. */
export const allOff = (): Query<AllOff | undefined> => one('settings.all-off', 'select settings.all_off()::text')

export interface RoomOff {
  readonly room: string
  readonly since: string
  readonly byName: string | null
  readonly reason: string
}
export const roomsOff = (organisationId: string): Query<RoomOff[]> =>
  many(
    'settings.rooms-off',
    `select json_build_object('room', s.room, 'since', s.off_at, 'reason', s.reason, 'byName',
       (select p.name from people.membership m join people.person p on p.id = m.person_id where m.id = s.off_by))::text
     from settings.room_off s where s.organisation_id = $1 and s.on_at is null`,
    [organisationId],
  )

/** How many open items can be answered in this room only. */
export const answeredThere = (organisationId: string, room: string): Query<number | undefined> =>
  one('settings.answered-there', 'select settings.answered_there($1, $2)::text', [organisationId, room])

export const insertOff = (off: {
  id: string
  organisationId: string
  room: string
  reason: string
  by: string
}): Statement =>
  run(
    'settings.off',
    'insert into settings.room_off (id, organisation_id, room, reason, off_by) values ($1, $2, $3, $4, $5)',
    [off.id, off.organisationId, off.room, off.reason, off.by],
  )
export const endOff = (organisationId: string, room: string, by: string): Statement =>
  run(
    'settings.on',
    `update settings.room_off set on_by = $3, on_at = clock_timestamp() where organisation_id = $1 and room = $2 and on_at is null`,
    [organisationId, room, by],
  )

const NAME = (column: string) =>
  `(select p.name from people.membership m join people.person p on p.id = m.person_id where m.id = ${column})`
const TODAY = `(now() at time zone 'Europe/Amsterdam')::date`
/** Of version `v`: the last that began is valid, those before it are past. */
const STATE = (
  same: string,
) => `case when v.withdrawn_at is not null then 'withdrawn' when v.valid_from > ${TODAY} then 'coming'
  when exists (select from ${same} and n.withdrawn_at is null and n.valid_from <= ${TODAY} and n.valid_from > v.valid_from) then 'past'
  else 'valid' end`

/** What the house itself says, as a version. */
export const houseTerms = {
  termsId: null,
  validFrom: null,
  state: 'valid' as const,
  ...STANDARD,
  ...TERMS,
  remindAfter: TERMS.remindAfter * 100,
  reason: '',
  madeByName: null,
  madeAt: null,
  used: true,
}

export const termsOf = (organisationId: string): Query<{ versions: Passed[]; closingDays: Passed[] } | undefined> =>
  one(
    'settings.terms',
    `select json_build_object(
       'versions', coalesce((select json_agg(settings.terms_json(v.id) || jsonb_build_object('validFrom', v.valid_from,
           'state', ${STATE('settings.terms n where n.organisation_id = v.organisation_id')}, 'reason', v.reason,
           'madeByName', ${NAME('v.made_by')}, 'madeAt', v.made_at, 'used', settings.is_used(v.id)) order by v.valid_from desc, v.made_at desc)
         from settings.terms v where v.organisation_id = $1), '[]'),
       'closingDays', coalesce((select json_agg(json_build_object('closingDayId', c.id, 'day', c.day, 'name', c.name,
           'madeByName', ${NAME('c.made_by')}) order by c.day)
         from settings.closing_day c where c.organisation_id = $1 and c.withdrawn_at is null and c.day >= ${TODAY} - 30), '[]'))::text`,
    [organisationId],
  )

type Asked = {
  /** Who is asked: a membership, or else an organisation. */
  readonly membershipId?: string | null | undefined
  readonly organisationId?: string | null | undefined
  /** Where: the organisation that is accountable for this dossier. */
  readonly dossierId?: string | null | undefined
}
/** The terms that count when somebody is asked something today. Of what this reader cannot see, those of the house. */
export const findTerms = ({ membershipId, organisationId, dossierId }: Asked): Query<InForce> =>
  seen(
    one<{ terms: TermsRow | null; closed: string[] }>(
      'settings.terms-in-force',
      `select settings.terms_in_force(
         coalesce($2::uuid, (select m.organisation_id from people.membership m where m.id = $1::uuid),
           (select d.organisation_id from dossier.dossier d where d.id = $3::uuid)),
         (select d.organisation_id from dossier.dossier d where d.id = $3::uuid))::text`,
      [membershipId ?? null, organisationId ?? null, dossierId ?? null],
    ),
    (found) => inForce(found ?? { terms: null, closed: [] }),
  )
/** Those under which an open item was asked, with the days that are closed now. */
export const findTermsOfItem = (openItemId: string | null): Query<InForce> =>
  seen(
    one<{ terms: TermsRow | null; closed: string[] }>(
      'settings.terms-of-item',
      `select jsonb_build_object('terms', settings.terms_json(i.terms_id),
         'closed', settings.closed_days(i.addressee_organisation_id))::text from open_items.open_item i where i.id = $1`,
      [openItemId],
    ),
    (found) => inForce(found ?? { terms: null, closed: [] }),
  )
/** What is closed here, with terms that somebody tries. */
export const findClosedDays = (organisationId: string): Query<string[] | undefined> =>
  one('settings.closed-days', 'select settings.closed_days($1)::text', [organisationId])

export interface Version {
  readonly validFrom: string
  readonly withdrawn: boolean
  /** Something was asked or closed under it. */
  readonly used: boolean
}
export const findTermsVersion = (organisationId: string, termsId: string): Query<Version | undefined> =>
  one(
    'settings.find-terms',
    `select json_build_object('validFrom', t.valid_from, 'withdrawn', t.withdrawn_at is not null,
       'used', settings.is_used(t.id))::text
     from settings.terms t where t.organisation_id = $1 and t.id = $2`,
    [organisationId, termsId],
  )
export const findTermsFrom = (organisationId: string, day: string): Query<Version | undefined> =>
  one(
    'settings.find-terms-from',
    `select json_build_object('validFrom', t.valid_from, 'withdrawn', false, 'used', false)::text
     from settings.terms t where t.organisation_id = $1 and t.valid_from = $2 and t.withdrawn_at is null`,
    [organisationId, day],
  )

export const insertTerms = (
  terms: TermsRow & { organisationId: string; validFrom: string; reason: string; by: string },
): Statement =>
  run(
    'settings.insert-terms',
    `insert into settings.terms (id, organisation_id, valid_from, question, advice, agreement, contribution, promise, task,
       remind_after, manager_after, owner_after, head_after, hour, reason, made_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      terms.termsId,
      terms.organisationId,
      terms.validFrom,
      terms.question,
      terms.advice,
      terms.agreement,
      terms.contribution,
      terms.promise,
      terms.task,
      terms.remindAfter,
      terms.managerAfter,
      terms.ownerAfter,
      terms.headAfter,
      terms.hour,
      terms.reason,
      terms.by,
    ],
  )

const withdraw =
  (table: string) =>
  (id: string, by: string): Statement =>
    run(
      `settings.withdraw-${table}`,
      `update settings.${table} set withdrawn_by = $2, withdrawn_at = now() where id = $1`,
      [id, by],
    )
export const withdrawTerms = withdraw('terms')
export const withdrawClosingDay = withdraw('closing_day')
export const withdrawRetention = withdraw('retention')

export const findClosingDay = (organisationId: string, closingDayId: string): Query<{ day: string } | undefined> =>
  one(
    'settings.find-closing-day',
    `select json_build_object('day', c.day)::text from settings.closing_day c
     where c.organisation_id = $1 and c.id = $2 and c.withdrawn_at is null`,
    [organisationId, closingDayId],
  )
export const findClosedOn = (organisationId: string, day: string): Query<{ day: string } | undefined> =>
  one(
    'settings.find-closed-on',
    `select json_build_object('day', c.day)::text from settings.closing_day c
     where c.organisation_id = $1 and c.day = $2 and c.withdrawn_at is null`,
    [organisationId, day],
  )
export const insertClosingDay = (closing: {
  id: string
  organisationId: string
  day: string
  name: string
  by: string
}): Statement =>
  run(
    'settings.insert-closing-day',
    'insert into settings.closing_day (id, organisation_id, day, name, made_by) values ($1, $2, $3, $4, $5)',
    [closing.id, closing.organisationId, closing.day, closing.name, closing.by],
  )

const RETENTION_JSON = `json_build_object('retentionId', v.id, 'kind', v.kind, 'validFrom', v.valid_from,
  'state', ${STATE('settings.retention n where n.organisation_id = v.organisation_id and n.kind = v.kind')}, 'source', v.source,
  'years', json_build_object('result', v.result, 'noResult', v.no_result, 'stopped', v.stopped, 'handedOver', v.handed_over),
  'reason', v.reason, 'madeByName', ${NAME('v.made_by')}, 'madeAt', v.made_at, 'used', settings.is_used(v.id))`
export const retentionOf = (organisationId: string): Query<{ versions: Passed[]; house: Passed[] } | undefined> =>
  one(
    'settings.retention',
    `select json_build_object(
       'versions', coalesce((select json_agg(${RETENTION_JSON} order by v.kind, v.valid_from desc, v.made_at desc)
         from settings.retention v where v.organisation_id = $1), '[]'),
       'house', (select json_agg(json_build_object('kind', h.kind, 'years', h.years)) from (
         select r.kind, json_object_agg(r.outcome, r.years) as years from dossier.retention_rule r group by r.kind) h))::text`,
    [organisationId],
  )
export const findRetention = (organisationId: string, retentionId: string): Query<Version | undefined> =>
  one(
    'settings.find-retention',
    `select json_build_object('validFrom', r.valid_from, 'withdrawn', r.withdrawn_at is not null,
       'used', settings.is_used(r.id))::text
     from settings.retention r where r.organisation_id = $1 and r.id = $2`,
    [organisationId, retentionId],
  )
export const findRetentionFrom = (organisationId: string, kind: string, day: string): Query<Version | undefined> =>
  one(
    'settings.find-retention-from',
    `select json_build_object('validFrom', r.valid_from, 'withdrawn', false, 'used', false)::text from settings.retention r
     where r.organisation_id = $1 and r.kind = $2 and r.valid_from = $3 and r.withdrawn_at is null`,
    [organisationId, kind, day],
  )
export const insertRetention = (rule: {
  id: string
  organisationId: string
  kind: string
  validFrom: string
  source: string
  result: number | null
  noResult: number | null
  stopped: number | null
  handedOver: number | null
  reason: string
  by: string
}): Statement =>
  run(
    'settings.insert-retention',
    `insert into settings.retention (id, organisation_id, kind, valid_from, source, result, no_result, stopped, handed_over, reason, made_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      rule.id,
      rule.organisationId,
      rule.kind,
      rule.validFrom,
      rule.source,
      rule.result,
      rule.noResult,
      rule.stopped,
      rule.handedOver,
      rule.reason,
      rule.by,
    ],
  )

export const keptLongEnough = (
  organisationId: string,
  { on, after, limit }: { on?: string | undefined; after?: string | undefined; limit: number },
): Query<Passed> =>
  passed(
    'settings.kept',
    `with day as (select coalesce($2::date, ${TODAY}) as day),
       page as materialized (select k.* from day, settings.kept_until($1, day.day,
         split_part($3::text, '.', 1)::date, split_part($3::text, '.', 2)::uuid, $4 + 1) k),
       shown as (select * from page order by retain_until, dossier_id limit $4)
     select json_build_object('on', (select day from day), 'counts',
         case when $3::text is null then settings.kept_counts(o.id, (select day from day)) end,
       'items', coalesce((select json_agg(json_build_object('dossierId', k.dossier_id, 'kind', k.kind, 'outcome', k.outcome,
           'closedOn', k.closed_on, 'retainUntil', k.retain_until, 'source', k.source) order by k.retain_until, k.dossier_id) from shown k), '[]'),
       'next', case when (select count(*) from page) > $4 then
         (select k.retain_until || '.' || k.dossier_id from shown k order by k.retain_until desc, k.dossier_id desc limit 1) end)::text
     from organisations.organisation o where o.id = $1`,
    [organisationId, on ?? null, after ?? null, limit],
  )
