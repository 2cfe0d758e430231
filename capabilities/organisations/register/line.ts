// What one line of the register says, and what of it is kept.
import { createHash } from 'node:crypto'
import { z } from 'zod'

/** Counts along in the digest of a line: raise it when more of a line is kept, and the next import brings all up to date. */
const READING = 1

/** The register writes this when it does not know since when. */
const LONG_AGO = '1900-01-01'

// A tab or a double space in a name is a slip of the keyboard, and PostgreSQL stores no NUL.
const words = (maximum: number) =>
  z
    .string()
    .refine((value) => value.isWellFormed() && !value.includes('\0'), 'characters that cannot be stored')
    .transform((value) => value.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1).max(maximum))
const key = z.string().min(1).max(200)

const Line = z.object({
  id: key,
  type: key,
  parent_id: key.nullish(),
  names: z
    .array(
      z.object({
        value: words(300),
        abbr: words(300).nullish(),
        valid_from: z.iso.date().nullish(),
        valid_until: z.iso.date().nullish(),
      }),
    )
    .min(1),
  valid_from: z.iso.date().nullish(),
  valid_until: z.iso.date().nullish(),
  identifiers: z.record(z.string(), words(1000)).nullish(),
  successor_id: z.union([key, z.array(key)]).nullish(),
  predecessor_id: z.union([key, z.array(key)]).nullish(),
  classifications: z.array(z.string()).nullish(),
  website: z.string().trim().max(2000).nullish(),
  legal_form: z.string().nullish(),
  subname: z.string().nullish(),
  subtype: z.string().nullish(),
  last_mutation: z.string().nullish(),
  geography: z.object({ aantal_inwoners: z.number().nullish() }).nullish(),
  council: z.object({ total_seats: z.number().nullish() }).nullish(),
  relation_to_ministerie: z.object({ naam: z.string().nullish() }).nullish(),
})

export interface Taken {
  readonly number: number
  readonly registerId: string
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly shortName: string | null
  readonly isEmployer: boolean
  readonly parentRegisterId: string | null
  readonly validFrom: string
  readonly validUntil: string | null
  readonly website: string | null
  readonly profile: Readonly<Record<string, unknown>>
  readonly names: readonly Name[]
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[]
  readonly tooi: string | null
  readonly oin: string | null
  readonly successorRegisterId: string | null
  readonly predecessorRegisterIds: readonly string[]
  readonly digest: string
}

interface Name {
  readonly value: string
  readonly abbreviation: string | null
  readonly validFrom: string
  readonly validUntil: string | null
}

/** The line as we keep it, or a sentence that says what is wrong with it. */
export const takeLine = (number: number, text: string): Taken | { readonly fault: string } => {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return { fault: 'it is not JSON' }
  }
  const read = Line.safeParse(raw)
  if (!read.success) {
    const issue = read.error.issues[0]!
    const at = issue.path.join('.')
    return { fault: `${at || 'it'} is not right: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}` }
  }
  const line = read.data
  const validFrom = line.valid_from ?? LONG_AGO
  const validUntil = line.valid_until ?? null
  if (validUntil && validUntil < validFrom) return { fault: `it ends (${validUntil}) before it begins (${validFrom})` }
  const wrongWay = line.names.find((name) => name.valid_until && name.valid_until < (name.valid_from ?? LONG_AGO))
  if (wrongWay) return { fault: `the name ${wrongWay.value} ends before it begins` }
  const successors = [line.successor_id ?? []].flat()
  if (successors.length > 1)
    return { fault: 'it has more than one successor, and the register does not say which is the heir' }

  const names = namesOf(line.names)
  const present = presentName(names)
  const { oin = null, tooi = null } = line.identifiers ?? {}
  const taken = {
    registerId: line.id,
    kind: line.type,
    name: present.value,
    shortName: present.abbreviation,
    isEmployer: line.classifications?.includes('Overheidswerkgever') ?? false,
    parentRegisterId: line.parent_id ?? null,
    validFrom,
    validUntil,
    website: websiteOf(line.website),
    profile: withoutNothing({
      legalForm: line.legal_form,
      subname: line.subname?.replace(/\s+/g, ' ').trim(),
      subtype: line.subtype,
      classifications: line.classifications,
      inhabitants: line.geography?.aantal_inwoners,
      councilSeats: line.council?.total_seats,
      ministry: line.relation_to_ministerie?.naam,
      registerChangedOn: line.last_mutation,
    }),
    names,
    identifiers: Object.entries(line.identifiers ?? {}).map(([scheme, value]) => ({
      scheme: scheme === 'roo_id' ? 'roo' : scheme,
      value,
    })),
    successorRegisterId: successors[0] ?? null,
  }
  return {
    ...taken,
    number,
    id: idOf(line.id),
    oin,
    tooi,
    predecessorRegisterIds: [line.predecessor_id ?? []].flat(),
    digest: createHash('sha256')
      .update(JSON.stringify([READING, taken]))
      .digest('base64url'),
  }
}

/** The same name twice, once since it is not known when, is one name. */
const namesOf = (
  said: readonly { value: string; abbr?: string | null; valid_from?: string | null; valid_until?: string | null }[],
): Name[] => {
  const names = new Map<string, Name>()
  for (const name of said) {
    const next: Name = {
      value: name.value,
      abbreviation: name.abbr ?? null,
      validFrom: name.valid_from ?? LONG_AGO,
      validUntil: name.valid_until ?? null,
    }
    const same = [...names].find(
      ([, other]) =>
        other.value === next.value &&
        (other.validFrom === next.validFrom ||
          (other.validUntil === next.validUntil && [other.validFrom, next.validFrom].includes(LONG_AGO))),
    )
    if (!same) names.set(`${next.validFrom} ${next.value}`, next)
    else
      names.set(same[0], {
        ...next,
        abbreviation: next.abbreviation ?? same[1].abbreviation,
        validFrom: later(same[1].validFrom, next.validFrom),
        validUntil: same[1].validUntil && next.validUntil ? later(same[1].validUntil, next.validUntil) : null,
      })
  }
  return [...names.values()]
}

const later = (a: string, b: string) => (a > b ? a : b)

const presentName = (names: readonly Name[]): Name => {
  const open = names.filter((name) => name.validUntil === null)
  const candidates = open.length
    ? open
    : names.filter((name) => names.every((other) => other.validUntil! <= name.validUntil!))
  return candidates.reduce((best, name) => (name.validFrom > best.validFrom ? name : best))
}

/** Many are written without https://; what is no web address at all is left out, because the page makes a link of it. */
const websiteOf = (said: string | null | undefined): string | null => {
  if (!said) return null
  const address = /^https?:\/\//i.test(said) ? said : `https://${said}`
  return URL.canParse(address) ? address : null
}

const withoutNothing = (facts: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== undefined && value !== ''))

const SPACE = Buffer.from('6f3a9c0d8b514a1e9f52c4d7e8a1b036', 'hex')

/** The same id for the same organisation of the register in every installation (UUIDv5): imports can be repeated and compared. */
export const idOf = (registerId: string): string => {
  const bytes = createHash('sha1').update(SPACE).update(registerId).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
