// The calendar that a calendar program reads (iCalendar, RFC 5545): days and hours, and titles only for who chose them.
import ical from 'ical-generator'
import type { z } from 'zod'
import type { Moments } from './contract.ts'
import { momentSources } from './moments.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

type Moment = z.output<typeof Moments>['items'][number]

const wordOf = (kind: string, locale: 'nl' | 'en'): string =>
  momentSources()
    .find((source) => source.kind === kind)
    ?.word(locale) ?? (locale === 'en' ? en : nl).calendar.openItem

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

/** `host`: of this installation; it makes the ids of the events unique in the world. */
export const calendarOf = (
  moments: readonly Moment[],
  { origin, locale, now }: { readonly origin: string; readonly locale: 'nl' | 'en'; readonly now: Date },
): string => {
  const words = (locale === 'en' ? en : nl).calendar
  const host = new URL(origin).hostname
  const calendar = ical({
    name: words.name,
    prodId: `//Schakel//Schakel//${locale.toUpperCase()}`,
    // How often a program may look: the days move, but not by the minute.
    ttl: 3600,
  })
  for (const moment of moments)
    calendar.createEvent({
      id: `${moment.id}@${host}`,
      stamp: now,
      summary: moment.title ?? wordOf(moment.kind, locale),
      url: `${origin}${moment.href}`,
      // A day on which an answer is due takes no hour of anybody's time.
      ...(moment.on
        ? { start: moment.on, end: dayAfter(moment.on), allDay: true, transparency: 'TRANSPARENT' as never }
        : { start: new Date(moment.at!), end: new Date(moment.until ?? new Date(moment.at!).getTime() + 3_600_000) }),
    })
  return calendar.toString()
}
