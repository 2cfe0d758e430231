// The pages of the parties in a real browser: by phone and desk, with and without JavaScript, held against WCAG.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PersonKey } from '#app/practice/cast.ts'
import { dossierId } from '#app/practice/tell.ts'
import { startTown, type Town, type Walk, walk } from '../../e2e/journey.ts'

let town: Town
before(async () => {
  town = await startTown()
})
after(() => town.stop())

const become = async ({ page }: Walk, key: PersonKey) => {
  const [name, value] = (await town.house.as(key)).cookie.split('=') as [string, string]
  await page.context().addCookies([{ name, value, url: town.house.config.origin }])
}
const haven = `/dossiers/${dossierId('haven')}`

for (const width of [390, 1280])
  test(`Samira reads who matters, who is not heard, and who can mobilise what at ${width}`, () =>
    walk(town, { width }, async (walking) => {
      const { page, go, stop } = walking
      await become(walking, 'samira')
      await go(`${haven}/partijen`)
      await page.getByRole('heading', { name: 'Belang en invloed' }).waitFor()
      const spot = page.getByRole('link', {
        name: /^\d+\. Schippers: belang 5 · beslissend, invloed 1 · nauwelijks, zwakke stem/,
      })
      assert.equal(await spot.count(), 1, 'one of the two drawings is there for who listens')
      await spot.focus()
      await page.keyboard.press('Enter')
      await page.waitForURL(/#partij-/)
      await page.getByText('Iris is donderdag om zes uur op de kade.').first().waitFor()
      await stop('parties')
      await go(`${haven}/partijen/nieuw`)
      await stop('party-new')
      await go(`${haven}/standpunten/nieuw`)
      await stop('position-new')
      await go(`${haven}/afspraken`)
      await page.getByText('De twee kanten zeggen niet hetzelfde.').waitFor()
      await stop('agreements')
      await go(`${haven}/teams`)
      await stop('teams')
      await go(`/gebieden/${dossierId('haven')}`)
      await page.getByRole('heading', { name: 'Wie kan wat in beweging brengen' }).waitFor()
      await stop('area')
      await go('/gebieden')
      await stop('areas')
      await go('/omgeving')
      await stop('context')
      await go(`/dossiers/${dossierId('zon')}/initiatief`)
      await stop('initiative')
    }))

test('Samira names a party, rates it and writes down a position, without JavaScript', () =>
  walk(town, { script: false, width: 390 }, async (walking) => {
    const { page, go, stop } = walking
    await become(walking, 'samira')
    await go(`${haven}/partijen`)
    await page.getByRole('link', { name: 'Partij toevoegen' }).click()
    await page.getByRole('button', { name: 'Partij toevoegen' }).click()
    await page.getByText('Er klopt iets niet').or(page.getByRole('alert')).first().waitFor()
    await page.getByRole('textbox', { name: /^Naam/ }).fill('Zeilschool De Boei')
    await page.getByRole('button', { name: 'Partij toevoegen' }).click()
    await page.waitForURL(/gedaan=addParty/)
    await page.getByText('De partij staat erbij.').waitFor()
    const card = page.locator('li', { has: page.getByRole('heading', { name: 'Zeilschool De Boei' }) })
    await card.getByRole('link', { name: 'Inschatten' }).click()
    await page
      .getByRole('group', { name: /belang/ })
      .getByLabel('4 · veel')
      .check()
    await page
      .getByRole('group', { name: /invloed/ })
      .getByLabel('2 · een beetje')
      .check()
    await page.getByLabel(/Welke middelen/).fill('twaalf bootjes')
    await page.getByRole('button', { name: 'Inschatting bewaren' }).click()
    await page.waitForURL(/gedaan=assessParty/)
    await page.getByText('twaalf bootjes').first().waitFor()
    await page.getByRole('link', { name: 'Standpunt opschrijven' }).click()
    await page.getByLabel('Van wie is dit standpunt?').selectOption({ label: 'Zeilschool De Boei' })
    await page.getByLabel('Standpunt in één zin').fill('Ruimte voor kinderen op het water')
    await page.getByRole('button', { name: 'Standpunt opschrijven' }).click()
    await page
      .getByText(/Wanneer zijn zij gehoord\?|wanneer zijn zij gehoord\?/)
      .first()
      .waitFor()
    await page.getByLabel(/Niet gehoord\?/).fill('Wij gaan zaterdag langs.')
    await page.getByRole('button', { name: 'Standpunt opschrijven' }).click()
    await page.waitForURL(/gedaan=writePosition/)
    await page.getByText('Wij gaan zaterdag langs.').first().waitFor()
    await stop('parties-written')
  }))

test('Jelle sees both sides of an agreement, says how it stands, and no rating of anybody', () =>
  walk(town, { width: 390 }, async (walking) => {
    const { page, go, stop } = walking
    await become(walking, 'jelle')
    await go(`${haven}/partijen`)
    await page.getByText('Schippers').first().waitFor()
    assert.ok(!(await page.content()).includes('Kan niet wijken'))
    assert.equal(await page.getByRole('heading', { name: 'Belang en invloed' }).count(), 0)
    await go(`${haven}/afspraken`)
    const card = page.locator('li', { hasText: 'Ook de 15 leden die niet reageerden' }).last()
    await card.getByText('Zeggen hoe het staat').click()
    await card.getByLabel('Nagekomen', { exact: true }).check()
    await card.getByLabel('Toelichting').fill('Alle 41 hebben de vraag gekregen.')
    await card.getByRole('button', { name: 'Opslaan' }).click()
    await page.waitForURL(/gedaan=sayOfAgreement/)
    await page.getByText('Alle 41 hebben de vraag gekregen.').waitFor()
    await stop('agreements-partner')
  }))

test('Marleen words her own idea, and who reads English reads all of it in English', async () => {
  await walk(town, {}, async (walking) => {
    const { page, go } = walking
    await become(walking, 'marleen')
    await go(`/dossiers/${dossierId('zon')}/initiatief`)
    await page.getByText('Het idee anders verwoorden').click()
    await page.getByLabel('Uw idee').fill('Stroom van en voor de dijk.')
    await page.getByRole('button', { name: 'Opslaan' }).click()
    await page.waitForURL(/gedaan=changeIdea/)
    await page.getByText('Stroom van en voor de dijk.').first().waitFor()
  })
  await walk(town, { locale: 'en' }, async (walking) => {
    const { page, go, stop } = walking
    await become(walking, 'samira')
    await go(`${haven}/partijen`)
    await page.getByRole('heading', { name: 'Interest and influence' }).waitFor()
    await stop('parties-english')
    await go(`/gebieden/${dossierId('haven')}`)
    await page.getByRole('heading', { name: 'Who can mobilise what' }).waitFor()
  })
})
