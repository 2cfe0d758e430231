// Every Dutch word a reader sees of attention, on pages and in mail, at language level B1.

const one = (count: number, single: string, more: string) => (count === 1 ? single : `${count} ${more}`)

const day = new Intl.DateTimeFormat('nl-NL', {
  timeZone: 'Europe/Amsterdam',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
})
const dayWords = (date: string) => day.format(new Date(`${date}T12:00:00Z`))

export const text = {
  ofRoom: {
    title: 'Mail en meldingen',
    about: 'Eén mail per dag, de agenda en meldingen op een apparaat.',
  },
  /** By what the room keeps of people (processing.ts). */
  processing: {
    choices: {
      what: 'Hoe en wanneer iemand bericht wil, en welke dossiers iemand volgt',
      purpose: 'Niet meer sturen dan iemand wil',
      kept: 'Tot de persoon het wijzigt',
      seen: 'Alleen die persoon zelf',
    },
    sent: {
      what: 'Welke mail en meldingen iemand kreeg of nog krijgt',
      purpose: 'Iemand laten weten wat op hem of haar wacht, en niets dubbel sturen',
      kept: 'Een verstuurde mail enkele weken',
      seen: 'Alleen die persoon zelf',
    },
    devices: {
      what: 'Op welk apparaat iemand meldingen toestond, en het geheime adres van de eigen agenda',
      purpose: 'Meldingen en agenda waar iemand die wil',
      kept: 'Tot de persoon het stopt',
      seen: 'Alleen die persoon zelf',
    },
  },
  acts: {
    readAttention: 'Instellingen voor aandacht lezen',
    changeAttention: 'Instellingen voor aandacht wijzigen',
    readFollowing: 'Zien of u een dossier volgt',
    followDossier: 'Dossier volgen of stilzetten',
    unfollowDossier: 'Dossier niet meer volgen',
    listMyMoments: 'Dagen en momenten in uw agenda',
    makeCalendar: 'Agenda-adres maken',
    revokeCalendar: 'Agenda-adres intrekken',
    addDevice: 'Melding in deze browser aanzetten',
    removeDevice: 'Melding in een browser uitzetten',
    readUnsubscription: 'Zien welke mail een afmeldlink stopt',
    unsubscribe: 'Afmelden voor mail',
  },
  done: {
    changeAttention: 'Uw keuzes zijn bewaard.',
    followDossier: 'Uw keuze voor dit dossier is bewaard.',
    unfollowDossier: 'Uw keuze voor dit dossier is bewaard.',
    makeCalendar: 'Het adres is gemaakt. U ziet het één keer.',
    revokeCalendar: 'Het adres werkt niet meer.',
    removeDevice: 'Deze browser krijgt geen melding meer.',
    unsubscribe: 'U bent afgemeld.',
  },
  refusals: {
    notFound: 'Dit bestaat niet, of niet voor u.',
    everyone: 'Meld u eerst aan.',
    isInABrowser: 'Een agenda-adres maakt u zelf, in uw browser.',
    seesIt: 'Dit dossier bestaat niet, of niet voor u.',
    takesPart: 'U leest dit dossier mee, maar doet er niet aan mee.',
    isCoreTeam: 'Dit kan alleen het kernteam.',
    ownsTheDossier: 'Dit kan alleen de eigenaar van dit dossier.',
    ownsOrDeputises: 'Dit kunnen alleen de eigenaar en de plaatsvervanger.',
    isOpen: 'Dit dossier is afgesloten.',
    isActive: 'Dit dossier is gepauzeerd of afgesloten.',
    isPaused: 'Dit dossier staat niet op pauze.',
    isClosed: 'Dit dossier is niet afgesloten.',
    disturbsRest: 'Dit uur valt in uw stille uren. Kies een ander uur, of andere stille uren.',
    noPushService: 'Deze browser noemt een adres dat wij niet kennen. Meldingen kunnen hier niet.',
    tooMany: 'U hebt al in tien browsers meldingen aan. Zet er eerst een uit.',
    noSuchSecret: 'Deze afmeldlink werkt niet meer.',
  },
  mail: {
    digest: {
      subject: 'Uw overzicht van Schakel',
      waiting: (count: number) => one(count, 'Eén open punt wacht op u:', 'open punten wachten op u:'),
      due: (dueOn: string, today: string) =>
        dueOn < today
          ? `was nodig op ${dayWords(dueOn)}`
          : dueOn === today
            ? 'vandaag'
            : `uiterlijk ${dayWords(dueOn)}`,
      rest: (count: number) => one(count, 'en nog één', 'meer'),
      climbed: (count: number) =>
        one(
          count,
          'Eén vraag wacht zo lang op een ander dat u het hoort.',
          'vragen wachten zo lang op een ander dat u het hoort.',
        ),
      answered: (count: number) =>
        one(count, 'Op één vraag van u kwam een reactie.', 'van uw vragen kregen een reactie.'),
      news: (count: number) => one(count, 'In één dossier is iets nieuws.', 'dossiers hebben iets nieuws.'),
    },
    notices: {
      asked: {
        subject: 'Er wacht een vraag op u in Schakel',
        body: 'Iemand heeft u in Schakel iets gevraagd. U leest en beantwoordt het hier:',
      },
      remind: {
        subject: 'Een vraag aan u in Schakel is bijna aan de beurt',
        body: 'In Schakel wacht nog een vraag op uw antwoord. De datum komt dichtbij. Lukt het niet, zeg dan waarom.',
      },
      lapse: {
        subject: 'Een vraag aan u in Schakel is over de datum',
        body: 'In Schakel wacht een vraag op uw antwoord en de datum is voorbij. Antwoord, of zeg waarom het later wordt.',
      },
      lapseAsker: {
        subject: 'Op uw vraag in Schakel kwam nog geen antwoord',
        body: 'De datum van een vraag die u stelde is voorbij. De vraag klimt nu vanzelf hogerop. Hier ziet u waar hij staat:',
      },
      climbed: {
        subject: 'Een vraag in Schakel wacht te lang',
        body: 'Een vraag wacht zo lang op antwoord dat u het nu hoort. Hier leest u welke, en waarom het stokt:',
      },
      answered: {
        subject: 'Er is een antwoord op uw vraag in Schakel',
        body: 'Op een vraag die u stelde is antwoord gekomen. U leest het hier:',
      },
      refused: {
        subject: 'Er is een reactie op uw vraag in Schakel',
        body: 'Op een vraag die u stelde is een reactie gekomen. U leest hem hier:',
      },
    },
    foot: {
      never: 'Schakel stuurt nooit inhoud per e-mail. Meld u aan om te lezen.',
      stop: {
        digest: 'Geen dagelijks overzicht meer? Dat kan zonder aan te melden:',
        immediate: 'Geen losse mail meer, alleen het dagelijkse overzicht? Dat kan zonder aan te melden:',
      },
      settings: 'Het uur, de stille uren en uw agenda kiest u hier:',
    },
  },
  push: { title: 'Schakel', body: 'Er wacht iets op u.' },
  calendar: { name: 'Schakel', openItem: 'Antwoord nodig in Schakel' },
  web: {
    title: 'Uw aandacht',
    lead: 'Wanneer u iets hoort, en wanneer niet. Wat u gevraagd wordt gaat nooit verloren: het staat altijd op Vandaag.',
    hour: (hour: number) => `${hour}.00 uur`,
    digest: {
      title: 'Eén overzicht per dag',
      lead: 'Een korte mail met hoeveel er op u wacht. Wacht er niets, dan komt er geen mail.',
      when: 'Wanneer?',
      digests: { workingDays: 'Op werkdagen', everyDay: 'Elke dag', never: 'Geen overzicht' },
      hour: 'Hoe laat?',
      to: (email: string) => `De mail gaat naar ${email}.`,
      noEmail: 'Wij hebben geen e-mailadres van u. Uw beheerder kan dat toevoegen.',
    },
    quiet: {
      title: 'Stille uren',
      lead: 'In deze uren sturen wij niets. Wat dan gebeurt, hoort u daarna.',
      on: 'Stil in de avond en de nacht',
      from: 'Vanaf',
      until: 'Tot',
      weekends: 'Ook stil in het weekend en op feestdagen',
    },
    immediate: {
      title: 'Meteen horen',
      on: 'Meteen een mail als iemand u iets vraagt, of als een vraag te lang wacht',
      hint: 'Zet u dit uit, dan staat het alleen in het overzicht.',
    },
    save: 'Bewaren',
    following: {
      title: 'Dossiers die u volgt of stil zette',
      empty:
        'Van dossiers waar u aan meedoet hoort u vanzelf. Een ander dossier volgen of er een stilzetten kiest u bij dat dossier.',
      choices: { follow: 'U volgt dit', mute: 'Stil' },
      card: 'Hoort u hiervan?',
      takesPart: 'U doet mee: nieuws staat in uw overzicht.',
      readsAlong: 'U doet niet mee: nieuws staat niet in uw overzicht.',
      follows: 'U volgt dit dossier.',
      muted: 'U hoort niets van dit dossier, behalve wat u gevraagd wordt.',
      follow: 'Volgen',
      mute: 'Stilzetten',
      back: 'Niet meer stil',
      unfollow: 'Niet meer volgen',
      pageTitle: 'Volgen of stilzetten',
      toDossier: 'Terug naar het dossier',
    },
    calendar: {
      title: 'In uw agenda',
      lead: 'De dagen waarop uw antwoord nodig is, in het agendaprogramma dat u al hebt. Wie dit adres kent, ziet die dagen: deel het niet.',
      empty: 'U hebt nog geen agenda-adres.',
      titles: 'Toon de vraag en de titel in mijn agenda',
      titlesHint:
        'Zonder dit staat er alleen «Antwoord nodig in Schakel». Een agenda staat bij een ander programma, soms buiten Nederland.',
      name: 'Waar gebruikt u het?',
      nameHint: 'Bijvoorbeeld: agenda op mijn telefoon.',
      make: 'Agenda-adres maken',
      newTitle: 'Uw nieuwe agenda-adres',
      newLead: 'Kopieer dit adres nu en voeg het in uw agenda toe als «abonnement». U ziet het maar één keer.',
      revoke: 'Intrekken',
      made: (date: string) => `gemaakt op ${date}`,
    },
    devices: {
      title: 'Een seintje in de browser',
      lead: 'Uw telefoon of computer zegt dan dat er iets wacht, ook als Schakel dicht is. Nooit wat.',
      empty: 'In geen enkele browser staat dit aan.',
      on: 'Aanzetten in deze browser',
      off: 'Uitzetten',
      never: 'Deze browser kan geen seintje geven. Op een iPhone zet u Schakel eerst op uw beginscherm.',
      refused: 'De browser mag dit niet van u. Sta meldingen toe bij de instellingen van de browser.',
      failed: 'Het lukte niet. Probeer het later nog eens.',
      phone: 'Telefoon',
      computer: 'Computer',
      script: 'Hiervoor is JavaScript nodig.',
    },
    unsubscribe: {
      title: 'Geen mail meer?',
      what: {
        digest: 'U krijgt dan geen dagelijks overzicht meer. Wat op u wacht, blijft staan op Vandaag.',
        immediate: 'U krijgt dan geen losse mails meer. Wat op u wacht staat in uw dagelijkse overzicht en op Vandaag.',
      },
      yes: { digest: 'Stop het overzicht', immediate: 'Stop de losse mails' },
      stopped: {
        digest: 'U krijgt geen dagelijks overzicht meer.',
        immediate: 'U krijgt geen losse mails meer.',
      },
      again: 'U kunt dit altijd weer aanzetten bij uw instellingen.',
      settings: 'Naar uw instellingen',
    },
  },
}
export type Text = typeof text
