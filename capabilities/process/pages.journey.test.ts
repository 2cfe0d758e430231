// The pages of a process in a real browser: by phone and desk, with and without JavaScript, held against WCAG.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { membershipId, type PersonKey } from '#app/practice/cast.ts'
import { dossierId } from '#app/practice/tell.ts'
import type { Answered, Client } from '#app/testing.ts'
import { startTown, type Town, type Walk, walk } from '../../e2e/journey.ts'

let town: Town
const world = { dossierId: '', gateId: '', councilGateId: '', choiceId: '', phaseId: '', uncertaintyId: '' }

const dayFrom = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })
const good = ({ status, text, json }: Answered) => {
  assert.ok(status < 300, text)
  return status === 204 ? null : json
}

/** What lies behind us is told as the owner of the tables tells it: on its own day. */
const monthsAgo = async (entryIds: readonly string[], days: number) => {
  await town.house.owner.query(
    `update process.record set recorded_at = now() - make_interval(days => $2) where entry_id = any ($1::uuid[])`,
    [entryIds, days],
  )
}

const arrange = async (samira: Client) => {
  const { dossierId } = good(
    await samira.post('/dossiers', {
      title: 'Havenkwartier: het proces',
      reason: 'Kade 3 tot en met 14 staat voor een derde leeg.',
      kind: 'opgave',
      ceiling: 4,
    }),
  )
  world.dossierId = dossierId
  const path = `/dossiers/${dossierId}`
  for (const [key, role] of [
    ['wout', 'adviser'],
    ['lotte', 'follower'],
    ['deruiter', 'follower'],
  ] as const)
    good(await samira.post(`${path}/involvements`, { membershipId: membershipId(key), role }))
  good(
    await samira.put(`${path}/process/start`, {
      purpose: 'Een haven waar gewerkt en gewoond kan worden, als dat samen kan.',
      searchArea: 'Kade 3 tot en met 14. De jachthaven valt erbuiten.',
      known: ['Een derde van de kade staat leeg.', 'Acht meter langs het water blijft vrij.'],
      unknown: ['Wat er in de bodem zit.', 'Hoeveel lawaai de werf maakt.', 'Wie eigenaar is van kade 11.'],
      assumed: ['De scheepswerf blijft.'],
    }),
  )
  good(
    await samira.put(`${path}/process/start`, {
      purpose: 'Een haven waar gewerkt en gewoond kan worden, als dat samen kan.',
      searchArea: 'Kade 1 tot en met 14. De jachthaven valt erbuiten.',
      known: ['Een derde van de kade staat leeg.', 'Acht meter langs het water blijft vrij.'],
      unknown: ['Wat er in de bodem zit.', 'Hoeveel lawaai de werf maakt.'],
      assumed: ['De scheepswerf blijft.'],
      reason: 'De raad nam een amendement aan: ook kade 1 en 2.',
    }),
  )
  const plan = (title: string, question: string, mode: string, government: string) =>
    samira.post(`${path}/phases`, {
      title,
      question,
      mode,
      modeReason: 'Zo leren wij het meest.',
      government,
      governmentReason: 'Dat past bij wat er nu nodig is.',
    })
  const first = good(await plan('Verkennen', 'Wat willen mensen aan de kade?', 'improvise', 'faciliteren'))
  const second = good(await plan('Richting kiezen', 'Welke richting is haalbaar en gewenst?', 'process', 'regisseren'))
  good(await plan('Uitwerken', 'Hoe maken wij het waar?', 'project', 'stimuleren'))
  world.phaseId = second.phaseId
  good(await samira.put(`${path}/phases/${first.phaseId}/start`))
  good(await samira.put(`${path}/phases/${first.phaseId}/ending`, { learned: 'Wonen en werk willen dezelfde kade.' }))
  good(await samira.put(`${path}/phases/${second.phaseId}/start`))
  good(
    await samira.put(`${path}/phases/${second.phaseId}/role`, {
      government: 'reguleren',
      reason: 'De partijen komen er samen niet uit.',
    }),
  )
  const name = async (title: string, days: number) => {
    const made = good(
      await samira.post(`${path}/uncertainties`, {
        title,
        impact: 'Het kan duurder worden dan het hele proces.',
        howWeFindOut: 'Wij laten het meten.',
        findOutBy: dayFrom(40),
      }),
    )
    await monthsAgo([made.entryId], days)
    return made.uncertaintyId
  }
  const soil = await name('Bodem langs de kade', 90)
  world.uncertaintyId = soil
  const noise = await name('Geluid van de werf', 80)
  await name('Subsidie van de provincie', 60)
  const move = async (uncertaintyId: string, state: string, days: number, learned = '') =>
    monthsAgo(
      [
        good(
          await samira.put(`${path}/uncertainties/${uncertaintyId}/state`, {
            state,
            learned,
            reason: 'Het rapport is binnen.',
          }),
        ).entryId,
      ],
      days,
    )
  await move(soil, 'red', 30)
  await move(noise, 'green', 50)
  await move(noise, 'settled', 10, 'Onder de norm, behalve bij storm (n = 12 metingen).')
  good(await samira.put(`${path}/money/ceiling`, { ceiling: 15_000_000, source: 'Raadsbesluit van 14 januari' }))
  good(await samira.post(`${path}/money/spending`, { spent: 9_400_000, asOf: dayFrom(0), source: 'Budgethouder' }))
  good(
    await samira.put(`${path}/own-room`, {
      mandate: 'Gesprekken voeren. Niets toezeggen over grond.',
      budget: '€ 150.000 proceskosten',
      hours: '16 uur per week',
      knowledge: 'Erfgoed, waterschap, havenmeester.',
      widenedBy: 'De wethouder',
    }),
  )
  good(
    await samira.put(`${path}/consultation`, {
      depth: 'advise',
      tempo: 'Elke zes weken een avond.',
      why: 'Veel belangen, weinig tijd.',
      notConsulted: [{ who: 'Watersporters van buiten', reason: 'Zij komen alleen in juli.' }],
    }),
  )
  const gate = {
    question: 'Met welke richtingen gaan wij verder?',
    information: 'Verslag van de gesprekken, het bodemrapport en de standpunten.',
    conditions: ['De schippers zijn gehoord.', 'Het bodemrapport ligt er.'],
  }
  world.gateId = good(
    await samira.post(`${path}/gates`, {
      ...gate,
      title: 'Richtingen kiezen',
      capacity: 'eigenaar',
      body: 'eigenaar, binnen het mandaat',
      plannedOn: dayFrom(14),
      phaseId: world.phaseId,
    }),
  ).gateId
  world.councilGateId = good(
    await samira.post(`${path}/gates`, {
      ...gate,
      title: 'Besluit van de raad',
      capacity: 'raad',
      body: 'gemeenteraad',
      plannedOn: dayFrom(60),
      conditions: [],
    }),
  ).gateId
  good(
    await samira.put(`${path}/gates/${world.councilGateId}/preparation`, {
      facts: 'De bodem is vervuild.',
      options: [{ title: 'Werken' }, { title: 'Gemengd' }],
      proposal: 'De raad kiest.',
      conditions: [],
    }),
  )
  world.choiceId = good(
    await samira.post(`${path}/reserved-choices`, {
      text: 'Woningbouw: ja of nee.',
      why: 'Dit is een politieke keuze.',
      capacity: 'raad',
      gateId: world.councilGateId,
    }),
  ).choiceId
}

before(async () => {
  town = await startTown()
  await arrange(await town.house.as('samira'))
})
after(() => town.stop())

const become = async ({ page }: Walk, key: PersonKey) => {
  const [name, value] = (await town.house.as(key)).cookie.split('=') as [string, string]
  await page.context().addCookies([{ name, value, url: town.house.config.origin }])
}

for (const width of [390, 1280])
  test(`Samira sees how the process stands, in pictures and in tables, at ${width}`, () =>
    walk(town, { width }, async (walking) => {
      const { page, go, stop } = walking
      await become(walking, 'samira')
      await go(`/dossiers/${world.dossierId}`)
      await page.getByRole('navigation', { name: 'Delen van dit dossier' }).getByText('Proces').waitFor()
      await stop('process-in-dossier')
      await go(`/dossiers/${world.dossierId}/proces`)
      const shown = page.locator('svg.schakel-draw:visible')
      assert.equal(await shown.count(), 4, 'track, uncertainties, money and roles')
      for (const label of [
        /Het spoor heeft 3 fasen en 2 beslismomenten/,
        /Nu 1 rood, 1 oranje, 0 groen en 1 opgelost/,
        /Besteed is € 94\.000 van het plafond van € 150\.000: 62 %/,
        /Richting kiezen: Reguleren/,
      ])
        assert.equal(await page.getByRole('img', { name: label }).count(), 1, String(label))
      await page.getByText('De onzekerheid «Bodem langs de kade» staat op rood.').waitFor()
      await page.getByText('Van het plafond is 62 % besteed.').waitFor()
      await stop('process')
      // What was told of the dike reads as what was done.
      await go(`/dossiers/${dossierId('zon')}/proces`)
      await page.getByText('Of de gemeente garant staat voor de lening.').first().waitFor()
      await stop('process-zon')
      if (width > 500) return
      for (const [path, name] of [
        ['start', 'start'],
        [`fasen/${world.phaseId}`, 'phase'],
        [`onzekerheden/${world.uncertaintyId}`, 'uncertainty'],
        ['geld', 'money'],
        [`beslismomenten/${world.gateId}`, 'gate'],
        [`beslismomenten/${world.gateId}/voorbereiden`, 'gate-prepare'],
        [`keuzen/${world.choiceId}`, 'choice'],
        ['inspraak', 'consultation'],
      ] as const) {
        await go(`/dossiers/${world.dossierId}/proces/${path}`)
        await stop(`process-${name}`)
      }
    }))

test('Samira starts a process, plans and prepares a gate, hears an objection and decides, without JavaScript', () =>
  walk(town, { script: false, width: 390, refused: 409 }, async (walking) => {
    const { page, go, stop } = walking
    await become(walking, 'samira')
    const path = `/dossiers/${world.dossierId}/proces`
    await go(`${path}/beslismomenten/${world.gateId}`)
    await page.getByRole('link', { name: 'Voorbereiden' }).click()
    await page.getByLabel('Welke feiten liggen er?').fill('Veertien boringen zijn gedaan.')
    await page.getByLabel('Mogelijkheid 1').fill('Werken')
    await page.getByLabel('Mogelijkheid 3').fill('Gemengd')
    await page.getByLabel('Wie 1', { exact: true }).fill('Kade 12')
    await page.getByLabel('Wat zegt die partij? 1').fill('Eerst meten.')
    await page.getByLabel('Dit is een minderheid 1').check()
    await page.getByLabel('Hieraan is voldaan 1').check()
    await page.getByLabel('Hieraan is voldaan 2').check()
    await page.getByRole('button', { name: 'Voorbereiding bewaren' }).click()
    // The proposal was forgotten: everything typed is still there.
    await page.getByRole('alert').or(page.getByText('Er klopt iets niet')).first().waitFor()
    assert.equal(await page.getByLabel('Mogelijkheid 3').inputValue(), 'Gemengd')
    assert.ok(await page.getByLabel('Hieraan is voldaan 2').isChecked())
    await page.getByLabel('Wat is het voorstel?').fill('Met werken en gemengd verder.')
    await page.getByRole('button', { name: 'Voorbereiding bewaren' }).click()
    await page.waitForURL(/gedaan=prepareGate/)
    await page.getByText('Kade 12 (minderheid):').waitFor()

    await become(walking, 'wout')
    await go(`${path}/beslismomenten/${world.gateId}`)
    await page.locator('summary', { hasText: 'Vakbezwaar maken' }).click()
    await page.getByLabel('Waarom kan dit zo niet?').fill('De kade draagt dit niet.')
    await page.getByRole('button', { name: 'Vakbezwaar maken' }).click()
    await page.waitForURL(/gedaan=raiseObjection/)

    await become(walking, 'samira')
    await go(`${path}/beslismomenten/${world.gateId}/besluit`)
    const decide = async () => {
      await page.getByLabel('Bijstellen', { exact: true }).check()
      await page.getByLabel('Het besluit in woorden').fill('Wij gaan verder met twee richtingen.')
      await page.getByLabel('Waarom?').fill('Daar is het meeste draagvlak voor.')
      await page.getByLabel('Kader van de raad voor het Havenkwartier').check()
      await page.getByLabel('Wat merkt de inwoner').fill('Omwonenden weten waar zij aan toe zijn.')
      await page.getByRole('button', { name: 'Besluit vastleggen' }).click()
    }
    await decide()
    await page.getByText('Er ligt een vakbezwaar.').first().waitFor()
    assert.equal(await page.getByLabel('Het besluit in woorden').inputValue(), 'Wij gaan verder met twee richtingen.')

    await become(walking, 'wout')
    await go(`${path}/beslismomenten/${world.gateId}`)
    await page.locator('summary', { hasText: 'Intrekken' }).click()
    await page.getByLabel('Waarom trekt u het in?').fill('De fundering is doorgerekend.')
    await page.getByRole('button', { name: 'Vakbezwaar intrekken' }).click()
    await page.waitForURL(/gedaan=withdrawObjection/)

    await become(walking, 'samira')
    await go(`${path}/beslismomenten/${world.gateId}/besluit`)
    await decide()
    await page.waitForURL(/gedaan=decideGate/)
    await page.getByText('Besluit: Bijstellen').waitFor()
    await stop('process-gate-decided')
  }))

test('the council’s choice is recorded by Lotte and by nobody else, and then the gate opens', () =>
  walk(town, { width: 1280, refused: 409 }, async (walking) => {
    const { page, go, stop } = walking
    const path = `/dossiers/${world.dossierId}/proces`
    await become(walking, 'samira')
    await go(`${path}/keuzen/${world.choiceId}`)
    await page.getByText('Het besluit van de raad legt de griffie vast, en niemand anders.').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Besluit vastleggen' }).count(), 0)
    await become(walking, 'lotte')
    const fill = async () => {
      await page.getByLabel('Het besluit in woorden').fill('Geen woningbouw aan de kade.')
      await page.getByLabel('Waarom?').fill('De werf gaat voor.')
      await page.getByLabel('Kader van de raad voor het Havenkwartier').check()
      await page.getByLabel('Wat merkt de inwoner').fill('Er komen hier geen woningen.')
      await page.getByLabel('Bevoegd orgaan').fill('gemeenteraad')
      await page.getByRole('button', { name: 'Besluit vastleggen' }).click()
    }
    await go(`${path}/beslismomenten/${world.councilGateId}/besluit`)
    await page.getByLabel('Door', { exact: true }).check()
    await fill()
    await page.getByText('Zonder het besluit van de raad of het college gaat niemand hier verder').first().waitFor()
    await go(`${path}/keuzen/${world.choiceId}`)
    await stop('process-choice-decide')
    await fill()
    await page.waitForURL(/gedaan=decideChoice/)
    await go(`${path}/beslismomenten/${world.councilGateId}/besluit`)
    await page.getByLabel('Door', { exact: true }).check()
    await fill()
    await page.waitForURL(/gedaan=decideGate/)
    await page.getByText('Besluit: Door').waitFor()
    await go(`/dossiers/${world.dossierId}`)
    await stop('process-journal')
  }))

test('who reads English reads the process in English, and closing without a plan asks result, effect and lesson', () =>
  walk(town, { locale: 'en', refused: 400 }, async (walking) => {
    const { page, go, stop } = walking
    await become(walking, 'samira')
    await go(`/dossiers/${world.dossierId}/proces`)
    await page.getByRole('heading', { name: 'The track' }).waitFor()
    await stop('process-english')
    await page.getByRole('link', { name: 'Close the dossier' }).click()
    await page.waitForURL(/afsluiten$/)
    await page.getByLabel('Without a result').check()
    await page.getByRole('button', { name: /close/i }).last().click()
    await page.getByRole('alert').or(page.locator('[aria-invalid]')).first().waitFor()
    assert.equal(await page.locator('textarea[aria-invalid="true"]').count(), 3)
  }))
