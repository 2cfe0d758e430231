// What the house says of itself, in Dutch (level B1).
export const nl = {
  practice: 'Dit is de oefenomgeving: gemeente Wierdijk bestaat niet echt.',
  otherPerson: 'Iemand anders zijn',
  mailbox: 'Postvak',
  administration: 'Beheer',
  inNumbers: 'In cijfers',
  myDetails: 'Mijn gegevens',
  moments: { council: 'Raadsmoment', gate: 'Beslismoment' },
  attention: 'Mail en meldingen',
  frames: 'Kaders',
  areas: 'Gebieden',
  publicTasks: 'Opgaven',
  about: {
    title: 'Over Schakel',
    lead: 'Eén gedeeld dossier voor wie tussen het gemeentehuis en de samenleving werkt.',
    parts: [
      {
        title: 'Wat u hier doet',
        text: 'U schrijft op wat er gebeurt, één regel tegelijk. U vraagt iemand iets, met een datum. Komt er geen antwoord, dan klimt de vraag vanzelf een trede hoger. Wat u eenmaal opschreef, hoeft u nergens over te typen.',
      },
      {
        title: 'Wie leest wat',
        text: 'Bij elke regel ziet u vooraf wie hem leest: uw kernteam, de betrokkenen, de organisatie, de raad of iedereen. Wat u niet mag zien, bestaat niet voor u: niet in een lijst, niet in een aantal en niet bij het zoeken.',
      },
      {
        title: 'Wat het niet doet',
        text: 'Schakel geeft geen cijfers aan mensen, maakt geen ranglijst en telt geen initiatieven. Een leidinggevende krijgt geen deuren door zijn rang. Een beheerder regelt wie lid is en leest geen dossiers.',
      },
      {
        title: 'Van iedereen',
        text: 'Schakel is open software, onder de EUPL 1.2. Uw organisatie kan het zelf draaien en alles weer meenemen.',
      },
    ],
    programs: 'Een programma aansluiten',
  },
  accessibility: {
    title: 'Toegankelijkheid',
    lead: 'Iedereen moet met Schakel kunnen werken: met een duim, met een toetsenbord en met een schermlezer.',
    parts: [
      {
        title: 'Wat wij nastreven',
        text: 'Wij volgen WCAG 2.2, niveau AA (EN 301 549). De pagina’s werken zonder JavaScript, met alleen het toetsenbord en tot 400 procent vergroot.',
      },
      {
        title: 'Wat wij toetsen',
        text: 'Bij elke wijziging loopt een programma (axe-core) alle pagina’s na, op de breedte van een telefoon en van een bureau, licht en donker. Ook lopen wij de belangrijkste stappen na met alleen het toetsenbord. Zo’n programma vindt ongeveer een derde van de mogelijke fouten.',
      },
      {
        title: 'Wat nog niet is gedaan',
        text: 'Een onderzoek door mensen met een beperking en door een onafhankelijk bureau is er nog niet. Ook is alleen in Chromium getoetst.',
      },
      {
        title: 'Loopt u vast?',
        text: 'Meld het bij de beheerder van uw organisatie. Zeg op welke pagina u was en wat u wilde doen.',
      },
    ],
  },
  privacy: {
    register: 'Wat uw organisatie van mensen bewaart, per onderdeel',
    title: 'Privacy',
    lead: 'Wat Schakel van u bewaart, en waarvoor.',
    parts: [
      {
        title: 'Van u als gebruiker',
        text: 'Uw naam, uw e-mailadres, waar u werkt en in welke rol. Ook waar u bent aangemeld, zodat u een verloren telefoon kunt afmelden. Wij houden niet bij hoe hard u werkt, wat u leest of hoe lang.',
      },
      {
        title: 'Wat er van een handeling blijft',
        text: 'Van elke handeling blijft één regel: welke handeling, wanneer, door welke rol, en of zij mocht. Daarin staan geen namen en geen inhoud.',
      },
      {
        title: 'Cookies',
        text: 'Eén cookie onthoudt dat u bent aangemeld en één uw taal. Er zijn geen cookies van anderen, geen meetprogramma’s en geen advertenties.',
      },
      {
        title: 'Op uw telefoon of computer',
        text: 'Om zonder ontvangst te kunnen werken, bewaart uw browser de pagina’s die u kort geleden opende en de regels die nog wachten op verzenden. Dat is versleuteld en alleen voor u te lezen. Als u zich afmeldt, is het weg.',
      },
      {
        title: 'Uw rechten',
        text: 'U kunt vragen wat er van u staat, en vragen om verbetering of wissen. Doe dat bij de privacyfunctionaris van uw organisatie.',
      },
    ],
  },
}
export type HouseText = typeof nl
