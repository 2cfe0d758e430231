// What then happens with a letter to the council: it is composed, laid before the executive, and sent.
import { findCouncilPart, informed, sentByCollege } from '#capabilities/council/index.ts'
import { appendEntry, record, roleOf, touchDossier } from '#capabilities/dossier/index.ts'
import { type Actions, reads, writes } from '#foundation/capability.ts'
import { conflict, invalid } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { contract, PartShown } from './contract.ts'
import type { subjects } from './policy.ts'
import * as q from './queries.ts'

const wrong = (path: string, code: string) => invalid('invalid', [{ path, code }])

/** The calendar day in the Netherlands. */
const dayAt = (at: Date): string => at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })

/** The council reads it: the widest circle but one. */
const COUNCIL = 4

/** A letter that says nothing from the journal informs nobody; one whose lines were taken back would say them all the same. */
const mustBeReady = (parts: readonly PartShown[]) => {
  if (!parts.some((part) => part.kind === 'line')) throw conflict('letters.needsLines')
  if (parts.some((part) => !part.released)) throw conflict('letters.lineNotReleased')
}

/** The letter as running text: what the journal shows, finds and keeps under its chain. */
const wordsOf = (title: string, parts: readonly PartShown[]): string =>
  [title, ...parts.map((part) => part.text ?? '')].join('\n\n')

export const actions: Actions<typeof contract, typeof subjects> = {
  listLetters: reads((input) => q.letterList(input)),
  listLettersOf: reads((input) => q.lettersOf(input.dossierId)),
  listReleasedLines: reads((input) => q.releasedLines(input.dossierId)),
  readLetter: reads((input) => q.letterView(input.letterId)),

  startLetter: writes({
    needs: (input) => ({
      part: findCouncilPart(input.dossierId),
      earlier: q.findSent(input.corrects ?? null),
    }),
    then: (work, { dossierId, title, corrects }) => {
      if (!work.needs.part) throw conflict('letters.needsCouncilPart')
      if (corrects && work.needs.earlier?.dossierId !== dossierId) throw wrong('corrects', 'letters.noSuchLetter')
      const letterId = newId()
      work.do(
        q.insertLetter({
          letterId,
          dossierId,
          organisationId: work.subject.organisationId,
          title,
          corrects: corrects ?? null,
          draftedBy: work.actor.acting.membershipId,
        }),
      )
      return { letterId }
    },
  }),

  composeLetter: writes({
    needs: (input) => ({
      released: q.findReleased(
        null,
        input.letterId,
        input.parts.flatMap((part) => (part.kind === 'line' ? [part.entryId] : [])),
      ),
    }),
    then: (work, { letterId, title, parts }) => {
      const lines = parts.flatMap((part) => (part.kind === 'line' ? [part.entryId] : []))
      if (new Set(lines).size < lines.length) throw wrong('parts', 'letters.lineOnce')
      if (lines.some((entryId) => !work.needs.released.includes(entryId)))
        throw wrong('parts', 'letters.lineNotReleased')
      work.do(q.renameLetter(letterId, title), q.emptyLetter(letterId), q.fillLetter(letterId, parts))
      return null
    },
  }),

  discardLetter: writes({
    then: (work, { letterId }) => {
      work.do(...q.removeLetter(letterId))
      return null
    },
  }),

  submitLetter: writes({
    needs: (input) => ({ parts: q.findParts(input.letterId) }),
    then: (work, { letterId }) => {
      mustBeReady(work.needs.parts)
      work.do(q.insertSubmission(newId(), letterId, work.actor.acting.membershipId))
      const { dossierId, organisationId } = work.subject
      work.publish({ name: 'letterSubmitted', dossierId, organisationId, payload: { letterId } })
      return null
    },
  }),

  returnLetter: writes({
    then: (work, { letterId, reason }) => {
      work.do(q.endSubmission(letterId, work.actor.acting.membershipId, reason))
      const { dossierId, organisationId } = work.subject
      work.publish({ name: 'letterReturned', dossierId, organisationId, payload: { letterId } })
      return null
    },
  }),

  sendLetter: writes({
    needs: (input) => ({
      // In this order: the number is read when nobody else of the organisation is giving one out.
      wait: q.lockNumbers(input.letterId),
      reference: q.nextNumber(input.letterId),
      parts: q.findParts(input.letterId),
    }),
    then: (work, { letterId, decidedOn = dayAt(work.now) }) => {
      const letter = work.subject
      const { parts, reference } = work.needs
      mustBeReady(parts)
      if (letter.ceiling < COUNCIL) throw conflict('letters.dossierTooNarrow')
      if (decidedOn > dayAt(work.now)) throw wrong('decidedOn', 'letters.notAhead')
      const entryId = newId()
      work.do(
        // A draft is emptied before it is sent: from then on its words stand in the journal and only there.
        q.emptyLetter(letterId),
        appendEntry({
          entryId,
          dossierId: letter.dossierId,
          kind: 'letter',
          text: wordsOf(letter.title, parts),
          details: {
            letterId,
            title: letter.title,
            ...reference,
            decidedOn,
            ...(letter.corrects && { corrects: letter.corrects.letterId }),
            parts,
          },
          authorId: work.actor.acting.membershipId,
          authorRole: roleOf(work.actor),
          occurredAt: work.now,
          audience: COUNCIL,
          corrects: letter.corrects?.entryId ?? null,
        }),
        touchDossier(letter.dossierId),
        q.insertSending({
          letterId,
          entryId,
          organisationId: letter.organisationId,
          ...reference,
          decidedOn,
          sentBy: work.actor.acting.membershipId,
        }),
        ...sentByCollege({ entryId }),
        ...informed({ dossierId: letter.dossierId, entryId }),
      )
      const { dossierId, organisationId } = letter
      work.publish({ name: 'entryAdded', dossierId, organisationId, payload: { entryId, kind: 'letter' } })
      work.publish({ name: 'letterSent', dossierId, organisationId, payload: { letterId, entryId } })
      return { entryId, reference }
    },
  }),

  recordDiscussion: writes({
    then: (work, { letterId, discussedOn, words }) => {
      const letter = work.subject
      if (discussedOn > dayAt(work.now)) throw wrong('discussedOn', 'letters.notAhead')
      const { entryId } = record(work, letter, {
        kind: 'letterDiscussed',
        text: words || letter.title,
        details: { letterId, title: letter.title, discussedOn },
        audience: Math.min(COUNCIL, letter.ceiling),
      })
      work.do(q.insertDiscussion({ letterId, entryId, discussedOn, words, recordedBy: work.actor.acting.membershipId }))
      return { entryId }
    },
  }),
}
