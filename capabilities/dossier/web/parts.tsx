// What other rooms show beside a dossier (open items, later phases and the council); a part appears only when it is used.
import type { VNode } from 'preact'
import type { Locale, PageRequest } from '#foundation/web/page.ts'
import type { DossierShown, EntryShown } from '../contract.ts'

export interface Beginning {
  readonly href: string
  /** The name of a Tabler icon. */
  readonly icon: string
  readonly label: string
}

export interface DossierPart {
  /** What to ask, in the same round trip as the dossier itself; where the room is not used, its part is not there. */
  readonly ask: (dossierId: string) => readonly [act: string, input: object]
  /** A card, or null as long as there is nothing to show. */
  // biome-ignore lint/suspicious/noExplicitAny: the room that brings the part knows what its own act answers
  readonly view: (answer: any, dossier: DossierShown, request: PageRequest) => VNode | null
  /** What this reader could begin here. Nine in ten never do: as long as there is no card, it waits behind «Ook mogelijk». */
  // biome-ignore lint/suspicious/noExplicitAny: as with view
  readonly begin?: (answer: any, dossier: DossierShown, request: PageRequest) => Beginning | null
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

/** A page of its own below a dossier, that stands among its tabs. */
export interface DossierTab {
  readonly href: (dossierId: string) => string
  readonly label: (locale: Locale) => string
  /** Whether this reader is shown it; `answer` is what `ask` brought. On its own page it is always shown. */
  // biome-ignore lint/suspicious/noExplicitAny: the room that brings the tab knows what its own act answers
  readonly shown: (dossier: DossierShown, answer: any) => boolean
  /** Whether this reader could begin it; as long as it is not shown, it waits behind «Ook mogelijk». */
  // biome-ignore lint/suspicious/noExplicitAny: as with shown
  readonly begin?: (dossier: DossierShown, answer: any) => boolean
  /** The name of a Tabler icon; for where it waits. */
  readonly icon?: string
  /**
   * What to ask to know that, in the same round trip as the dossier; left out when the dossier itself says enough. Always of
   * a room that can be off: where it is not used, its tab is not there.
   */
  readonly ask?: (dossierId: string) => readonly [act: string, input: object]
  /** Where it stands among the tabs of other rooms: 0, first, when left out. */
  readonly place?: number
}

const tabs = new Map<string, DossierTab>()

/** For the room that brings a page below a dossier: call it once, where its pages are listed. */
export const registerDossierTab = (name: string, tab: DossierTab): void => {
  tabs.set(name, tab)
}

/** The tabs of other rooms by name, with whether this reader is shown them. */
export type TabsShown = readonly {
  readonly name: string
  readonly tab: DossierTab
  readonly shown: boolean
  readonly begins: boolean
}[]

/**
 * Asks for a dossier, for what its tabs need, and for the calls of the page, in one round trip. What several ask with the
 * same words (a tab and a part of the same room) is asked once.
 */
export const askAbout = async (
  request: PageRequest,
  dossierId: string,
  ...calls: readonly (readonly [act: string, input: object, ifOn?: 'ifOn'])[]
  // biome-ignore lint/suspicious/noExplicitAny: as with askTogether, the page knows what it asked
): Promise<{ dossier: DossierShown; tabs: TabsShown; answers: any[] }> => {
  const here = [...tabs].sort(([, a], [, b]) => (a.place ?? 0) - (b.place ?? 0))
  const asked = new Map<string, { at: number; call: readonly [string, object]; ifOn: 'ifOn' | undefined }>()
  const place = ([act, input, ifOn]: readonly [act: string, input: object, ifOn?: 'ifOn']): number => {
    const words = JSON.stringify([act, input])
    const known = asked.get(words)
    if (known) {
      // What the page itself is about must be there; a tab that asks the same can do without.
      if (!ifOn) known.ifOn = undefined
      return known.at
    }
    asked.set(words, { at: asked.size, call: [act, input], ifOn })
    return asked.size - 1
  }
  const dossierAt = place(['readDossier', { dossierId }])
  const callsAt = calls.map(place)
  const tabsAt = here.map(([, tab]) => (tab.ask ? place([...tab.ask(dossierId), 'ifOn']) : -1))
  const found = await request.askTogether(...[...asked.values()].map(({ call, ifOn }) => [...call, ifOn] as const))
  const dossier: DossierShown = found[dossierAt]
  return {
    dossier,
    answers: callsAt.map((at) => found[at]),
    tabs: here.map(([name, tab], i) => {
      const answer = found[tabsAt[i]!]
      const isUsed = answer !== null
      return {
        name,
        tab,
        shown: isUsed && tab.shown(dossier, answer),
        begins: isUsed && (tab.begin?.(dossier, answer) ?? false),
      }
    }),
  }
}

/** A link among what a reader may arrange in a dossier. */
export interface ManageLink {
  readonly href: (dossierId: string) => string
  /** The name of a Tabler icon. */
  readonly icon: string
  readonly label: (locale: Locale) => string
  readonly shown: (dossier: DossierShown) => boolean
}

const manageLinks = new Map<string, ManageLink>()

/** For the room that brings something to arrange on a page of its own: call it once, where its pages are listed. */
export const registerManageLink = (name: string, link: ManageLink): void => {
  manageLinks.set(name, link)
}

export const linksToManage = (): readonly ManageLink[] => [...manageLinks.values()]

/** What another room shows on the page of one line of the journal. */
export interface EntryPart {
  readonly ask: (dossierId: string, entryId: string) => readonly [act: string, input: object]
  /** A card, or null when there is nothing to show or do. */
  // biome-ignore lint/suspicious/noExplicitAny: the room that brings the part knows what its own act answers
  readonly view: (answer: any, entry: EntryShown, dossier: DossierShown, request: PageRequest) => VNode | null
}

const ofEntries = new Map<string, EntryPart>()

/** For the room that brings a part of an entry's page: call it once, where its pages are listed. */
export const registerEntryPart = (name: string, part: EntryPart): void => {
  ofEntries.set(name, part)
}

export const entryParts = (): readonly EntryPart[] => [...ofEntries.values()]

/** What else can be done from the list of dossiers, brought by another room. */
export interface ListLink {
  readonly href: string
  /** The name of a Tabler icon. */
  readonly icon: string
  readonly label: (locale: Locale) => string
  readonly shown: (request: PageRequest) => boolean
}
const listLinks = new Map<string, ListLink>()

/** For the room that brings the page: call it once, where its pages are listed. */
export const registerListLink = (name: string, link: ListLink): void => {
  listLinks.set(name, link)
}
export const listLinksFor = (request: PageRequest): readonly ListLink[] =>
  [...listLinks.values()].filter((link) => link.shown(request))
