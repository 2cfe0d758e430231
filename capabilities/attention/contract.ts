// What can be asked about one's own attention: when one hears what, what one follows, and the doors of calendar and browser.
import { z } from 'zod'

export const DIGESTS = ['workingDays', 'everyDay', 'never'] as const
export const CHOICES = ['follow', 'mute'] as const
/** The hours that may be chosen. None at night: an hour that a day in March does not have. */
export const DIGEST_HOURS = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22] as const
export const QUIET_FROM = [15, 16, 17, 18, 19, 20, 21, 22, 23] as const
export const QUIET_UNTIL = [5, 6, 7, 8, 9, 10, 11, 12] as const
export const SOME_DEVICES = 10

const Empty = z.strictObject({})
const Nothing = z.null()
const Moment = z.iso.datetime({ offset: true })
const Day = z.iso.date()
const May = z.record(z.string(), z.boolean())
const name = z.string().trim().min(1).max(100)
const hour = (from: number, until: number) => z.coerce.number().int().min(from).max(until)
/** 256 bits, as they stand in an address. */
const Secret = z.string().regex(/^[\w-]{43}$/)
const Encoded = (length: number) => z.string().regex(new RegExp(`^[\\w-]{${length}}={0,2}$`))

/**
 * The push services of the browsers that there are. The house posts to the address a browser gives it, so an address of
 * anybody's choice would make it knock on doors inside the town hall. On this machine itself only for the practice town.
 */
const SERVICES =
  /^https:\/\/(?:fcm\.googleapis\.com|updates\.push\.services\.mozilla\.com|[\w-]+\.notify\.windows\.com|(?:[\w-]+\.)?push\.apple\.com)\/\S+$/
const HERE = /^http:\/\/127\.0\.0\.1:\d{1,5}\/\S*$/
export const isPushAddress = (address: string, practice: boolean): boolean =>
  SERVICES.test(address) || (practice && HERE.test(address))

const Settings = {
  digest: z.enum(DIGESTS),
  /** On the clock of the Netherlands. */
  digestHour: hour(5, 22),
  quietHours: z.boolean(),
  quietFrom: hour(15, 23),
  quietUntil: hour(5, 12),
  /** Quiet on weekends and public holidays too. */
  quietWeekends: z.boolean(),
  /** A mail at once for what one is addressed in and what climbs; else only in the digest. */
  immediate: z.boolean(),
  /** Titles in the calendar; it is kept by another program, so not unless one chooses it. */
  calendarTitles: z.boolean(),
}
const AboutDossier = z.strictObject({ dossierId: z.uuid() })

export const AttentionView = z.object({
  ...Settings,
  email: z.string().nullable(),
  followings: z.array(z.object({ dossierId: z.uuid(), title: z.string(), choice: z.enum(CHOICES) })),
  calendars: z.array(z.object({ calendarId: z.uuid(), name: z.string(), madeAt: Moment })),
  devices: z.array(z.object({ deviceId: z.uuid(), name: z.string(), madeAt: Moment })),
  /** The address that was just made: shown once, only its digest is kept. */
  newCalendar: z.string().nullable(),
})
export type AttentionShown = z.output<typeof AttentionView>

export const Moments = z.object({
  items: z.array(
    z.object({
      /** Stable, so that a calendar changes what it has. */
      id: z.string(),
      /** Of a whole day; else `at` says when. */
      on: Day.nullable(),
      at: Moment.nullable(),
      until: Moment.nullable(),
      kind: z.string(),
      /** Null unless one chose titles in the calendar. */
      title: z.string().nullable(),
      href: z.string(),
    }),
  ),
})

export const contract = {
  readAttention: {
    at: 'GET /me/attention',
    input: Empty,
    output: AttentionView,
    summary: 'When you hear what: digest, quiet hours, what you follow, your calendars and browsers.',
  },
  changeAttention: {
    at: 'PUT /me/attention',
    input: z.strictObject(Settings),
    output: Nothing,
    status: 204,
    summary: 'Chooses the hour of the digest, the quiet hours, and what comes at once.',
  },
  readFollowing: {
    at: 'GET /dossiers/:dossierId/following',
    about: 'dossierId',
    input: AboutDossier,
    output: z.object({
      /** Null: one hears of it when one takes part. */
      choice: z.enum(CHOICES).nullable(),
      takesPart: z.boolean(),
      may: May,
    }),
    summary: 'Whether you follow this dossier, or hear nothing of it.',
  },
  followDossier: {
    at: 'PUT /dossiers/:dossierId/following',
    about: 'dossierId',
    input: AboutDossier.extend({ choice: z.enum(CHOICES).default('follow') }),
    output: Nothing,
    status: 204,
    summary: 'Follows a dossier in the digest, or mutes it; what you are asked in it still comes.',
  },
  unfollowDossier: {
    at: 'DELETE /dossiers/:dossierId/following',
    about: 'dossierId',
    input: AboutDossier,
    output: Nothing,
    status: 204,
    summary: 'Goes back to hearing of the dossier only when you take part in it.',
  },
  listMyMoments: {
    at: 'GET /moments',
    input: Empty,
    output: Moments,
    summary: 'The days on which you owe an answer and the meetings you are part of, as your calendar shows them.',
  },
  makeCalendar: {
    at: 'POST /calendars',
    input: z.strictObject({ name }),
    /** The address is shown this once: only the digest of its secret is kept. */
    output: z.object({ calendarId: z.uuid(), address: z.string() }),
    status: 201,
    summary: 'Makes an address that a calendar program can subscribe to.',
  },
  revokeCalendar: {
    at: 'DELETE /calendars/:calendarId',
    input: z.strictObject({ calendarId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'Ends the address of a calendar, at once.',
  },
  addDevice: {
    at: 'POST /devices',
    input: z.strictObject({
      name,
      endpoint: z
        .string()
        .max(1000)
        .refine((address) => isPushAddress(address, true), { message: 'attention.noPushService' }),
      keys: z.strictObject({ p256dh: Encoded(87), auth: Encoded(22) }),
    }),
    output: z.object({ deviceId: z.uuid() }),
    status: 201,
    summary: 'Lets this browser be told that something waits; never what.',
  },
  removeDevice: {
    at: 'DELETE /devices/:deviceId',
    input: z.strictObject({ deviceId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'This browser is told nothing any more.',
  },
  readUnsubscription: {
    at: 'GET /unsubscriptions/:secret',
    open: true,
    api: false,
    input: z.strictObject({ secret: Secret }),
    output: z.object({ what: z.enum(['digest', 'immediate']), stopped: z.boolean() }),
    summary: 'What the link in a mail would stop. Looking stops nothing: programs that check mail look too.',
  },
  unsubscribe: {
    at: 'POST /unsubscriptions/:secret',
    open: true,
    api: false,
    input: z.strictObject({ secret: Secret }),
    output: Nothing,
    status: 204,
    summary: 'Stops this kind of mail, with the secret from that mail and without signing in (RFC 8058).',
  },
} as const
