// Who may do what with an open item. Which items exist for whom is decided in access.sql.
import { dossierRules, findDossier, lockDossier } from '#capabilities/dossier/index.ts'
import type { Actor } from '#foundation/access/actor.ts'
import { everyone } from '#foundation/access/rules.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'
import { findOpenItem, lockOpenItem, type OpenItem } from './queries.ts'

export const rules = { everyone }

export const openItemRules = {
  /** Finding is the access check: who gets here may read. */
  seesIt: () => true,
  /** In the role in which they act now: the person asked, a speaker of the organisation, or a holder of the function. */
  isAddressed: (_: Actor, item: OpenItem) => item.addressed,
  /** Or who leads the dossier, when who asked is gone. */
  raisedIt: (_: Actor, item: OpenItem) => item.raised,
  /** A write gets past this: its act says 409 with who was before, where a 403 would be a reproach. */
  isStillOpen: (_: Actor, item: OpenItem) => !item.closed || item.changing,
  /** Not by an act of the room that asked. */
  isAnsweredHere: (_: Actor, item: OpenItem) => item.answerAt === null,
}

export const subjects = {
  dossierId: { find: findDossier, lock: lockDossier, rules: dossierRules },
  openItemId: { find: findOpenItem, lock: lockOpenItem, rules: openItemRules },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  askOpenItem: ['takesPart', 'isOpen'],
  listOpenItemsOf: ['seesIt'],
  listAddressees: ['takesPart'],
  listWaitingOnMe: ['everyone'],
  listWaitedForByMe: ['everyone'],
  listClimbedToMe: ['everyone'],
  readOpenItem: ['seesIt'],
  answerOpenItem: ['isAddressed', 'isStillOpen', 'isAnsweredHere'],
  refuseOpenItem: ['isAddressed', 'isStillOpen', 'isAnsweredHere'],
  withdrawOpenItem: ['raisedIt', 'isStillOpen'],
  escalateOpenItem: ['raisedIt', 'isStillOpen'],
  sayWhyLate: ['isAddressed', 'isStillOpen'],
  passOnOpenItem: ['isAddressed', 'isStillOpen'],
  extendOpenItem: ['raisedIt', 'isStillOpen'],
}
