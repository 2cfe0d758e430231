// What then happens when an organisation arranges something for itself.
import { type Actions, type Context, reads, writes } from '#foundation/capability.ts'
import { seen } from '#foundation/database/query.ts'
import { conflict, invalid, notFound } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import { clockOf, dayAt, holidaysOf } from './calendar.ts'
import type { contract } from './contract.ts'
import { ladder, standardDay } from './ladder.ts'
import type { subjects } from './policy.ts'
import { processingOf } from './processing.ts'
import * as q from './queries.ts'
import { allRooms, missingFor, neededBy, roomNamed, titleOf } from './rooms.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

const wordsOf = (locale: 'nl' | 'en') => (locale === 'en' ? en : nl)
const wrong = (path: string, code: string) => invalid('invalid', [{ path, code }])
const titles = (rooms: readonly string[], { locale }: Context) => rooms.map((room) => titleOf(room, locale)).join(', ')

/** Terms and rules are for days that come; today is one of them. */
const mustCome = (day: string, today: string) => {
  if (day < today) throw wrong('validFrom', 'inThePast')
}
/** What was worked under stays, and another version may follow; a slip of the pen that nobody felt yet can be taken back. */
const mustBeUnused = (version: q.Version | undefined) => {
  if (!version || version.withdrawn) throw notFound('settings.notFound')
  if (version.used) throw conflict('settings.isUsed')
}

const HOUSE_RULE = {
  retentionId: null,
  validFrom: null,
  state: 'valid',
  reason: '',
  madeByName: null,
  madeAt: null,
  used: true,
} as const

export const actions: Actions<typeof contract, typeof subjects> = {
  listRooms: reads(({ organisationId }, { locale }) =>
    seen(q.roomsOff(organisationId), (off) => ({
      items: allRooms().map((room) => {
        const { title, about } = room.text[locale].ofRoom!
        const now = off.find((one) => one.room === room.name)
        return {
          room: room.name,
          title,
          about,
          optional: room.optional !== undefined,
          needs: (room.optional?.needs ?? []).map((name) => titleOf(name, locale)),
          off: now ? { since: now.since, byName: now.byName, reason: now.reason } : null,
        }
      }),
    })),
  ),

  switchRoomOff: writes({
    needs: ({ organisationId, room }) => ({
      off: q.roomsOff(organisationId),
      answeredThere: q.answeredThere(organisationId, room),
    }),
    then: (work, { organisationId, room, reason }) => {
      const { context, needs } = work
      const off = needs.off.map((one) => one.room)
      if (!roomNamed(room)) throw notFound('settings.notFound')
      if (!roomNamed(room)!.optional) throw conflict('settings.isCore')
      if (off.includes(room)) throw conflict('settings.isOff')
      const dependents = neededBy(room, off)
      if (dependents.length)
        throw conflict('settings.neededBy', [
          { path: 'room', code: 'settings.neededByRooms', detail: { rooms: titles(dependents, context) } },
        ])
      // A question that can be answered there only must not lose its answer (invariant 5).
      if (needs.answeredThere)
        throw conflict('settings.itemsWait', [
          { path: 'room', code: 'settings.itemsWaitCounted', detail: { count: needs.answeredThere } },
        ])
      work.do(q.insertOff({ id: newId(), organisationId, room, reason, by: work.actor.acting.membershipId }))
      work.publish({ name: 'roomSwitchedOff', organisationId, payload: { room } })
      return null
    },
  }),

  switchRoomOn: writes({
    needs: ({ organisationId }) => ({ off: q.roomsOff(organisationId) }),
    then: (work, { organisationId, room }) => {
      const off = work.needs.off.map((one) => one.room)
      if (!off.includes(room)) throw notFound('settings.notFound')
      const missing = missingFor(room, off)
      if (missing.length)
        throw conflict('settings.needs', [
          { path: 'room', code: 'settings.needsRooms', detail: { rooms: titles(missing, work.context) } },
        ])
      work.do(q.endOff(organisationId, room, work.actor.acting.membershipId))
      work.publish({ name: 'roomSwitchedOn', organisationId, payload: { room } })
      return null
    },
  }),

  readTerms: reads(({ organisationId }) =>
    seen(q.termsOf(organisationId), (found) => {
      const versions = found?.versions ?? []
      const year = Number(dayAt(new Date()).slice(0, 4))
      return {
        current: versions.find((one) => one.state === 'valid') ?? q.houseTerms,
        house: q.houseTerms,
        versions,
        closingDays: found?.closingDays ?? [],
        holidays: [year, year + 1].flatMap((one) => [...holidaysOf(one)]).sort(),
      }
    }),
  ),

  tryTerms: reads(
    ({ organisationId, askedOn, kind, remindAfter, managerAfter, ownerAfter, headAfter, hour, ...standard }) => {
      const days = distinctSteps({ managerAfter, ownerAfter, headAfter })
      return seen(q.findClosedDays(organisationId), (closed) => {
        const terms = {
          termsId: null,
          standard,
          ladder: { remindAfter: remindAfter / 100, ...days, hour, closed: new Set(closed ?? []) },
        }
        const raisedAt = clockOf(askedOn ?? dayAt(new Date()), 9)
        const dueOn = standardDay(raisedAt, kind, terms)
        return {
          askedOn: dayAt(raisedAt),
          dueOn,
          steps: ladder({ raisedAt, dueOn }, terms.ladder).map((step) => ({ kind: step.kind, on: dayAt(step.at) })),
        }
      })
    },
  ),

  planTerms: writes({
    needs: ({ organisationId, validFrom }) => ({ same: q.findTermsFrom(organisationId, validFrom) }),
    then: (work, { organisationId, ...terms }) => {
      mustCome(terms.validFrom, work.subject.today)
      distinctSteps(terms)
      if (work.needs.same) throw wrong('validFrom', 'settings.beginsThen')
      const termsId = newId()
      work.do(q.insertTerms({ ...terms, termsId, organisationId, by: work.actor.acting.membershipId }))
      work.publish({ name: 'termsPlanned', organisationId, payload: { termsId } })
      return { termsId }
    },
  }),

  withdrawTerms: writes({
    needs: ({ organisationId, termsId }) => ({ version: q.findTermsVersion(organisationId, termsId) }),
    then: (work, { organisationId, termsId }) => {
      mustBeUnused(work.needs.version)
      work.do(q.withdrawTerms(termsId, work.actor.acting.membershipId))
      work.publish({ name: 'termsWithdrawn', organisationId, payload: { termsId } })
      return null
    },
  }),

  addClosingDay: writes({
    needs: ({ organisationId, day }) => ({ same: q.findClosedOn(organisationId, day) }),
    then: (work, { organisationId, day, name }) => {
      if (day < work.subject.today) throw wrong('day', 'inThePast')
      if (work.needs.same) throw wrong('day', 'settings.isClosedThen')
      const closingDayId = newId()
      work.do(q.insertClosingDay({ id: closingDayId, organisationId, day, name, by: work.actor.acting.membershipId }))
      work.publish({ name: 'closingDayAdded', organisationId, payload: { closingDayId } })
      return { closingDayId }
    },
  }),

  withdrawClosingDay: writes({
    needs: ({ organisationId, closingDayId }) => ({ closing: q.findClosingDay(organisationId, closingDayId) }),
    then: (work, { organisationId, closingDayId }) => {
      if (!work.needs.closing) throw notFound('settings.notFound')
      if (work.needs.closing.day < work.subject.today) throw conflict('settings.hasBegun')
      work.do(q.withdrawClosingDay(closingDayId, work.actor.acting.membershipId))
      work.publish({ name: 'closingDayWithdrawn', organisationId, payload: { closingDayId } })
      return null
    },
  }),

  readRetention: reads(({ organisationId }, { locale }) =>
    seen(q.retentionOf(organisationId), (found) => {
      const versions = found?.versions ?? []
      return {
        current: (found?.house ?? []).map(
          (rule) =>
            versions.find((one) => one.kind === rule.kind && one.state === 'valid') ?? {
              ...HOUSE_RULE,
              ...rule,
              source: wordsOf(locale).houseRule,
            },
        ),
        versions,
      }
    }),
  ),

  planRetention: writes({
    needs: ({ organisationId, kind, validFrom }) => ({ same: q.findRetentionFrom(organisationId, kind, validFrom) }),
    then: (work, { organisationId, ...rule }) => {
      mustCome(rule.validFrom, work.subject.today)
      if (work.needs.same) throw wrong('validFrom', 'settings.beginsThen')
      const retentionId = newId()
      work.do(q.insertRetention({ ...rule, id: retentionId, organisationId, by: work.actor.acting.membershipId }))
      work.publish({ name: 'retentionPlanned', organisationId, payload: { retentionId } })
      return { retentionId }
    },
  }),

  withdrawRetention: writes({
    needs: ({ organisationId, retentionId }) => ({ version: q.findRetention(organisationId, retentionId) }),
    then: (work, { organisationId, retentionId }) => {
      mustBeUnused(work.needs.version)
      work.do(q.withdrawRetention(retentionId, work.actor.acting.membershipId))
      work.publish({ name: 'retentionWithdrawn', organisationId, payload: { retentionId } })
      return null
    },
  }),

  listKept: reads(({ organisationId, ...asked }) => q.keptLongEnough(organisationId, asked)),

  listProcessing: reads(({ organisationId }, { locale }) =>
    seen(q.roomsOff(organisationId), (off) => ({
      items: processingOf(
        locale,
        off.map((one) => one.room),
      ),
    })),
  ),
}

/** Two steps on one day would be one step less, and the head hears it last. */
function distinctSteps<T extends { managerAfter: number; ownerAfter: number; headAfter: number }>(terms: T): T {
  if (terms.managerAfter === terms.ownerAfter) throw wrong('ownerAfter', 'settings.sameDay')
  if (terms.headAfter <= Math.max(terms.managerAfter, terms.ownerAfter)) throw wrong('headAfter', 'settings.headIsLast')
  return terms
}
