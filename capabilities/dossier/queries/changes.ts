// Changing a dossier: opening, plan, people, pause, closing, handing over.
import { many, one, type Query, run, type Statement } from '#foundation/database/query.ts'

/** Current memberships among those named, with what opening or handing over must know. */
export interface MembershipFacts {
  readonly membershipId: string
  readonly organisationId: string
  readonly position: string
  readonly deputyId: string | null
  readonly managerId: string | null
  readonly name: string | null
  readonly role: string
}
const currentOf = (m: string) => `${m}.since <= current_date and (${m}.until is null or ${m}.until >= current_date)`
const CURRENT = currentOf('m')
/** Who can lead a dossier: a member of the council holds it to account, an administrator reads none. */
export const LEADING = ['staff', 'executive', 'registry', 'partner']
/** The usual stand-in of `m`, when they could lead now in its organisation. */
const standIn = (
  column: string,
) => `(select s.id from people.membership s where s.id = m.${column} and ${currentOf('s')}
  and s.organisation_id = m.organisation_id and s.position in (${LEADING.map((position) => `'${position}'`).join(', ')}))`

export const findMemberships = (ids: readonly string[]): Query<MembershipFacts[]> =>
  many(
    'dossier.memberships',
    `select json_build_object('membershipId', m.id, 'organisationId', m.organisation_id, 'position', m.position,
       'deputyId', ${standIn('deputy_id')}, 'managerId', ${standIn('manager_id')},
       'name', p.name, 'role', m.function_name || ', ' || o.name)::text
     from people.membership m left join people.person p on p.id = m.person_id
     join organisations.organisation o on o.id = m.organisation_id
     where m.id = any ($1::uuid[]) and ${CURRENT}`,
    [ids],
  )

/** Whoever acts, before their membership is known here. */
export const findActing = (): Query<MembershipFacts | undefined> => ({
  ...findMemberships([]),
  name: 'dossier.acting',
  text: findMemberships([]).text.replace('m.id = any ($1::uuid[])', 'm.id = (select access.acting())'),
  values: [],
  read: (rows) => (rows[0]?.[0] ? (JSON.parse(rows[0][0]) as MembershipFacts) : undefined),
})

export const insertDossier = (dossier: {
  dossierId: string
  kind: string
  title: string
  reason: string
  residentEffect: string
  organisationId: string
  ownerId: string
  deputyId: string
  ceiling: number
  openedBy: string
}): Statement =>
  run(
    'dossier.insert',
    `insert into dossier.dossier (id, kind, title, reason, resident_effect, organisation_id, owner_id, deputy_id, ceiling, opened_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      dossier.dossierId,
      dossier.kind,
      dossier.title,
      dossier.reason,
      dossier.residentEffect,
      dossier.organisationId,
      dossier.ownerId,
      dossier.deputyId,
      dossier.ceiling,
      dossier.openedBy,
    ],
  )

export const settleReach = (dossierId: string): Statement =>
  run('dossier.settle-reach', 'select dossier.settle_reach($1)', [dossierId])

export const insertInvolvement = (involvement: {
  involvementId: string
  dossierId: string
  subject: string
  membershipId: string | null
  organisationId: string | null
  role: string
  mandate: string
  interest: string
  until: string | null
  addedBy: string
}): Statement =>
  run(
    'dossier.involve',
    `insert into dossier.involvement (id, dossier_id, subject, membership_id, organisation_id, role, mandate, interest, until, added_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, ($9::date + 1)::timestamp at time zone 'Europe/Amsterdam', $10)`,
    [
      involvement.involvementId,
      involvement.dossierId,
      involvement.subject,
      involvement.membershipId,
      involvement.organisationId,
      involvement.role,
      involvement.mandate,
      involvement.interest,
      involvement.until,
      involvement.addedBy,
    ],
  )

export interface InvolvementFacts {
  readonly involvementId: string
  readonly subject: string
  readonly role: string
  readonly label: string
}
export const listInvolved = (dossierId: string): Query<InvolvementFacts[]> =>
  many(
    'dossier.involved',
    `select json_build_object('involvementId', i.id, 'subject', i.subject, 'role', i.role,
       'label', coalesce(p.name || ' (' || m.function_name || ', ' || o.name || ')', o.name, ''))::text
     from dossier.involvement i left join people.membership m on m.id = i.membership_id left join people.person p on p.id = m.person_id
     left join organisations.organisation o on o.id = coalesce(i.organisation_id, m.organisation_id)
     where i.dossier_id = $1 and (i.until is null or i.until > now())`,
    [dossierId],
  )

export const organisationName = (
  organisationId: string | null,
): Query<{ name: string; existing: boolean } | undefined> =>
  one(
    'dossier.organisation-name',
    `select json_build_object('name', name, 'existing', valid_until is null or valid_until >= current_date)::text
     from organisations.organisation where id = $1`,
    [organisationId],
  )

export const endInvolvement = (involvementId: string, endedBy: string): Statement =>
  run(
    'dossier.end-involvement',
    'update dossier.involvement set until = now(), ended_by = $2 where id = $1 and (until is null or until > now())',
    [involvementId, endedBy],
  )

export const countPlans = (dossierId: string): Query<number> => ({
  ...run('dossier.count-plans', 'select coalesce(max(number), 0)::text from dossier.plan where dossier_id = $1', [
    dossierId,
  ]),
  read: (rows) => Number(rows[0]?.[0] ?? 0),
})

export interface PlanRow {
  readonly dossierId: string
  readonly number: number
  readonly purpose: string
  readonly residentEffect: string
  readonly plan: string
  readonly reason: string
  readonly madeBy: string
}
export const insertPlan = (plan: PlanRow): Statement =>
  run(
    'dossier.plan',
    `insert into dossier.plan (dossier_id, number, purpose, resident_effect, plan, reason, made_by) values ($1, $2, $3, $4, $5, $6, $7)`,
    [plan.dossierId, plan.number, plan.purpose, plan.residentEffect, plan.plan, plan.reason, plan.madeBy],
  )
/** The plan that held before the first change: what was filled in at the opening. */
export const keepFirstPlan = (dossierId: string, reason: string): Statement =>
  run(
    'dossier.first-plan',
    `insert into dossier.plan (dossier_id, number, purpose, resident_effect, plan, reason, made_by, made_at)
     select d.id, 1, w.told ->> 'purpose', w.told ->> 'residentEffect', w.told ->> 'plan', $2, access.acting(), d.opened_at
     from dossier.dossier d cross join lateral (select dossier.told(d.id) as told) w
     where d.id = $1 and not exists (select from dossier.plan l where l.dossier_id = d.id)`,
    [dossierId, reason],
  )
export const setPlan = (plan: PlanRow): Statement =>
  run(
    'dossier.set-plan',
    'update dossier.dossier set purpose = $2, resident_effect = $3, plan = $4, changed_at = now() where id = $1',
    [plan.dossierId, plan.purpose, plan.residentEffect, plan.plan],
  )

export const setCeiling = (dossierId: string, ceiling: number): Statement =>
  run('dossier.set-ceiling', 'update dossier.dossier set ceiling = $2, changed_at = now() where id = $1', [
    dossierId,
    ceiling,
  ])
export const logCeiling = (
  id: string,
  dossierId: string,
  was: number,
  became: number,
  reason: string,
  by: string,
): Statement =>
  run(
    'dossier.log-ceiling',
    'insert into dossier.audience_change (id, dossier_id, was, became, reason, changed_by) values ($1, $2, $3, $4, $5, $6)',
    [id, dossierId, was, became, reason, by],
  )
/** The widest audience in the journal, over every entry, also those this actor would not see: the ceiling may not go below it. */
export const widestEntry = (dossierId: string): Query<number> => ({
  ...run('dossier.widest', 'select coalesce(max(audience), 1)::text from dossier.entry where dossier_id = $1', [
    dossierId,
  ]),
  read: (rows) => Number(rows[0]?.[0] ?? 1),
})

const setState = (dossierId: string, state: 'active' | 'paused' | 'closed'): Statement =>
  run('dossier.set-state', 'update dossier.dossier set state = $2, changed_at = now() where id = $1', [
    dossierId,
    state,
  ])

export const pause = (pauseId: string, dossierId: string, reason: string, by: string): Statement[] => [
  run('dossier.pause', 'insert into dossier.pause (id, dossier_id, reason, paused_by) values ($1, $2, $3, $4)', [
    pauseId,
    dossierId,
    reason,
    by,
  ]),
  setState(dossierId, 'paused'),
]
export const resume = (dossierId: string, by: string): Statement[] => [
  run(
    'dossier.resume',
    'update dossier.pause set resumed_by = $2, resumed_at = now() where dossier_id = $1 and resumed_at is null',
    [dossierId, by],
  ),
  setState(dossierId, 'active'),
]

export const close = (closure: {
  closureId: string
  dossierId: string
  outcome: string
  result: string
  effect: string
  lesson: string
  by: string
}): Statement[] => [
  // What is paused ends with the closing: a reopened dossier is active.
  run(
    'dossier.resume',
    'update dossier.pause set resumed_by = $2, resumed_at = now() where dossier_id = $1 and resumed_at is null',
    [closure.dossierId, closure.by],
  ),
  run(
    'dossier.close',
    // By the rule of the organisation for this kind; as long as it has none, by that of the house. No years is for ever.
    `insert into dossier.closure (id, dossier_id, outcome, result, effect, lesson, closed_by, retain_until, retention_id)
     select $1, $2, $3, $4, $5, $6, $7, (current_date + make_interval(years => case when r.retention_id is not null then r.years else
       coalesce((select h.years from dossier.retention_rule h where h.kind = d.kind and h.outcome = $3), 10) end))::date, r.retention_id
     from dossier.dossier d left join lateral settings.retention_for(d.organisation_id, d.kind, $3) r on true where d.id = $2`,
    [closure.closureId, closure.dossierId, closure.outcome, closure.result, closure.effect, closure.lesson, closure.by],
  ),
  setState(closure.dossierId, 'closed'),
]
/** Whether anything stands in the journal besides that it was opened; asked by its core team, who see every line. */
export const isWrittenIn = (dossierId: string): Query<boolean> => ({
  ...run(
    'dossier.is-written-in',
    "select from dossier.entry e where e.dossier_id = $1 and e.kind <> 'opening' limit 1",
    [dossierId],
  ),
  read: (rows) => rows.length > 0,
})
export const reopen = (dossierId: string, by: string, reason: string): Statement[] => [
  run(
    'dossier.reopen',
    'update dossier.closure set reopened_by = $2, reopened_at = now(), reopen_reason = $3 where dossier_id = $1 and reopened_at is null',
    [dossierId, by, reason],
  ),
  setState(dossierId, 'active'),
]

export const setOwners = (dossierId: string, ownerId: string, deputyId: string): Statement =>
  run(
    'dossier.set-owners',
    'update dossier.dossier set owner_id = $2, deputy_id = $3, changed_at = now() where id = $1',
    [dossierId, ownerId, deputyId],
  )
