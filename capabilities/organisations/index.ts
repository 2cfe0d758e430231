// The front door of the organisations: all that other rooms may import.
import { capability } from '#foundation/capability.ts'
import type { Page } from '#foundation/web/page.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { processing } from './processing.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'
import { mergePage } from './web/merge-page.tsx'
import { organisationPage } from './web/organisation-page.tsx'
import { organisationsPage } from './web/organisations-page.tsx'
import { registerPage } from './web/register-page.tsx'
import { splitPage } from './web/split-page.tsx'

export const organisations = capability({
  name: 'organisations',
  contract,
  subjects,
  rules,
  policy,
  actions,
  processing,
  text: { nl, en },
})

export const pages: readonly Page[] = [organisationsPage, registerPage, organisationPage, mergePage, splitPage]

export {
  carryOutDue,
  findByName,
  findOrganisation,
  findOrganisations,
  type Organisation,
  organisationName,
} from './queries.ts'
export { importRegister, type Outcome, type Said } from './register/import.ts'
export { idOf as organisationIdOf } from './register/line.ts'
