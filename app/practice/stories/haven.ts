// The area around the harbour: who is there, which buildings count, and somebody who does not answer. The process about its
// future is a dossier of its own (havenkwartier.ts).
import type { Story } from '../story.ts'

export const haven: Story = {
  key: 'haven',
  kind: 'area',
  title: 'Rond de haven: wie er zit en wat er staat',
  reason: 'Kade 1 tot en met 14 staat voor een derde leeg. Wij houden bij wie er zit, wat er staat en wat er gebeurt.',
  owner: 'samira',
  deputy: 'basjan',
  ceiling: 'council',
  purpose: 'Weten wat er speelt rond de haven, zodat elk plan met hetzelfde begint.',
  residentEffect: 'Wie hier werkt of woont, hoeft zijn verhaal maar één keer te vertellen.',
  opened: '24 nov 10.05',
  then: [
    { on: '24 nov 10.20', by: 'samira', involves: 'jelle', role: 'partner', mandate: 'Spreekt namens 41 leden.' },
    {
      on: '24 nov 10.21',
      by: 'samira',
      involves: 'arend',
      role: 'adviser',
      mandate: 'Waterveiligheid. Kan niet wijken.',
    },
    { on: '24 nov 10.22', by: 'samira', involves: 'peter', role: 'partner', interest: 'Heeft twee panden op kade 9.' },
    { on: '24 nov 10.23', by: 'samira', involves: 'wout', role: 'adviser' },
    { on: '24 nov 10.25', by: 'samira', involves: 'deruiter', role: 'follower' },
    { on: '24 nov 10.26', by: 'samira', involves: 'lotte', role: 'follower' },
    {
      on: '26 nov 17.30',
      by: 'samira',
      writes:
        'Ronde langs de kade. De scheepswerf breidt uit op kade 1. Twee jonge ondernemers zoeken een pand met een grote deur. “Zolang er geen woningen komen, kunnen wij vooruit”, zegt de werf.',
      kind: 'contribution',
      for: 'involved',
      occurred: '26 nov 15.00',
    },
    {
      on: '2 dec 09.15',
      by: 'jelle',
      writes:
        'Van onze 41 leden hebben er 26 gereageerd op de vraag wat de kade nodig heeft. 17 willen beter licht, 6 een pinautomaat, 3 weten het niet. De 15 anderen heb ik niet gehoord.',
      kind: 'contribution',
      for: 'involved',
    },
    {
      on: '4 dec 14.00',
      by: 'samira',
      asks: 'arend',
      kind: 'advice',
      question: 'Welke strook langs de kade moet vrij blijven voor de waterkering, en is daar ruimte in?',
      due: '18 dec',
      for: 'council',
      as: 'kering',
      hours: 4,
    },
    {
      on: '9 dec 11.00',
      by: 'peter',
      writes:
        'Havenwonen heeft op kade 9 twee panden die leeg staan. Wij willen ze verhuren aan starters, niet als woning.',
      for: 'involved',
    },
    {
      on: '11 dec 16.50',
      by: 'deruiter',
      writes:
        'De leegstand gaat als overzicht naar de raad, zonder oordeel. Wat er met de panden gebeurt, is aan hun eigenaren.',
      for: 'organisation',
    },
    {
      on: '15 dec 10.30',
      by: 'arend',
      answers: 'kering',
      text: 'Acht meter vanaf de kade blijft vrij; dat staat in de legger. Ruimte is er alleen voor wat binnen een dag weg kan.',
      certainty: 'certain',
      limits: 'De oude steiger bij kade 3 is niet onderzocht.',
    },
    {
      on: '16 dec 09.00',
      by: 'basjan',
      asks: 'iris',
      kind: 'task',
      question:
        'Wil je de avond met schippers en jongeren op {28 jan} voorbereiden? Over de lege panden hebben wij hen nog niets gevraagd.',
      due: '9 jan',
      for: 'organisation',
      as: 'avond',
    },
    {
      on: '5 jan 09.40',
      by: 'samira',
      asks: 'wout',
      kind: 'advice',
      question: 'Welke panden op kade 3 tot en met 14 zijn beeldbepalend? Een lijst met één zin per pand is genoeg.',
      due: '19 jan',
      for: 'organisation',
      as: 'panden',
      hours: 6,
    },
    {
      on: '8 jan 15.45',
      by: 'lotte',
      asks: 'deruiter',
      kind: 'promise',
      question: 'Toegezegd op {16 dec}: een overzicht van de leegstand rond de haven ligt vóór {29 jan} bij de raad.',
      due: '28 jan',
      for: 'council',
      as: 'leegstand',
    },
    {
      on: '12 jan 09.00',
      by: 'samira',
      writes:
        'Vijf panden staan langer dan een jaar leeg. Van twee weten wij niet wie de eigenaar is. De rest zoekt een huurder die geen last heeft van lawaai.',
      for: 'council',
    },
    {
      on: '14 jan 13.30',
      by: 'jelle',
      asks: 'samira',
      kind: 'question',
      question: 'Komen de 15 leden die niet reageerden nog aan de beurt, of telt stilte als ja?',
      due: '27 jan',
      for: 'involved',
      as: 'stilte',
    },
    {
      on: '15 jan 10.10',
      by: 'basjan',
      writes:
        'Iris heeft twee keer niet gereageerd over de avond. Ik weet niet of zij ziek is. De zaal moet deze week vast.',
      for: 'team',
    },
    {
      on: '16 jan 16.20',
      by: 'wout',
      late: 'panden',
      code: 'missingData',
      explanation:
        'Van kade 11 en 12 ontbreken de bouwtekeningen. Het archief levert ze op {21 jan}. De andere tien panden zijn klaar.',
      expected: '23 jan',
    },
    {
      on: '19 jan 11.10',
      by: 'samira',
      writes:
        'De bewoners van Kade 12 hebben een brief gestuurd: zij willen dat het licht op de kop het ook doet in het weekend.',
      for: 'council',
      occurred: '16 jan 12.00',
    },
  ],
}
