// The words of the work that an organisation may replace by its own, in both languages, as the texts use them.

export type Language = 'nl' | 'en'
export type Article = 'de' | 'het'

/** What one concept is called: in the singular, in the plural, and in Dutch with its article. */
export interface Word {
  readonly singular: string
  readonly plural: string
  /** Null in English. */
  readonly article: Article | null
}

export interface Concept {
  readonly nl: Word
  readonly en: Word
  /** Other words that the texts use for the same thing: [singular, plural]. They give way together with the first. */
  readonly also?: Partial<Readonly<Record<Language, readonly (readonly [string, string])[]>>>
}

const concept = (
  article: Article,
  nl: readonly [string, string],
  en: readonly [string, string],
  also?: Concept['also'],
): Concept => ({
  nl: { singular: nl[0], plural: nl[1], article },
  en: { singular: en[0], plural: en[1], article: null },
  ...(also ? { also } : {}),
})

/** By the name that a pack uses. A name once given stays: packs of other towns hold it. */
export const CONCEPTS = {
  dossier: concept('het', ['dossier', 'dossiers'], ['dossier', 'dossiers']),
  entry: concept('de', ['regel', 'regels'], ['entry', 'entries'], {
    nl: [['journaalregel', 'journaalregels']],
    en: [['line', 'lines']],
  }),
  journal: concept('het', ['journaal', 'journaals'], ['journal', 'journals']),
  opgave: concept('de', ['opgave', 'opgaven'], ['challenge', 'challenges']),
  initiative: concept('het', ['initiatief', 'initiatieven'], ['initiative', 'initiatives']),
  initiator: concept('de', ['initiatiefnemer', 'initiatiefnemers'], ['initiator', 'initiators']),
  openItem: concept('het', ['open punt', 'open punten'], ['open item', 'open items']),
  document: concept('het', ['stuk', 'stukken'], ['document', 'documents']),
  purpose: concept('de', ['bedoeling', 'bedoelingen'], ['purpose', 'purposes']),
  resident: concept('de', ['inwoner', 'inwoners'], ['resident', 'residents']),
  owner: concept('de', ['eigenaar', 'eigenaren'], ['owner', 'owners'], { nl: [['eigenaar', 'eigenaars']] }),
  deputy: concept('de', ['plaatsvervanger', 'plaatsvervangers'], ['deputy', 'deputies']),
  coreTeam: concept('het', ['kernteam', 'kernteams'], ['core team', 'core teams']),
  team: concept('het', ['team', 'teams'], ['team', 'teams']),
  handover: concept('de', ['overdracht', 'overdrachten'], ['handover', 'handovers'], {
    en: [['hand-over', 'hand-overs']],
  }),
  organisation: concept('de', ['organisatie', 'organisaties'], ['organisation', 'organisations']),
  municipality: concept('de', ['gemeente', 'gemeenten'], ['municipality', 'municipalities']),
  administrator: concept('de', ['beheerder', 'beheerders'], ['administrator', 'administrators']),
  manager: concept('de', ['leidinggevende', 'leidinggevenden'], ['manager', 'managers']),
  workFunction: concept('de', ['functie', 'functies'], ['function', 'functions']),
  frame: concept('het', ['kader', 'kaders'], ['frame', 'frames']),
  councilFrame: concept('het', ['raadskader', 'raadskaders'], ['council frame', 'council frames']),
  processFrame: concept('het', ['proceskader', 'proceskaders'], ['process frame', 'process frames']),
  deviation: concept('de', ['afwijking', 'afwijkingen'], ['deviation', 'deviations'], {
    en: [['departure', 'departures']],
  }),
  decision: concept('het', ['besluit', 'besluiten'], ['decision', 'decisions']),
  council: concept('de', ['raad', 'raden'], ['council', 'councils'], {
    nl: [['gemeenteraad', 'gemeenteraden']],
    en: [['municipal council', 'municipal councils']],
  }),
  councillor: concept('het', ['raadslid', 'raadsleden'], ['councillor', 'councillors'], {
    en: [['council member', 'council members']],
  }),
  registry: concept('de', ['griffie', 'griffies'], ['registry', 'registries']),
  registrar: concept('de', ['griffier', 'griffiers'], ['clerk', 'clerks'], {
    en: [['council clerk', 'council clerks']],
  }),
  executive: concept('het', ['college', 'colleges'], ['executive', 'executives']),
  alderman: concept('de', ['wethouder', 'wethouders'], ['alderman', 'aldermen']),
  portfolioHolder: concept(
    'de',
    ['portefeuillehouder', 'portefeuillehouders'],
    ['portfolio holder', 'portfolio holders'],
  ),
  councilItem: concept('het', ['raadspunt', 'raadspunten'], ['council item', 'council items']),
  councilMoment: concept('het', ['raadsmoment', 'raadsmomenten'], ['council moment', 'council moments']),
  councilPage: concept('de', ['raadspagina', 'raadspagina’s'], ['council page', 'council pages']),
  councilPart: concept('het', ['raadsdeel', 'raadsdelen'], ['council part', 'council parts']),
  letter: concept('de', ['brief', 'brieven'], ['letter', 'letters']),
  councilLetter: concept('de', ['raadsbrief', 'raadsbrieven'], ['council letter', 'council letters'], {
    nl: [['raadsinformatiebrief', 'raadsinformatiebrieven']],
  }),
  arrangement: concept('de', ['informatieafspraak', 'informatieafspraken'], ['arrangement', 'arrangements'], {
    en: [['information arrangement', 'information arrangements']],
  }),
  motion: concept('de', ['motie', 'moties'], ['motion', 'motions']),
  amendment: concept('het', ['amendement', 'amendementen'], ['amendment', 'amendments']),
  promise: concept('de', ['toezegging', 'toezeggingen'], ['promise', 'promises']),
  startNote: concept('de', ['startnotitie', 'startnotities'], ['start note', 'start notes']),
  phase: concept('de', ['fase', 'fasen'], ['phase', 'phases'], { nl: [['fase', 'fases']] }),
  gate: concept('het', ['beslismoment', 'beslismomenten'], ['gate', 'gates'], {
    en: [['decision moment', 'decision moments']],
  }),
  uncertainty: concept('de', ['onzekerheid', 'onzekerheden'], ['uncertainty', 'uncertainties']),
  objection: concept('het', ['vakbezwaar', 'vakbezwaren'], ['professional objection', 'professional objections']),
  party: concept('de', ['partij', 'partijen'], ['party', 'parties']),
  weakVoice: concept('de', ['zwakke stem', 'zwakke stemmen'], ['weak voice', 'weak voices']),
  standpoint: concept('het', ['standpunt', 'standpunten'], ['position', 'positions'], {
    en: [['standpoint', 'standpoints']],
  }),
  agreement: concept('de', ['afspraak', 'afspraken'], ['agreement', 'agreements']),
  area: concept('het', ['gebied', 'gebieden'], ['area', 'areas']),
  evaluation: concept('de', ['evaluatie', 'evaluaties'], ['evaluation', 'evaluations']),
} as const satisfies Readonly<Record<string, Concept>>

export type ConceptName = keyof typeof CONCEPTS
export const CONCEPT_NAMES = Object.keys(CONCEPTS) as ConceptName[]
export const isConcept = (name: string): name is ConceptName => Object.hasOwn(CONCEPTS, name)

/** Every form of a concept that the texts use, with whether it is a plural; the longest first. */
export const formsOf = (language: Language): readonly { name: ConceptName; form: string; plural: boolean }[] =>
  CONCEPT_NAMES.flatMap((name) => {
    const { also, [language]: word }: Concept = CONCEPTS[name]
    return [[word.singular, word.plural] as const, ...(also?.[language] ?? [])].flatMap(([singular, plural]) => [
      { name, form: singular, plural: false },
      { name, form: plural, plural: true },
    ])
  })
    .filter((one, at, all) => all.findIndex((other) => other.form === one.form) === at)
    .sort((a, b) => b.form.length - a.form.length)
