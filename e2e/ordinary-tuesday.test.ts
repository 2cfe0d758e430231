// An ordinary Tuesday of Henk (5.6): one digest at eight, one open item in it, answered within four minutes; then quiet.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { emailOf } from '#app/practice/cast.ts'
import { dossierId, openItemId } from '#app/practice/tell.ts'
import { attentionOf } from '#capabilities/attention/testing.ts'
import { addDays, clockOf, dayAt, isWorkingDay } from '#capabilities/open-items/index.ts'
import { startTown, type Town, tabTo, walk } from './journey.ts'

let town: Town
let attention: ReturnType<typeof attentionOf>
before(async () => {
  town = await startTown()
  const { house } = town
  attention = attentionOf({ owner: house.owner, database: house.house.database, origin: house.config.origin })
})
after(() => town.stop())

const workingDay = (from: string): string => (isWorkingDay(from) ? from : workingDay(addDays(from, 1)))
const tuesday = clockOf(workingDay(addDays(dayAt(new Date()), 1)), 8)
/** Reading a page of this length and typing a sentence, at an easy pace. */
const READING = 60
const TYPING = 60

test('Henk gets one mail at eight, opens his one item from it, answers, and nothing waits any more', async () => {
  const began = Date.now()
  await attention.digest(new Date(tuesday.getTime() - 60_000))
  assert.deepEqual(await attention.mails(), [], 'not before eight')
  await attention.digest(tuesday)
  await attention.digest(tuesday)
  const mine = (await attention.mails()).filter((mail) => mail.to_address === emailOf('henk'))
  assert.equal(mine.length, 1)
  const item = `/open-punten/${openItemId('formulieren', 'w7')}`
  await walk(town, { width: 390 }, async ({ page, go, stop, become }) => {
    let steps = 0
    const step = async (act: () => Promise<unknown>) => {
      steps += 1
      await act()
    }
    await become('Henk Mulder')
    // The mail, as it lies in the mailbox of the practice town: no word of the question, and the way to it.
    await go('/postvak')
    const mail = page.locator('section').filter({ hasText: emailOf('henk') })
    assert.equal(await mail.count(), 1)
    const words = (await mail.textContent())!
    assert.match(words, /Eén open punt wacht op u/)
    assert.doesNotMatch(words, /W-7|formulier/i)
    await stop('digest-in-the-mailbox')
    await step(() => mail.locator(`a[href$="${item}"]`).click())
    await page.waitForURL(`**${item}`)
    await page.getByRole('heading', { level: 1, name: /Gebruikt u formulier W-7/ }).waitFor()
    await stop('the-one-item')
    await step(() => page.getByLabel('Uw antwoord').fill('Nee. Bij geen besluit van dit jaar keek ik ernaar.'))
    await step(() => page.getByRole('button', { name: 'Antwoord geven' }).first().click())
    await page.getByText('Uw antwoord is gegeven').waitFor()
    await go('/vandaag')
    await page.getByText('Er wacht niets op u.').waitFor()
    await stop('nothing-waits')
    assert.equal(steps, 3, 'a link, a sentence, a button')
  })
  const minutes = ((Date.now() - began) / 1000 + READING + TYPING) / 60
  assert.ok(minutes < 4, `${minutes} minutes`)
  // Tomorrow nothing waits, so what comes tells of no item, or nothing comes.
  await attention.forget()
  await attention.digest(clockOf(workingDay(addDays(dayAt(tuesday), 1)), 8))
  const next = (await attention.mails()).filter((mail) => mail.to_address === emailOf('henk'))
  assert.ok(next.every((mail) => !mail.body.includes('/open-punten/')))
})

for (const width of [390, 1280])
  test(`Henk chooses his hour and his quiet, mutes a dossier, and stops the mail without signing in, at ${width}`, () =>
    walk(town, { width }, async ({ page, go, stop, become }) => {
      await become('Henk Mulder')
      await page.locator('.schakel-account summary').click()
      await page.getByRole('link', { name: 'Mail en meldingen' }).click()
      await page.getByRole('heading', { level: 1, name: 'Uw aandacht' }).waitFor()
      await stop('attention')
      await page.getByLabel('Hoe laat?').selectOption({ label: '9.00 uur' })
      await page.getByRole('button', { name: 'Bewaren' }).click()
      await page.getByText('Uw keuzes zijn bewaard.').waitFor()
      await page.getByLabel('Waar gebruikt u het?').fill('Mijn telefoon')
      await page.getByRole('button', { name: 'Agenda-adres maken' }).click()
      await page.getByText('Uw nieuwe agenda-adres').waitFor()
      await stop('attention-calendar')
      const address = await page.locator('[data-new-calendar]').textContent()
      const feed = await page.request.get(address!)
      assert.match(await feed.text(), /^BEGIN:VCALENDAR/)
      await go(`/dossiers/${dossierId('formulieren')}/volgen`)
      await stop('following')
      await attention.forget()
      await town.house.owner.query(`update attention.setting set digest = 'workingDays'`)
      await town.house.owner.query(
        `insert into open_items.open_item (id, dossier_id, organisation_id, kind, question, raised_by, raised_role, addressee,
           addressee_organisation_id, addressee_role, due_on, audience)
         select gen_random_uuid(), i.dossier_id, i.organisation_id, i.kind, i.question, i.raised_by, i.raised_role, i.addressee,
           i.addressee_organisation_id, i.addressee_role, current_date + 5, i.audience from open_items.open_item i where i.id = $1`,
        [openItemId('formulieren', 'w7')],
      )
      await attention.digest(clockOf(dayAt(tuesday), 9))
      const [mail] = (await attention.mails()).filter((one) => one.to_address === emailOf('henk'))
      await page.context().clearCookies()
      await page.goto(mail!.headers['List-Unsubscribe']!.slice(1, -1))
      await page.getByRole('heading', { level: 1, name: 'Geen mail meer?' }).waitFor()
      await stop('unsubscribe')
      if (width > 500) {
        await tabTo(page, 'Stop het overzicht')
        await page.keyboard.press('Enter')
      } else await page.getByRole('button', { name: 'Stop het overzicht' }).click()
      await page.getByText('U krijgt geen dagelijks overzicht meer.').waitFor()
      await stop('unsubscribed')
    }))

for (const [how, options] of [
  ['by phone without JavaScript', { width: 390, script: false }],
  ['at a desk', { width: 1280 }],
] as const)
  test(`Samira leaves and Bas-Jan takes over, ${how}`, () =>
    walk(town, options, async ({ page, go, stop, become }) => {
      const dossier = dossierId('script' in options ? 'haven' : 'zon')
      await become('Samira El Amrani')
      await go('/vandaag')
      // In the practice town Bas-Jan offers her something too.
      await page.getByText('Eén dossier is u aangeboden.').waitFor()
      await go(`/dossiers/${dossier}`)
      await page.getByText('Ook mogelijk').click()
      await page.getByRole('link', { name: 'Overdracht', exact: true }).click()
      await page.getByRole('heading', { level: 1, name: 'Overdracht' }).waitFor()
      await stop('handover')
      await page.getByLabel('Wat zou u als eerste doen?').fill('Bel eerst met de havenmeester.')
      await page.getByRole('button', { name: 'Bewaren' }).click()
      await page.getByText('Uw advies is bewaard.').waitFor()
      const picker = page.locator('#aanbieden')
      if ('script' in options) {
        await picker.locator('input[name="toId-search"]').fill('bas-jan')
        await picker.locator('button[name=search]').first().click()
        await page
          .getByRole('radio', { name: /Bas-Jan Kuiper/ })
          .first()
          .check()
      } else {
        await picker.locator('[data-picker-input]').first().fill('bas-jan')
        await page
          .getByRole('option', { name: /Bas-Jan Kuiper/ })
          .first()
          .click()
      }
      await page.getByLabel('Waarom draagt u over?').fill('Ik begin op maandag bij de provincie.')
      await page.getByRole('button', { name: 'Aanbieden' }).click()
      await page.getByText('Aangeboden aan Bas-Jan Kuiper').waitFor()
      await stop('handover-offered')
      await go('/overdracht')
      await stop('handovers-of-samira')
      await become('Bas-Jan Kuiper')
      await go('/vandaag')
      await page.getByText('Eén dossier is u aangeboden.').waitFor()
      await page.getByRole('link', { name: 'Bekijk het aanbod' }).click()
      await stop('handovers-of-basjan')
      await page
        .getByRole('link', { name: /Lees de overdracht/ })
        .first()
        .click()
      await page.getByText('Samira El Amrani biedt u dit dossier aan').waitFor()
      await stop('handover-to-accept')
      await page.getByRole('button', { name: 'Ja, ik neem het over' }).click()
      await page.getByText('Het dossier is nu van u.').waitFor()
      await page.getByText('Bel eerst met de havenmeester.').first().waitFor()
      await stop('handover-accepted')
    }))

test('who reads English reads all of it in English', () =>
  walk(town, { locale: 'en' }, async ({ page, go, stop, become }) => {
    await become('Samira El Amrani')
    await go('/mij/aandacht')
    await page.getByRole('heading', { level: 1, name: 'Your attention' }).waitFor()
    await stop('attention-english')
    await go('/overdracht')
    await page.getByRole('heading', { level: 1, name: 'Handing over' }).waitFor()
    await stop('handovers-english')
  }))
