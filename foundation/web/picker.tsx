// Choosing one out of many: search and choose from a list, which with JavaScript becomes a combobox.

import { Button } from './basics.tsx'
import { type Choice, Explained, type FieldProps, wire } from './form.tsx'
import { fill, names, useWords } from './words.ts'

/**
 * Without JavaScript: typing and *Zoek* sends the form with `searchName` (default `<name>-search`) and the button
 * `search=<name>`; the page comes back with `options`. With JavaScript `source` is asked while typing:
 * `GET source?search=…` (the name of the question is `sourceParameter`) answers
 * `{ "options": [{ "value", "label", "description"? }] }`; a source that answers otherwise is told with `reads`.
 */
export function Picker({
  source,
  sourceParameter = 'search',
  options,
  value,
  query,
  searchName,
  reads,
  ...field
}: FieldProps & {
  source: string
  /** The names in the answer: of the list, and in each of its rows. `description` may be several, apart by spaces. */
  reads?: { list: string; value: string; label: string; description: string }
  sourceParameter?: string
  /** What can be chosen now: the answer to `query`, or the recent ones. */
  options: (Choice & { label: string; description?: string })[]
  value?: string
  query?: string
  searchName?: string
}) {
  const words = useWords()
  const { id = field.name, name, error } = field
  const wiring = wire({ ...field, hint: field.hint ?? words.pickerHint })
  const chosen = options.find((option) => option.value === value)
  return (
    <div
      class={names('utrecht-form-field schakel-field schakel-picker', error && 'utrecht-form-field--invalid')}
      data-picker={name}
      data-source={source}
      data-parameter={sourceParameter}
      data-reads={reads && [reads.list, reads.value, reads.label, reads.description].join(' ')}
      data-none={words.results.none}
      data-one={words.results.one}
      data-many={words.results.many}
    >
      <label class="utrecht-form-label utrecht-form-field__label" for={id}>
        {field.label}
        {field.required === false && <span class="schakel-optional"> ({words.optional})</span>}
      </label>
      <Explained field={{ ...field, hint: field.hint ?? words.pickerHint }} />
      <div class="schakel-picker__search utrecht-combobox">
        <input
          id={id}
          name={searchName ?? `${name}-search`}
          type="text"
          value={query ?? chosen?.label}
          autoComplete="off"
          aria-describedby={wiring['aria-describedby']}
          aria-invalid={wiring['aria-invalid']}
          class={names('utrecht-textbox utrecht-textbox--html-input', error && 'utrecht-textbox--invalid')}
          data-picker-input
        />
        <span class="schakel-no-script">
          <Button name="search" value={name} icon="search">
            {words.search}
          </Button>
        </span>
      </div>
      <fieldset
        class="schakel-picker__options utrecht-form-fieldset utrecht-form-fieldset--html-fieldset"
        data-picker-options
      >
        <legend class="schakel-hidden">{field.label}</legend>
        {query !== undefined && (
          <p class="schakel-meta" role="status">
            {options.length === 0
              ? words.results.none
              : options.length === 1
                ? words.results.one
                : fill(words.results.many, options.length)}
          </p>
        )}
        {options.map((option, at) => (
          <div class="schakel-choice" key={option.value}>
            <input
              class="utrecht-radio-button utrecht-radio-button--html-input"
              type="radio"
              id={`${id}-option-${at}`}
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
            />
            <label class="utrecht-form-label utrecht-form-label--radio" for={`${id}-option-${at}`}>
              {option.label}
            </label>
            {option.description && <div class="schakel-choice__hint">{option.description}</div>}
          </div>
        ))}
      </fieldset>
    </div>
  )
}
