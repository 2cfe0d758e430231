// «Dit is een politieke keuze»: said by whoever takes part, and answered by who leads the dossier (R8).
import { addWorkingDays, dayAt, ending, raising } from '#capabilities/open-items/index.ts'
import { reserving } from '#capabilities/process/index.ts'
import { findTerms } from '#capabilities/settings/index.ts'
import { type Actions, type Work, writes } from '#foundation/capability.ts'
import { conflict } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { actorOf, mustCome, tellJournal, wrong } from './telling.ts'

/** The answer in the journal and here, and the open item that asked for it ends with it. */
const answer = (
  work: Work<q.Mark, unknown>,
  made: {
    outcome: 'routed' | 'refuted'
    reason: string
    body: string | null
    reservedChoiceId: string | null
    momentId: string | null
  },
): void => {
  const mark = work.subject
  const me = actorOf(work)
  const entryId = tellJournal(work, mark, {
    kind: 'politicalChoice',
    text: made.reason,
    details: {
      markId: mark.markId,
      move: made.outcome,
      openItemId: mark.openItemId,
      mark: mark.text,
      ...(made.body ? { body: made.body } : {}),
      ...(made.reservedChoiceId ? { choiceId: made.reservedChoiceId } : {}),
      ...(made.momentId ? { momentId: made.momentId } : {}),
    },
    audience: mark.audience,
  })
  work.do(
    q.insertAnswer({
      ...made,
      markId: mark.markId,
      answeredBy: me.membershipId,
      answeredRole: me.role,
      entryId,
    }),
    ...ending({
      openItemId: mark.openItemId,
      outcome: 'answered',
      text: made.reason,
      details: { markId: mark.markId },
      closedBy: me.membershipId,
      closedRole: me.role,
      entryId,
    }),
  )
  const { dossierId, organisationId } = mark
  work.publish({ name: 'openItemAnswered', dossierId, organisationId, payload: { openItemId: mark.openItemId } })
  work.publish({
    name: 'politicalChoiceAnswered',
    dossierId,
    organisationId,
    payload: { markId: mark.markId, outcome: made.outcome, ...(entryId ? { entryId } : {}) },
  })
}

const mustWait = (mark: q.Mark): void => {
  if (mark.state !== 'waiting') throw conflict('councilItems.answeredMeanwhile')
}

type Political = Pick<
  Actions<typeof contract, typeof subjects>,
  'markPoliticalChoice' | 'routePoliticalChoice' | 'refutePoliticalChoice'
>

export const political: Political = {
  markPoliticalChoice: writes({
    needs: (input) => ({
      owner: q.findOwner(input.dossierId),
      // How soon the council wants it is the council's; how silence climbs is of the town that answers.
      terms: q.findTerms(input.dossierId),
      answering: findTerms({ dossierId: input.dossierId }),
    }),
    then: (work, input) => {
      const dossier = work.subject
      const { dossierId, organisationId } = dossier
      const owner = work.needs.owner!
      const me = actorOf(work)
      // Officials do not go to the council behind the back of the executive: wider than the town is for who marks to choose.
      const audience = input.audience ?? Math.max(Math.min(3, dossier.ceiling), dossier.reach)
      if (audience > dossier.ceiling) throw wrong('audience', 'councilItems.withinCeiling')
      if (audience < dossier.reach) throw wrong('audience', 'councilItems.withinReach')
      const markId = newId()
      const openItemId = newId()
      const dueOn = addWorkingDays(dayAt(work.now), work.needs.terms.politicalChoice)
      const entryId = tellJournal(
        work,
        { dossierId, organisationId, dossier },
        {
          kind: 'politicalChoice',
          text: input.text,
          details: { markId, move: 'marked', dueOn },
          audience,
        },
      )!
      work.do(
        ...raising(
          {
            openItemId,
            dossierId,
            organisationId,
            kind: 'question',
            question: input.text,
            details: { answerAt: `/politieke-keuzes/${markId}`, answerRoom: 'councilItems' },
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
            audience,
            openingEntryId: entryId,
          },
          work.needs.answering,
        ),
        q.insertMark({
          markId,
          dossierId,
          organisationId,
          text: input.text,
          audience,
          dueOn,
          markedBy: me.membershipId,
          markedRole: me.role,
          entryId,
          openItemId,
        }),
      )
      work.publish({ name: 'openItemAsked', dossierId, organisationId, payload: { openItemId } })
      work.publish({ name: 'politicalChoiceMarked', dossierId, organisationId, payload: { markId, entryId } })
      return { markId, entryId, openItemId }
    },
  }),

  routePoliticalChoice: writes({
    needs: (input) => ({ process: q.findProcessOf(input.markId) }),
    then: (work, input) => {
      const mark = work.subject
      mustWait(mark)
      const { body, reason, moment } = input
      if (!input.reserve && !moment) throw wrong('reserve', 'councilItems.routeSomewhere')
      if (moment && body !== 'raad') throw wrong('moment', 'councilItems.agendaOfTheCouncil')
      if (moment && !mark.dossier) throw wrong('moment', 'councilItems.dossierGone')
      const { process } = work.needs
      if (input.reserve && !process) throw wrong('reserve', 'councilItems.dossierGone')
      // No gate goes on past it from now on (invariant 9); what may be read of it is at most what the dossier allows.
      const reservedChoiceId =
        input.reserve && process
          ? reserving(
              { ...work, subject: process },
              { text: input.reserve, why: reason, capacity: body, audience: Math.min(mark.audience, process.ceiling) },
            ).choiceId
          : null
      let momentId: string | null = null
      if (moment) {
        mustCome(moment.plannedOn, work.now, 'moment')
        momentId = newId()
        const me = actorOf(work)
        work.do(
          q.insertMoment({
            momentId,
            organisationId: mark.organisationId,
            dossierId: mark.dossierId,
            subject: moment.subject,
            kind: moment.kind,
            body: 'gemeenteraad',
            place: '',
            plannedOn: moment.plannedOn,
            startsAt: null,
            audience: 4,
            proposedBy: me.membershipId,
            proposedRole: me.role,
            confirmed: false,
            entryId: null,
          }),
        )
        work.publish({
          name: 'councilMomentProposed',
          dossierId: mark.dossierId,
          organisationId: mark.organisationId,
          payload: { momentId },
        })
      }
      answer(work, { outcome: 'routed', reason, body, reservedChoiceId, momentId })
      return { reservedChoiceId, momentId }
    },
  }),

  refutePoliticalChoice: writes({
    then: (work, input) => {
      mustWait(work.subject)
      answer(work, { outcome: 'refuted', reason: input.reason, body: null, reservedChoiceId: null, momentId: null })
      return null
    },
  }),
}
