// What then happens with an organisation.
import { type Actions, reads, type Work, writes } from '#foundation/capability.ts'
import { seen } from '#foundation/database/query.ts'
import { conflict, invalid } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from './contract.ts'
import type { subjects } from './policy.ts'
import * as q from './queries.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

const fieldError = (path: string, code: string) => invalid('invalid', [{ path, code }])

interface Seen {
  readonly known: readonly q.Organisation[]
  readonly toBeAsked: readonly string[]
  readonly today: string | undefined
}

/** Puts the plan down and, when nobody need be asked and its day is there, carries it out in the same transaction. */
const reorganise = (
  work: Pick<Work<q.Organisation, Seen>, 'do' | 'publish' | 'needs'>,
  plan: { kind: 'merge' | 'split'; happensOn: string; parties: readonly q.Party[]; elsewhere?: Record<string, string> },
) => {
  const reorganisationId = newId()
  const heirId = plan.parties.find((party) => party.isHeir)!.organisationId
  const waitsFor = work.needs.known
    .filter((organisation) => work.needs.toBeAsked.includes(organisation.organisationId))
    .map(({ organisationId, name }) => ({ organisationId, name }))
  const isDone = waitsFor.length === 0 && plan.happensOn <= work.needs.today!
  work.do(q.propose({ reorganisationId, ...plan }))
  if (isDone) {
    work.do(q.carryOut(reorganisationId))
    tell(work, { reorganisationId, ...plan })
  }
  return { reorganisationId, heirId, isDone, waitsFor }
}

const tell = (
  work: Pick<Work<unknown, unknown>, 'publish'>,
  plan: { reorganisationId: string; kind: 'merge' | 'split'; parties: readonly q.Party[] },
) => {
  const idsOf = (side: q.Party['side']) =>
    plan.parties.filter((party) => party.side === side).map((party) => party.organisationId)
  work.publish({
    name: plan.kind === 'merge' ? 'organisationMerged' : 'organisationSplit',
    organisationId: plan.parties.find((party) => party.isHeir)!.organisationId,
    payload: {
      reorganisationId: plan.reorganisationId,
      predecessorIds: idsOf('predecessor'),
      successorIds: idsOf('successor'),
    },
  })
}

/** Every organisation that is named exists, and exists today. */
const mustExist = (known: readonly q.Organisation[], named: readonly (readonly [path: string, id: string])[]) => {
  for (const [path, id] of named) {
    const organisation = known.find(({ organisationId }) => organisationId === id)
    if (!organisation) throw fieldError(path, 'notAnId')
    if (!organisation.existsToday) throw fieldError(path, 'organisations.hasEnded')
  }
}

export const actions: Actions<typeof contract, typeof subjects> = {
  listOrganisations: reads((input) => q.listOrganisations(input)),
  suggestOrganisations: reads((input, { locale }) =>
    seen(q.suggestOrganisations(input.query, input.limit), (items) => ({
      options: items.map((item) => {
        const description = (locale === 'en' ? en : nl).describe(item)
        return { value: item.organisationId, label: item.name, ...(description ? { description } : {}) }
      }),
    })),
  ),
  readOrganisation: reads(({ organisationId }) => q.readOrganisation(organisationId)),
  countOrganisations: reads(() => q.countOrganisations()),
  listMembersToPlace: reads(({ organisationId }) => q.listMembersToPlace(organisationId)),

  registerOrganisation: writes({
    needs: (input) => ({ twin: q.findTwin(input) }),
    then: (work, input) => {
      if (work.needs.twin)
        throw conflict('organisations.isHereAlready', [{ path: 'name', code: 'organisations.isHereAlready' }])
      const organisationId = newId()
      work.do(q.registerOrganisation({ organisationId, ...input }))
      work.publish({ name: 'organisationRegistered', organisationId, payload: {} })
      return { organisationId }
    },
  }),

  renameOrganisation: writes({
    needs: () => ({ today: q.today() }),
    then: (work, { organisationId, name, shortName, validFrom }) => {
      if (validFrom > work.needs.today!) throw fieldError('validFrom', 'inTheFuture')
      if (name === work.subject.name) throw fieldError('name', 'organisations.nameIsNew')
      work.do(q.renameOrganisation({ renamingId: newId(), organisationId, name, shortName, validFrom }))
      work.publish({ name: 'organisationRenamed', organisationId, payload: { validFrom } })
      return null
    },
  }),

  mergeOrganisations: writes({
    needs: ({ organisationId, otherIds, successorId }) => {
      const ids = [...new Set([organisationId, ...otherIds, ...(successorId ? [successorId] : [])])]
      return { known: q.findOrganisations(ids), toBeAsked: q.listToBeAsked(ids), today: q.today() }
    },
    then: (work, { organisationId, otherIds, successorId, successorName, happensOn }) => {
      if ((successorId === undefined) === (successorName === undefined))
        throw fieldError('successorId', 'organisations.oneOfBoth')
      const predecessors = [...new Set([organisationId, ...otherIds])].filter((id) => id !== successorId)
      if (predecessors.length === 0 || (predecessors.length === 1 && successorName))
        throw fieldError('otherIds', 'organisations.mergesWithSomebody')
      mustExist(work.needs.known, [
        ...otherIds.map((id) => ['otherIds', id] as const),
        ...(successorId ? [['successorId', successorId] as const] : []),
      ])
      const heir: q.Party = successorId
        ? { organisationId: successorId, side: 'successor', isHeir: true }
        : { organisationId: newId(), side: 'successor', isHeir: true, newName: successorName! }
      const parties: q.Party[] = [
        ...predecessors.map((id) => ({ organisationId: id, side: 'predecessor' as const })),
        heir,
      ]
      // Who acts comes first: that is how the database knows in whose name this is asked.
      parties.sort((a, b) => Number(b.organisationId === organisationId) - Number(a.organisationId === organisationId))
      return reorganise(work, { kind: 'merge', happensOn, parties })
    },
  }),

  splitOrganisation: writes({
    needs: ({ organisationId, successors }) => {
      const ids = [organisationId, ...successors.flatMap((successor) => successor.organisationId ?? [])]
      return { known: q.findOrganisations(ids), toBeAsked: q.listToBeAsked(ids), today: q.today() }
    },
    then: (work, { organisationId, successors, heir, memberships, happensOn }) => {
      if (heir >= successors.length) throw fieldError('heir', 'notAChoice')
      const made = successors.map((successor) => ({
        organisationId: successor.organisationId ?? newId(),
        newName: successor.name,
      }))
      const ids = made.map((successor) => successor.organisationId)
      if (new Set([organisationId, ...ids]).size !== ids.length + 1)
        throw fieldError('successors', 'organisations.twice')
      mustExist(
        work.needs.known,
        successors.flatMap(({ organisationId: id }, at) =>
          id ? [[`successors.${at}.organisationId`, id] as const] : [],
        ),
      )
      if (memberships.some(({ successor }) => successor >= successors.length))
        throw fieldError('memberships', 'notAChoice')
      const parties: q.Party[] = [
        { organisationId, side: 'predecessor' },
        ...made.map(({ organisationId: id, newName }, at) => ({
          organisationId: id,
          side: 'successor' as const,
          isHeir: at === heir,
          ...(newName ? { newName } : {}),
        })),
      ]
      const elsewhere = Object.fromEntries(
        memberships
          .filter(({ successor }) => successor !== heir)
          .map(({ membershipId, successor }) => [membershipId, ids[successor]!]),
      )
      return reorganise(work, { kind: 'split', happensOn, parties, elsewhere })
    },
  }),

  agreeToReorganisation: writes({
    needs: () => ({ today: q.today() }),
    then: (work) => {
      const { subject: plan, actor } = work
      const { organisationId } = actor.acting
      const waitsFor = plan.parties
        .filter((party) => !party.agreed && party.organisationId !== organisationId)
        .map((party) => ({ organisationId: party.organisationId, name: party.name }))
      const isDone = waitsFor.length === 0 && plan.happensOn <= work.needs.today!
      work.do(q.agree(plan.reorganisationId, organisationId))
      if (isDone) {
        work.do(q.carryOut(plan.reorganisationId))
        tell(work, plan)
      }
      return {
        reorganisationId: plan.reorganisationId,
        heirId: plan.parties.find((party) => party.isHeir)!.organisationId,
        isDone,
        waitsFor,
      }
    },
  }),

  withdrawReorganisation: writes({
    then: (work, { reorganisationId }) => {
      work.do(q.withdraw(reorganisationId))
      return null
    },
  }),
}
