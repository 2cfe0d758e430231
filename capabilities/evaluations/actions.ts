// What then happens: the questions are fixed at the start, and an evaluation answers them with a method statement or not at all.

import { appendEntry, record, roleOf, touchDossier } from '#capabilities/dossier/index.ts'
import { type Actions, reads, writes } from '#foundation/capability.ts'
import { conflict, invalid } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import { type contract, type DraftShown, NOT_APPLICABLE } from './contract.ts'
import type { subjects } from './policy.ts'
import * as q from './queries.ts'

/** The council: what is written for it waits for release there (room council). */
const COUNCIL = 4

/** The calendar day in the Netherlands. */
const dayAt = (at: Date): string => at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })
const isDay = (day: string) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) && day >= '1000'

interface Fault {
  readonly path: string
  readonly code: string
}

/** «n.v.t.» in whichever way it was typed. */
const said = (value: string): string =>
  /^(n\.? ?v\.? ?t\.?|n\/a|not applicable|niet van toepassing)$/i.test(value) ? NOT_APPLICABLE : value
const isCount = (value: string) => value === NOT_APPLICABLE || /\d/.test(value)

/** Everything that is missing, each beside its field (invariant 19, V4): an evaluation without method is an opinion. */
const faultsOf = (draft: DraftShown, fixed: q.FixedFacts, today: string): Fault[] => {
  const faults: Fault[] = []
  const needs = (path: string, value: string) => value || faults.push({ path, code: 'required' })
  if (!isDay(draft.heldOn)) faults.push({ path: 'heldOn', code: draft.heldOn ? 'notADate' : 'required' })
  else if (draft.heldOn > today) faults.push({ path: 'heldOn', code: 'evaluations.notAhead' })
  fixed.questions.forEach((_, i) => {
    needs(`answers.${i}`, draft.answers[i] ?? '')
  })
  fixed.stopCriteria.forEach((_, i) => {
    needs(`stops.${i}.outcome`, draft.stops[i]?.outcome ?? '')
    needs(`stops.${i}.explanation`, draft.stops[i]?.explanation ?? '')
  })
  needs('learned', draft.learned)
  const n = said(draft.method.n)
  if (needs('method.n', n) === n && !isCount(n)) faults.push({ path: 'method.n', code: 'evaluations.numberOrNot' })
  for (const name of ['period', 'source', 'limits'] as const) needs(`method.${name}`, draft.method[name])
  draft.figures.forEach((figure, i) => {
    for (const name of ['label', 'value', 'numerator', 'denominator', 'source'] as const)
      needs(`figures.${i}.${name}`, figure[name])
    for (const name of ['numerator', 'denominator'] as const)
      if (figure[name] && !isCount(said(figure[name])))
        faults.push({ path: `figures.${i}.${name}`, code: 'evaluations.numberOrNot' })
    if (!isDay(figure.asOf)) faults.push({ path: `figures.${i}.asOf`, code: figure.asOf ? 'notADate' : 'required' })
  })
  return faults
}

/** What stands in the journal: whole, with each question beside its answer, so that it can be read alone in ten years. */
const contentOf = (draft: DraftShown, fixed: q.FixedFacts) => ({
  answers: fixed.questions.map((question, i) => ({ question, answer: draft.answers[i]! })),
  stops: fixed.stopCriteria.map((criterion, i) => ({ criterion, ...draft.stops[i]! })),
  learned: draft.learned,
  method: { ...draft.method, n: said(draft.method.n) },
  figures: draft.figures.map(({ asOf, ...figure }) => ({
    ...figure,
    referenceDate: asOf,
    numerator: said(figure.numerator),
    denominator: said(figure.denominator),
  })),
})

export const actions: Actions<typeof contract, typeof subjects> = {
  readEvaluations: reads((input) => q.evaluationsOf(input.dossierId)),

  fixEvaluationPlan: writes({
    needs: (input) => ({ fixed: q.findFixed(input.dossierId) }),
    then: (work, { questions, stopCriteria, moments }) => {
      if (work.needs.fixed.fixed) throw conflict('evaluations.fixedAlready')
      return record(work, work.subject, {
        kind: 'evaluationPlan',
        text: [...questions, ...stopCriteria].join('\n'),
        details: { questions, stopCriteria, moments },
        audience: Math.min(COUNCIL, work.subject.ceiling),
      })
    },
  }),

  addToEvaluationPlan: writes({
    needs: (input) => ({ fixed: q.findFixed(input.dossierId) }),
    then: (work, { questions, stopCriteria, moments, reason }) => {
      if (!work.needs.fixed.fixed) throw conflict('evaluations.fixFirst')
      if (questions.length + stopCriteria.length + moments.length === 0)
        throw invalid('invalid', [{ path: 'questions', code: 'evaluations.needsSomething' }])
      return record(work, work.subject, {
        kind: 'evaluationPlan',
        text: [...questions, ...stopCriteria, ...moments.map(({ what }) => what), reason].join('\n'),
        details: { questions, stopCriteria, moments, reason },
        audience: Math.min(COUNCIL, work.subject.ceiling),
      })
    },
  }),

  saveEvaluation: writes({
    needs: (input) => ({ fixed: q.findFixed(input.dossierId) }),
    then: (work, { dossierId, content }) => {
      if (!work.needs.fixed.fixed) throw conflict('evaluations.fixFirst')
      work.do(q.saveDraft(dossierId, content, work.actor.acting.membershipId))
      return null
    },
  }),

  publishEvaluation: writes({
    needs: (input) => ({ fixed: q.findFixed(input.dossierId), draft: q.findDraft(input.dossierId) }),
    then: (work, { dossierId }) => {
      const { fixed, draft } = work.needs
      if (!fixed.fixed) throw conflict('evaluations.fixFirst')
      if (!draft) throw conflict('evaluations.writeFirst')
      const faults = faultsOf(draft, fixed, dayAt(work.now))
      if (faults.length) throw invalid('invalid', faults)
      const content = contentOf(draft, fixed)
      const entryId = newId()
      const { organisationId, ceiling } = work.subject
      // Noon, so that the day is the same day everywhere; a day that is today has not had its noon yet.
      const noon = new Date(`${draft.heldOn}T11:00:00Z`)
      work.do(
        appendEntry({
          entryId,
          dossierId,
          kind: 'evaluation',
          text: [content.learned, ...content.answers.flatMap((one) => [one.question, one.answer])].join('\n\n'),
          details: content,
          authorId: work.actor.acting.membershipId,
          authorRole: roleOf(work.actor),
          occurredAt: noon > work.now ? work.now : noon,
          audience: Math.min(COUNCIL, ceiling),
        }),
        touchDossier(dossierId),
        q.removeDraft(dossierId),
      )
      work.publish({ name: 'entryAdded', dossierId, organisationId, payload: { entryId, kind: 'evaluation' } })
      work.publish({ name: 'evaluationPublished', dossierId, organisationId, payload: { entryId } })
      return { entryId }
    },
  }),
}
