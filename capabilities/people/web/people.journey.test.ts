// The pages of people in a real browser: by phone and desk, with and without JavaScript, held against WCAG at every stop.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { membershipId, type PersonKey, personId } from '#app/practice/cast.ts'
import { startTown, type Town, type Walk, walk } from '../../../e2e/journey.ts'

let town: Town
before(async () => {
  town = await startTown()
})
after(() => town.stop())

/** Signs in by cookie: which page comes after signing in is no business of this room. */
const become = async ({ page }: Walk, key: PersonKey) => {
  const [name, value] = (await town.house.as(key)).cookie.split('=') as [string, string]
  await page.context().addCookies([{ name, value, url: town.house.config.origin }])
}

test('Samira looks a colleague up on her phone', () =>
  walk(town, { width: 390 }, async (walking) => {
    const { page, go, stop } = walking
    await become(walking, 'samira')
    await go('/mensen')
    await stop('people')
    await page.getByRole('searchbox', { name: 'Zoek op naam of functie' }).fill('terp')
    await page.keyboard.press('Enter')
    await page.waitForURL(/zoek=terp/)
    await page.getByRole('link', { name: 'Wout Terpstra' }).click()
    await page.waitForURL(/mensen\//)
    await stop('person')
    await go('/mensen?zoek=niemandheetzo')
    await stop('people-none')
  }))

test('Samira chooses a usual deputy while typing', () =>
  walk(town, {}, async (walking) => {
    const { page, go, stop } = walking
    await become(walking, 'samira')
    await go('/mijn-gegevens')
    await stop('myself')
    await page.getByRole('combobox', { name: /Vaste plaatsvervanger/ }).fill('iris')
    await page.getByRole('option', { name: /Iris Vermeer/ }).click()
    await page.getByRole('button', { name: 'Bewaar mijn gegevens' }).click()
    await page.waitForURL(/gedaan=changeMyself/)
    assert.equal(await page.getByRole('combobox', { name: /Vaste plaatsvervanger/ }).inputValue(), 'Iris Vermeer')
    await stop('myself-changed')
  }))

for (const width of [390, 1280])
  test(`Theo sees to members and invitations at ${width}`, () =>
    walk(town, { width }, async (walking) => {
      const { page, go, stop } = walking
      await become(walking, 'theo')
      for (const [name, path] of [
        ['admin', '/beheer'],
        ['members', '/beheer/leden'],
        ['members-past', '/beheer/leden?stand=past'],
        ['member', `/beheer/leden/${membershipId('gerrit')}`],
        ['member-add', '/beheer/leden/nieuw'],
        ['member-again', `/beheer/leden/nieuw?persoon=${personId('wout')}`],
        ['invite', '/beheer/uitnodigingen/nieuw'],
      ] as const) {
        await go(path)
        await stop(name)
      }
      await page.getByLabel('Naam', { exact: true }).fill('Nina Smit')
      await page.getByLabel('E-mailadres').fill(`nina${width}@example.nl`)
      await page.getByLabel('Functie').fill('jurist')
      await page.getByRole('button', { name: 'Stuur de uitnodiging' }).click()
      await page.waitForURL(/gedaan=invite/)
      await stop('invitations')
    }))

test('Theo adds a member without JavaScript', () =>
  walk(town, { script: false }, async (walking) => {
    const { page, go, stop } = walking
    await become(walking, 'theo')
    await go('/beheer/leden/nieuw')
    await page.getByLabel('Naam', { exact: true }).fill('Bo Plein')
    await page.getByLabel('E-mailadres').fill('bo@wierdijk.example')
    await page.getByLabel('Functie').fill('jurist')
    // The first few stand there already; searching comes back as a refused form, which the other tests hold.
    await page.locator('[data-picker=managerId]').getByRole('radio', { name: 'Annelies de Ruiter' }).check()
    await stop('member-add-plain')
    await page.getByRole('button', { name: 'Voeg toe' }).click()
    await page.waitForURL(/gedaan=addMember/)
    await page.getByRole('link', { name: 'Annelies de Ruiter' }).first().waitFor()
    assert.equal(await page.getByLabel('Functie').inputValue(), 'jurist')
  }))
