// Who may do what about attention: everybody about their own, and about a dossier whoever sees it.
import { dossierRules, findDossier } from '#capabilities/dossier/index.ts'
import type { Actor } from '#foundation/access/actor.ts'
import { everyone } from '#foundation/access/rules.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'

export const rules = {
  everyone,
  /** A calendar lasts longer than a token and opens more roles: only a person in a browser makes one. */
  isInABrowser: (actor: Actor) => actor.sessionId !== null,
}

export const subjects = {
  dossierId: { find: findDossier, rules: dossierRules },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  readAttention: ['everyone'],
  changeAttention: ['everyone'],
  readFollowing: ['seesIt'],
  followDossier: ['seesIt'],
  unfollowDossier: ['seesIt'],
  listMyMoments: ['everyone'],
  makeCalendar: ['isInABrowser'],
  revokeCalendar: ['everyone'],
  addDevice: ['everyone'],
  removeDevice: ['everyone'],
  readUnsubscription: ['open'],
  unsubscribe: ['open'],
}
