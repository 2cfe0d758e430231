// How every act of a process is told: one line in the journal, the record beside it, and an event for who listens.
import { record } from '#capabilities/dossier/index.ts'
import type { Actor } from '#foundation/access/actor.ts'
import type { Actions, Work } from '#foundation/capability.ts'
import { conflict, invalid } from '#foundation/errors.ts'
import type { contract } from '../contract.ts'
import type { subjects } from '../policy.ts'
import type { Gate, Process, Standing } from '../queries.ts'
import * as q from '../queries.ts'

export type All = Actions<typeof contract, typeof subjects>
export type Telling = Pick<Work<Process, unknown>, 'actor' | 'subject' | 'do' | 'publish'>

export const wrong = (path: string, code: string) => invalid('invalid', [{ path, code }])

/** The calendar day in the Netherlands. */
export const dayAt = (at: Date): string => at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })

/**
 * Who reads it: the organisation that answers for it, as far as the dossier may be known. Wider when who writes would not
 * see it otherwise, or when more may read what it is about; narrower when fewer may, because a line repeats what it is about.
 */
export const audienceFor = (process: Pick<Process, 'ceiling' | 'reach'>, about = 3): number =>
  Math.min(process.ceiling, Math.max(process.reach, about))

/** For a next line about something that stands: a circle that was narrowed stays narrow, and nothing widens by itself. */
export const audienceOf = (process: Pick<Process, 'ceiling' | 'reach'>, now: Pick<Standing, 'audience'> | undefined) =>
  audienceFor(process, Math.min(3, now?.audience ?? 3))

/** A line of the journal with its event. Answers its id. */
export const tell = (
  work: Telling,
  line: {
    kind: string
    text: string
    details: Record<string, unknown>
    event: string
    audience?: number
    payload?: Record<string, unknown>
  },
): string => {
  const { dossierId, organisationId } = work.subject
  const { entryId } = record(work, work.subject, {
    kind: line.kind,
    text: line.text,
    details: line.details,
    audience: line.audience ?? audienceFor(work.subject),
  })
  work.publish({
    name: line.event,
    dossierId,
    organisationId,
    payload: { entryId, kind: line.kind, ...line.payload },
  })
  return entryId
}

/** The same, and it says how a thing of the process stands from now on. */
export const stand = (
  work: Telling,
  line: Parameters<typeof tell>[1] & { thingId: string; state?: string | null },
): { entryId: string } => {
  const entryId = tell(work, line)
  work.do(
    q.insertRecord({
      entryId,
      dossierId: work.subject.dossierId,
      kind: line.kind,
      thingId: line.thingId,
      state: line.state,
      by: work.actor.acting.membershipId,
    }),
  )
  return { entryId }
}

/** Two people with the same form open: the second sees first what the first one wrote. */
export const mustBeNewest = (now: Pick<Standing, 'number'> | undefined, basedOn: number | undefined) => {
  if (basedOn !== undefined && basedOn !== (now?.number ?? 0)) throw conflict('process.changedMeanwhile')
}

/** A change needs one sentence of reason; the first time there is nothing to explain. */
export const mustSayWhy = (now: Standing | undefined, reason: string) => {
  if (now && !reason) throw wrong('reason', 'required')
}

/** In whose capacity a gate is decided: the council's by its registry, the executive's by the executive itself. */
export const isCompetent = (actor: Actor, process: Process, capacity: Gate['capacity']): boolean => {
  switch (capacity) {
    case 'raad':
      return process.position === 'registry'
    case 'college':
    case 'wethouder':
      return process.position === 'executive'
    case 'manager':
      return process.managesTheOwner
    case 'eigenaar':
      return [process.ownerId, process.deputyId].includes(actor.acting.membershipId)
  }
}
