// What the pages of a process share: where they stand, what is loaded for them, and the versions that stood before.
import type { ComponentChildren } from 'preact'
import type { DossierShown } from '#capabilities/dossier/contract.ts'
import { wordsOf as dossierWords } from '#capabilities/dossier/web/words.ts'
import {
  Card,
  DataList,
  Details,
  EmptyState,
  formatDate,
  LinkButton,
  Paragraph,
  Prose,
} from '#foundation/web/components.tsx'
import type { PageRequest } from '#foundation/web/page.ts'
import type { ProcessShown, RecordShown } from '../contract.ts'
import { processHref, wordsOf } from './words.ts'

export interface Loaded {
  readonly dossier: DossierShown
  readonly process: ProcessShown
}

/** A dossier and its process, in one round trip. */
export const loadProcess = async (request: PageRequest, dossierId: string): Promise<Loaded> => {
  const [dossier, process] = await request.askTogether(['readDossier', { dossierId }], ['readProcess', { dossierId }])
  return { dossier, process }
}

export const crumbs = (request: PageRequest, dossier: Pick<DossierShown, 'dossierId' | 'title'>) => [
  { href: '/dossiers', label: dossierWords(request.locale).web.dossiers },
  { href: `/dossiers/${dossier.dossierId}`, label: dossier.title },
  { href: processHref(dossier.dossierId), label: wordsOf(request.locale).web.tab },
]

/** Whoever may not do it is told so; a form that would be refused helps nobody. */
export function NotYours({ dossierId, request, words }: { dossierId: string; request: PageRequest; words?: string }) {
  const { web } = wordsOf(request.locale)
  return (
    <EmptyState icon="lock" action={<LinkButton href={processHref(dossierId)}>{web.back}</LinkButton>}>
      {words ?? web.closedToYou}
    </EmptyState>
  )
}

const shown = (value: unknown): ComponentChildren => {
  if (Array.isArray(value))
    return value.length === 0 ? null : (
      <ul class="schakel-plain-list">
        {value.map((one, at) => (
          <li key={at}>
            {typeof one === 'string'
              ? one
              : Object.values(one as object)
                  .filter((part) => typeof part === 'string')
                  .join(': ')}
          </li>
        ))}
      </ul>
    )
  return typeof value === 'string' && value ? <Prose text={value} /> : null
}

/** Lines in a list, or that there are none. */
export const listed = (lines: readonly string[], none: string): ComponentChildren =>
  lines.length === 0 ? (
    <span class="schakel-soft">{none}</span>
  ) : (
    <ul class="schakel-plain-list">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )

/** Every version but the newest, each closed until somebody wants to read it. `labels`: what stands in it, in order. */
export function Earlier({
  records,
  labels,
  worded = {},
  request,
}: {
  records: readonly RecordShown[]
  labels: readonly (readonly [key: string, label: string])[]
  /** Codes in their words: a state, a mode, a role. */
  worded?: Readonly<Record<string, Readonly<Record<string, string>>>>
  request: PageRequest
}) {
  const { web } = wordsOf(request.locale)
  const dates = formatDate(request.locale)
  if (records.length < 2) return null
  return (
    <Card title={web.earlier} aside={records.length - 1}>
      {records.slice(1).map((record, at) => (
        <Details key={record.entryId} summary={`${web.version(record.number)}, ${dates.date(record.at)}`}>
          <DataList
            look="tight"
            items={labels
              .map(([key, label]) => ({
                label,
                value: shown(worded[key]?.[String(record.details[key])] ?? record.details[key]),
              }))
              .filter(({ value }) => value !== null)}
          />
          {typeof records[at]!.details.reason === 'string' && records[at]!.details.reason !== '' && (
            <Paragraph>
              <strong>{web.journal.reason}</strong> {String(records[at]!.details.reason)}
            </Paragraph>
          )}
        </Details>
      ))}
    </Card>
  )
}

/** The same, with codes as choices of a form. */
export const choicesOf = (
  values: readonly string[],
  labels: Readonly<Record<string, string>>,
  hints: Readonly<Record<string, string>> = {},
) => values.map((value) => ({ value, label: labels[value] ?? value, hint: hints[value] }))
