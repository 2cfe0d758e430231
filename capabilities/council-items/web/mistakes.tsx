// Everything that is wrong with one of several forms on a page; each sentence leads to the field of that form.
import { searched } from '#capabilities/dossier/web/forms.tsx'
import { wordsOf as dossierWords } from '#capabilities/dossier/web/words.ts'
import { ErrorSummary } from '#foundation/web/components.tsx'
import type { PageRequest } from '#foundation/web/page.ts'

/** Several forms have a field of the same name: the id says of which act it is. */
export const idFor = (act: string, name: string): string => `${act}-${name}`

/** `fields`: their labels, by name; the picker has its name as id. */
export function MistakesOf({
  request,
  act,
  fields,
}: {
  request: PageRequest
  act: string
  fields: Record<string, string>
}) {
  if (request.refused?.act !== act || searched(request, act)) return null
  const { errors, message } = request.refused
  const told = Object.entries(errors).map(([path, sentence]) => {
    const [name = ''] = path.split('.')
    const label = fields[name]
    return label
      ? {
          name: name === 'debtor' ? name : idFor(act, name),
          message: `${label.replace(/[?:]$/, '')}: ${sentence.slice(0, 1).toLowerCase()}${sentence.slice(1)}`,
        }
      : { message: sentence }
  })
  return told.length ? (
    <ErrorSummary errors={told} />
  ) : (
    <ErrorSummary title={dossierWords(request.locale).web.wholeForm} errors={[{ message }]} />
  )
}
