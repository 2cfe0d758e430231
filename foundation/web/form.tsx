// Forms and their fields: label, hint and error wired to each other, working without JavaScript.

import type { ComponentChildren } from 'preact'
import { type Children, Heading } from './basics.tsx'
import { Icon } from './icon.tsx'
import { fill, names, useWords } from './words.ts'

/** What a browser may fill in by itself, in the words of HTML. */
export type AutoFill =
  | 'off'
  | 'name'
  | 'email'
  | 'username'
  | 'username webauthn'
  | 'current-password'
  | 'new-password'
  | 'one-time-code'
  | 'organization'
  | 'organization-title'
  | 'tel'
  | 'url'

export interface FieldProps {
  name: string
  label: ComponentChildren
  hint?: ComponentChildren
  /** What is wrong and how to go on. */
  error?: string
  /** true: must be filled; false: the label says that it is not required; left out: nothing is said. */
  required?: boolean
  /** Only when the same name stands twice on a page. */
  id?: string
  /** The label is only for who listens, as in a filter beside its button. */
  labelHidden?: boolean
}

/** What the control itself must carry to belong to its label, hint and error. */
export interface Wiring {
  id: string
  name: string
  required?: boolean
  'aria-describedby'?: string
  'aria-invalid'?: 'true'
}

export interface Choice {
  value: string
  label: ComponentChildren
  hint?: ComponentChildren
  disabled?: boolean
}

export function wire(
  { name, id = name, hint, error, required }: FieldProps,
  ...more: (string | false | undefined)[]
): Wiring {
  const by = names(hint !== undefined && hint !== null && hint !== '' && `${id}-hint`, error && `${id}-error`, ...more)
  return {
    id,
    name,
    required: required || undefined,
    'aria-describedby': by || undefined,
    'aria-invalid': error ? 'true' : undefined,
  }
}

/**
 * A form that works without JavaScript. `keep` (a name that is unique for what is being written, such as
 * `entry-of-<dossier>`) keeps the typed words in this tab until they are saved; `composer` lets Ctrl+Enter send;
 * `autoSubmit` sends when a choice changes (filters).
 */
export function Form({
  action,
  method = 'post',
  id,
  label,
  fields,
  files,
  keep,
  composer,
  autoSubmit,
  forget,
  outbox,
  inline,
  role,
  children,
}: Children & {
  action: string
  method?: 'get' | 'post'
  id?: string
  label?: string
  /** Hidden fields that go along. */
  fields?: Record<string, string>
  files?: boolean
  keep?: string
  composer?: boolean
  autoSubmit?: boolean
  /** Clears what this tab kept: for signing out. */
  forget?: boolean
  /** What is sent with it waits on the device while there is no reception: the name of what it makes, for its room's script. */
  outbox?: string
  inline?: boolean
  role?: 'search'
}) {
  const words = useWords()
  return (
    <form
      id={id}
      action={action}
      method={method}
      encType={files ? 'multipart/form-data' : undefined}
      aria-label={label}
      role={role}
      noValidate
      class={names('schakel-form', inline && 'schakel-form--inline')}
      data-guard={method === 'post' ? words.busy : undefined}
      data-keep={keep}
      data-composer={composer ? '' : undefined}
      data-auto-submit={autoSubmit ? '' : undefined}
      data-forget={forget ? '' : undefined}
      data-outbox={outbox}
    >
      {fields &&
        Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      {keep && (
        <p class="schakel-kept" role="status" data-kept={words.kept} hidden>
          {' '}
        </p>
      )}
      {children}
    </form>
  )
}

/** Label, hint and error around any control: `<FormField …>{(wiring) => <input {...wiring} />}</FormField>`. */
export function FormField({
  children,
  after,
  ...field
}: FieldProps & { children: (wiring: Wiring) => ComponentChildren; after?: ComponentChildren }) {
  const { id = field.name, label, error, labelHidden } = field
  return (
    <div class={names('utrecht-form-field', 'schakel-field', error && 'utrecht-form-field--invalid')}>
      <label class={names('utrecht-form-label', 'utrecht-form-field__label', labelHidden && 'schakel-hidden')} for={id}>
        {label}
        <Optional field={field} />
      </label>
      <Explained field={field} />
      {children(wire(field))}
      {after}
    </div>
  )
}

function Optional({ field }: { field: FieldProps }) {
  const words = useWords()
  return field.required === false ? <span class="schakel-optional"> ({words.optional})</span> : null
}

/** Hint and error of a field, under the ids that `wire` points at. */
export function Explained({ field }: { field: FieldProps }) {
  const words = useWords()
  const { id = field.name, hint, error } = field
  return (
    <>
      {hint && (
        <div class="utrecht-form-field-description utrecht-form-field__description" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <div
          class="utrecht-form-field-error-message utrecht-form-field__error-message schakel-error"
          id={`${id}-error`}
        >
          <Icon name="alert-circle" size={18} />
          <span>
            <span class="schakel-hidden">{words.error}: </span>
            {error}
          </span>
        </div>
      )}
    </>
  )
}

const box = (error?: string) =>
  names('utrecht-textbox', 'utrecht-textbox--html-input', error && 'utrecht-textbox--invalid')

export function TextInput({
  type = 'text',
  value,
  autoComplete,
  maxLength,
  inputMode,
  placeholder,
  width,
  searchKey,
  spellCheck,
  ...field
}: FieldProps & {
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'password' | 'number'
  value?: string
  autoComplete?: AutoFill
  maxLength?: number
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | 'search'
  placeholder?: string
  width?: 'short' | 'medium' | 'full'
  /** The key / puts the cursor here. */
  searchKey?: boolean
  spellCheck?: boolean
}) {
  return (
    <FormField {...field}>
      {(wiring) => (
        <input
          {...wiring}
          // Preact types every kind of input apart; this one is any of the kinds that take words.
          type={type as 'text'}
          value={value}
          autoComplete={autoComplete}
          maxLength={maxLength}
          inputMode={inputMode}
          placeholder={placeholder}
          spellcheck={spellCheck}
          data-key-search={searchKey ? '' : undefined}
          class={names(box(field.error), width && `schakel-width--${width}`)}
        />
      )}
    </FormField>
  )
}

/** Counts down while typing when `maxLength` is given; without JavaScript it says the limit. */
export function TextArea({
  value,
  rows = 5,
  maxLength,
  placeholder,
  ...field
}: FieldProps & { value?: string; rows?: number; maxLength?: number; placeholder?: string }) {
  const words = useWords()
  const { id = field.name } = field
  const count = maxLength ? `${id}-count` : undefined
  return (
    <FormField
      {...field}
      after={
        maxLength && (
          <p class="schakel-count" id={count} data-count={maxLength} data-left={words.left} data-over={words.over}>
            {fill(words.atMost, maxLength)}
          </p>
        )
      }
    >
      {(wiring) => (
        <textarea
          {...wiring}
          aria-describedby={names(wiring['aria-describedby'], count) || undefined}
          rows={rows}
          placeholder={placeholder}
          class={names('utrecht-textarea utrecht-textarea--html-textarea', field.error && 'utrecht-textarea--invalid')}
        >
          {value}
        </textarea>
      )}
    </FormField>
  )
}

export function Select({
  options,
  value,
  empty,
  width,
  ...field
}: FieldProps & {
  options: { value: string; label: string; disabled?: boolean; group?: string }[]
  value?: string
  /** The words of the first, empty choice. */
  empty?: string
  width?: 'short' | 'medium' | 'full'
}) {
  const groups = [...new Set(options.map((option) => option.group))]
  const shown = (group?: string) =>
    options
      .filter((option) => option.group === group)
      .map((option) => (
        <option key={option.value} value={option.value} selected={option.value === value} disabled={option.disabled}>
          {option.label}
        </option>
      ))
  return (
    <FormField {...field}>
      {(wiring) => (
        <select
          {...wiring}
          class={names(
            'utrecht-select utrecht-select--html-select',
            field.error && 'utrecht-select--invalid',
            width && `schakel-width--${width}`,
          )}
        >
          {empty !== undefined && <option value="">{empty}</option>}
          {groups.map((group) =>
            group ? (
              <optgroup key={group} label={group}>
                {shown(group)}
              </optgroup>
            ) : (
              shown(group)
            ),
          )}
        </select>
      )}
    </FormField>
  )
}

/** A group of fields under one question. */
export function Fieldset({
  legend,
  hint,
  error,
  id,
  level,
  children,
}: Children & { legend: ComponentChildren; hint?: ComponentChildren; error?: string; id?: string; level?: 1 | 2 | 3 }) {
  const name = id ?? 'group'
  const wiring = wire({ name, label: legend, hint, error })
  return (
    <fieldset
      class={names(
        'utrecht-form-fieldset utrecht-form-fieldset--html-fieldset schakel-fieldset',
        error && 'utrecht-form-fieldset--invalid',
      )}
      aria-describedby={wiring['aria-describedby']}
    >
      <legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">
        {level ? (
          <Heading level={level} look={3}>
            {legend}
          </Heading>
        ) : (
          legend
        )}
      </legend>
      <Explained field={{ name, label: legend, hint, error }} />
      {children}
    </fieldset>
  )
}

export function RadioGroup({
  options,
  value,
  inline,
  ...field
}: FieldProps & { options: Choice[]; value?: string; inline?: boolean }) {
  const { id = field.name, label, hint, error } = field
  return (
    <Fieldset
      id={id}
      legend={
        <>
          {label}
          <Optional field={field} />
        </>
      }
      hint={hint}
      error={error}
    >
      <div class={names('schakel-choices', inline && 'schakel-choices--inline')}>
        {options.map((option, at) => {
          const own = at === 0 ? id : `${id}-${at}`
          return (
            <div class="schakel-choice" key={option.value}>
              <input
                class="utrecht-radio-button utrecht-radio-button--html-input"
                type="radio"
                id={own}
                name={field.name}
                value={option.value}
                checked={option.value === value}
                disabled={option.disabled}
                required={field.required || undefined}
                aria-describedby={names(option.hint ? `${own}-says` : undefined, error && `${id}-error`) || undefined}
              />
              <label class="utrecht-form-label utrecht-form-label--radio" for={own}>
                {option.label}
              </label>
              {option.hint && (
                <div class="schakel-choice__hint" id={`${own}-says`}>
                  {option.hint}
                </div>
              )}
            </div>
          )
        })}
      </div>
    </Fieldset>
  )
}

export function CheckboxField({
  value = 'true',
  checked,
  ...field
}: FieldProps & { value?: string; checked?: boolean }) {
  return (
    <div class={names('schakel-field', field.error && 'utrecht-form-field--invalid')}>
      <div class="schakel-choice">
        <input
          {...wire(field)}
          class="utrecht-checkbox utrecht-checkbox--html-input"
          type="checkbox"
          value={value}
          checked={checked}
        />
        <label class="utrecht-form-label utrecht-form-label--checkbox" for={field.id ?? field.name}>
          {field.label}
          <Optional field={field} />
        </label>
      </div>
      <Explained field={field} />
    </div>
  )
}

/** `value` as 2026-01-12. */
export function DateField({ value, min, max, ...field }: FieldProps & { value?: string; min?: string; max?: string }) {
  const words = useWords()
  return (
    <FormField {...field} hint={field.hint ?? words.dateHint}>
      {(wiring) => (
        <input
          {...wiring}
          type="date"
          value={value}
          min={min}
          max={max}
          class={names(box(field.error), 'schakel-width--short')}
        />
      )}
    </FormField>
  )
}

/** `value` as 2026-01-12T16:40, on the clock of the Netherlands. */
export function DateTimeField({
  value,
  min,
  max,
  ...field
}: FieldProps & { value?: string; min?: string; max?: string }) {
  const words = useWords()
  return (
    <FormField {...field} hint={field.hint ?? words.dateTimeHint}>
      {(wiring) => (
        <input
          {...wiring}
          type="datetime-local"
          value={value}
          min={min}
          max={max}
          class={names(box(field.error), 'schakel-width--medium')}
        />
      )}
    </FormField>
  )
}

/** On a phone `capture` opens the camera at once. The form needs `files`. */
export function FileField({
  accept,
  multiple,
  capture,
  ...field
}: FieldProps & { accept?: string; multiple?: boolean; capture?: 'environment' | 'user' }) {
  return (
    <FormField {...field}>
      {(wiring) => (
        <input {...wiring} type="file" accept={accept} multiple={multiple} capture={capture} class="schakel-file" />
      )}
    </FormField>
  )
}

export interface FieldError {
  /** The id of the field, which is its name unless told otherwise. Without it the sentence is no link. */
  name?: string
  message: string
}

/** On top of the form: everything that is wrong, each a link to its field. Takes the focus when the page loads. */
export function ErrorSummary({
  errors,
  title,
}: {
  errors: FieldError[] | Readonly<Record<string, string>>
  title?: string
}) {
  const words = useWords()
  const list: FieldError[] = Array.isArray(errors)
    ? errors
    : Object.entries(errors).map(([name, message]) => ({ name, message }))
  if (list.length === 0) return null
  return (
    <div class="utrecht-alert utrecht-alert--error schakel-alert" role="alert" tabIndex={-1} data-error-summary>
      <span class="utrecht-alert__icon schakel-alert__icon">
        <Icon name="alert-circle" size={24} />
      </span>
      <div class="utrecht-alert__content schakel-alert__content">
        <Heading level={2} look={4}>
          {title ?? words.errorTitle}
        </Heading>
        <ul class="schakel-error-list">
          {list.map(({ name, message }) => (
            <li key={`${name}${message}`}>
              {name ? (
                <a class="nl-link" href={`#${name}`}>
                  {message}
                </a>
              ) : (
                message
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
