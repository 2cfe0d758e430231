// One live connection for all tabs of a browser: whoever holds a lock keeps it, and passes on what it hears.

export interface Wants {
  readonly dossiers: readonly string[]
  readonly mine: boolean
  /** The position up to which this tab has shown what happened. */
  after: string
}
export interface Changed {
  readonly id: string
  readonly dossiers: readonly string[]
  readonly mine: boolean
}
export interface Hears {
  changed(what: Changed): void
  gone(dossierId: string): void
  over(): void
  /** Whether somebody in this browser is connected now. */
  live(is: boolean): void
}

type Message =
  | { kind: 'wants'; tab: string; wants: Wants; visible: boolean }
  | { kind: 'leaves'; tab: string }
  | { kind: 'whoIsThere' }
  | { kind: 'areYouThere' }
  | { kind: 'state'; live: boolean }
  | { kind: 'changed'; what: Changed }
  | { kind: 'gone'; dossierId: string }
  | { kind: 'over' }

const LOCK = 'schakel-live'
/** What a tab may have missed between being drawn and listening is said again. */
const KEPT = 50
/** Without a page in sight nobody reads along, and an open line must not keep a forgotten session alive. */
const UNSEEN = 5 * 60_000
const SILENCE = 2_000

const before = (a: string, b: string): boolean => {
  const [ax = '0', ai = '0'] = a.split('.')
  const [bx = '0', bi = '0'] = b.split('.')
  return BigInt(ax) === BigInt(bx) ? BigInt(ai) < BigInt(bi) : BigInt(ax) < BigInt(bx)
}

export { before }

export function shareLine(wants: Wants, hears: Hears): void {
  const tab = crypto.randomUUID()
  const channel = new BroadcastChannel('schakel-live')
  let lead: ReturnType<typeof startLeading> | undefined
  let answered = 0

  const say = (message: Message) => channel.postMessage(message)
  const introduce = () => {
    const mine: Message = { kind: 'wants', tab, wants, visible: document.visibilityState === 'visible' }
    say(mine)
    lead?.hear(mine)
  }
  /** A channel does not bring a message to whoever sent it. */
  const pass = (message: Message) => {
    say(message)
    take(message)
  }
  const take = (message: Message) => {
    if (message.kind === 'changed') hears.changed(message.what)
    else if (message.kind === 'gone') hears.gone(message.dossierId)
    else if (message.kind === 'over') hears.over()
    else if (message.kind === 'state') {
      answered = Date.now()
      hears.live(message.live)
    }
  }
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'whoIsThere') introduce()
    else if (lead) lead.hear(data)
    else take(data)
  })

  const stand = (steal: boolean) =>
    navigator.locks
      .request(LOCK, steal ? { steal: true } : {}, () => {
        lead = startLeading(pass)
        say({ kind: 'whoIsThere' })
        introduce()
        return new Promise<void>(() => {})
      })
      .catch(() => {
        // Another tab took over, because this one was asleep.
        lead?.stop()
        lead = undefined
        void stand(false)
      })
  void stand(false)
  introduce()

  document.addEventListener('visibilitychange', () => {
    introduce()
    if (document.visibilityState !== 'visible' || lead) return
    const asked = Date.now()
    say({ kind: 'areYouThere' })
    // Whoever holds the line may be a tab that the browser put to sleep.
    setTimeout(() => {
      if (answered < asked && !lead && document.visibilityState === 'visible') void stand(true)
    }, SILENCE)
  })
  addEventListener('pagehide', () => {
    say({ kind: 'leaves', tab })
    lead?.stop()
  })
  addEventListener('pageshow', (event) => {
    if (event.persisted && lead) location.reload()
  })
}

function startLeading(pass: (message: Message) => void) {
  const tabs = new Map<string, { wants: Wants; visible: boolean }>()
  const told: Changed[] = []
  let source: EventSource | undefined
  let covered = { dossiers: new Set<string>(), mine: false }
  let last = ''
  let settling = 0
  let unseen = 0
  let again = 0
  let over = false
  let doubtful = false
  let pause = 2_000

  const disconnect = () => {
    source?.close()
    source = undefined
    pass({ kind: 'state', live: false })
  }
  const connect = (from: string) => {
    source?.close()
    clearTimeout(again)
    const dossiers = [...new Set([...tabs.values()].flatMap((one) => one.wants.dossiers))].slice(-40)
    const mine = [...tabs.values()].some((one) => one.wants.mine)
    covered = { dossiers: new Set(dossiers), mine }
    const address = new URL('/api/v1/live', location.href)
    if (dossiers.length) address.searchParams.set('dossiers', dossiers.join(','))
    if (mine) address.searchParams.set('mine', '1')
    if (from) address.searchParams.set('after', from)
    const line = new EventSource(address)
    source = line
    const mark = (event: Event) => {
      const id = (event as MessageEvent).lastEventId
      if (id && (!last || before(last, id))) last = id
      return id
    }
    line.addEventListener('ready', (event) => {
      mark(event)
      pause = 2_000
      doubtful = false
      pass({ kind: 'state', live: true })
    })
    line.addEventListener('changed', (event) => {
      const id = mark(event)
      const what: Changed = { id, ...JSON.parse((event as MessageEvent).data) }
      told.push(what)
      told.splice(0, told.length - KEPT)
      pass({ kind: 'changed', what })
    })
    line.addEventListener('gone', (event) =>
      pass({ kind: 'gone', dossierId: JSON.parse((event as MessageEvent).data).dossierId }),
    )
    line.addEventListener('over', () => {
      // Somebody who goes on in another role has another session: asked once more, the server knows.
      doubtful = true
      disconnect()
      again = window.setTimeout(() => connect(last || from), 1_500)
    })
    line.addEventListener('error', () => {
      pass({ kind: 'state', live: false })
      // The browser comes back by itself from a line that was cut, not from an answer that was no stream.
      if (line.readyState !== EventSource.CLOSED || line !== source || over) return
      if (doubtful) {
        over = true
        pass({ kind: 'over' })
        return
      }
      pause = Math.min(pause * 2, 60_000)
      again = window.setTimeout(() => connect(last || from), pause * (0.5 + Math.random()))
    })
  }

  const settle = () => {
    clearTimeout(settling)
    settling = window.setTimeout(() => {
      if (over || tabs.size === 0) return
      const seen = [...tabs.values()].some((one) => one.visible)
      clearTimeout(unseen)
      if (!seen) {
        unseen = window.setTimeout(disconnect, UNSEEN)
        return
      }
      const wanted = [...tabs.values()].map((one) => one.wants)
      const missing = wanted.filter(
        (one) => (one.mine && !covered.mine) || one.dossiers.some((id) => !covered.dossiers.has(id)),
      )
      if (source && missing.length === 0) {
        pass({ kind: 'state', live: source.readyState === EventSource.OPEN })
        return
      }
      // From where the tab that has seen least stands: what others saw already they know by its number.
      const from = (source ? missing : wanted).map((one) => one.after)
      if (last) from.push(last)
      connect(from.reduce((least, one) => (before(one, least) ? one : least)))
    }, 120)
  }

  return {
    hear: (message: Message) => {
      if (message.kind === 'wants') {
        const known = tabs.get(message.tab)
        tabs.set(message.tab, { wants: message.wants, visible: message.visible })
        if (!known) for (const what of told) if (before(message.wants.after, what.id)) pass({ kind: 'changed', what })
        settle()
      } else if (message.kind === 'leaves') {
        tabs.delete(message.tab)
        settle()
      } else if (message.kind === 'areYouThere') pass({ kind: 'state', live: source?.readyState === EventSource.OPEN })
    },
    stop: () => {
      clearTimeout(settling)
      clearTimeout(unseen)
      clearTimeout(again)
      source?.close()
      source = undefined
    },
  }
}
