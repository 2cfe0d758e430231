// The kinds of sheets that can be brought in.
import type { KindName } from './contract.ts'
import { dossiers } from './kinds/dossiers.ts'
import type { Kind } from './kinds/kind.ts'
import { managerLines } from './kinds/manager-lines.ts'
import { openItems } from './kinds/open-items.ts'
import { people } from './kinds/people.ts'

export const KIND: Readonly<Record<KindName, Kind>> = { people, managerLines, dossiers, openItems }
