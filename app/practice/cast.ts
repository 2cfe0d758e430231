// The people and organisations of gemeente Wierdijk: the cast of the stories, for practice, tests and pictures alike.
import type pg from 'pg'
import type { Position } from '#foundation/access/actor.ts'
import { idFrom } from '#foundation/id.ts'

interface CastOrganisation {
  readonly name: string
  readonly kind: string
  readonly isGovernment: boolean
}
const town = (name: string): CastOrganisation => ({ name, kind: 'gemeente', isGovernment: true })
const partner = (name: string, kind: string): CastOrganisation => ({ name, kind, isGovernment: false })

export const organisations = {
  wierdijk: town('Gemeente Wierdijk'),
  lindemeer: town('Gemeente Lindemeer'),
  dewierde: { name: 'Waterschap De Wierde', kind: 'waterschap', isGovernment: true },
  veiligheid: { name: 'Veiligheidsregio Kustland', kind: 'veiligheidsregio', isGovernment: true },
  zon: partner('Energiecoöperatie Zon op de Dijk', 'cooperatie'),
  havenwonen: partner('Woningcorporatie Havenwonen', 'woningcorporatie'),
  anker: partner('Jeugd-ggz Het Anker', 'zorginstelling'),
  kade: partner('Scholengroep De Kade', 'school'),
  kredietbank: partner('Kredietbank Kustland', 'kredietbank'),
  welzijn: partner('Stichting Welzijn Wierdijk', 'stichting'),
  ondernemers: partner('Ondernemersvereniging Havenkwartier', 'vereniging'),
  clienten: partner('Cliëntenraad Sociaal Domein', 'clientenraad'),
  kustbode: partner('Dagblad De Kustbode', 'krant'),
  rekenkamer: partner('Rekenkamer Kustland', 'rekenkamer'),
} as const satisfies Record<string, CastOrganisation>
export type OrganisationKey = keyof typeof organisations
export const organisationId = (key: OrganisationKey) => idFrom(`practice organisation ${key}`)

interface CastPerson {
  readonly name: string
  readonly at: OrganisationKey
  readonly position: Position
  readonly functionName: string
  readonly discipline?: string
  readonly manager?: string
  readonly deputy?: string
  /** Receives what is asked of the organisation. */
  readonly speaks?: true
  /** What this person does today, on the page «Wie bent u vandaag?»; nobody is shown there without it. */
  readonly today?: { readonly nl: string; readonly en: string }
  /** A second role. */
  readonly also?: {
    readonly at: OrganisationKey
    readonly position: Position
    readonly functionName: string
    readonly speaks?: true
  }
}

export const people = {
  samira: {
    name: 'Samira El Amrani',
    at: 'wierdijk',
    position: 'staff',
    functionName: 'procesambtenaar',
    manager: 'gerrit',
    deputy: 'basjan',
    today: {
      nl: 'Loopt met Zon op de Dijk, vraagt advies en houdt bij wie haar nog iets schuldig is.',
      en: 'Runs Zon op de Dijk, asks for advice and keeps track of who still owes her an answer.',
    },
  },
  basjan: {
    name: 'Bas-Jan Kuiper',
    at: 'wierdijk',
    position: 'staff',
    functionName: 'procesambtenaar',
    manager: 'gerrit',
    deputy: 'samira',
  },
  wout: {
    name: 'Wout Terpstra',
    at: 'wierdijk',
    position: 'staff',
    functionName: 'adviseur ruimte en erfgoed',
    discipline: 'ruimte en erfgoed',
    manager: 'gerrit',
    deputy: 'ilse',
    today: {
      nl: 'Geeft vakadvies over panelen op de dijk, met een vraag die een grens heeft.',
      en: 'Gives specialist advice on solar panels on the dike, on a question with a limit.',
    },
  },
  henk: {
    name: 'Henk Mulder',
    at: 'wierdijk',
    position: 'staff',
    functionName: 'medewerker uitkeringen',
    discipline: 'inkomen',
    manager: 'gerrit',
    deputy: 'ilse',
    today: {
      nl: 'Beslist veertig keer per dag in zijn zaaksysteem. Heeft hier één open punt.',
      en: 'Decides forty times a day in his case system. Has one open item here.',
    },
  },
  gerrit: {
    name: 'Gerrit Bakker',
    at: 'wierdijk',
    position: 'staff',
    functionName: 'teammanager',
    deputy: 'karin',
    manager: 'karin',
    today: {
      nl: 'Leidt het team en hoort het als een antwoord te lang uitblijft.',
      en: 'Leads the team and hears it when an answer takes too long.',
    },
  },
  ruben: {
    name: 'Ruben Hofman',
    at: 'wierdijk',
    position: 'staff',
    functionName: 'regisseur wijkteam',
    discipline: 'jeugd en gezin',
    manager: 'gerrit',
    deputy: 'femke',
  },
  femke: {
    name: 'Femke Jansma',
    at: 'wierdijk',
    position: 'staff',
    functionName: 'regisseur wijkteam',
    discipline: 'jeugd en gezin',
    manager: 'gerrit',
    deputy: 'ruben',
  },
  ilse: {
    name: 'Ilse Brouwer',
    at: 'wierdijk',
    position: 'staff',
    functionName: 'data-analist schulden',
    discipline: 'onderzoek',
    manager: 'gerrit',
    deputy: 'henk',
  },
  karin: {
    name: 'Karin Wolters',
    at: 'wierdijk',
    position: 'staff',
    functionName: 'mobiliteitsadviseur',
    deputy: 'bas',
  },
  bas: {
    name: 'Bas Verhoeven',
    at: 'wierdijk',
    position: 'staff',
    functionName: 'academiecoördinator',
    manager: 'karin',
    deputy: 'karin',
  },
  iris: {
    name: 'Iris Vermeer',
    at: 'wierdijk',
    position: 'staff',
    functionName: 'procesregisseur',
    manager: 'gerrit',
    deputy: 'samira',
  },
  priya: {
    name: 'Priya Raman',
    at: 'wierdijk',
    position: 'staff',
    functionName: 'privacyfunctionaris',
    deputy: 'karin',
  },
  theo: {
    name: 'Theo Blok',
    at: 'wierdijk',
    position: 'administrator',
    functionName: 'functioneel beheerder',
    today: {
      nl: 'Beheert leden, uitnodigingen en organisaties. Leest geen enkel dossier.',
      en: 'Manages members, invitations and organisations. Reads no dossier at all.',
    },
  },
  deruiter: {
    name: 'Annelies de Ruiter',
    at: 'wierdijk',
    position: 'executive',
    functionName: 'wethouder',
    today: {
      nl: 'Is als wethouder verantwoordelijk voor de dijk en de haven.',
      en: 'As an alderman answers for the dike and the harbour.',
    },
  },
  lotte: {
    name: 'Lotte van Dam',
    at: 'wierdijk',
    position: 'registry',
    functionName: 'griffier',
    today: {
      nl: 'Is griffier en wil weten wat de raad nog te goed heeft.',
      en: 'Is council clerk and wants to know what the council is still owed.',
    },
  },
  youssef: {
    name: 'Youssef Haddad',
    at: 'wierdijk',
    position: 'council',
    functionName: 'raadslid',
    today: {
      nl: 'Leest ’s avonds als raadslid, op een tablet, in vijf minuten.',
      en: 'Reads in the evening as a council member, on a tablet, in five minutes.',
    },
  },
  smeets: { name: 'mr. Jan Smeets', at: 'lindemeer', position: 'staff', functionName: 'jurist', deputy: 'sanne' },
  sanne: {
    name: 'Sanne Dijkhuis',
    at: 'lindemeer',
    position: 'staff',
    functionName: 'teammanager',
    speaks: true,
    deputy: 'smeets',
  },
  nadia: {
    name: 'Nadia Benali',
    at: 'veiligheid',
    position: 'staff',
    functionName: 'adviseur brandveiligheid',
    discipline: 'brandveiligheid',
    speaks: true,
  },
  arend: {
    name: 'Arend Wiersma',
    at: 'dewierde',
    position: 'staff',
    functionName: 'dijkbeheerder',
    discipline: 'waterveiligheid',
    speaks: true,
  },
  tjitske: {
    name: 'Tjitske Hoekema',
    at: 'dewierde',
    position: 'staff',
    functionName: 'projectleider',
    deputy: 'arend',
  },
  marleen: {
    name: 'Marleen Visser',
    at: 'zon',
    position: 'partner',
    functionName: 'voorzitter',
    speaks: true,
    today: {
      nl: 'Zit de energiecoöperatie voor. Het idee is en blijft van haar en de buurt.',
      en: 'Chairs the energy cooperative. The idea is and stays hers and the neighbourhood’s.',
    },
  },
  omar: {
    name: 'Omar Yilmaz',
    at: 'welzijn',
    position: 'partner',
    functionName: 'directeur',
    speaks: true,
    // Two hats: he leads the foundation and sits in the council of the neighbouring town.
    also: { at: 'lindemeer', position: 'council', functionName: 'raadslid' },
  },
  peter: { name: 'Peter Groen', at: 'havenwonen', position: 'partner', functionName: 'wijkbeheerder', speaks: true },
  hoekstra: {
    name: 'dr. Anna Hoekstra',
    at: 'anker',
    position: 'partner',
    functionName: 'kinder- en jeugdpsychiater',
    speaks: true,
  },
  joost: { name: 'Joost de Wit', at: 'kade', position: 'partner', functionName: 'zorgcoördinator', speaks: true },
  chantal: {
    name: 'Chantal Maas',
    at: 'kredietbank',
    position: 'partner',
    functionName: 'schuldhulpverlener',
    speaks: true,
  },
  jelle: { name: 'Jelle Hoogland', at: 'ondernemers', position: 'partner', functionName: 'secretaris', speaks: true },
  truus: { name: 'Truus van Loon', at: 'clienten', position: 'partner', functionName: 'lid', speaks: true },
  hanneke: {
    name: 'Hanneke Postma',
    at: 'rekenkamer',
    position: 'partner',
    functionName: 'onderzoeker rekenkamer',
  },
  bram: { name: 'Bram Schouten', at: 'kustbode', position: 'partner', functionName: 'journalist' },
} as const satisfies Record<string, CastPerson>
export type PersonKey = keyof typeof people

export const personId = (key: PersonKey) => idFrom(`practice person ${key}`)
export const membershipId = (key: PersonKey, number = 1) => idFrom(`practice membership ${key} ${number}`)
export const emailOf = (key: PersonKey) => `${key}@${(people[key] as CastPerson).at}.example`

/** Puts the cast in an installation that has none of them; does nothing the second time. */
export const plantCast = async (client: pg.ClientBase): Promise<void> => {
  const all = Object.entries(organisations) as [OrganisationKey, CastOrganisation][]
  for (const [key, { name, kind, isGovernment }] of all) {
    await client.query(
      `insert into organisations.organisation (id, register_id, kind, name, is_government, is_employer, joined_at)
       values ($1, $2, $3, $4, $5, $5, now()) on conflict (id) do nothing`,
      [organisationId(key), `practice:${key}`, kind, name, isGovernment],
    )
    const folded = name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/^gemeente /, '')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
    await client.query(
      `insert into organisations.name (organisation_id, value, valid_from, folded) values ($1, $2, '1900-01-01', $3) on conflict do nothing`,
      [organisationId(key), name, folded],
    )
  }
  const cast = Object.entries(people) as [PersonKey, CastPerson][]
  for (const [key, person] of cast) {
    await client.query(
      'insert into people.person (id, name, email, locale) values ($1, $2, $3, null) on conflict (id) do nothing',
      [personId(key), person.name, emailOf(key)],
    )
    await client.query(
      `insert into people.membership (id, person_id, organisation_id, position, function_name, discipline, speaks_for_organisation, since)
       values ($1, $2, $3, $4, $5, $6, $7, current_date - 900) on conflict (id) do nothing`,
      [
        membershipId(key),
        personId(key),
        organisationId(person.at),
        person.position,
        person.functionName,
        person.discipline ?? null,
        person.speaks ?? false,
      ],
    )
    if (person.also)
      await client.query(
        `insert into people.membership (id, person_id, organisation_id, position, function_name, speaks_for_organisation, since)
         values ($1, $2, $3, $4, $5, $6, current_date - 300) on conflict (id) do nothing`,
        [
          membershipId(key, 2),
          personId(key),
          organisationId(person.also.at),
          person.also.position,
          person.also.functionName,
          person.also.speaks ?? false,
        ],
      )
  }
  for (const [key, person] of cast)
    await client.query('update people.membership set manager_id = $2, deputy_id = $3 where id = $1', [
      membershipId(key),
      person.manager ? membershipId(person.manager as PersonKey) : null,
      person.deputy ? membershipId(person.deputy as PersonKey) : null,
    ])
}
