// How each kind of entry looks in a journal: icon, word, tone and its own facts. Other rooms add the kinds they bring.
import type { ComponentChildren } from 'preact'
import { Link, Prose, type TimelineItemProps } from '#foundation/web/components.tsx'
import type { Locale } from '#foundation/web/page.ts'
import type { EntryShown } from '../contract.ts'
import type { Text } from '../text.nl.ts'
import { wordsOf } from './words.ts'

/** Under which heading a kind stands where one chooses a kind; what says none is of the dossier itself. */
export type EntryGroup = 'written' | 'asked' | 'deciding' | 'course' | 'people' | 'council' | 'dossier'

export interface EntryLook {
  /** The name of a Tabler icon. */
  readonly icon: string
  readonly word: (locale: Locale) => string
  readonly tone?: TimelineItemProps['tone']
  readonly group?: EntryGroup
  /** The words of a person, which they can correct with a new entry. */
  readonly isWritten?: true
  /** What stands in the entry; its text as it was typed when left out. Not asked for an entry that was erased. */
  readonly view?: (entry: EntryShown, place: { dossierId: string; locale: Locale }) => ComponentChildren
}

const looks = new Map<string, EntryLook>()

/** For the room that brings a kind of entry: call it once, where its pages are listed. */
export const registerEntryLook = (kind: string, look: EntryLook): void => {
  looks.set(kind, look)
}

const GROUPS: readonly EntryGroup[] = ['written', 'asked', 'deciding', 'course', 'people', 'council', 'dossier']

/** The kinds by which this journal can be filtered: those that occur in it for this reader, by group and in words. */
export const entryChoices = (kinds: readonly string[], locale: Locale) =>
  kinds
    .filter((kind) => looks.has(kind))
    .map((kind) => ({ kind, look: looks.get(kind)! }))
    .map(({ kind, look }) => ({ value: kind, label: look.word(locale), at: GROUPS.indexOf(groupOf(look)) }))
    .sort((a, b) => a.at - b.at || a.label.localeCompare(b.label, locale))
    .map(({ value, label, at }) => ({ value, label, group: wordsOf(locale).entryGroups[GROUPS[at]!] }))
const groupOf = ({ group, isWritten }: EntryLook): EntryGroup => group ?? (isWritten ? 'written' : 'dossier')

/** A kind that nobody brought a look for still shows, as a plain line. */
export const lookOf = (kind: string): EntryLook =>
  looks.get(kind) ?? { icon: 'point', word: (locale) => wordsOf(locale).entryKinds.other! }

/** What stands in an entry, by its kind. */
export function EntryBody({ entry, dossierId, locale }: { entry: EntryShown; dossierId: string; locale: Locale }) {
  return lookOf(entry.kind).view?.(entry, { dossierId, locale }) ?? <Prose text={entry.text ?? ''} />
}

const own = (kind: string, icon: string, look: Partial<EntryLook> = {}) =>
  registerEntryLook(kind, { icon, word: (locale) => wordsOf(locale).entryKinds[kind]!, ...look })

/** A line of facts around the words of the entry; empty words make no empty line. */
const told = (entry: EntryShown, ...more: ComponentChildren[]) => (
  <>
    {more}
    {entry.text && <Prose text={entry.text} />}
  </>
)
const detail = (entry: EntryShown, name: string): string => {
  const value = entry.details[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
const line = (words: ComponentChildren) => <p class="nl-paragraph">{words}</p>
const role = (text: Text, entry: EntryShown) => text.roles[detail(entry, 'role')] ?? ''

own('fact', 'messages', { isWritten: true })
own('agreement', 'heart-handshake', { isWritten: true, tone: 'answer' })
own('advice', 'bulb', { isWritten: true, tone: 'answer' })
own('decisionDocument', 'gavel', { isWritten: true, tone: 'decision' })
own('contribution', 'speakerphone', { isWritten: true })
own('note', 'note', { group: 'written' })
own('opening', 'folder-plus')
own('plan', 'target', {
  tone: 'quiet',
  view: (entry, { dossierId, locale }) => {
    const { journal } = wordsOf(locale).web
    return told(
      entry,
      <p class="nl-paragraph">
        <strong>{journal.planNumber(entry.details.number)}</strong>{' '}
        <Link href={`/dossiers/${dossierId}/plan`}>{journal.readPlans}</Link>
      </p>,
      ...(['purpose', 'residentEffect', 'plan'] as const)
        .filter((name) => detail(entry, name))
        .map((name) => (
          <p class="nl-paragraph schakel-prose" key={name}>
            <strong>{journal.planWords[name]}</strong> {detail(entry, name)}
          </p>
        )),
    )
  },
})
own('ceiling', 'eye', {
  tone: 'quiet',
  view: (entry, { locale }) => {
    const text = wordsOf(locale)
    const word = (name: string) => text.audiences[Number(detail(entry, name))] ?? ''
    return told(entry, line(text.web.journal.was(word('was'), word('became'))))
  },
})
own('pause', 'player-pause', { tone: 'warning' })
own('resume', 'player-play', { tone: 'quiet' })
own('closure', 'flag-3', {
  tone: 'decision',
  view: (entry, { locale }) => {
    const text = wordsOf(locale)
    return (
      <>
        {line(<strong>{text.outcomes[detail(entry, 'outcome')]}</strong>)}
        <Prose text={entry.text ?? ''} />
        {(['effect', 'lesson'] as const).map((name) => (
          <p class="nl-paragraph schakel-prose" key={name}>
            <strong>{text.web.journal[name]}</strong> {detail(entry, name)}
          </p>
        ))}
      </>
    )
  },
})
own('reopening', 'folder-open', { tone: 'quiet' })
const passedOn: EntryLook['view'] = (entry, { locale }) =>
  told(
    entry,
    <p class="nl-paragraph">
      {wordsOf(locale).web.journal.to} <strong>{detail(entry, 'to')}</strong>
      {detail(entry, 'toRole') && `, ${detail(entry, 'toRole')}`}
    </p>,
  )
own('handover', 'arrows-exchange', { group: 'people', tone: 'decision', view: passedOn })
own('deputy', 'user-share', { group: 'people', tone: 'quiet', view: passedOn })
const whoAndRole: EntryLook['view'] = (entry, { locale }) => line(`${entry.text} · ${role(wordsOf(locale), entry)}`)
own('involvement', 'users-plus', { group: 'people', tone: 'quiet', view: whoAndRole })
own('involvementEnded', 'users-minus', { group: 'people', tone: 'quiet', view: whoAndRole })
