// Who is asking, and in which role: one person, one acting membership, and the doors that all memberships open.

/** What a person is in an organisation. It decides which doors open; the function type only names the work. */
export const POSITIONS = ['staff', 'executive', 'council', 'registry', 'partner', 'administrator'] as const
export type Position = (typeof POSITIONS)[number]

export interface Membership {
  readonly membershipId: string
  readonly organisationId: string
  readonly organisationName: string
  readonly isGovernment: boolean
  readonly position: Position
  /** The words of the organisation for the work: `procesambtenaar`, `griffier`. */
  readonly functionName: string
  readonly speaksForOrganisation: boolean
}

export interface Actor {
  readonly personId: string
  readonly name: string
  /** Set when a browser session asks; null for a personal access token. */
  readonly sessionId: string | null
  /** The scopes of a personal access token; null for a session, which may do all that the person may. */
  readonly scopes: readonly string[] | null
  readonly acting: Membership
  readonly memberships: readonly Membership[]
  readonly locale: 'nl' | 'en' | null
  /** The rooms that the organisation of the acting role does not use. */
  readonly off: readonly string[]
  /** Counts the switches of the installation; what a server keeps of them holds as long as this is the same number. */
  readonly switching: number
}

/**
 * How somebody proves who they are: the SHA-256 of the secret of a session, a token or a calendar's address. Null: nobody
 * is signed in. `reader` proves nothing and comes with no request: it is how the house looks through somebody's eyes before
 * it sends them anything, and its digest is their id (`readerOf`). `errand` too comes with no request: what somebody
 * confirmed is done in their name while they no longer wait (`errandOf`).
 */
export interface Credential {
  readonly kind: 'session' | 'token' | 'calendar' | 'reader' | 'errand'
  readonly digest: Buffer
}

/** To read as this person, for what is sent to them. Never made from what a request brings. */
export const readerOf = (personId: string): Credential => ({
  kind: 'reader',
  digest: Buffer.from(personId.replaceAll('-', ''), 'hex'),
})

/** To do what this person confirmed, by the id of what they confirmed. Never made from what a request brings. */
export const errandOf = (id: string): Credential => ({
  kind: 'errand',
  digest: Buffer.from(id.replaceAll('-', ''), 'hex'),
})
