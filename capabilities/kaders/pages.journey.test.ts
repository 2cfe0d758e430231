// The pages of frames and decisions in a real browser: by phone and desk, with and without JavaScript, held against WCAG.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PersonKey } from '#app/practice/cast.ts'
import { frameId } from '#app/practice/frames.ts'
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

for (const width of [390, 1280])
  test(`a resident without account finds a rule and reads what can move at ${width}`, () =>
    walk(town, { width }, async ({ page, go, stop }) => {
      await go('/kaders')
      await stop('frames')
      await page.getByRole('searchbox', { name: 'Zoek een kader' }).fill('dijkbeeld')
      await page.getByRole('button', { name: 'Zoeken' }).click()
      await page.waitForURL(/zoek=dijkbeeld/)
      await page.getByRole('link', { name: 'Beeldkwaliteit Dijklint' }).click()
      await page.getByRole('heading', { name: 'Wat kan schuiven' }).waitFor()
      await page.getByText('adviseur ruimte en erfgoed, Gemeente Wierdijk').waitFor()
      await stop('frame')
      await page.getByRole('link', { name: 'Versie 1' }).click()
      await page.getByText('U leest een andere versie dan die nu geldt.').waitFor()
      await stop('frame-older')
      assert.ok(!(await page.content()).includes('Terpstra'), 'a function answers for it, not a name')
      await go('/kaders?zoek=bestaatniet')
      await stop('frames-none')
    }))

for (const width of [390, 1280])
  test(`Wout changes his frame, and the forms hold at ${width}`, () =>
    walk(town, { width }, async (walking) => {
      const { page, go, stop } = walking
      await become(walking, 'wout')
      await go('/kaders/nieuw')
      await stop('frame-new')
      await go(`/kaders/${frameId('verordening')}/wijzigen`)
      await stop('frame-change')
      await go(`/kaders/${frameId('mandaat')}/wijzigen`)
      await page.getByText('U kunt dit kader niet wijzigen.').waitFor()
    }))

for (const width of [390, 1280])
  test(`Samira opens the form of a decision at ${width}`, () =>
    walk(town, { width }, async (walking) => {
      const { page, go, stop } = walking
      await become(walking, 'samira')
      await go(`/dossiers/${dossierId('zon')}`)
      await stop('dossier-decisions')
      await page.getByText('Ook mogelijk').click()
      await page.getByRole('link', { name: 'Besluit vastleggen' }).click()
      await page.waitForURL(/besluit$/)
      await stop('decide')
    }))

test('Samira records a decision and revokes it, without JavaScript', () =>
  walk(town, { script: false, width: 390 }, async (walking) => {
    const { page, go, stop } = walking
    await become(walking, 'samira')
    const path = `/dossiers/${dossierId('haven')}/besluit`
    await go(path)
    await page.getByLabel('Wat is besloten?').fill('De avond met schippers en jongeren gaat door.')
    await page.getByLabel('Kader van de raad voor het Havenkwartier').check()
    await page.getByLabel('Waarom?').fill('Zij zijn nog niet gehoord. Ertegen: het is kort dag.')
    await page.getByLabel('Wat merkt de inwoner of ondernemer hiervan?').fill('Er is een avond voor wie nog niets zei.')
    await page.getByLabel('Eigenaar van het dossier').check()
    await page.getByLabel('Bevoegd orgaan').fill('college van burgemeester en wethouders')
    await page.getByRole('button', { name: 'Besluit vastleggen' }).click()
    await page.waitForURL(/gedaan=recordDecision/)
    await page.getByText('Het besluit staat in het journaal.').waitFor()
    await stop('decision-entry')
    await go(`/dossiers/${dossierId('haven')}`)
    await page.getByRole('link', { name: 'Herroepen' }).click()
    await page.getByText('Dit besluit herroept een eerder besluit:').waitFor()
    assert.ok(await page.getByLabel('Kader van de raad voor het Havenkwartier').isChecked())
    await page.getByLabel('Wat is besloten?').fill('De avond gaat niet door.')
    await page.getByRole('button', { name: 'Besluit herroepen' }).click()
    await page.getByText('Er klopt iets niet').or(page.getByRole('alert')).first().waitFor()
    await page.getByLabel('Waarom?').fill('De zaal is bezet.')
    await page.getByLabel('Wat merkt de inwoner of ondernemer hiervan?').fill('De avond komt later.')
    await page.getByRole('button', { name: 'Besluit herroepen' }).click()
    await page.waitForURL(/gedaan=recordDecision/)
    await go(`/dossiers/${dossierId('haven')}`)
    await page.getByText('Herroepen', { exact: true }).first().waitFor()
  }))

test('who reads English reads all of it in English', () =>
  walk(town, { locale: 'en' }, async (walking) => {
    const { page, go, stop } = walking
    await go('/kaders')
    await page.getByRole('heading', { name: 'Frames', exact: true }).waitFor()
    await stop('frames-english')
    await become(walking, 'wout')
    await go('/kaders/nieuw')
    await page.getByRole('button', { name: 'Register the frame' }).waitFor()
  }))
