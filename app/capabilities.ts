// The rooms of the house.

import { appearance } from '#capabilities/appearance/index.ts'
import { attention } from '#capabilities/attention/index.ts'
import { council } from '#capabilities/council/index.ts'
import { councilItems } from '#capabilities/council-items/index.ts'
import { dossier } from '#capabilities/dossier/index.ts'
import { evaluations } from '#capabilities/evaluations/index.ts'
import { handover } from '#capabilities/handover/index.ts'
import { imports } from '#capabilities/imports/index.ts'
import { kaders } from '#capabilities/kaders/index.ts'
import { letters } from '#capabilities/letters/index.ts'
import { moving } from '#capabilities/moving/index.ts'
import { openItems } from '#capabilities/open-items/index.ts'
import { organisations } from '#capabilities/organisations/index.ts'
import { overview } from '#capabilities/overview/index.ts'
import { parties } from '#capabilities/parties/index.ts'
import { people } from '#capabilities/people/index.ts'
import { processes } from '#capabilities/process/index.ts'
import { search } from '#capabilities/search/index.ts'
import { knowRooms, settings } from '#capabilities/settings/index.ts'
import { practice, signin } from '#capabilities/signin/index.ts'
import { staffing } from '#capabilities/staffing/index.ts'
import type { AnyCapability } from '#foundation/capability.ts'

export const capabilities: readonly AnyCapability[] = [
  signin,
  practice,
  people,
  organisations,
  settings,
  dossier,
  openItems,
  kaders,
  moving,
  imports,
  council,
  letters,
  evaluations,
  processes,
  councilItems,
  search,
  attention,
  parties,
  handover,
  appearance,
  overview,
  staffing,
]

knowRooms(capabilities)

/** Becoming somebody without proof exists in practice mode only; in production that room is not there. */
export const capabilitiesFor = (config: { readonly practice: boolean }): readonly AnyCapability[] =>
  config.practice ? capabilities : capabilities.filter((room) => room !== practice)
