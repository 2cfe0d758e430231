// Who may search: everybody who is signed in. What they find is what exists for them: access.sql.
import { everyone } from '#foundation/access/rules.ts'
import type { Policy } from '#foundation/capability.ts'
import type { contract } from './contract.ts'

export const rules = { everyone }
export const subjects = {}

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  search: ['everyone'],
  suggestFound: ['everyone'],
}
