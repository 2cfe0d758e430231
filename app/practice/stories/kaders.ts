// The frames of gemeente Wierdijk, of every rank: what a rule is for, what is fixed and what can move, in plain words.
import type { PracticeFrame } from '../frames.ts'

const EXECUTIVE = 'college van burgemeester en wethouders'
const COUNCIL = 'gemeenteraad'

export const frames = [
  {
    key: 'omgevingswet',
    rank: 1,
    owner: 'wout',
    versions: [
      {
        title: 'Omgevingswet: bouwen en beschermen in balans',
        purpose: 'Een veilige en gezonde omgeving, waar ook ruimte is om te wonen, te werken en te bouwen.',
        fixed:
          'Veiligheid, gezondheid en milieu wegen altijd mee. Wie iets wil bouwen, houdt zich aan het omgevingsplan. De gemeente vraagt of de buurt is betrokken.',
        movable:
          'De gemeente kiest in het omgevingsplan zelf veel: waar wat mag, en onder welke voorwaarden. Hoe een initiatiefnemer de buurt betrekt, is vrij.',
        source: 'Omgevingswet, vooral artikel 1.3 en artikel 4.2',
        sourceLink: 'https://wetten.overheid.nl/BWBR0037885',
        competentBody: 'wetgever',
        from: '2024-01-01',
      },
    ],
  },
  {
    key: 'informatieplicht',
    rank: 1,
    owner: 'lotte',
    versions: [
      {
        title: 'Gemeentewet, artikel 169: het college informeert de raad',
        purpose: 'De raad kan alleen controleren als hij op tijd weet wat er speelt.',
        fixed:
          'Het college geeft de raad alle inlichtingen die de raad nodig heeft, ook als niemand erom vraagt. Bij grote gevolgen hoort de raad het vóór het besluit.',
        movable: 'Wanneer en hoe de raad het hoort, spreken raad en college per opgave af.',
        source: 'Gemeentewet, artikel 169',
        sourceLink: 'https://wetten.overheid.nl/BWBR0005416',
        competentBody: 'wetgever',
        from: '2002-03-07',
      },
    ],
  },
  {
    key: 'verkeer',
    rank: 1,
    owner: 'basjan',
    versions: [
      {
        title: 'Wegenverkeerswet: veilig op de weg',
        purpose: 'Iedereen komt veilig aan, en de weg blijft bruikbaar voor wie hem nodig heeft.',
        fixed: 'Wie een weg voor sommigen wil sluiten, neemt daarvoor een verkeersbesluit en zet borden.',
        movable:
          'Wie de weg beheert, weegt zelf veiligheid, doorstroming en omgeving. Een ontheffing voor wie niet anders kan, is mogelijk.',
        source: 'Wegenverkeerswet 1994, artikel 2 en artikel 15',
        sourceLink: 'https://wetten.overheid.nl/BWBR0006622',
        competentBody: 'wetgever',
        from: '1995-01-01',
      },
    ],
  },
  {
    key: 'verordening',
    rank: 1,
    owner: 'wout',
    versions: [
      {
        title: 'Verordening op de leefomgeving Wierdijk',
        purpose: 'Buren hebben geen last van elkaar, en straat en water blijven van iedereen.',
        fixed: 'Na elf uur ’s avonds is er buiten geen versterkt geluid. Voor een evenement is een vergunning nodig.',
        movable:
          'Het college mag voor twaalf dagen per jaar een later tijdstip toestaan. Een buurtfeest tot honderd mensen meldt u alleen.',
        source: 'Verordening op de leefomgeving Wierdijk, vastgesteld door de raad',
        competentBody: COUNCIL,
        from: '2021-07-01',
      },
    ],
  },
  {
    key: 'dijklint',
    rank: 2,
    owner: 'wout',
    versions: [
      {
        title: 'Beeldkwaliteit Dijklint',
        purpose: 'Een rustig dijkbeeld.',
        fixed: 'Op panden aan de dijk komt niets dat vanaf de weg te zien is.',
        movable: 'Aan de achterkant is alles mogelijk wat het omgevingsplan toestaat.',
        source: 'Beleidsregel Beeldkwaliteit Dijklint, eerste versie',
        competentBody: EXECUTIVE,
        from: '2016-05-01',
      },
      {
        title: 'Beeldkwaliteit Dijklint',
        purpose: 'Een rustig dijkbeeld: wie over de dijk gaat, ziet water, land en oude panden.',
        fixed:
          'Wat vanaf de weg te zien is, past bij het pand en steekt niet uit boven de kruin van de dijk. De regel gaat over alles wat zichtbaar is, niet alleen over wat mooi is.',
        movable:
          'Kleur, plaats en materiaal, als het beeld rustig blijft. Panelen die in het dak liggen, kunnen. Past de regel bij u niet bij het doel? Dan weegt het college dat.',
        source: 'Beleidsregel Beeldkwaliteit Dijklint, tweede versie',
        competentBody: EXECUTIVE,
        from: '2023-07-01',
        reason: 'De eerste versie verbood alles. Er was geen ruimte voor zonnepanelen die niemand stoort.',
      },
    ],
  },
  {
    key: 'schuldhulp',
    rank: 2,
    owner: 'henk',
    versions: [
      {
        title: 'Beleidsregel hulp bij schulden',
        purpose: 'Wie schulden heeft, krijgt snel hulp en houdt geld over om van te leven.',
        fixed: 'Binnen vier weken is er een eerste gesprek. Iedere inwoner mag zich melden, ook met een eigen zaak.',
        movable: 'Welke hulp past, bekijken wij samen met u. Wie eerder hulp kreeg, mag zich opnieuw melden.',
        source: 'Beleidsregel hulp bij schulden Wierdijk, besluit van het college',
        competentBody: EXECUTIVE,
        from: '2022-01-01',
      },
    ],
  },
  {
    key: 'havenkwartier',
    rank: 3,
    owner: 'deruiter',
    versions: [
      {
        title: 'Kader van de raad voor het Havenkwartier',
        purpose: 'Een haven waar gewerkt en gewoond kan worden, als dat samen kan.',
        fixed:
          'De waterkering blijft veilig. Of er woningen komen en of de werf verhuist, beslist de raad zelf. Schippers en jongeren praten mee.',
        movable: 'De uitkomst. Wat er op kade 3 tot en met 14 komt, ligt open, net als het tempo.',
        source: 'Besluit van de raad over het Havenkwartier',
        competentBody: COUNCIL,
        from: '2025-06-01',
      },
    ],
  },
  {
    key: 'begroting',
    rank: 3,
    owner: 'deruiter',
    versions: [
      {
        title: 'Begroting: wat de gemeente mag uitgeven',
        purpose: 'De raad beslist waaraan het geld van inwoners wordt besteed.',
        fixed: 'Meer uitgeven dan in de begroting staat, kan alleen als de raad dat eerst goedvindt.',
        movable: 'Binnen één onderdeel schuift het college zelf, en meldt dat twee keer per jaar.',
        source: 'Begroting van de gemeente Wierdijk, vastgesteld door de raad',
        competentBody: COUNCIL,
        from: '2025-01-01',
      },
    ],
  },
  {
    key: 'mandaat',
    rank: 4,
    owner: 'gerrit',
    versions: [
      {
        title: 'Mandaatregeling: wie namens het college mag beslissen',
        purpose: 'Inwoners krijgen snel een besluit, en iedereen kan zien wie erover gaat.',
        fixed: 'Wie een besluit neemt dat niet in de regeling staat, legt het eerst aan het college voor.',
        movable: 'Tot 25.000 euro beslist een teammanager. Die mag dat aan iemand in het team geven, op papier.',
        source: 'Mandaatregeling Wierdijk, besluit van het college',
        competentBody: EXECUTIVE,
        from: '2024-03-01',
      },
    ],
  },
  {
    key: 'vroegsignalering',
    rank: 5,
    owner: 'henk',
    versions: [
      {
        title: 'Afspraak over vroeg helpen bij betalingsachterstand',
        purpose: 'Een achterstand van twee maanden is nog op te lossen. Van twee jaar niet meer.',
        fixed: 'Verhuurder, waterbedrijf en kredietbank melden een achterstand. Wij bellen binnen twee weken aan.',
        movable: 'Vanaf welk bedrag gemeld wordt, spreken de partijen elk jaar opnieuw af.',
        source: 'Convenant vroegsignalering, met Havenwonen en Kredietbank Kustland',
        competentBody: 'de partijen samen',
        from: '2023-01-01',
      },
    ],
  },
  {
    key: 'meldcode',
    rank: 6,
    owner: 'femke',
    versions: [
      {
        title: 'Meldcode bij zorgen over een kind',
        purpose: 'Een kind is veilig, en niemand staat er alleen voor met een zorg.',
        fixed:
          'Wie zich zorgen maakt, doorloopt de vijf stappen, ook als het lastig is. Overleggen hoort er altijd bij.',
        movable: 'De volgorde van de eerste drie stappen, en met wie u overlegt.',
        source: 'Richtlijn van de beroepsgroep over de meldcode',
        competentBody: 'de beroepsgroep',
        from: '2019-01-01',
      },
    ],
  },
  {
    key: 'betaalregeling',
    rank: 7,
    owner: 'henk',
    versions: [
      {
        title: 'Protocol betaalregeling',
        purpose: 'Wie niet in één keer kan betalen, weet binnen een week waar hij aan toe is.',
        fixed: 'U houdt altijd genoeg over voor huur, eten en zorg. U hoeft uw hele inkomen niet te laten zien.',
        movable: 'Aantal maanden en dag van betalen. Langer dan een jaar kan, met één zin waarom.',
        source: 'Werkwijze van het team inkomen',
        competentBody: 'team inkomen',
        from: '2024-09-01',
      },
    ],
  },
  {
    key: 'terugbellen',
    rank: 7,
    owner: 'samira',
    versions: [
      {
        title: 'Eigen afspraak: binnen vijf dagen iets laten horen',
        purpose: 'Niemand wacht op ons zonder te weten op wie.',
        fixed: 'Wie iets vraagt, hoort binnen vijf werkdagen van een mens: een antwoord, of wanneer dat komt.',
        movable: 'Bellen, mailen of langsgaan. Wie er niet is, laat een collega bellen.',
        source: 'Afspraak van de procesambtenaren',
        competentBody: 'de procesambtenaren samen',
        from: '2025-02-03',
      },
    ],
  },
] as const satisfies readonly PracticeFrame[]
export type FrameKey = (typeof frames)[number]['key']
