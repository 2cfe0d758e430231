// What the council of Wierdijk has running around the harbour: a motion that is not done yet, a moment on the long-term agenda,
// and lines that wait for the alderman's release. Told like the parties and the process of a story.
import { calendarFrom } from '../calendar.ts'
import type { Happening, Story } from '../story.ts'
import { dossierId } from '../tell.ts'
import { tellCouncilPart, tellLine } from '../telling/council.ts'
import { type ToldItem, tellCouncilItem, tellItemStep, tellMoment } from '../telling/council-items.ts'

/** Any day does: only what comes first matters here. */
const order = calendarFrom(new Date('2026-06-02T21:59:00Z'))
const place = ({ on }: Happening) => order.moment(on).getTime()

/** The story with what its council did, in the order of its days. */
export const withCouncil = (story: Story): Story => ({
  ...story,
  then: [...story.then, ...(asked[story.key] ?? [])].toSorted((a, b) => place(a) - place(b)),
})

/** The motion, for its next step: its reference is given out when it is told. */
const told = new WeakMap<object, ToldItem>()
const haven = { dossierId: dossierId('haven') } as const

const asked: Readonly<Record<string, readonly Happening[]>> = {
  haven: [
    {
      on: '17 dec 09.10',
      by: 'lotte',
      tells: async (client, at, calendar) => {
        const light = await tellCouncilItem(client, {
          ...haven,
          at,
          by: 'lotte',
          kind: 'motion',
          title: 'Licht op de kop van de kade',
          text: 'Het college zorgt dat het licht op de kop van de kade ook in het weekend brandt, en zegt de raad wat dat kost.',
          submittedBy: 'de fracties van groen en van ouderen',
        })
        await tellItemStep(client, light, { at, by: 'lotte', kind: 'adopted', body: 'gemeenteraad' })
        await tellItemStep(client, light, {
          at,
          by: 'lotte',
          kind: 'assigned',
          debtor: 'deruiter',
          dueOn: calendar.date('27 feb'),
        })
        told.set(client, light)
      },
    },
    {
      on: '7 jan 11.00',
      by: 'deruiter',
      tells: (client, at) =>
        tellItemStep(client, told.get(client)!, {
          at,
          by: 'deruiter',
          kind: 'started',
          text: 'De beheerder van de lampen rekent uit wat het kost.',
        }),
    },
    {
      on: '9 jan 11.15',
      by: 'lotte',
      tells: (client, at, calendar) =>
        tellMoment(client, {
          ...haven,
          at,
          by: 'lotte',
          council: 'wierdijk',
          subject: 'Leegstand rond de haven: wat wil de raad weten?',
          kind: 'imageForming',
          body: 'commissie Ruimte',
          plannedOn: calendar.date('11 feb'),
          place: 'raadzaal',
        }),
    },
    {
      // From here on what is written for the council is released by the alderman first.
      on: '19 jan 13.30',
      by: 'samira',
      tells: async (client, at) => {
        await tellCouncilPart(client, { ...haven, at, by: 'samira', portfolioHolder: 'deruiter' })
        const write = (clock: Date, text: string) =>
          tellLine(client, { ...haven, at: clock, by: 'samira', kind: 'fact', text, audience: 4 })
        await write(
          new Date(at.getTime() + 20 * 60_000),
          'Op kade 11 en 12 ontbreken de bouwtekeningen. Het archief zoekt ze; het overzicht voor de raad wacht daarop.',
        )
        await write(
          new Date(at.getTime() + 35 * 60_000),
          'Van de vijf panden die lang leeg staan, zoekt de eigenaar van twee een huurder. Van twee is de eigenaar niet bekend.',
        )
      },
    },
  ],
}
