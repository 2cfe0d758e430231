// From what a form says (a clock on a wall in the Netherlands) to a moment, and back.

const ZONE = 'Europe/Amsterdam'
const offsets = new Intl.DateTimeFormat('en', { timeZone: ZONE, timeZoneName: 'longOffset' })
const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' })

/** '+01:00' or '+02:00' */
const offsetAt = (moment: Date): string =>
  /GMT([+-]\d{2}:\d{2})/.exec(offsets.formatToParts(moment).find((part) => part.type === 'timeZoneName')!.value)?.[1] ??
  '+00:00'

/**
 * '2026-01-12T16:40' → '2026-01-12T16:40:00+01:00'. When the clock goes forward an hour does not exist: then the hour
 * after it is meant. When it goes back an hour comes twice: then the first is meant. What is no such moment (31 February,
 * half a date) is given back as it came, so that the contract refuses it beside its field.
 */
export const toMoment = (typed: string): string => {
  const [, day, clock] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(typed.trim()) ?? []
  if (!day || !clock) return typed
  const read = new Date(`${day}T${clock}:00Z`)
  if (Number.isNaN(read.getTime()) || read.toISOString().slice(0, 16) !== `${day}T${clock}`) return typed
  // Both offsets that could hold that day, the summer one first: of an hour that comes twice that is the first.
  const near = [new Date(read.getTime() - 86_400_000), new Date(read.getTime() + 86_400_000)].map(offsetAt)
  for (const offset of near.sort().reverse()) {
    const moment = `${day}T${clock}:00${offset}`
    if (toWall(new Date(moment)) === `${day}T${clock}`) return moment
  }
  const skipped = new Date(`${day}T${clock}:00${near.sort()[0]}`)
  return `${toWall(skipped)}:00${offsetAt(skipped)}`
}

/** '2026-01-12T16:40', as a field for date and time wants it. */
export const toWall = (moment: Date): string => wall.format(moment).replace(' ', 'T')
