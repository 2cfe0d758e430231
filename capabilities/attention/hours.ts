// When somebody may be told something: quiet hours, weekends and the hour of the digest, on the clock of the Netherlands.
import { addDays, clockOf, dayAt, isWorkingDay } from '#capabilities/open-items/index.ts'

export interface Settings {
  readonly digest: 'workingDays' | 'everyDay' | 'never'
  readonly digestHour: number
  readonly quietHours: boolean
  readonly quietFrom: number
  readonly quietUntil: number
  readonly quietWeekends: boolean
  readonly immediate: boolean
}

/** Nobody is asked to rest longer than this; it also ends the search below whatever is chosen. */
const LONGEST_REST = 14

const rests = ({ quietWeekends }: Settings, day: string) => quietWeekends && !isWorkingDay(day)

/** The first moment from now on at which this person may be told something; now itself when that is so. */
export const wakesAt = (settings: Settings, now: Date): Date => {
  if (!settings.quietHours && !settings.quietWeekends) return now
  let day = dayAt(now)
  for (let days = 0; days < LONGEST_REST; days += 1, day = addDays(day, 1)) {
    if (rests(settings, day)) continue
    const from = clockOf(day, settings.quietHours ? settings.quietUntil : 0)
    const until = settings.quietHours ? clockOf(day, settings.quietFrom) : clockOf(addDays(day, 1), 0)
    if (now < from) return from
    if (now < until) return now
  }
  return now
}

/** The day whose digest this person should have had by now, when there is one. */
export const digestDay = (settings: Settings, now: Date): string | null => {
  if (settings.digest === 'never') return null
  const day = dayAt(now)
  if (settings.digest === 'workingDays' && !isWorkingDay(day)) return null
  if (now < clockOf(day, settings.digestHour)) return null
  // After a night without power it comes late, and still not in somebody's evening.
  return settings.quietHours && now >= clockOf(day, settings.quietFrom) ? null : day
}

/** The first moment from now on at which a digest may be due: today's when it was not sent yet, else that of a later day. */
export const nextDigest = (settings: Settings, now: Date, sentToday: boolean): Date | null => {
  if (settings.digest === 'never') return null
  const { digest, digestHour, quietHours, quietFrom } = settings
  const today = dayAt(now)
  for (let days = sentToday ? 1 : 0; days < LONGEST_REST; days += 1) {
    const day = addDays(today, days)
    if (digest === 'workingDays' && !isWorkingDay(day)) continue
    if (quietHours && now >= clockOf(day, quietFrom)) continue
    const moment = clockOf(day, digestHour)
    return moment > now ? moment : now
  }
  return clockOf(addDays(today, LONGEST_REST), digestHour)
}

/** The digest would come in hours that somebody wants quiet. */
export const disturbsRest = ({ quietHours, quietFrom, quietUntil, digest, digestHour }: Omit<Settings, 'immediate'>) =>
  digest !== 'never' && quietHours && (digestHour < quietUntil || digestHour >= quietFrom)
