// Opens every page of the gallery in a real browser, narrow and wide, light and dark, and holds it to the standard.

import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from '#foundation/testing/browser.ts'
import './tsx-hook.ts'
import { type Assets, buildAssets } from './assets.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const policy = [
  "default-src 'none'",
  ...['script-src', 'style-src', 'font-src', 'connect-src', 'form-action', 'manifest-src', 'worker-src'].map(
    (what) => `${what} 'self'`,
  ),
  "img-src 'self' data: blob:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const people = [
  { value: '3', label: 'Wout Hoekstra', description: 'vakambtenaar ruimte, gemeente Wierdijk' },
  { value: '7', label: 'Anneke Hoving', description: 'jurist, waterschap De Wierde' },
]

let outDir: string
let assets: Assets
let server: Server
let base: string
let browser: Browser
let names: string[]
/** What the forms sent, the newest last; and how the server takes it. */
const sent: URLSearchParams[] = []
let answer: 'saves' | 'fails' = 'saves'

before(async () => {
  outDir = mkdtempSync(join(tmpdir(), 'schakel-gallery-'))
  assets = await buildAssets({ outDir })
  const { gallery } = await import('./gallery.tsx')
  const { renderPage } = await import('./render.ts')
  names = Object.keys(gallery)
  server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    response.setHeader('content-security-policy', policy)
    if (request.method === 'POST') {
      let body = ''
      for await (const part of request) body += part
      sent.push(new URLSearchParams(body))
      if (answer === 'fails')
        return void response.writeHead(500, { 'content-type': 'text/html' }).end('<title>Storing</title>')
      return void response.writeHead(303, { location: '/today' }).end()
    }
    if (url.pathname === '/api/people') {
      const wanted = (url.searchParams.get('search') ?? '').toLowerCase()
      const options = people.filter((person) => person.label.toLowerCase().includes(wanted))
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ options }))
    }
    const file = assets.file(url.pathname)
    if (file) return void response.writeHead(200, { 'content-type': file.type }).end(readFileSync(file.path))
    const page = gallery[url.pathname.slice(1)]
    if (!page) return void response.writeHead(404, { 'content-type': 'text/html' }).end('<title>Niet gevonden</title>')
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(renderPage(page(assets)))
  }).listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  base = `http://localhost:${(server.address() as AddressInfo).port}`
  browser = await launchBrowser()
})

after(async () => {
  await browser?.close()
  server?.close()
  rmSync(outDir, { recursive: true, force: true })
})

async function visit(
  { width = 1280, dark = false, script = true }: { width?: number; dark?: boolean; script?: boolean },
  look: (page: Page, complaints: string[]) => Promise<void>,
): Promise<void> {
  const phone = width < 500
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: phone ? 844 : 900 },
    colorScheme: dark ? 'dark' : 'light',
    hasTouch: phone,
    isMobile: phone,
    locale: 'nl-NL',
    javaScriptEnabled: script,
  })
  try {
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await look(page, complaints)
  } finally {
    await context.close()
  }
}

for (const width of [390, 1280]) {
  for (const dark of [false, true]) {
    test(`Every page is accessible at ${width} pixels, ${dark ? 'dark' : 'light'}`, async () => {
      await visit({ width, dark }, async (page, complaints) => {
        for (const name of names) {
          await page.goto(`${base}/${name}`)
          // Opened menus and questions are part of the page too.
          await page.evaluate(() => {
            for (const details of document.querySelectorAll('details'))
              if (!details.matches('.schakel-account')) details.open = true
          })
          assert.deepEqual(await violations(page), [], `${name} at ${width}`)
          await page
            .locator('.schakel-account > summary')
            .click({ timeout: 500 })
            .catch(() => {})
          assert.deepEqual(await violations(page), [], `${name} at ${width} with the account open`)
        }
        assert.deepEqual(complaints, [])
      })
    })
  }
}

test('The standard is really being measured: a page with pale words is refused', async () => {
  await visit({}, async (page) => {
    await page.goto(`${base}/today`)
    await page.evaluate(() => {
      document.querySelector('h1')!.style.color = '#ddd'
      document.querySelector('.schakel-brand')!.removeAttribute('aria-label')
      document.querySelector('.schakel-brand__word')!.remove()
    })
    const found = await violations(page)
    assert.ok(found.some((line) => line.startsWith('color-contrast')))
    assert.ok(found.some((line) => line.startsWith('link-name')))
  })
})

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await axe.run(document, { runOnly: tags })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
    )
  })
}

for (const width of [320, 390, 768, 1280]) {
  test(`No page scrolls sideways at ${width} pixels`, async () => {
    await visit({ width }, async (page) => {
      for (const name of names) {
        await page.goto(`${base}/${name}`)
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true
        })
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        assert.ok(wider <= 0, `${name} is ${wider} pixels too wide`)
      }
    })
  })
}

test('Whatever can be pressed is at least 24 pixels, and the acts of a phone 44', async () => {
  for (const width of [390, 1280]) {
    await visit({ width }, async (page) => {
      for (const name of names) {
        await page.goto(`${base}/${name}`)
        const small = await page.evaluate(
          (least) => {
            const found: string[] = []
            for (const element of document.querySelectorAll<HTMLElement>(
              'a, button, input, select, textarea, summary',
            )) {
              // A link in a sentence may be as small as its line (WCAG 2.5.8); an input under its label is the label.
              if (element.matches('p a, dd a, td a, th a, li li a, .schakel-entry__foot a, [type=hidden]')) continue
              if (element.matches('.schakel-audience-choice__input, .nl-skip-link')) continue
              const box = element.getBoundingClientRect()
              if (box.width === 0) continue
              const need =
                least > 24 && element.matches('.nl-button, .utrecht-textbox, .utrecht-select, .schakel-nav a')
                  ? least
                  : 24
              if (Math.min(box.width, box.height) < need - 0.5)
                found.push(`${element.outerHTML.slice(0, 120)} ${box.width}×${box.height}`)
            }
            return found
          },
          width < 500 ? 44 : 24,
        )
        assert.deepEqual(small, [], `${name} at ${width}`)
      }
    })
  }
})

test('Reading and writing work without JavaScript', async () => {
  await visit({ script: false }, async (page) => {
    await page.goto(`${base}/form`)
    const picker = page.locator('.schakel-picker')
    assert.equal(await picker.getByRole('radio').count(), 2)
    assert.ok(await picker.getByRole('button', { name: 'Zoeken' }).isVisible())
    await page.goto(`${base}/dossier`)
    assert.ok(await page.getByText('jij, Wout Hoekstra en Bas-Jan Terpstra').isVisible())
    await page.locator('label[for=audience-4]').click()
    assert.ok(await page.getByText('de griffie en de raadsleden').isVisible(), 'the readers follow the choice')
    assert.ok(!(await page.getByText('jij, Wout Hoekstra en Bas-Jan Terpstra').isVisible()))
  })
})

test('The summary of errors takes the focus and leads to the fields', async () => {
  await visit({}, async (page) => {
    await page.goto(`${base}/form`)
    assert.ok(await page.evaluate(() => document.activeElement?.matches('[data-error-summary]')))
    await page.getByRole('link', { name: 'Kies aan wie je het vraagt.' }).click()
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'addressee')
  })
})

test('A person is chosen with the keyboard, and the number of choices is told', async () => {
  await visit({}, async (page) => {
    await page.goto(`${base}/form`)
    const box = page.getByRole('combobox', { name: 'Aan wie?' })
    await box.fill('ho')
    await page.getByRole('option', { name: /Anneke Hoving/ }).waitFor()
    assert.deepEqual(await violations(page), [])
    assert.equal(await page.locator('.schakel-picker [role=status]').last().textContent(), '2 keuzes')
    await box.press('ArrowDown')
    await box.press('ArrowDown')
    assert.equal(await box.getAttribute('aria-activedescendant'), 'addressee-list-1')
    await box.press('Enter')
    assert.equal(await box.inputValue(), 'Anneke Hoving')
    assert.equal(await page.locator('input[type=hidden][name=addressee]').inputValue(), '7')
    assert.equal(await box.getAttribute('aria-expanded'), 'false')
    await box.fill('zzz')
    await page.getByText('Niets gevonden').waitFor({ state: 'attached' })
    assert.equal(await page.locator('input[type=hidden][name=addressee]').inputValue(), '')
  })
})

test('What was typed survives a failed save, and is gone after a good one', async () => {
  await visit({}, async (page) => {
    const text = () => page.getByLabel('Jouw antwoord').inputValue()
    await page.goto(`${base}/open-item`)
    await page.getByLabel('Jouw antwoord').fill('Ik reken het voor vrijdag door.')
    answer = 'fails'
    await page.getByRole('button', { name: 'Antwoord geven' }).click()
    await page.waitForURL('**/p/1/antwoord')
    await page.goto(`${base}/open-item`)
    assert.equal(await text(), 'Ik reken het voor vrijdag door.')
    assert.ok(await page.getByText('Uw tekst van daarnet staat er weer.').isVisible())
    answer = 'saves'
    await page.getByRole('button', { name: 'Antwoord geven' }).click()
    await page.waitForURL('**/today')
    await page.goto(`${base}/open-item`)
    assert.equal(await text(), '')
  })
})

test('Pressing twice sends once, and Ctrl with Enter sends what is being written', async () => {
  await visit({}, async (page) => {
    await page.goto(`${base}/open-item`)
    sent.length = 0
    await page.getByLabel('Jouw antwoord').fill('Eén keer.')
    await page.getByRole('button', { name: 'Antwoord geven' }).dblclick()
    await page.waitForURL('**/today')
    assert.equal(sent.length, 1)
    await page.goto(`${base}/dossier`)
    await page.getByLabel('Wat is er gebeurd?').fill('Met Postma gebeld.')
    await page.getByLabel('Wat is er gebeurd?').press('Control+Enter')
    await page.waitForURL('**/today')
    assert.equal(sent.length, 2)
  })
})

test('The keys / and n work only where the reader has put them on', async () => {
  await visit({}, async (page) => {
    await page.goto(`${base}/today`)
    await page.keyboard.press('n')
    assert.equal(new URL(page.url()).pathname, '/today')
    await page.goto(`${base}/parts`)
    await page.keyboard.press('n')
    await page.waitForURL('**/nieuwe-regel')
  })
})

test('The menu of who you are closes with Escape and gives the focus back', async () => {
  await visit({}, async (page) => {
    await page.goto(`${base}/today`)
    await page.locator('.schakel-account > summary').click()
    await page.getByLabel('U werkt nu als').press('Escape')
    assert.ok(await page.evaluate(() => document.activeElement?.matches('.schakel-account:not([open]) > summary')))
  })
})
