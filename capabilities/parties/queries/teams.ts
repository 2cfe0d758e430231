// Temporary teams: who, in which role, with which powers, from when until when.
import { many, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'

const TODAY = `(now() at time zone 'Europe/Amsterdam')::date`

export const teamsOf = (dossierId: string): Query<Passed> =>
  passed(
    'parties.teams',
    `select json_build_object('items', coalesce((select json_agg(json_build_object('teamId', t.id, 'name', t.name, 'purpose', t.purpose,
         'startsOn', t.starts_on, 'endsOn', t.ends_on,
         'state', case when t.ended_at is not null or t.ends_on < ${TODAY} then 'ended' when t.starts_on > ${TODAY} then 'coming' else 'working' end,
         'members', (select json_agg(json_build_object('membershipId', m.membership_id, 'label', m.label,
             'name', (select p.name from people.membership s join people.person p on p.id = s.person_id where s.id = m.membership_id),
             'organisationId', m.organisation_id, 'role', m.role, 'powers', m.powers, 'isCore', m.is_core,
             'hasAccess', exists (select from dossier.involvement i where i.id = m.involvement_id and (i.until is null or i.until > now())))
             order by m.label, m.membership_id) from parties.team_member m where m.team_id = t.id))
         order by (t.ended_at is not null or t.ends_on < ${TODAY}), t.starts_on desc, t.id)
       from parties.team t where t.dossier_id = $1), '[]'))::text`,
    [dossierId],
  )

export const insertTeam = (team: {
  teamId: string
  dossierId: string
  entryId: string
  name: string
  purpose: string
  startsOn: string
  endsOn: string
}): Statement =>
  run(
    'parties.insert-team',
    `insert into parties.team (id, dossier_id, entry_id, name, purpose, starts_on, ends_on, composed_by)
     values ($1, $2, $3, $4, $5, $6, $7, access.acting())`,
    [team.teamId, team.dossierId, team.entryId, team.name, team.purpose, team.startsOn, team.endsOn],
  )

export const insertTeamMember = (member: {
  teamId: string
  membershipId: string
  involvementId: string | null
  label: string
  organisationId: string
  role: string
  powers: string
  isCore: boolean
  opensOn: string
}): Statement =>
  run(
    'parties.insert-team-member',
    `insert into parties.team_member (team_id, membership_id, involvement_id, label, organisation_id, role, powers, is_core, opens_on, settled_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, case when $3::uuid is not null then now() end)`,
    [
      member.teamId,
      member.membershipId,
      member.involvementId,
      member.label,
      member.organisationId,
      member.role,
      member.powers,
      member.isCore,
      member.opensOn,
    ],
  )

export interface TeamFacts {
  readonly name: string
  readonly over: boolean
  readonly involvementIds: readonly string[]
}
export const findTeam = (dossierId: string, teamId: string): Query<TeamFacts | undefined> => ({
  ...many<TeamFacts>(
    'parties.find-team',
    `select json_build_object('name', t.name, 'over', t.ended_at is not null or t.ends_on < ${TODAY},
       'involvementIds', coalesce((select json_agg(m.involvement_id) from parties.team_member m
         where m.team_id = t.id and m.involvement_id is not null), '[]'))::text
     from parties.team t where t.dossier_id = $1 and t.id = $2`,
    [dossierId, teamId],
  ),
  read: (rows) => (rows[0]?.[0] ? (JSON.parse(rows[0][0]) as TeamFacts) : undefined),
})

export const endTeam = (teamId: string): Statement =>
  run('parties.end-team', 'update parties.team set ended_by = access.acting(), ended_at = now() where id = $1', [
    teamId,
  ])
