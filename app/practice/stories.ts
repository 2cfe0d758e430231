// Every story of the practice town, in the order in which they are told.
import { armoede, monitor, pomphuis } from './stories/buiten.ts'
import { formulieren } from './stories/formulieren.ts'
import { haven } from './stories/haven.ts'
import { withParties } from './stories/partijen.ts'
import { withProcess } from './stories/proces.ts'
import { withCouncil } from './stories/raad.ts'
import { buurthuis, fietspad, laadpalen } from './stories/voorbij.ts'
import { academie, huur, jongeren, schoolroute, stil } from './stories/wijk.ts'
import { zon } from './stories/zon.ts'
import type { Story } from './story.ts'

/** An area is told before the dossiers that lie in it. */
const all: readonly Story[] = [
  haven,
  zon,
  formulieren,
  jongeren,
  stil,
  huur,
  schoolroute,
  academie,
  monitor,
  pomphuis,
  armoede,
  fietspad,
  buurthuis,
  laadpalen,
]

export const stories: readonly Story[] = all.map(withParties).map(withProcess).map(withCouncil)
