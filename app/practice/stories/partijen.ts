// Who matters around the harbour and the dike: parties, what they hold, what was agreed, and the area that brings them together.
import { calendarFrom } from '../calendar.ts'
import type { Happening, Story } from '../story.ts'
import {
  tellAgreement,
  tellArea,
  tellContextChange,
  tellInitiative,
  tellParty,
  tellPosition,
  tellRating,
  tellTeam,
  tellWord,
} from '../telling/parties.ts'

/** Any day does: only what comes first matters here. */
const order = calendarFrom(new Date('2026-06-02T21:59:00Z'))
const place = ({ on }: Happening) => order.moment(on).getTime()

/** The story with what happened around its parties, in the order of its days. */
export const withParties = (story: Story): Story => ({
  ...story,
  then: [...story.then, ...(around[story.key] ?? [])].toSorted((a, b) => place(a) - place(b)),
})

const haven = { story: 'haven', by: 'samira' } as const
const zon = { story: 'zon', by: 'samira' } as const

const harbour = [
  { as: 'ondernemers', organisation: 'ondernemers', representedBy: 'de secretaris, namens 41 leden' },
  { as: 'havenwonen', organisation: 'havenwonen', representedBy: 'de wijkbeheerder' },
  { as: 'waterschap', organisation: 'dewierde' },
  { as: 'werf', name: 'Scheepswerf De Hoop', representedBy: 'de eigenaar' },
  { as: 'kade12', name: 'Bewonersgroep Kade 12', representedBy: 'twee bewoners, om de beurt' },
  {
    as: 'schippers',
    name: 'Schippers',
    weakVoice: 'Zij varen als er vergaderd wordt. Iris gaat ’s ochtends vroeg naar de kade.',
  },
  {
    as: 'jongeren',
    name: 'Jongeren uit de Havenstraat',
    weakVoice: 'Zij komen niet naar een avond. Welzijn Wierdijk vraagt het op het schoolplein.',
    representedBy: 'een jongerenwerker van Welzijn Wierdijk',
  },
] as const
const harbourRatings = [
  ['ondernemers', 4, 4, '41 leden, een eigen blad, contact met de pers', 'hoeveel ruimte een bedrijf nodig heeft', ''],
  ['havenwonen', 4, 4, 'geld voor 60 woningen, grond op kade 9', 'bouwen en verhuren', 'Doet alleen mee met kade 9.'],
  ['waterschap', 2, 5, 'de legger: acht meter moet vrij blijven', 'de waterkering', 'Kan niet wijken.'],
  [
    'werf',
    5,
    3,
    '22 banen, kranen',
    'geluid, diepgang, wat een werf kan dragen',
    'Vertrekt als er woningen naast komen.',
  ],
  ['kade12', 5, 2, 'handtekeningen', 'hoe de haven ’s nachts klinkt', ''],
  ['schippers', 5, 1, '', 'welke ligplaatsen werken bij storm', 'Niemand spreekt voor hen.'],
  ['jongeren', 4, 1, '', 'waar zij nu zijn, en waarom', ''],
] as const
const dike = [
  { as: 'zon', organisation: 'zon', representedBy: 'de voorzitter' },
  {
    as: 'huurders',
    name: 'Huurders aan de Zeedijk',
    weakVoice: 'Zij mogen zelf geen paneel leggen en komen niet naar de avond. Welzijn Wierdijk gaat langs de deuren.',
  },
] as const
const dikeRatings = [
  ['zon', 5, 4, '31 handtekeningen, geld deels rond', 'zonnepanelen en inkoop'],
  ['huurders', 4, 1, '', 'wat stroom hen nu kost'],
] as const

const around: Readonly<Record<string, readonly Happening[]>> = {
  haven: [
    ...harbour.map(
      (party): Happening => ({
        on: '27 nov 10.00',
        by: 'samira',
        tells: (client, at) => tellParty(client, { ...haven, at, ...party }),
      }),
    ),
    ...harbourRatings.map(
      ([party, interest, influence, means, knowledge, why]): Happening => ({
        on: '28 nov 09.30',
        by: 'samira',
        tells: (client, at) => tellRating(client, { ...haven, at, party, interest, influence, means, knowledge, why }),
      }),
    ),
    {
      on: '28 nov 10.00',
      by: 'samira',
      tells: (client, at, calendar) =>
        tellPosition(client, {
          ...haven,
          at,
          as: 'werken',
          party: 'werf',
          whose: 'Scheepswerf De Hoop',
          summary: 'Geen woningen zo lang het geluid niet gemeten is',
          arguments: 'Wie hier komt wonen, klaagt straks over ons werk. Wij waren er eerst.',
          heardOn: calendar.date('26 nov'),
          heardHow: 'gesprek op de werf',
        }),
    },
    {
      on: '28 nov 10.05',
      by: 'samira',
      tells: (client, at, calendar) =>
        tellPosition(client, {
          ...haven,
          at,
          as: 'boven',
          whose: 'Twee jonge ondernemers',
          summary: 'Boven de eigen zaak mogen wonen',
          arguments: 'Dan is er ’s avonds iemand, en kunnen wij de huur betalen.',
          heardOn: calendar.date('26 nov'),
          heardHow: 'rondgang langs de kade',
          contradicts: ['werken'],
        }),
    },
    {
      on: '9 dec 11.30',
      by: 'samira',
      tells: (client, at, calendar) =>
        tellPosition(client, {
          ...haven,
          at,
          as: 'wonen',
          party: 'havenwonen',
          whose: 'Woningcorporatie Havenwonen',
          summary: '60 huurwoningen op kade 9, anders doen wij niet mee',
          arguments: 'Elders is de grond te duur voor sociale huur.',
          heardOn: calendar.date('9 dec'),
          heardHow: 'brief en gesprek',
          contradicts: ['werken'],
        }),
    },
    {
      on: '2 dec 10.05',
      by: 'samira',
      tells: (client, at, calendar) =>
        tellAgreement(client, {
          ...haven,
          at,
          as: 'zaal',
          promise: 'Een zaal voor de avond met schippers en jongeren, zonder kosten.',
          receiver: 'ondernemers',
          dueOn: calendar.date('16 dec'),
          owner: 'samira',
        }),
    },
    {
      on: '15 dec 15.00',
      by: 'samira',
      tells: (client, at) =>
        tellWord(client, {
          ...haven,
          at,
          agreement: 'zaal',
          side: 'promiser',
          state: 'kept',
          reason: 'De kantine van de sluis is vastgelegd.',
        }),
    },
    {
      on: '16 dec 09.30',
      by: 'jelle',
      tells: (client, at) =>
        tellWord(client, {
          story: 'haven',
          by: 'jelle',
          at,
          agreement: 'zaal',
          side: 'receiver',
          state: 'notKept',
          reason: 'De kantine is te klein voor 41 leden met schippers en jongeren erbij.',
        }),
    },
    {
      on: '15 dec 16.00',
      by: 'basjan',
      tells: (client, at, calendar) =>
        tellAgreement(client, {
          story: 'haven',
          by: 'basjan',
          at,
          as: 'leden',
          promise: 'Ook de 15 leden die niet reageerden krijgen de vraag of zij woningen willen.',
          promiser: 'ondernemers',
          dueOn: calendar.date('30 jan'),
          owner: 'samira',
        }),
    },
    {
      on: '9 jan 10.00',
      by: 'wout',
      tells: (client, at, calendar) =>
        tellContextChange(client, {
          as: 'geluid',
          at,
          by: 'wout',
          kind: 'law',
          title: 'Nieuwe geluidregels bij een haven',
          meaning: 'Rond een haven telt voortaan al het geluid samen, ook van schepen aan de kade.',
          happensOn: calendar.date('30 jan'),
          source: 'Omgevingsregeling, wijziging van dit jaar',
          touches: [
            {
              story: 'haven',
              by: 'samira',
              how: 'De meting moet ook schepen meenemen; zonder dat telt zij niet bij een besluit.',
            },
          ],
        }),
    },
    {
      on: '9 jan 10.05',
      by: 'lotte',
      tells: (client, at, calendar) =>
        tellContextChange(client, {
          as: 'verkiezing',
          at,
          by: 'lotte',
          kind: 'election',
          title: 'Verkiezing van de wijkraad',
          meaning: 'Na de verkiezing is er weken geen wijkraad die meepraat.',
          happensOn: calendar.date('18 mrt'),
          source: 'Verordening op de wijkraden',
        }),
    },
    {
      on: '12 jan 09.30',
      by: 'samira',
      tells: (client, at, calendar) =>
        tellTeam(client, {
          ...haven,
          at,
          as: 'geluid',
          name: 'Geluid op de kade',
          purpose: 'Meten wat de werf doet, op drie nachten, met wie er woont en wie er werkt.',
          startsOn: calendar.date('12 jan'),
          endsOn: calendar.date('27 mrt'),
          members: [
            { who: 'arend', role: 'waterschap', powers: 'wijst de plaatsen aan waar meters mogen staan' },
            { who: 'jelle', role: 'ondernemers', powers: 'regelt de toegang tot de bedrijven' },
          ],
        }),
    },
    {
      on: '16 jan 14.00',
      by: 'samira',
      tells: (client, at, calendar) =>
        tellPosition(client, {
          ...haven,
          at,
          as: 'eerst',
          party: 'kade12',
          whose: 'Bewonersgroep Kade 12',
          summary: 'Eerst het geluid meten, dan pas praten',
          heardOn: calendar.date('16 jan'),
          heardHow: 'brief',
        }),
    },
    {
      on: '16 jan 14.05',
      by: 'samira',
      tells: (client, at) =>
        tellPosition(client, {
          ...haven,
          at,
          as: 'ligplaats',
          party: 'schippers',
          whose: 'Schippers',
          summary: 'Vermoedelijk: ook in de winter bij kade 3 liggen',
          unheard:
            'Over stroom en water spraken wij hen wel, over de winter niet. Iris is donderdag om zes uur op de kade.',
        }),
    },
  ],
  zon: [
    {
      on: '13 jan 09.12',
      by: 'samira',
      tells: (client, at) =>
        tellInitiative(client, {
          ...zon,
          at,
          organisation: 'zon',
          words:
            'Wij willen met 38 huishoudens stroom maken op de dijk en die bewaren in één batterij. Wie meedoet, beslist mee.',
          support: 'Wij zoeken uit of het mag, regelen één afspraak met alle adviseurs, en nemen het niet over.',
          contact: 'samira',
        }),
    },
    ...dike.map(
      (party): Happening => ({
        on: '13 jan 09.30',
        by: 'samira',
        tells: (client, at) => tellParty(client, { ...zon, at, ...party }),
      }),
    ),
    ...dikeRatings.map(
      ([party, interest, influence, means, knowledge]): Happening => ({
        on: '14 jan 09.00',
        by: 'samira',
        tells: (client, at) => tellRating(client, { ...zon, at, party, interest, influence, means, knowledge }),
      }),
    ),
    {
      on: '15 jan 10.00',
      by: 'samira',
      tells: (client, at, calendar) =>
        tellPosition(client, {
          ...zon,
          at,
          as: 'lager',
          party: 'zon',
          whose: 'Energiecoöperatie Zon op de Dijk',
          summary: 'Een lagere rekening voor wie meedoet',
          arguments: 'Het dak is er al, de zon ook.',
          heardOn: calendar.date('12 jan'),
          heardHow: 'gesprek op de dijk',
        }),
    },
    {
      on: '15 jan 10.05',
      by: 'samira',
      tells: (client, at) =>
        tellPosition(client, {
          ...zon,
          at,
          as: 'huurders',
          party: 'huurders',
          whose: 'Huurders aan de Zeedijk',
          summary: 'Vermoedelijk: niet meebetalen aan andermans voordeel',
          unheard: 'Samira loopt een avond mee met Welzijn Wierdijk.',
          contradicts: ['lager'],
        }),
    },
    {
      on: '14 jan 16.00',
      by: 'samira',
      tells: (client, at) => tellArea(client, { ...zon, area: 'haven', at }),
    },
  ],
  // What else lies around the harbour: the same parties meet there again.
  schoolroute: [
    {
      on: '8 jan 10.00',
      by: 'basjan',
      tells: async (client, at) => {
        const here = { story: 'schoolroute', by: 'basjan', at } as const
        await tellParty(client, { ...here, as: 'kade', organisation: 'kade' })
        await tellParty(client, { ...here, as: 'ondernemers', organisation: 'ondernemers' })
        await tellRating(client, {
          ...here,
          party: 'kade',
          interest: 5,
          influence: 3,
          means: 'ouders langs de route',
          knowledge: 'hoe laat de kinderen fietsen',
        })
        await tellArea(client, { ...here, area: 'haven' })
      },
    },
  ],
  jongeren: [
    {
      on: '8 jan 11.00',
      by: 'femke',
      tells: async (client, at) => {
        const here = { story: 'jongeren', by: 'femke', at } as const
        await tellParty(client, { ...here, as: 'welzijn', organisation: 'welzijn' })
        await tellParty(client, {
          ...here,
          as: 'jongeren',
          name: 'Jongeren uit de Havenstraat',
          weakVoice: 'Over hen wordt gepraat, met hen zelden.',
        })
        await tellParty(client, { ...here, as: 'kade', organisation: 'kade' })
        await tellArea(client, { ...here, area: 'haven' })
      },
    },
  ],
}
