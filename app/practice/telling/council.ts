// Writes, as owner, the rows that acts of the council room would have left on a past day: following, marking, releasing,
// agreeing and informing. Told in order of time; for the stories of the practice town and for tests of «zoals het was op».
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { membershipId, organisations, type PersonKey, people } from '../cast.ts'

type Client = Pick<pg.ClientBase, 'query'>

/** As it reads in the journal for ever. */
const roleOf = (key: PersonKey) => `${people[key].functionName}, ${organisations[people[key].at].name}`

/** A line of the journal on its own day; in a dossier that the council follows, one for the council waits for release. */
export const tellLine = async (
  client: Client,
  line: {
    readonly dossierId: string
    readonly at: Date
    readonly by: PersonKey
    readonly kind: string
    readonly text?: string
    readonly details?: object
    /** 4: for the council. 3 when left out. */
    readonly audience?: number
    readonly corrects?: string
    readonly entryId?: string
  },
): Promise<string> => {
  const id = line.entryId ?? randomUUID()
  await client.query(
    `insert into dossier.entry (id, dossier_id, organisation_id, position, kind, text, details, author_id, author_role,
       occurred_at, recorded_at, audience, first_audience, corrects, salt, content_digest, previous, chain)
     values ($1, $2, (select organisation_id from dossier.dossier where id = $2), 0, $3, $4, $5, $6, $7, $8, $8, $9, $9, $10, '', '', '', '')`,
    [
      id,
      line.dossierId,
      line.kind,
      line.text ?? '',
      JSON.stringify(line.details ?? {}),
      membershipId(line.by),
      roleOf(line.by),
      line.at,
      line.audience ?? 3,
      line.corrects ?? null,
    ],
  )
  return id
}

/** The council follows the dossier from this day on. */
export const tellCouncilPart = (
  client: Client,
  part: { readonly dossierId: string; readonly at: Date; readonly by: PersonKey; readonly portfolioHolder: PersonKey },
): Promise<unknown> =>
  client.query(
    `insert into council.part (dossier_id, organisation_id, portfolio_holder_id, opened_by, opened_at)
     select id, organisation_id, $2, $3, $4 from dossier.dossier where id = $1`,
    [part.dossierId, membershipId(part.portfolioHolder), membershipId(part.by), part.at],
  )

/** Asks for release of a line that was not written for the council; `by` left out: the house did. */
export const tellMark = (
  client: Client,
  mark: { readonly entryId: string; readonly at: Date; readonly by?: PersonKey; readonly wanted?: 4 | 5 },
): Promise<unknown> =>
  client.query(
    `insert into council.mark (entry_id, dossier_id, organisation_id, wanted, marked_by, marked_at)
     select id, dossier_id, organisation_id, $2, $3, $4 from dossier.entry where id = $1 on conflict do nothing`,
    [mark.entryId, mark.wanted ?? 4, mark.by ? membershipId(mark.by) : null, mark.at],
  )

/** The portfolio holder releases a line on this day; it was marked when it was written when nobody marked it before. */
export const tellRelease = async (
  client: Client,
  release: { readonly entryId: string; readonly at: Date; readonly by: PersonKey; readonly audience?: 4 | 5 },
): Promise<void> => {
  const audience = release.audience ?? 4
  await client.query(
    `insert into council.mark (entry_id, dossier_id, organisation_id, wanted, marked_at)
     select e.id, e.dossier_id, e.organisation_id, $2, least(e.recorded_at, $3) from dossier.entry e
     where e.id = $1 and not exists (select from council.mark m where m.entry_id = e.id and m.outcome is null)`,
    [release.entryId, audience, release.at],
  )
  await client.query(
    `update council.mark set outcome = 'released', audience = $2, decided_by = $3, decided_at = $4
     where entry_id = $1 and outcome is null`,
    [release.entryId, audience, membershipId(release.by), release.at],
  )
  await client.query(
    `insert into dossier.audience_change (id, entry_id, dossier_id, was, became, changed_by, changed_at)
     select gen_random_uuid(), id, dossier_id, audience, $2, $3, $4 from dossier.entry where id = $1 and audience < $2`,
    [release.entryId, audience, membershipId(release.by), release.at],
  )
  await client.query('update dossier.entry set audience = greatest(audience, $2::smallint) where id = $1', [
    release.entryId,
    audience,
  ])
  await client.query(
    'update council.duty set informed_at = $2, informed_entry_id = $1 where entry_id = $1 and informed_at is null',
    [release.entryId, release.at],
  )
  await forgetSteps(client)
}

/** Every line of a dossier that waits is released after so many hours. */
export const tellReleaseOfAll = async (
  client: Client,
  { dossierId, by, afterHours }: { readonly dossierId: string; readonly by: PersonKey; readonly afterHours: number },
): Promise<void> => {
  const { rows } = await client.query<{ entryId: string; at: Date; wanted: 4 | 5 }>(
    `select entry_id as "entryId", marked_at + $2 * interval '1 hour' as at, wanted from council.mark
     where dossier_id = $1 and outcome is null order by marked_at`,
    [dossierId, afterHours],
  )
  for (const { entryId, at, wanted } of rows) await tellRelease(client, { entryId, at, by, audience: wanted })
}

export const tellWithdrawal = async (
  client: Client,
  taken: { readonly entryId: string; readonly at: Date; readonly by: PersonKey; readonly reason: string },
): Promise<void> => {
  await client.query(
    `update council.mark set withdrawn_by = $2, withdrawn_at = $3, withdrawn_why = $4
     where entry_id = $1 and outcome = 'released' and withdrawn_at is null`,
    [taken.entryId, membershipId(taken.by), taken.at, taken.reason],
  )
  await client.query(
    `insert into dossier.audience_change (id, entry_id, dossier_id, was, became, reason, changed_by, changed_at)
     select gen_random_uuid(), id, dossier_id, audience, 3, $2, $3, $4 from dossier.entry where id = $1`,
    [taken.entryId, taken.reason, membershipId(taken.by), taken.at],
  )
  await client.query('update dossier.entry set audience = 3 where id = $1', [taken.entryId])
}

/** Griffier and college agreed; the first term counts from `startsOn`. */
export const tellArrangement = async (
  client: Client,
  agreed: {
    readonly dossierId: string
    readonly at: Date
    readonly startsOn: string
    readonly weeks: number
    readonly triggers: readonly string[]
    readonly moneyShare?: number
    readonly triggerDays?: number
    readonly form: string
    readonly registry: PersonKey
    readonly college: PersonKey
  },
): Promise<string> => {
  const id = randomUUID()
  await client.query(
    `insert into council.arrangement (id, dossier_id, organisation_id, number, weeks, triggers, money_share, trigger_days, form,
       proposed_by, proposed_at, registry_id, registry_at, college_id, college_at, starts_on, agreed_at)
     select $1, p.dossier_id, p.organisation_id, 1 + (select count(*) from council.arrangement a where a.dossier_id = p.dossier_id),
       $3, $4, $5, $6, $7, $8, $9, $10, $9, $8, $9, $11, $9 from council.part p where p.dossier_id = $2`,
    [
      id,
      agreed.dossierId,
      agreed.weeks,
      agreed.triggers,
      agreed.moneyShare ?? null,
      agreed.triggerDays ?? 1,
      agreed.form,
      membershipId(agreed.college),
      agreed.at,
      membershipId(agreed.registry),
      agreed.startsOn,
    ],
  )
  await openDuty(client, id, 'rhythm', null, agreed.startsOn, agreed.at)
  return id
}

const openDuty = (
  client: Client,
  arrangementId: string,
  kind: string,
  entryId: string | null,
  since: string,
  at: Date,
) => client.query('select council.open_duty($1, $2, $3, $4, $5)', [arrangementId, kind, entryId, since, at])

/** Something happened that the council must hear of at once; nothing when the arrangement does not name it. */
export const tellTrigger = async (
  client: Client,
  seen: { readonly dossierId: string; readonly kind: string; readonly entryId: string; readonly at: Date },
): Promise<void> => {
  await client.query(
    `select council.open_duty(a.id, $2, $3, ($4::timestamptz at time zone 'Europe/Amsterdam')::date, $4) from council.arrangement a
     where a.dossier_id = $1 and a.agreed_at <= $4 and a.ended_at is null and $2 = any (a.triggers)`,
    [seen.dossierId, seen.kind, seen.entryId, seen.at],
  )
}

/** The council was informed by this line on this day: what was open ends, and the rhythm begins anew. */
export const tellInformed = async (
  client: Client,
  told: { readonly dossierId: string; readonly entryId: string; readonly at: Date },
): Promise<void> => {
  await tellClimbing(client, told.at)
  await client.query(
    'update council.duty set informed_at = $2, informed_entry_id = $3 where dossier_id = $1 and informed_at is null and opened_at <= $2',
    [told.dossierId, told.at, told.entryId],
  )
  await forgetSteps(client)
  await client.query(
    `select council.open_duty(a.id, 'rhythm', null, ($2::timestamptz at time zone 'Europe/Amsterdam')::date, $2)
     from council.arrangement a where a.dossier_id = $1 and a.agreed_at <= $2 and a.ended_at is null`,
    [told.dossierId, told.at],
  )
}

/** Why the council still waits, on the day on which it was said. */
export const tellDelay = async (
  client: Client,
  said: {
    readonly dossierId: string
    readonly at: Date
    readonly by: PersonKey
    readonly code: string
    readonly explanation?: string
    readonly expectedOn?: string
  },
): Promise<void> => {
  await client.query(
    `insert into council.answer (id, duty_id, dossier_id, code, explanation, expected_on, answered_by, answered_role, answered_at)
     select gen_random_uuid(), d.id, d.dossier_id, $2, $3, $4, $5, $6, $7 from council.duty d
     where d.dossier_id = $1 and d.informed_at is null order by d.due_on limit 1`,
    [
      said.dossierId,
      said.code,
      said.explanation ?? '',
      said.expectedOn ?? null,
      membershipId(said.by),
      roleOf(said.by),
      said.at,
    ],
  )
}

/** Steps of warnings that were reached by then, each on its own moment. */
export const tellClimbing = async (client: Client, until: Date): Promise<void> => {
  await client.query('update council.step set reached_at = at where reached_at is null and at <= $1', [until])
  await client.query(
    `update council.duty d set told = coalesce((select max(s.number) from council.step s where s.duty_id = d.id and s.reached_at is not null), 0)
     where d.informed_at is null`,
  )
}

const forgetSteps = (client: Client) =>
  client.query(
    'delete from council.step s using council.duty d where d.id = s.duty_id and d.informed_at is not null and s.reached_at is null',
  )
