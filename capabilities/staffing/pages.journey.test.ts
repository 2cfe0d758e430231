// Functions, lines and the numbers of the organisation in a real browser, held against WCAG at every stop.
import { after, before, test } from 'node:test'
import { membershipId } from '#app/practice/cast.ts'
import { startTown, type Town, walk } from '../../e2e/journey.ts'

let town: Town
before(async () => {
  town = await startTown()
})
after(() => town.stop())

for (const width of [390, 1280])
  test(`Theo keeps functions and lines, and reads the numbers, at ${width}`, () =>
    walk(town, { width }, async ({ page, go, stop }) => {
      const [name, value] = (await town.house.as('theo')).cookie.split('=') as [string, string]
      await page.context().addCookies([{ name, value, url: town.house.config.origin }])
      await go('/beheer/functies')
      if (width === 390) {
        await page.getByRole('button', { name: '«teammanager» in de lijst zetten' }).click()
        await page.waitForURL(/gedaan=addFunction/)
      }
      await page.getByText('Wijzigen «teammanager»').click()
      await stop('functions')
      await go('/beheer/leidinggevenden')
      await stop('lines')
      await go(`/beheer/leidinggevenden/${membershipId('gerrit')}`)
      await stop('people-of-manager')
      await go('/cijfers')
      await page.getByRole('heading', { name: 'De laatste twaalf maanden' }).waitFor()
      await stop('numbers')
    }))
