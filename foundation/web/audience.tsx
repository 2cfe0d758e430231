// Who will read it: a colour, an icon and a word for each of the six audiences, and the choice among them.

import { Fieldset } from './form.tsx'
import { Icon } from './icon.tsx'
import { names, useWords } from './words.ts'

/** 0 own note, 1 core team, 2 involved, 3 organisation, 4 council, 5 public: each wider than the one before. */
export type AudienceLevel = 0 | 1 | 2 | 3 | 4 | 5

const icons = ['lock', 'users', 'users-group', 'building', 'gavel', 'world'] as const

/** The word comes from the page, because a town may call its audiences otherwise. */
export function AudienceChip({ level, word, plain }: { level: AudienceLevel; word: string; plain?: boolean }) {
  const words = useWords()
  return (
    <span class={`schakel-audience schakel-audience--${level}`}>
      <Icon name={icons[level]} size={16} />
      {!plain && <span class="schakel-hidden">{words.readBy}: </span>}
      {word}
    </span>
  )
}

export interface AudienceOption {
  level: AudienceLevel
  word: string
  /** Who that is, in this dossier: 'Samira, Wout en 4 anderen'. Shown as soon as it is chosen. */
  readers: string
  /** What is sent; the level unless told otherwise. */
  value?: string
  disabled?: boolean
}

/** The audience of what is being written. The line 'wie leest dit' follows the choice, without JavaScript too. */
export function AudienceChoice({
  name = 'audience',
  label,
  hint,
  error,
  options,
  value,
  id = name,
}: {
  name?: string
  label?: string
  hint?: string
  error?: string
  options: AudienceOption[]
  value?: string
  id?: string
}) {
  const words = useWords()
  return (
    <Fieldset id={id} legend={label ?? words.audience} hint={hint} error={error}>
      <div class="schakel-audience-choice">
        {options.map((option, at) => {
          const own = at === 0 ? id : `${id}-${at}`
          return (
            <div class="schakel-audience-choice__option" key={option.level}>
              <input
                class="schakel-audience-choice__input"
                type="radio"
                id={own}
                name={name}
                value={option.value ?? String(option.level)}
                checked={(option.value ?? String(option.level)) === value}
                disabled={option.disabled}
                aria-describedby={names(`${own}-readers`, error && `${id}-error`)}
                data-level={option.level}
              />
              <label class={`schakel-audience schakel-audience--${option.level}`} for={own}>
                <Icon name={icons[option.level]} size={16} />
                {option.word}
              </label>
              <p class="schakel-audience-choice__readers" id={`${own}-readers`}>
                <Icon name="eye" size={18} />
                <span>
                  {words.readBy} <strong>{option.readers}</strong>
                </span>
              </p>
            </div>
          )
        })}
      </div>
    </Fieldset>
  )
}
