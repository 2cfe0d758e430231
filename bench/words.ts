// Dutch-like names and sentences for the data set, always the same ones: a seeded dice throws them.

/** A small, fast, repeatable random generator (mulberry32). */
export const dice = (seed: number) => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    below: (limit: number): number => Math.floor(next() * limit),
    of: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
  }
}
export type Dice = ReturnType<typeof dice>

const split = (words: string): string[] => words.split(/\s+/).filter(Boolean)

const FIRST =
  split(`Samira Bas Wout Anja Fatima Gerrit Els Youssef Marieke Jan Sanne Mohamed Lotte Pieter Aylin Daan Femke
  Hassan Ingrid Joris Karin Lars Mirjam Niels Olga Paul Rachida Sjoerd Tineke Usha Vera Willem Xandra Yvonne Zeynep Bram
  Carla Dirk Esmée Floor Guus Hanneke Ilse Jeroen Koen Linda Maarten Nadia Otto Petra Ruben Saskia Teun Tobias`)
const LAST =
  split(`Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Dijkstra Brouwer Kok Jacobs Postma Vermeulen
  Schouten Kuiper Hoekstra Terpstra Koster Prins Huisman Postma Kramer Veenstra Haan Yilmaz Amrani Özdemir Bouzid Ramdin
  Wiersma Boersma Zijlstra Groen Willemsen Blom Molenaar Schipper Timmermans Verhoeven Gerritsen Sanders Martens Jonker`)
const BETWEEN = ['', '', '', '', 'de ', 'van ', 'van der ', 'van den ', 'El ', 'ten ']
const PLACE_FIRST =
  split(`Wier Linde Kust Haver Boven Beneden Ooster Wester Noorder Zuider Meer Rijs Elst Hage Zand Klei Vaart
  Brink Molen Schoor Berk Eiken Beuken Dron Lemster Harde Over Midden Nieuw Oud Groot Klein Lange Korte Hoog Laag Water`)
const PLACE_LAST =
  split(`dijk meer drecht dam veen hoven wijk land burg kerk horst beek broek sluis haven zijl stad bergen lo
  oord rade huizen woude waard schoten`)
const KINDS: readonly [kind: string, name: (place: string) => string, isGovernment: boolean][] = [
  ['gemeente', (place) => `Gemeente ${place}`, true],
  ['gemeente', (place) => `Gemeente ${place}`, true],
  ['waterschap', (place) => `Waterschap ${place}`, true],
  ['veiligheidsregio', (place) => `Veiligheidsregio ${place}`, true],
  ['woningcorporatie', (place) => `Woningcorporatie ${place}`, false],
  ['zorginstelling', (place) => `Zorggroep ${place}`, false],
  ['stichting', (place) => `Stichting Welzijn ${place}`, false],
  ['school', (place) => `Scholengroep ${place}`, false],
  ['cooperatie', (place) => `Energiecoöperatie ${place}`, false],
  ['vereniging', (place) => `Ondernemersvereniging ${place}`, false],
]
export const FUNCTIONS =
  split(`procesambtenaar projectleider jurist planoloog wijkmanager gebiedsregisseur beleidsadviseur
  vergunningverlener inkoper communicatieadviseur erfgoedadviseur verkeerskundige waterbeheerder toezichthouder ecoloog
  opgavemanager gezinswerker leerplichtambtenaar klantmanager schuldhulpverlener subsidieadviseur datasteward archivaris
  omgevingsmanager landschapsarchitect welstandsadviseur constructeur energieadviseur participatieadviseur griffier`)

const TOPICS =
  split(`zonneveld dijkverzwaring woningbouw herinrichting schoolplein warmtenet fietspad bushalte speelplaats
  monument buurthuis parkeerterrein windpark jeugdhulp schuldhulp wijkteam moestuin begraafplaats sporthal bedrijventerrein
  riolering wateroverlast bomenkap straatverlichting huisvesting statushouders ouderenzorg mantelzorg armoede laaggeletterdheid
  omgevingsplan bestemmingsplan vergunning subsidie erfpacht grondexploitatie verkeersveiligheid geluidhinder stikstof natuur`)
const WHO = split(`bewoners ondernemers raadsleden corporatie initiatiefnemers omwonenden wethouder wijkraad provincie
  waterschap school huisarts projectgroep regiegroep dorpsraad huurders eigenaren cliëntenraad vereniging adviseur`)
const DID =
  `hebben gevraagd om uitstel van|zijn akkoord met|maken zich zorgen over|willen meer weten over|stemmen in met de aanpak van|
  dienen een bezwaar in tegen|hebben gereageerd op|zien kansen voor|vragen aandacht voor|wachten nog op een besluit over|
  hebben afspraken gemaakt over|leveren gegevens aan voor|trekken hun steun in voor|onderzoeken de gevolgen van`
    .split('|')
    .map((words) => words.trim())
const THEN =
  `de vergunning wordt opnieuw bekeken|er komt een gesprek met de buurt|de kosten worden gedeeld|het advies volgt voor de zomer|
  de planning schuift een maand op|de gemeente legt de keuze voor aan de raad|de afspraak staat op papier|een tekening wordt nagestuurd|
  de oever blijft vrij van bebouwing|het onderzoek naar de bodem loopt nog|de bomen blijven staan|het verkeer rijdt om via de ringweg|
  de eigenaar meldt zich binnen twee weken|de toezegging geldt voor drie jaar|het budget is nog niet zeker|de buren zijn bezocht`
    .split('|')
    .map((words) => words.trim())
const STREET_FIRST =
  split(`Kastanje Linden Dorps Kerk School Molen Haven Stations Juliana Beatrix Wilhelmina Tulpen Rozen Iepen Eiken
  Meidoorn Zwaluw Merel Kievit Reiger Vliet Singel Gracht Markt Tolhuis Veer Sluis Polder Akker Weide`)
const STREET_LAST = split(`laan straat weg plein kade hof dreef pad singel steeg`)
const MONTHS = split(`januari februari maart april mei juni juli augustus september oktober november december`)

export const personName = (roll: Dice): string => `${roll.of(FIRST)} ${roll.of(BETWEEN)}${roll.of(LAST)}`

/** `count` organisations with names that differ. */
export const organisationNames = (roll: Dice, count: number) => {
  const taken = new Set<string>()
  return Array.from({ length: count }, (_, i) => {
    const [kind, nameAt, isGovernment] = KINDS[i % KINDS.length]!
    for (;;) {
      const place = roll.of(PLACE_FIRST) + roll.of(PLACE_LAST) + (taken.size > 1_500 ? ` ${roll.of(PLACE_FIRST)}` : '')
      const name = nameAt(place)
      if (taken.has(name)) continue
      taken.add(name)
      return { name, kind, isGovernment }
    }
  })
}

export const streets = STREET_FIRST.flatMap((first) => STREET_LAST.map((last) => first + last))
export const topics = TOPICS

export const sentence = (roll: Dice): string => {
  const start = `De ${roll.of(WHO)} ${roll.of(DID)} ${roll.next() < 0.5 ? 'het' : 'de'} ${roll.of(TOPICS)}`
  const place = roll.next() < 0.5 ? ` aan de ${roll.of(streets)} ${roll.below(200) + 1}` : ''
  const when = roll.next() < 0.4 ? ` op ${roll.below(28) + 1} ${roll.of(MONTHS)}` : ''
  return `${start}${place}${when}; ${roll.of(THEN)}.`
}

export const title = (roll: Dice): string => {
  const topic = roll.of(TOPICS)
  return `${topic[0]!.toUpperCase()}${topic.slice(1)} ${roll.of(streets)}, ${roll.of(PLACE_FIRST)}${roll.of(PLACE_LAST)}`
}
