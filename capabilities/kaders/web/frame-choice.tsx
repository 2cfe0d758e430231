// Choosing the frames under which something is decided; also for the forms of other rooms that decide.
import { wrong } from '#capabilities/dossier/web/forms.tsx'
import { Fieldset } from '#foundation/web/components.tsx'
import type { PageRequest } from '#foundation/web/page.ts'
import { type FrameListed, RANKS } from '../contract.ts'
import { ticked, wordsOf } from './words.ts'

/** One box per frame, below the name of its rank. A fieldset carries the name, so that a mistake leads to it. */
export function FrameChoice({
  frames,
  start = [],
  act,
  request,
}: {
  frames: readonly FrameListed[]
  /** Versions that are ticked at first. */
  start?: readonly string[]
  act: string
  request: PageRequest
}) {
  const text = wordsOf(request.locale)
  const { decide } = text.web
  const on = ticked(request, act, 'frameVersionIds', start)
  return (
    <Fieldset
      id="frameVersionIds"
      legend={decide.frames}
      hint={decide.framesHint}
      error={wrong(request, act, 'frameVersionIds')}
    >
      {RANKS.map((rank) => [rank, frames.filter((frame) => frame.rank === rank)] as const)
        .filter(([, group]) => group.length > 0)
        .map(([rank, group]) => (
          <div key={rank}>
            <p class="schakel-meta">{text.ranks[rank]}</p>
            <div class="schakel-choices">
              {group.map((frame) => {
                const first = frame === frames[0]
                const id = first ? 'frameVersionIds' : `frame-${frame.frameVersionId}`
                return (
                  <div class="schakel-choice" key={frame.frameVersionId}>
                    <input
                      class="utrecht-checkbox utrecht-checkbox--html-input"
                      type="checkbox"
                      id={id}
                      name="frameVersionIds"
                      value={frame.frameVersionId}
                      checked={on.includes(frame.frameVersionId)}
                      aria-describedby={`says-${frame.frameVersionId}`}
                    />
                    <label class="utrecht-form-label utrecht-form-label--checkbox" for={id}>
                      {frame.title}
                    </label>
                    <div class="schakel-choice__hint" id={`says-${frame.frameVersionId}`}>
                      {frame.competentBody}
                    </div>
                  </div>
                )
              })}
            </div>
          </div>
        ))}
    </Fieldset>
  )
}
