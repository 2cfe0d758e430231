// What then happens with a temporary team: it is composed over organisations, and its access has a first and a last day.
import { endInvolvement, findMemberships, insertInvolvement, settleReach } from '#capabilities/dossier/index.ts'
import { type Actions, reads, writes } from '#foundation/capability.ts'
import { conflict, invalid, notFound } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { dayAt, tellLine, wrong } from './telling.ts'

type All = Actions<typeof contract, typeof subjects>

export const teamActions: Pick<All, 'listTeamsOf' | 'composeTeam' | 'endTeam'> = {
  listTeamsOf: reads((input) => q.teamsOf(input.dossierId)),

  composeTeam: writes({
    needs: (input) => ({ found: findMemberships(input.members.map((one) => one.membershipId)) }),
    then: (work, input) => {
      const { dossierId } = work.subject
      const today = dayAt(work.now)
      if (input.endsOn < input.startsOn) throw wrong('endsOn', 'parties.endsAfterItStarts')
      if (input.startsOn < today) throw wrong('startsOn', 'inThePast')
      const chosen = input.members.map((one) => one.membershipId)
      const members = input.members.map((one, at) => {
        const member = work.needs.found.find((found) => found.membershipId === one.membershipId)
        const path = `members.${at}.membershipId`
        // Administrators manage shells and read nothing; the council holds the work to account and is no part of it.
        if (!member || member.position === 'administrator' || member.position === 'council')
          throw invalid('invalid', [{ path, code: 'parties.notAMember' }])
        if (chosen.indexOf(one.membershipId) !== at) throw invalid('invalid', [{ path, code: 'parties.memberTwice' }])
        return { ...one, member }
      })
      const teamId = newId()
      const { name, purpose, startsOn, endsOn } = input
      // Roles and organisations, no names: who works here is for who takes part, and stands on the page of the team.
      const { entryId } = tellLine(work, work.subject, 'teamComposed', {
        kind: 'team',
        text: purpose,
        details: {
          teamId,
          name,
          startsOn,
          endsOn,
          state: 'composed',
          members: members.map(({ member, role, powers }) => ({ label: member.role, role, powers })),
        },
        audience: 2,
      })
      work.do(q.insertTeam({ teamId, dossierId, entryId, name, purpose, startsOn, endsOn }))
      const opensNow = startsOn <= today
      for (const { member, role, powers, isCore, membershipId } of members) {
        const involvementId = opensNow ? newId() : null
        if (involvementId)
          work.do(
            insertInvolvement({
              involvementId,
              dossierId,
              subject: `m:${membershipId}`,
              membershipId,
              organisationId: null,
              role: isCore ? 'team' : 'partner',
              mandate: `${role}: ${powers}`,
              interest: '',
              until: endsOn,
              addedBy: work.actor.acting.membershipId,
            }),
          )
        work.do(
          q.insertTeamMember({
            teamId,
            membershipId,
            involvementId,
            label: member.role,
            organisationId: member.organisationId,
            role,
            powers,
            isCore,
            opensOn: startsOn,
          }),
        )
      }
      if (opensNow) work.do(settleReach(dossierId))
      return { teamId, entryId }
    },
  }),

  endTeam: writes({
    needs: (input) => ({ team: q.findTeam(input.dossierId, input.teamId) }),
    then: (work, input) => {
      const { team } = work.needs
      if (!team) throw notFound('parties.teamNotFound')
      if (team.over) throw conflict('parties.teamIsOver')
      tellLine(work, work.subject, 'teamEnded', {
        kind: 'team',
        text: '',
        details: { teamId: input.teamId, name: team.name, state: 'ended' },
        audience: 2,
      })
      // Last, because who ends it may be a member of it.
      work.do(
        q.endTeam(input.teamId),
        ...team.involvementIds.map((id) => endInvolvement(id, work.actor.acting.membershipId)),
        settleReach(input.dossierId),
      )
      return null
    },
  }),
}
