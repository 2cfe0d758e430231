// The front door of the arrangements of organisations: all that other rooms may import.
import { capability } from '#foundation/capability.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const settings = capability({
  name: 'settings',
  contract,
  subjects,
  rules,
  policy,
  actions,
  processing: {
    rows: [
      {
        key: 'settings',
        basis: 'publicTask',
        fields: ['settings.room_off', 'settings.terms', 'settings.closing_day', 'settings.retention'],
      },
    ],
    without: ['settings.switching'],
  },
  text: { nl, en },
})

export { addDays, addWorkingDays, clockOf, type Day, dayAt, easterOf, isWorkingDay } from './calendar.ts'
export { type InForce, inForce, ladder, type Step, standardDay, TERMS, type TermsRow } from './ladder.ts'
export { allOff, findTerms, findTermsOfItem } from './queries.ts'
export { knowRooms } from './rooms.ts'
export { routes } from './routes.ts'
