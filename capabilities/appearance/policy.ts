// Who may choose words and looks: who administers the organisation, in that role.
import type { Actor } from '#foundation/access/actor.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'

// A second hat does not count: an administrator who acts as a council member administers nothing at that moment.
const isAdministrator = (actor: Actor) => actor.acting.position === 'administrator'

export const rules = { isAdministrator }
export const subjects = {} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  listWords: ['isAdministrator'],
  readPack: ['isAdministrator'],
  takePack: ['isAdministrator'],
  resetWords: ['isAdministrator'],
  readWord: ['isAdministrator'],
  chooseWord: ['isAdministrator'],
  resetWord: ['isAdministrator'],
  readTheme: ['isAdministrator'],
  changeTheme: ['isAdministrator'],
  placeLogo: ['isAdministrator'],
  removeLogo: ['isAdministrator'],
  resetTheme: ['isAdministrator'],
}
