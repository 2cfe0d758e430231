// What every act here does: choose who reads its line, and write that line with what listeners need to know.
import { type Dossier, record } from '#capabilities/dossier/index.ts'
import type { Work } from '#foundation/capability.ts'
import { invalid } from '#foundation/errors.ts'

export const wrong = (path: string, code: string) => invalid('invalid', [{ path, code }])

/** The calendar day in the Netherlands. */
export const dayAt = (at: Date): string => at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })

/** Whom it is for: as asked, else the organisation as far as the dossier may be known. Who writes belongs to them. */
export const audienceFor = (asked: number | undefined, dossier: Pick<Dossier, 'ceiling' | 'reach'>): number => {
  const audience = asked ?? Math.min(3, dossier.ceiling)
  if (audience > dossier.ceiling) throw wrong('audience', 'parties.withinCeiling')
  if (audience < dossier.reach) throw wrong('audience', 'parties.withinReach')
  return audience
}

type Told = Parameters<typeof record>[1]

/**
 * Writes a line of this room and tells it twice: as an entry, and as what it is about. Whoever listens (the council, by
 * app/wiring.ts) finds the structured facts in the entry's details.
 */
export const tellLine = (
  work: Pick<Work<unknown, unknown>, 'actor' | 'do' | 'publish'>,
  dossier: Told,
  event: string,
  line: { kind: string; text: string; details: Record<string, unknown>; audience: number },
): { entryId: string } => {
  const audience = Math.min(line.audience, dossier.ceiling)
  const { entryId } = record(work as Parameters<typeof record>[0], dossier, { ...line, audience })
  work.publish({
    name: event,
    dossierId: dossier.dossierId,
    organisationId: dossier.organisationId,
    payload: { entryId, kind: line.kind, ...ids(line.details) },
  })
  return { entryId }
}

/** Events carry ids and states, no words of people. */
const ids = (details: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(details).filter(([name]) => name.endsWith('Id') || name === 'state'))
