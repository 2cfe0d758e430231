// What other rooms show on Vandaag above the open items: a warning that only an act ends; nothing as long as there is none.
import type { VNode } from 'preact'
import type { PageRequest } from '#foundation/web/page.ts'

export interface TodayPart {
  /** What to ask, in the same round trip as the page itself; everybody who is signed in must be allowed to ask it. */
  readonly ask: () => readonly [act: string, input: object]
  /** A section, or null as long as there is nothing to show. */
  // biome-ignore lint/suspicious/noExplicitAny: the room that brings the part knows what its own act answers
  readonly view: (answer: any, request: PageRequest) => VNode | null
  /** Where it stands among the parts: 0, on top, when left out. */
  readonly place?: number
}

const parts = new Map<string, TodayPart>()

/** For the room that brings a part: call it once, where its pages are listed. Shown by place, then in the order of coming. */
export const registerTodayPart = (name: string, part: TodayPart): void => {
  parts.set(name, part)
}

export const todayParts = (): readonly TodayPart[] =>
  [...parts.values()].sort((a, b) => (a.place ?? 0) - (b.place ?? 0))
