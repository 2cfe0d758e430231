// Story 5.5, Havenkwartier: a process whose outcome nobody knew, and a council that could control it. From 14 January to
// 2 November it is lived by the acts of the house; the learning evaluation of 26 November is still to come.
import { membershipId, organisationId } from '../cast.ts'
import type { Living } from '../living.ts'

const EURO = 100
export const CEILING = 150_000 * EURO

const UNCERTAINTIES = {
  bodem: [
    'Hoe vuil is de bodem onder de kade?',
    'Saneren kan duurder zijn dan alles samen.',
    'Veertien boringen door een bureau.',
    '8 apr',
  ],
  geluid: [
    'Hoeveel geluid maakt de werf ’s nachts?',
    'Wonen naast de werf kan dan niet.',
    'Een geluidsmodel met metingen in twee seizoenen.',
    '15 sep',
  ],
  eigendom: [
    'Van wie is kade 11?',
    'Zonder eigenaar kan niemand tekenen.',
    'Het kadaster en de archieven van het waterschap.',
    '1 apr',
  ],
  werf: ['Hoeveel kan de werf dragen?', 'De werf geeft 60 mensen werk.', 'Gesprek met de werf en de bank.', '1 jun'],
  subsidie: [
    'Komt er subsidie van de provincie?',
    'Zonder subsidie wordt elk plan kleiner.',
    'De provincie beslist in september.',
    '30 sep',
  ],
  kering: [
    'Hoeveel ruimte laat de waterkering?',
    'Acht meter langs de kade is misschien niet te gebruiken.',
    'Advies van het waterschap.',
    '1 mrt',
  ],
  schippers: [
    'Wat willen de schippers?',
    'Zij gebruiken de kade en kwamen nog niet.',
    'Een avond aan boord.',
    '15 jun',
  ],
  huur: [
    'Wat doen de huren als de kade wordt opgeknapt?',
    'Kleine ondernemers kunnen dan weg moeten.',
    'Een vergelijking met twee andere havens.',
    '1 jul',
  ],
  verkeer: [
    'Kan het vrachtverkeer langs de school?',
    'Bij meer woningen komen er meer kinderen.',
    'Een telling in mei.',
    '1 jun',
  ],
  jongeren: [
    'Wat zoeken jongeren hier?',
    'Zij gebruiken de kop van de kade.',
    'Gesprekken met het jongerenwerk.',
    '1 okt',
  ],
  stikstof: [
    'Is er ruimte voor stikstof?',
    'Zonder ruimte mag er weinig bij.',
    'Het rijk komt met nieuwe regels.',
    '1 dec',
  ],
} as const
type Uncertain = keyof typeof UNCERTAINTIES

const FRAMES = [
  ['Een haven waar gewerkt en gewoond kan worden, als dat samen kan.', 'gemeenteraad'],
  ['Kade 3 tot en met 14. De jachthaven valt erbuiten.', 'gemeenteraad'],
  ['De waterkering blijft veilig. Het proces kost niet meer dan € 150.000 en is klaar vóór 1 december.', 'college'],
  [
    'Of er woningen komen, of de werf verhuist, en of de gemeente aandeelhouder wordt: dat beslist de raad.',
    'gemeenteraad',
  ],
  ['De gemeente regisseert. Zij neemt geen plan over van een ander.', 'wethouder'],
  ['Schippers en jongeren kunnen meedoen, ook als zij niet vanzelf komen.', 'college'],
  ['Wie iets inbrengt, hoort wat ermee is gedaan. Standpunten staan naast elkaar.', 'college'],
  ['Elke zes weken een halve pagina, en direct als er iets verandert dat de raad moet weten.', 'griffier'],
  ['Bodem, geluid, eigendom, draagkracht van de werf en subsidie zijn onzeker. Elk krijgt een dag.', 'college'],
  ['Vier vragen aan het eind, en twee redenen om te stoppen, vastgelegd vóór het begin.', 'griffier'],
] as const
const framesWith = (searchArea: string, living: Living) =>
  FRAMES.map(([text, owner], i) => ({
    place: i + 1,
    text: i === 1 ? searchArea : text,
    owner,
    signal:
      i === 2
        ? { kind: 'money', share: 100 }
        : i === 7
          ? { kind: 'information' }
          : i === 8
            ? { kind: 'uncertainties' }
            : i === 9
              ? { kind: 'day', day: living.date('26 nov') }
              : { kind: 'none' },
  }))

export const QUESTIONS = [
  'Weten ondernemers en omwonenden voor tien jaar waar zij aan toe zijn?',
  'Wie hebben wij te laat of niet gehoord?',
  'Kwamen de onzekerheden op tijd bij de raad?',
  'Bleef de keuze over woningen van begin tot eind bij de raad?',
]
export const STOP_CRITERIA = ['De sanering kost meer dan € 3 miljoen.', 'De waterkering laat geen enkele richting toe.']

/** What the tests and the town need to know of it afterwards. */
export interface Lived {
  readonly dossierId: string
  readonly firstGateId: string
  readonly secondGateId: string
  readonly housingChoiceId: string
  readonly uncertainties: Readonly<Record<Uncertain, string>>
  readonly letters: readonly string[]
  readonly motionId: string
  readonly promiseId: string
  readonly questionId: string
  readonly markId: string
}

/**
 * `frameVersionId`: the council's frame under which the decisions are taken. `watch` is called on days that a test wants to
 * look at, after what happened on it.
 */
export const liveHavenkwartier = async (
  living: Living,
  {
    frameVersionId,
    watch = async () => {},
  }: { readonly frameVersionId: string; readonly watch?: (moment: string, known: Partial<Lived>) => Promise<void> },
): Promise<Lived> => {
  const { ask, on, date, told, settle } = living
  const known: { -readonly [Name in keyof Lived]?: Lived[Name] } = {}
  const d: { dossierId: string } = { dossierId: '' }
  const uncertainties = {} as Record<Uncertain, string>
  const lines: string[] = []

  /** The portfolio holder's office releases what waits, sometimes a day later; the council sees how long that took: to everybody what everybody may know, else to the council. */
  const release = async () => {
    await settle()
    const { waiting } = await ask('deruiter', 'readCouncilPart', d)
    const open = ['start', 'phase', 'role', 'gate', 'consultation', 'position', 'party', 'letter', 'fact']
    for (const audience of [4, 5]) {
      const entryIds = waiting
        .filter((one: { kind: string }) => open.includes(one.kind) === (audience === 5))
        .map((one: { entryId: string }) => one.entryId)
      if (entryIds.length) await ask('deruiter', 'releaseEntries', { ...d, entryIds, audience })
    }
  }
  /** A line for the council, that waits for release. */
  const write = async (text: string, kind = 'fact') => {
    const { entryId } = await ask('samira', 'addEntry', { ...d, text: told(text), kind, audience: 4 })
    lines.push(entryId)
    return entryId as string
  }
  const name = async (key: Uncertain, state: 'green' | 'amber' = 'amber') => {
    const [title, impact, howWeFindOut, by] = UNCERTAINTIES[key]
    uncertainties[key] = (
      await ask('samira', 'nameUncertainty', { ...d, title, impact, howWeFindOut, findOutBy: date(by), state })
    ).uncertaintyId
  }
  const move = (key: Uncertain, state: string, learned: string, reason: string) =>
    ask('samira', 'moveUncertainty', {
      ...d,
      uncertaintyId: uncertainties[key],
      state,
      learned: told(learned),
      reason: told(reason),
    })
  const spend = (euro: number, until: string) =>
    ask('samira', 'recordSpending', {
      ...d,
      spent: euro * EURO,
      asOf: date(until),
      source: 'Opgave per regel, geen boekhouding',
    })
  /** Composed of the released lines that were in no letter yet; the college sends it the day after it got it. */
  const letters: string[] = []
  const compose = async (title: string, opening: string, closing: string) => {
    const { letterId } = await ask('samira', 'startLetter', { ...d, title })
    const { items } = await ask('samira', 'listReleasedLines', d)
    const fresh = lines.filter((entryId) => items.some((one: { entryId: string }) => one.entryId === entryId))
    lines.length = 0
    await ask('samira', 'composeLetter', {
      letterId,
      title,
      parts: [
        { kind: 'own', text: 'Geachte leden van de raad,' },
        { kind: 'own', text: told(opening) },
        ...fresh.map((entryId) => ({ kind: 'line', entryId })),
        { kind: 'own', text: told(closing) },
        { kind: 'own', text: 'Met vriendelijke groet,\nburgemeester en wethouders van Wierdijk' },
      ],
    })
    await ask('samira', 'submitLetter', { letterId })
    return letterId
  }
  const send = async (letterId: string) => {
    await ask('deruiter', 'sendLetter', { letterId })
    letters.push(letterId)
  }

  // ── 14 January: no plan but ten frames ─────────────────────────────────────────────────────────────────────────────
  await on('14 jan', '09:10')
  d.dossierId = (
    await ask('samira', 'openDossier', {
      title: 'Havenkwartier: een proces zonder bekende uitkomst',
      reason:
        'Kade 3 tot en met 14 staat voor een derde leeg. Iedereen heeft een plan, en de plannen sluiten elkaar uit.',
      kind: 'opgave',
      residentEffect: 'Ondernemers en omwonenden weten binnen een jaar waar zij de komende tien jaar aan toe zijn.',
      ceiling: 5,
    })
  ).dossierId
  known.dossierId = d.dossierId
  await ask('samira', 'changePlan', {
    ...d,
    purpose: 'Een haven waar gewerkt en gewoond kan worden, als dat samen kan.',
    residentEffect: 'Ondernemers en omwonenden weten binnen een jaar waar zij de komende tien jaar aan toe zijn.',
    reason: 'Zo staat de bedoeling in de startnotitie.',
  })
  for (const [who, role] of [
    ['wout', 'adviser'],
    ['deruiter', 'follower'],
  ] as const)
    await ask('samira', 'involve', { ...d, membershipId: membershipId(who), role })
  for (const [organisation, role] of [
    ['dewierde', 'adviser'],
    ['veiligheid', 'adviser'],
    ['ondernemers', 'partner'],
    ['havenwonen', 'partner'],
    ['welzijn', 'partner'],
  ] as const)
    await ask('samira', 'involve', { ...d, organisationId: organisationId(organisation), role })
  await ask('samira', 'openCouncilPart', { ...d, portfolioHolderId: membershipId('deruiter') })
  await ask('samira', 'describeStart', {
    ...d,
    purpose: 'Een haven waar gewerkt en gewoond kan worden, als dat samen kan.',
    searchArea: 'Kade 3 tot en met 14. De jachthaven valt erbuiten.',
    known: [
      'Een derde van de panden staat leeg.',
      'De werf geeft 60 mensen werk.',
      'De waterkering blijft waar zij is.',
    ],
    unknown: ['Hoe vuil de bodem is.', 'Hoeveel geluid de werf ’s nachts maakt.', 'Van wie kade 11 is.'],
    assumed: ['De werf wil blijven.', 'De provincie denkt mee.'],
  })
  for (const key of ['bodem', 'geluid', 'eigendom', 'werf', 'subsidie'] as const)
    await name(key, key === 'subsidie' ? 'green' : 'amber')
  await ask('samira', 'agreeMoney', {
    ...d,
    ceiling: CEILING,
    warnAt: [60, 80, 100],
    source: 'Startnotitie Havenkwartier: alleen de kosten van het proces.',
  })
  const { phaseId } = await ask('samira', 'planPhase', {
    ...d,
    title: 'Verkennen',
    question: 'Welke richtingen sluiten wij niet uit, en wie hebben wij nog niet gehoord?',
    mode: 'process',
    modeReason: 'De uitkomst is onbekend en meer dan tien partijen hebben iets te verliezen.',
    government: 'regisseren',
    governmentReason: 'Geen van de partijen kan de anderen aan tafel krijgen.',
    startsOn: date('14 jan'),
    endsOn: date('6 mei'),
  })
  await ask('samira', 'startPhase', { ...d, phaseId })
  const gate = (title: string, question: string, capacity: string, body: string, plannedOn: string, phase?: string) =>
    ask('samira', 'planGate', {
      ...d,
      title,
      question,
      capacity,
      body,
      plannedOn: date(plannedOn),
      information: 'De standpunten naast elkaar, de onzekerheden en het geld tot die dag.',
      conditions: ['Alle standpunten staan erin, ook van wie niet vanzelf komt.', 'Het rapport over de bodem is er.'],
      ...(phase ? { phaseId: phase } : {}),
    })
  known.firstGateId = (
    await gate(
      'Welke richtingen blijven over?',
      'Gaan wij verder met werken, wonen of allebei?',
      'college',
      'college van burgemeester en wethouders',
      '6 mei',
      phaseId,
    )
  ).gateId
  known.secondGateId = (
    await gate('Komen er woningen?', 'Laat de raad woningen toe in het Havenkwartier?', 'raad', 'gemeenteraad', '8 okt')
  ).gateId
  const reserve = (text: string, why: string, gateId?: string) =>
    ask('samira', 'reserveChoice', { ...d, text, why, capacity: 'raad', ...(gateId ? { gateId } : {}) })
  known.housingChoiceId = (
    await reserve('Komen er woningen in het Havenkwartier, ja of nee?', 'Dat verdeelt de ruimte voor tien jaar.')
  ).choiceId
  const yard = await reserve('Verhuist de werf?', 'Daar hangt het werk van 60 mensen aan.', known.secondGateId)
  const shares = await reserve(
    'Wordt de gemeente aandeelhouder?',
    'Dat is geld en risico van de gemeente.',
    known.secondGateId,
  )
  await ask('samira', 'chooseConsultation', {
    ...d,
    depth: 'advise',
    tempo: 'Tot mei elke twee weken een avond, daarna rond de beslismomenten.',
    why: 'De raad beslist. Wie hier werkt en woont, moet kunnen meedenken voordat de richting vastligt.',
    notConsulted: [{ who: 'Bewoners van de vier dorpen', reason: 'Zij merken hier weinig van. Zij kunnen meelezen.' }],
  })
  await ask('samira', 'fixEvaluationPlan', {
    ...d,
    questions: QUESTIONS,
    stopCriteria: STOP_CRITERIA,
    moments: [{ dueOn: date('26 nov'), what: 'Lerende evaluatie met alle partijen' }],
  })
  await ask('samira', 'proposeFrames', {
    ...d,
    frames: framesWith(FRAMES[1][0], living),
    reason: 'De raad kan sturen zonder de uitkomst te kennen.',
  })
  const { arrangementId } = await ask('samira', 'proposeArrangement', {
    ...d,
    weeks: 6,
    triggers: ['gate', 'money', 'uncertainty', 'objection', 'media', 'complaint'],
    moneyShare: 60,
    triggerDays: 1,
    form: 'Een halve pagina: wat is er gebeurd, wat is onzeker, wat komt er op de raad af.',
  })
  await ask('lotte', 'agreeToArrangement', { ...d, arrangementId })
  await release()
  await ask('lotte', 'adoptFrames', {
    ...d,
    frames: framesWith('Kade 1 tot en met 14. De jachthaven valt erbuiten.', living),
    text: 'De raad stelt de tien proceskaders vast, met het amendement om ook kade 1 en 2 te onderzoeken.',
    reason: 'Kade 1 en 2 liggen leeg naast de werf. Zonder die twee kan de werf niet uitbreiden.',
    residentEffect: 'Iedereen kan nalezen wat vastligt en wat nog open is.',
    decidedOn: date('14 jan'),
    frameVersionIds: [frameVersionId],
  })
  await ask('lotte', 'registerCouncilItem', {
    ...d,
    kind: 'amendment',
    title: 'Ook kade 1 en 2',
    text: 'De zoekruimte is kade 1 tot en met 14.',
    submittedBy: 'de fracties van de haven en van groen',
    madeOn: date('14 jan'),
    vote: 'adopted',
    body: 'gemeenteraad',
    audience: 5,
  })
  await watch('14 jan', known)

  // ── February: who matters, and what they want ──────────────────────────────────────────────────────────────────────
  await on('3 feb', '16:40')
  for (const key of ['kering', 'schippers', 'huur', 'verkeer'] as const) await name(key)
  const party = async (input: object) => (await ask('samira', 'addParty', { ...d, ...input })).partyId
  const ondernemers = await party({ organisationId: organisationId('ondernemers'), representedBy: 'secretaris' })
  const kade12 = await party({
    name: 'Bewonersgroep Kade 12',
    representedBy: 'een vaste gastheer of gastvrouw per avond',
  })
  const wonen = await party({ organisationId: organisationId('havenwonen') })
  const water = await party({ organisationId: organisationId('dewierde') })
  const werf = await party({ name: 'Scheepswerf' })
  const schippers = await party({
    name: 'Schippers',
    weakVoice: 'Zij liggen een paar weken per jaar en lezen geen plaatselijke krant.',
  })
  const jongeren = await party({
    name: 'Jongeren van de kop',
    weakVoice: 'Zij komen niet op avonden en vertrouwen de gemeente niet.',
  })
  await ask('samira', 'assessParty', {
    ...d,
    partyId: werf,
    interest: 5,
    influence: 4,
    why: 'Zonder de werf verandert er niets.',
    means: 'Grond en een hal.',
    knowledge: 'Kent de kade.',
  })
  await ask('samira', 'assessParty', {
    ...d,
    partyId: jongeren,
    interest: 4,
    influence: 1,
    why: 'Zij raken hun plek kwijt.',
    means: '',
    knowledge: 'Weten wat er ’s avonds gebeurt.',
  })
  await spend(18_200, '31 jan')
  await write(
    'Op drie avonden spraken wij 86 mensen. De werf wil blijven en uitbreiden. Twee jonge ondernemers willen boven hun zaak wonen.',
  )
  await on('4 feb', '11:00')
  await release()

  await on('24 feb', '11:20')
  await move(
    'kering',
    'settled',
    'Acht meter vanaf de kade blijft vrij. Dat staat in de legger van het waterschap.',
    'Het advies is er.',
  )
  await write(
    'De waterkering is geen onzekerheid meer: acht meter vanaf de kade blijft vrij. Wat binnen een dag weg kan, mag daar wel staan.',
  )
  await release()
  const first = await compose(
    'Havenkwartier: de eerste zes weken',
    'Op {14 jan} stelde u de tien proceskaders vast. Hieronder leest u wat er sindsdien is gebeurd.',
    'De volgende brief krijgt u uiterlijk op {8 apr}.',
  )
  await on('25 feb', '15:00')
  await send(first)
  await watch('25 feb', known)

  // ── March and April: positions side by side; the arrangement lapses ────────────────────────────────────────────────
  await on('18 mrt', '20:15')
  const position = async (summary: string, whose: object, more: object = {}) =>
    (
      await ask('samira', 'writePosition', {
        ...d,
        summary,
        ...whose,
        heardOn: date('18 mrt'),
        heardHow: 'op een avond aan de kade',
        ...more,
      })
    ).positionId
  const work = await position('De haven blijft om te werken. Wonen maakt van ons lawaai een klacht.', { partyId: werf })
  const both = await position(
    'Boven een winkel of atelier kan gewoond worden, als het geluid dat toelaat.',
    { partyId: ondernemers },
    { contradicts: [work] },
  )
  const quiet = await position(
    'Eerst het geluid meten, dan pas praten over woningen.',
    { partyId: kade12 },
    { contradicts: [both] },
  )
  await position(
    'Zestig huurwoningen op kade 9, anders doen wij niet mee.',
    { partyId: wonen },
    { contradicts: [work, quiet] },
  )
  await position('De kering gaat voor. Elke richting moet acht meter vrij laten.', { partyId: water })
  await position('Ligplaatsen moeten betaalbaar blijven.', { whose: 'jachthaven en verenigingen' })
  await position('De kade moet voor iedereen open blijven om langs te lopen.', { whose: 'omwonenden' })
  const notYet = { heardOn: undefined, heardHow: '' }
  await position(
    'Nog niet gehoord.',
    { partyId: schippers },
    { ...notYet, unheard: 'In juni is er een avond aan boord.' },
  )
  await position(
    'Nog niet gehoord.',
    { partyId: jongeren },
    { ...notYet, unheard: 'Het jongerenwerk gaat mee naar de kop.' },
  )
  await on('19 mrt', '09:40')
  await release()

  await on('31 mrt', '08:30')
  await watch('31 mrt', known)
  await spend(61_500, '31 mrt')
  await write('Er zijn 112 bijdragen binnen. Zij vormen negen standpunten. Drie daarvan sluiten elkaar uit.')
  await release()
  await on('8 apr', '08:30')
  await watch('8 apr', known)
  // The griffier is warned on Sunday 12 April; who answers does so on Monday.
  await on('13 apr', '10:05')
  await watch('13 apr', known)
  await settle()
  const { duties } = await ask('samira', 'readCouncilPart', d)
  await ask('samira', 'answerWarning', {
    ...d,
    dutyId: duties.find((one: { kind: string; informedAt: string | null }) => one.kind === 'rhythm' && !one.informedAt)
      .dutyId,
    code: 'missingData',
    explanation: told('Het rapport over de bodem komt twee weken later dan beloofd. De brief gaat op {21 apr}.'),
    expectedOn: date('21 apr'),
  })
  await release()
  await on('20 apr', '16:10')
  await write(
    'Deze brief komt dertien dagen te laat. Het rapport over de bodem was er niet, en wij wilden u niet half informeren.',
  )
  await move(
    'eigendom',
    'settled',
    'Kade 11 is van het waterschap. Er ligt een recht van opstal op tot 2041.',
    'Het archief is gevonden.',
  )
  await release()
  const late = await compose(
    'Havenkwartier: negen standpunten, en een brief die te laat is',
    'De vorige brief kreeg u op {25 feb}. Deze had er op {8 apr} moeten zijn.',
    'Het rapport over de bodem verwachten wij deze week. U hoort het dezelfde dag.',
  )
  await on('21 apr', '14:00')
  await send(late)

  // ── 24 April: the ground turns red, and the council knows the same day ─────────────────────────────────────────────
  await on('24 apr', '15:45')
  await move(
    'bodem',
    'red',
    'De sanering kost waarschijnlijk € 0,9 tot 2,1 miljoen (n = 14 boringen, van {7 apr} tot {16 apr}; de methode is bijgevoegd). Onder kade 3 is niet geboord.',
    'Het rapport is er. Het is vuiler dan wij aannamen.',
  )
  await write(
    'De bodem is rood. Saneren kost waarschijnlijk € 0,9 tot 2,1 miljoen. Dat blijkt uit 14 boringen; onder kade 3 is niet geboord.',
  )
  await release()
  await watch('24 apr', known)
  await on('28 apr', '22:40')
  const question = await ask('youssef', 'askTechnicalQuestion', {
    ...d,
    title: 'Wie betaalt de sanering?',
    question: 'Is er een vervuiler die betaalt? En wat gebeurt er als wij niets doen?',
    submittedBy: 'een raadslid',
  })
  known.questionId = question.councilItemId
  await on('4 mei', '11:30')
  await ask('samira', 'answerOpenItem', {
    openItemId: question.openItemId,
    text: 'De vervuiler bestaat niet meer. Bij niets doen hoeft er niets, zolang niemand graaft: voor werken is het genoeg, voor wonen niet.',
  })
  await release()

  // ── 6 May: the college decides what it may, and no more ────────────────────────────────────────────────────────────
  await on('6 mei', '10:00')
  const preparedFirst = await ask('samira', 'prepareGate', {
    ...d,
    gateId: known.firstGateId,
    facts:
      'Een derde staat leeg. De bodem is rood. Het geluid is nog niet gemeten. Er is € 71.900 uitgegeven van € 150.000.',
    options: [
      { title: 'Werken', says: 'De haven blijft werkgebied. De bodem kan dan blijven zoals hij is.' },
      { title: 'Gemengd', says: 'Werken en wonen. Dan moet er gesaneerd worden.' },
      { title: 'Wonen', says: 'De werf verhuist. Te duur zolang de bodem rood is.' },
    ],
    positions: [
      { whose: 'Scheepswerf', says: 'De haven blijft om te werken.' },
      { whose: 'Havenwonen', says: 'Zestig huurwoningen op kade 9.', minority: true },
    ],
    proposal: 'Bijstellen: wonen alleen valt af. Werken en gemengd blijven over.',
    conditions: [
      { met: true, note: 'Schippers en jongeren staan erin als niet gehoord.' },
      { met: true, note: told('Rapport van {24 apr}.') },
    ],
  })
  // What the council decides on, it must have read.
  await ask('deruiter', 'releaseEntries', { ...d, entryIds: [preparedFirst.entryId] })
  await watch('6 mei, before', known)
  await ask('deruiter', 'decideGate', {
    ...d,
    gateId: known.firstGateId,
    outcome: 'adjust',
    text: 'Wij stellen bij. Alleen wonen valt af. Werken en gemengd blijven over.',
    reason: 'De sanering is te duur voor alleen woningen. Voor gemengd is het geluid nog niet bekend.',
    minority: 'Havenwonen wilde alle drie de richtingen open houden.',
    fixed: 'De werf blijft in beide richtingen.',
    open: 'Of er woningen komen. Dat beslist de raad.',
    body: 'college van burgemeester en wethouders',
    frameVersionIds: [frameVersionId],
    residentEffect: 'De werf en haar 60 mensen weten dat zij niet weg hoeven.',
    decidedOn: date('6 mei'),
    responsibleId: membershipId('deruiter'),
    audience: 5,
  })
  const mark = await ask('omar', 'markPoliticalChoice', {
    ...d,
    text: 'Namens bewonersgroep Kade 12: gemengd betekent woningbouw. Dat is een politieke keuze.',
  })
  known.markId = mark.markId
  await release()
  await watch('6 mei', known)
  await on('7 mei', '09:25')
  const routed = await ask('samira', 'routePoliticalChoice', {
    markId: mark.markId,
    body: 'raad',
    reason: 'Dat klopt. Woningbouw is voorbehouden aan de raad; het college kan daar niet aan voorbij.',
    moment: {
      subject: 'Havenkwartier: wonen of niet, eerste gesprek',
      kind: 'opinionForming',
      plannedOn: date('11 jun'),
    },
  })
  await ask('samira', 'placeChoice', { ...d, choiceId: known.housingChoiceId, gateId: known.secondGateId })
  await ask('samira', 'endPhase', {
    ...d,
    phaseId,
    learned: 'Werken en gemengd sluiten wij niet uit. Schippers en jongeren hebben wij nog niet gehoord.',
  })
  const second = await ask('samira', 'planPhase', {
    ...d,
    title: 'Uitwerken van twee richtingen',
    question: 'Kan gemengd, als het geluid en de bodem bekend zijn?',
    mode: 'process',
    modeReason: 'Twee richtingen, en het antwoord hangt aan metingen van anderen.',
    government: 'regisseren',
    governmentReason: 'De raad beslist in oktober; tot dan houdt de gemeente de partijen bij elkaar.',
    startsOn: date('7 mei'),
    endsOn: date('8 okt'),
  })
  await ask('samira', 'startPhase', { ...d, phaseId: second.phaseId })
  await ask('lotte', 'confirmMoment', { momentId: routed.momentId })
  await spend(71_900, '30 apr')
  await release()

  await on('29 mei', '16:00')
  await write(
    'Er is € 78.500 uitgegeven van € 150.000. Het meten van het geluid is begonnen; het model is er in september.',
  )
  await move(
    'werf',
    'settled',
    'De bank gaat mee met uitbreiden op kade 1 en 2. Verhuizen kan de werf niet dragen.',
    'De werf heeft de cijfers laten zien.',
  )
  await move(
    'verkeer',
    'settled',
    'In een week reden er 214 vrachtauto’s langs de school. Dat kan zo blijven; erbij kan niet.',
    'De telling van mei is er.',
  )
  await spend(78_500, '28 mei')
  await release()
  const june = await compose(
    'Havenkwartier: twee richtingen, en wat wij nog meten',
    'Op {6 mei} besloot het college om bij te stellen. Over woningen beslist u.',
    'Op {11 jun} spreekt u hier voor het eerst over.',
  )
  await on('1 jun', '13:30')
  await send(june)

  // ── 11 June: a motion, a promise, and at last the skippers ─────────────────────────────────────────────────────────
  await on('11 jun', '22:10')
  known.motionId = (
    await ask('lotte', 'registerCouncilItem', {
      ...d,
      kind: 'motion',
      title: 'Geen woningen zolang geluid onbekend',
      text: 'Het college legt geen richting met woningen voor zolang het geluid van de werf niet is gemeten.',
      submittedBy: 'een meerderheid van de raad',
      madeOn: date('11 jun'),
      vote: 'adopted',
      body: 'gemeenteraad',
      debtor: { membershipId: membershipId('deruiter') },
      dueOn: date('8 okt'),
      audience: 5,
    })
  ).councilItemId
  known.promiseId = (
    await ask('lotte', 'registerCouncilItem', {
      ...d,
      kind: 'promise',
      title: told('Geluidsmodel vóór {15 sep}'),
      text: told('De wethouder zegt toe dat het geluidsmodel, met tabellen, vóór {15 sep} bij de raad ligt.'),
      madeOn: date('11 jun'),
      debtor: { membershipId: membershipId('deruiter') },
      dueOn: date('15 sep'),
      audience: 5,
    })
  ).councilItemId
  await ask('lotte', 'treatMoment', {
    momentId: routed.momentId,
    text: 'Besproken. Een motie is aangenomen en de wethouder deed een toezegging.',
  })
  await ask('deruiter', 'startCouncilItem', {
    councilItemId: known.promiseId,
    text: 'Het bureau meet tot in augustus.',
  })
  await watch('11 jun', known)
  await on('15 jun', '21:30')
  await move(
    'schippers',
    'settled',
    'Op een avond aan boord spraken wij 19 schippers. Zij willen stroom en water aan de wal, en geen hogere liggelden.',
    'Pas nu bereikt, vijf maanden na het begin.',
  )
  await write('Schippers zijn pas nu gehoord: 19, op een avond aan boord. Zij willen stroom en water aan de wal.')
  await name('jongeren')
  await name('stikstof')
  await on('16 jun', '16:50')
  await release()

  await on('9 jul', '16:20')
  await move(
    'huur',
    'settled',
    'In twee andere havens stegen de huren binnen vijf jaar met 12 tot 30 procent. Kleine ondernemers gingen weg.',
    'De vergelijking is er.',
  )
  await write(
    'In twee havens die zijn opgeknapt stegen de huren in vijf jaar met 12 tot 30 procent. Dat raakt onze kleine ondernemers.',
  )
  await spend(88_600, '30 jun')
  await release()
  const july = await compose(
    'Havenkwartier: schippers gehoord, en wat huren doen',
    'Op {11 jun} nam u de motie «Geen woningen zolang geluid onbekend» aan.',
    'Het geluidsmodel krijgt u vóór {15 sep}.',
  )
  await on('10 jul', '11:00')
  await send(july)
  await on('19 aug', '15:10')
  await spend(98_300, '18 aug')
  await write(
    'Er is meer dan 60 procent van het geld uitgegeven: € 98.300 van € 150.000. Het meten van geluid kostte meer dan geraamd.',
  )
  await release()
  const august = await compose(
    'Havenkwartier: 66 procent van het geld, en waarom',
    'U vroeg om een bericht als er meer dan 60 procent van het geld is uitgegeven.',
    'Wij verwachten onder het plafond te blijven.',
  )
  await on('20 aug', '10:00')
  await send(august)

  // ── September: a promise reported ready, sent back, and discharged ─────────────────────────────────────────────────
  await on('18 sep', '12:00')
  const model = await write(
    'Het geluidsmodel is er. ’s Nachts is het op kade 9 tot en met 14 te luid om te wonen: 61 tot 66 decibel.',
  )
  await release()
  await ask('deruiter', 'reportCouncilItem', {
    councilItemId: known.promiseId,
    evidenceEntryId: model,
    text: 'Het geluidsmodel ligt er. ’s Nachts is het op kade 9 tot en met 14 te luid om te wonen: 61 tot 66 decibel.',
  })
  await watch('18 sep, reported', known)
  await ask('lotte', 'sendBackCouncilItem', {
    councilItemId: known.promiseId,
    reason: 'De tabellen hebben geen noemer: over hoeveel nachten is gemeten? Zo kan de raad het cijfer niet wegen.',
  })
  await on('24 sep', '17:30')
  await move(
    'geluid',
    'settled',
    'In 43 van 45 gemeten nachten is het op kade 9 tot en met 14 te luid om te wonen (61 tot 66 decibel).',
    'Het model is er, met tabellen.',
  )
  await move(
    'subsidie',
    'amber',
    'De provincie stelt de beslissing uit tot december.',
    'Er is een brief van de provincie.',
  )
  const tables = await write(
    'In 43 van de 45 gemeten nachten is het op kade 9 tot en met 14 te luid om te wonen: 61 tot 66 decibel.',
  )
  await release()
  await ask('deruiter', 'reportCouncilItem', {
    councilItemId: known.promiseId,
    evidenceEntryId: tables,
    text: 'Aangevuld: in 43 van de 45 gemeten nachten is het op kade 9 tot en met 14 te luid om te wonen.',
  })
  await on('25 sep', '20:40')
  await ask('lotte', 'dischargeCouncilItem', {
    councilItemId: known.promiseId,
    body: 'commissie Ruimte',
    decidedOn: date('25 sep'),
    text: 'De commissie vindt de toezegging nagekomen.',
  })
  await watch('25 sep', known)
  await on('30 sep', '15:00')
  await spend(121_000, '29 sep')
  await release()
  const september = await compose(
    'Havenkwartier: het geluid is bekend',
    'De toezegging over het geluid is op {25 sep} afgedaan.',
    'Op {8 okt} beslist u over woningen.',
  )
  await on('1 okt', '09:30')
  await send(september)

  // ── 8 October: the council decides ─────────────────────────────────────────────────────────────────────────────────
  await on('8 okt', '22:45')
  const preparedSecond = await ask('samira', 'prepareGate', {
    ...d,
    gateId: known.secondGateId,
    facts: 'De bodem is rood, het geluid is bekend, de werf blijft. Er is € 121.000 uitgegeven van € 150.000.',
    options: [
      { title: 'Werken', says: 'De haven blijft voor tien jaar werkgebied.' },
      { title: 'Gemengd', says: 'Woningen op kade 1 en 2, na sanering.' },
    ],
    positions: [
      { whose: 'Scheepswerf', says: 'Werken.' },
      { whose: 'Bewonersgroep Kade 12', says: 'Geen woningen in het lawaai.' },
      { whose: 'Havenwonen', says: 'Dan bouwen wij hier niet, en woningzoekenden krijgen niets.', minority: true },
    ],
    proposal: 'De raad kiest tussen werken en gemengd.',
    conditions: [
      { met: true, note: 'Ook schippers. Jongeren maar zes.' },
      { met: true, note: '' },
    ],
  })
  await ask('deruiter', 'releaseEntries', { ...d, entryIds: [preparedSecond.entryId] })
  await watch('8 okt, before', known)
  const decide = (choiceId: string, text: string, reason: string, residentEffect: string, minority = '') =>
    ask('lotte', 'decideChoice', {
      ...d,
      choiceId,
      text,
      reason,
      residentEffect,
      minority,
      body: 'gemeenteraad',
      frameVersionIds: [frameVersionId],
      decidedOn: date('8 okt'),
      audience: 5,
    })
  await decide(
    known.housingChoiceId!,
    'Er komen geen woningen in het Havenkwartier. Voor: 15. Tegen: 14.',
    'In 43 van 45 nachten is het te luid, en saneren kost € 0,9 tot 2,1 miljoen.',
    'Ondernemers weten het voor tien jaar. Woningzoekenden krijgen hier niets.',
    'Veertien leden wilden kade 1 en 2 wel voor woningen bestemmen, na sanering.',
  )
  await decide(
    yard.choiceId,
    'De werf verhuist niet.',
    'Dat kan de werf niet dragen.',
    'De 60 mensen van de werf houden hun werk hier.',
  )
  await decide(
    shares.choiceId,
    'De gemeente wordt geen aandeelhouder.',
    'Het risico is te groot.',
    'Er gaat geen gemeentegeld naar de werf.',
  )
  await ask('lotte', 'decideGate', {
    ...d,
    gateId: known.secondGateId,
    outcome: 'adjust',
    text: 'De haven blijft werkgebied. De zoekruimte wordt kleiner: kade 3 tot en met 8.',
    reason: 'Zonder woningen hoeft kade 9 tot en met 14 niet te veranderen.',
    minority: 'Veertien leden wilden kade 1 en 2 wel voor woningen bestemmen.',
    fixed: 'Geen woningen. De werf blijft.',
    open: 'Wat er op kade 3 tot en met 8 komt.',
    body: 'gemeenteraad',
    frameVersionIds: [frameVersionId],
    residentEffect: 'Ondernemers weten het voor tien jaar. Woningzoekenden krijgen hier niets.',
    decidedOn: date('8 okt'),
    responsibleId: membershipId('deruiter'),
    audience: 5,
  })
  await ask('samira', 'describeStart', {
    ...d,
    purpose: 'Een haven waar gewerkt kan worden, en waar iedereen langs het water kan.',
    searchArea: 'Kade 3 tot en met 8.',
    known: ['Er komen geen woningen.', 'De werf blijft.', 'De bodem blijft zoals hij is, zolang niemand graaft.'],
    unknown: ['Of er subsidie komt.', 'Wat jongeren zoeken.'],
    assumed: [],
    reason: told('De raad besliste op {8 okt}.'),
  })
  await release()
  await ask('deruiter', 'reportCouncilItem', {
    councilItemId: known.motionId,
    evidenceEntryId: tables,
    text: 'Het college legde geen richting met woningen voor voordat het geluid bekend was.',
  })
  await watch('8 okt', known)
  await on('15 okt', '20:30')
  await ask('lotte', 'dischargeCouncilItem', {
    councilItemId: known.motionId,
    body: 'gemeenteraad',
    decidedOn: date('15 okt'),
    text: 'De motie is uitgevoerd.',
  })

  // ── 2 November: did the council know in May? ───────────────────────────────────────────────────────────────────────
  await on('29 okt', '14:45')
  await spend(136_100, '28 okt')
  await write('Er is € 136.100 uitgegeven van € 150.000. Zeven van de elf onzekerheden zijn opgelost.')
  await release()
  const october = await compose(
    'Havenkwartier: na uw besluit',
    'Op {8 okt} besloot u dat er geen woningen komen.',
    'Op {26 nov} kijken wij met alle partijen terug, aan de hand van de vier vragen van januari.',
  )
  await on('30 okt', '10:15')
  await send(october)
  await on('2 nov', '09:50')
  await write(
    'Dagblad De Kustbode vraagt of de raad in mei van de sanering wist. Het antwoord is ja, sinds {24 apr}; de stand van {6 mei} is voor iedereen op te vragen.',
  )
  await release()
  return { ...(known as Lived), uncertainties, letters }
}
