// What then happens with a party: it joins, changes, is rated, and leaves; each with its line in the journal.
import { type Dossier, findMemberships, organisationName, record, roleOf } from '#capabilities/dossier/index.ts'
import { type Actions, reads, type Work, writes } from '#foundation/capability.ts'
import { conflict, notFound } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { audienceFor, tellLine, wrong } from './telling.ts'

type All = Actions<typeof contract, typeof subjects>
type Told = { partyId: string; name: string; weakVoice: string; audience: number }

/** The line of a party. The rating is no part of it, whoever may read the journal. */
const tellParty = (
  work: Work<Dossier, unknown>,
  party: Told,
  state: 'joined' | 'left',
  /** Why its voice is weak, or why it left. */
  why: string,
  more: Record<string, unknown> = {},
) =>
  tellLine(work, work.subject, 'partyChanged', {
    kind: 'party',
    // With its name, because search looks in the text.
    text: why ? `${party.name}. ${why}` : party.name,
    details: {
      partyId: party.partyId,
      name: party.name,
      weakVoice: party.weakVoice !== '',
      state,
      ...(why ? { why } : {}),
      ...more,
    },
    audience: party.audience,
  })

const known = (party: q.PartyFacts | undefined): q.PartyFacts => {
  if (!party) throw notFound('parties.partyNotFound')
  return party
}
const present = (party: q.PartyFacts | undefined): q.PartyFacts => {
  const found = known(party)
  if (found.left) throw conflict('parties.leftAlready')
  return found
}

export const partyActions: Pick<All, 'listPartiesOf' | 'addParty' | 'changeParty' | 'leaveParty' | 'assessParty'> = {
  listPartiesOf: reads((input) => q.partiesOf(input.dossierId)),

  addParty: writes({
    needs: (input) => ({
      member: findMemberships(input.membershipId ? [input.membershipId] : []),
      organisation: organisationName(input.organisationId ?? null),
      same: q.findSameParty(input.dossierId, {
        name: input.name ?? null,
        organisationId: input.organisationId ?? null,
        membershipId: input.membershipId ?? null,
      }),
    }),
    then: (work, input) => {
      const [member] = work.needs.member
      const { organisation } = work.needs
      if (input.organisationId && input.membershipId) throw wrong('membershipId', 'parties.oneOfBoth')
      if (input.membershipId && (!member || member.position === 'administrator'))
        throw wrong('membershipId', 'parties.notAMember')
      if (input.organisationId && !organisation?.existing) throw wrong('organisationId', 'parties.noSuchOrganisation')
      if (work.needs.same)
        throw wrong(
          input.organisationId ? 'organisationId' : input.membershipId ? 'membershipId' : 'name',
          'parties.partyAlready',
        )
      // Never the person's name: the council reads parties too, and it names no officials (invariant 18).
      const name = input.name ?? (member ? member.role : organisation!.name)
      const partyId = newId()
      const party = { partyId, name, weakVoice: input.weakVoice, audience: audienceFor(input.audience, work.subject) }
      const { entryId } = tellParty(work, party, 'joined', input.weakVoice)
      work.do(
        q.insertParty({
          partyId,
          dossierId: input.dossierId,
          entryId,
          name,
          organisationId: input.organisationId ?? null,
          membershipId: member?.membershipId ?? null,
          representedBy: input.representedBy,
          weakVoice: input.weakVoice,
          keptBy: work.actor.acting.membershipId,
          keptRole: roleOf(work.actor),
        }),
      )
      return { partyId, entryId }
    },
  }),

  changeParty: writes({
    needs: (input) => ({
      party: q.findParty(input.dossierId, input.partyId),
      keeper: findMemberships(input.keptById ? [input.keptById] : []),
    }),
    then: (work, input) => {
      const party = present(work.needs.party)
      const [keeper] = work.needs.keeper
      if (input.keptById && (!keeper || keeper.position === 'administrator' || keeper.position === 'council'))
        throw wrong('keptById', 'parties.notAMember')
      const { name, representedBy, weakVoice } = input
      const told = tellParty(work, { ...party, name, weakVoice }, 'joined', weakVoice, {
        changed: true,
        ...(party.name === name ? {} : { was: party.name }),
        ...(keeper ? { keptBy: keeper.role } : {}),
      })
      work.do(
        q.updateParty({
          partyId: party.partyId,
          entryId: told.entryId,
          name,
          representedBy,
          weakVoice,
          keptBy: keeper?.membershipId ?? party.keptById,
          keptRole: keeper?.role ?? party.keptRole,
        }),
      )
      return told
    },
  }),

  leaveParty: writes({
    needs: (input) => ({ party: q.findParty(input.dossierId, input.partyId) }),
    then: (work, input) => {
      const party = present(work.needs.party)
      const told = tellParty(work, party, 'left', input.reason)
      work.do(...q.insertLeaving(party.partyId, told.entryId, input.reason))
      return told
    },
  }),

  assessParty: writes({
    needs: (input) => ({ party: q.findParty(input.dossierId, input.partyId) }),
    then: (work, input) => {
      const party = present(work.needs.party)
      const number = party.ratings + 1
      const { dossierId, partyId, interest, influence, why, means, knowledge } = input
      work.do(q.insertAssessment({ partyId, number, dossierId, interest, influence, why, means, knowledge }))
      // That it was done, and of whom; how it was rated stands in no journal, because partners of the core team read it.
      record(work, work.subject, {
        kind: 'partyAssessed',
        text: '',
        details: { partyId, name: party.name, number },
        audience: 1,
      })
      return { number }
    },
  }),
}
