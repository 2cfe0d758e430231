// How the harbour and the dike are led without a known outcome: phases, what is uncertain, who decides what, and what is reserved.
import { idFrom } from '#foundation/id.ts'
import { calendarFrom } from '../calendar.ts'
import { frameVersionId } from '../frames.ts'
import type { Happening, Story } from '../story.ts'
import { dossierId } from '../tell.ts'
import {
  tellChoice,
  tellGate,
  tellGateDecision,
  tellMoney,
  tellPhase,
  tellPhaseState,
  tellPreparation,
  tellRecord,
  tellRole,
  tellStart,
  tellUncertainty,
  tellUncertaintyState,
} from '../telling/process.ts'

/** Any day does: only what comes first matters here. */
const order = calendarFrom(new Date('2026-06-02T21:59:00Z'))
const place = ({ on }: Happening) => order.moment(on).getTime()

/** The story with what its process did, in the order of its days. */
export const withProcess = (story: Story): Story => ({
  ...story,
  then: [...story.then, ...(led[story.key] ?? [])].toSorted((a, b) => place(a) - place(b)),
})

const id = (name: string) => idFrom(`practice process ${name}`)
const haven = { dossierId: dossierId('haven'), by: 'samira' } as const
const zon = { dossierId: dossierId('zon'), by: 'samira' } as const

const harbour = [
  [
    'bodem',
    'De bodem onder de kade',
    'Saneren kan duurder worden dan al het andere samen.',
    'Veertien boringen.',
    '12 mrt',
  ],
  [
    'geluid',
    'Het geluid van de werf',
    'Wonen naast de werf kan dan misschien niet.',
    'Twee weken meten, dag en nacht.',
    '26 feb',
  ],
  [
    'eigendom',
    'Van wie kade 11 is',
    'Zonder eigenaar kan niemand tekenen.',
    'Het kadaster, en het archief van het waterschap.',
    '29 jan',
  ],
  ['werf', 'Hoeveel de werf kan dragen', 'Er werken 22 mensen.', 'Gesprek met de werf en de bank.', '19 feb'],
  ['subsidie', 'Of er subsidie komt', 'Zonder subsidie wordt elk plan kleiner.', 'De provincie beslist.', '30 jun'],
] as const

const led: Readonly<Record<string, readonly Happening[]>> = {
  haven: [
    {
      on: '27 nov 10.00',
      by: 'samira',
      tells: async (client, at) => {
        await tellStart(client, {
          ...haven,
          at,
          purpose: 'Een haven waar gewerkt en gewoond kan worden, als dat samen kan.',
          searchArea: 'Kade 3 tot en met 14. De jachthaven en de dijk zelf vallen erbuiten.',
          known: ['Een derde van de kade staat leeg.', 'De scheepswerf wil blijven en uitbreiden.'],
          unknown: ['Wat er in de bodem zit.', 'Hoeveel lawaai de werf ’s nachts maakt.', 'Van wie kade 11 is.'],
          assumed: ['De raad wil geen leegstand meer over tien jaar.'],
        })
        await tellPhase(client, {
          ...haven,
          at,
          phaseId: id('haven verkennen'),
          number: 1,
          title: 'Verkennen',
          question: 'Wat willen mensen aan de kade, en wat sluit elkaar uit?',
          mode: 'improvise',
          modeReason: 'Niemand weet nog wat werkt. Wij lopen de kade af en luisteren.',
          role: 'faciliteren',
          roleReason: 'Iedereen heeft een eigen plan. Wij brengen ze bij elkaar.',
        })
        await tellPhaseState(client, { ...haven, at, phaseId: id('haven verkennen'), state: 'running' })
      },
    },
    {
      on: '3 dec 11.00',
      by: 'samira',
      tells: async (client, at, calendar) => {
        for (const [key, title, impact, howWeFindOut, by] of harbour)
          await tellUncertainty(client, {
            ...haven,
            at,
            uncertaintyId: id(`haven ${key}`),
            title,
            impact,
            howWeFindOut,
            findOutBy: calendar.date(by),
            state: 'amber',
          })
        await tellMoney(client, {
          ...haven,
          at,
          ceiling: 15_000_000,
          source: 'Begroting, programma ruimte: proceskosten',
        })
        await tellRecord(client, {
          ...haven,
          at,
          kind: 'ownRoom',
          text: 'Gesprekken voeren en onderzoek laten doen. Niets toezeggen over grond of woningen.',
          details: {
            mandate: 'Gesprekken voeren en onderzoek laten doen. Niets toezeggen over grond of woningen.',
            budget: '€ 150.000 proceskosten',
            hours: 'Samira 16 uur, Iris 8 uur per week',
            knowledge: 'Erfgoed, waterschap. Voor de bodem is er niemand in huis.',
            widenedBy: 'De wethouder; over geld de raad',
            reason: '',
          },
        })
      },
    },
    {
      on: '10 dec 15.30',
      by: 'samira',
      tells: async (client, at, calendar) => {
        await tellGate(client, {
          ...haven,
          at,
          gateId: id('haven opdracht'),
          phaseId: id('haven verkennen'),
          title: 'Gaan wij naar de raad?',
          question: 'Weten wij genoeg om een procesvoorstel naar de raad te sturen, zonder uitkomst?',
          capacity: 'eigenaar',
          body: 'eigenaar, binnen het mandaat',
          plannedOn: calendar.date('16 dec'),
          information: 'De gesprekken langs de kade en het advies over de waterkering.',
          conditions: ['De ondernemers zijn gehoord.', 'De kering is bekend.'],
        })
        await tellGate(client, {
          ...haven,
          at,
          gateId: id('haven raad'),
          title: 'Komen er woningen?',
          question: 'Laat de raad woningen toe op kade 3 tot en met 14?',
          capacity: 'raad',
          body: 'gemeenteraad',
          plannedOn: calendar.date('25 jun'),
          information: 'Bodemrapport, geluidsmeting, standpunten naast elkaar.',
          conditions: ['Het geluid is gemeten.', 'Schippers en jongeren zijn gehoord.'],
        })
        await tellChoice(client, {
          ...haven,
          at,
          choiceId: id('haven woningen'),
          text: 'Woningbouw op de kade: ja of nee.',
          why: 'Het bepaalt voor tientallen jaren wie hier kan werken. Dat is een politieke keuze.',
          capacity: 'raad',
          gateId: id('haven raad'),
        })
        await tellChoice(client, {
          ...haven,
          at,
          choiceId: id('haven werf'),
          text: 'Verplaatsing van de scheepswerf.',
          why: 'Er hangen 22 banen aan, en geld dat niet in de begroting staat.',
          capacity: 'raad',
          gateId: id('haven raad'),
        })
      },
    },
    {
      on: '16 dec 15.00',
      by: 'samira',
      tells: async (client, at) => {
        await tellPreparation(client, {
          ...haven,
          at,
          gateId: id('haven opdracht'),
          facts: 'Van 41 ondernemers reageerden er 26. Acht meter langs de kade blijft vrij.',
          options: [
            { title: 'Nu naar de raad', says: 'Met een procesvoorstel, zonder uitkomst.' },
            { title: 'Eerst meten', says: 'Pas naar de raad als bodem en geluid bekend zijn.' },
          ],
          positions: [
            {
              whose: 'Ondernemersvereniging',
              says: 'Liever nu dan later: onzekerheid kost ons klanten.',
              minority: false,
            },
            { whose: 'Bewoners van Kade 12', says: 'Eerst meten, dan pas praten.', minority: true },
          ],
          proposal: 'Nu naar de raad, en tegelijk meten.',
        })
        await tellGateDecision(client, {
          ...haven,
          at,
          gateId: id('haven opdracht'),
          outcome: 'goOn',
          text: 'Het procesvoorstel gaat naar de raad. Bodem en geluid meten wij intussen.',
          reason: 'Wachten op alle metingen kost een half jaar. De raad hoeft nog geen uitkomst te kiezen.',
          residentEffect: 'Omwonenden weten in januari hoe en wanneer zij mee kunnen praten.',
          body: 'eigenaar, binnen het mandaat',
          frameVersionIds: [frameVersionId('havenkwartier', 1)],
          responsible: 'samira',
          minority: 'De bewoners van Kade 12 willen eerst meten.',
          fixed: 'Wij noemen geen uitkomst.',
          open: 'Alles op de kade, binnen de waterveiligheid.',
        })
        await tellPhaseState(client, {
          ...haven,
          at,
          phaseId: id('haven verkennen'),
          state: 'ended',
          learned: 'Wonen en werk willen dezelfde kade. Schippers en jongeren hebben wij nog niet gehoord.',
        })
        await tellPhase(client, {
          ...haven,
          at,
          phaseId: id('haven richting'),
          number: 2,
          title: 'Richting zoeken',
          question: 'Welke richtingen kunnen, en wie draagt ze?',
          mode: 'process',
          modeReason: 'De partijen zitten nu aan één tafel.',
          role: 'faciliteren',
          roleReason: 'De partijen zoeken zelf.',
        })
        await tellPhaseState(client, { ...haven, at, phaseId: id('haven richting'), state: 'running' })
      },
    },
    {
      on: '8 jan 10.30',
      by: 'samira',
      tells: async (client, at) => {
        await tellRole(client, {
          ...haven,
          at,
          phaseId: id('haven richting'),
          became: 'regisseren',
          reason: 'De plannen sluiten elkaar uit. Iemand moet de volgorde bepalen, en dat zijn wij.',
        })
        await tellUncertaintyState(client, {
          ...haven,
          at,
          uncertaintyId: id('haven bodem'),
          state: 'red',
          reason: 'De eerste drie boringen vonden zink. Het bureau boort verder.',
        })
        await tellUncertaintyState(client, {
          ...haven,
          at,
          uncertaintyId: id('haven eigendom'),
          state: 'settled',
          learned: 'Kade 11 is van het waterschap, met een erfpacht tot 2041.',
          reason: 'Het kadaster antwoordde.',
        })
        await tellMoney(client, { ...haven, at, spent: 3_120_000, source: 'Budgethouder ruimte, stand van december' })
      },
    },
  ],
  zon: [
    {
      on: '15 jan 17.00',
      by: 'samira',
      tells: async (client, at, calendar) => {
        await tellStart(client, {
          ...zon,
          at,
          purpose:
            'Bewoners van de Zeedijk kunnen samen stroom maken, op een manier die bij de dijk past en veilig is.',
          searchArea: 'De 38 adressen aan de Zeedijk en de schuur van Postma. De gemeente beheert geen batterij.',
          known: ['31 van de 38 huishoudens tekenden.'],
          unknown: ['Of zichtbare panelen mogen.', 'Of de batterij in de schuur veilig is.'],
          assumed: ['De helft van het geld komt van de leden.'],
        })
        await tellPhase(client, {
          ...zon,
          at,
          phaseId: id('zon uitzoeken'),
          number: 1,
          title: 'Uitzoeken',
          question: 'Kan het op de dijk, en is het veilig?',
          mode: 'process',
          modeReason: 'De coöperatie leidt. Wij zoeken uit wat zij niet kan weten.',
          role: 'faciliteren',
          roleReason: 'Het is en blijft hun idee.',
        })
        await tellPhaseState(client, { ...zon, at, phaseId: id('zon uitzoeken'), state: 'running' })
        for (const [key, title, impact, howWeFindOut, by] of [
          [
            'beeld',
            'Of panelen zichtbaar mogen zijn',
            'Anders kunnen 14 daken niet meedoen.',
            'Advies van Wout.',
            '5 feb',
          ],
          [
            'brand',
            'Of de batterij veilig staat',
            'Zonder plek is er geen batterij.',
            'Advies van de Veiligheidsregio.',
            '5 feb',
          ],
        ] as const)
          await tellUncertainty(client, {
            ...zon,
            at,
            uncertaintyId: id(`zon ${key}`),
            title,
            impact,
            howWeFindOut,
            findOutBy: calendar.date(by),
            state: 'amber',
          })
        await tellGate(client, {
          ...zon,
          at,
          gateId: id('zon college'),
          phaseId: id('zon uitzoeken'),
          title: 'Besluit van het college',
          question: 'Mag het op de dijk, en onder welke voorwaarden?',
          capacity: 'college',
          body: 'college van burgemeester en wethouders',
          plannedOn: calendar.date('3 mrt'),
          information: 'De twee adviezen en wat de buurt ervan vindt.',
          conditions: ['Op beide adviezen is gereageerd.', 'De buurt is gehoord, ook de huurders.'],
        })
        await tellChoice(client, {
          ...zon,
          at,
          choiceId: id('zon garantie'),
          text: 'Of de gemeente garant staat voor de lening.',
          why: 'Het gaat om geld van alle inwoners voor een voordeel van enkelen.',
          capacity: 'raad',
          gateId: id('zon college'),
        })
      },
    },
  ],
}
