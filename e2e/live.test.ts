// A page that stays open all day: it says politely what is new, moves nothing by itself, and says quietly when it cannot know.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { PersonKey } from '#app/practice/cast.ts'
import { dossierId } from '#app/practice/tell.ts'
import { startTown, type Town, type Walk, walk } from './journey.ts'

let town: Town
before(async () => {
  town = await startTown()
})
after(() => town.stop())

const ZON = dossierId('zon')
const NEWS = '[data-live-news]:not([hidden])'

const become = async ({ page }: Walk, key: PersonKey) => {
  const [name, value] = (await town.house.as(key)).cookie.split('=') as [string, string]
  await page.context().addCookies([{ name, value, url: town.house.config.origin }])
}
const write = async (key: PersonKey, text: string, audience = 2) => {
  const answer = await (await town.house.as(key)).post(`/dossiers/${ZON}/entries`, { text, audience })
  assert.equal(answer.status, 201)
}
const until = async (holds: () => boolean | Promise<boolean>) => {
  for (const end = Date.now() + 8_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50)))
    if (await holds()) return
  assert.fail('it did not happen in time')
}
const isLive = (page: Page) =>
  until(
    () =>
      town.house.live.watching > 0 &&
      page
        .locator(NEWS)
        .count()
        .then((n) => n === 0),
  )

for (const width of [390, 1280])
  test(`Iris keeps the dossier open: two new lines are announced, and shown when she asks at ${width}`, () =>
    walk(town, { width }, async (walking) => {
      const { page, go, stop } = walking
      await become(walking, 'samira')
      await go(`/dossiers/${ZON}`)
      await isLive(page)
      const field = page.locator('textarea[name=text]')
      await field.fill('Halverwege een zin')
      await field.evaluate((one: HTMLTextAreaElement) => one.setSelectionRange(4, 4))
      const top = await field.evaluate((one) => one.getBoundingClientRect().top)
      await write('basjan', `Eerste nieuwe regel ${width}`)
      await write('basjan', `Tweede nieuwe regel ${width}`)
      await page.locator(NEWS).getByText('2 nieuwe regels').waitFor()
      // Nothing moved, the cursor stands where it stood, and it was said to whoever listens.
      assert.equal(await field.evaluate((one) => one.getBoundingClientRect().top), top)
      assert.equal(
        await field.evaluate((one: HTMLTextAreaElement) => document.activeElement === one && one.selectionStart),
        4,
      )
      assert.equal(await page.getByText(`Eerste nieuwe regel ${width}`).count(), 0)
      assert.match((await page.locator('[data-live-spoken]').textContent()) ?? '', /2 nieuwe regels\. Toon het\./)
      await stop('live-news')
      await page.locator(NEWS).getByRole('button', { name: 'Toon het' }).click()
      await page.getByText(`Eerste nieuwe regel ${width}`).waitFor()
      await page.getByText(`Tweede nieuwe regel ${width}`).waitFor()
      assert.equal(await field.inputValue(), 'Halverwege een zin')
      assert.equal(await page.locator(NEWS).count(), 0)
      assert.match((await page.evaluate(() => document.activeElement?.id)) ?? '', /^regel-/)
      assert.equal(await page.getByText(`Tweede nieuwe regel ${width}`).count(), 1)
      await stop('live-shown')
      await field.fill('')
    }))

test('all tabs of a browser share one connection, also when the tab that holds it closes', () =>
  walk(town, {}, async (walking) => {
    const { page, go } = walking
    await become(walking, 'samira')
    await until(() => town.house.live.watching === 0)
    await go('/vandaag')
    await isLive(page)
    const second = await page.context().newPage()
    await second.goto(`${town.house.config.origin}/dossiers/${ZON}`)
    await until(() =>
      second
        .locator('[data-live]')
        .count()
        .then((n) => n === 1),
    )
    await page.waitForTimeout(700)
    assert.equal(town.house.live.watching, 1)
    await write('basjan', 'Voor beide tabbladen', 3)
    await second.bringToFront()
    await second.locator(NEWS).waitFor()
    await page.bringToFront()
    await page.locator(NEWS).getByText('Er is iets veranderd op deze pagina').waitFor()
    // The tab that was there first holds the line; the other takes over and goes on from where it was.
    await page.close()
    await until(() => town.house.live.watching === 1)
    await second.bringToFront()
    await second.locator(NEWS).getByRole('button').click()
    await write('basjan', 'Na het sluiten', 3)
    await second.locator(NEWS).getByText('1 nieuwe regel').waitFor()
  }))

test('what was written while the line was cut is announced when it is back, and meanwhile the page says that it is not live', () =>
  walk(
    town,
    {},
    async (walking) => {
      const { page, go } = walking
      await become(walking, 'samira')
      await go(`/dossiers/${ZON}`)
      await isLive(page)
      await page.waitForTimeout(300)
      town.line.cut()
      await write('basjan', 'Terwijl niemand luisterde')
      await page.getByText(/Niet live\. U ziet de stand van \d\d[.:]\d\d uur\./).waitFor({ timeout: 12_000 })
      town.line.restore()
      await page.locator(NEWS).getByText('1 nieuwe regel').waitFor({ timeout: 12_000 })
      await page.locator('[data-live-quiet]').waitFor({ state: 'hidden' })
    },
    ['ERR_'],
  ))
