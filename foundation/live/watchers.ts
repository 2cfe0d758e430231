// Who watches what in this process: tells each, at most once a second, that something changed which exists for them.
//
// What goes over the line is where something changed and nothing else; the contents are fetched by the ordinary reads.
// Ten thousand idle watchers cost their connection and a heartbeat: an event is held against an index of what is
// watched, and only for whom it may concern is PostgreSQL asked, as that reader, whether it exists.
import type { Credential } from '../access/actor.ts'
import type { Database } from '../database/database.ts'
import type { Log } from '../events/log.ts'
import type { Feed, LiveEvent } from './feed.ts'
import { compare, type Position, readPosition, writePosition } from './position.ts'
import type { LiveRooms } from './watched.ts'

export interface Told {
  readonly event: 'ready' | 'changed' | 'gone' | 'over'
  readonly id?: string
  readonly data: object
}

/** Where the lines of one watcher go. */
export interface Line {
  /** False when the other side reads too slowly: then the line is closed, and comes back from where it was. */
  write(bytes: string | Buffer): boolean
  end(): void
}

export interface Watching {
  readonly credential: Credential
  /** access.keys() of this reader: what may be addressed to them. */
  readonly keys: readonly string[]
  /** Dossiers that are open somewhere in this browser, and exist for this reader. */
  readonly places: readonly string[]
  /** A page is open that shows what is mine. */
  readonly mine: boolean
}

interface Watcher extends Watching {
  readonly line: Line
  readonly since: number
  readonly slot: number
  pending: LiveEvent[]
  timer: NodeJS.Timeout | null
  toldAt: number
  /** While what was missed is looked up, what happens waits behind it. */
  catchingUp: boolean
  over: boolean
}

export interface Watchers {
  readonly count: number
  /** `after`: the last position the browser saw; what happened since comes first. Answers what to call when the line is gone. */
  add(watching: Watching, line: Line, after: string | undefined): () => void
  heard(events: readonly LiveEvent[]): void
  /** Resolves when nothing waits to be told; for tests. */
  settled(): Promise<void>
  stop(): void
}

/** One question on behalf of a reader at most so often, and so many at a time: requests of people go first. */
const QUIET = 1_000
const AT_ONCE = 2
/** A slot is served each second: a heartbeat each 25 s, and each minute or so the question who is still signed in. */
const SLOTS = 25
const LONGEST = 45 * 60_000
/** Streams of one session: a browser needs one. */
const PER_SESSION = 6

const BEAT = Buffer.from(':\n\n')
const COMES_BACK = 2_000

export const writeTold = ({ event, id, data }: Told): string =>
  `${id ? `id: ${id}\n` : ''}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

const addTo = <T>(index: Map<string, Set<T>>, key: string, value: T) => {
  const set = index.get(key)
  if (set) set.add(value)
  else index.set(key, new Set([value]))
}
const takeFrom = <T>(index: Map<string, Set<T>>, key: string, value: T) => {
  const set = index.get(key)
  set?.delete(value)
  if (set?.size === 0) index.delete(key)
}

export const startWatchers = (parts: {
  readonly database: Database
  /** As the house itself, for `concerns`. */
  readonly asHouse: (query: {
    text: string
    values: readonly unknown[]
  }) => Promise<readonly (readonly (string | null)[])[]>
  readonly feed: () => Feed
  readonly rooms: LiveRooms
  readonly log: Log
}): Watchers => {
  const { database, rooms, log } = parts
  const all = new Set<Watcher>()
  const byPlace = new Map<string, Set<Watcher>>()
  const byKey = new Map<string, Set<Watcher>>()
  const bySession = new Map<string, Set<Watcher>>()
  let nextSlot = 0
  let asking = 0
  const queue: Watcher[] = []
  // A database that is away is away for every watcher: ten thousand lines would say no more than one.
  let quiet: Set<string> | null = null
  const trouble = (error: unknown, what: string): void => {
    quiet ??= new Set()
    if (!quiet.has(what)) log.warn({ err: error, watchers: all.size }, `${what}; said once, until it goes again`)
    quiet.add(what)
  }
  const well = (): void => {
    if (quiet) log.info({}, 'watchers can be told again')
    quiet = null
  }
  const sessionOf = (watching: Watching) => watching.credential.digest.toString('base64')

  const drop = (watcher: Watcher): void => {
    if (!all.delete(watcher)) return
    watcher.over = true
    if (watcher.timer) clearTimeout(watcher.timer)
    for (const place of watcher.places) takeFrom(byPlace, place, watcher)
    if (watcher.mine) for (const key of watcher.keys) takeFrom(byKey, key, watcher)
    takeFrom(bySession, sessionOf(watcher), watcher)
  }
  const send = (watcher: Watcher, told: Told): void => {
    if (watcher.over) return
    if (!watcher.line.write(writeTold(told))) {
      drop(watcher)
      watcher.line.end()
    }
  }
  /** `why`: `signedOut` is for good; without it the browser comes back from where it was. */
  const close = (watcher: Watcher, why?: 'signedOut'): void => {
    if (why) send(watcher, { event: 'over', data: { why } })
    drop(watcher)
    watcher.line.end()
  }

  const ready = (watcher: Watcher, delay: number): void => {
    if (watcher.over || watcher.timer || watcher.catchingUp) return
    watcher.timer = setTimeout(() => {
      watcher.timer = null
      queue.push(watcher)
      askNext()
    }, delay)
    watcher.timer.unref()
  }
  const askNext = (): void => {
    while (asking < AT_ONCE && queue.length) {
      const watcher = queue.shift()!
      if (watcher.over || !watcher.pending.length) continue
      asking++
      void tell(watcher).finally(() => {
        asking--
        askNext()
      })
    }
  }

  /** Asks as this reader what of it exists, and says where something changed. */
  const tell = async (watcher: Watcher): Promise<void> => {
    const events = watcher.pending
    watcher.pending = []
    const places = [...new Set(events.flatMap((event) => event.dossierId ?? []))]
    const things = rooms.watched.map((room) => ({
      room,
      events: events.filter((event) => typeof event.payload[room.key] === 'string'),
    }))
    const asked = things.filter((one) => one.events.length)
    try {
      const { actor, results } = await database.read(watcher.credential, [
        rooms.places.exist(places),
        ...asked.map((one) => one.room.exist(one.events)),
      ])
      well()
      if (!actor) return close(watcher, 'signedOut')
      watcher.toldAt = Date.now()
      const there = new Set(results[0] as readonly string[])
      const existing = new Set(asked.flatMap((_, at) => results[at + 1] as readonly string[]))
      const told = events.filter((event) => existing.has(writePosition(event.at)))
      for (const place of places)
        if (watcher.places.includes(place) && !there.has(place))
          send(watcher, { event: 'gone', data: { dossierId: place } })
      if (told.length === 0) return
      const dossiers = [...new Set(told.flatMap((event) => event.dossierId ?? []))]
      send(watcher, {
        event: 'changed',
        id: writePosition(events.at(-1)!.at),
        data: {
          dossiers: dossiers.filter((one) => watcher.places.includes(one) && there.has(one)),
          mine: watcher.mine,
        },
      })
    } catch (error) {
      trouble(error, 'a watcher could not be told')
      watcher.pending = [...events, ...watcher.pending]
      watcher.toldAt = Date.now()
    } finally {
      if (watcher.pending.length) ready(watcher, Math.max(0, watcher.toldAt + QUIET - Date.now()))
    }
  }

  const give = (watcher: Watcher, event: LiveEvent): void => {
    if (watcher.pending.at(-1) === event) return
    watcher.pending.push(event)
    ready(watcher, Math.max(60, watcher.toldAt + QUIET - Date.now()))
  }

  /** The keys whose own lists these events may change, by position. */
  const concerned = async (events: readonly LiveEvent[]): Promise<Map<string, Set<string>>> => {
    const found = new Map<string, Set<string>>()
    for (const room of rooms.watched) {
      const of = room.concerns && events.filter((event) => typeof event.payload[room.key] === 'string')
      if (!of?.length) continue
      const query = room.concerns!(of)
      for (const { position, keys } of query.read(await parts.asHouse(query)))
        for (const key of keys) addTo(found, position, key)
    }
    return found
  }

  /** In the order of hearing, also when a question in between takes longer. */
  let sorting: Promise<void> = Promise.resolve()
  const sort = async (events: readonly LiveEvent[]): Promise<void> => {
    const concern = byKey.size
      ? await concerned(events).catch((error) => {
          trouble(error, 'whom news concerns could not be asked')
          return new Map<string, Set<string>>()
        })
      : new Map<string, Set<string>>()
    for (const event of events) {
      const to = new Set(event.dossierId ? (byPlace.get(event.dossierId) ?? []) : [])
      for (const key of concern.get(writePosition(event.at)) ?? [])
        for (const watcher of byKey.get(key) ?? []) to.add(watcher)
      for (const watcher of to) give(watcher, event)
    }
  }

  const recheck = async (which: readonly Watcher[]): Promise<void> => {
    if (which.length === 0) return
    try {
      const { results } = await database.read(null, [rooms.stillSignedIn(which.map((one) => one.credential))])
      well()
      const alive = new Set(results[0] as readonly number[])
      which.forEach((watcher, at) => {
        if (!alive.has(at)) close(watcher, 'signedOut')
      })
    } catch (error) {
      trouble(error, 'who is still signed in could not be asked')
    }
  }
  let rechecking: Promise<void> | null = null

  let tick = 0
  const beat = setInterval(() => {
    tick++
    const slot = tick % SLOTS
    const now = Date.now()
    const mine: Watcher[] = []
    for (const watcher of all) {
      if (watcher.slot !== slot) continue
      if (now - watcher.since > LONGEST) close(watcher)
      else if (!watcher.line.write(BEAT)) close(watcher)
      else mine.push(watcher)
    }
    void recheck(mine)
  }, 1_000)
  beat.unref()

  /** What happened between what the browser saw last and its place in the index now. */
  const catchUp = async (watcher: Watcher, from: Position, to: Position): Promise<void> => {
    const feed = parts.feed()
    const missed = compare(from, to) > 0 ? null : await feed.between(from, to)
    // Too long ago, or from before a restore: everything that is open may have changed, and what exists is asked anyway.
    if (missed === null)
      return send(watcher, {
        event: 'changed',
        id: writePosition(to),
        data: { dossiers: watcher.places, mine: watcher.mine },
      })
    const concern = watcher.mine && missed.length ? await concerned(missed) : new Map<string, Set<string>>()
    const own = new Set(watcher.keys)
    const before = missed.filter(
      (event) =>
        (event.dossierId && watcher.places.includes(event.dossierId)) ||
        [...(concern.get(writePosition(event.at)) ?? [])].some((key) => own.has(key)),
    )
    watcher.pending = [...before, ...watcher.pending]
  }

  return {
    get count() {
      return all.size
    },
    add: (watching, line, after) => {
      const watcher: Watcher = {
        ...watching,
        line,
        since: Date.now() - Math.random() * (LONGEST / 4),
        slot: nextSlot++ % SLOTS,
        pending: [],
        timer: null,
        toldAt: 0,
        catchingUp: true,
        over: false,
      }
      const siblings = bySession.get(sessionOf(watcher))
      if (siblings && siblings.size >= PER_SESSION) close([...siblings][0]!)
      all.add(watcher)
      for (const place of watcher.places) addTo(byPlace, place, watcher)
      if (watcher.mine) for (const key of watcher.keys) addTo(byKey, key, watcher)
      addTo(bySession, sessionOf(watcher), watcher)
      // From here on nothing is missed; what lies before it and after what the browser saw is looked up.
      const here = parts.feed().position
      line.write(`retry: ${COMES_BACK + Math.floor(Math.random() * COMES_BACK)}\n\n`)
      const from = readPosition(after)
      const lookUp = from && here ? catchUp(watcher, from, here) : Promise.resolve()
      void lookUp
        .then(() => {
          watcher.catchingUp = false
          // The mark moves when what was missed has been told, not before.
          const mark = watcher.pending.length && from && here && compare(from, here) < 0 ? from : here
          send(watcher, { event: 'ready', ...(mark ? { id: writePosition(mark) } : {}), data: {} })
          if (watcher.pending.length) ready(watcher, 0)
        })
        .catch((error) => {
          trouble(error, 'what a watcher missed could not be read')
          close(watcher)
        })
      return () => drop(watcher)
    },
    heard: (events) => {
      if (all.size === 0) return
      sorting = sorting.then(() => sort(events))
      if (!rechecking && events.some((event) => rooms.recheckOn.includes(event.name)))
        rechecking = recheck([...all]).finally(() => {
          rechecking = null
        })
    },
    settled: async () => {
      do {
        await sorting
        await rechecking
        await new Promise((resolve) => setTimeout(resolve, 20))
      } while (asking || queue.length || [...all].some((one) => one.pending.length || one.catchingUp))
    },
    stop: () => {
      clearInterval(beat)
      for (const watcher of [...all]) close(watcher)
    },
  }
}
