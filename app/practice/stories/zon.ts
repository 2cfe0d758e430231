// Zon op de Dijk up to 20 January: thirty-eight households want panels, and nobody knows yet whether the dike may show them.
import type { Story } from '../story.ts'
import { barn } from './pictures.ts'

export const zon: Story = {
  key: 'zon',
  kind: 'initiative',
  title: 'Zon op de Dijk',
  reason: '38 huishoudens aan de Zeedijk willen samen zonnepanelen en één buurtbatterij. Zij vragen of het mag.',
  owner: 'samira',
  deputy: 'basjan',
  ceiling: 'organisation',
  residentEffect: 'Lagere stroomrekening voor deelnemers; duidelijkheid of het op de dijk mag.',
  opened: '12 jan 16.40',
  then: [
    {
      on: '12 jan 16.41',
      by: 'samira',
      writes: '38 huishoudens, schuur van Postma als plek voor batterij, geld deels rond. Rol gemeente: faciliteren.',
      for: 'organisation',
      occurred: '12 jan 16.15',
    },
    {
      on: '12 jan 16.52',
      by: 'samira',
      notes:
        'Marleen is moe. Ze doet dit naast haar winkel en ze rekent op een snel ja. Niets toezeggen voordat Wout heeft gekeken. Volgende keer vragen wie haar helpt.',
    },
    {
      on: '12 jan 20.05',
      by: 'samira',
      involves: 'marleen',
      role: 'initiator',
      mandate: 'Spreekt namens het bestuur. Over geld beslist de ledenvergadering.',
      interest: 'Woont zelf aan de Zeedijk en doet mee met haar eigen dak.',
    },
    {
      on: '12 jan 20.06',
      by: 'samira',
      involves: 'o:zon',
      role: 'partner',
      interest: 'Eigenaar van het idee en straks van de batterij.',
    },
    {
      on: '13 jan 09.10',
      by: 'samira',
      writes:
        'Afspraak met Marleen: de coöperatie blijft eigenaar van het idee. De gemeente neemt het niet over, en beslist ook niet wie mag meedoen.',
      kind: 'agreement',
      for: 'involved',
    },
    {
      on: '13 jan 11.30',
      by: 'marleen',
      writes:
        'Van de 38 huishoudens hebben er 31 hun handtekening gezet. Vijf wachten op hun buren. Twee zeggen: eerst zien, dan geloven. Postma wil de schuur verhuren, maar zijn zoon is tegen.',
      for: 'involved',
    },
    {
      on: '13 jan 14.00',
      by: 'samira',
      involves: 'deruiter',
      role: 'follower',
      interest: 'Portefeuille energie en dijk.',
    },
    {
      on: '13 jan 15.20',
      by: 'deruiter',
      writes:
        'In het portefeuilleoverleg: de gemeente helpt met uitzoeken, maar gaat geen batterij beheren. Over geld zeg ik nu niets.',
      for: 'organisation',
      as: 'college',
    },
    {
      on: '14 jan 10.00',
      by: 'samira',
      involves: 'wout',
      role: 'adviser',
      mandate: 'Adviseert over het beeld van de dijk. Beslist niet.',
    },
    {
      on: '14 jan 10.02',
      by: 'samira',
      involves: 'nadia',
      role: 'adviser',
      mandate: 'Adviseert over brandveiligheid.',
    },
    {
      on: '14 jan 16.45',
      by: 'samira',
      writes:
        'Bij mw. Dijkstra geweest (67, Zeedijk 14). Zij is niet tegen zon, wel tegen “een dijk vol spiegels”. Zij vraagt wie straks betaalt als de batterij stuk is. Daar heb ik geen antwoord op.',
      kind: 'contribution',
      for: 'involved',
      occurred: '14 jan 14.30',
    },
    {
      on: '15 jan 08.50',
      by: 'samira',
      asks: 'wout',
      kind: 'advice',
      question: 'Mogen zichtbare panelen in het Dijklint?',
      due: '5 feb',
      for: 'involved',
      as: 'panelen',
      hours: 8,
    },
    {
      on: '15 jan 08.54',
      by: 'samira',
      asks: 'nadia',
      kind: 'advice',
      question: 'Mag de batterij in de schuur?',
      due: '5 feb',
      for: 'involved',
      as: 'batterij',
      hours: 6,
    },
    {
      on: '15 jan 09.30',
      by: 'samira',
      asks: 'o:zon',
      kind: 'question',
      question:
        'Hoeveel leden hebben op papier ja gezegd, en wat gebeurt er met de rekening als er twee afhaken? Zonder dat antwoord kan ik de wethouder niets vragen.',
      due: '22 jan',
      for: 'involved',
      as: 'leden',
    },
    {
      on: '15 jan 13.05',
      by: 'wout',
      writes:
        'Gelezen. De beleidsregel Beeldkwaliteit Dijklint gaat over álles wat vanaf de weg zichtbaar is. Ik heb de foto’s van alle 38 daken nodig, niet alleen van de mooie.',
      for: 'involved',
    },
    {
      on: '15 jan 16.10',
      by: 'marleen',
      asks: 'samira',
      kind: 'question',
      question: 'Wie is bij de gemeente onze vaste persoon als het over geld gaat? Wij zijn nu drie keer doorverwezen.',
      due: '23 jan',
      for: 'involved',
      as: 'contact',
    },
    {
      on: '15 jan 16.20',
      by: 'marleen',
      asks: 'deruiter',
      kind: 'agreement',
      question:
        'U zei op de dijk dat wij vóór {30 jan} horen of de gemeente meebetaalt aan het onderzoek naar de kabel. Blijft dat staan?',
      due: '30 jan',
      for: 'involved',
      as: 'kabel',
    },
    {
      on: '16 jan 09.00',
      by: 'samira',
      opensTo: 'council',
      because: 'De raad krijgt straks de vraag over de garantstelling. Hij moet het begin ook kunnen lezen.',
    },
    { on: '16 jan 09.03', by: 'samira', shows: 'college', to: 'council' },
    {
      on: '16 jan 09.15',
      by: 'samira',
      writes:
        '38 huishoudens willen samen zonnepanelen en een buurtbatterij. De gemeente zoekt uit of het op de dijk mag en of het veilig is. Er is nog niets besloten en nog geen geld toegezegd. Onzeker: het beeld van de dijk, de plek van de batterij, het geld voor de garantie.',
      for: 'council',
    },
    { on: '16 jan 09.20', by: 'samira', involves: 'lotte', role: 'follower', interest: 'Wat de raad te goed heeft.' },
    {
      on: '16 jan 11.40',
      by: 'lotte',
      asks: 'deruiter',
      kind: 'promise',
      question:
        'Toegezegd in de commissie van {14 jan}: de raad hoort vóór {3 feb} wie er over een garantstelling beslist, het college of de raad.',
      due: '2 feb',
      for: 'council',
      as: 'garantie',
    },
    {
      on: '16 jan 14.25',
      by: 'samira',
      writes: 'De schuur van Postma staat op 5 meter van de slaapkamer van de buren.',
      for: 'involved',
      as: 'afstand',
    },
    {
      on: '16 jan 17.05',
      by: 'samira',
      writes:
        'Nagemeten met Postma: niet 5 maar 3 meter van de slaapkamer. Ik had de muur van het washok geteld. Nadia heeft de goede maat gekregen.',
      for: 'involved',
      corrects: 'afstand',
    },
    {
      on: '16 jan 17.10',
      by: 'samira',
      writes: 'Schets van de schuur, met de plek die Postma aanwijst. Getekend op de keukentafel, niet op schaal.',
      for: 'involved',
      occurred: '16 jan 16.30',
      files: [barn],
    },
    {
      on: '19 jan 09.20',
      by: 'samira',
      plans: {
        purpose:
          'Bewoners van de Zeedijk kunnen samen hun eigen stroom maken, op een manier die bij de dijk past en veilig is.',
        residentEffect:
          'Lagere stroomrekening voor deelnemers; duidelijkheid of het op de dijk mag. Of ook huurders meedoen, weten we nog niet.',
        plan: 'Eerst advies over beeld en brand, dan de vraag aan de buurt, dan pas het college. Stoppen mag: als de batterij nergens veilig kan staan, zeggen we dat.',
      },
      because: 'Op de dijk bleek dat 27 adressen huren. Zij staan nog nergens in het plan.',
    },
    {
      on: '19 jan 13.15',
      by: 'marleen',
      writes:
        'De coöperatie zegt toe: vóór {3 feb} een tekening van alle 38 daken, ook de zes hoekhuizen waar het lastig is.',
      kind: 'agreement',
      for: 'involved',
    },
    {
      on: '19 jan 16.35',
      by: 'nadia',
      writes:
        'Eerste indruk, nog geen advies: 3 meter van een slaapkamer is weinig. Als er geen andere plek is, wordt dit een bezwaar en geen voorwaarde.',
      for: 'involved',
    },
    {
      on: '19 jan 17.00',
      by: 'samira',
      writes:
        'Voor het team: als Nadia nee zegt, valt het plan misschien. Ik bereid Marleen daarop voor, zonder vooruit te lopen op het advies.',
      for: 'team',
    },
  ],
}
