// How Zon op de Dijk is led without a known outcome: a phase, what is uncertain, who decides what, and what is reserved.
import { idFrom } from '#foundation/id.ts'
import { calendarFrom } from '../calendar.ts'
import type { Happening, Story } from '../story.ts'
import { dossierId } from '../tell.ts'
import { tellChoice, tellGate, tellPhase, tellPhaseState, tellStart, tellUncertainty } from '../telling/process.ts'

/** Any day does: only what comes first matters here. */
const order = calendarFrom(new Date('2026-06-02T21:59:00Z'))
const place = ({ on }: Happening) => order.moment(on).getTime()

/** The story with what its process did, in the order of its days. */
export const withProcess = (story: Story): Story => ({
  ...story,
  then: [...story.then, ...(led[story.key] ?? [])].toSorted((a, b) => place(a) - place(b)),
})

const id = (name: string) => idFrom(`practice process ${name}`)
const zon = { dossierId: dossierId('zon'), by: 'samira' } as const

const led: Readonly<Record<string, readonly Happening[]>> = {
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
