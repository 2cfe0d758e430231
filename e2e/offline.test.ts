// Without reception, in a real browser: a line written on the dike is kept, sent once, in order, and never lost.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import pg from 'pg'
import type { BrowserContext, Page } from 'playwright-core'
import { databaseIn, freePort, signIn, startServer } from '#app/faults/server.ts'
import type { PersonKey } from '#app/practice/cast.ts'
import { dossierId } from '#app/practice/tell.ts'
import { OWNER, urlOf } from '#foundation/database/roles.ts'
import { launchDevice } from '#foundation/testing/browser.ts'
import { startLine, startTown, type Town, type Walk, walk } from './journey.ts'

let town: Town
before(async () => {
  town = await startTown()
})
afterEach(() => town.line.restore())
after(() => town.stop())

const ZON = dossierId('zon')
const CUT = ['ERR_', 'Failed to load resource']

const become = async (context: BrowserContext, key: PersonKey) => {
  const [name, value] = (await town.house.as(key)).cookie.split('=') as [string, string]
  await context.addCookies([{ name, value, url: town.house.config.origin }])
}
const until = async (holds: () => boolean | Promise<boolean>, what = 'it did not happen in time') => {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50)))
    if (await holds()) return
  assert.fail(what)
}
/** The cable is out; the browser is told too, as the phone's own radio would. */
const cut = async (context: BrowserContext) => {
  town.line.cut()
  await context.setOffline(true)
}
const restore = async (context: BrowserContext) => {
  town.line.restore()
  await context.setOffline(false)
}
const entriesWith = async (text: string) =>
  (
    await town.house.owner.query(
      `select e.id, e.dossier_id, e.text, e.audience, e.occurred_at, e.recorded_at, e.attachments, e.position
       from dossier.entry e where e.text like $1 || '%' order by e.recorded_at`,
      [text],
    )
  ).rows

/**
 * The moment of writing, not of sending. The device knows how late it is from the last answer before, which says whole
 * seconds and was under way for at most as long as that visit took; so it may believe a little earlier, never later.
 */
const happenedBetween = (entry: { occurred_at: Date }, at: { came: number; wrote: number }) => {
  const moment = entry.occurred_at.getTime()
  const earliest = at.came - 1_000
  assert.ok(moment >= earliest && moment <= at.wrote, `${moment} is not between ${earliest} and ${at.wrote}`)
}

/** All that the device keeps, as whoever takes the device apart would read it. */
const onDevice = (page: Page) =>
  page.evaluate(async () => {
    const open = indexedDB.open('schakel-device')
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      open.onsuccess = () => resolve(open.result)
      open.onerror = () => reject(open.error)
    })
    const all: Record<string, { keys: string[]; bytes: string }> = {}
    for (const name of [...db.objectStoreNames]) {
      const rows = await new Promise<unknown[]>((resolve) => {
        const asked = db.transaction(name).objectStore(name).getAll()
        asked.onsuccess = () => resolve(asked.result)
      })
      const keys = await new Promise<IDBValidKey[]>((resolve) => {
        const asked = db.transaction(name).objectStore(name).getAllKeys()
        asked.onsuccess = () => resolve(asked.result)
      })
      const read = (value: unknown): string =>
        value instanceof ArrayBuffer || ArrayBuffer.isView(value)
          ? new TextDecoder('latin1').decode(value as ArrayBuffer)
          : value && typeof value === 'object' && !(value instanceof CryptoKey)
            ? Object.values(value).map(read).join(' ')
            : String(value)
      all[name] = { keys: keys.map(String), bytes: rows.map(read).join('\n') }
    }
    db.close()
    return all
  })

/** A first visit, with time for the worker and the form to come to the device. */
const visit = async ({ page, go }: Pick<Walk, 'page' | 'go'>, path = '/vandaag') => {
  await go(path)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await until(async () => (await onDevice(page)).pages?.keys.includes('/nieuwe-regel') ?? false, 'the form is not kept')
}

const writeLine = async (page: Page, text: string, photo?: Buffer) => {
  await page.locator('textarea[name=text]').fill(text)
  const choice = page.locator(`input[name=dossierId][value="${ZON}"]`)
  if (await choice.count()) await choice.check({ force: true })
  if (photo)
    await page.locator('input[name=uploads]').setInputFiles({ name: 'dijk.png', mimeType: 'image/png', buffer: photo })
  await page.getByRole('button', { name: 'Regel opslaan' }).click()
}
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

for (const width of [390, 1280])
  test(`Samira writes on the dike without reception, and it is sent once, with its photo and its moment, at ${width}`, () =>
    walk(
      town,
      { width },
      async (walking) => {
        const { page, go, stop } = walking
        const context = page.context()
        await become(context, 'samira')
        const came = Date.now()
        await visit(walking)
        await cut(context)
        await go('/nieuwe-regel')
        const text = `Op de dijk gehoord ${width}`
        await writeLine(page, text, PHOTO)
        await page.getByText('Bewaard op dit apparaat.').waitFor()
        await page.getByText('wacht op verzenden', { exact: true }).waitFor()
        const wrote = Date.now()
        await stop('offline-waiting')
        const device = await onDevice(page)
        assert.equal(device.waiting!.keys.length, 1)
        assert.equal(device.files!.keys.length, 1)
        for (const [name, { bytes }] of Object.entries(device)) {
          assert.ok(!bytes.includes('Op de dijk'), `${name} is readable on the device`)
          assert.ok(!bytes.includes('IHDR'), `the photo in ${name} is readable on the device`)
          assert.ok(!bytes.includes('Samira'), `a page in ${name} is readable on the device`)
        }
        // The phone goes into the pocket: the tab is gone, and comes back without reception.
        await page.waitForTimeout(1_500)
        await page.close()
        const again = await context.newPage()
        await again.goto(`${town.house.config.origin}/vandaag`)
        await again.getByRole('link', { name: '1 regel wacht op verzenden' }).click()
        await again.getByText(text).waitFor()
        assert.equal((await entriesWith(text)).length, 0)
        await restore(context)
        await until(async () => (await entriesWith(text)).length === 1, 'it was not sent')
        await again.locator('[data-outbox-list]').waitFor({ state: 'hidden' })
        const [entry] = await entriesWith(text)
        assert.equal(entry.attachments, 1)
        assert.equal(entry.dossier_id, ZON)
        happenedBetween(entry, { came, wrote })
        assert.ok(entry.recorded_at.getTime() > wrote + 1_000)
        const left = await onDevice(again)
        assert.deepEqual([left.waiting!.keys, left.files!.keys], [[], []])
      },
      CUT,
    ))

test('a phone that falls out while a line waits has it again when it is switched on, and sends it once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'schakel-phone-'))
  const { origin } = town.house.config
  const switchOn = () => launchDevice(folder, { locale: 'nl-NL' })
  try {
    // An ordinary day with reception, after which the phone is put away.
    const day = await switchOn()
    const [name, value] = (await town.house.as('samira')).cookie.split('=') as [string, string]
    const expires = Math.floor(Date.now() / 1000) + 86_400
    await day.context.addCookies([{ name, value, url: origin, expires }])
    const first = await day.context.newPage()
    await visit({ page: first, go: async (path) => void (await first.goto(origin + path)) })
    await day.context.close()

    const dike = await switchOn()
    town.line.cut()
    const page = await dike.context.newPage()
    await page.goto(`${origin}/nieuwe-regel`)
    await writeLine(page, 'De telefoon viel uit', PHOTO)
    await page.getByText('Bewaard op dit apparaat.').waitFor()
    await dike.kill()
    assert.equal((await entriesWith('De telefoon viel uit')).length, 0)

    const home = await switchOn()
    const again = await home.context.newPage()
    await again.goto(`${origin}/vandaag`)
    await again.getByRole('link', { name: '1 regel wacht op verzenden' }).click()
    await again.getByText('De telefoon viel uit').waitFor()
    town.line.restore()
    await until(async () => (await entriesWith('De telefoon viel uit')).length === 1, 'it was not sent')
    await until(async () => (await onDevice(again)).waiting!.keys.length === 0, 'it still waits')
    const [entry, ...more] = await entriesWith('De telefoon viel uit')
    assert.deepEqual([entry.attachments, entry.dossier_id, more], [1, ZON, []])
    await home.context.close()
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
})

test('three lines written without reception go in the order of writing, and what was typed half is still there', () =>
  walk(
    town,
    {},
    async (walking) => {
      const { page, go } = walking
      await become(page.context(), 'samira')
      await visit(walking)
      await cut(page.context())
      await go('/nieuwe-regel')
      for (const n of [1, 2, 3]) {
        await writeLine(page, `Volgorde ${n}`)
        await page.getByText('Bewaard op dit apparaat.').waitFor()
        await until(async () => (await onDevice(page)).waiting!.keys.length === n)
      }
      await restore(page.context())
      await until(async () => (await entriesWith('Volgorde')).length === 3)
      const sent = (await entriesWith('Volgorde')).sort((a, b) => a.position - b.position)
      assert.deepEqual(
        sent.map((one) => one.text),
        ['Volgorde 1', 'Volgorde 2', 'Volgorde 3'],
      )
      assert.ok(sent[0]!.occurred_at <= sent[1]!.occurred_at && sent[1]!.occurred_at <= sent[2]!.occurred_at)
    },
    CUT,
  ))

test('an answer that gets lost, a request that arrives twice, and two tabs that send at once: one line', () =>
  walk(
    town,
    {},
    async (walking) => {
      const { page, go } = walking
      const context = page.context()
      await become(context, 'samira')
      await visit(walking)
      let lost = 0
      // The act reaches the server, twice at once; the first two times no answer comes back.
      await context.route('**/entries', async (route) => {
        if (route.request().method() !== 'POST') return route.continue()
        const [answer] = await Promise.all([route.fetch(), route.fetch()])
        if (lost++ < 2) return route.abort('connectionreset')
        return route.fulfill({ response: answer })
      })
      await go('/nieuwe-regel')
      await writeLine(page, 'Antwoord kwijt', PHOTO)
      await page.getByText('Bewaard op dit apparaat.').waitFor()
      assert.equal((await entriesWith('Antwoord kwijt')).length, 1)
      await page.getByText('wacht op verzenden', { exact: true }).waitFor()
      const other = await context.newPage()
      await other.goto(`${town.house.config.origin}/nieuwe-regel`)
      await Promise.all(
        [other, page].map((one) =>
          one
            .getByRole('button', { name: 'Probeer nu' })
            .click()
            .catch(() => {}),
        ),
      )
      await until(async () => (await onDevice(other)).waiting!.keys.length === 0, 'it still waits')
      assert.equal((await entriesWith('Antwoord kwijt')).length, 1)
      assert.ok(lost >= 3)
    },
    CUT,
  ))

for (const [how, wrong] of [
  ['three days ahead', 3 * 86_400_000],
  ['a month behind', -30 * 86_400_000],
] as const)
  test(`on a phone whose clock is set ${how} after the last contact, the line still has the moment it happened`, () =>
    walk(
      town,
      {},
      async (walking) => {
        const { page, go } = walking
        await become(page.context(), 'samira')
        const came = Date.now()
        await visit(walking)
        await cut(page.context())
        await page.addInitScript((by) => {
          const now = Date.now
          Date.now = () => now() + by
        }, wrong)
        await go('/nieuwe-regel')
        const text = `Klok ${how}`
        await writeLine(page, text)
        await page.getByText('Bewaard op dit apparaat.').waitFor()
        const wrote = Date.now()
        await page.waitForTimeout(2_000)
        await restore(page.context())
        await until(async () => (await entriesWith(text)).length === 1)
        const [entry] = await entriesWith(text)
        happenedBetween(entry, { came, wrote })
      },
      CUT,
    ))

test('a dossier that was closed meanwhile refuses the line: it says why, keeps the words, and takes them elsewhere', () =>
  walk(
    town,
    { width: 390 },
    async (walking) => {
      const { page, go, stop } = walking
      const context = page.context()
      await become(context, 'samira')
      const samira = await town.house.as('samira')
      const { dossierId: shortId } = (
        await samira.post('/dossiers', { title: 'Kort dossier', reason: 'Even', kind: 'initiative', ceiling: 3 })
      ).json
      await visit(walking)
      await go('/nieuwe-regel')
      await page.locator(`input[name=dossierId][value="${shortId}"]`).check({ force: true })
      await page.locator('textarea[name=text]').fill('Te laat gekomen woorden')
      await cut(context)
      await page.getByRole('button', { name: 'Regel opslaan' }).click()
      await page.getByText('Bewaard op dit apparaat.').waitFor()
      const closed = await samira.put(`/dossiers/${shortId}/closure`, {
        outcome: 'result',
        result: 'Klaar',
        effect: 'Geen',
        lesson: 'Geen',
      })
      assert.equal(closed.status, 200)
      await restore(context)
      await page.getByText('niet verzonden', { exact: true }).waitFor()
      await page.getByText('Dit dossier is afgesloten.').waitFor()
      await page.getByText('Te laat gekomen woorden').waitFor()
      assert.equal((await entriesWith('Te laat')).length, 0)
      await stop('offline-refused')
      await page.getByLabel('Waar moet het dan heen?').selectOption(ZON)
      await page.getByLabel('Als eigen notitie, alleen voor mij').check()
      await page.getByRole('button', { name: 'Stuur daarheen' }).click()
      await page.locator('[data-outbox-list]').waitFor({ state: 'hidden' })
      const notes = await town.house.owner.query(
        "select dossier_id from dossier.private_note where text like 'Te laat%'",
      )
      assert.deepEqual(notes.rows, [{ dossier_id: ZON }])
    },
    CUT,
  ))

test('signing out warns when something waits, and then empties the device; the next one finds nothing', () =>
  walk(
    town,
    {},
    async (walking) => {
      const { page, go, stop } = walking
      const context = page.context()
      await become(context, 'samira')
      await visit(walking)
      await go(`/dossiers/${ZON}`)
      await cut(context)
      await go('/nieuwe-regel')
      await writeLine(page, 'Gaat dit verloren?')
      await page.getByText('Bewaard op dit apparaat.').waitFor()
      await page.locator('.schakel-account summary').click()
      await page.getByRole('button', { name: 'Uitloggen' }).click()
      await page.getByRole('heading', { name: 'Er wacht nog iets op verzenden' }).waitFor()
      await stop('offline-leaving')
      await page.getByRole('button', { name: 'Blijf aangemeld' }).click()
      assert.equal((await onDevice(page)).waiting!.keys.length, 1)
      await page.locator('.schakel-account summary').click()
      await page.getByRole('button', { name: 'Uitloggen' }).click()
      await page.getByRole('button', { name: 'Toch uitloggen' }).click()
      await page.getByRole('heading', { name: 'Geen verbinding' }).waitFor()
      const left = await onDevice(page)
      assert.deepEqual(
        Object.entries(left).filter(([, { keys }]) => keys.length > 0),
        [],
      )
      // Nor does the page come back from anywhere.
      await go(`/dossiers/${ZON}`)
      await page.getByRole('heading', { name: 'Geen verbinding' }).waitFor()
      await restore(context)
      await context.clearCookies()
      await become(context, 'wout')
      await visit(walking)
      await page.waitForTimeout(300)
      assert.equal(await page.locator('[data-outbox-note]:not([hidden])').count(), 0)
      assert.equal((await entriesWith('Gaat dit verloren')).length, 0)
    },
    CUT,
  ))

test('when a session runs out and somebody else signs in, they see nothing of it; it is sent when its writer is back', () =>
  walk(
    town,
    {},
    async (walking) => {
      const { page, go } = walking
      const context = page.context()
      await become(context, 'samira')
      await visit(walking)
      await go(`/dossiers/${ZON}`)
      await until(async () => (await onDevice(page)).pages!.keys.includes(`/dossiers/${ZON}`))
      await cut(context)
      await go('/nieuwe-regel')
      await writeLine(page, 'Wacht op Samira')
      await page.getByText('Bewaard op dit apparaat.').waitFor()
      await context.clearCookies()
      await become(context, 'wout')
      await restore(context)
      await visit(walking)
      await go('/nieuwe-regel')
      await page.waitForTimeout(500)
      assert.equal(await page.locator('[data-outbox-note]:not([hidden])').count(), 0)
      assert.ok(await page.locator('[data-outbox-list]').isHidden())
      const device = await onDevice(page)
      assert.equal(device.waiting!.keys.length, 1, 'the words are still there')
      assert.ok(!device.pages!.keys.includes(`/dossiers/${ZON}`), 'what Samira read is gone')
      assert.equal((await entriesWith('Wacht op Samira')).length, 0)
      await context.clearCookies()
      await become(context, 'samira')
      await go('/vandaag')
      await until(async () => (await entriesWith('Wacht op Samira')).length === 1)
    },
    CUT,
  ))

test('what was opened lately can be read without reception; what is lost meanwhile goes at the next contact', () =>
  walk(
    town,
    {},
    async (walking) => {
      const { page, go, stop } = walking
      const context = page.context()
      const samira = await town.house.as('samira')
      const { dossierId: smallId } = (
        await samira.post('/dossiers', { title: 'Alleen betrokkenen', reason: 'Klein', kind: 'initiative', ceiling: 2 })
      ).json
      const membership = (
        await town.house.owner.query(
          "select m.id from people.membership m join people.person p on p.id = m.person_id where p.name like 'Wout%' limit 1",
        )
      ).rows[0].id
      const { involvementId } = (
        await samira.post(`/dossiers/${smallId}/involvements`, { membershipId: membership, role: 'adviser' })
      ).json
      await become(context, 'wout')
      await visit(walking)
      await go(`/dossiers/${smallId}`)
      await go(`/dossiers/${smallId}?soort=fact`)
      await go('/mensen')
      await until(async () => (await onDevice(page)).pages!.keys.includes(`/dossiers/${smallId}`))
      assert.ok(
        (await onDevice(page)).pages!.keys.every((path) =>
          /^\/(vandaag|dossiers(\/[\da-f-]{36})?|nieuwe-regel)$/.test(path),
        ),
      )
      await cut(context)
      await go(`/dossiers/${smallId}`)
      await page.getByRole('heading', { level: 1, name: 'Alleen betrokkenen' }).waitFor()
      await page.getByText(/U leest wat dit apparaat bewaarde: de stand van \w+( om)? \d\d\.\d\d uur\./).waitFor()
      await stop('offline-dossier')
      await go('/mensen')
      await page.getByRole('heading', { name: 'Geen verbinding' }).waitFor()
      assert.equal((await samira.delete(`/dossiers/${smallId}/involvements/${involvementId}`, {})).status, 204)
      await restore(context)
      await page.evaluate(async () => {
        // As after ten minutes: a contact reads anew what is kept.
        const open = indexedDB.open('schakel-device')
        const db = await new Promise<IDBDatabase>((resolve) => {
          open.onsuccess = () => resolve(open.result)
        })
        db.transaction('meta', 'readwrite').objectStore('meta').put(0, 'refreshed')
        db.close()
      })
      await go('/vandaag')
      await until(async () => !(await onDevice(page)).pages!.keys.includes(`/dossiers/${smallId}`), 'it is still kept')
    },
    CUT,
  ))

test('a photo and words that another app shares stand in the new line, also without reception', () =>
  walk(
    town,
    { width: 390 },
    async (walking) => {
      const { page, go } = walking
      await become(page.context(), 'samira')
      await visit(walking)
      const manifest = await page.evaluate(async () => {
        const address = document.querySelector<HTMLLinkElement>('link[rel=manifest]')!.href
        return (await fetch(address)).json()
      })
      assert.equal(manifest.id, '/')
      assert.ok(manifest.icons.some((one: { purpose?: string }) => one.purpose === 'maskable'))
      await go('/nieuwe-regel')
      await cut(page.context())
      await page.evaluate(
        ({ target, photo }) => {
          const form = document.createElement('form')
          Object.assign(form, { method: target.method, action: target.action, enctype: target.enctype })
          const field = (name: string, value: string) => {
            const input = document.createElement('input')
            Object.assign(input, { type: 'hidden', name, value })
            form.append(input)
          }
          field(target.params.title, 'Foto van de dijk')
          field(target.params.text, 'Gemaakt bij paal 12')
          const holder = new DataTransfer()
          holder.items.add(
            new File([Uint8Array.from(atob(photo), (c) => c.charCodeAt(0))], 'paal.png', { type: 'image/png' }),
          )
          const files = document.createElement('input')
          Object.assign(files, { type: 'file', name: target.params.files[0].name, multiple: true })
          files.files = holder.files
          form.append(files)
          document.body.append(form)
          form.submit()
        },
        { target: manifest.share_target, photo: PHOTO.toString('base64') },
      )
      await page.waitForURL(/nieuwe-regel\?gedeeld=/)
      await until(
        async () =>
          (await page.locator('textarea[name=text]').inputValue()) === 'Foto van de dijk\nGemaakt bij paal 12',
      )
      assert.equal(
        await page.locator('input[name=uploads]').evaluate((one: HTMLInputElement) => one.files?.[0]?.name),
        'paal.png',
      )
      await page.locator(`input[name=dossierId][value="${ZON}"]`).check({ force: true })
      await page.getByRole('button', { name: 'Regel opslaan' }).click()
      await page.getByText('Bewaard op dit apparaat.').waitFor()
      await restore(page.context())
      await until(async () => (await entriesWith('Foto van de dijk')).length === 1)
      assert.equal((await entriesWith('Foto van de dijk'))[0].attachments, 1)
      assert.deepEqual((await onDevice(page)).drafts!.keys, [])
    },
    CUT,
  ))

test('a server that is killed amid the request, before, while and after it writes: each line is there once', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'schakel-offline-kill-'))
  const port = await freePort()
  let strike: 'before' | 'while' | 'after' | undefined
  const struck = new WeakSet<object>()
  let dying: Promise<void> | undefined
  const die = () => {
    strike = undefined
    dying = server.kill()
  }
  const line = await startLine(port, (bytes, from, connection) => {
    if (from === 'server' && struck.has(connection)) {
      // It was written, and the answer never comes.
      if (strike === 'after') die()
      return false
    }
    if (from === 'browser' && strike && /^POST \/api\/v1\/dossiers\/[^ ]+\/entries /.test(bytes.toString('latin1'))) {
      struck.add(connection)
      if (strike === 'before') {
        die()
        return false
      }
      if (strike === 'while') setTimeout(die, 3)
    }
    return true
  })
  const origin = `http://127.0.0.1:${line.port}`
  const start = () => startServer({ dataDir, port, env: { ORIGIN: origin } })
  let server = await start()
  const owner = () => new pg.Client({ connectionString: urlOf(OWNER, databaseIn(dataDir).socketDir, 'schakel') })
  const context = await town.browser.newContext({ locale: 'nl-NL' })
  try {
    const { cookie } = await signIn(urlOf(OWNER, databaseIn(dataDir).socketDir, 'schakel'), origin, 'samira')
    const [name, value] = cookie!.split('=') as [string, string]
    await context.addCookies([{ name, value, url: origin }])
    const page = await context.newPage()
    await visit({ page, go: async (path) => void (await page.goto(origin + path)) })
    for (const when of ['before', 'while', 'after'] as const) {
      await page.goto(`${origin}/nieuwe-regel`)
      strike = when
      await writeLine(page, `Gedood: ${when}`, when === 'after' ? PHOTO : undefined)
      await until(() => dying !== undefined, `the server was not killed ${when}`)
      await dying
      dying = undefined
      await page.getByText('wacht op verzenden', { exact: true }).waitFor()
      server = await start()
      await until(async () => (await onDevice(page)).waiting!.keys.length === 0, `what was written ${when} still waits`)
    }
    const client = owner()
    await client.connect()
    const { rows } = await client.query(
      "select text, attachments from dossier.entry where text like 'Gedood%' order by position",
    )
    await client.end()
    assert.deepEqual(rows, [
      { text: 'Gedood: before', attachments: 0 },
      { text: 'Gedood: while', attachments: 0 },
      { text: 'Gedood: after', attachments: 1 },
    ])
  } finally {
    await context.close()
    line.stop()
    await server.interrupt()
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
})
