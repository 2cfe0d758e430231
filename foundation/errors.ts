// The four ways to refuse, and the two ways in which the house itself can fall short.

/** One field that was refused: `path` as in the input (`question.due`), `code` a key of the room's text. */
export interface FieldError {
  readonly path: string
  readonly code: string
  readonly detail?: Readonly<Record<string, string | number>>
}

export class Refusal extends Error {
  readonly status: number
  /** Stable for programs: `dossier.isOpen`. The sentence for people stands in text.nl.ts. */
  readonly code: string
  readonly fields: readonly FieldError[]

  constructor(status: number, code: string, fields: readonly FieldError[] = []) {
    super(code)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.fields = fields
  }
}

/** 400: what was asked is not well-formed. */
export const invalid = (code: string, fields: readonly FieldError[] = []) => new Refusal(400, code, fields)
/** 401: this asks for somebody, and nobody is signed in. */
export const notSignedIn = () => new Refusal(401, 'signin.required')
/** 403: you may see it, you may not do this now; the code names the rule that failed. */
export const notAllowed = (code: string) => new Refusal(403, code)
/** 404: it does not exist for you. */
export const notFound = (code = 'notFound') => new Refusal(404, code)
/** 409: somebody was before you, or the thing is no longer in that state. */
export const conflict = (code: string, fields: readonly FieldError[] = []) => new Refusal(409, code, fields)
/** 413, 415, 429: refused before anybody looked inside. */
export const tooMuch = (status: 413 | 415 | 429, code: string) => new Refusal(status, code)

/** The database cannot be reached or does not answer in time: nothing is known to have happened. */
export class Unavailable extends Error {
  /** True when the connection broke after `commit` was sent: repeat with the same Idempotency-Key to find out. */
  readonly unknownOutcome: boolean
  constructor(cause: unknown, unknownOutcome = false) {
    super('the database is unavailable', { cause })
    this.name = 'Unavailable'
    this.unknownOutcome = unknownOutcome
  }
}

/** There is no room left to write; reading goes on. */
export class NoSpace extends Error {
  constructor(cause: unknown) {
    super('no space left to write', { cause })
    this.name = 'NoSpace'
  }
}
