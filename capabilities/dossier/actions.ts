// What then happens with a dossier: each act decides from what was found, and writes its line in the journal.
import type { Actor } from '#foundation/access/actor.ts'
import { type Actions, reads, type Work, writes } from '#foundation/capability.ts'
import { conflict, invalid, notFound } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from './contract.ts'
import type { subjects } from './policy.ts'
import * as q from './queries.ts'

/** The calendar day in the Netherlands: after midnight here it is still yesterday in UTC. */
const dayAt = (moment: Date): string => moment.toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })

/** A private note is kept a year, then it is gone (A9). */
const NOTE_DAYS = 365

/** The role under which somebody writes, as it reads in the journal for ever: 'procesambtenaar, Gemeente Wierdijk'. */
export const roleOf = (actor: Actor): string => `${actor.acting.functionName}, ${actor.acting.organisationName}`

/** Writes a line of the house's own (a plan changed, a dossier closed) and tells whoever listens. Answers its id. */
export const record = (
  work: Pick<Work<q.Dossier, unknown>, 'actor' | 'do' | 'publish'>,
  dossier: Pick<q.Dossier, 'dossierId' | 'organisationId' | 'ceiling'>,
  line: { kind: string; text: string; details?: Record<string, unknown>; audience?: number },
): { entryId: string } => {
  const entryId = newId()
  work.do(
    q.appendEntry({
      entryId,
      dossierId: dossier.dossierId,
      kind: line.kind,
      text: line.text,
      details: line.details,
      authorId: work.actor.acting.membershipId,
      authorRole: roleOf(work.actor),
      audience: line.audience ?? Math.min(2, dossier.ceiling),
    }),
    q.touchDossier(dossier.dossierId),
  )
  work.publish({
    name: 'entryAdded',
    dossierId: dossier.dossierId,
    organisationId: dossier.organisationId,
    payload: { entryId, kind: line.kind },
  })
  return { entryId }
}

/** The membership that was named, when it is current and exists for who acts. */
const named = (found: readonly q.MembershipFacts[], id: string, field: string): q.MembershipFacts => {
  const membership = found.find((one) => one.membershipId === id)
  if (!membership) throw invalid('invalid', [{ path: field, code: 'dossier.notAMember' }])
  return membership
}

/** Owner and deputy answer for the dossier, so they work in the organisation that does. */
const ofOrganisation = (membership: q.MembershipFacts, organisationId: string, field: string) => {
  if (membership.organisationId !== organisationId || !q.LEADING.includes(membership.position))
    throw invalid('invalid', [{ path: field, code: 'dossier.notOfOrganisation' }])
}

export const actions: Actions<typeof contract, typeof subjects> = {
  openDossier: writes({
    needs: (input) => ({
      acting: q.findActing(),
      named: q.findMemberships([input.ownerId, input.deputyId].filter((id) => id !== undefined)),
    }),
    then: (work, input) => {
      const { acting } = work.actor
      const owner = input.ownerId ? named(work.needs.named, input.ownerId, 'ownerId') : work.needs.acting!
      ofOrganisation(owner, acting.organisationId, 'ownerId')
      // The deputy is asked only when nobody is known: opening takes less than a minute (K1).
      const usual = [owner.deputyId, owner.managerId, acting.membershipId].find((id) => id && id !== owner.membershipId)
      const deputyId = input.deputyId ?? usual
      if (!deputyId) throw invalid('invalid', [{ path: 'deputyId', code: 'dossier.needsDeputy' }])
      if (deputyId === owner.membershipId)
        throw invalid('invalid', [{ path: 'deputyId', code: 'dossier.deputyIsOwner' }])
      if (input.deputyId)
        ofOrganisation(named(work.needs.named, deputyId, 'deputyId'), acting.organisationId, 'deputyId')
      const dossier = {
        dossierId: newId(),
        kind: input.kind,
        title: input.title,
        reason: input.reason,
        residentEffect: input.residentEffect,
        organisationId: acting.organisationId,
        ownerId: owner.membershipId,
        deputyId,
        ceiling: input.ceiling,
        openedBy: acting.membershipId,
      }
      const takesPart = acting.membershipId === dossier.ownerId || acting.membershipId === dossier.deputyId
      // Somebody who opens a dossier that the organisation may not know, for others, would at once no longer see it.
      if (input.ceiling < 3 && !takesPart)
        throw invalid('invalid', [{ path: 'ceiling', code: 'dossier.openerTakesPart' }])
      work.do(q.insertDossier(dossier), q.settleReach(dossier.dossierId))
      if (!takesPart)
        work.do(
          q.insertInvolvement({
            involvementId: newId(),
            dossierId: dossier.dossierId,
            subject: `m:${acting.membershipId}`,
            membershipId: acting.membershipId,
            organisationId: null,
            role: 'team',
            mandate: '',
            interest: '',
            until: null,
            addedBy: acting.membershipId,
          }),
          q.settleReach(dossier.dossierId),
        )
      record(work, dossier, {
        kind: 'opening',
        text: input.reason,
        details: { title: input.title, ...(input.residentEffect && { residentEffect: input.residentEffect }) },
      })
      work.publish({
        name: 'dossierOpened',
        dossierId: dossier.dossierId,
        organisationId: dossier.organisationId,
        payload: {},
      })
      return { dossierId: dossier.dossierId }
    },
  }),

  listDossiers: reads((input) => q.dossierList(input)),
  readDossier: reads((input) => q.dossierView(input.dossierId)),
  listEntries: reads((input) => q.journalPage(input.dossierId, input)),
  listEntryKinds: reads((input) => q.kindsIn(input.dossierId)),
  readEntry: reads((input) => q.entryView(input.dossierId, input.entryId)),
  listPlans: reads((input) => q.planList(input.dossierId)),
  readDocument: reads((input) => q.documentView(input.dossierId, input.documentId)),
  downloadDocument: reads((input) => q.documentContent(input.dossierId, input.documentId)),
  downloadPreview: reads((input) => q.previewContent(input.dossierId, input.documentId, input.page)),
  listNews: reads((input) => q.news(input.limit)),
  listRecipients: reads((input) => q.recipients(input.query, input.dossierId, input.limit)),

  markVisit: writes({
    then: (work, input) => {
      work.do(q.markVisit(input.seenAt))
      return null
    },
  }),

  addEntry: writes({
    needs: (input) => ({
      corrected: q.findEntry(input.dossierId, input.corrects ?? '00000000-0000-0000-0000-000000000000'),
      uploads: q.findUploads(input.uploads.map((upload) => upload.uploadId)),
      reachable: q.countReachableLinks(input.links),
    }),
    then: (work, input) => {
      const dossier = work.subject
      const { acting } = work.actor
      const entryId = newId()
      if (input.kind === 'note') {
        if (input.uploads.length || input.links.length || input.corrects)
          throw invalid('invalid', [{ path: 'kind', code: 'dossier.noteIsOnlyText' }])
        const expiresAt = new Date(work.now.getTime() + NOTE_DAYS * 86_400_000)
        work.do(
          q.insertNote({
            noteId: entryId,
            dossierId: dossier.dossierId,
            personId: work.actor.personId,
            text: input.text,
            occurredAt: input.occurredAt ?? null,
            expiresAt,
          }),
        )
        return { entryId }
      }
      const { corrected } = work.needs
      if (input.corrects && (!corrected || corrected.erased))
        throw invalid('invalid', [{ path: 'corrects', code: 'dossier.nothingToCorrect' }])
      const audience = input.audience ?? corrected?.audience ?? Math.min(2, dossier.ceiling)
      if (audience > dossier.ceiling) throw invalid('invalid', [{ path: 'audience', code: 'dossier.withinCeiling' }])
      if (audience < dossier.reach) throw invalid('invalid', [{ path: 'audience', code: 'dossier.withinReach' }])
      if (input.occurredAt && new Date(input.occurredAt).getTime() > work.now.getTime() + 5 * 60_000)
        throw invalid('invalid', [{ path: 'occurredAt', code: 'inTheFuture' }])
      if (work.needs.uploads.length !== new Set(input.uploads.map((upload) => upload.uploadId)).size)
        throw invalid('invalid', [{ path: 'uploads', code: 'dossier.uploadGone' }])
      if (work.needs.reachable !== input.links.length) throw invalid('invalid', [{ path: 'links', code: 'notAnId' }])

      work.do(
        q.appendEntry({
          entryId,
          dossierId: dossier.dossierId,
          kind: input.kind,
          text: input.text,
          // The digests are part of what the chain covers: a document cannot be exchanged behind the journal's back.
          details: input.uploads.length
            ? {
                documents: input.uploads.map(
                  ({ uploadId }) => work.needs.uploads.find((upload) => upload.uploadId === uploadId)!.digest,
                ),
              }
            : {},
          authorId: acting.membershipId,
          authorRole: roleOf(work.actor),
          occurredAt: input.occurredAt,
          audience,
          corrects: input.corrects ?? null,
          attachments: input.uploads.length,
        }),
      )
      work.do(
        ...q.attachUploads(
          { dossierId: dossier.dossierId, entryId },
          input.uploads.map(({ uploadId, description }) => ({
            upload: work.needs.uploads.find((one) => one.uploadId === uploadId)!,
            description,
          })),
        ),
      )
      if (input.links.length) work.do(q.insertLinks(entryId, dossier.dossierId, input.links))
      work.do(q.touchDossier(dossier.dossierId))
      work.publish({
        name: 'entryAdded',
        dossierId: dossier.dossierId,
        organisationId: dossier.organisationId,
        payload: { entryId, kind: input.kind },
      })
      return { entryId }
    },
  }),

  addVersion: writes({
    needs: (input) => ({
      earlier: q.findDocument(input.dossierId, input.documentId),
      uploads: q.findUploads([input.uploadId]),
    }),
    then: (work, input) => {
      const dossier = work.subject
      const { earlier, uploads } = work.needs
      if (!earlier) throw notFound('dossier.documentNotFound')
      const [upload] = uploads
      if (!upload) throw invalid('invalid', [{ path: 'uploadId', code: 'dossier.uploadGone' }])
      const audience = input.audience ?? Math.max(earlier.audience, dossier.reach)
      if (audience > dossier.ceiling) throw invalid('invalid', [{ path: 'audience', code: 'dossier.withinCeiling' }])
      if (audience < dossier.reach) throw invalid('invalid', [{ path: 'audience', code: 'dossier.withinReach' }])
      const entryId = newId()
      const documentId = newId()
      work.do(
        q.appendEntry({
          entryId,
          dossierId: dossier.dossierId,
          kind: 'fact',
          text: input.text,
          details: { documents: [upload.digest] },
          authorId: work.actor.acting.membershipId,
          authorRole: roleOf(work.actor),
          audience,
          attachments: 1,
        }),
        ...q.attachUploads({ dossierId: dossier.dossierId, entryId }, [
          { upload, description: earlier.description, documentId, replaces: earlier.documentId },
        ]),
        q.touchDossier(dossier.dossierId),
      )
      work.publish({
        name: 'entryAdded',
        dossierId: dossier.dossierId,
        organisationId: dossier.organisationId,
        payload: { entryId, kind: 'fact' },
      })
      return { documentId, entryId }
    },
  }),

  changeAudience: writes({
    needs: (input) => ({ entry: q.findEntry(input.dossierId, input.entryId) }),
    then: (work, input) => {
      const { entry } = work.needs
      if (!entry) throw notFound('dossier.entryNotFound')
      if (entry.audience === input.audience) return null
      if (input.audience > work.subject.ceiling)
        throw invalid('invalid', [{ path: 'audience', code: 'dossier.withinCeiling' }])
      if (input.audience < entry.audience && !input.reason)
        throw invalid('invalid', [{ path: 'reason', code: 'dossier.narrowingNeedsReason' }])
      work.do(q.changeAudience({ id: newId(), entryId: input.entryId, audience: input.audience, reason: input.reason }))
      work.publish({
        name: 'audienceChanged',
        dossierId: work.subject.dossierId,
        organisationId: work.subject.organisationId,
        payload: { entryId: input.entryId, was: entry.audience, became: input.audience },
      })
      return null
    },
  }),

  eraseEntry: writes({
    needs: (input) => ({ entry: q.findEntry(input.dossierId, input.entryId) }),
    then: (work, input) => {
      if (!work.needs.entry) throw notFound('dossier.entryNotFound')
      if (work.needs.entry.erased) throw conflict('dossier.alreadyErased')
      work.do(q.eraseEntry(input.entryId, input.ground), q.touchDossier(input.dossierId))
      work.publish({
        name: 'entryErased',
        dossierId: input.dossierId,
        organisationId: work.subject.organisationId,
        payload: { entryId: input.entryId },
      })
      return null
    },
  }),

  discardNote: writes({
    needs: (input) => ({ exists: q.findNote(input.dossierId, input.noteId) }),
    then: (work, input) => {
      if (!work.needs.exists) throw notFound('dossier.entryNotFound')
      work.do(q.removeNote(input.noteId))
      return null
    },
  }),

  changePlan: writes({
    needs: (input) => ({ number: q.countPlans(input.dossierId) }),
    then: (work, input) => {
      const { dossierId } = work.subject
      const plan = {
        dossierId,
        number: Math.max(work.needs.number, 1) + 1,
        purpose: input.purpose,
        residentEffect: input.residentEffect,
        plan: input.plan,
        reason: input.reason,
        madeBy: work.actor.acting.membershipId,
      }
      work.do(q.keepFirstPlan(dossierId, '—'), q.insertPlan(plan), q.setPlan(plan))
      // The line carries the words themselves: whoever opens it to the council opens these, and no others.
      const { number, purpose, residentEffect } = plan
      return record(work, work.subject, {
        kind: 'plan',
        text: input.reason,
        details: { number, purpose, residentEffect, plan: plan.plan },
      })
    },
  }),

  changeCeiling: writes({
    needs: (input) => ({ widest: q.widestEntry(input.dossierId) }),
    then: (work, input) => {
      const { ceiling, dossierId } = work.subject
      if (input.ceiling === ceiling) return null
      if (input.ceiling < work.needs.widest)
        throw invalid('invalid', [{ path: 'ceiling', code: 'dossier.widerEntriesExist' }])
      if (input.ceiling < ceiling && !input.reason)
        throw invalid('invalid', [{ path: 'reason', code: 'dossier.narrowingNeedsReason' }])
      work.do(
        q.setCeiling(dossierId, input.ceiling),
        q.logCeiling(newId(), dossierId, ceiling, input.ceiling, input.reason, work.actor.acting.membershipId),
      )
      record(
        work,
        { ...work.subject, ceiling: input.ceiling },
        { kind: 'ceiling', text: input.reason, details: { was: ceiling, became: input.ceiling } },
      )
      return null
    },
  }),

  pauseDossier: writes({
    then: (work, input) => {
      const entry = record(work, work.subject, { kind: 'pause', text: input.reason })
      work.do(...q.pause(newId(), input.dossierId, input.reason, work.actor.acting.membershipId))
      return entry
    },
  }),

  resumeDossier: writes({
    then: (work, input) => {
      work.do(...q.resume(input.dossierId, work.actor.acting.membershipId))
      record(work, work.subject, { kind: 'resume', text: '' })
      return null
    },
  }),

  closeDossier: writes({
    then: (work, input) => {
      const { outcome, result, effect, lesson } = input
      const entry = record(work, work.subject, { kind: 'closure', text: result, details: { outcome, effect, lesson } })
      work.do(
        ...q.close({
          closureId: newId(),
          dossierId: input.dossierId,
          outcome,
          result,
          effect,
          lesson,
          by: work.actor.acting.membershipId,
        }),
      )
      work.publish({
        name: 'dossierClosed',
        dossierId: input.dossierId,
        organisationId: work.subject.organisationId,
        payload: { outcome },
      })
      return entry
    },
  }),

  withdrawDossier: writes({
    needs: (input) => ({ written: q.isWrittenIn(input.dossierId) }),
    then: (work, input) => {
      if (work.needs.written) throw conflict('dossier.writtenIn')
      const closing = { outcome: 'stopped', effect: '—', lesson: '—' }
      const entry = record(work, work.subject, { kind: 'closure', text: input.reason, details: closing })
      work.do(
        ...q.close({
          closureId: newId(),
          dossierId: input.dossierId,
          result: input.reason,
          ...closing,
          by: work.actor.acting.membershipId,
        }),
      )
      work.publish({
        name: 'dossierClosed',
        dossierId: input.dossierId,
        organisationId: work.subject.organisationId,
        payload: { outcome: closing.outcome },
      })
      return entry
    },
  }),

  reopenDossier: writes({
    then: (work, input) => {
      work.do(...q.reopen(input.dossierId, work.actor.acting.membershipId, input.reason ?? ''))
      record(work, work.subject, { kind: 'reopening', text: input.reason ?? '' })
      return null
    },
  }),

  changeDeputy: writes({
    needs: (input) => ({ named: q.findMemberships([input.deputyId]) }),
    then: (work, input) => {
      const { dossierId, organisationId, ownerId } = work.subject
      const deputy = named(work.needs.named, input.deputyId, 'deputyId')
      ofOrganisation(deputy, organisationId, 'deputyId')
      if (deputy.membershipId === ownerId)
        throw invalid('invalid', [{ path: 'deputyId', code: 'dossier.deputyIsOwner' }])
      const entry = record(work, work.subject, {
        kind: 'deputy',
        text: '',
        details: { to: deputy.name, toRole: deputy.role },
      })
      // Last, because a deputy who appoints another gives up their own reach.
      work.do(q.setOwners(dossierId, ownerId, deputy.membershipId), q.settleReach(dossierId))
      return entry
    },
  }),

  involve: writes({
    needs: (input) => ({
      named: q.findMemberships(input.membershipId ? [input.membershipId] : []),
      organisation: q.organisationName(input.organisationId ?? null),
      involved: q.listInvolved(input.dossierId),
    }),
    then: (work, input) => {
      const { dossierId, ownerId, deputyId } = work.subject
      const member = input.membershipId ? named(work.needs.named, input.membershipId, 'membershipId') : null
      // Administrators manage shells and read nothing, also not when somebody would let them.
      if (member?.position === 'administrator')
        throw invalid('invalid', [{ path: 'membershipId', code: 'dossier.notAMember' }])
      if (!member && !work.needs.organisation?.existing)
        throw invalid('invalid', [{ path: 'organisationId', code: 'dossier.noSuchOrganisation' }])
      const subject = member ? `m:${member.membershipId}` : `o:${input.organisationId}`
      if (member && [ownerId, deputyId].includes(member.membershipId))
        throw invalid('invalid', [{ path: 'membershipId', code: 'dossier.involvedAlready' }])
      if (work.needs.involved.some((one) => one.subject === subject && one.role === input.role))
        throw invalid('invalid', [
          { path: member ? 'membershipId' : 'organisationId', code: 'dossier.involvedAlready' },
        ])
      if (input.untilDate && input.untilDate < dayAt(work.now))
        throw invalid('invalid', [{ path: 'untilDate', code: 'inThePast' }])
      const involvementId = newId()
      work.do(
        q.insertInvolvement({
          involvementId,
          dossierId,
          subject,
          membershipId: member?.membershipId ?? null,
          organisationId: input.organisationId ?? null,
          role: input.role,
          mandate: input.mandate,
          interest: input.interest,
          until: input.untilDate ?? null,
          addedBy: work.actor.acting.membershipId,
        }),
        q.settleReach(dossierId),
      )
      const who = member ? `${member.name ?? ''} (${member.role})` : work.needs.organisation!.name
      record(work, work.subject, { kind: 'involvement', text: who, details: { role: input.role } })
      work.publish({
        name: 'involved',
        dossierId,
        organisationId: work.subject.organisationId,
        payload: { involvementId, subject },
      })
      return { involvementId }
    },
  }),

  endInvolvement: writes({
    needs: (input) => ({ involved: q.listInvolved(input.dossierId) }),
    then: (work, input) => {
      const one = work.needs.involved.find((involvement) => involvement.involvementId === input.involvementId)
      if (!one) throw notFound('dossier.involvementNotFound')
      record(work, work.subject, { kind: 'involvementEnded', text: one.label, details: { role: one.role } })
      work.do(q.endInvolvement(input.involvementId, work.actor.acting.membershipId), q.settleReach(input.dossierId))
      return null
    },
  }),
}

/** Somebody who is asked must be able to see what they are asked about. Statements that involve them when they are not yet. */
export const involving = (
  work: Pick<Work<q.Dossier, unknown>, 'actor'>,
  dossierId: string,
  subject: { key: string; membershipId: string | null; organisationId: string | null },
  role: 'asked' | 'adviser' | 'partner' | 'initiator',
) => [
  q.insertInvolvement({
    involvementId: newId(),
    dossierId,
    subject: subject.key,
    membershipId: subject.membershipId,
    organisationId: subject.organisationId,
    role,
    mandate: '',
    interest: '',
    until: null,
    addedBy: work.actor.acting.membershipId,
  }),
  q.settleReach(dossierId),
]
