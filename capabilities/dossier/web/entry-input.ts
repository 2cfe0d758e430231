// From what was typed in a form for a line to the input of `addEntry`: by the server, and by a phone that must wait.
import type { FormValues } from '#foundation/web/page.ts'
import { toMoment } from './moment.ts'

/** The input of `addEntry`. An own note is an audience to whoever writes, and a kind to the journal. */
export const entryInput = (form: FormValues, dossierId: string) => {
  const audience = form.optional('audience')
  const occurredAt = form.optional('occurredAt')
  const corrects = form.optional('corrects')
  const description = form.text('description')
  const own = audience === '0'
  return {
    dossierId,
    kind: own ? 'note' : (form.optional('kind') ?? 'fact'),
    text: form.text('text'),
    ...(own || audience === undefined ? {} : { audience: Number(audience) }),
    ...(occurredAt ? { occurredAt: toMoment(occurredAt) } : {}),
    ...(corrects ? { corrects } : {}),
    uploads: form.files('uploads').map(({ uploadId }) => ({ uploadId, description })),
    links: form.all('links').map((link) => {
      const [toKind, toId] = link.split(':')
      return { toKind, toId }
    }),
  }
}
