// What then happens around the parties of a dossier; each act in the file of what it is about.
import type { Actions } from '#foundation/capability.ts'
import { agreementActions } from './actions/agreements.ts'
import { areaActions } from './actions/areas.ts'
import { initiativeActions } from './actions/initiatives.ts'
import { partyActions } from './actions/parties.ts'
import { positionActions } from './actions/positions.ts'
import { teamActions } from './actions/teams.ts'
import type { contract } from './contract.ts'
import type { subjects } from './policy.ts'

export const actions: Actions<typeof contract, typeof subjects> = {
  ...partyActions,
  ...positionActions,
  ...agreementActions,
  ...areaActions,
  ...teamActions,
  ...initiativeActions,
}
