// The words of this room in the reader's language, and small things that its pages share.
import type { Locale, PageRequest } from '#foundation/web/page.ts'
import { ENDED, type ItemShown, type MomentShown } from '../contract.ts'
import { text as en } from '../text.en.ts'
import { text as nl, type Text } from '../text.nl.ts'

export const wordsOf = (locale: Locale): Text => (locale === 'en' ? en : nl)

export const ITEMS = '/raad/punten'
export const AGENDA = '/raad/agenda'
export const DESK = '/griffie'
export const FIELDS = '/raad/velden'
export const MARKS = '/politieke-keuzes'

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
/** An id in the question of an address; what somebody typed there must not become an error. */
export const idIn = ({ query }: PageRequest, name: string): string | undefined =>
  UUID.test(query[name] ?? '') ? query[name] : undefined

/** One of these, or nothing. */
export const oneOf = <T extends string>(value: string | undefined, choices: readonly T[]): T | undefined =>
  choices.find((one) => one === value)

/** How an item stands, in the word of its kind: a question is answered where a promise is reported ready. */
export const stateWord = (text: Text, item: Pick<ItemShown, 'kind' | 'state'>): string =>
  (item.kind === 'writtenQuestion' ? text.questionStates[item.state] : undefined) ?? text.states[item.state]

export const isEnded = (item: Pick<ItemShown, 'state'>): boolean => ENDED.includes(item.state)

export const stateTone = (
  item: Pick<ItemShown, 'state' | 'late'>,
): 'neutral' | 'active' | 'wait' | 'late' | 'done' | 'closed' => {
  if (item.late) return 'late'
  switch (item.state) {
    case 'discharged':
    case 'adopted':
    case 'answered':
      return 'done'
    case 'rejected':
    case 'withdrawn':
    case 'refused':
      return 'closed'
    case 'reported':
    case 'sentBack':
      return 'wait'
    case 'underWay':
      return 'active'
    default:
      return 'neutral'
  }
}

export const momentTone: Record<MomentShown['state'], 'neutral' | 'active' | 'wait' | 'done' | 'closed'> = {
  proposed: 'wait',
  planned: 'active',
  moved: 'wait',
  treated: 'done',
  dropped: 'closed',
}

/** The day of a moment and, when it is known, the time: 8 juli 2026, 19.30 uur. */
export const whenOf = (moment: Pick<MomentShown, 'startsAt'>, day: string, locale: Locale): string =>
  moment.startsAt ? `${day}, ${locale === 'nl' ? `${moment.startsAt.replace(':', '.')} uur` : moment.startsAt}` : day

/** 'm:<membership>', 'o:<organisation>' or 'r:<organisation>:<function>', as the choices of a picker have it. */
export const debtorFrom = (key: string): object => {
  const [kind, id, ...rest] = key.split(':')
  if (kind === 'm') return { membershipId: id }
  if (kind === 'o') return { organisationId: id }
  return kind === 'r' ? { organisationId: id, functionName: rest.join(':') } : {}
}
