// The council part of a dossier: who holds the portfolio, whom they mandated, and how it is found.
import { type Dossier, findDossier } from '#capabilities/dossier/index.ts'
import { many, one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'

export interface CouncilPart {
  readonly organisationId: string
  readonly portfolioHolderId: string
  readonly openedAt: string
  /** Function and organisation: 'wethouder, Gemeente Wierdijk'. */
  readonly portfolioHolderRole: string
}

/** A dossier with what the rules of the council need to know of it. */
export interface CouncilDossier extends Dossier {
  readonly part: CouncilPart | null
  /** Who acts now releases in the name of the portfolio holder, or is them. */
  readonly releases: boolean
  /** The side for which who acts now can agree to an arrangement. */
  readonly side: 'registry' | 'college' | null
}

const PART_JSON = `json_build_object('organisationId', p.organisation_id, 'portfolioHolderId', p.portfolio_holder_id, 'openedAt', p.opened_at,
  'portfolioHolderRole', coalesce(council.holder_of(p.dossier_id) ->> 'role', '') || ', '
    || (select o.name from organisations.organisation o where o.id = p.organisation_id))`

export const findCouncilDossier = (dossierId: string): Query<CouncilDossier | undefined> =>
  one(
    'council.find',
    `select (found.line::jsonb || jsonb_build_object(
       'part', (select ${PART_JSON} from council.part p where p.dossier_id = $1),
       'releases', council.may_release($1), 'side', council.side_of($1)))::text
     from (${findDossier(dossierId).text}) as found (line)`,
    [dossierId],
  )

/** The council part of a dossier that exists for who asks; undefined when the council does not follow it. */
export const findCouncilPart = (dossierId: string): Query<CouncilPart | undefined> =>
  one('council.part', `select ${PART_JSON}::text from council.part p where p.dossier_id = $1`, [dossierId])

/** Acts on one dossier wait for each other; the key is the one that the journal's chain takes. */
export const lockPart = (dossierId: string): Statement =>
  run('council.lock', 'select pg_advisory_xact_lock(hashtextextended($1::text, 1))', [dossierId])

export const insertPart = (part: {
  dossierId: string
  organisationId: string
  portfolioHolderId: string
  openedBy: string
}): Statement =>
  run(
    'council.insert-part',
    'insert into council.part (dossier_id, organisation_id, portfolio_holder_id, opened_by) values ($1, $2, $3, $4)',
    [part.dossierId, part.organisationId, part.portfolioHolderId, part.openedBy],
  )

/** Marks what was there already of the kinds that the council may want to know. */
export const markKnown = (dossierId: string, kinds: readonly string[]): Statement =>
  run('council.mark-known', 'select council.mark_known($1, $2)', [dossierId, kinds])

export const setPortfolioHolder = (dossierId: string, membershipId: string): Statement =>
  run('council.set-holder', 'update council.part set portfolio_holder_id = $2 where dossier_id = $1', [
    dossierId,
    membershipId,
  ])

export const insertMandate = (mandate: {
  mandateId: string
  dossierId: string
  membershipId: string
  givenBy: string
  untilDate: string | null
}): Statement =>
  run(
    'council.mandate',
    'insert into council.mandate (id, dossier_id, membership_id, given_by, until) values ($1, $2, $3, $4, $5)',
    [mandate.mandateId, mandate.dossierId, mandate.membershipId, mandate.givenBy, mandate.untilDate],
  )

export const findMandate = (dossierId: string, mandateId: string): Query<{ membershipId: string } | undefined> =>
  one(
    'council.find-mandate',
    `select json_build_object('membershipId', a.membership_id)::text from council.mandate a
     where a.dossier_id = $1 and a.id = $2 and a.ended_at is null`,
    [dossierId, mandateId],
  )

export const endMandate = (mandateId: string, endedBy: string): Statement =>
  run(
    'council.end-mandate',
    'update council.mandate set ended_by = $2, ended_at = clock_timestamp() where id = $1 and ended_at is null',
    [mandateId, endedBy],
  )

/** Who released in the name of the one before, no longer does. */
export const endMandatesOf = (dossierId: string): Statement =>
  run('council.end-mandates', 'select council.end_mandates($1)', [dossierId])

/** Members of the executive of the accountable organisation, or of who took it over. */
export const executivesOf = (dossierId: string): Query<Passed> =>
  passed(
    'council.executives',
    `select json_build_object('items', coalesce(json_agg(json_build_object('membershipId', m.id, 'name', m.name,
       'functionName', m.function_name) order by m.name), '[]'))::text
     from council.executives($1) m`,
    [dossierId],
  )

export const findExecutive = (
  dossierId: string,
  membershipId: string,
): Query<{ membershipId: string; name: string; role: string } | undefined> => {
  const query = many<{ membershipId: string; name: string; role: string }>(
    'council.find-executive',
    `select json_build_object('membershipId', m.id, 'name', m.name, 'role', m.function_name)::text
     from council.executives($1) m where m.id = $2`,
    [dossierId, membershipId],
  )
  return { ...query, read: (rows) => query.read(rows)[0] }
}
