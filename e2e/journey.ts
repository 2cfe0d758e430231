// A journey through the practice town in a real browser: a listening house, somebody who walks, and what holds at every stop.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { fillPractice } from '#app/practice/fill.ts'
import { startHouse } from '#app/testing.ts'
import { text as dossierEn } from '#capabilities/dossier/text.en.ts'
import { text as dossierNl } from '#capabilities/dossier/text.nl.ts'
import { text as openItemsEn } from '#capabilities/open-items/text.en.ts'
import { text as openItemsNl } from '#capabilities/open-items/text.nl.ts'
import { launchBrowser } from '#foundation/testing/browser.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What a reader sees, so that a journey in English is the same journey. */
export const words = {
  nl: { dossier: dossierNl, openItems: openItemsNl, iAm: (name: string) => `Ik ben ${name}` },
  en: { dossier: dossierEn, openItems: openItemsEn, iAm: (name: string) => `I am ${name}` },
} as const
export type Words = (typeof words)[keyof typeof words]

const freePort = () =>
  new Promise<number>((done, failed) => {
    const server = createServer().once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })

/**
 * A line between browser and server that can be cut. A browser's own «offline» leaves its service worker online, and
 * nothing of a cable that is pulled out half way.
 */
export const startLine = async (
  to: number,
  /** Sees all bytes that pass; what it answers with false does not arrive, and neither does anything after it. */
  pass: (bytes: Buffer, from: 'browser' | 'server', connection: object) => boolean = () => true,
) => {
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    if (isCut) return near.destroy()
    const far = connect(to, '127.0.0.1')
    for (const [one, other, from] of [
      [near, far, 'browser'],
      [far, near, 'server'],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.on('data', (bytes) => {
        if (pass(bytes, from, near)) other.write(bytes)
        else {
          near.destroy()
          far.destroy()
        }
      })
    }
  })
  const port = await freePort()
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const cut = () => {
    isCut = true
    for (const socket of sockets) socket.destroy()
  }
  return {
    port,
    cut,
    restore: () => {
      isCut = false
    },
    stop: () => {
      cut()
      server.close()
    },
  }
}

/** The practice town, filled and listening, with a browser beside it and a line between them. */
export const startTown = async (options: { background?: 'asked' } = {}) => {
  const port = await freePort()
  const line = await startLine(port)
  // The port belongs to the address that forms are held against, so it is chosen before the house is opened.
  const house = await startHouse({ ...options, env: { ORIGIN: `http://127.0.0.1:${line.port}` } })
  await fillPractice(house.connections, house.config, () => {})
  await house.app.listen({ host: '127.0.0.1', port })
  const browser = await launchBrowser()
  return {
    house,
    browser,
    line,
    stop: async () => {
      await browser.close()
      line.stop()
      await house.stop()
    },
  }
}
export type Town = Awaited<ReturnType<typeof startTown>>

export interface Walk {
  readonly page: Page
  readonly locale: 'nl' | 'en'
  readonly say: Words
  /** Opens an address of the town. */
  go(path: string): Promise<void>
  /** Holds the page against the standard, and takes its picture when SCREENSHOTS names a folder. */
  stop(name: string): Promise<void>
  /** «Wie bent u vandaag?» */
  become(name: string): Promise<void>
}

export interface WalkOptions {
  readonly width?: number
  readonly script?: boolean
  readonly locale?: 'nl' | 'en'
  /** Something is refused on the way, on purpose: the browser's own complaint about that is none. */
  readonly refused?: 400 | 409
}

/** Walks in a browser of its own; fails when the page complained about anything on the way. */
export const walk = async (
  town: Town,
  options: WalkOptions,
  steps: (walk: Walk) => Promise<void>,
  /** What the browser may complain about, because this walk is about it: a line that is cut. */
  expected: readonly string[] = [],
): Promise<void> => {
  const { width = 1280, script = true, locale = 'nl' } = options
  const phone = width < 500
  const context = await newContext(town.browser, width, phone, script, locale)
  try {
    const page = await context.newPage()
    // Long: on a busy machine nothing is slow enough to be wrong.
    page.setDefaultTimeout(30_000)
    const complaints: string[] = []
    page.on('console', (message) => {
      // Searching in a form without JavaScript sends the form, which comes back to be completed.
      if (!script && message.text().includes('400 (Bad Request)')) return
      if (options.refused && message.text().includes(`status of ${options.refused}`)) return
      if (expected.some((one) => message.text().includes(one))) return
      if (['error', 'warning'].includes(message.type())) complaints.push(`${message.text()} ${message.location().url}`)
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('response', (response) => {
      if (response.status() >= 500 && !response.fromServiceWorker())
        complaints.push(`${response.status()} ${response.url()}`)
    })
    const go = async (path: string) => {
      await page.goto(town.house.config.origin + path)
    }
    await steps({
      page,
      locale,
      say: words[locale],
      go,
      stop: (name) => hold(page, name, { width, script, locale }),
      become: async (name) => {
        await go('/wie-bent-u')
        const choice = page.getByRole('button', { name: words[locale].iAm(name), exact: true })
        // Whoever has no story of today stands in the fold below.
        if (!(await choice.isVisible())) await page.locator('main summary').click()
        await choice.click()
        await page.waitForURL((url) => url.pathname !== '/wie-bent-u')
      },
    })
    assert.deepEqual(complaints, [])
  } finally {
    await context.close()
  }
}

const newContext = async (
  browser: Browser,
  width: number,
  phone: boolean,
  script: boolean,
  locale: 'nl' | 'en',
): Promise<BrowserContext> =>
  browser.newContext({
    viewport: { width, height: phone ? 844 : 900 },
    hasTouch: phone,
    isMobile: phone,
    javaScriptEnabled: script,
    locale: locale === 'en' ? 'en-GB' : 'nl-NL',
    reducedMotion: 'reduce',
  })

const hold = async (
  page: Page,
  name: string,
  { width, script, locale }: Required<Omit<WalkOptions, 'refused'>>,
): Promise<void> => {
  await page.waitForLoadState()
  assert.equal(await page.locator('html').getAttribute('lang'), locale, `${name}: the language is said`)
  const folder = process.env.SCREENSHOTS
  if (folder) {
    mkdirSync(folder, { recursive: true })
    const kind = `${width}${script ? '' : '-plain'}-${locale}`
    await page.screenshot({ path: join(folder, `${name}-${kind}.png`), fullPage: true })
  }
  await staysInside(page, name)
  if (width < 500) {
    const size = page.viewportSize()!
    await page.setViewportSize({ width: 320, height: size.height })
    await staysInside(page, name)
    await page.setViewportSize(size)
  }
  if (script) assert.deepEqual(await violations(page), [], `${name} at ${width}`)
}

const staysInside = async (page: Page, name: string): Promise<void> => {
  const [wide, room] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  assert.ok(wide! <= room!, `${name} is ${wide} wide where there is room for ${room}`)
}

const violations = async (page: Page): Promise<string[]> => {
  await page.evaluate(AXE)
  return page.evaluate(async (standard) => {
    const axe = (window as unknown as { axe: { run(on: Document, options: object): Promise<AxeFound> } }).axe
    const { violations: found } = await axe.run(document, { runOnly: standard })
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
  }, STANDARD)
}
interface AxeFound {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly target: string[] }[] }[]
}

/** Compressed bytes of JavaScript that this page brought along, on a first visit. */
export const scriptBytes = (page: Page): Promise<number> =>
  page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter((one) => new URL(one.name).pathname.endsWith('.js'))
      .reduce((sum, one) => sum + one.encodedBodySize, 0),
  )

/** Presses Tab until this field or button has focus; it must be in view then, and show it. */
export const tabTo = async (page: Page, label: string): Promise<void> => {
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const field = document.activeElement as HTMLInputElement | null
      const box = field?.getBoundingClientRect()
      const style = field && getComputedStyle(field)
      return {
        label: (field?.labels?.[0]?.textContent ?? field?.textContent ?? '').trim(),
        inView: Boolean(box && box.top >= 0 && box.bottom <= innerHeight),
        marked: Boolean(style && (style.outlineStyle !== 'none' || style.boxShadow !== 'none')),
      }
    })
    if (at.label.startsWith(label)) {
      assert.deepEqual(at, { label: at.label, inView: true, marked: true })
      return
    }
  }
  assert.fail(`${label} is not reached with Tab`)
}
