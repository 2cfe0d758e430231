// From stable codes to sentences, in the reader's language.
import type { AnyCapability } from '../capability.ts'
import type { FieldError, Refusal } from '../errors.ts'
import { en as filesEn } from '../files/text.en.ts'
import { nl as filesNl } from '../files/text.nl.ts'
import { en } from './text.en.ts'
import { type HttpText, nl } from './text.nl.ts'

export const httpText = (locale: 'nl' | 'en'): HttpText => (locale === 'en' ? en : nl)

/** The sentence of a refusal: `dossier.isOpen` stands in the text of the room `dossier` under `isOpen`. */
export const sentenceOf = (capabilities: readonly AnyCapability[], locale: 'nl' | 'en', code: string): string => {
  const files: Readonly<Record<string, string>> = locale === 'en' ? filesEn : filesNl
  const own = httpText(locale).refusals[code] ?? files[code]
  if (own) return own
  const [room, name] = code.split('.') as [string, string | undefined]
  const text = capabilities.find((capability) => capability.name === room)?.text[locale]
  return text?.refusals[name ?? ''] ?? httpText(locale).refusals[name ?? ''] ?? httpText(locale).refusals.conflict!
}

export const fieldSentence = (
  capabilities: readonly AnyCapability[],
  locale: 'nl' | 'en',
  { code, detail }: Pick<FieldError, 'code' | 'detail'>,
): string => {
  const sentence =
    httpText(locale).fields[code] ??
    (code.includes('.') ? sentenceOf(capabilities, locale, code) : httpText(locale).fields.invalid!)
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(detail?.[name] ?? ''))
}

export const problemOf = (
  capabilities: readonly AnyCapability[],
  locale: 'nl' | 'en',
  refusal: Refusal,
  requestId: string,
) => ({
  type: `/problems/${refusal.code}`,
  title: httpText(locale).titles[refusal.status] ?? httpText(locale).titles[500]!,
  status: refusal.status,
  detail: sentenceOf(capabilities, locale, refusal.code),
  code: refusal.code,
  requestId,
  ...(refusal.fields.length
    ? {
        errors: refusal.fields.map(({ path, code, detail }) => ({
          path,
          code,
          detail: fieldSentence(capabilities, locale, { code, detail }),
        })),
      }
    : {}),
})
