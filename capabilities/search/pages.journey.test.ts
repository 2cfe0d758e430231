// Searching and looking at a document in a real browser: while typing, with the keyboard, by phone, and without script.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openFiles } from '#app/files.ts'
import type { PersonKey } from '#app/practice/cast.ts'
import { dossierId } from '#app/practice/tell.ts'
import type { Client } from '#app/testing.ts'
import { drawingJobs } from '#capabilities/dossier/index.ts'
import type { Job } from '#foundation/jobs/jobs.ts'
import { pdf } from '#foundation/testing/pdf.ts'
import { startTown, type Town, type Walk, walk } from '../../e2e/journey.ts'
import { searchJobs } from './index.ts'

let town: Town
let documentId: string
before(async () => {
  town = await startTown()
  const samira = await town.house.as('samira')
  documentId = await attach(samira, 'omgevingsplan-kade.pdf', pdf('De kade wordt een meter hoger.', 'Bladzijde twee.'))
  const { files } = openFiles(town.house.config)
  const { rows } = await town.house.owner.query('select now()')
  const known = async () =>
    (await town.house.owner.query('select from search.learned where upto >= $1', [rows[0].now])).rowCount! > 0
  // A town whose oldest line is of ten months ago is learned a week at a time.
  for (const job of [...drawingJobs(files), ...searchJobs(files)]) await runIt(job)
  while (!(await known())) for (const job of searchJobs(files)) await runIt(job)
})
const runIt = (job: Job) =>
  job.run(
    {},
    {
      withClient: async (work) => {
        const client = await town.house.owner.connect()
        return work(client).finally(() => client.release())
      },
      now: () => new Date(),
      log: { info() {}, warn() {}, error() {} } as never,
    },
  )
after(() => town.stop())

const attach = async (client: Client, name: string, bytes: Buffer): Promise<string> => {
  const { uploadId } = (
    await client.post('/uploads', bytes, { 'content-type': 'application/octet-stream', 'x-file-name': name })
  ).json
  const path = `/dossiers/${dossierId('haven')}`
  const { entryId } = (
    await client.post(`${path}/entries`, {
      text: 'Het ontwerp voor de kade.',
      audience: 2,
      uploads: [{ uploadId, description: 'Tekening van de nieuwe kade' }],
    })
  ).json
  return (await client.get(`${path}/entries/${entryId}`)).json.attachments[0].documentId
}
const become = async ({ page }: Walk, key: PersonKey) => {
  const [name, value] = (await town.house.as(key)).cookie.split('=') as [string, string]
  await page.context().addCookies([{ name, value, url: town.house.config.origin }])
}

for (const width of [390, 1280])
  test(`Samira finds a document while she types, with the keyboard alone, and looks at it, at ${width}`, () =>
    walk(town, { width }, async (walking) => {
      const { page, go, stop } = walking
      await become(walking, 'samira')
      await go('/zoeken')
      await stop('search-empty')
      const field = page.getByRole('combobox', { name: 'Waar zoekt u naar?' })
      await field.focus()
      await page.keyboard.type('omgevingsp')
      const options = page.getByRole('listbox', { name: 'Suggesties' }).getByRole('option')
      await options.filter({ hasText: 'omgevingsplan-kade.pdf' }).waitFor()
      await stop('search-typing')
      assert.equal(await field.getAttribute('aria-expanded'), 'true')
      await page.keyboard.press('ArrowDown')
      const active = await field.getAttribute('aria-activedescendant')
      assert.equal(await page.locator(`#${active}`).getAttribute('aria-selected'), 'true')
      // Away from the suggestions nothing is lost, and Enter searches.
      await page.keyboard.press('Escape')
      assert.equal(await field.getAttribute('aria-expanded'), 'false')
      assert.equal(await field.inputValue(), 'omgevingsp')
      await page.keyboard.type('lan')
      await page.keyboard.press('Enter')
      await page.waitForURL(/woorden=omgevingsplan/)
      await page.getByText('woord in de naam').first().waitFor()
      await stop('search-found')
      await page.getByRole('link', { name: 'Stukken', exact: true }).click()
      await page.waitForURL(/soort=document/)
      await page.getByRole('link', { name: 'omgevingsplan-kade.pdf' }).click()
      await page.getByRole('img', { name: 'Bladzijde 1 van 2' }).waitFor()
      await page.getByText('Lees als tekst').click()
      await page.getByText('De kade wordt een meter hoger.').waitFor()
      await stop('document')
    }))

test('a suggestion is chosen with Enter and leads there at once', () =>
  walk(town, {}, async (walking) => {
    const { page, go } = walking
    await become(walking, 'samira')
    await go('/zoeken')
    await page.getByRole('combobox', { name: 'Waar zoekt u naar?' }).focus()
    await page.keyboard.type('wout')
    await page.getByRole('option').filter({ hasText: 'Wout' }).first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/mensen\//)
  }))

test('without script the form searches, the choices are links, and a new version is a form', () =>
  walk(town, { width: 390, script: false }, async (walking) => {
    const { page, go, stop } = walking
    await become(walking, 'samira')
    await go('/zoeken')
    await page.getByRole('searchbox', { name: 'Waar zoekt u naar?' }).fill('kade')
    await page.getByRole('button', { name: 'Zoeken', exact: true }).click()
    await page.waitForURL(/woorden=kade/)
    await page.locator('mark', { hasText: /kade/i }).first().waitFor()
    await stop('search-found')
    await go('/zoeken?woorden=bestaatnergens&soort=document')
    await page.getByText('Niets gevonden voor «bestaatnergens»').waitFor()
    await stop('search-none')
    const stuk = `/dossiers/${dossierId('haven')}/stukken/${documentId}`
    await go(stuk)
    await page
      .getByLabel('Bestand')
      .setInputFiles({ name: 'kade-2.pdf', mimeType: 'application/pdf', buffer: pdf('Anders.') })
    await page.getByLabel('Wat is er veranderd?').fill('De kade is nu anderhalve meter.')
    await page.getByRole('button', { name: 'Nieuwe versie toevoegen' }).click()
    await page.getByText('De nieuwe versie staat erbij.').waitFor()
    await page.getByText('Versie 1: omgevingsplan-kade.pdf').waitFor()
    await stop('document-versions')
    await go(stuk)
    await page.getByText('Er is een nieuwere versie van dit stuk.').waitFor()
  }))
