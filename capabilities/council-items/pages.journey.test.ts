// The desk, an item, a question, a political choice and the agenda in a real browser: by phone and desk, with and without
// JavaScript, held against WCAG.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PersonKey } from '#app/practice/cast.ts'
import { dossierId } from '#app/practice/tell.ts'
import { tellCouncilItem, tellItemStep, tellMoment } from '#app/practice/telling/council-items.ts'
import { startTown, type Town, type Walk, walk } from '../../e2e/journey.ts'

let town: Town
const haven = dossierId('haven')
const promise = '018f0000-0000-7000-8000-000000000001'
const at = (days: number) => new Date(Date.now() + days * 86_400_000)
const day = (days: number) => at(days).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })

before(async () => {
  town = await startTown()
  const client = await town.house.owner.connect()
  const item = await tellCouncilItem(client, {
    dossierId: haven,
    at: at(-40),
    by: 'lotte',
    kind: 'promise',
    title: 'Geluidsmodel vóór 15 september',
    text: 'De wethouder zegt toe dat het geluidsmodel er dan ligt.',
    submittedBy: 'wethouder De Ruiter',
    councilItemId: promise,
  })
  await tellItemStep(client, item, { at: at(-40), by: 'lotte', kind: 'assigned', debtor: 'deruiter', dueOn: day(-4) })
  await tellMoment(client, {
    at: at(-30),
    by: 'lotte',
    council: 'wierdijk',
    subject: 'Begroting volgend jaar',
    kind: 'opinionForming',
    body: 'commissie Financiën',
    plannedOn: day(40),
    startsAt: '19:30',
    audience: 5,
    moved: [{ at: at(-3), became: day(47), reason: 'De cijfers komen later.' }],
  })
  client.release()
})
after(() => town.stop())

const become = async ({ page }: Walk, key: PersonKey) => {
  const [name, value] = (await town.house.as(key)).cookie.split('=') as [string, string]
  await page.context().addCookies([{ name, value, url: town.house.config.origin }])
}

for (const width of [390, 1280])
  test(`Lotte sees what her council is owed and opens every form, at ${width}`, () =>
    walk(town, { width }, async (walking) => {
      const { page, go, stop } = walking
      await become(walking, 'lotte')
      await go('/griffie')
      await page.getByRole('link', { name: 'Geluidsmodel vóór 15 september' }).waitFor()
      await page.getByRole('link', { name: 'geen reden gegeven' }).waitFor()
      await stop('desk')
      await go('/griffie?welke=afspraken')
      await stop('desk-arrangements')
      await go(`/dossiers/${haven}/raadspunt`)
      await stop('register')
      await go(`/raad/punten/${promise}`)
      await page.locator('summary', { hasText: 'Toewijzen' }).click()
      await stop('item-assign')
      await go('/raad/agenda')
      await stop('agenda')
      await page.getByRole('link', { name: 'Begroting volgend jaar' }).click()
      await page.locator('summary', { hasText: 'Verplaatsen' }).click()
      await stop('moment-move')
      await go('/raad/agenda/nieuw')
      await stop('plan')
      await go('/raad/velden')
      await stop('fields')
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
        'no page is wider than the screen',
      )
    }))

test('reported ready by De Ruiter, sent back and then discharged by Lotte, by phone and without JavaScript', () =>
  walk(town, { width: 390, script: false }, async (walking) => {
    const { page, go, stop } = walking
    const report = async (words: string) => {
      await become(walking, 'deruiter')
      await go(`/raad/punten/${promise}`)
      await page.locator('summary', { hasText: 'Gereed melden' }).click()
      await page.getByLabel('Wat is er gedaan?').fill(words)
      await page.getByLabel('Waaruit blijkt dat?').selectOption({ index: 1 })
      await page.getByRole('button', { name: 'Gereed melden' }).click()
      await page.getByText('Alleen de griffie kan het namens de raad afdoen.').waitFor()
      assert.equal(await page.getByText('Afdoen namens de raad').count(), 0)
    }
    await report('Het model ligt er.')
    await stop('item-reported')
    await become(walking, 'lotte')
    await go(`/raad/punten/${promise}`)
    await page.locator('summary', { hasText: 'Terugzetten met reden' }).click()
    await page.getByLabel('Waarom?').fill('De tabellen hebben geen noemer.')
    await page.getByRole('button', { name: 'Terugzetten met reden' }).click()
    await page.getByText('Het raadspunt is teruggezet, met uw reden.').waitFor()
    await report('Nu met noemer, n = 212 woningen.')
    await become(walking, 'lotte')
    await go(`/raad/punten/${promise}`)
    await page.locator('summary', { hasText: 'Afdoen namens de raad' }).click()
    await page.getByLabel('In welke vergadering?').fill('commissie Ruimte')
    await page.getByRole('button', { name: 'Afdoen namens de raad' }).click()
    await page.getByText('Het raadspunt is afgedaan.').waitFor()
    await stop('item-discharged')
  }))

test('Youssef asks a technical question and calls a choice political; Samira takes it to the council', () =>
  walk(town, { width: 390 }, async (walking) => {
    const { page, go, stop } = walking
    await become(walking, 'youssef')
    await go(`/dossiers/${haven}/raadsvraag`)
    await stop('ask')
    const form = page.getByRole('form', { name: 'Technische vraag' })
    await form.getByLabel('Onderwerp').fill('Bodem kade 9')
    await form.getByLabel('Wat wilt u weten?').fill('Op hoeveel boringen rust het bedrag?')
    await form.getByRole('button', { name: 'Technische vraag stellen' }).click()
    await page.getByText('Het antwoord gaat naar de hele raad tegelijk.').waitFor()
    await stop('question')
    await go(`/dossiers/${haven}/politieke-keuze`)
    await page.getByLabel('Welke keuze is politiek, en waarom?').fill('Gemengd betekent woningbouw.')
    await stop('marking')
    await page.getByRole('button', { name: 'Zeggen dat dit politiek is' }).click()
    await page.getByText('De eigenaar moet hier nu op antwoorden.').waitFor()
    const mark = new URL(page.url()).pathname
    await become(walking, 'samira')
    await go('/vandaag')
    await page.locator(`a[href="${mark}"]`).first().click()
    await page.locator('summary', { hasText: 'Naar het bestuur brengen' }).click()
    await page.getByLabel('Waarom?').first().fill('Woningbouw is aan de raad.')
    await stop('mark-route')
    await page.getByRole('button', { name: 'Naar het bestuur brengen' }).click()
    await page
      .getByText('Zonder dat besluit gaat het proces niet door', { exact: false })
      .or(page.getByText('De keuze is voorbehouden', { exact: false }))
      .first()
      .waitFor()
    await stop('mark-routed')
  }))

test('a resident without account reads the agenda, also in English', () =>
  walk(town, { locale: 'en' }, async ({ page, go, stop }) => {
    await go('/raad/agenda')
    await page.getByRole('heading', { name: 'Long-term agenda of the council' }).waitFor()
    await page.getByRole('link', { name: 'Begroting volgend jaar' }).click()
    await page.getByText('De cijfers komen later.').waitFor()
    await stop('moment-english')
  }))
