// Opens the access of a temporary team on its first day. Its end needs no work: a reach ends by itself, to the second (P17).
import type pg from 'pg'
import { insertInvolvement, lockDossier, settleReach } from '#capabilities/dossier/index.ts'
import type { Statement } from '#foundation/database/query.ts'
import { newId } from '#foundation/id.ts'
import { inTurnOrLog } from '#foundation/jobs/in-turn.ts'
import type { Job } from '#foundation/jobs/jobs.ts'

const TODAY = `($1::timestamptz at time zone 'Europe/Amsterdam')::date`

interface Due {
  readonly team_id: string
  readonly membership_id: string
  readonly dossier_id: string
  readonly role: string
  readonly powers: string
  readonly is_core: boolean
  readonly ends_on: string
  readonly composed_by: string
  readonly opens: boolean
}

const send = (client: pg.ClientBase, { text, values }: Statement) => client.query(text, [...values])

interface Waiting {
  readonly dossier_id: string
  readonly team_id: string
  readonly membership_id: string
}

/**
 * Opens the access of one member whose day has come. Once, with any number of servers: the dossier is locked first, as acts
 * do, and a member that another server holds is left to it. A team that ended before it began, a dossier that closed and a
 * membership that ended open nothing.
 */
const openMember = async (client: pg.ClientBase, next: Waiting, now: Date): Promise<void> => {
  await client.query('begin')
  try {
    await send(client, lockDossier(next.dossier_id))
    const { rows } = await client.query<Due>(
      `select m.team_id, m.membership_id, t.dossier_id, m.role, m.powers, m.is_core, t.ends_on::text, t.composed_by,
         (t.ended_at is null and t.ends_on >= ${TODAY} and d.state <> 'closed'
          and s.since <= ${TODAY} and (s.until is null or s.until >= ${TODAY})) as opens
       from parties.team_member m join parties.team t on t.id = m.team_id join dossier.dossier d on d.id = t.dossier_id
       join people.membership s on s.id = m.membership_id
       where m.team_id = $2 and m.membership_id = $3 and m.settled_at is null for update of m`,
      [now, next.team_id, next.membership_id],
    )
    const member = rows[0]
    if (member) {
      const involvementId = member.opens ? newId() : null
      if (involvementId) {
        await send(
          client,
          insertInvolvement({
            involvementId,
            dossierId: member.dossier_id,
            subject: `m:${member.membership_id}`,
            membershipId: member.membership_id,
            organisationId: null,
            role: member.is_core ? 'team' : 'partner',
            mandate: `${member.role}: ${member.powers}`,
            interest: '',
            until: member.ends_on,
            addedBy: member.composed_by,
          }),
        )
        await send(client, settleReach(member.dossier_id))
      }
      await client.query(
        'update parties.team_member set involvement_id = $3, settled_at = now() where team_id = $1 and membership_id = $2',
        [member.team_id, member.membership_id, involvementId],
      )
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** Everybody whose day has come; one that cannot be opened is for the log, and the next minute. Answers how many were tried. */
export const openTeams = async (
  client: pg.ClientBase,
  now: Date,
  failed: (error: unknown, member: Waiting) => void = () => {},
): Promise<number> => {
  const { rows } = await client.query<Waiting>(
    `select t.dossier_id, m.team_id, m.membership_id from parties.team_member m join parties.team t on t.id = m.team_id
     join dossier.dossier d on d.id = t.dossier_id
     where m.settled_at is null and m.opens_on <= ${TODAY} and not settings.is_off('parties', d.organisation_id)
     order by m.opens_on, m.team_id, m.membership_id`,
    [now],
  )
  await inTurnOrLog(rows, (member) => openMember(client, member, now), failed)
  return rows.length
}

export const jobs: readonly Job[] = [
  {
    name: 'open-teams',
    // Within the minute after midnight, and after a restart what was due meanwhile.
    every: '* * * * *',
    run: async (_, { withClient, now, log }) => {
      await withClient((client) =>
        openTeams(client, now(), (error, { team_id, membership_id }) =>
          log.error(
            { err: error, teamId: team_id, membershipId: membership_id },
            'access of a team could not be opened',
          ),
        ),
      )
    },
  },
]
