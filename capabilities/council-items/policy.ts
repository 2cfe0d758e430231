// Who may do what with what the council is owed. Which items, marks and moments exist for whom is in access.sql.
import { dossierRules, lockDossier } from '#capabilities/dossier/index.ts'
import type { Actor } from '#foundation/access/actor.ts'
import { everyone } from '#foundation/access/rules.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import { type contract, ENDED } from './contract.ts'
import * as q from './queries.ts'

export const rules = { everyone }

const leads = (actor: Actor, dossier: { ownerId: string; deputyId: string } | null): boolean =>
  dossier !== null && [dossier.ownerId, dossier.deputyId].includes(actor.acting.membershipId)

/** In the role in which they act now: the registry serves the council, its members sit in it. */
const servesTheCouncil = (_: Actor, { actsAs }: { actsAs: q.ActsAs }) => actsAs === 'registry'
const actsForTheCouncil = (_: Actor, { actsAs }: { actsAs: q.ActsAs }) => actsAs === 'registry' || actsAs === 'council'

const forCouncil = {
  seesIt: () => true,
  servesTheCouncil,
  actsForTheCouncil,
  isOpen: dossierRules.isOpen,
  /** What the council asks, it must be able to read. */
  isForTheCouncil: (_: Actor, dossier: q.CouncilDossier) => dossier.ceiling >= 4,
  /** Whoever can write in the dossier, and its council. */
  takesPartOrActsForTheCouncil: (actor: Actor, dossier: q.CouncilDossier) =>
    dossierRules.takesPart(actor, dossier) || actsForTheCouncil(actor, dossier),
  mayAssign: (actor: Actor, dossier: q.CouncilDossier) =>
    dossier.actsAs === 'registry' || dossier.actsAs === 'executive' || leads(actor, dossier),
}

/** A write gets past these when somebody was faster: its act says 409 with what happened, where a 403 would be a reproach. */
const standsIn =
  (...states: readonly string[]) =>
  (_: Actor, item: q.CouncilItem) =>
    item.changing || states.includes(item.state)

export const itemRules = {
  seesIt: () => true,
  servesTheCouncil,
  mayAssign: (actor: Actor, item: q.CouncilItem) =>
    item.actsAs === 'registry' || item.actsAs === 'executive' || leads(actor, item.dossier),
  /** Who owes it, in the role in which they act now, or who leads the dossier in which the work is done. */
  carriesItOut: (actor: Actor, item: q.CouncilItem) => item.owed || leads(actor, item.dossier),
  /** In none of their roles (invariant 16). */
  isNotItsDebtor: (_: Actor, item: q.CouncilItem) => !item.owedInAnyRole,
  isUndecided: (actor: Actor, item: q.CouncilItem) =>
    item.changing ||
    (item.vote === null && item.kind !== 'promise' && standsIn('received', 'assigned', 'underWay')(actor, item)),
  canBeAssigned: standsIn('received', 'assigned', 'underWay', 'sentBack'),
  canBeStarted: standsIn('assigned', 'sentBack'),
  canBeReported: standsIn('assigned', 'underWay', 'sentBack'),
  isReported: standsIn('reported'),
  isWaitedFor: (_: Actor, item: q.CouncilItem) => item.changing || !ENDED.includes(item.state),
}

export const momentRules = {
  servesTheCouncil,
  isProposed: (_: Actor, moment: q.Moment) => moment.changing || (moment.state === 'proposed' && !moment.ended),
  isComing: (_: Actor, moment: q.Moment) => moment.changing || !moment.ended,
}

export const markRules = {
  seesIt: () => true,
  /** Who leads the dossier, or the colleague to whom they handed it on. */
  mustAnswer: (actor: Actor, mark: q.Mark) => mark.addressed || leads(actor, mark.dossier),
  isWaiting: (_: Actor, mark: q.Mark) => mark.changing || mark.state === 'waiting',
}

const organisationOf = (one: { readonly organisationId: string }) => one.organisationId

export const subjects = {
  dossierId: { find: q.findCouncilDossier, lock: lockDossier, rules: forCouncil, organisationOf },
  councilItemId: { find: q.findCouncilItem, lock: q.lockCouncilItem, rules: itemRules, organisationOf },
  organisationId: { find: q.findCouncil, rules: { seesIt: () => true, servesTheCouncil }, organisationOf },
  momentId: { find: q.findMoment, lock: q.lockMoment, rules: momentRules, organisationOf },
  markId: { find: q.findMark, lock: q.lockMark, rules: markRules, organisationOf },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  registerCouncilItem: ['servesTheCouncil', 'isOpen', 'isForTheCouncil'],
  askTechnicalQuestion: ['actsForTheCouncil', 'isOpen', 'isForTheCouncil'],
  askWrittenQuestion: ['actsForTheCouncil', 'isOpen', 'isForTheCouncil'],
  listCouncilItems: ['everyone'],
  listCouncilItemsOf: ['seesIt'],
  readCouncilItem: ['seesIt'],
  listDebtors: ['mayAssign'],
  recordVote: ['servesTheCouncil', 'isUndecided'],
  assignCouncilItem: ['mayAssign', 'canBeAssigned'],
  startCouncilItem: ['carriesItOut', 'canBeStarted'],
  explainLateness: ['carriesItOut', 'isWaitedFor'],
  reportCouncilItem: ['carriesItOut', 'canBeReported'],
  sendBackCouncilItem: ['servesTheCouncil', 'isReported'],
  dischargeCouncilItem: ['servesTheCouncil', 'isNotItsDebtor', 'isReported'],
  readDesk: ['servesTheCouncil'],
  listArrangements: ['servesTheCouncil'],
  changeTerms: ['servesTheCouncil'],
  exportCouncilItems: ['servesTheCouncil'],
  markPoliticalChoice: ['takesPartOrActsForTheCouncil', 'isOpen'],
  listPoliticalChoicesOf: ['seesIt'],
  readPoliticalChoice: ['seesIt'],
  routePoliticalChoice: ['mustAnswer', 'isWaiting'],
  refutePoliticalChoice: ['mustAnswer', 'isWaiting'],
  listMoments: ['open'],
  readMoment: ['open'],
  planMoment: ['servesTheCouncil'],
  confirmMoment: ['servesTheCouncil', 'isProposed'],
  moveMoment: ['servesTheCouncil', 'isComing'],
  treatMoment: ['servesTheCouncil', 'isComing'],
  dropMoment: ['servesTheCouncil', 'isComing'],
}
