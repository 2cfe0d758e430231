// The front door of signing in: all that the house may import.
import { capability } from '#foundation/capability.ts'
import type { Page } from '#foundation/web/page.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { processing } from './processing.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'
import { invitationPage } from './web/InvitationPage.tsx'
import { mySignInPage, passwordPage } from './web/MySignInPages.tsx'
import { type PracticePerson, practicePage } from './web/PracticePage.tsx'
import { providersPage } from './web/ProvidersPage.tsx'
import { codePage, forgotPage, linkPage, newPasswordPage, sentPage, signInPage } from './web/SignInPages.tsx'
import { languagePage, rolePage, signOutPage } from './web/small.tsx'

export const signin = capability({
  name: 'signin',
  contract,
  subjects,
  rules,
  policy,
  actions,
  processing,
  text: { nl, en },
})

/** Pages that every installation has. */
export const pages = (origin: string): readonly Page[] => [
  signOutPage,
  rolePage,
  languagePage,
  mySignInPage,
  passwordPage,
  providersPage(origin),
  invitationPage,
]
/** The ways in: only in production. */
export const wayInPages: readonly Page[] = [signInPage, sentPage, linkPage, codePage, forgotPage, newPasswordPage]
/** The way in of the practice town: only in practice mode. */
export const practicePages = (cast: readonly PracticePerson[]): readonly Page[] => [practicePage(cast)]

export { practice } from './practice.ts'
export { credentialOfSession, stillSignedIn } from './queries.ts'
export { routes } from './routes.ts'
export { seal, unseal } from './seal.ts'
export type { PracticePerson }
