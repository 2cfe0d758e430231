// The council puts something in: a motion, amendment or promise by its registry, a question by its members.
import { addWorkingDays, dayAt, raising as raisingItem } from '#capabilities/open-items/index.ts'
import { findTerms } from '#capabilities/settings/index.ts'
import { type Actions, type Work, writes } from '#foundation/capability.ts'
import { newId } from '#foundation/id.ts'
import type { contract, Kind } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { actorOf, mustBePast, mustCome, tellJournal, wrong } from './telling.ts'

const COUNCIL = 4

/** The line in the journal and the item itself; answers their ids. */
const putIn = (
  work: Work<q.CouncilDossier, unknown>,
  item: {
    kind: Kind
    reference: string
    title: string
    text: string
    submittedBy: string
    madeOn: string
    dueOn: string | null
    audience: number
  },
  openItem?: { openItemId: string; raise: (entryId: string) => void },
) => {
  const { dossierId, organisationId } = work.subject
  const councilItemId = newId()
  const me = actorOf(work)
  // The policy lets this pass only in an open dossier that exists for who acts, so there is always a line.
  const entryId = tellJournal(
    work,
    { dossierId, organisationId, dossier: work.subject },
    {
      kind: 'councilItem',
      text: item.text,
      details: {
        councilItemId,
        councilKind: item.kind,
        move: 'registered',
        reference: item.reference,
        title: item.title,
        submittedBy: item.submittedBy,
        madeOn: item.madeOn,
        ...(item.dueOn ? { dueOn: item.dueOn } : {}),
      },
      audience: item.audience,
      on: item.madeOn,
    },
  )!
  openItem?.raise(entryId)
  work.do(
    q.insertCouncilItem({
      ...item,
      councilItemId,
      dossierId,
      organisationId,
      registeredBy: me.membershipId,
      registeredRole: me.role,
      entryId,
      openItemId: openItem?.openItemId ?? null,
    }),
  )
  work.publish({
    name: 'councilItemRegistered',
    dossierId,
    organisationId,
    payload: { councilItemId, entryId, kind: item.kind },
  })
  return { councilItemId, entryId }
}

type Raising = Pick<
  Actions<typeof contract, typeof subjects>,
  'registerCouncilItem' | 'askTechnicalQuestion' | 'askWrittenQuestion'
>

export const raising: Raising = {
  registerCouncilItem: writes({
    needs: (input) => ({
      reference: q.takeReference(input.dossierId, input.kind, input.madeOn.slice(0, 4)),
      debtor: q.findDebtor(input.debtor),
    }),
    then: (work, input) => {
      const { kind, vote, madeOn, dueOn, body } = input
      mustBePast(madeOn, work.now, 'madeOn')
      const votes = kind === 'motion' || kind === 'amendment'
      if (vote && !votes) throw wrong('vote', 'councilItems.noVote')
      if (vote && !body) throw wrong('body', 'required')
      const audience = input.audience ?? COUNCIL
      if (audience > work.subject.ceiling) throw wrong('audience', 'councilItems.withinCeiling')
      const { debtor } = work.needs
      if (input.debtor) {
        if (!debtor) throw wrong('debtor', 'councilItems.noSuchDebtor')
        if (kind === 'amendment') throw wrong('debtor', 'councilItems.amendmentsOweNothing')
        if (kind === 'motion' && vote !== 'adopted') throw wrong('debtor', 'councilItems.voteFirst')
        if (!dueOn) throw wrong('dueOn', 'required')
      }
      if (dueOn && dueOn < madeOn) throw wrong('dueOn', 'councilItems.dueAfterMade')
      const reference = input.reference ?? work.needs.reference
      const made = putIn(work, {
        kind,
        reference,
        title: input.title,
        text: input.text,
        submittedBy: input.submittedBy,
        madeOn,
        dueOn: dueOn ?? null,
        audience,
      })
      const { councilItemId } = made
      const step = (more: Omit<q.StepRow, 'councilItemId'>) =>
        work.do(q.insertStep(newId(), { councilItemId, ...more }, actorOf(work), null))
      if (vote) step({ kind: vote, body, decidedOn: madeOn })
      if (debtor && dueOn) step({ kind: 'assigned', debtor, dueOn })
      return { ...made, reference }
    },
  }),

  askTechnicalQuestion: writes({
    needs: (input) => ({
      reference: q.takeReference(input.dossierId, 'technicalQuestion', dayAt(new Date()).slice(0, 4)),
      owner: q.findOwner(input.dossierId),
      terms: q.findTerms(input.dossierId),
      answering: findTerms({ dossierId: input.dossierId }),
    }),
    then: (work, input) => {
      const { dossierId, organisationId } = work.subject
      const owner = work.needs.owner!
      const today = dayAt(work.now)
      const dueOn = input.dueOn ?? addWorkingDays(today, work.needs.terms.technicalQuestion)
      mustCome(dueOn, work.now, 'dueOn')
      const openItemId = newId()
      const me = actorOf(work)
      const made = putIn(
        work,
        {
          kind: 'technicalQuestion',
          reference: work.needs.reference,
          title: input.title,
          text: input.question,
          submittedBy: input.submittedBy,
          madeOn: today,
          dueOn,
          audience: COUNCIL,
        },
        {
          openItemId,
          raise: (entryId) =>
            work.do(
              ...raisingItem(
                {
                  openItemId,
                  dossierId,
                  organisationId,
                  kind: 'question',
                  question: input.question,
                  details: { note: '', councilQuestion: work.needs.reference },
                  raisedBy: me.membershipId,
                  raisedRole: me.role,
                  raisedAt: work.now,
                  addressee: {
                    key: `m:${owner.membershipId}`,
                    membershipId: owner.membershipId,
                    organisationId: owner.organisationId,
                    functionName: null,
                    role: owner.role,
                  },
                  dueOn,
                  audience: COUNCIL,
                  openingEntryId: entryId,
                },
                work.needs.answering,
              ),
            ),
        },
      )
      work.publish({ name: 'openItemAsked', dossierId, organisationId, payload: { openItemId } })
      return { ...made, reference: work.needs.reference, openItemId, dueOn }
    },
  }),

  askWrittenQuestion: writes({
    needs: (input) => ({
      reference: q.takeReference(input.dossierId, 'writtenQuestion', dayAt(new Date()).slice(0, 4)),
      terms: q.findTerms(input.dossierId),
    }),
    then: (work, input) => {
      const today = dayAt(work.now)
      const made = putIn(work, {
        kind: 'writtenQuestion',
        reference: work.needs.reference,
        title: input.title,
        text: input.question,
        submittedBy: input.submittedBy,
        madeOn: today,
        dueOn: addWorkingDays(today, work.needs.terms.writtenQuestion),
        audience: COUNCIL,
      })
      return { ...made, reference: work.needs.reference }
    },
  }),
}
