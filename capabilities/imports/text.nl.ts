// Every Dutch word a reader of imports sees, at language level B1.

export const text = {
  ofRoom: {
    title: 'Importeren',
    about: 'Mensen, leidinggevenden, dossiers en open punten uit een lijst halen.',
  },
  /** By what the room keeps of people (processing.ts). */
  processing: {
    sheets: {
      what: 'Een spreadsheet die iemand inbracht, met de mensen en dossiers die daarin staan',
      purpose: 'Mensen, dossiers en vragen overnemen zonder ze over te typen, en dat kunnen terugdraaien',
      kept: 'Het bestand tot het gelezen is, de regels veertien dagen',
      seen: 'Alleen wie de spreadsheet inbracht',
    },
  },
  acts: {
    importPeople: 'Mensen importeren',
    importManagerLines: 'Leidinggevenden importeren',
    importDossiers: 'Dossiers importeren',
    importOpenItems: 'Open punten importeren',
    listImports: 'Imports bekijken',
    readImport: 'Import bekijken',
    listImportRows: 'Regels van een import bekijken',
    chooseDoubles: 'Kiezen wat er met dubbele regels gebeurt',
    confirmImport: 'Import bevestigen',
    undoImport: 'Import terugdraaien',
    discardImport: 'Import weggooien',
    readImportTemplate: 'Sjabloon ophalen',
    readWrongRows: 'Regels met fouten ophalen',
  },
  done: {
    chooseDoubles: 'Uw keuze is bewaard.',
    confirmImport: 'Het importeren is begonnen. U hoeft niet te wachten: het gaat door als u deze pagina sluit.',
    undoImport: 'Het terugdraaien is begonnen.',
    discardImport: 'De lijst is weggegooid. Wat al was gemaakt, is gebleven.',
  },
  refusals: {
    notFound: 'Deze import bestaat niet, of niet voor u.',
    everyone: 'Meld u eerst aan.',
    isAdministrator: 'Alleen een beheerder van de organisatie kan mensen en leidinggevenden importeren.',
    isCivilServant: 'Alleen wie bij een overheid werkt, kan dossiers openen en dus ook importeren.',
    readsContent: 'Als beheerder leest u geen dossiers. Wissel van rol om open punten te importeren.',
    broughtIt: 'Deze lijst bracht u onder een andere rol binnen. Wissel eerst van rol.',
    seesIt: 'Deze import bestaat niet, of niet voor u.',
    isReady: 'Deze lijst wordt nog nagekeken, of is al bevestigd. Ververs de pagina.',
    isMade: 'Dit kan pas als het importeren klaar is, en maar één keer.',
    isAtRest: 'Er wordt nog aan deze import gewerkt. Wacht tot dat klaar is.',
    nothingToMake: 'Er is geen enkele goede regel. Verbeter de lijst en breng hem opnieuw binnen.',
    uploadGone: 'Kies een bestand.',
    noCsv: 'Dit is geen CSV-bestand. Kies in Excel of LibreOffice: Opslaan als, en dan CSV.',
    tooLarge: 'Dit bestand is te groot. Het mag hooguit 10 MB zijn. Verdeel de lijst over meer bestanden.',
  },
  kinds: {
    people: 'Mensen',
    managerLines: 'Leidinggevenden',
    dossiers: 'Dossiers',
    openItems: 'Open punten',
  },
  fileNames: {
    people: 'sjabloon-mensen',
    managerLines: 'sjabloon-leidinggevenden',
    dossiers: 'sjabloon-dossiers',
    openItems: 'sjabloon-open-punten',
  },
  columns: {
    people: {
      name: {
        heading: 'Naam',
        also: ['Volledige naam', 'Medewerker'],
        explanation: 'Voornaam en achternaam.',
        example: 'Sanne de Boer',
      },
      email: {
        heading: 'E-mailadres',
        also: ['E-mail', 'Mail', 'Mailadres'],
        explanation: 'Het adres waarmee deze persoon zich aanmeldt. Elk adres is van één persoon.',
        example: 'sanne@wierdijk.example',
      },
      functionName: {
        heading: 'Functie',
        also: ['Functienaam', 'Functietype', 'Rol'],
        explanation: 'Hoe uw organisatie het werk noemt.',
        example: 'procesambtenaar',
      },
      position: {
        heading: 'Positie',
        also: ['Soort lid'],
        explanation:
          'Leeg betekent medewerker. Anders: bestuurder, raadslid, griffie, partner of beheerder. De positie bepaalt wat iemand kan lezen.',
        example: 'medewerker',
      },
      discipline: {
        heading: 'Vakgebied',
        also: ['Discipline', 'Domein'],
        explanation: 'Mag leeg zijn.',
        example: 'ruimte en erfgoed',
      },
      from: {
        heading: 'Eerste dag',
        also: ['Vanaf', 'Van', 'Begindatum', 'Startdatum', 'In dienst'],
        explanation: 'De eerste werkdag. Leeg betekent vandaag.',
        example: '{soon}',
      },
      lastDay: {
        heading: 'Laatste dag',
        also: ['Tot en met', 'Tot', 'Einddatum', 'Uit dienst'],
        explanation: 'De laatste werkdag. Die dag telt nog mee. Leeg betekent: geen einde bekend.',
        example: '',
      },
      manager: {
        heading: 'E-mailadres leidinggevende',
        also: ['Leidinggevende', 'E-mail leidinggevende', 'Manager'],
        explanation: 'Iemand die al lid is, of die in dezelfde lijst staat.',
        example: '',
      },
    },
    managerLines: {
      email: {
        heading: 'E-mailadres',
        also: ['E-mail', 'E-mailadres medewerker', 'Medewerker'],
        explanation: 'Van wie u de leidinggevende opgeeft. Deze persoon is al lid.',
        example: 'samira@wierdijk.example',
      },
      manager: {
        heading: 'E-mailadres leidinggevende',
        also: ['Leidinggevende', 'E-mail leidinggevende', 'Manager'],
        explanation: 'Wie leiding geeft. Deze persoon is al lid.',
        example: 'gerrit@wierdijk.example',
      },
      from: {
        heading: 'Vanaf',
        also: ['Datum', 'Begindatum', 'Ingangsdatum'],
        explanation:
          'Mag leeg zijn. Schakel zet de leidinggevende meteen, dus deze dag mag niet in de toekomst liggen.',
        example: '',
      },
    },
    dossiers: {
      title: {
        heading: 'Titel',
        also: ['Naam', 'Dossier', 'Dossiertitel'],
        explanation: 'Waar het over gaat, in hooguit 200 tekens.',
        example: 'Speelplek aan de Havenstraat',
      },
      reason: {
        heading: 'Aanleiding',
        also: ['Reden', 'Waarom'],
        explanation: 'Waarom dit dossier er is. Staat als eerste regel in het journaal.',
        example: 'Bewoners vroegen in de wijkraad om een speelplek.',
      },
      kind: {
        heading: 'Soort',
        also: ['Soort dossier', 'Type'],
        explanation: 'Opgave, initiatief, gebied of dienst. Leeg betekent opgave.',
        example: 'initiatief',
      },
      residentEffect: {
        heading: 'Wat merkt de inwoner',
        also: ['Effect', 'Wat merkt de inwoner hiervan', 'Effect voor inwoners'],
        explanation: 'Mag leeg zijn.',
        example: 'Kinderen kunnen veilig buiten spelen.',
      },
      owner: {
        heading: 'E-mailadres eigenaar',
        also: ['Eigenaar', 'E-mail eigenaar'],
        explanation: 'Een collega van uw eigen organisatie. Leeg betekent: u zelf.',
        example: '',
      },
      deputy: {
        heading: 'E-mailadres plaatsvervanger',
        also: ['Plaatsvervanger', 'E-mail plaatsvervanger'],
        explanation: 'Leeg betekent: de vaste plaatsvervanger van de eigenaar.',
        example: '',
      },
      audience: {
        heading: 'Wie mag het kennen',
        also: ['Bekendheid', 'Publiek', 'Zichtbaar voor'],
        explanation: 'Kernteam, betrokkenen, organisatie, raad of iedereen. Leeg betekent organisatie.',
        example: 'organisatie',
      },
    },
    openItems: {
      dossier: {
        heading: 'Dossier',
        also: ['Titel dossier', 'Dossiertitel', 'Adres dossier', 'Dossiernummer'],
        explanation:
          'De titel van het dossier, precies zo. Of het adres van zijn pagina: dat is nodig als twee dossiers zo heten.',
        example: 'Zon op de Dijk',
      },
      question: {
        heading: 'Vraag',
        also: ['Omschrijving', 'Open punt', 'Actie', 'Actiepunt'],
        explanation: 'Wat u vraagt, in een zin die de ander zo kan beantwoorden.',
        example: 'Past een rij panelen binnen de welstandsnota?',
      },
      dueOn: {
        heading: 'Antwoord voor',
        also: ['Uiterlijk', 'Datum', 'Einddatum', 'Deadline', 'Vervaldatum'],
        explanation: 'De dag waarop het antwoord er moet zijn: dag-maand-jaar, met vier cijfers voor het jaar.',
        example: '{soon}',
      },
      email: {
        heading: 'E-mailadres',
        also: ['E-mail', 'Aan', 'Gevraagd aan', 'Actiehouder'],
        explanation: 'Van de collega aan wie u het vraagt. Vult u dit in, laat dan Organisatie en Functie leeg.',
        example: 'wout@wierdijk.example',
      },
      organisation: {
        heading: 'Organisatie',
        also: ['Partij'],
        explanation:
          'Of een organisatie: haar naam zoals in het register, of haar nummer daarin. Wie voor haar spreekt, krijgt de vraag.',
        example: '',
      },
      functionName: {
        heading: 'Functie',
        also: ['Functienaam'],
        explanation: 'Of een functie. Zonder organisatie is dat een functie in uw eigen organisatie.',
        example: '',
      },
      kind: {
        heading: 'Soort',
        also: ['Soort punt', 'Type'],
        explanation: 'Vraag, advies, afspraak, bijdrage, belofte of taak. Leeg betekent vraag.',
        example: 'advies',
      },
      hours: {
        heading: 'Uren',
        also: ['Aantal uren'],
        explanation: 'Alleen bij advies: hoeveel uur het hooguit mag kosten. Een heel getal.',
        example: '4',
      },
      note: {
        heading: 'Toelichting',
        also: ['Opmerking'],
        explanation: 'Mag leeg zijn.',
        example: '',
      },
      audience: {
        heading: 'Wie mag het lezen',
        also: ['Publiek', 'Zichtbaar voor'],
        explanation: 'Kernteam, betrokkenen, organisatie, raad of iedereen. Leeg betekent betrokkenen.',
        example: 'betrokkenen',
      },
    },
  },
  /** What may stand in a cell; the first word is the one that we name. */
  choices: {
    positions: {
      staff: ['medewerker', 'ambtenaar'],
      executive: ['bestuurder', 'college', 'wethouder', 'burgemeester'],
      council: ['raadslid', 'raad'],
      registry: ['griffie', 'griffier'],
      partner: ['partner'],
      administrator: ['beheerder'],
    },
    dossierKinds: {
      opgave: ['opgave'],
      initiative: ['initiatief'],
      area: ['gebied'],
      service: ['dienst', 'dienstverlening'],
    },
    itemKinds: {
      question: ['vraag'],
      advice: ['advies', 'adviesvraag'],
      agreement: ['afspraak'],
      contribution: ['bijdrage'],
      promise: ['belofte', 'toezegging'],
      task: ['taak', 'actie'],
    },
    audiences: {
      1: ['kernteam'],
      2: ['betrokkenen'],
      3: ['organisatie'],
      4: ['raad'],
      5: ['iedereen', 'openbaar'],
    },
  },
  /** What is wrong, and what to do. {column} is what the column is called, {row} a row of the same sheet. */
  faults: {
    empty: 'Dit bestand is leeg. Kies een ander bestand.',
    noRows: 'Er staan alleen kopjes in dit bestand, en geen regels daaronder.',
    tooManyRows: 'Deze lijst heeft meer dan 20.000 regels. Verdeel hem over meer bestanden.',
    tooManyColumns: 'Deze lijst heeft meer dan 60 kolommen. Haal weg wat niet nodig is.',
    brokenQuotes:
      'Dit bestand is niet te lezen: rond regel {row} opent een aanhalingsteken dat niet sluit. Bewaar de lijst opnieuw als CSV.',
    notText: 'Dit is geen CSV-bestand. Kies in Excel of LibreOffice: Opslaan als, en dan CSV (UTF-8).',
    noHeadings:
      'De eerste regel heeft geen kopjes die wij kennen. Zet boven elke kolom hoe hij heet. Haal het sjabloon op om te zien welke.',
    columnMissing: 'De kolom {column} ontbreekt. Voeg hem toe, met precies dat kopje.',
    stopped: 'U werkt niet meer in de rol waarin u deze lijst bracht. Wat nog niet was gemaakt, is niet gemaakt.',
    givenUp:
      'Er ging bij deze lijst steeds iets mis bij ons, daarom zijn wij gestopt. Wat al is gemaakt, blijft staan. Breng de lijst opnieuw binnen: wat er al is, slaan wij over.',
    undoGivenUp:
      'Er ging bij het terugdraaien steeds iets mis bij ons, daarom zijn wij gestopt. Vraag het later opnieuw.',
    notADay: 'Dit is geen dag die bestaat. Schrijf de dag zo: 31-12-2026.',
    twoDigits: 'Schrijf het jaar met vier cijfers: 31-12-2026. Anders weten wij niet welke eeuw u bedoelt.',
    notANumber: 'Vul een heel getal in, zonder komma.',
    notAChoice: 'Dit kennen wij niet. Kies uit: {choices}.',
    unknownEmail: 'Wij vinden geen collega met dit e-mailadres. Controleer het adres, of voeg deze persoon eerst toe.',
    twoRoles: 'Deze persoon heeft hier meer dan één rol. Doe dit met de hand, dan kunt u de rol kiezen.',
    managerWrong: 'De leidinggevende staat op regel {row}, en daar klopt iets niet. Verbeter eerst die regel.',
    managerNotMade: 'De leidinggevende uit deze lijst is niet toegevoegd. Verbeter eerst die regel.',
    lastDayTooEarly: 'De laatste dag ligt voor de eerste dag, of is al voorbij. Kies een latere dag.',
    fromLater:
      'Deze dag moet nog komen, en Schakel zet de leidinggevende meteen. Laat de dag leeg, of breng deze regel op die dag binnen.',
    needsInvitation:
      'Dit adres is al bekend in Schakel. Deze persoon beslist zelf en komt alleen binnen met een uitnodiging. Nodig deze persoon uit.',
    unknownDossier:
      'Wij vinden geen dossier dat zo heet. Schrijf de titel precies zo, of plak het adres van de pagina.',
    twoDossiers: 'Er zijn meer dossiers die zo heten. Plak het adres van de pagina van het goede dossier.',
    unknownOrganisation:
      'Wij vinden geen organisatie met deze naam of dit nummer. Zoek haar op bij Organisaties en schrijf de naam precies zo.',
    twoOrganisations: 'Er zijn meer organisaties die zo heten. Gebruik het nummer uit het register.',
    oneAddressee: 'Kies één: een e-mailadres, of een organisatie of functie. Maak de andere leeg.',
    noAddressee: 'Vul in aan wie u het vraagt: een e-mailadres, een organisatie of een functie.',
    memberAlready: 'Deze persoon is al lid, met deze functie en positie.',
    otherRole: 'Deze persoon is al lid, als {role}. Dit zou een tweede rol worden.',
    twiceInSheet: 'Dit staat ook op regel {row} van deze lijst.',
    lineAlready: 'Dit is al de leidinggevende van deze persoon.',
    titleAlready: 'Er is al een dossier met deze titel.',
    questionAlready: 'Deze vraag staat al in dit dossier.',
    fault: 'Er ging bij deze regel iets mis bij ons. Breng de regel opnieuw binnen, of doe hem met de hand.',
    keptWorkedOn: 'Er is sindsdien in gewerkt.',
    keptClosed: 'Dit was al gesloten.',
    keptAnswered: 'Dit was al beantwoord of gesloten.',
    keptChanged: 'Dit is sindsdien gewijzigd.',
    keptSignedIn: 'Deze persoon heeft zich al aangemeld.',
    keptTakesPart: 'Deze persoon doet al mee in een dossier, of er is al iets aan gevraagd.',
    keptManages: 'Deze persoon is leidinggevende of plaatsvervanger van iemand die niet in deze lijst stond.',
    keptAccepted: 'De uitnodiging is al aangenomen.',
    keptWithdrawn: 'De uitnodiging was al ingetrokken.',
    keptGone: 'Dit is er niet meer.',
  },
  /** What stands in the journal and in the reasons of acts. */
  record: {
    undone: 'Kwam binnen met een lijst die is teruggedraaid.',
    lastDay: 'Laatste dag volgens de lijst die is geïmporteerd.',
  },
  wrongRows: { name: 'te-verbeteren', row: 'Regel', wrong: 'Wat klopt er niet' },
  web: {
    tab: 'Importeren',
    tabAbout: 'Mensen, leidinggevenden en dossiers uit een spreadsheet halen, met eerst een proef.',
    title: 'Importeren',
    lead: 'Breng een lijst uit Excel of LibreOffice in één keer binnen. U ziet eerst wat er zou gebeuren. Er wordt niets gemaakt voordat u dat bevestigt.',
    none: 'U heeft nog geen lijst binnengebracht.',
    mine: 'Uw lijsten',
    choose: 'Wat wilt u importeren?',
    about: {
      people: 'Nieuwe leden van uw organisatie: naam, e-mailadres, functie en leidinggevende.',
      managerLines: 'Wie de leidinggevende is van mensen die al lid zijn.',
      dossiers: 'Dossiers openen, voor u zelf of voor collega’s.',
      openItems: 'Vragen en afspraken in dossiers waar u aan meedoet.',
    },
    start: (kind: string) => `${kind} importeren`,
    steps: 'Zo werkt het',
    how: [
      'Haal het sjabloon op en vul het in. Een eigen lijst mag ook, als de kopjes kloppen.',
      'Bewaar de lijst als CSV en kies hem hieronder.',
      'Bekijk wat er zou gebeuren, en bevestig. Foute regels slaat Schakel over; die kunt u ophalen en verbeteren.',
    ],
    template: 'Sjabloon met voorbeeld ophalen',
    columns: 'De kolommen',
    column: 'Kolom',
    explanation: 'Wat u invult',
    example: 'Voorbeeld',
    required: 'verplicht',
    file: 'Uw lijst (CSV)',
    fileHint:
      'Hooguit 20.000 regels en 10 MB. Puntkomma, komma of tab; met of zonder UTF-8. Een dag schrijft u als 31-12-2026 of 2026-12-31, altijd met vier cijfers voor het jaar.',
    kept: 'Alleen u ziet deze lijst. Het bestand gaat weg zodra het is gelezen. De regels bewaren wij 14 dagen, dan wissen wij ze.',
    upload: 'Lijst nakijken',
    uploaded: 'Gebracht',
    state: 'Stand',
    states: {
      reading: 'wordt nagekeken',
      refused: 'niet te lezen',
      ready: 'wacht op u',
      making: 'wordt gemaakt',
      made: 'klaar',
      undoing: 'wordt teruggedraaid',
      undone: 'teruggedraaid',
    },
    keptUntil: (day: string) => `te lezen en terug te draaien tot ${day}`,
    rows: (count: number) => `${count.toLocaleString('nl')} ${count === 1 ? 'regel' : 'regels'}`,
    refresh: 'Stand verversen',
    progress: {
      reading: (done: string, all: string) => `${done} van ${all} regels nagekeken`,
      making: (done: string, all: string) => `${done} van ${all} regels gedaan`,
      undoing: (done: string, all: string) => `${done} van ${all} regels teruggedraaid of bekeken`,
      begins: 'Schakel begint zo. Dit duurt meestal een paar tellen.',
      goesOn: 'U kunt deze pagina sluiten. Het gaat vanzelf door.',
    },
    refusedTitle: 'Deze lijst is niet te lezen',
    again: 'Andere lijst kiezen',
    ignored: (names: string) => `Deze kolommen kennen wij niet en slaan wij over: ${names}.`,
    missing: (names: string) => `Deze kolommen staan er niet in; dat mag: ${names}.`,
    noHeading: 'zonder kopje',
    preview: 'Wat er zou gebeuren',
    counts: {
      all: 'Regels in de lijst',
      good: 'Goed',
      double: 'Mogelijk dubbel',
      wrong: 'Met een fout',
      made: 'Gemaakt',
      failed: 'Niet gelukt',
      undone: 'Teruggedraaid',
      kept: 'Gebleven',
    },
    views: {
      good: 'Goed',
      double: 'Mogelijk dubbel',
      wrong: 'Fout',
      made: 'Gemaakt',
      failed: 'Niet gelukt',
      undone: 'Teruggedraaid',
      kept: 'Gebleven',
    },
    skippedDouble: 'Overgeslagen als dubbel',
    view: 'Welke regels',
    noneHere: 'Er zijn geen regels van deze soort.',
    row: 'Regel',
    what: 'Wat er mis is',
    whyKept: 'Waarom het blijft',
    result: 'Let op',
    byInvitation:
      'Is al bekend in Schakel: komt alleen binnen met een uitnodiging. Dagen en leidinggevende gaan niet mee.',
    more: 'Meer regels',
    first: 'Eerste regels',
    open: (row: number) => `Regel ${row} bekijken`,
    doubles: 'Mogelijk dubbele regels slaan wij over. Kies hier wat u toch wilt.',
    select: (row: number) => `Regel ${row} kiezen`,
    choice: 'Keuze',
    skipped: 'wordt overgeslagen',
    chosen: 'wordt toch gemaakt',
    never: 'kan niet twee keer',
    makeChosen: 'Aangevinkte toch maken',
    skipChosen: 'Aangevinkte overslaan',
    confirmTitle: 'Bevestigen',
    willMake: {
      people: (count: number, said: string) => `Schakel voegt ${said} ${count === 1 ? 'persoon' : 'mensen'} toe.`,
      managerLines: (count: number, said: string) =>
        `Schakel zet bij ${said} ${count === 1 ? 'persoon' : 'mensen'} de leidinggevende.`,
      dossiers: (count: number, said: string) => `Schakel opent ${said} ${count === 1 ? 'dossier' : 'dossiers'}.`,
      openItems: (count: number, said: string) => `Schakel stelt ${said} ${count === 1 ? 'vraag' : 'vragen'}.`,
    },
    willSkip: (wrong: string, double: string) =>
      `Regels met een fout (${wrong}) en mogelijk dubbele regels (${double}) worden overgeslagen.`,
    invite: 'Stuur iedereen die erbij komt een mail met hoe zij zich aanmelden',
    inviteHint: (count: number) =>
      count > 0
        ? `${count} mensen zijn al bekend in Schakel. Zij komen alleen binnen met een uitnodiging: zonder dit vinkje slaan wij hen over.`
        : 'Zonder vinkje gaat er geen mail uit. U kunt het hun zelf vertellen.',
    confirm: (count: number, said: string) => `${said} ${count === 1 ? 'regel' : 'regels'} importeren`,
    nothing: 'Er is geen enkele goede regel. Haal de regels met fouten op, verbeter ze en breng ze opnieuw binnen.',
    fetchWrong: 'Regels met fouten ophalen (CSV)',
    fetchWrongHint:
      'In de laatste kolom staat wat er niet klopt. Verbeter de regels en breng het bestand zo opnieuw binnen. Wat al is gemaakt, komt niet dubbel.',
    partly: 'Sommige regels zijn gemaakt, maar niet helemaal. Bekijk ze bij Gemaakt.',
    undoTitle: 'Terugdraaien',
    undo: 'Hele import terugdraaien',
    undoWhat: {
      people:
        'Wie erbij kwam, is dan geen lid meer, vanaf vandaag. Uitnodigingen worden ingetrokken. Wie zich al aanmeldde of al meedoet, blijft.',
      managerLines: 'Iedereen krijgt de leidinggevende van daarvoor terug. Wat sindsdien is gewijzigd, blijft.',
      dossiers:
        'De dossiers worden ingetrokken en gesloten. Ze verdwijnen niet: in het journaal staat waarom. Waar al in is gewerkt, dat blijft open.',
      openItems:
        'De vragen worden ingetrokken, en dat staat in het journaal. Wat al is beantwoord of waar al op is gereageerd, dat blijft.',
    },
    undoUntil: (day: string) => `Dit kan tot ${day}.`,
    undoSure: 'Ja, draai deze import terug',
    undoneAll: 'Alles wat deze import maakte, is teruggedraaid.',
    undoneSome: (count: number) =>
      `${count} ${count === 1 ? 'regel is' : 'regels zijn'} gebleven. Hieronder staat waarom.`,
    discard: 'Lijst weggooien',
    discardSure:
      'De lijst en zijn regels zijn dan weg. Wat is gemaakt, blijft, en is niet meer in één keer terug te draaien.',
    discardYes: 'Ja, gooi de lijst weg',
    entry: 'Lijst importeren',
  },
}

export type Text = typeof text

export const mail = {
  subject: (organisation: string) => `U doet mee in Schakel voor ${organisation}`,
  body: (to: { name: string; by: string; organisation: string; role: string; address: string }) =>
    `Beste ${to.name},

${to.by} heeft u toegevoegd in Schakel, als ${to.role} bij ${to.organisation}.

U meldt zich aan met dit e-mailadres. Een wachtwoord is niet nodig. Ga naar:
${to.address}

Klopt dit niet? Laat het weten aan ${to.by}.
`,
}
