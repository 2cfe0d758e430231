// What then happens in a process: how it stands, its gates, and what is reserved.
import { type Actions, reads } from '#foundation/capability.ts'
import { choices } from './actions/choices.ts'
import { gates } from './actions/gates.ts'
import { objections } from './actions/objections.ts'
import { standing } from './actions/standing.ts'
import type { contract } from './contract.ts'
import type { subjects } from './policy.ts'
import * as q from './queries.ts'

export const actions: Actions<typeof contract, typeof subjects> = {
  readProcess: reads((input) => q.processView(input.dossierId)),
  readProcessSummary: reads((input) => q.processSummary(input.dossierId)),
  listProcessRecords: reads((input) => q.processRecords(input.dossierId, input)),
  readGate: reads((input) => q.gateView(input.dossierId, input.gateId)),
  readChoice: reads((input) => q.choiceView(input.dossierId, input.choiceId)),
  ...standing,
  ...gates,
  ...choices,
  ...objections,
}
