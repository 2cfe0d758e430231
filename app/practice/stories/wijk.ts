// Work in the neighbourhoods: a foundation that waits, a quiet consultation, debts, and a school route that stands still.
import type { Story } from '../story.ts'

export const jongeren: Story = {
  key: 'jongeren',
  kind: 'opgave',
  title: 'Een plek na tien uur',
  reason: 'Jongeren staan ’s avonds bij de supermarkt in de haven. Omwonenden bellen, jongeren zeggen: er is niets.',
  owner: 'femke',
  deputy: 'basjan',
  ceiling: 'council',
  purpose: 'Jongeren hebben een plek, en omwonenden kunnen slapen.',
  residentEffect: 'Rust na elf uur; een deur die open is voor wie niet naar huis wil.',
  opened: '3 dec 19.40',
  then: [
    {
      on: '3 dec 19.55',
      by: 'femke',
      involves: 'omar',
      role: 'partner',
      mandate: 'Kan de sleutel van het clubhuis geven.',
    },
    { on: '3 dec 19.56', by: 'femke', involves: 'joost', role: 'partner' },
    { on: '3 dec 19.58', by: 'femke', involves: 'lotte', role: 'follower' },
    {
      on: '5 dec 09.00',
      by: 'femke',
      writes:
        'Met zeven jongeren gesproken, twee avonden. Zij willen geen activiteit en geen begeleider. Zij willen een plek met een stopcontact en een dak.',
      kind: 'contribution',
      for: 'involved',
      occurred: '4 dec 22.15',
    },
    {
      on: '9 dec 10.30',
      by: 'lotte',
      asks: 'deruiter',
      kind: 'promise',
      question:
        'Toegezegd op {2 dec}: de raad krijgt cijfers over meldingen bij de haven, met het aantal bellers erbij.',
      due: '8 jan',
      for: 'council',
      as: 'meldingen',
    },
    {
      on: '11 dec 12.10',
      by: 'omar',
      writes:
        'Het clubhuis kan open op vrijdag en zaterdag. Wie sluit er af om één uur? Onze vrijwilligers doen dat niet alleen.',
      for: 'involved',
    },
    {
      on: '7 jan 11.00',
      by: 'femke',
      asks: 'o:welzijn',
      kind: 'agreement',
      question: 'Spreken wij af: proef van acht weken, sluiten om half één, twee mensen samen?',
      due: '16 jan',
      for: 'involved',
      as: 'proef',
    },
    {
      on: '15 jan 17.50',
      by: 'omar',
      answers: 'proef',
      text: 'Ja, als de gemeente de tweede persoon betaalt zolang de proef duurt. Daarna kijken wij samen opnieuw. Anders is het nee.',
    },
    {
      on: '16 jan 10.15',
      by: 'femke',
      asks: 'deruiter',
      kind: 'question',
      question: 'Mag de tweede persoon uit het budget voor leefbaarheid? Het gaat om 8 weken, 10 uur per week.',
      due: '21 jan',
      for: 'organisation',
      as: 'budget',
    },
    {
      on: '19 jan 09.30',
      by: 'femke',
      writes:
        'Twee omwonenden vinden de proef te kort, één vindt hem te lang. Van de jongeren hoorde ik niemand: die staan er pas na tien uur.',
      for: 'council',
    },
  ],
}

/** For the core team only: whoever is not in it must not even know that it exists. */
export const stil: Story = {
  key: 'stil',
  kind: 'service',
  title: 'Vast overleg Vlierstraat',
  reason:
    'Drie instellingen werken langs elkaar heen in één straat. Het overleg blijft klein tot iedereen ja heeft gezegd.',
  owner: 'ruben',
  deputy: 'femke',
  ceiling: 'team',
  purpose: 'Eén afspraak over wie belt, en wanneer.',
  opened: '8 dec 08.45',
  then: [
    { on: '8 dec 08.50', by: 'ruben', involves: 'hoekstra', role: 'team' },
    {
      on: '10 dec 17.20',
      by: 'ruben',
      writes: 'Wachttijd bij Het Anker is nu veertien weken. Overbruggen doet niemand, want niemand is aangewezen.',
      for: 'team',
    },
    {
      on: '17 dec 09.00',
      by: 'ruben',
      asks: 'hoekstra',
      kind: 'question',
      question: 'Wie bij Het Anker kan één uur per week meekijken zolang de wachttijd duurt?',
      due: '14 jan',
      for: 'team',
      as: 'meekijken',
    },
    {
      on: '13 jan 18.05',
      by: 'hoekstra',
      answers: 'meekijken',
      text: 'Ik doe het zelf, op dinsdag tussen vier en vijf. Alleen over de aanpak, niet over personen. Dat houd ik strikt.',
    },
    {
      on: '15 jan 16.30',
      by: 'ruben',
      asks: 'femke',
      kind: 'task',
      question: 'Bel jij de school over het rooster van dinsdag? Ik ken daar niemand meer.',
      due: '23 jan',
      for: 'team',
      as: 'rooster',
    },
  ],
}

export const huur: Story = {
  key: 'huur',
  kind: 'opgave',
  title: 'Huurachterstand eerder zien',
  reason: 'Mensen komen pas in beeld als de deurwaarder is geweest. Drie organisaties zien het eerder, elk een stukje.',
  owner: 'ilse',
  deputy: 'gerrit',
  ceiling: 'organisation',
  purpose: 'Hulp vóór de tweede gemiste huur, zonder lijsten met namen.',
  residentEffect: 'Iemand belt aan met een aanbod, niet met een dreiging. Nee zeggen mag.',
  opened: '27 nov 13.30',
  then: [
    { on: '27 nov 13.40', by: 'ilse', involves: 'chantal', role: 'partner' },
    { on: '27 nov 13.41', by: 'ilse', involves: 'peter', role: 'partner' },
    {
      on: '27 nov 13.42',
      by: 'ilse',
      involves: 'sanne',
      role: 'partner',
      interest: 'Lindemeer wil het overnemen als het werkt.',
    },
    {
      on: '2 dec 10.00',
      by: 'ilse',
      asks: 'o:havenwonen',
      kind: 'question',
      question: 'Kunt u ons per maand de adressen geven met één maand achterstand?',
      due: '16 dec',
      for: 'involved',
      as: 'adressen',
    },
    {
      on: '12 dec 09.25',
      by: 'peter',
      refuses: 'adressen',
      text: 'Nee. Huurders hebben daar geen ja op gezegd en wij zijn hun verhuurder, niet hun hulpverlener. Wel kan: wij vragen zelf aan de huurder of u mag bellen.',
    },
    {
      on: '12 dec 11.00',
      by: 'ilse',
      writes:
        'Havenwonen weigert de adressen. Ik vond het eerst flauw. Priya zegt dat zij gelijk hebben. Hun tegenvoorstel is beter dan mijn vraag.',
      for: 'involved',
    },
    {
      on: '17 dec 14.00',
      by: 'chantal',
      writes:
        'Van de 52 mensen die vorig jaar bij ons kwamen, hadden er 38 al drie maanden achterstand (73 procent, n = 52, alleen Wierdijk). Wie zelf kwam, kwam eerder.',
      for: 'involved',
    },
    {
      on: '6 jan 09.30',
      by: 'ilse',
      asks: 'sanne',
      kind: 'question',
      question: 'Doet Lindemeer meteen mee, of wacht u onze eerste maand af?',
      due: '9 jan',
      for: 'involved',
      as: 'lindemeer',
    },
    {
      on: '14 jan 15.10',
      by: 'sanne',
      answers: 'lindemeer',
      text: 'Wij wachten uw eerste maand af. Sorry dat u hierop moest wachten: ons college vergaderde pas gisteren.',
    },
    {
      on: '15 jan 10.45',
      by: 'ilse',
      asks: 'gerrit',
      kind: 'question',
      question:
        'Wie belt er aan? Ik kan de gegevens maken, maar ik ga niet aan de deur staan. Er zijn 6 uur per week nodig.',
      due: '23 jan',
      for: 'organisation',
      as: 'uren',
    },
  ],
}

export const schoolroute: Story = {
  key: 'schoolroute',
  kind: 'opgave',
  title: 'Veilige route naar De Kade',
  reason: 'Ouders en de school willen de Dorpsstraat ’s ochtends dicht. De winkels willen dat niet.',
  owner: 'basjan',
  deputy: 'samira',
  ceiling: 'organisation',
  residentEffect: 'Kinderen kunnen zelf fietsen; winkels blijven bereikbaar.',
  opened: '20 nov 11.15',
  then: [
    { on: '20 nov 11.20', by: 'basjan', involves: 'joost', role: 'partner' },
    {
      on: '25 nov 16.00',
      by: 'basjan',
      writes:
        'Twee ochtenden geteld: 214 fietsende kinderen en 96 auto’s tussen acht en half negen. Twee ochtenden is weinig.',
      for: 'organisation',
      occurred: '25 nov 08.45',
    },
    {
      on: '3 dec 12.30',
      by: 'joost',
      writes: 'De school wil morgen beginnen. Wij hebben dit jaar drie keer een bijna-ongeluk gezien.',
      for: 'involved',
    },
    {
      on: '10 dec 09.20',
      by: 'basjan',
      asks: 'samira',
      kind: 'contribution',
      question: 'Kun jij met de drie winkeliers praten? Mij vertrouwen zij niet na de parkeerproef.',
      due: '19 dec',
      for: 'organisation',
      as: 'winkels',
    },
    {
      on: '18 dec 17.40',
      by: 'samira',
      answers: 'winkels',
      text: 'Twee van de drie gesproken. De bakker wil wel als het om kwart voor negen weer open is. De slager wil niets. De derde was er niet.',
    },
    {
      on: '8 jan 14.00',
      by: 'basjan',
      pauses:
        'Tot {27 feb} ligt de Dorpsstraat open voor de riolering. Een proef zegt nu niets. Op {2 mrt} beginnen wij opnieuw.',
    },
  ],
}

export const academie: Story = {
  key: 'academie',
  kind: 'service',
  title: 'Lichting “Over grenzen”',
  reason: '24 mensen uit zeven organisaties leren acht weken samen. Tijd krijgen zij alleen als hun baas ja zegt.',
  owner: 'bas',
  deputy: 'karin',
  ceiling: 'organisation',
  opened: '5 jan 10.00',
  then: [
    {
      on: '5 jan 10.10',
      by: 'bas',
      writes:
        'Van de 24 deelnemers hebben er 19 tijd op papier. Vijf zeggen: “mijn manager vindt het goed”, zonder datum.',
      for: 'organisation',
    },
    {
      on: '8 jan 09.00',
      by: 'bas',
      asks: 'gerrit',
      kind: 'question',
      question: 'Krijgen Henk en u zelf vier uur per week, ook als er iemand ziek is?',
      due: '22 jan',
      for: 'organisation',
      as: 'tijd',
    },
    {
      on: '14 jan 16.15',
      by: 'karin',
      writes: 'Beoordelen op “verbindend” mag nog niet: nergens staat wat het is. Eerst beschrijven, dan pas meten.',
      for: 'organisation',
    },
  ],
}
