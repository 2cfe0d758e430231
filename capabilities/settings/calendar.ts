// Days as the town hall counts them: the clock of Amsterdam, weekends and public holidays.

const ZONE = 'Europe/Amsterdam'
const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE })
const isoHour = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, hour: '2-digit', hourCycle: 'h23' })

/** A calendar day as 2026-01-12. */
export type Day = string

const asDay = (utc: number): Day => new Date(utc).toISOString().slice(0, 10)

/** The calendar day in the Netherlands at this moment. */
export const dayAt = (moment: Date): Day => isoDay.format(moment)

export const addDays = (day: Day, days: number): Day => asDay(Date.parse(day) + days * 86_400_000)

/** This hour of this day on the clock of Amsterdam. Only for hours that every day has: not 2 at night. */
export const clockOf = (day: Day, hour: number): Date => {
  const utc = Date.parse(day) + hour * 3_600_000
  const winter = new Date(utc - 3_600_000)
  return Number(isoHour.format(winter)) === hour && dayAt(winter) === day ? winter : new Date(utc - 2 * 3_600_000)
}

/** Easter Sunday of a year in the Gregorian calendar (the computus of Meeus, Jones and Butcher). */
export const easterOf = (year: number): Day => {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor((19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30)
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return asDay(Date.UTC(year, Math.floor(f / 31) - 1, (f % 31) + 1))
}

const holidays = new Map<number, ReadonlySet<Day>>()

/**
 * The days on which town halls are closed. These are terms between colleagues, so this follows the working week and not
 * article 3 of the Algemene termijnenwet, which for statutory terms also counts Good Friday and every 5 May. Here 5 May is
 * free once in five years (2025, 2030, …), as most collective agreements have it, and otherwise a working day.
 */
export const holidaysOf = (year: number): ReadonlySet<Day> => {
  const known = holidays.get(year)
  if (known) return known
  const easter = easterOf(year)
  const kingsDay = `${year}-04-27`
  const made = new Set<Day>([
    `${year}-01-01`,
    addDays(easter, 1),
    new Date(kingsDay).getUTCDay() === 0 ? `${year}-04-26` : kingsDay,
    ...(year % 5 === 0 ? [`${year}-05-05`] : []),
    addDays(easter, 39),
    addDays(easter, 50),
    `${year}-12-25`,
    `${year}-12-26`,
  ])
  holidays.set(year, made)
  return made
}

/** Days on which one town hall is closed beside these. */
export type ClosedDays = ReadonlySet<Day>
const NEVER: ClosedDays = new Set()

export const isWorkingDay = (day: Day, closed: ClosedDays = NEVER): boolean => {
  const weekday = new Date(day).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidaysOf(Number(day.slice(0, 4))).has(day) && !closed.has(day)
}

/** The n-th working day after this day, which itself does not count. */
export const addWorkingDays = (day: Day, days: number, closed: ClosedDays = NEVER): Day => {
  let at = day
  for (let left = days; left > 0; ) {
    at = addDays(at, 1)
    if (isWorkingDay(at, closed)) left--
  }
  return at
}

/** This day, or the last working day before it. */
export const workingDayUpTo = (day: Day, closed: ClosedDays = NEVER): Day => {
  let at = day
  while (!isWorkingDay(at, closed)) at = addDays(at, -1)
  return at
}
