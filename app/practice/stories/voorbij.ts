// Dossiers that ended: with a result, without one, and stopped. All three are honest endings.
import type { Story } from '../story.ts'

export const fietspad: Story = {
  key: 'fietspad',
  kind: 'opgave',
  title: 'Fietspad Molendijk',
  reason: 'Op de Molendijk delen fietsers en landbouwverkeer drie meter asfalt.',
  owner: 'basjan',
  deputy: 'samira',
  ceiling: 'council',
  purpose: 'Veilig fietsen zonder nieuw asfalt in het weiland.',
  residentEffect: 'Fietsers en boeren zitten elkaar niet meer in de weg.',
  opened: '17 nov 09.00',
  then: [
    {
      on: '17 nov 09.30',
      by: 'basjan',
      writes:
        'Wat hieraan voorafging staat in het zaaksysteem. Hier alleen de proef: tussen zeven en negen geen landbouwverkeer.',
      for: 'organisation',
    },
    {
      on: '20 nov 16.30',
      by: 'basjan',
      decides: 'Proef van drie weken: op de Molendijk rijdt tussen zeven en negen uur geen landbouwverkeer.',
      reason:
        'Tussen zeven en negen zijn de meeste fietsers scholieren. Een fietspad in het weiland kost te veel land. Ertegen: melk en voer wachten niet, dus wie niet anders kan krijgt ontheffing.',
      effect: 'Fietsers hebben de dijk ’s morgens voor zich alleen. Boeren rijden vóór zeven of na negen uur.',
      capacity: 'college',
      body: 'college van burgemeester en wethouders',
      responsible: 'deruiter',
      under: ['verkeer', 'mandaat'],
      formalCase: { number: 'Z-0418', system: 'zaaksysteem Wierdijk' },
      for: 'council',
    },
    {
      on: '24 nov 14.00',
      by: 'basjan',
      asks: 'arend',
      kind: 'question',
      question: 'Mogen de borden op de kruin van de dijk staan?',
      due: '1 dec',
      for: 'organisation',
      as: 'borden',
    },
    {
      on: '28 nov 10.00',
      by: 'arend',
      answers: 'borden',
      text: 'Ja, in een voet die los staat. Niet graven.',
    },
    {
      on: '11 dec 16.30',
      by: 'basjan',
      writes:
        'Van de negen boeren houden zeven zich eraan. Eén kan niet: zijn melk wordt om acht uur gehaald. Hij krijgt een ontheffing.',
      for: 'council',
    },
    {
      on: '18 dec 15.00',
      by: 'basjan',
      closes: 'result',
      result: 'Landbouwverkeer mijdt de Molendijk tussen zeven en negen uur. Eén ontheffing.',
      effect:
        'Van de 64 fietsers die wij in drie weken vroegen, voelen 49 zich veiliger, 13 merken niets en 2 missen de trekker als windscherm (zelf opgegeven, alleen ochtend).',
      lesson: 'Vraag eerst wie er níet anders kan. De melkwagen kwam pas in week twee ter sprake.',
    },
  ],
}

export const buurthuis: Story = {
  key: 'buurthuis',
  kind: 'initiative',
  title: 'Buurthuis De Zilvermeeuw in eigen beheer',
  reason: 'Vijf vrijwilligers wilden het buurthuis overnemen van de gemeente.',
  owner: 'iris',
  deputy: 'samira',
  ceiling: 'council',
  residentEffect: 'Een buurthuis dat open is als mensen tijd hebben.',
  opened: '19 nov 13.00',
  then: [
    { on: '19 nov 13.10', by: 'iris', involves: 'omar', role: 'partner' },
    {
      on: '27 nov 20.45',
      by: 'iris',
      writes:
        'Avond met de vrijwilligers. Drie van de vijf willen koffie schenken, geen begroting maken. Wij vroegen om een bestuur; zij hadden een idee.',
      for: 'involved',
      occurred: '27 nov 19.30',
    },
    {
      on: '4 dec 09.30',
      by: 'omar',
      asks: 'iris',
      kind: 'question',
      question: 'Waarom vraagt de gemeente een verzekering die zij zelf nooit had?',
      due: '18 dec',
      for: 'involved',
      as: 'verzekering',
    },
    {
      on: '17 dec 16.00',
      by: 'iris',
      answers: 'verzekering',
      text: 'U heeft gelijk: wij hadden er geen. De eis komt uit een standaard voor grote gebouwen. Dat had ik eerder moeten uitzoeken.',
    },
    {
      on: '7 jan 11.30',
      by: 'iris',
      closes: 'stopped',
      result: 'Gestopt op verzoek van de vrijwilligers. Het buurthuis blijft van de gemeente, met dezelfde uren.',
      effect: 'Bewoners merken niets nieuws. Drie vrijwilligers zijn afgehaakt, ook voor de koffie.',
      lesson: 'Vraag wat iemand wil doen voordat je vraagt wat iemand moet hebben. Wij begonnen bij het contract.',
    },
  ],
}

export const laadpalen: Story = {
  key: 'laadpalen',
  kind: 'opgave',
  title: 'Laadpalen in de Havenstraat',
  reason: 'Bewoners vragen laadpalen. Het net is vol.',
  owner: 'basjan',
  deputy: 'iris',
  ceiling: 'organisation',
  residentEffect: 'Voorlopig niets. Wel een eerlijk antwoord waarom.',
  opened: '21 nov 10.00',
  then: [
    {
      on: '28 nov 09.00',
      by: 'basjan',
      asks: 'wout',
      kind: 'advice',
      question: 'Passen vier laadpalen in het straatbeeld van de Havenstraat?',
      due: '19 dec',
      for: 'organisation',
      as: 'palen',
      hours: 3,
    },
    {
      on: '5 dec 15.30',
      by: 'basjan',
      writes: 'De netbeheerder zegt: geen nieuwe aansluiting vóór 2029. Dat is geen vertraging maar een nee.',
      for: 'organisation',
    },
    {
      on: '5 dec 15.35',
      by: 'basjan',
      withdraws: 'palen',
      text: 'Het net is vol. Jouw uren zijn elders beter besteed.',
    },
    {
      on: '9 jan 10.40',
      by: 'basjan',
      closes: 'noResult',
      result: 'Geen laadpalen. De netbeheerder sluit niet aan vóór 2029.',
      effect:
        'De 22 aanvragers kregen een brief met de reden en met het jaartal. Vier van hen laden nu bij de sporthal.',
      lesson:
        'Bel de netbeheerder op dag één. Wij vroegen eerst de buurt, en wekten hoop die wij niet konden waarmaken.',
    },
  ],
}
