// What a page is: an address, what it reads, how it looks, and the forms on it. Pages never touch the server's rooms:
// they ask by the name of an act, in process, through the same way in as the JSON API.
import type { ComponentChildren, VNode } from 'preact'

export type Locale = 'nl' | 'en'

export interface PageMembership {
  readonly membershipId: string
  readonly organisationId: string
  readonly organisationName: string
  readonly isGovernment: boolean
  readonly position: string
  readonly functionName: string
  readonly speaksForOrganisation: boolean
}
export interface PageActor {
  readonly personId: string
  readonly name: string
  readonly acting: PageMembership
  readonly memberships: readonly PageMembership[]
  /** The rooms that the organisation of the acting role does not use. */
  readonly off: readonly string[]
}

/** A form that was refused: what was typed is kept, each sentence stands beside its field. */
export interface FormState {
  readonly act: string
  /** As typed, by field name; repeated names and checkboxes as arrays. */
  readonly values: Readonly<Record<string, string | readonly string[]>>
  /** By field name, in the reader's language. */
  readonly errors: Readonly<Record<string, string>>
  /** The refusal as a whole. */
  readonly message: string
}

export interface PageRequest {
  /** '/dossiers/…', without query. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly locale: Locale
  /** Null on pages that are open to whoever is not signed in. */
  readonly actor: PageActor | null
  readonly now: Date
  readonly practice: boolean
  /** Fresh for every page shown; a form sends it along as `_key`, so that sending twice is one act. */
  readonly key: string
  /** The form that was just refused. */
  readonly refused: FormState | null
  /** One read. Throws a refusal, which becomes the page that fits it. */
  ask<T = any>(act: string, input?: object): Promise<T>
  /** Several reads in one round trip to the database. What is of another room is asked `ifOn`: null when it is not used. */
  askTogether<T extends readonly unknown[] = any[]>(
    ...calls: readonly (readonly [act: string, input?: object, ifOn?: 'ifOn'])[]
  ): Promise<T>
}

/** One uploaded file of a form, checked and stored already; the act is given its id, which only its uploader can use. */
export interface UploadedFile {
  readonly uploadId: string
  readonly name: string
  readonly type: string
  readonly size: number
}

export interface FormValues {
  /** Typed text, trimmed of nothing; empty when the field is missing. */
  text(name: string): string
  /** Like text, but undefined when nothing was typed. */
  optional(name: string): string | undefined
  all(name: string): readonly string[]
  checked(name: string): boolean
  files(name: string): readonly UploadedFile[]
}

export interface PageForm {
  /** Makes the input of the act from what was typed. */
  readonly input: (form: FormValues, request: PageRequest) => object
  /** Where the reader goes next; the page there says what was done (`text.done[act]`). */
  readonly then: (answer: any, request: PageRequest, form: FormValues) => string
  /** Takes files: the form is multipart. */
  readonly files?: true
}

export interface PageFrame {
  readonly title: string
  /** A narrow page: a form, a sign-in. */
  readonly narrow?: boolean
  readonly breadcrumb?: readonly { href: string; label: string }[]
  readonly head?: ComponentChildren
}

export interface Page<Data = any> {
  /** '/dossiers/:dossierId'. Dutch: readers see it. */
  readonly at: `/${string}`
  /** True when it may be opened without signing in. */
  readonly open?: true
  /** How often in a minute one address may open it; for what costs the database more than a look. */
  readonly perMinute?: number
  /** True when the page has a form of its own as its one act: the button «Nieuwe regel» then stays away. */
  readonly composes?: true
  /** Which menu item is current. */
  readonly nav?: 'today' | 'dossiers' | 'search' | 'organisations' | 'people' | 'council'
  /** What changes on this page while somebody looks at it: these dossiers, and whatever is mine. Parts in <Live> follow. */
  readonly live?: (data: Data, request: PageRequest) => { readonly dossiers: readonly string[]; readonly mine: boolean }
  /**
   * What a device may keep of this page, encrypted, for when there is no reception: `read` for a day's work, `write` for a
   * form that must always open. Left out for everything else, and for whatever is sealed.
   */
  readonly offline?: (data: Data, request: PageRequest) => 'read' | 'write' | null
  readonly load: (request: PageRequest) => Promise<Data>
  /** Whose page it is for whoever is not signed in: it speaks and looks like that organisation. */
  readonly ofOrganisation?: (data: Data, request: PageRequest) => string | null | undefined
  readonly frame: (data: Data, request: PageRequest) => PageFrame
  readonly view: (data: Data, request: PageRequest) => VNode
  /** By the name of the act. A form posts to the page's own address with the act's name in `_act`. */
  readonly forms?: Readonly<Record<string, PageForm>>
}

/** Infers Data from load. */
export const page = <Data>(parts: Page<Data>): Page<Data> => parts

/** The hidden fields that every form of a page carries. */
export const formFields = (act: string, request: PageRequest): Record<string, string> => ({
  _act: act,
  _key: request.key,
})

/** What was typed in a refused form of this act, else the value to start with. */
export const typed = (request: PageRequest, act: string, name: string, start = ''): string => {
  if (request.refused?.act !== act) return start
  const value = request.refused.values[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

/** The sentence beside a field of a refused form. */
export const errorOf = (request: PageRequest, act: string, name: string): string | undefined =>
  request.refused?.act === act ? request.refused.errors[name] : undefined
