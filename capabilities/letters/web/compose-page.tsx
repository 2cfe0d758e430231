// Composing a letter: released lines as they stand in the journal, in the order that the writer chooses, with own words between.

import type { z } from 'zod'
import { EnterSends, idOf, Mistakes, Unkept, wrong } from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Alert,
  Button,
  Card,
  Details,
  Form,
  formatDate,
  Heading,
  Hidden,
  PageHead,
  Paragraph,
  Prose,
  Stack,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { type FormValues, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { LetterShown, NewPart, ReleasedShown } from '../contract.ts'
import { composeHref, kindWord, letterHref, PATH, wordsOf } from './words.ts'

const ACT = 'composeLetter'
const SHOWN = 12

type Part = z.output<typeof NewPart>

interface Loaded {
  readonly letter: LetterShown
  readonly lines: readonly ReleasedShown[]
}

/** What was in the form, in order; own text that was emptied is gone. */
const partsIn = (read: (name: string) => string): Part[] =>
  Array.from({ length: Math.min(200, Number(read('count')) || 0) }, (_, i): Part[] => {
    const kind = read(`kind-${i}`)
    const text = read(`text-${i}`).trim()
    if (kind === 'line') return [{ kind, entryId: read(`entry-${i}`) }]
    return (kind === 'own' || kind === 'heading') && text ? [{ kind, text }] : []
  }).flat()

/** The same after the button that was pressed: `up-2`, `down-0`, `remove-1`, `add-<entry>`. */
const pressed = (parts: readonly Part[], move: string): Part[] => {
  const [what, which = ''] = [move.slice(0, move.indexOf('-')), move.slice(move.indexOf('-') + 1)]
  if (what === 'add') return [...parts, { kind: 'line', entryId: which }]
  const at = Number(which)
  const one = parts[at]
  if (!one) return [...parts]
  const rest = parts.toSpliced(at, 1)
  if (what === 'remove') return rest
  return what === 'up' || what === 'down'
    ? rest.toSpliced(Math.max(0, at + (what === 'up' ? -1 : 1)), 0, one)
    : [...parts]
}

const inputFrom = (form: FormValues, request: PageRequest) => {
  const own = form.text('newOwn').trim()
  const heading = form.text('newHeading').trim()
  return {
    letterId: idOf(request, 'letterId'),
    title: form.text('title'),
    parts: [
      ...pressed(partsIn(form.text), form.text('move')),
      ...(heading ? [{ kind: 'heading', text: heading } as const] : []),
      ...(own ? [{ kind: 'own', text: own } as const] : []),
    ],
  }
}

/** What stands in the form: what was typed when it was refused, else the draft. */
const shownParts = ({ letter }: Loaded, request: PageRequest): Part[] =>
  request.refused?.act === ACT
    ? partsIn((name) => typed(request, ACT, name))
    : letter.parts.map((part) =>
        part.kind === 'line' ? { kind: 'line', entryId: part.entryId! } : { kind: part.kind, text: part.text ?? '' },
      )

function PartRow({
  part,
  i,
  last,
  loaded,
  request,
}: {
  part: Part
  i: number
  last: boolean
  loaded: Loaded
  request: PageRequest
}) {
  const text = wordsOf(request.locale)
  const { compose } = text.web
  const dates = formatDate(request.locale)
  const entryId = part.kind === 'line' ? part.entryId : ''
  const line = loaded.lines.find((one) => one.entryId === entryId)
  const known = loaded.letter.parts.find((one) => one.entryId === entryId)
  const button = (what: 'up' | 'down' | 'remove', icon: string) => (
    <Button small kind="subtle" name="move" value={`${what}-${i}`} icon={icon}>
      {compose[what]}
      <Hidden>, {compose.part(i + 1)}</Hidden>
    </Button>
  )
  return (
    <li class="schakel-link-list__item" id={`deel-${i + 1}`}>
      <input type="hidden" name={`kind-${i}`} value={part.kind} />
      {part.kind === 'line' ? (
        <>
          <input type="hidden" name={`entry-${i}`} value={entryId} />
          <p class="schakel-meta">
            {line
              ? compose.from(kindWord(request.locale, line.kind), dates.date(line.occurredAt))
              : text.partKinds.line}
          </p>
          <Prose text={line?.text ?? known?.text ?? text.paper.lineGone} />
          {known && !known.released && <Alert kind="warning">{text.web.letter.notReleased}</Alert>}
        </>
      ) : part.kind === 'own' ? (
        <TextArea name={`text-${i}`} label={compose.text(i + 1)} value={part.text} rows={3} maxLength={8000} />
      ) : (
        <TextInput name={`text-${i}`} label={compose.heading(i + 1)} value={part.text} maxLength={200} />
      )}
      <div class="schakel-row">
        {i > 0 && button('up', 'arrow-up')}
        {!last && button('down', 'arrow-down')}
        {button('remove', 'x')}
      </div>
    </li>
  )
}

function Lines({ lines, request }: { lines: readonly ReleasedShown[]; request: PageRequest }) {
  const { compose } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  return (
    <ul class="schakel-link-list">
      {lines.map((line) => (
        <li key={line.entryId} class="schakel-link-list__item">
          <p class="schakel-meta">{compose.from(kindWord(request.locale, line.kind), dates.date(line.occurredAt))}</p>
          <Prose text={line.text} />
          <Button small name="move" value={`add-${line.entryId}`} icon="plus">
            {compose.add}
            <Hidden>: {line.text.slice(0, 60)}</Hidden>
          </Button>
        </li>
      ))}
    </ul>
  )
}

export const composePage = page({
  at: `${PATH}/:letterId/opstellen`,
  composes: true,
  load: async (request): Promise<Loaded> => {
    const letter = await request.ask<LetterShown>('readLetter', { letterId: idOf(request, 'letterId') })
    if (!letter.may?.composeLetter) return { letter, lines: [] }
    const { items } = await request.ask('listReleasedLines', { dossierId: letter.dossierId })
    return { letter, lines: items }
  },
  frame: ({ letter }, request) => ({
    title: wordsOf(request.locale).web.compose.title,
    narrow: true,
    breadcrumb: [
      { href: PATH, label: wordsOf(request.locale).web.list.title },
      { href: letterHref(letter.letterId), label: letter.title },
    ],
  }),
  view: (loaded, request) => {
    const { letter, lines } = loaded
    const { web, refusals } = wordsOf(request.locale)
    const { compose } = web
    if (!letter.may?.composeLetter)
      return (
        <Stack>
          <Unkept request={request} shown={[]} />
          <PageHead title={compose.title} above={letter.title} />
          <Alert kind="info">{letter.state === 'draft' ? refusals.composesIt : refusals.isDraft}</Alert>
        </Stack>
      )
    const parts = shownParts(loaded, request)
    const used = new Set(parts.flatMap((part) => (part.kind === 'line' ? [part.entryId] : [])))
    const free = lines.filter((line) => !used.has(line.entryId))
    return (
      <Stack>
        <PageHead title={compose.title} above={letter.dossierTitle} lead={compose.lead} />
        <Form action={request.path} fields={{ ...formFields(ACT, request), count: String(parts.length) }}>
          <EnterSends />
          <Mistakes request={request} act={ACT} fields={{ title: compose.subject, parts: compose.parts }} />
          <TextInput
            name="title"
            label={compose.subject}
            maxLength={200}
            required
            value={typed(request, ACT, 'title', letter.title)}
            error={wrong(request, ACT, 'title')}
          />
          <Heading level={2} look={3}>
            {compose.parts}
          </Heading>
          {parts.length === 0 ? (
            <Paragraph soft>{compose.empty}</Paragraph>
          ) : (
            <ol class="schakel-link-list">
              {parts.map((part, i) => (
                <PartRow key={i} part={part} i={i} last={i === parts.length - 1} loaded={loaded} request={request} />
              ))}
            </ol>
          )}
          <TextArea
            name="newOwn"
            label={compose.newOwn}
            hint={compose.newOwnHint}
            rows={2}
            maxLength={8000}
            required={false}
            value={typed(request, ACT, 'newOwn')}
          />
          <Details summary={compose.addHeading} open={typed(request, ACT, 'newHeading') !== ''}>
            <TextInput
              name="newHeading"
              label={compose.newHeading}
              maxLength={200}
              required={false}
              value={typed(request, ACT, 'newHeading')}
            />
          </Details>
          <Actions>
            <Button kind="primary" name="move" value="look-">
              {compose.saveAndLook}
            </Button>
            <Button name="move" value="stay-">
              {compose.save}
            </Button>
          </Actions>
          <Card title={compose.lines}>
            {free.length === 0 ? (
              <Paragraph soft>{compose.linesEmpty}</Paragraph>
            ) : (
              <>
                <Lines lines={free.slice(0, SHOWN)} request={request} />
                {free.length > SHOWN && (
                  <Details summary={compose.more(free.length - SHOWN)}>
                    <Lines lines={free.slice(SHOWN)} request={request} />
                  </Details>
                )}
              </>
            )}
          </Card>
        </Form>
      </Stack>
    )
  },
  forms: {
    composeLetter: {
      input: inputFrom,
      then: (_, request, form) => {
        const letterId = idOf(request, 'letterId')
        const to = form.text('move').startsWith('look') ? letterHref(letterId) : composeHref(letterId)
        return `${to}?gedaan=composeLetter`
      },
    },
  },
})
