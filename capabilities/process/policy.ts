// Who may do what with a process. Which of its things exist for whom is decided in access.sql.
import { dossierRules, lockDossier } from '#capabilities/dossier/index.ts'
import type { Actor } from '#foundation/access/actor.ts'
import { everyone } from '#foundation/access/rules.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'
import { findProcess, type Process } from './queries.ts'

export const rules = { everyone }

const leads = (actor: Actor, process: Process) =>
  [process.ownerId, process.deputyId].includes(actor.acting.membershipId)
const speaksForCouncil = (_: Actor, process: Process) => process.position === 'registry'
const speaksForExecutive = (_: Actor, process: Process) => process.position === 'executive'

export const processRules = {
  ...dossierRules,
  /** Owner or deputy, or the registry of the council of that town: a council can reserve what the owner did not think of. */
  mayReserve: (actor: Actor, process: Process) => leads(actor, process) || speaksForCouncil(actor, process),
  /** Somebody in whose capacity a gate can be decided; whether this gate is theirs, the gate itself says. */
  decidesAtGates: (actor: Actor, process: Process) =>
    leads(actor, process) ||
    speaksForCouncil(actor, process) ||
    speaksForExecutive(actor, process) ||
    process.managesTheOwner,
  /** The registry for the council, the executive for itself: never who leads the work, never an administrator. */
  speaksForABody: (actor: Actor, process: Process) =>
    speaksForCouncil(actor, process) || speaksForExecutive(actor, process),
  /** An adviser in this dossier, or somebody who was asked for advice in it. */
  advises: (_: Actor, process: Process) => process.advises,
  /** Employership is of the manager of who leads the work (P14). */
  managesTheOwner: (_: Actor, process: Process) => process.managesTheOwner,
}

export const subjects = {
  dossierId: {
    find: findProcess,
    lock: lockDossier,
    rules: processRules,
    organisationOf: (process: Process) => process.organisationId,
  },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  readProcess: ['seesIt'],
  readProcessSummary: ['seesIt'],
  listProcessRecords: ['seesIt'],
  describeStart: ['isCoreTeam', 'isOpen'],
  planPhase: ['isCoreTeam', 'isOpen'],
  changePhase: ['isCoreTeam', 'isOpen'],
  startPhase: ['ownsOrDeputises', 'isOpen'],
  endPhase: ['ownsOrDeputises', 'isOpen'],
  changeGovernmentRole: ['ownsOrDeputises', 'isOpen'],
  nameUncertainty: ['isCoreTeam', 'isOpen'],
  changeUncertainty: ['isCoreTeam', 'isOpen'],
  moveUncertainty: ['isCoreTeam', 'isOpen'],
  agreeMoney: ['ownsOrDeputises', 'isOpen'],
  recordSpending: ['isCoreTeam', 'isOpen'],
  describeOwnRoom: ['ownsOrDeputises', 'isOpen'],
  answerAsEmployer: ['managesTheOwner', 'isOpen'],
  chooseConsultation: ['ownsOrDeputises', 'isOpen'],
  planGate: ['ownsOrDeputises', 'isOpen'],
  readGate: ['seesIt'],
  changeGate: ['ownsOrDeputises', 'isOpen'],
  cancelGate: ['ownsOrDeputises', 'isOpen'],
  prepareGate: ['isCoreTeam', 'isOpen'],
  decideGate: ['decidesAtGates', 'isOpen'],
  reserveChoice: ['mayReserve', 'isOpen'],
  readChoice: ['seesIt'],
  placeChoice: ['mayReserve', 'isOpen'],
  decideChoice: ['speaksForABody', 'isOpen'],
  raiseObjection: ['advises', 'isOpen'],
  withdrawObjection: ['takesPart', 'isOpen'],
  judgeObjection: ['decidesAtGates', 'isOpen'],
  linkAdvice: ['isCoreTeam', 'isOpen'],
  reactToAdvice: ['ownsOrDeputises', 'isOpen'],
  raisePoint: ['takesPart', 'isOpen'],
  answerPoint: ['ownsOrDeputises', 'isOpen'],
}
