// When something happened, by a clock that may be wrong: what the device says, held against what the server said last.
import type { Contact } from './store.ts'

/** A contact this fresh needs no new question about the time. */
export const FRESH = 30_000

/**
 * The moment (milliseconds, by the server's clock) at which a device wrote something. `before`: the last contact before
 * writing; `now`: a contact at sending. It never lies before the one or after the other, whatever the device believes.
 */
export const momentOf = (writtenAt: number, before: Contact | undefined, now: Contact): number => {
  const earliest = before?.server ?? 0
  const fits = (moment: number) => moment >= earliest - 1_000 && moment <= now.server + 1_000
  // The clock was as wrong when it was written as at the contact before, or else as it is now.
  const byBefore = before && writtenAt + before.server - before.device
  // Not held against `now` to the second: the server says whole seconds, and lines must keep their order.
  if (byBefore !== undefined && fits(byBefore)) return byBefore
  const byNow = writtenAt + now.server - now.device
  if (fits(byNow)) return Math.min(Math.max(byNow, earliest), now.server)
  return Math.min(Math.max(byBefore ?? byNow, earliest), now.server)
}
