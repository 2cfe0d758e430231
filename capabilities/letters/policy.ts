// Who may do what with a letter to the council. Which letters exist for whom is in access.sql.
import { type Dossier, dossierRules, findDossier, lockDossier } from '#capabilities/dossier/index.ts'
import type { Actor } from '#foundation/access/actor.ts'
import { everyone } from '#foundation/access/rules.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'
import { findLetter, type Letter, lockLetter } from './queries.ts'

export const rules = { everyone }

const composes = (letter: Letter) => letter.actingReach <= 1
const decides = (actor: Actor, letter: Letter) => actor.acting.position === 'executive' && letter.isHome

export const letterRules = {
  /** The core team of the dossier, in the role in which they act. */
  composesIt: (_: Actor, letter: Letter) => composes(letter),
  composesOrDecides: (actor: Actor, letter: Letter) => composes(letter) || decides(actor, letter),
  /** A member of the executive of the organisation: the council is informed by them and by nobody else (art. 169 Gemeentewet). */
  isTheCollege: decides,
  /** Only the council's own office says what the council did. */
  isTheRegistry: (actor: Actor, letter: Letter) => actor.acting.position === 'registry' && letter.isHome,
  isDraft: (_: Actor, letter: Letter) => letter.state === 'draft',
  isWithTheCollege: (_: Actor, letter: Letter) => letter.state === 'college',
  isSent: (_: Actor, letter: Letter) => letter.state === 'sent',
}

export const subjects = {
  letterId: {
    find: findLetter,
    lock: lockLetter,
    rules: letterRules,
    organisationOf: (letter: Letter) => letter.organisationId,
  },
  dossierId: {
    find: findDossier,
    lock: lockDossier,
    rules: dossierRules,
    organisationOf: (dossier: Dossier) => dossier.organisationId,
  },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  listLetters: ['open'],
  listLettersOf: ['seesIt'],
  startLetter: ['isCoreTeam'],
  listReleasedLines: ['isCoreTeam'],
  readLetter: ['open'],
  composeLetter: ['composesIt', 'isDraft'],
  discardLetter: ['composesIt', 'isDraft'],
  submitLetter: ['composesIt', 'isDraft'],
  returnLetter: ['composesOrDecides', 'isWithTheCollege'],
  sendLetter: ['isTheCollege', 'isWithTheCollege'],
  recordDiscussion: ['isTheRegistry', 'isSent'],
}
