// Who may do what with signing in. Before somebody is signed in there is nobody to ask, so most of it is open.
import type { Actor } from '#foundation/access/actor.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'
import { findOwnProvider, type OwnProvider } from './queries.ts'

export const rules = {
  /** A personal access token reads and writes dossiers; it makes no other tokens and ends no sessions. */
  isInTheBrowser: (actor: Actor) => actor.sessionId !== null,
  isAdministrator: (actor: Actor) => actor.acting.position === 'administrator',
}

const providerRules = {
  administersTheOrganisation: (actor: Actor, provider: OwnProvider) =>
    actor.acting.position === 'administrator' && actor.acting.organisationId === provider.organisationId,
}

export const subjects = {
  providerId: { find: findOwnProvider, rules: providerRules },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  signOut: ['open'],
  switchRole: ['isInTheBrowser'],
  chooseLanguage: ['open'],
  unlockDevice: ['isInTheBrowser'],
  listSessions: ['isInTheBrowser'],
  revokeSession: ['isInTheBrowser'],
  revokeOtherSessions: ['isInTheBrowser'],
  createToken: ['isInTheBrowser'],
  listTokens: ['isInTheBrowser'],
  revokeToken: ['isInTheBrowser'],
  readWaysIn: ['isInTheBrowser'],
  askMailLink: ['open'],
  readMailLink: ['open'],
  followMailLink: ['open'],
  signInWithPassword: ['open'],
  giveCode: ['open'],
  askPasswordReset: ['open'],
  resetPassword: ['open'],
  readFactorSetup: ['isInTheBrowser'],
  setPassword: ['isInTheBrowser'],
  removePassword: ['isInTheBrowser'],
  listPasskeys: ['isInTheBrowser'],
  startPasskey: ['isInTheBrowser'],
  registerPasskey: ['isInTheBrowser'],
  removePasskey: ['isInTheBrowser'],
  startPasskeySignIn: ['open'],
  signInWithPasskey: ['open'],
  listProviderChoices: ['open'],
  readProviderToStart: ['open'],
  signInAtProvider: ['open'],
  listProviders: ['isAdministrator'],
  readProvider: ['administersTheOrganisation'],
  registerProvider: ['isInTheBrowser', 'isAdministrator'],
  changeProvider: ['administersTheOrganisation', 'isInTheBrowser'],
  removeProvider: ['administersTheOrganisation', 'isInTheBrowser'],
  readInvitation: ['open'],
  acceptInvitation: ['open'],
}
