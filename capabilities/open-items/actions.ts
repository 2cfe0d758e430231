// What then happens with an open item: it opens and closes with a line in the journal, and in between nothing evaporates.
import {
  appendEntry,
  attachUploads,
  type Dossier,
  findMemberships,
  findUploads,
  involving,
  listInvolved,
  roleOf,
  touchDossier,
  type Upload,
} from '#capabilities/dossier/index.ts'
import { addDays, dayAt, findTerms, findTermsOfItem, ladder, standardDay } from '#capabilities/settings/index.ts'
import { type Actions, reads, type Work, writes } from '#foundation/capability.ts'
import { conflict, invalid } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from './contract.ts'
import type { subjects } from './policy.ts'
import * as q from './queries.ts'

type Involved = readonly { readonly subject: string; readonly role: string }[]
type Team = Pick<Dossier, 'ownerId' | 'deputyId'>

/** 1 for the core team, 2 for whoever else takes part, null for who does not yet. */
const reachOf = (key: string, dossier: Team, involved: Involved): 1 | 2 | null => {
  if (key === `m:${dossier.ownerId}` || key === `m:${dossier.deputyId}`) return 1
  const roles = involved.filter((one) => one.subject === key).map((one) => one.role)
  return roles.includes('team') ? 1 : roles.length ? 2 : null
}

/** Refuses when who is asked would not see what they are asked about. */
const mustReach = (reach: number, audience: number, ceiling: number, field: string): void => {
  if (reach > ceiling) throw invalid('invalid', [{ path: field, code: 'openItems.teamOnly' }])
  if (reach > audience)
    throw invalid('invalid', [{ path: field === 'addressee' ? 'audience' : field, code: 'openItems.addresseeReads' }])
}

const mustBeOpen = (item: q.OpenItem): void => {
  if (item.closed) throw conflict('openItems.closedAlready')
}

/** The day of an answer still comes, and within ten years: a ladder is counted day by day. */
const mustCome = (day: string, now: Date, field: string): void => {
  const today = dayAt(now)
  if (day < today) throw invalid('invalid', [{ path: field, code: 'inThePast' }])
  if (day > addDays(today, 3653)) throw invalid('invalid', [{ path: field, code: 'openItems.tooFarAway' }])
}

/**
 * Closes an item and writes the line in the journal by which it closes. A dossier that closed meanwhile, or that no longer
 * exists for who answers, takes no new line: the words then stand in the closing alone, where who asked reads them.
 */
const closing = (
  work: Work<q.OpenItem, unknown>,
  end: {
    outcome: 'answered' | 'refused' | 'withdrawn'
    kind: string
    text: string
    details?: Record<string, unknown>
    uploads?: readonly { upload: Upload; description: string }[]
  },
): { entryId: string | null } => {
  const item = work.subject
  const { acting } = work.actor
  mustBeOpen(item)
  const details = end.details ?? {}
  const uploads = end.uploads ?? []
  const writable = item.dossier !== null && item.dossier.state !== 'closed'
  if (uploads.length && !writable) throw invalid('invalid', [{ path: 'uploads', code: 'openItems.noMoreFiles' }])
  const entryId = writable ? newId() : null
  if (entryId && item.dossier) {
    work.do(
      appendEntry({
        entryId,
        dossierId: item.dossierId,
        kind: end.kind,
        text: end.text,
        details: {
          openItemId: item.openItemId,
          ...details,
          ...(uploads.length ? { documents: uploads.map(({ upload }) => upload.digest) } : {}),
        },
        authorId: acting.membershipId,
        authorRole: roleOf(work.actor),
        audience: Math.min(item.audience, item.dossier.ceiling),
        attachments: uploads.length,
      }),
    )
    work.do(...attachUploads({ dossierId: item.dossierId, entryId }, uploads))
    work.do(touchDossier(item.dossierId))
    work.publish({
      name: 'entryAdded',
      dossierId: item.dossierId,
      organisationId: item.organisationId,
      payload: { entryId, kind: end.kind },
    })
  }
  work.do(
    ...q.close({
      openItemId: item.openItemId,
      outcome: end.outcome,
      text: end.text,
      details,
      closedBy: acting.membershipId,
      closedRole: roleOf(work.actor),
      entryId,
    }),
  )
  return { entryId }
}

const tell = (work: Work<q.OpenItem, unknown>, name: string, payload: Record<string, unknown> = {}): void =>
  work.publish({
    name,
    dossierId: work.subject.dossierId,
    organisationId: work.subject.organisationId,
    payload: { openItemId: work.subject.openItemId, ...payload },
  })

export const actions: Actions<typeof contract, typeof subjects> = {
  listOpenItemsOf: reads((input) => q.openItemsOf(input.dossierId, input)),
  listAddressees: reads((input) => q.addressees(input.dossierId, input.search, input.limit)),
  listWaitingOnMe: reads((input) => q.waitingOnMe(input)),
  listWaitedForByMe: reads((input) => q.waitedForByMe(input)),
  listClimbedToMe: reads((input) => q.climbedToMe(input)),
  readOpenItem: reads((input) => q.openItemView(input.openItemId)),

  askOpenItem: writes({
    needs: (input) => ({
      members: findMemberships(input.addressee.membershipId ? [input.addressee.membershipId] : []),
      answerer: q.findAnswerer(input.addressee.organisationId ?? null, input.addressee.functionName ?? null),
      involved: listInvolved(input.dossierId),
      terms: findTerms({ ...input.addressee, dossierId: input.dossierId }),
    }),
    then: (work, input) => {
      const dossier = work.subject
      const { acting } = work.actor
      const { membershipId, organisationId, functionName } = input.addressee
      const [member] = work.needs.members
      // Somebody whom this asker may not know is refused in the words for somebody who is not there.
      if (membershipId && (!member || member.position === 'administrator'))
        throw invalid('invalid', [{ path: 'addressee', code: 'openItems.notAMember' }])
      if (organisationId && !work.needs.answerer)
        throw invalid('invalid', [{ path: 'addressee', code: 'openItems.nobodyAnswers' }])
      const addressee: q.Addressee = member
        ? {
            key: `m:${member.membershipId}`,
            membershipId: member.membershipId,
            organisationId: member.organisationId,
            functionName: null,
            role: member.role,
          }
        : {
            key: functionName ? `r:${organisationId}:${functionName}` : `o:${organisationId}`,
            membershipId: null,
            organisationId: organisationId!,
            functionName: functionName ?? null,
            role: functionName ? `${functionName}, ${work.needs.answerer!.name}` : work.needs.answerer!.name,
          }
      const { terms } = work.needs
      // Whoever names no day asks within the usual term of who answers.
      const dueOn = input.dueOn ?? standardDay(work.now, input.kind, terms)
      mustCome(dueOn, work.now, 'dueOn')
      if (input.hours && input.kind !== 'advice')
        throw invalid('invalid', [{ path: 'hours', code: 'openItems.hoursOfAdvice' }])
      const audience = input.audience ?? Math.min(2, dossier.ceiling)
      if (audience > dossier.ceiling) throw invalid('invalid', [{ path: 'audience', code: 'openItems.withinCeiling' }])
      if (audience < dossier.reach) throw invalid('invalid', [{ path: 'audience', code: 'openItems.withinReach' }])
      const reach = reachOf(addressee.key, dossier, work.needs.involved)
      mustReach(reach ?? 2, audience, dossier.ceiling, 'addressee')

      if (reach === null) {
        const outside = addressee.organisationId !== dossier.organisationId && !membershipId
        const role = input.kind === 'advice' ? 'adviser' : outside ? 'partner' : 'asked'
        work.do(
          ...involving(
            work,
            dossier.dossierId,
            {
              key: addressee.key,
              membershipId: addressee.membershipId,
              organisationId: addressee.membershipId ? null : addressee.organisationId,
            },
            role,
          ),
        )
      }
      const openItemId = newId()
      const entryId = newId()
      work.do(
        appendEntry({
          entryId,
          dossierId: dossier.dossierId,
          kind: 'question',
          text: input.question,
          details: { openItemId, kind: input.kind, addressee: addressee.role, dueOn },
          authorId: acting.membershipId,
          authorRole: roleOf(work.actor),
          audience,
        }),
        q.insertOpenItem({
          openItemId,
          dossierId: dossier.dossierId,
          organisationId: dossier.organisationId,
          kind: input.kind,
          question: input.question,
          details: { ...(input.hours ? { hours: input.hours } : {}), ...(input.note ? { note: input.note } : {}) },
          raisedBy: acting.membershipId,
          raisedRole: roleOf(work.actor),
          raisedAt: work.now,
          addressee,
          dueOn,
          audience,
          openingEntryId: entryId,
          termsId: terms.termsId,
        }),
        q.insertSteps(openItemId, ladder({ raisedAt: work.now, dueOn }, terms.ladder)),
        touchDossier(dossier.dossierId),
      )
      const { dossierId, organisationId: accountable } = dossier
      work.publish({
        name: 'entryAdded',
        dossierId,
        organisationId: accountable,
        payload: { entryId, kind: 'question' },
      })
      work.publish({ name: 'openItemAsked', dossierId, organisationId: accountable, payload: { openItemId } })
      return { openItemId, entryId }
    },
  }),

  answerOpenItem: writes({
    needs: (input) => ({ uploads: findUploads(input.uploads.map((one) => one.uploadId)) }),
    then: (work, input) => {
      mustBeOpen(work.subject)
      const isAdvice = work.subject.kind === 'advice'
      if (!isAdvice && (input.certainty || input.limits))
        throw invalid('invalid', [{ path: input.certainty ? 'certainty' : 'limits', code: 'openItems.onlyOfAdvice' }])
      const uploads = input.uploads.map(({ uploadId, description }) => ({
        upload: work.needs.uploads.find((one) => one.uploadId === uploadId),
        description,
      }))
      if (
        uploads.some(({ upload }) => !upload) ||
        new Set(input.uploads.map((one) => one.uploadId)).size !== uploads.length
      )
        throw invalid('invalid', [{ path: 'uploads', code: 'openItems.uploadGone' }])
      const end = closing(work, {
        outcome: 'answered',
        kind: isAdvice ? 'advice' : work.subject.kind === 'agreement' ? 'agreement' : 'answer',
        text: input.text,
        details: {
          ...(input.certainty ? { certainty: input.certainty } : {}),
          ...(input.limits ? { limits: input.limits } : {}),
        },
        uploads: uploads.map(({ upload, description }) => ({ upload: upload!, description })),
      })
      tell(work, 'openItemAnswered')
      return end
    },
  }),

  refuseOpenItem: writes({
    then: (work, input) => {
      const end = closing(work, { outcome: 'refused', kind: 'refusal', text: input.reason })
      tell(work, 'openItemRefused')
      return end
    },
  }),

  withdrawOpenItem: writes({
    then: (work, input) => {
      const end = closing(work, { outcome: 'withdrawn', kind: 'withdrawal', text: input.reason })
      tell(work, 'openItemWithdrawn')
      return end
    },
  }),

  escalateOpenItem: writes({
    needs: (input) => ({ next: q.findNextStep(input.openItemId) }),
    then: (work, input) => {
      mustBeOpen(work.subject)
      const { next } = work.needs
      if (!next) throw conflict('openItems.topReached')
      work.do(q.climbByHand(input.openItemId, next.number, input.reason))
      tell(work, 'openItemClimbed', { step: next.kind, number: next.number, byHand: true })
      return { number: next.number, kind: next.kind }
    },
  }),

  sayWhyLate: writes({
    then: (work, input) => {
      mustBeOpen(work.subject)
      if (input.code === 'other' && !input.explanation)
        throw invalid('invalid', [{ path: 'explanation', code: 'required' }])
      if (input.expectedOn) mustCome(input.expectedOn, work.now, 'expectedOn')
      const latenessId = newId()
      work.do(
        q.insertLateness({
          latenessId,
          openItemId: input.openItemId,
          code: input.code,
          explanation: input.explanation,
          expectedOn: input.expectedOn ?? null,
          saidBy: work.actor.acting.membershipId,
        }),
      )
      tell(work, 'openItemLateExplained')
      return { latenessId }
    },
  }),

  passOnOpenItem: writes({
    needs: (input) => ({ members: findMemberships([input.membershipId]), involved: q.findInvolved(input.openItemId) }),
    then: (work, input) => {
      const item = work.subject
      mustBeOpen(item)
      const [member] = work.needs.members
      if (!member || member.organisationId !== item.addresseeOrganisationId || member.position === 'administrator')
        throw invalid('invalid', [{ path: 'membershipId', code: 'openItems.notAColleague' }])
      const key = `m:${member.membershipId}`
      if (key === item.addressee) throw invalid('invalid', [{ path: 'membershipId', code: 'openItems.hasItAlready' }])
      // Who no longer sees the dossier cannot involve anybody in it; the item itself can still be handed on.
      if (item.dossier) {
        const reach = reachOf(key, item.dossier, work.needs.involved)
        mustReach(reach ?? 2, item.audience, item.dossier.ceiling, 'membershipId')
        if (reach === null)
          work.do(
            ...involving(
              work,
              item.dossierId,
              { key, membershipId: member.membershipId, organisationId: null },
              item.kind === 'advice' ? 'adviser' : 'asked',
            ),
          )
      }
      work.do(q.passOn(newId(), item.openItemId, member.membershipId, member.role, input.reason))
      tell(work, 'openItemPassedOn')
      return null
    },
  }),

  extendOpenItem: writes({
    needs: (input) => ({ terms: findTermsOfItem(input.openItemId) }),
    then: (work, input) => {
      const item = work.subject
      mustBeOpen(item)
      mustCome(input.dueOn, work.now, 'dueOn')
      if (input.dueOn <= item.dueOn) throw invalid('invalid', [{ path: 'dueOn', code: 'openItems.laterThanNow' }])
      work.do(
        ...q.extend({
          extensionId: newId(),
          openItemId: item.openItemId,
          was: item.dueOn,
          became: input.dueOn,
          reason: input.reason,
          extendedBy: work.actor.acting.membershipId,
        }),
        q.insertSteps(
          item.openItemId,
          ladder({ raisedAt: work.now, dueOn: input.dueOn }, work.needs.terms.ladder, item.highestStep + 1),
        ),
      )
      tell(work, 'openItemExtended')
      return null
    },
  }),
}
