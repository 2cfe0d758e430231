// How dates and times are written: maandag 12 januari, 16.40 uur, as the clock stands in the Netherlands.

import { en } from './text.en.ts'
import { nl } from './text.nl.ts'
import { useWords } from './words.ts'

const zone = 'Europe/Amsterdam'

export type Moment = Date | string

export interface DateWords {
  /** maandag 12 januari; with the year when it is not the present one */
  day(at: Moment, now?: Moment): string
  /** 12 januari 2026 */
  date(at: Moment): string
  /** 12 jan */
  short(at: Moment, now?: Moment): string
  /** 16.40 uur */
  time(at: Moment): string
  /** maandag 12 januari, 16.40 uur */
  dayTime(at: Moment, now?: Moment): string
  /** vandaag, gisteren, morgen, or else the day */
  relative(at: Moment, now?: Moment): string
  /** vandaag, 16.40 uur */
  relativeTime(at: Moment, now?: Moment): string
}

const made = new Map<string, DateWords>()

/** The date words of one language; made once, because an Intl formatter is dear to make and cheap to use. */
export function formatDate(locale: 'nl' | 'en'): DateWords {
  const words = made.get(locale) ?? make(locale)
  made.set(locale, words)
  return words
}

function make(locale: 'nl' | 'en'): DateWords {
  const language = locale === 'nl' ? 'nl-NL' : 'en-GB'
  const text = locale === 'nl' ? nl : en
  const as = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { timeZone: zone, ...options })
  const clock = as({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const long = as({ weekday: 'long', day: 'numeric', month: 'long' })
  const longYear = as({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const plain = as({ day: 'numeric', month: 'long', year: 'numeric' })
  const brief = as({ day: 'numeric', month: 'short' })
  const briefYear = as({ day: 'numeric', month: 'short', year: 'numeric' })
  // en-GB writes 'Monday, 12 January' or 'Monday 12 January' depending on the ICU in use; we always leave the comma out.
  const clean = (words: string) => words.replace(',', '')

  const time = (at: Moment) => {
    const digits = clock.format(date(at))
    return locale === 'nl' ? `${digits.replace(':', '.')} uur` : digits
  }
  const sameYear = (at: Moment, now: Moment) => dayOf(at).slice(0, 4) === dayOf(now).slice(0, 4)
  const day = (at: Moment, now: Moment = new Date()) => clean((sameYear(at, now) ? long : longYear).format(date(at)))
  const relative = (at: Moment, now: Moment = new Date()) => {
    const apart = (Date.parse(dayOf(at)) - Date.parse(dayOf(now))) / 86_400_000
    return apart === 0 ? text.today : apart === -1 ? text.yesterday : apart === 1 ? text.tomorrow : day(at, now)
  }
  return {
    day,
    date: (at) => plain.format(date(at)),
    short: (at, now = new Date()) => (sameYear(at, now) ? brief : briefYear).format(date(at)).replace('.', ''),
    time,
    dayTime: (at, now) => `${day(at, now)}, ${time(at)}`,
    relative,
    relativeTime: (at, now) => `${relative(at, now)}, ${time(at)}`,
  }
}

// A due date comes as 2026-01-12, without a clock: at noon it is the same day in every zone that matters here.
function date(at: Moment): Date {
  return typeof at === 'string' ? new Date(/^\d{4}-\d{2}-\d{2}$/.test(at) ? `${at}T12:00:00Z` : at) : at
}

const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone: zone })

/** The calendar day in the Netherlands, as 2026-01-12. */
export function dayOf(at: Moment): string {
  return isoDay.format(date(at))
}

export type TimeStyle = 'day' | 'date' | 'short' | 'time' | 'dayTime' | 'relative' | 'relativeTime'

/** A moment in words, with the exact moment for machines. */
export function TimeText({ at, show = 'dayTime', now }: { at: Moment; show?: TimeStyle; now?: Moment }) {
  const words = formatDate(useWords().locale)
  const machine = typeof at === 'string' ? at : at.toISOString()
  const full = show === 'time' || show.startsWith('relative') || show === 'short' ? words.dayTime(at, now) : undefined
  return (
    <time dateTime={machine} title={machine.length > 10 ? full : undefined}>
      {show === 'date' || show === 'time' ? words[show](at) : words[show](at, now)}
    </time>
  )
}
