// What then happens with the council part of a dossier.
import type { Actions } from '#foundation/capability.ts'
import { arranging } from './actions/arranging.ts'
import { following } from './actions/following.ts'
import { framing } from './actions/framing.ts'
import { opening } from './actions/opening.ts'
import { reading } from './actions/reading.ts'
import { releasing } from './actions/releasing.ts'
import type { contract } from './contract.ts'
import type { subjects } from './policy.ts'

export const actions: Actions<typeof contract, typeof subjects> = {
  ...arranging,
  ...following,
  ...framing,
  ...opening,
  ...reading,
  ...releasing,
}
