// What then happens with an initiative: its words are the initiator's, our support is ours, and closing is said together.
import { findMemberships, involving, listInvolved, roleOf } from '#capabilities/dossier/index.ts'
import { type Actions, reads, type Work, writes } from '#foundation/capability.ts'
import { conflict } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { tellLine, wrong } from './telling.ts'

type All = Actions<typeof contract, typeof subjects>

/** The initiator is named wherever the dossier may be known, so the line is for all who read the dossier as its colleagues do. */
const AUDIENCE = 3

const tellInitiative = (
  work: Work<q.Initiative, unknown>,
  state: 'worded' | 'supported' | 'agreedToClose' | 'closingReason',
  text: string,
  more: Record<string, unknown> = {},
) =>
  tellLine(work, work.subject.dossier, 'initiativeChanged', {
    kind: 'initiative',
    text,
    details: { initiator: work.subject.initiator, state, ...more },
    audience: AUDIENCE,
  })

export const initiativeActions: Pick<
  All,
  'nameInitiator' | 'readInitiative' | 'stateSupport' | 'changeIdea' | 'agreeToClosing' | 'stateClosingReason'
> = {
  readInitiative: reads((input) => q.initiativeView(input.initiativeId)),

  nameInitiator: writes({
    needs: (input) => ({
      named: findMemberships([input.membershipId, input.contactId].filter((id) => id !== undefined)),
      organisation: q.findInitiatingOrganisation(input.organisationId ?? null),
      involved: listInvolved(input.dossierId),
      already: q.findInitiative(input.dossierId),
    }),
    then: (work, input) => {
      const dossier = work.subject
      if (dossier.kind !== 'initiative') throw conflict('parties.isInitiative')
      if (work.needs.already) throw conflict('parties.initiatorIsNamed')
      const person = work.needs.named.find((one) => one.membershipId === input.membershipId)
      if (input.membershipId && (!person || person.position === 'administrator'))
        throw wrong('membershipId', 'parties.notAMember')
      const { organisation } = work.needs
      if (input.organisationId && !organisation) throw wrong('organisationId', 'parties.noSuchOrganisation')
      const contact = work.needs.named.find((one) => one.membershipId === input.contactId)
      if (input.contactId && (!contact || contact.organisationId !== dossier.organisationId))
        throw wrong('contactId', 'parties.contactWorksHere')
      const key = person
        ? `m:${person.membershipId}`
        : organisation?.signsIn && input.organisationId
          ? `o:${input.organisationId}`
          : null
      const initiator = person?.role ?? organisation?.name ?? input.name!
      if (key && !work.needs.involved.some((one) => one.subject === key))
        work.do(
          ...involving(
            work,
            dossier.dossierId,
            {
              key,
              membershipId: person?.membershipId ?? null,
              organisationId: person ? null : (input.organisationId ?? null),
            },
            'initiator',
          ),
        )
      work.do(
        q.insertInitiative({
          dossierId: dossier.dossierId,
          initiator,
          initiatorKey: key,
          support: input.support,
          contactId: contact?.membershipId ?? work.actor.acting.membershipId,
          contactRole: contact?.role ?? roleOf(work.actor),
        }),
        q.insertIdea(dossier.dossierId, 1, input.words),
      )
      return tellLine(work, dossier, 'initiativeChanged', {
        kind: 'initiative',
        text: input.words,
        details: { initiator, state: 'named', number: 1, support: input.support },
        audience: AUDIENCE,
      })
    },
  }),

  stateSupport: writes({
    needs: (input) => ({ contact: findMemberships(input.contactId ? [input.contactId] : []) }),
    then: (work, input) => {
      const { dossierId, dossier, contactId, contactRole } = work.subject
      const [contact] = work.needs.contact
      if (input.contactId && (!contact || contact.organisationId !== dossier.organisationId))
        throw wrong('contactId', 'parties.contactWorksHere')
      work.do(
        q.setSupport({
          dossierId,
          support: input.support,
          contactId: contact?.membershipId ?? contactId,
          contactRole: contact?.role ?? contactRole,
        }),
      )
      return tellInitiative(work, 'supported', input.support, { contactRole: contact?.role ?? contactRole })
    },
  }),

  changeIdea: writes({
    then: (work, input) => {
      const number = work.subject.number + 1
      work.do(q.insertIdea(work.subject.dossierId, number, input.words))
      return { ...tellInitiative(work, 'worded', input.words, { number }), number }
    },
  }),

  agreeToClosing: writes({
    then: (work, input) => {
      const consentId = newId()
      const { dossierId } = work.subject
      work.do(q.insertConsent({ consentId, dossierId, byInitiator: true, reason: input.reason }))
      return tellInitiative(work, 'agreedToClose', input.reason, { consentId })
    },
  }),

  stateClosingReason: writes({
    then: (work, input) => {
      const consentId = newId()
      const { dossierId } = work.subject
      work.do(q.insertConsent({ consentId, dossierId, byInitiator: false, reason: input.reason }))
      return tellInitiative(work, 'closingReason', input.reason, { consentId })
    },
  }),
}
