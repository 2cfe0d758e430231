// What then happens: a choice is kept, an address is made, a kind of mail stops.
import { randomBytes } from 'node:crypto'
import { type Actions, reads, writes } from '#foundation/capability.ts'
import { seen } from '#foundation/database/query.ts'
import { invalid, notFound } from '#foundation/errors.ts'
import { digestOf } from '#foundation/http/request.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from './contract.ts'
import { disturbsRest } from './hours.ts'
import type { subjects } from './policy.ts'
import * as q from './queries.ts'

/** The cookie that carries a new address to the page that shows it, once. */
const ONCE = 'agenda'
export const CALENDAR_PATH = '/agenda'

/** 256 bits, for an address. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

export const actions: Actions<typeof contract, typeof subjects> = {
  readAttention: reads((_, { cookies, origin }) => {
    const secret = cookies[ONCE]
    return seen(q.attentionView(), (text) =>
      secret && /^[\w-]{43}$/.test(secret)
        ? { ...JSON.parse(text), newCalendar: `${origin}${CALENDAR_PATH}/${secret}.ics` }
        : text,
    )
  }),
  changeAttention: writes({
    then: (work, input) => {
      if (disturbsRest(input)) throw invalid('invalid', [{ path: 'digestHour', code: 'attention.disturbsRest' }])
      work.do(q.saveSettings(input))
      return null
    },
  }),
  readFollowing: reads((input) => q.followingView(input.dossierId)),
  followDossier: writes({
    then: (work, input) => {
      work.do(q.follow(input.dossierId, input.choice))
      return null
    },
  }),
  unfollowDossier: writes({
    then: (work, input) => {
      work.do(q.unfollow(input.dossierId))
      return null
    },
  }),
  listMyMoments: reads(() => q.momentList()),
  makeCalendar: writes({
    then: (work, input) => {
      const secret = newSecret()
      const calendarId = newId()
      work.do(q.insertCalendar({ calendarId, name: input.name, digest: digestOf(secret) }))
      work.context.setCookie(ONCE, secret, { maxAgeSeconds: 60 })
      return { calendarId, address: `${work.context.origin}${CALENDAR_PATH}/${secret}.ics` }
    },
  }),
  revokeCalendar: writes({
    needs: (input) => ({ calendar: q.findCalendar(input.calendarId) }),
    then: (work, input) => {
      if (!work.needs.calendar) throw notFound('attention.notFound')
      work.do(q.revokeCalendar(input.calendarId))
      return null
    },
  }),
  addDevice: writes({
    then: (work, input) => {
      const deviceId = newId()
      work.do(q.takeDevice({ deviceId, name: input.name, endpoint: input.endpoint, ...input.keys }))
      return { deviceId }
    },
  }),
  removeDevice: writes({
    needs: (input) => ({ device: q.findDevice(input.deviceId) }),
    then: (work, input) => {
      if (!work.needs.device) throw notFound('attention.notFound')
      work.do(q.removeDevice(input.deviceId))
      return null
    },
  }),
  readUnsubscription: reads((input) => q.readUnsubscribing(digestOf(input.secret))),
  unsubscribe: writes({
    needs: (input) => ({ known: q.readUnsubscribing(digestOf(input.secret)) }),
    then: (work, input) => {
      if (!work.needs.known) throw notFound('attention.notFound')
      work.do(q.unsubscribe(digestOf(input.secret)))
      return null
    },
  }),
}
