// Moves the stories in time: 20 January of the story is the day on which the practice town is filled.

/** 2026 in the stories: 20 January is a Tuesday. Months from July on are of the year before. */
const STORY_TODAY = Date.UTC(2026, 0, 20)
const DAY = 86_400_000
const MONTHS = ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec']

export interface Calendar {
  /** `'12 jan 16.40'` in the story, on the day that lies as many working days from today; never in the future. */
  moment(words: string): Date
  /** `'5 feb'` in the story, as the date that a term ends: `'2026-02-05'`. */
  date(words: string): string
  /** A sentence in which `{3 feb}` stands for a day of the story: that day as people write it, `3 februari`. */
  told(text: string): string
}

/**
 * Shifts by working days and not by days, so that whatever the day of filling nobody works on a Sunday, what came first
 * stays first, and three weeks stay three weeks.
 */
export const calendarFrom = (now: Date): Calendar => {
  const today = Date.parse(`${dateIn(now)}T00:00:00Z`)
  const shifted = (day: number, month: number): number => {
    const told = Date.UTC(month > 6 ? 2025 : 2026, month - 1, day)
    if (isWeekend(told)) throw new Error(`${day}-${month} is a weekend in the stories`)
    const steps = workingDaysBetween(STORY_TODAY, told)
    // Filled in a weekend, today stands for the Friday before.
    let at = today
    while (isWeekend(at)) at -= DAY
    for (let left = Math.abs(steps); left > 0; ) {
      at += steps > 0 ? DAY : -DAY
      if (!isWeekend(at)) left -= 1
    }
    return at
  }
  const parse = (words: string) => {
    const found = /^(\d{1,2}) ([a-z]{3})(?: (\d{1,2})\.(\d{2}))?$/.exec(words)
    const month = MONTHS.indexOf(found?.[2] ?? '') + 1
    if (!found || !month) throw new Error(`'${words}' is not a moment of a story`)
    return { day: shifted(Number(found[1]), month), hour: Number(found[3] ?? 0), minute: Number(found[4] ?? 0) }
  }
  const date = (words: string) => new Date(parse(words).day).toISOString().slice(0, 10)
  return {
    moment: (words) => {
      const { day, hour, minute } = parse(words)
      const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00`
      const at = inAmsterdam(`${new Date(day).toISOString().slice(0, 10)}T${clock}`)
      return at > now ? now : at
    },
    date,
    told: (text) => text.replace(/\{([^}]+)\}/g, (_, words: string) => written.format(new Date(date(words)))),
  }
}

const written = new Intl.DateTimeFormat('nl-NL', { day: 'numeric', month: 'long', timeZone: 'UTC' })

/** «24 april» */
export const writtenDay = (at: Date): string => written.format(at)

const isWeekend = (at: number) => [0, 6].includes(new Date(at).getUTCDay())

const workingDaysBetween = (from: number, to: number): number => {
  let steps = 0
  for (let at = from; at !== to; ) {
    at += to > from ? DAY : -DAY
    if (!isWeekend(at)) steps += to > from ? 1 : -1
  }
  return steps
}

/** The calendar day in the Netherlands. */
export const dateIn = (at: Date): string => at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })

/** What the clock on the wall says, as a moment; in summer it is two hours ahead of Greenwich, in winter one. */
const inAmsterdam = (wall: string): Date => {
  const summer = new Date(`${wall}+02:00`)
  const shown = summer.toLocaleString('sv-SE', { timeZone: 'Europe/Amsterdam' }).replace(' ', 'T')
  return shown === wall ? summer : new Date(`${wall}+01:00`)
}
