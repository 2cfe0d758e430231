// Every Dutch word a reader of moving out and in sees.

export const text = {
  ofRoom: {
    title: 'Meenemen en koppelen',
    about: 'Alles meenemen naar een ander systeem, en andere programma’s een seintje geven.',
  },
  /** By what the room keeps of people (processing.ts). */
  processing: {
    packages: {
      what: 'Wie een pakket vroeg van een dossier, een organisatie of van zichzelf',
      purpose: 'Meenemen wat van een organisatie of persoon is (art. 15 en 20 AVG)',
      kept: 'Het pakket tot het is opgehaald of een paar dagen oud is; dat het gevraagd is, blijft',
      seen: 'Wie het vroeg; van een dossier ook eigenaar en plaatsvervanger',
    },
    webhooks: {
      what: 'Wie een koppeling met een ander programma maakte of stopte',
      purpose: 'Weten welke programma’s een seintje krijgen',
      kept: 'Tot de koppeling is gestopt en daarna als verantwoording',
      seen: 'Beheerders van die organisatie',
    },
  },
  acts: {
    askPackage: 'Een pakket van een dossier vragen',
    listPackages: 'Pakketten bekijken',
    downloadPackage: 'Een pakket ophalen',
    readMyExport: 'Mijn eigen gegevens meenemen',
    askMyPackage: 'Een pakket van mijn eigen gegevens vragen',
    listMyPackages: 'Pakketten van mijn eigen gegevens bekijken',
    downloadMyPackage: 'Een pakket van mijn eigen gegevens ophalen',
    listWebhooks: 'Koppelingen bekijken',
    addWebhook: 'Koppeling toevoegen',
    readWebhook: 'Koppeling bekijken',
    tryWebhook: 'Koppeling proberen',
    endWebhook: 'Koppeling beëindigen',
  },
  done: {
    askPackage: 'Het pakket wordt gemaakt. Dat duurt meestal minder dan een minuut.',
    askMyPackage: 'Uw pakket wordt gemaakt. Dat duurt meestal minder dan een minuut.',
    tryWebhook: 'Er gaat een proefbericht uit. Ververs deze pagina om te zien wat het andere programma antwoordt.',
    endWebhook: 'De koppeling is beëindigd. Er gaat niets meer heen.',
  },
  refusals: {
    notFound: 'Dit bestaat niet, of niet voor u.',
    everyone: 'Meld u eerst aan.',
    isAdministrator: 'Alleen een beheerder van de organisatie kan dit.',
    administersIt: 'Alleen een beheerder van deze organisatie kan dit.',
    isInTheBrowser: 'Dit kan alleen als u zelf in de browser bent aangemeld, niet met een toegangsbewijs.',
    seesIt: 'Dit dossier bestaat niet, of niet voor u.',
    takesPart: 'U leest mee in dit dossier, maar doet er niet in mee. Vraag de eigenaar om u te betrekken.',
    isCoreTeam: 'Alleen het kernteam kan dit: de eigenaar, de plaatsvervanger en wie zij erbij vroegen.',
    ownsTheDossier: 'Alleen de eigenaar van dit dossier kan dit.',
    ownsOrDeputises:
      'Alleen de eigenaar en de plaatsvervanger kunnen dit. Werkt u in een andere rol? Wissel dan eerst van rol.',
    isOpen: 'Dit dossier is afgesloten.',
    isActive: 'Dit dossier is gepauzeerd of afgesloten.',
    isPaused: 'Dit dossier is niet gepauzeerd.',
    isClosed: 'Dit dossier is niet afgesloten.',
    alreadyAsked: 'Er wordt al een pakket gemaakt. Wacht tot het klaar is.',
    unsafeAddress:
      'Dit adres kan niet. Geef een adres dat met https begint, zonder naam of wachtwoord erin en niet binnen uw eigen netwerk.',
  },
  journal: {
    asked: 'Er is een pakket van dit hele dossier gevraagd, om mee te nemen.',
    kind: 'Pakket',
  },
  mail: {
    ready: {
      subject: 'Uw pakket in Schakel is klaar',
      body: 'Het pakket met uw eigen gegevens is klaar. U haalt het op in de browser waarin u het vroeg:',
    },
  },
  aboutOwn: `# Pakket van een persoon / Package of a person

Dit is alles wat u zelf in Schakel hebt gezet, in een open formaat, zoals het was toen u het vroeg.

- \`package.json\`: van wie, wanneer en waar het is gemaakt.
- \`data/<soort>/00001.ndjson\`: op elke regel één record als JSON. \`person\`: u. \`membership\`: waar u werkte. \`entry\`: uw
  regels in journalen. \`note\`: uw eigen notities. \`openItem\`: wat u vroeg en wat u werd gevraagd.
- \`schema/<soort>.schema.json\`: wat er in zo'n record staat (JSON Schema 2020-12).
- \`files/\`: de bestanden die u bij een regel voegde. Bij \`entry\` staat onder \`documents\` welk bestand bij welke regel hoort.
- \`manifest.json\`: van elk onderdeel de grootte en de SHA-256. Met \`npm run import:package -- bestand --check\` ziet u of het heel is.

This is everything that you put into Schakel yourself, in an open format: records as JSON, one a line, with their JSON
Schema; your files beside it, named by the \`documents\` of an \`entry\`; and checksums in \`manifest.json\`.
\`npm run import:package -- file --check\` tells whether it is whole.
`,
  about: `# Pakket van Schakel / Schakel package

Dit is alles van een dossier of een organisatie, in een open formaat.

- \`package.json\`: waarvan, wanneer en waar het is gemaakt.
- \`data/<tabel>/*.ndjson\`: de gegevens, op elke regel één record als JSON.
- \`schema/<tabel>.schema.json\`: wat er in zo'n record staat (JSON Schema 2020-12).
- \`files/<sha256>\`: de bestanden, onder hun SHA-256. De tabel \`dossier.document\` zegt welk bestand bij welke regel hoort.
- \`manifest.json\`: van elk onderdeel de grootte en de SHA-256, zodat te zien is of het heel is.

Het journaal in \`dossier.entry\` is een keten: elke regel draagt de SHA-256 van de regel ervoor (\`previous\`, \`chain\`).
Een andere installatie van Schakel neemt dit pakket op met \`npm run import:package -- bestand\` en controleert die keten.

This is everything of a dossier or an organisation in an open format: records as JSON, one a line, with their JSON Schema,
the files under their SHA-256, and checksums in \`manifest.json\`. The journal is a hash chain. Another installation of
Schakel takes it in with \`npm run import:package -- file\`.
`,
  web: {
    manage: 'Dossier meenemen',
    title: 'Dossier meenemen',
    lead: 'U kunt alles van dit dossier meenemen: het journaal, de stukken, de open punten en de besluiten. Eigen notities van mensen gaan niet mee.',
    ask: 'Pakket maken',
    warning:
      'In het pakket staat ook wat alleen voor het kernteam is. Bewaar het net zo goed als het dossier zelf. In het journaal komt te staan dat u het vroeg.',
    packages: 'Gemaakte pakketten',
    none: 'Er is nog geen pakket gemaakt.',
    progress: (percent: number) => `${percent} % klaar`,
    states: { waiting: 'wordt gemaakt', ready: 'klaar', failed: 'mislukt', over: 'verlopen' },
    failed: 'Het maken is mislukt. Vraag een nieuw pakket, of meld het bij uw beheerder.',
    fetch: 'Ophalen',
    until: 'te halen tot',
    asked: 'Gevraagd',
    state: 'Stand',
    contents: 'Inhoud',
    holds: (rows: number, files: number) => `${rows} records, ${files} ${files === 1 ? 'bestand' : 'bestanden'}`,
    refresh: 'Ververs deze pagina om te zien of het klaar is.',
    mine: {
      title: 'Uw eigen gegevens meenemen',
      lead: 'Alles wat u hier zelf hebt geschreven, gevraagd en beantwoord, in een vorm die ook andere programma’s kunnen lezen. Wat u niet meer mag zien, staat er niet in.',
      packageTitle: 'Met uw bestanden',
      packageLead:
        'Een pakket met uw gegevens (JSON), een beschrijving daarvan, de bestanden die u toevoegde en controlegetallen. Alleen u kunt het ophalen, in deze browser, drie dagen lang en zolang u hier aangemeld blijft.',
      ask: 'Pakket maken',
      documentTitle: 'Alleen de gegevens',
      documentLead: 'Eén document (JSON), meteen. De bestanden staan er met hun adres in.',
      fetch: 'Mijn gegevens ophalen',
      format: 'Wat er in dit document staat, is beschreven in de beschrijving van de API.',
      toApi: 'Beschrijving van de API',
    },
    webhooks: {
      tab: 'Koppelingen',
      about: 'Welke andere programma’s een seintje krijgen als hier iets verandert, en hoe dat gaat.',
      title: 'Koppelingen',
      lead: 'Een ander programma kan een seintje krijgen als hier iets verandert. In dat seintje staat dát er iets veranderde, nooit wát. Wie het wil weten, leest het hier, met de eigen rechten.',
      none: 'Er krijgt nog geen ander programma een seintje.',
      add: 'Koppeling toevoegen',
      url: 'Adres van het andere programma',
      urlHint: 'Begint met https. Hier komt elk seintje binnen.',
      description: 'Waarvoor is het?',
      descriptionHint: 'Bijvoorbeeld: zaaksysteem, om te weten wanneer een dossier sluit.',
      secretTitle: 'Het geheim van deze koppeling',
      secret:
        'Met dit geheim controleert het andere programma of een seintje echt van hier komt. U ziet het één keer. Bewaar het daar, en nergens anders.',
      states: { on: 'aan', givenUp: 'opgegeven' },
      givenUp:
        'Het andere programma gaf drie dagen geen goed antwoord. Er gaat niets meer heen, tot u het opnieuw probeert.',
      last: 'Laatste antwoord',
      never: 'nog niets gestuurd',
      waiting: 'Wacht op verzenden',
      open: 'Bekijken',
      try: 'Proefbericht sturen',
      end: 'Koppeling beëindigen',
      endSure: 'Het andere programma krijgt dan geen seintjes meer. Dit is niet terug te draaien.',
      log: 'Wat er verstuurd is',
      logNone: 'Er is nog niets verstuurd.',
      happened: 'Gebeurd',
      kind: 'Soort',
      answer: 'Antwoord',
      attempts: 'Pogingen',
      state: 'Stand',
      deliveryStates: { waiting: 'wacht', delivered: 'aangekomen', failed: 'niet aangekomen' },
      nextAt: 'opnieuw',
      kinds: {
        'dossier.opened': 'dossier geopend',
        'dossier.changed': 'dossier veranderd',
        'dossier.closed': 'dossier afgesloten',
        'openItem.changed': 'open punt veranderd',
        'decision.recorded': 'besluit vastgelegd',
        'organisation.changed': 'organisatie veranderd',
        test: 'proefbericht',
      } as Record<string, string>,
      answers: {
        late: 'te traag',
        inside: 'adres in een eigen netwerk',
        refused: 'niemand thuis',
        unknown: 'adres bestaat niet',
        broken: 'verbinding verbroken',
        secret: 'geheim is niet te lezen',
      } as Record<string, string>,
      status: (code: string) => `antwoord ${code}`,
      none_yet: '–',
    },
  },
}

export type Text = typeof text
