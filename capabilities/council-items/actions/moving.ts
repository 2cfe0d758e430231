// An item of the council moves: assigned, started, explained, reported ready, sent back or discharged. Each move is a step.
import { attachUploads, findUploads, type Upload } from '#capabilities/dossier/index.ts'
import { type Actions, type Work, writes } from '#foundation/capability.ts'
import { conflict } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import { type contract, ENDED } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { actorOf, mustBePast, mustCome, tellJournal, wrong } from './telling.ts'

/** Who comes second is told so: the policy let them pass because the item was another one a moment ago. */
const mustStandIn = (item: q.CouncilItem, ...states: readonly string[]): void => {
  if (item.kind === 'technicalQuestion') throw conflict('councilItems.answersEndIt')
  if (!states.includes(item.state)) throw conflict('councilItems.movedMeanwhile')
}

type Move = Omit<q.StepRow, 'councilItemId'> & {
  /** What the line in the journal tells beside its words. */
  readonly told?: Readonly<Record<string, unknown>>
  readonly uploads?: readonly { readonly upload: Upload; readonly description: string }[]
}

/** The step, and its line in the journal for whoever reads the item. */
const move = (
  work: Work<q.CouncilItem, unknown>,
  { told = {}, uploads = [], ...step }: Move,
): { entryId: string | null } => {
  const item = work.subject
  const entryId = tellJournal(work, item, {
    kind: 'councilItem',
    text: step.text ?? '',
    details: {
      councilItemId: item.councilItemId,
      councilKind: item.kind,
      move: step.kind,
      reference: item.reference,
      title: item.title,
      ...told,
      ...(uploads.length ? { documents: uploads.map(({ upload }) => upload.digest) } : {}),
    },
    audience: item.audience,
    attachments: uploads.length,
  })
  if (uploads.length && !entryId) throw wrong('uploads', 'councilItems.noMoreFiles')
  if (entryId) work.do(...attachUploads({ dossierId: item.dossierId, entryId }, uploads))
  // Documents that come with a report show by themselves that it is done.
  const evidenceEntryId = step.evidenceEntryId ?? (uploads.length && entryId ? entryId : undefined)
  work.do(
    q.insertStep(
      newId(),
      { ...step, councilItemId: item.councilItemId, ...(evidenceEntryId ? { evidenceEntryId } : {}) },
      actorOf(work),
      entryId,
    ),
  )
  work.publish({
    name: 'councilItemMoved',
    dossierId: item.dossierId,
    organisationId: item.organisationId,
    payload: { councilItemId: item.councilItemId, kind: step.kind, ...(entryId ? { entryId } : {}) },
  })
  return { entryId }
}

type Moving = Pick<
  Actions<typeof contract, typeof subjects>,
  | 'recordVote'
  | 'assignCouncilItem'
  | 'startCouncilItem'
  | 'explainLateness'
  | 'reportCouncilItem'
  | 'sendBackCouncilItem'
  | 'dischargeCouncilItem'
  | 'changeTerms'
>

export const moving: Moving = {
  recordVote: writes({
    then: (work, input) => {
      const item = work.subject
      const { vote, body, decidedOn, text } = input
      if (item.kind === 'writtenQuestion' && vote !== 'withdrawn') throw wrong('vote', 'councilItems.noVote')
      if (item.vote !== null || item.kind === 'promise' || item.kind === 'technicalQuestion')
        throw conflict('councilItems.movedMeanwhile')
      mustStandIn(item, ...(item.kind === 'writtenQuestion' ? ['received', 'assigned', 'underWay'] : ['received']))
      mustBePast(decidedOn, work.now, 'decidedOn')
      if (decidedOn < item.madeOn) throw wrong('decidedOn', 'councilItems.decidedAfterMade')
      return move(work, { kind: vote, text, body, decidedOn, told: { body, decidedOn } })
    },
  }),

  assignCouncilItem: writes({
    needs: (input) => ({ debtor: q.findDebtor(input.debtor) }),
    then: (work, input) => {
      const item = work.subject
      const { debtor } = work.needs
      mustStandIn(item, 'received', 'assigned', 'underWay', 'sentBack')
      if (item.kind === 'amendment') throw conflict('councilItems.amendmentsOweNothing')
      if (item.kind === 'motion' && item.vote !== 'adopted') throw conflict('councilItems.voteFirst')
      if (!debtor) throw wrong('debtor', 'councilItems.noSuchDebtor')
      mustCome(input.dueOn, work.now, 'dueOn')
      return move(work, {
        kind: 'assigned',
        text: input.text,
        debtor,
        dueOn: input.dueOn,
        told: { debtor: debtor.role, dueOn: input.dueOn },
      })
    },
  }),

  startCouncilItem: writes({
    then: (work, input) => {
      mustStandIn(work.subject, 'assigned', 'sentBack')
      return move(work, { kind: 'started', text: input.text })
    },
  }),

  explainLateness: writes({
    then: (work, input) => {
      const item = work.subject
      if (ENDED.includes(item.state)) throw conflict('councilItems.movedMeanwhile')
      if (input.code === 'other' && !input.explanation) throw wrong('explanation', 'required')
      if (input.expectedOn) mustCome(input.expectedOn, work.now, 'expectedOn')
      const latenessId = newId()
      const me = actorOf(work)
      const entryId = tellJournal(work, item, {
        kind: 'councilItem',
        text: input.explanation,
        details: {
          councilItemId: item.councilItemId,
          councilKind: item.kind,
          move: 'late',
          reference: item.reference,
          title: item.title,
          code: input.code,
          ...(input.expectedOn ? { expectedOn: input.expectedOn } : {}),
        },
        audience: item.audience,
      })
      work.do(
        q.insertLateness({
          latenessId,
          councilItemId: item.councilItemId,
          code: input.code,
          explanation: input.explanation,
          expectedOn: input.expectedOn ?? null,
          saidBy: me.membershipId,
          saidRole: me.role,
          entryId,
        }),
      )
      work.publish({
        name: 'councilItemLate',
        dossierId: item.dossierId,
        organisationId: item.organisationId,
        payload: { councilItemId: item.councilItemId, code: input.code },
      })
      return { latenessId }
    },
  }),

  reportCouncilItem: writes({
    needs: (input) => ({
      evidence: q.findEvidence(input.councilItemId, input.evidenceEntryId ?? null),
      uploads: findUploads(input.uploads.map((one) => one.uploadId)),
    }),
    then: (work, input) => {
      const item = work.subject
      mustStandIn(item, 'assigned', 'underWay', 'sentBack')
      const { evidence } = work.needs
      if (!input.evidenceEntryId && input.uploads.length === 0)
        throw wrong('evidenceEntryId', 'councilItems.needsEvidence')
      if (input.evidenceEntryId && !evidence) throw wrong('evidenceEntryId', 'councilItems.noSuchEntry')
      // What the council cannot read shows the council nothing.
      if (evidence && evidence.audience < item.audience)
        throw wrong('evidenceEntryId', 'councilItems.evidenceForTheCouncil')
      const uploads = input.uploads.map(({ uploadId, description }) => {
        const upload = work.needs.uploads.find((one) => one.uploadId === uploadId)
        if (!upload) throw wrong('uploads', 'councilItems.uploadGone')
        return { upload, description }
      })
      if (new Set(input.uploads.map((one) => one.uploadId)).size !== uploads.length)
        throw wrong('uploads', 'councilItems.uploadGone')
      return move(work, {
        kind: 'reported',
        text: input.text,
        uploads,
        ...(evidence ? { evidenceEntryId: evidence.entryId, told: { evidenceEntryId: evidence.entryId } } : {}),
      })
    },
  }),

  sendBackCouncilItem: writes({
    then: (work, input) => {
      mustStandIn(work.subject, 'reported')
      return move(work, { kind: 'sentBack', text: input.reason })
    },
  }),

  dischargeCouncilItem: writes({
    then: (work, input) => {
      mustStandIn(work.subject, 'reported')
      const { body, decidedOn, text } = input
      mustBePast(decidedOn, work.now, 'decidedOn')
      if (decidedOn < work.subject.madeOn) throw wrong('decidedOn', 'councilItems.decidedAfterMade')
      return move(work, { kind: 'discharged', text, body, decidedOn, told: { body, decidedOn } })
    },
  }),

  changeTerms: writes({
    then: (work, { organisationId, ...terms }) => {
      work.do(q.insertTerms(newId(), organisationId, terms, actorOf(work).membershipId))
      work.publish({ name: 'councilTermsChanged', organisationId, payload: { ...terms } })
      return null
    },
  }),
}
