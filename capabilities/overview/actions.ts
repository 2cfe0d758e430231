// What then happens: the numbers are counted, and those that are too small are hidden before they leave the house.
import { type Actions, reads } from '#foundation/capability.ts'
import type { contract } from './contract.ts'
import type { subjects } from './policy.ts'
import { overview } from './queries.ts'

export const actions: Actions<typeof contract, typeof subjects> = {
  readOverview: reads(() => overview()),
}
