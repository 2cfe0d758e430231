// The pages on which a town arranges itself, in a real browser: by phone and desk, with and without JavaScript, held against
// WCAG at every stop.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTown, type Town, walk } from '../../e2e/journey.ts'

let town: Town
before(async () => {
  town = await startTown()
})
after(() => town.stop())

const PAGES = [
  ['admin', '/beheer'],
  ['rooms', '/beheer/onderdelen'],
  ['terms', '/beheer/termijnen'],
  ['retention', '/beheer/bewaren'],
  ['kept', '/beheer/bewaren/lang-genoeg?op=2060-01-01'],
  ['processing', '/beheer/verwerkingen'],
] as const

for (const options of [{ width: 390 }, { width: 1280, script: false }])
  test(`Theo arranges the town at ${options.width}, and switches a room off and on`, () =>
    walk(town, options, async ({ page, go, stop, become }) => {
      await become('Theo Blok')
      for (const [name, path] of PAGES) {
        await go(path)
        await stop(`settings-${name}`)
      }
      await go('/beheer/termijnen')
      await page.getByLabel('Vraag', { exact: true }).fill('3')
      await page.getByRole('button', { name: 'Laat zien wat dit betekent' }).click()
      await page.waitForURL(/question=3/)
      assert.ok(await page.getByText('Dit is een proef met de getallen hieronder.').isVisible())
      await stop('settings-terms-tried')
      await go('/beheer/onderdelen')
      await page.locator('summary', { hasText: 'Evaluaties uitzetten' }).click()
      await page.locator('details[open]').getByLabel('Waarom?').fill('Wij beginnen klein.')
      await stop('settings-rooms-asked')
      await page.locator('details[open]').getByRole('button', { name: 'Zet uit' }).click()
      await page.waitForURL(/gedaan=switchRoomOff/)
      await stop('settings-rooms-off')
      await page.getByRole('button', { name: 'Evaluaties aanzetten' }).click()
      await page.waitForURL(/gedaan=switchRoomOn/)
    }))
