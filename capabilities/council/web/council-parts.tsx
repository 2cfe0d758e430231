// What other rooms show on the council page of a dossier: items of the council, letters; a part appears only when it is used.
import type { VNode } from 'preact'
import type { Locale, PageRequest } from '#foundation/web/page.ts'

export interface CouncilPagePart {
  /**
   * What to ask, in the same round trip as the page itself; whoever may open the page must be allowed to ask it. `at` is
   * the day of «zoals het was op», undefined for now.
   */
  readonly ask: (dossierId: string, at?: string) => readonly [act: string, input: object]
  /** A card, or null as long as there is nothing to show. No names of officials (invariant 18). */
  // biome-ignore lint/suspicious/noExplicitAny: the room that brings the part knows what its own act answers
  readonly view: (answer: any, dossierId: string, request: PageRequest, at?: string) => VNode | null
  /** Where it stands among the parts: 0, on top, when left out. */
  readonly place?: number
}

const parts = new Map<string, CouncilPagePart>()

/** For the room that brings a part: call it once, where its pages are listed. Shown by place, then in the order of coming. */
export const registerCouncilPart = (name: string, part: CouncilPagePart): void => {
  parts.set(name, part)
}

export const councilParts = (): readonly CouncilPagePart[] =>
  [...parts.values()].sort((a, b) => (a.place ?? 0) - (b.place ?? 0))

/** Where else in the council's part of the house one may go from its first page: the agenda, what it is owed, a desk. */
export interface CouncilLink {
  readonly href: string
  readonly icon: string
  readonly label: (locale: Locale) => string
  /** Whose page it is: for who works where that room is off, the way there is gone too. */
  readonly room: string
  /** To whom it is shown; to everybody when left out. */
  readonly shown?: (request: PageRequest) => boolean
}

const links: CouncilLink[] = []

/** For the room that brings such a page: call it once, where its pages are listed. Shown in the order of coming. */
export const registerCouncilLink = (link: CouncilLink): void => {
  links.push(link)
}

export const councilLinks = (request: PageRequest): readonly CouncilLink[] =>
  links.filter((link) => !request.actor?.off.includes(link.room) && (link.shown?.(request) ?? true))
