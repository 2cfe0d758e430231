// A letter to the council in a real browser: composed by phone without JavaScript, sent at a desk, read in the evening.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { membershipId, type PersonKey } from '#app/practice/cast.ts'
import type { Answered } from '#app/testing.ts'
import { startTown, type Town, type Walk, walk } from '../../e2e/journey.ts'

let town: Town
let dossierId = ''
const LINES = [
  'De vijf onzekerheden van januari zijn er nog vier: van wie kade 11 is, staat vast.',
  'Onder kade 5 tot en met 9 is de bodem sterker vervuild dan gedacht. De sanering kost waarschijnlijk € 0,9 tot 2,1 miljoen.',
  'De ondernemers willen weten wat dit voor de werf betekent. Dat weten wij nog niet.',
]
before(async () => {
  town = await startTown()
  const good = (answer: Answered) => {
    assert.ok(answer.status < 300, answer.text)
    return answer.status === 204 ? null : answer.json
  }
  const [samira, deruiter] = [await town.house.as('samira'), await town.house.as('deruiter')]
  dossierId = good(
    await samira.post('/dossiers', { title: 'Kade 5 tot en met 9', reason: 'De bodem', kind: 'opgave', ceiling: 4 }),
  ).dossierId
  good(await samira.post(`/dossiers/${dossierId}/council`, { portfolioHolderId: membershipId('deruiter') }))
  const entryIds: string[] = []
  for (const text of LINES)
    entryIds.push(good(await samira.post(`/dossiers/${dossierId}/entries`, { text, audience: 4 })).entryId)
  good(await deruiter.post(`/dossiers/${dossierId}/council/releases`, { entryIds }))
})
after(() => town.stop())

const become = async ({ page }: Walk, key: PersonKey) => {
  const [name, value] = (await town.house.as(key)).cookie.split('=') as [string, string]
  await page.context().addCookies([{ name, value, url: town.house.config.origin }])
}
const address = { letter: '' }

test('Samira composes a letter on her phone, without JavaScript, and types over nothing', () =>
  walk(town, { width: 390, script: false }, async (walking) => {
    const { page, go, stop } = walking
    await become(walking, 'samira')
    await go(`/dossiers/${dossierId}/brieven`)
    await stop('letters-of-dossier-empty')
    await page.getByLabel('Waar gaat de brief over?').fill('De bodem onder kade 5 tot en met 9')
    await page.getByRole('button', { name: 'Brief beginnen' }).click()
    await page.getByText('De brief is nog leeg.').waitFor()
    await page.getByLabel('Nieuwe eigen tekst').fill('Geachte leden van de raad,')
    await page.getByRole('button', { name: 'Bewaren', exact: true }).click()
    for (const line of LINES.slice(0, 2))
      await page.getByRole('button', { name: new RegExp(`^Zet in de brief.*${line.slice(0, 30)}`) }).click()
    await page.getByRole('button', { name: /^Omhoog.*deel 3$/ }).click()
    await stop('letter-compose')
    await page.getByRole('button', { name: 'Bewaren en bekijken' }).click()
    const shown = await page.locator('article').textContent()
    assert.ok(shown!.indexOf(LINES[1]!) < shown!.indexOf(LINES[0]!), shown!)
    address.letter = new URL(page.url()).pathname
    await stop('letter-draft')
    await page.getByRole('button', { name: 'Aan het college voorleggen' }).click()
    await page.getByText('De brief ligt bij het college.').waitFor()
  }))

test('De Ruiter finds it on Vandaag and sends it, with the keyboard', () =>
  walk(town, {}, async (walking) => {
    const { page, go, stop } = walking
    await become(walking, 'deruiter')
    await go('/vandaag')
    await stop('today-with-letter')
    await page.getByRole('link', { name: 'De bodem onder kade 5 tot en met 9' }).click()
    await stop('letter-with-college')
    await page.getByRole('button', { name: 'Naar de raad sturen' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('De brief is naar de raad.').waitFor()
  }))

for (const width of [390, 1280])
  test(`Youssef reads where each sentence comes from at ${width}`, () =>
    walk(town, { width }, async (walking) => {
      const { page, go, stop } = walking
      await become(walking, 'youssef')
      await go('/raad/brieven')
      await stop('letters')
      await page.getByRole('link', { name: 'De bodem onder kade 5 tot en met 9' }).click()
      await page.getByRole('link', { name: 'Bron 1' }).click()
      await page.waitForURL(/#bron-1$/)
      await stop('letter-sent')
      await page
        .getByRole('link', { name: /^Wat er is gebeurd van/ })
        .first()
        .click()
      await page.getByText(LINES[1]!).waitFor()
      await go(`/dossiers/${dossierId}/brieven`)
      await stop('letters-of-dossier')
    }))

test('who reads English reads the frame of the letter in English', () =>
  walk(town, { locale: 'en' }, async (walking) => {
    const { page, go, stop } = walking
    await become(walking, 'lotte')
    await go(address.letter)
    await page.getByText('What has no number was written for this letter.').waitFor()
    await stop('letter-english')
  }))

test('the evaluation fixed at the start and its form hold by phone and desk', async () => {
  const samira = await town.house.as('samira')
  const fixed = await samira.post(`/dossiers/${dossierId}/evaluation-plan`, {
    questions: ['Weten ondernemers voor tien jaar waar zij aan toe zijn?', 'Wie hebben wij te laat gehoord?'],
    stopCriteria: ['De sanering kost meer dan € 3 miljoen.'],
    moments: [{ dueOn: '2027-03-01', what: 'Eindevaluatie' }],
  })
  assert.equal(fixed.status, 201, fixed.text)
  for (const width of [390, 1280])
    await walk(town, { width }, async (walking) => {
      await become(walking, 'samira')
      await walking.go(`/dossiers/${dossierId}/evaluatie`)
      await walking.stop('evaluation')
    })
})

// Story 5.5: «op één telefoonscherm plus één keer scrollen».
test('Youssef reads the main line of Havenkwartier within one phone screen plus one scroll, and opens a letter', () =>
  walk(town, { width: 390 }, async (walking) => {
    const { page, go, stop } = walking
    await become(walking, 'youssef')
    await go('/raad')
    await page
      .getByRole('link', { name: /^Havenkwartier/ })
      .first()
      .click()
    const main = page.locator('#hoofdlijn')
    await main.waitFor()
    const words = ((await main.textContent()) ?? '').replace(/\s/g, ' ')
    for (const fact of [
      'Bedoeling',
      'Kader',
      'Fase',
      '€ 136.100 van € 150.000',
      'Schippers',
      'Hoe vuil is de bodem',
      'Volgend raadsmoment',
    ])
      assert.ok(words.includes(fact), fact)
    const bottom = await main.evaluate((one) => one.getBoundingClientRect().bottom + window.scrollY)
    assert.ok(bottom <= 2 * 844, `the main line ends at ${bottom} px`)
    const names = (await page.locator('main').textContent()) ?? ''
    for (const official of ['El Amrani', 'Terpstra', 'Wiersma', 'Benali', 'Kuiper'])
      assert.ok(!names.includes(official), official)
    await page.getByRole('link', { name: 'Havenkwartier: de eerste zes weken' }).click()
    await stop('letter-of-havenkwartier')
  }))
