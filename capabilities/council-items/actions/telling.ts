// What the acts of this room share: who acts, a line in the journal, and telling who listens.
import { appendEntry, roleOf, touchDossier } from '#capabilities/dossier/index.ts'
import { addDays, dayAt } from '#capabilities/open-items/index.ts'
import type { Work } from '#foundation/capability.ts'
import { invalid } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'

export const wrong = (path: string, code: string) => invalid('invalid', [{ path, code }])

/** Who acts, as it is kept with what they do. */
export const actorOf = (work: Pick<Work<unknown, unknown>, 'actor'>) => ({
  membershipId: work.actor.acting.membershipId,
  role: roleOf(work.actor),
})

/** What was made or decided lies behind us; a year typed wrong does not pass for history. */
export const mustBePast = (day: string, now: Date, field: string): void => {
  if (day > dayAt(now)) throw wrong(field, 'inTheFuture')
  if (day < '1970-01-01') throw wrong(field, 'councilItems.tooLongAgo')
}
/** A term still comes, and within ten years. */
export const mustCome = (day: string, now: Date, field: string): void => {
  if (day < dayAt(now)) throw wrong(field, 'inThePast')
  if (day > addDays(dayAt(now), 3653)) throw wrong(field, 'councilItems.tooFarAway')
}

interface Line {
  readonly kind: 'councilItem' | 'politicalChoice' | 'councilMoment'
  readonly text: string
  readonly details: Readonly<Record<string, unknown>>
  readonly audience: number
  /** The day on which it happened, when it is written down later. */
  readonly on?: string
  readonly attachments?: number
}

/** A line in the journal of an open dossier that exists for who acts, and null otherwise: the record of this room remains. */
export const tellJournal = (
  work: Pick<Work<unknown, unknown>, 'actor' | 'do' | 'publish' | 'now'>,
  place: {
    readonly dossierId: string
    readonly organisationId: string
    readonly dossier: { readonly state: string; readonly ceiling: number } | null
  },
  line: Line,
): string | null => {
  if (!place.dossier || place.dossier.state === 'closed') return null
  const entryId = newId()
  const me = actorOf(work)
  work.do(
    appendEntry({
      entryId,
      dossierId: place.dossierId,
      kind: line.kind,
      text: line.text,
      details: line.details,
      authorId: me.membershipId,
      authorRole: me.role,
      ...(line.on && line.on < dayAt(work.now) ? { occurredAt: `${line.on}T12:00:00Z` } : {}),
      audience: Math.min(line.audience, place.dossier.ceiling),
      attachments: line.attachments ?? 0,
    }),
    touchDossier(place.dossierId),
  )
  work.publish({
    name: 'entryAdded',
    dossierId: place.dossierId,
    organisationId: place.organisationId,
    payload: { entryId, kind: line.kind },
  })
  return entryId
}
