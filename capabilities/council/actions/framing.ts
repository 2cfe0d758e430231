// The ten process frames: proposed to the council, adopted or amended by it as a decision, every version readable.

import { record } from '#capabilities/dossier/index.ts'
import { decisionNeeds, takeDecision } from '#capabilities/kaders/index.ts'
import { type Actions, reads, writes } from '#foundation/capability.ts'
import type { contract } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { wrong } from './opening.ts'

type Acts = Actions<typeof contract, typeof subjects>
interface Frame {
  readonly place: number
  readonly text: string
  readonly owner: string
  readonly signal: { readonly kind: string; readonly day?: string | undefined; readonly share?: number | undefined }
}

/** Each place once, in order; a signal has what it is held against. */
const inOrder = (frames: readonly Frame[]): readonly Frame[] => {
  const sorted = [...frames].sort((a, b) => a.place - b.place)
  sorted.forEach((frame, i) => {
    if (frame.place !== i + 1) throw wrong('frames', 'council.eachPlaceOnce')
    if (frame.signal.kind === 'day' && !frame.signal.day) throw wrong(`frames.${i}.signal.day`, 'required')
    if (frame.signal.kind === 'money' && !frame.signal.share) throw wrong(`frames.${i}.signal.share`, 'required')
  })
  return sorted
}

const same = (a: readonly Frame[], b: unknown): boolean =>
  Array.isArray(b) &&
  b.length === a.length &&
  a.every((frame, i) => {
    const other = b[i] as Frame
    return (
      other.text === frame.text &&
      other.owner === frame.owner &&
      other.signal.kind === frame.signal.kind &&
      other.signal.day === frame.signal.day &&
      other.signal.share === frame.signal.share
    )
  })

/** What the council decides, as the room of the decisions takes it. */
const deciding = (input: {
  dossierId: string
  text: string
  reason: string
  residentEffect: string
  decidedOn: string
  frameVersionIds: string[]
}) => ({
  dossierId: input.dossierId,
  text: input.text,
  reason: input.reason,
  capacity: 'raad' as const,
  body: 'gemeenteraad',
  frameVersionIds: input.frameVersionIds,
  residentEffect: input.residentEffect,
  adviceEntryIds: [],
  decidedOn: input.decidedOn,
})

export const framing: Pick<Acts, 'proposeFrames' | 'adoptFrames' | 'listFrameVersions'> = {
  listFrameVersions: reads((input) => q.frameVersions(input.dossierId)),

  proposeFrames: writes({
    needs: (input) => ({ known: q.findFrames(input.dossierId) }),
    then: (work, { frames, reason }) =>
      record(work, work.subject, {
        kind: 'framesProposed',
        text: reason,
        details: { number: (work.needs.known?.adopted ?? 0) + 1, frames: inOrder(frames), reason },
        audience: Math.min(4, work.subject.ceiling),
      }),
  }),

  adoptFrames: writes({
    needs: (input) => ({ known: q.findFrames(input.dossierId), ...decisionNeeds(deciding(input)) }),
    then: (work, input) => {
      const frames = inOrder(input.frames)
      const { known } = work.needs
      const part = work.subject.part!
      const { decisionId, entryId } = takeDecision(
        work,
        // The council decides in public: whoever may know the dossier may know its frames.
        { ...deciding(input), audience: work.subject.ceiling },
        {
          kind: 'framesAdopted',
          details: () => ({
            number: (known?.adopted ?? 0) + 1,
            frames,
            amended: known?.proposedEntryId ? !same(frames, known.proposed) : false,
            ...(known?.proposedEntryId ? { proposedEntryId: known.proposedEntryId } : {}),
          }),
          responsible: { membershipId: part.portfolioHolderId, role: part.portfolioHolderRole },
        },
      )
      return { decisionId, entryId }
    },
  }),
}
