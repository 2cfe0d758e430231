// Choosing words and a look in a real browser: by phone and desk, light and dark, held against WCAG.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTown, type Town, walk } from '../../e2e/journey.ts'

let town: Town
before(async () => {
  town = await startTown()
})
after(() => town.stop())

for (const width of [390, 1280])
  test(`Theo tries a word, saves it, and gives the town its colour at ${width}`, () =>
    walk(town, { width }, async ({ page, go, stop }) => {
      const [name, value] = (await town.house.as('theo')).cookie.split('=') as [string, string]
      await page.context().addCookies([{ name, value, url: town.house.config.origin }])
      await go('/beheer/woorden')
      await stop('words')
      await go('/beheer/woorden/nl/area')
      await page.getByLabel('Enkelvoud').fill('streek')
      await page.getByLabel('Meervoud').fill('streken')
      await page.getByLabel('de', { exact: true }).check()
      await page.getByRole('button', { name: 'Bekijk eerst' }).click()
      await page.getByText('Met uw woord').first().waitFor()
      await stop('word-tried')
      await page.getByRole('button', { name: 'Opslaan' }).click()
      await page.getByText('Het woord is gewijzigd.').waitFor()
      await page.getByRole('link', { name: 'Streken', exact: true }).waitFor()
      await go('/beheer/huisstijl?colour=%23ffd500')
      await page.getByText('niet goed te lezen').waitFor()
      await stop('colour-tried')
      await page.getByRole('button', { name: 'Opslaan' }).click()
      await page.getByText('De naam en de kleur zijn gewijzigd.').waitFor()
      // The darker shade is what buttons have now, and axe measures it on the page.
      const colour = await page.evaluate(
        `getComputedStyle(document.documentElement).getPropertyValue('--voorbeeld-kleuren-violet-500').trim()`,
      )
      assert.notEqual(colour, '#0c5a68')
      await stop('theme-saved')
      await page.emulateMedia({ colorScheme: 'dark' })
      await stop('theme-dark')
    }))
