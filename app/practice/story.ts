// What a story of the practice town is made of: a dossier, and what happened in it, in order.
import type pg from 'pg'
import type { Calendar } from './calendar.ts'
import type { OrganisationKey, PersonKey } from './cast.ts'
import type { FrameKey } from './stories/kaders.ts'

/** Who reads it, by the name of the narrowest circle: 1 to 5. */
export const AUDIENCES = { team: 1, involved: 2, organisation: 3, council: 4, public: 5 } as const
export type AudienceName = keyof typeof AUDIENCES

export interface Story {
  readonly key: string
  readonly kind: 'opgave' | 'initiative' | 'area' | 'service'
  readonly title: string
  readonly reason: string
  /** Of the organisation that answers for it; the owner works there. */
  readonly organisation?: OrganisationKey
  readonly owner: PersonKey
  readonly deputy: PersonKey
  readonly ceiling: AudienceName
  readonly purpose?: string
  /** «Wat merkt de inwoner hiervan?» */
  readonly residentEffect?: string
  /** `'12 jan 16.40'`. */
  readonly opened: string
  /** In the order in which it was written down. */
  readonly then: readonly Happening[]
}

/** A person, or an organisation as a whole. */
export type Party = PersonKey | `o:${OrganisationKey}`

export interface PracticeFile {
  readonly name: string
  /** What somebody hears who does not see it. */
  readonly description: string
  readonly bytes: () => Promise<Buffer>
}

interface When {
  readonly on: string
  readonly by: PersonKey
}

export type Happening = When &
  (
    | {
        readonly writes: string
        readonly kind?: 'fact' | 'agreement' | 'advice' | 'decisionDocument' | 'contribution'
        readonly for: AudienceName
        /** When it took place, if earlier than it was written down. */
        readonly occurred?: string
        /** A name by which a later line can speak of this one. */
        readonly as?: string
        readonly corrects?: string
        readonly files?: readonly PracticeFile[]
      }
    | { readonly notes: string }
    /** What an act of a later room left, in its words of `telling/`. */
    | { readonly tells: (client: Pick<pg.ClientBase, 'query'>, at: Date, calendar: Calendar) => Promise<unknown> }
    | {
        readonly involves: Party
        readonly role: 'team' | 'adviser' | 'partner' | 'initiator' | 'asked' | 'follower'
        readonly mandate?: string
        readonly interest?: string
      }
    | {
        readonly plans: { readonly purpose: string; readonly residentEffect: string; readonly plan: string }
        readonly because: string
      }
    | { readonly opensTo: AudienceName; readonly because: string }
    | { readonly shows: string; readonly to: AudienceName }
    | { readonly pauses: string }
    | {
        readonly closes: 'result' | 'noResult' | 'stopped'
        readonly result: string
        readonly effect: string
        readonly lesson: string
      }
    | {
        readonly asks: Party
        readonly kind: 'question' | 'advice' | 'agreement' | 'contribution' | 'promise' | 'task'
        readonly question: string
        /** `'5 feb'`. */
        readonly due: string
        readonly for: AudienceName
        readonly as: string
        /** Of an advice: how long it may take. */
        readonly hours?: number
      }
    | {
        readonly answers: string
        readonly text: string
        /** Of an advice. */
        readonly certainty?: 'certain' | 'likely' | 'uncertain'
        /** What was not looked into. */
        readonly limits?: string
      }
    | {
        readonly decides: string
        readonly reason: string
        /** «Wat merkt de inwoner hiervan?» */
        readonly effect: string
        readonly capacity: 'college' | 'raad' | 'wethouder' | 'manager' | 'eigenaar'
        readonly body: string
        /** Who took it; nobody in person when a body decided together. */
        readonly maker?: PersonKey
        readonly responsible: PersonKey
        /** Under the version of these frames that holds in the stories: the last. */
        readonly under: readonly FrameKey[]
        readonly formalCase?: { readonly number: string; readonly system: string }
        readonly for: AudienceName
      }
    | { readonly refuses: string; readonly text: string }
    | { readonly withdraws: string; readonly text: string }
    | {
        readonly late: string
        readonly code: 'workload' | 'unclearQuestion' | 'missingData' | 'disagreement' | 'absent' | 'other'
        readonly explanation: string
        readonly expected?: string
      }
  )
