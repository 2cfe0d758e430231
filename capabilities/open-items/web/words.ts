// The words of the open items in the reader's language, and how a sentence is filled in.
import type { AudienceLevel } from '#foundation/web/components.tsx'
import type { Locale } from '#foundation/web/page.ts'
import { text as en } from '../text.en.ts'
import { text as nl, type Text } from '../text.nl.ts'

export const wordsOf = (locale: Locale): Text => (locale === 'en' ? en : nl)

/** say('voor {when}', { when: 'vandaag' }) */
export const say = (sentence: string, parts: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(parts[name] ?? ''))

export const audienceOf = (text: Text, level: number) => ({
  level: level as AudienceLevel,
  word: text.audiences[level] ?? '',
})
