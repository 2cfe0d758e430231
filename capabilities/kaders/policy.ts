// Who may do what with a frame and with a decision. Frames are public; which decisions exist for whom is in access.sql.
import { type Dossier, dossierRules, findDossier, lockDossier } from '#capabilities/dossier/index.ts'
import type { Actor } from '#foundation/access/actor.ts'
import { everyone, isCivilServant } from '#foundation/access/rules.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'
import { type Frame, findFrame, lockFrame } from './queries.ts'

export const rules = { everyone, isCivilServant }

export const frameRules = {
  /**
   * Its owner, or the owner's manager. A frame whose owner left belongs to nobody in person: then whoever works for the
   * organisation may change it, and answers for it from then on.
   */
  answersForTheFrame: (_: Actor, frame: Frame) =>
    frame.answers === 'owner' || frame.answers === 'manager' || (frame.answers === 'nobody' && frame.isHome),
  hasNotEnded: (_: Actor, frame: Frame) => !frame.ended,
}

export const subjects = {
  frameId: {
    find: findFrame,
    lock: lockFrame,
    rules: frameRules,
    organisationOf: (frame: Frame) => frame.organisationId,
  },
  dossierId: {
    find: findDossier,
    lock: lockDossier,
    rules: dossierRules,
    organisationOf: (dossier: Dossier) => dossier.organisationId,
  },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  listFrames: ['open'],
  readFrame: ['open'],
  registerFrame: ['isCivilServant'],
  changeFrame: ['isCivilServant', 'answersForTheFrame', 'hasNotEnded'],
  endFrame: ['isCivilServant', 'answersForTheFrame', 'hasNotEnded'],
  recordDecision: ['ownsOrDeputises', 'isOpen'],
  listDecisionsOf: ['seesIt'],
  readDecision: ['seesIt'],
}
