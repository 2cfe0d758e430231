// The day of the process owner (5.1): a dossier opened on the dike, the first line, and what its pages weigh.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dossierId } from '#app/practice/tell.ts'
import { scriptBytes, startTown, type Town, tabTo, type Walk, type WalkOptions, walk } from './journey.ts'

let town: Town
before(async () => {
  town = await startTown()
})
after(() => town.stop())

const TITLE = 'Batterij achter de school'
const REASON = '38 huishoudens willen zonnepanelen en één buurtbatterij.'
const LINE = '38 huishoudens, schuur van Postma als plek voor batterij, geld deels rond. Rol gemeente: faciliteren.'

/** Title, reason, save; then the first line. Three fields and two buttons. */
const openDossier = async ({ page, say, go, stop }: Walk): Promise<string> => {
  const { open, composer } = say.dossier.web
  await go('/dossiers/nieuw')
  await stop('open-dossier')
  await page.getByLabel(open.name).fill(TITLE)
  await page.getByLabel(open.reason).fill(REASON)
  await page.getByLabel(open.effect).fill('Lagere stroomrekening voor deelnemers; duidelijkheid of het mag.')
  await page.getByRole('button', { name: open.save }).click()
  await page.getByRole('heading', { level: 1, name: TITLE }).waitFor()
  await stop('dossier-opened')
  await page.getByLabel(composer.text).fill(LINE)
  await page.getByRole('button', { name: composer.save }).click()
  await page.getByText(LINE).first().waitFor()
  await stop('first-line')
  return new URL(page.url()).pathname
}

const ways: readonly (readonly [string, WalkOptions])[] = [
  ['on a phone', { width: 390 }],
  ['at a desk', { width: 1280 }],
  ['without JavaScript', { width: 390, script: false }],
  ['in English', { width: 1280, locale: 'en' }],
]
for (const [how, options] of ways)
  test(`Samira opens a dossier and writes its first line, ${how}`, async () => {
    await walk(town, options, async (here) => {
      await here.go('/wie-bent-u')
      await here.stop('who-are-you')
      await here.become('Samira El Amrani')
      await openDossier(here)
      for (const path of ['/dossiers', '/nieuwe-regel', `/dossiers/${dossierId('zon')}`, '/zoeken?query=batterij']) {
        await here.go(path)
        await here.stop(path.split(/[/?]/).slice(1, 2).join('') + (path.includes(dossierId('zon')) ? '-zon' : ''))
      }
    })
  })

test('Samira opens a dossier with the keyboard alone', async () => {
  await walk(town, {}, async ({ page, say, go, become }) => {
    await become('Samira El Amrani')
    await go('/dossiers/nieuw')
    const { open } = say.dossier.web
    await tabTo(page, open.name)
    await page.keyboard.type('Met het toetsenbord')
    await tabTo(page, open.reason)
    await page.keyboard.type('Zonder muis.')
    await tabTo(page, open.save)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Met het toetsenbord' }).waitFor()
  })
})

test('the first visit of a dossier brings at most 120 kB of JavaScript, and its words stand in the HTML', async () => {
  await walk(town, {}, async ({ page, become, go }) => {
    await become('Samira El Amrani')
    const cold = await town.browser.newContext({ storageState: await page.context().storageState() })
    try {
      const first = await cold.newPage()
      const response = await first.goto(`${town.house.config.origin}/dossiers/${dossierId('zon')}`)
      assert.match(await response!.text(), /Nagemeten met Postma: niet 5 maar 3 meter/)
      await first.waitForLoadState('networkidle')
      const bytes = await scriptBytes(first)
      assert.ok(bytes > 0 && bytes <= 120_000, `${bytes} bytes of JavaScript`)
    } finally {
      await cold.close()
    }
    await go('/dossiers')
  })
})

test('Wout does not find the dossier of Ruben on any page', async () => {
  await walk(town, {}, async ({ page, become, go }) => {
    await become('Wout Terpstra')
    for (const path of ['/dossiers?van=organisatie', '/zoeken?query=Vlierstraat', '/vandaag']) {
      await go(path)
      assert.ok(!(await page.locator('main').textContent())?.includes('Vast overleg'), path)
    }
  })
})
