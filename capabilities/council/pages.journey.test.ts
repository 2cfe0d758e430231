// The council's pages in a real browser: the main line within a screen and a scroll, held against WCAG, with and without JavaScript.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PersonKey } from '#app/practice/cast.ts'
import {
  tellArrangement,
  tellClimbing,
  tellCouncilPart,
  tellDelay,
  tellInformed,
  tellLine,
  tellRelease,
} from '#app/practice/telling/council.ts'
import { startTown, type Town, type Walk, walk } from '../../e2e/journey.ts'

let town: Town
let dossierId = ''
const at = (day: string) => new Date(`2025-${day}T10:00:00Z`)
const FRAMES = [
  'Een haven waar gewerkt en gewoond kan worden.',
  'Kade 1 tot en met 14.',
  'Waterveiligheid, € 150.000 en klaar voor 1 december.',
  'Woningbouw ja of nee; verplaatsing van de werf.',
  'Regisseren.',
  'Ook schippers en jongeren.',
  'Ieder krijgt antwoord, voordat er wordt besloten.',
  'Elke zes weken een halve pagina.',
  'Bodem, geluid, eigendom, draagkracht van de werf, subsidie.',
  'Vier vragen; stoppen als de bodem meer dan drie miljoen kost.',
].map((text, i) => ({
  place: i + 1,
  text,
  owner: i === 2 ? 'college' : 'wethouder',
  signal: i === 2 ? { kind: 'money', share: 100 } : i === 8 ? { kind: 'uncertainties' } : { kind: 'none' },
}))

/** Havenkwartier as the council read it in the spring of 2025: enough for every part of the page to have something to show. */
const tellHaven = async () => {
  const { house } = town
  const samira = await house.as('samira')
  const { json } = await samira.post('/dossiers', {
    title: 'Havenkwartier: werken, wonen of allebei',
    reason: 'x',
    kind: 'opgave',
    ceiling: 5,
  })
  dossierId = json.dossierId
  await house.owner.query(`update dossier.dossier set opened_at = '2025-01-10' where id = $1`, [dossierId])
  await tellCouncilPart(house.owner, { dossierId, at: at('01-14'), by: 'samira', portfolioHolder: 'deruiter' })
  const tell = async (day: string, kind: string, details: object, text = '', audience: 4 | 5 = 4, released = day) => {
    const entryId = await tellLine(house.owner, {
      dossierId,
      at: at(day),
      by: 'samira',
      kind,
      details,
      text,
      audience: 3,
    })
    await tellRelease(house.owner, { entryId, at: at(released), by: 'deruiter', audience })
    return entryId
  }
  await tellLine(house.owner, {
    dossierId,
    at: at('01-16'),
    by: 'lotte',
    kind: 'framesAdopted',
    text: 'Aangenomen met amendement: ook kade 1 en 2.',
    details: { number: 1, amended: true, decidedOn: '2025-01-16', frames: FRAMES },
    audience: 5,
  })
  await tellArrangement(house.owner, {
    dossierId,
    at: at('01-16'),
    startsOn: '2025-01-16',
    weeks: 6,
    triggers: ['gate', 'money', 'uncertainty', 'objection', 'media'],
    moneyShare: 60,
    triggerDays: 0,
    form: 'een halve pagina, per brief',
    registry: 'lotte',
    college: 'deruiter',
  })
  await tell(
    '01-20',
    'phase',
    {
      phaseId: 'p1',
      title: 'Verkennen',
      question: 'Wat wil wie, en wat kan samen?',
      role: 'regisseren',
      state: 'running',
      number: 1,
    },
    '',
    5,
  )
  for (const [id, name, weak] of [
    ['q1', 'Ondernemersvereniging Havenkwartier', false],
    ['q2', 'Bewoners van Kade 12', false],
    ['q3', 'Schippers', true],
    ['q4', 'Havenwonen', false],
  ] as const)
    await tell('02-01', 'party', { partyId: id, name, weakVoice: weak, state: 'joined' }, '', 5)
  for (const [id, title, state] of [
    ['u2', 'Geluid van de werf', 'amber'],
    ['u3', 'Eigendom van kade 11', 'green'],
    ['u4', 'Subsidie', 'settled'],
  ] as const)
    await tell('02-10', 'uncertainty', { uncertaintyId: id, title, state, was: 'green', impact: 'Raakt wat er kan.' })
  await tell('02-10', 'uncertainty', { uncertaintyId: 'u1', title: 'Bodem', state: 'amber', was: 'green' })
  const letter = await tell(
    '02-25',
    'councilInformed',
    { form: 'letter' },
    'Brief: 112 bijdragen, negen standpunten.',
    5,
  )
  await tellInformed(house.owner, { dossierId, entryId: letter, at: at('02-25') })
  await tell('03-02', 'position', {
    positionId: 's1',
    summary: 'Geen woningen zolang het geluid onbekend is',
    whose: 'ondernemers en werf',
    contradicts: ['s2'],
    heard: true,
  })
  await tell('03-02', 'position', {
    positionId: 's2',
    summary: 'Wonen boven je zaak',
    whose: 'jonge ondernemers',
    contradicts: ['s1'],
    heard: true,
  })
  await tell('03-03', 'consultation', {
    depth: 'adviseren',
    notConsulted: [{ who: 'Schippers', reason: 'Zij varen tot juni.' }],
  })
  await tell('03-20', 'money', { spent: 9_300_000, ceiling: 15_000_000, share: 0.62 })
  await tellDelay(house.owner, {
    dossierId,
    at: at('04-09'),
    by: 'samira',
    code: 'missingData',
    expectedOn: '2025-04-21',
  })
  const late = await tell('04-20', 'councilInformed', { form: 'letter' }, 'Brief met het bodemrapport.', 5, '04-21')
  await tellInformed(house.owner, { dossierId, entryId: late, at: at('04-21') })
  await tell('04-24', 'uncertainty', {
    uncertaintyId: 'u1',
    title: 'Bodem',
    state: 'red',
    was: 'amber',
    impact: 'Sanering van 0,9 tot 2,1 miljoen (n = 14 boringen).',
    howWeFindOut: 'Nader onderzoek.',
    findOutBy: '2025-06-01',
  })
  await tell(
    '05-01',
    'gatePlan',
    { gateId: 'g1', title: 'Beslismoment 1', body: 'college van burgemeester en wethouders', plannedOn: '2025-06-06' },
    '',
    5,
  )
  await tell('05-02', 'reservedChoice', {
    choiceId: 'c1',
    text: 'Woningbouw: ja of nee',
    body: 'raad',
    state: 'reserved',
  })
  await tell('05-03', 'agreement', {}, 'De werf meldt groot onderhoud twee weken vooraf.', 5)
  await tell(
    '05-04',
    'departure',
    { place: 7, rule: 'Antwoord binnen twee weken', reason: 'De zaal was dicht.' },
    'De zaal was dicht.',
  )
  await tellLine(house.owner, {
    dossierId,
    at: at('05-05'),
    by: 'samira',
    kind: 'fact',
    text: 'Het tweede bodemrapport is binnen.',
    audience: 4,
  })
  await tellClimbing(house.owner, new Date())
}

before(async () => {
  town = await startTown()
  await tellHaven()
})
after(() => town.stop())

const become = async ({ page }: Walk, key: PersonKey) => {
  const [name, value] = (await town.house.as(key)).cookie.split('=') as [string, string]
  await page.context().addCookies([{ name, value, url: town.house.config.origin }])
}

for (const width of [390, 1280])
  test(`Youssef reads the main line of an opgave and looks back to May at ${width}`, () =>
    walk(town, { width }, async (walking) => {
      const { page, go, stop } = walking
      await become(walking, 'youssef')
      await go('/raad')
      await stop('council-list')
      await page.getByRole('link', { name: 'Havenkwartier: werken, wonen of allebei' }).click()
      await page.getByRole('heading', { name: 'De hoofdlijn' }).waitFor()
      await stop('council-page')
      if (width === 390) {
        const line = await page.locator('#hoofdlijn').boundingBox()
        // One screen of a phone and one scroll (R1, R15).
        assert.ok(line!.y + line!.height <= 2 * 844, `the main line ends at ${line!.y + line!.height}`)
      }
      await go(`/raad/${dossierId}?op=2025-04-23`)
      await page.getByText('Zoals het was op 23 april 2025.').waitFor()
      await stop('council-as-of')
      assert.equal(await page.locator('#hoofdlijn').getByText('rood').count(), 0)
      await go(`/dossiers/${dossierId}/raad/kaders`)
      await stop('council-frames')
    }))

for (const width of [390, 1280])
  test(`a resident without account reads a public opgave and asks to follow it at ${width}`, () =>
    walk(town, { width }, async ({ page, go, stop }) => {
      await go('/opgaven')
      await stop('public-list')
      await page.getByRole('link', { name: 'Havenkwartier: werken, wonen of allebei' }).click()
      await page.getByText('De werf meldt groot onderhoud twee weken vooraf.').first().waitFor()
      await stop('public-page')
      await page.getByLabel('Uw e-mailadres').fill(`kevin${width}@voorbeeld.nl`)
      await page.getByRole('button', { name: 'Volgen' }).click()
      await page.waitForURL(/gedaan=followPublicly/)
      await page.getByText('Kijk in uw mail.').waitFor()
    }))

for (const width of [390, 1280])
  test(`the office releases what waits, and the owner answers a warning that stays, at ${width}`, () =>
    walk(town, { width, script: width === 1280 }, async (walking) => {
      const { page, go, stop } = walking
      await become(walking, 'deruiter')
      await go('/vandaag')
      await stop('today-alderman')
      await go(`/dossiers/${dossierId}/raad`)
      await stop('inside-alderman')
      if (width === 390) {
        await page.getByRole('button', { name: 'Vrijgeven', exact: true }).click()
        await page.waitForURL(/gedaan=releaseEntries/)
      }
      await become(walking, 'samira')
      await go(`/dossiers/${dossierId}/raad`)
      await stop('inside-owner')
      await page.getByText('Reden geven').first().click()
      await page.getByLabel('er ontbreken gegevens').first().check()
      await page.getByRole('button', { name: 'Reden vastleggen' }).first().click()
      await page.waitForURL(/gedaan=answerWarning/)
      await page.getByText('Deze waarschuwing gaat weg als de raad is geïnformeerd.').first().waitFor()
      await go(`/dossiers/${dossierId}/raad/kaders/voorstel`)
      await stop('frames-form')
    }))

test('who reads English reads all of it in English', () =>
  walk(town, { locale: 'en' }, async (walking) => {
    const { page, go, stop } = walking
    await go(`/opgaven/${dossierId}`)
    await stop('public-english')
    await become(walking, 'lotte')
    await go(`/raad/${dossierId}`)
    await page.getByRole('heading', { name: 'The main line' }).waitFor()
    await stop('council-english')
    await go(`/dossiers/${dossierId}/raad`)
    await page.getByText('Information arrangement').first().waitFor()
    await stop('inside-english')
  }))
