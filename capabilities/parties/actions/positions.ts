// What then happens with a position: it is written down, changes, and is no longer held. None is counted, none averaged.
import type { Dossier } from '#capabilities/dossier/index.ts'
import { type Actions, type Work, writes } from '#foundation/capability.ts'
import { conflict, notAllowed, notFound } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { audienceFor, dayAt, tellLine, wrong } from './telling.ts'

type All = Actions<typeof contract, typeof subjects>

interface Heard {
  readonly heardOn?: string | undefined
  readonly heardHow: string
  readonly unheard: string
}
/** Heard on a day that has come, or not heard and then what is done about it. */
const mustSayWhetherHeard = ({ heardOn, unheard }: Heard, now: Date): void => {
  if (heardOn && heardOn > dayAt(now)) throw wrong('heardOn', 'inTheFuture')
  if (!heardOn && !unheard) throw wrong('unheard', 'parties.needsHearing')
}

const tellPosition = (
  work: Work<Dossier, unknown>,
  position: {
    positionId: string
    summary: string
    whose: string
    contradicts: readonly string[]
    arguments: string
    audience: number
  } & Heard,
  state: 'held' | 'withdrawn',
  text: string,
) =>
  tellLine(work, work.subject, 'positionChanged', {
    kind: 'position',
    text,
    details: {
      positionId: position.positionId,
      summary: position.summary,
      whose: position.whose,
      contradicts: [...position.contradicts],
      heard: position.heardOn !== undefined && position.heardOn !== null,
      state,
      ...(position.arguments ? { arguments: position.arguments } : {}),
      ...(position.heardOn
        ? { heardOn: position.heardOn, heardHow: position.heardHow }
        : { unheard: position.unheard }),
    },
    audience: position.audience,
  })

/** A position is found by who may read it; its words are changed by whose they are, who wrote them, and the core team. */
const rewritable = (position: q.PositionFacts | undefined): q.PositionFacts => {
  if (!position) throw notFound('parties.positionNotFound')
  if (!position.mayChange) throw notAllowed('parties.rewritesOwn')
  if (position.withdrawn) throw conflict('parties.withdrawnAlready')
  return position
}

export const positionActions: Pick<All, 'writePosition' | 'changePosition' | 'withdrawPosition'> = {
  writePosition: writes({
    needs: (input) => ({
      party: q.findParty(input.dossierId, input.partyId ?? null),
      others: q.countPositions(input.dossierId, input.contradicts),
    }),
    then: (work, input) => {
      const { party, others } = work.needs
      if (input.partyId && !party) throw wrong('partyId', 'parties.noSuchParty')
      if (party?.left) throw wrong('partyId', 'parties.leftAlready')
      if (others !== new Set(input.contradicts).size) throw wrong('contradicts', 'parties.noSuchPosition')
      mustSayWhetherHeard(input, work.now)
      const audience = audienceFor(
        input.audience ?? (party ? Math.min(party.audience, 3, work.subject.ceiling) : undefined),
        work.subject,
      )
      // The name of a party is for whom the party is for; its position tells it on.
      if (party && audience > party.audience) throw wrong('audience', 'parties.widerThanParty')
      const positionId = newId()
      const whose = party?.name ?? input.whose!
      const { entryId } = tellPosition(work, { ...input, positionId, whose, audience }, 'held', input.summary)
      work.do(
        q.insertPosition({
          positionId,
          dossierId: input.dossierId,
          entryId,
          partyId: party?.partyId ?? null,
          whose,
          summary: input.summary,
          arguments: input.arguments,
          heardOn: input.heardOn ?? null,
          heardHow: input.heardHow,
          unheard: input.heardOn ? '' : input.unheard,
        }),
        ...q.setContradictions(positionId, input.contradicts),
      )
      return { positionId, entryId }
    },
  }),

  changePosition: writes({
    needs: (input) => ({
      position: q.findPosition(input.dossierId, input.positionId),
      others: q.countPositions(input.dossierId, input.contradicts),
    }),
    then: (work, input) => {
      const position = rewritable(work.needs.position)
      if (
        work.needs.others !== new Set(input.contradicts).size ||
        input.contradicts.some((other) => other === input.positionId)
      )
        throw wrong('contradicts', 'parties.noSuchPosition')
      mustSayWhetherHeard(input, work.now)
      const said = {
        summary: input.summary,
        arguments: input.arguments,
        heardOn: input.heardOn ?? null,
        heardHow: input.heardHow,
        unheard: input.heardOn ? '' : input.unheard,
      }
      const { positionId, whose, audience } = position
      const told = tellPosition(work, { ...input, positionId, whose, audience }, 'held', input.summary)
      work.do(q.updatePosition(positionId, told.entryId, said), ...q.setContradictions(positionId, input.contradicts))
      return told
    },
  }),

  withdrawPosition: writes({
    needs: (input) => ({ position: q.findPosition(input.dossierId, input.positionId) }),
    then: (work, input) => {
      const position = rewritable(work.needs.position)
      const told = tellPosition(
        work,
        { ...position, heardOn: position.heardOn ?? undefined },
        'withdrawn',
        input.reason,
      )
      work.do(...q.insertWithdrawal(input.positionId, told.entryId, input.reason))
      return told
    },
  }),
}
