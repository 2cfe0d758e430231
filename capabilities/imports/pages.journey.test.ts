// A list from Excel in a real browser: looked through, made and taken back, by phone and desk, with and without a script.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PersonKey } from '#app/practice/cast.ts'
import { startTown, type Town, type Walk, walk } from '../../e2e/journey.ts'

let town: Town
before(async () => {
  town = await startTown({ background: 'asked' })
})
after(() => town.stop())

const become = async ({ page }: Walk, key: PersonKey) => {
  const [name, value] = (await town.house.as(key)).cookie.split('=') as [string, string]
  await page.context().addCookies([{ name, value, url: town.house.config.origin }])
}
const work = async () => {
  for (let turn = 0; turn < 4; turn++) await town.house.runJob('work-on-imports')
}
const list = (name: string, rows: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(rows.join('\r\n'), 'latin1'),
})

for (const [width, script] of [
  [1280, true],
  [390, false],
] as const)
  test(`Theo brings people in and takes them back at ${width}${script ? '' : ', without JavaScript'}`, () =>
    walk(town, { width, script }, async (walking) => {
      const { page, go, stop } = walking
      await become(walking, 'theo')
      await go('/importeren')
      await stop('imports')
      await page.getByRole('link', { name: 'Mensen importeren' }).click()
      await page.waitForURL(/mensen$/)
      await stop('import-new')
      await page
        .getByLabel('Uw lijst (CSV)')
        .setInputFiles(
          list('Nieuw.csv', [
            'Naam;E-mailadres;Functie;Eerste dag;Kamer',
            `René Één;rene${width}@wierdijk.example;adviseur;;2.1`,
            `Zonder Dag;dag${width}@wierdijk.example;adviseur;1-1-26;2.2`,
            'Samira El Amrani;samira@wierdijk.example;procesambtenaar;;2.3',
            `René Twee;rene${width}@wierdijk.example;teammanager;;2.4`,
          ]),
        )
      await page.getByRole('button', { name: 'Lijst nakijken' }).click()
      await page.waitForURL(/importeren\/[\da-f-]{36}/)
      await stop('import-reading')
      await work()
      await page.getByRole('link', { name: 'Stand verversen' }).click()
      await page.getByText('Schrijf het jaar met vier cijfers').waitFor()
      await page.getByText('slaan wij over: Kamer').waitFor()
      await stop('import-preview')
      await page.getByRole('link', { name: 'Mogelijk dubbel' }).click()
      await page.waitForURL(/toon=double/)
      await page.getByLabel('Regel 5 kiezen').check()
      await page.getByRole('button', { name: 'Aangevinkte toch maken' }).click()
      await page.getByText('wordt toch gemaakt').waitFor()
      await stop('import-doubles')
      await page.getByRole('button', { name: '2 regels importeren' }).click()
      await page.waitForURL(/gedaan=confirmImport/)
      await stop('import-making')
      await work()
      await page.getByRole('link', { name: 'Stand verversen' }).click()
      await page.getByRole('link', { name: 'Regel 2' }).waitFor()
      await stop('import-made')
      await page.getByText('Hele import terugdraaien').click()
      await page.getByRole('button', { name: 'Ja, draai deze import terug' }).click()
      await page.waitForURL(/gedaan=undoImport/)
      await work()
      await page.getByRole('link', { name: 'Stand verversen' }).click()
      await page.getByText('Alles wat deze import maakte, is teruggedraaid.').waitFor()
      await stop('import-undone')
    }))

test('Samira reads in English how to bring dossiers in, and what is wrong with her list', () =>
  walk(town, { locale: 'en', width: 390 }, async (walking) => {
    const { page, go, stop } = walking
    await become(walking, 'samira')
    await go('/dossiers')
    await page.getByRole('link', { name: 'Import a list' }).click()
    await page.getByRole('link', { name: 'Import dossiers' }).click()
    await page.waitForURL(/dossiers$/)
    await page.getByLabel('Your list (CSV)').setInputFiles(list('Lijst.csv', ['title,kind', 'Zon op de Dijk,opgave']))
    await page.getByRole('button', { name: 'Check the list' }).click()
    await page.waitForURL(/importeren\/[\da-f-]{36}/)
    await work()
    await page.getByRole('link', { name: 'Refresh' }).click()
    await page.getByText('The column Reason is missing.').waitFor()
    await stop('import-refused-english')
    assert.equal(await page.getByRole('button', { name: /^Import \d/ }).count(), 0)
  }))
