// What other rooms show beside a dossier (open items, later phases and the council); a part appears only when it is used.
import type { VNode } from 'preact'
import type { PageRequest } from '#foundation/web/page.ts'
import type { DossierShown } from '../contract.ts'

export interface DossierPart {
  /** What to ask, in the same round trip as the dossier itself. */
  readonly ask: (dossierId: string) => readonly [act: string, input: object]
  /** A card, or null as long as there is nothing to show. */
  // biome-ignore lint/suspicious/noExplicitAny: the room that brings the part knows what its own act answers
  readonly view: (answer: any, dossier: DossierShown, request: PageRequest) => VNode | null
  /** Where it stands among the parts: 0, on top, when left out. Imports are sorted by name, which is no order for a reader. */
  readonly place?: number
}

const parts = new Map<string, DossierPart>()

/** For the room that brings a part: call it once, where its pages are listed. Shown by place, then in the order of coming. */
export const registerDossierPart = (name: string, part: DossierPart): void => {
  parts.set(name, part)
}

export const dossierParts = (): readonly DossierPart[] =>
  [...parts.values()].sort((a, b) => (a.place ?? 0) - (b.place ?? 0))
