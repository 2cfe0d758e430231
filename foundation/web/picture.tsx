// Pictures where people would rather look than read; the same facts always stand in words.

import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import { type Moment, TimeText } from './time.tsx'
import { useWords } from './words.ts'

export interface LadderStep {
  /** 'Vraag gesteld', 'Herinnering', 'Leidinggevende' */
  word: string
  /** Who stands on this step. */
  who?: ComponentChildren
  /** When it was reached, or when it will be. */
  at?: Moment
  state: 'done' | 'present' | 'ahead' | 'skipped'
  note?: ComponentChildren
}

/** The ladder that an unanswered question climbs, the present step marked. Steps rise at the desk, a list on a phone. */
export function Ladder({ label, steps, now }: { label: string; steps: LadderStep[]; now?: Moment }) {
  const words = useWords()
  return (
    <div class="schakel-ladder-box">
      <ol class="schakel-ladder" aria-label={label}>
        {steps.map((step, at) => (
          <li
            key={at}
            class={`schakel-ladder__step schakel-ladder__step--${step.state}`}
            aria-current={step.state === 'present' ? 'step' : undefined}
          >
            <span class="schakel-ladder__mark">
              {step.state === 'done' ? <Icon name="check" size={16} /> : <span aria-hidden="true">{at + 1}</span>}
            </span>
            <div class="schakel-ladder__words">
              <p class="schakel-ladder__word">
                {step.word}
                {step.state === 'present' ? (
                  <span class="schakel-ladder__now">{words.present}</span>
                ) : (
                  <span class="schakel-hidden">, {words[step.state]}</span>
                )}
              </p>
              {step.who && <p class="schakel-meta">{step.who}</p>}
              {step.at && (
                <p class="schakel-meta">
                  <TimeText at={step.at} show="short" now={now} />
                </p>
              )}
              {step.note && <p class="schakel-ladder__note">{step.note}</p>}
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** A share of a whole as a bar, with the words that say the same. `value` and `max` in the same unit. */
export function Meter({
  value,
  max,
  label,
  tone = 'accent',
}: {
  value: number
  max: number
  label: string
  tone?: 'accent' | 'wait' | 'late'
}) {
  const share = max > 0 ? Math.min(100, Math.max(0, (value / max) * 100)) : 0
  return (
    <span class="schakel-meter">
      <svg
        class={`schakel-meter__bar schakel-meter__bar--${tone}`}
        height="8"
        width="100%"
        aria-hidden="true"
        focusable="false"
      >
        <rect class="schakel-meter__whole" width="100%" height="8" rx="4" />
        {share > 0 && <rect class="schakel-meter__part" width={`${share}%`} height="8" rx="4" />}
      </svg>
      <span class="schakel-meter__words">{label}</span>
    </span>
  )
}
