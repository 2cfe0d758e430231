// The day of the process owner (5.1), the other half: asked, answered, silent, climbed; and an ordinary Tuesday of Henk (5.6).
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { dossierId } from '#app/practice/tell.ts'
import { climb } from '#capabilities/open-items/index.ts'
import { startTown, type Town, tabTo, type Walk, type WalkOptions, walk } from './journey.ts'

let town: Town
before(async () => {
  town = await startTown()
})
after(() => town.stop())

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })
const main = async ({ page }: Walk) => (await page.locator('main').textContent()) ?? ''

/** Title, reason, save. Answers the address of the dossier. */
const openDossier = async ({ page, say, go }: Walk, title: string): Promise<string> => {
  const { open } = say.dossier.web
  await go('/dossiers/nieuw')
  await page.getByLabel(open.name).fill(title)
  await page.getByLabel(open.reason).fill('38 huishoudens willen zonnepanelen en één buurtbatterij.')
  await page.getByRole('button', { name: open.save }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  return new URL(page.url()).pathname
}

const ask = async (
  { page, say, go, stop }: Walk,
  dossier: string,
  asked: { question: string; search: string; choose: RegExp; kind: 'question' | 'advice'; hours?: number },
  script: boolean,
): Promise<void> => {
  const { ask: words, kinds, acts } = say.openItems
  await go(dossier)
  await page.getByRole('link', { name: acts.askOpenItem }).first().click()
  await page.getByLabel(words.question).waitFor()
  await stop(`ask-${asked.kind}`)
  await page.getByLabel(words.kind).selectOption({ label: kinds[asked.kind] })
  await page.getByLabel(words.question).fill(asked.question)
  await page.getByLabel(words.dueOn).fill(inDays(16))
  if (asked.hours) {
    await page.locator('summary', { hasText: words.note }).click()
    await page.getByLabel(words.hours).fill(String(asked.hours))
  }
  const picker = page.locator('[data-picker-input]')
  await picker.fill(asked.search)
  if (script) await page.getByRole('option', { name: asked.choose }).first().click()
  else {
    await page.locator('button[name=search]').first().click()
    await page.getByRole('radio', { name: asked.choose }).first().check()
  }
  await page.getByRole('button', { name: words.send, exact: true }).click()
  await page.getByText(asked.question).first().waitFor()
}

/** The same words may stand among the news; what can be answered has a field. */
const answerable = ({ page }: Walk, question: string) =>
  page
    .locator('li, article')
    .filter({ hasText: question })
    .filter({ has: page.locator('textarea[name=text]') })

const answer = async (here: Walk, question: string, text: string, name: string): Promise<void> => {
  const { page, say, go, stop } = here
  const card = answerable(here, question).last()
  await card.locator('summary', { hasText: say.openItems.list.answerNow }).click()
  await stop(name)
  await card.locator('textarea[name=text]').fill(text)
  await card.getByRole('button', { name: say.openItems.acts.answerOpenItem }).click()
  await page.getByText(say.openItems.done.answerOpenItem).waitFor()
  await go('/vandaag')
  assert.equal(await answerable(here, question).count(), 0, 'what is answered no longer waits')
}

const ways: readonly (readonly [string, WalkOptions])[] = [
  ['on a phone', { width: 390 }],
  ['at a desk', { width: 1280 }],
  ['without JavaScript', { width: 390, script: false }],
  ['in English', { width: 1280, locale: 'en' }],
]
for (const [how, options] of ways)
  describe(`a question asked and answered, ${how}`, () => {
    const advice = `Mogen zichtbare panelen in het Dijklint, ${how}?`
    const question = `Hoeveel leden doen mee, ${how}?`
    let dossier = ''

    test('Samira asks Wout for advice and the cooperative a question', async () => {
      await walk(town, options, async (here) => {
        await here.become('Samira El Amrani')
        await here.go('/vandaag')
        await here.stop('today-samira')
        dossier = await openDossier(here, `Zon ${how}`)
        const script = options.script ?? true
        await ask(here, dossier, { question: advice, search: 'Wout', choose: /Wout/, kind: 'advice', hours: 8 }, script)
        await ask(here, dossier, { question, search: 'Zon op de', choose: /Zon op de Dijk/, kind: 'question' }, script)
        await here.go(dossier)
        await here.stop('dossier-asked')
        await here.go('/vandaag')
        assert.ok((await main(here)).includes(advice))
      })
    })

    test('Wout sees it on Vandaag and answers there', async () => {
      await walk(town, options, async (here) => {
        await here.become('Wout Terpstra')
        await here.go('/vandaag')
        await here.stop('today-wout')
        await answer(here, advice, 'Strijdig met de beleidsregel. Donkere panelen zijn niet onderzocht.', 'answer-wout')
        await here.go(dossier)
        assert.ok((await main(here)).includes('Strijdig met de beleidsregel.'))
      })
    })

    test('Marleen sees exactly her part and answers', async () => {
      await walk(town, options, async (here) => {
        await here.become('Marleen Visser')
        await here.go('/vandaag')
        await here.stop('today-marleen')
        const seen = await main(here)
        assert.ok(seen.includes(question))
        assert.ok(!seen.includes('Vast overleg') && !seen.includes('W-7'))
        await answer(here, question, 'Eenendertig op papier.', 'answer-marleen')
        await here.go(dossier)
        assert.ok((await main(here)).includes('Eenendertig op papier.'))
      })
    })

    test('Henk sees nothing of it on Vandaag', async () => {
      await walk(town, options, async (here) => {
        await here.become('Henk Mulder')
        await here.go('/vandaag')
        const seen = await main(here)
        assert.ok(!seen.includes(advice) && !seen.includes(question))
      })
    })
  })

test('silence climbs: Gerrit hears it when Wout says nothing', async () => {
  await walk(town, { width: 390 }, async (here) => {
    await here.become('Gerrit Bakker')
    await here.go('/vandaag')
    await here.stop('today-gerrit')
    const silent = 'Mogen zichtbare panelen in het Dijklint?'
    assert.ok(!(await main(here)).includes(silent))
    const client = await town.house.owner.connect()
    try {
      while ((await climb(client, new Date(Date.now() + 30 * 86_400_000))) > 0);
    } finally {
      client.release()
    }
    await here.go('/vandaag')
    assert.ok((await main(here)).includes(silent))
    await here.page.getByRole('link', { name: silent }).first().click()
    await here.page.getByRole('heading', { name: here.say.openItems.page.ladder }).waitFor()
    await here.stop('open-item-climbed')
  })
})

test('Henk answers his one open item in three steps', async () => {
  await walk(town, { width: 390 }, async (here) => {
    await here.become('Henk Mulder')
    await here.go('/vandaag')
    await here.stop('today-henk')
    await answer(here, 'Gebruikt u formulier W-7', 'Nee. Ik beslis op W-2 en op het gesprek.', 'answer-henk')
    assert.ok((await main(here)).includes(here.say.openItems.today.nothingWaits))
    await here.stop('today-henk-done')
  })
})

test('the dossier says beside its journal who still owes an answer', async () => {
  await walk(town, {}, async (here) => {
    await here.become('Samira El Amrani')
    await here.go(`/dossiers/${dossierId('zon')}`)
    await here.stop('dossier-zon-with-open-items')
    assert.ok((await main(here)).includes('Mag de batterij in de schuur?'))
  })
})

test('Ilse answers on Vandaag with the keyboard alone', async () => {
  await walk(town, {}, async (here) => {
    const { page, say } = here
    await here.become('Ilse Brouwer')
    await here.go('/vandaag')
    const waiting = 'Wil jij mijn methode nalezen'
    assert.equal(await answerable(here, waiting).count(), 1)
    await tabTo(page, say.openItems.list.answerNow)
    await page.keyboard.press('Enter')
    await tabTo(page, say.openItems.fields.answer)
    await page.keyboard.type('Gelezen. Zet de noemer in de kop van de tabel.')
    await tabTo(page, say.openItems.acts.answerOpenItem)
    await page.keyboard.press('Enter')
    await page.getByText(say.openItems.done.answerOpenItem).waitFor()
    assert.equal(await answerable(here, waiting).count(), 0)
  })
})
