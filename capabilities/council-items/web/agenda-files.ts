// The long-term agenda as a calendar (RFC 5545) and as an Atom feed (RFC 4287), for programs that subscribe to it.
import { Feed } from 'feed'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { toMoment } from '#capabilities/dossier/web/moment.ts'
import type { Locale } from '#foundation/web/page.ts'
import type { MomentShown } from '../contract.ts'
import { wordsOf } from './words.ts'

export const calendarOf = (
  moments: readonly MomentShown[],
  { origin, locale, now }: { origin: string; locale: Locale; now: Date },
): string => {
  const text = wordsOf(locale)
  const calendar = ical({
    name: text.web.moments.title,
    prodId: `//Schakel//Langetermijnagenda//${locale.toUpperCase()}`,
    ttl: 60 * 60 * 6,
    method: ICalCalendarMethod.PUBLISH,
  })
  for (const moment of moments) {
    // A moment in the time of Greenwich, which every program knows without being told of ours; without a clock, the whole day.
    const start = new Date(
      moment.startsAt ? toMoment(`${moment.plannedOn}T${moment.startsAt}`) : `${moment.plannedOn}T00:00:00Z`,
    )
    calendar.createEvent({
      id: `${moment.momentId}@${new URL(origin).hostname}`,
      summary: `${moment.subject} (${text.momentKinds[moment.kind].toLowerCase()})`,
      start,
      allDay: !moment.startsAt,
      stamp: now,
      lastModified: new Date(moment.changedAt),
      sequence: moment.moves.length,
      status:
        moment.state === 'dropped'
          ? ICalEventStatus.CANCELLED
          : moment.state === 'proposed'
            ? ICalEventStatus.TENTATIVE
            : ICalEventStatus.CONFIRMED,
      location: [moment.body, moment.place].filter(Boolean).join(', '),
      description: [
        moment.organisationName,
        ...moment.moves.map((move) => `${text.web.moments.moved(move.was, move.became)}: ${move.reason}`),
        moment.ending?.text,
      ]
        .filter(Boolean)
        .join('\n'),
      url: `${origin}/raad/agenda/${moment.momentId}`,
    })
  }
  return calendar.toString()
}

export const atomOf = (
  moments: readonly MomentShown[],
  { origin, locale, self }: { origin: string; locale: Locale; self: string },
): string => {
  const text = wordsOf(locale)
  const changed = moments.map((moment) => Date.parse(moment.changedAt))
  const feed = new Feed({
    id: self,
    title: text.web.moments.title,
    description: text.web.moments.lead,
    link: `${origin}/raad/agenda`,
    language: locale,
    updated: new Date(changed.length ? Math.max(...changed) : 0),
    feedLinks: { atom: self },
    copyright: '',
    generator: 'Schakel',
  })
  // What changed last comes first: a reader of feeds wants news, not the order of the calendar.
  for (const moment of [...moments].sort((a, b) => Date.parse(b.changedAt) - Date.parse(a.changedAt)))
    feed.addItem({
      id: `${origin}/raad/agenda/${moment.momentId}`,
      title: `${moment.plannedOn}: ${moment.subject}`,
      link: `${origin}/raad/agenda/${moment.momentId}`,
      date: new Date(moment.changedAt),
      author: [{ name: `${moment.body}, ${moment.organisationName}` }],
      description: [
        `${text.momentStates[moment.state]}. ${text.momentKinds[moment.kind]}.`,
        moment.moves.at(-1)?.reason,
        moment.ending?.text,
      ]
        .filter(Boolean)
        .join(' '),
    })
  return feed.atom1()
}
