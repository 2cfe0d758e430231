// Who may see the overview: whoever works for the organisation sees the same numbers, its administrators too.
import type { Actor } from '#foundation/access/actor.ts'
import type { Policy } from '#foundation/capability.ts'
import type { contract } from './contract.ts'

export const rules = {
  /** Not its council: how colleagues wait on each other is their work (invariant 18). */
  worksInTheOrganisation: ({ acting }: Actor) => ['staff', 'executive', 'administrator'].includes(acting.position),
}

export const subjects = {}

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  readOverview: ['worksInTheOrganisation'],
}
