// Rules are small sentences; a policy is a table of their names. All rules in a row must hold; the first that fails is the reason.
import type { Actor } from './actor.ts'

export type ActorRule = (actor: Actor) => boolean
export type Rule<Subject> = (actor: Actor, subject: Subject) => boolean

export type ActorRules = Readonly<Record<string, ActorRule>>
export type Rules<Subject> = Readonly<Record<string, Rule<Subject>>>

/** Any person who is signed in. Rows they may not see do not exist for them. */
export const everyone: ActorRule = () => true

/** Whoever works for a government: its staff, its executive, or the office of its council. */
export const isCivilServant: ActorRule = ({ acting }) =>
  acting.isGovernment && ['staff', 'executive', 'registry'].includes(acting.position)

/** The first rule in the row that does not hold, or undefined when all hold. */
export const firstBroken = (
  row: readonly string[],
  rules: Readonly<Record<string, (actor: Actor, subject: never) => boolean>>,
  actor: Actor,
  subject: unknown,
): string | undefined => row.find((name) => !rules[name]!(actor, subject as never))
