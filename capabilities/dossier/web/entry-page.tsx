// One line of a journal: what it says, who reads it and since when, and what may be done with it.

import type { z } from 'zod'
import {
  Actions,
  AttachmentList,
  AudienceChip,
  AudienceChoice,
  Button,
  Card,
  Confirm,
  DataList,
  Form,
  Heading,
  Link,
  PageHead,
  Paragraph,
  Prose,
  Stack,
  TextArea,
  TimeText,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { type contract, type DossierShown, WRITTEN_KINDS } from '../contract.ts'
import { EntryFiles, EntryText, entryFields } from './composer.tsx'
import { crumbs } from './dossier-page.tsx'
import { entryInput } from './entry-input.ts'
import { lookOf } from './entry-looks.tsx'
import { idOf, Mistakes, Unkept, wrong } from './forms.tsx'
import { canBeCorrected, EntryContent, entryHref, filesOf } from './journal.tsx'
import { type EntryPart, entryParts } from './parts.tsx'
import { audienceOf, readersOf, wordsOf } from './words.ts'

type Entry = z.output<typeof contract.readEntry.output>
interface Shown {
  readonly entry: Entry
  readonly dossier: DossierShown
}
interface Loaded extends Shown {
  readonly beside: readonly { part: EntryPart; answer: unknown }[]
}

const linkHref: Record<string, (id: string, dossierId: string) => string | undefined> = {
  dossier: (id) => `/dossiers/${id}`,
  entry: (id, dossierId) => entryHref(dossierId, id),
  organisation: (id) => `/organisaties/${id}`,
  membership: () => undefined,
}

function Links({ entry, dossier, request }: Shown & { request: PageRequest }) {
  const words = wordsOf(request.locale).web.entry
  // A link to what does not exist for this reader has no words, and is then not shown at all.
  const shown = entry.links.filter((link) => link.label)
  if (shown.length === 0) return null
  return (
    <Card title={words.links}>
      <DataList
        items={shown.map((link) => {
          const href = linkHref[link.toKind]?.(link.toId, dossier.dossierId)
          return {
            label: words.linkKinds[link.toKind] ?? '',
            value: href ? <Link href={href}>{link.label}</Link> : link.label,
          }
        })}
      />
    </Card>
  )
}

/** Widening asks once; narrowing asks why. Both are one act, and each shows only the levels on its side. */
function Readers({ entry, dossier, request }: Shown & { request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.web.entry
  const act = 'changeAudience'
  const direction = typed(request, act, 'direction')
  const levels = text.audiences.map((_, level) => level).filter((level) => level >= 1 && level <= dossier.ceiling)
  const sides = [
    {
      name: 'wider',
      open: levels.filter((level) => level > entry.audience),
      label: words.widen,
      ask: words.widenAsk,
      yes: words.widenYes,
    },
    {
      name: 'narrower',
      open: levels.filter((level) => level < entry.audience),
      label: words.narrow,
      ask: words.narrowAsk,
      yes: words.narrowYes,
    },
  ]
  return (
    <Card title={words.audience} id="lezers">
      <div class="schakel-row">
        <AudienceChip {...audienceOf(text, entry.audience)} plain />
        <span class="schakel-soft">{readersOf(text, entry.audience, dossier)}</span>
      </div>
      {entry.audienceChanges.length > 0 && (
        <>
          <Heading level={3} look={5}>
            {words.history}
          </Heading>
          <ol class="schakel-plain-list">
            {entry.audienceChanges.map((change) => (
              <li key={change.changedAt}>
                {words.changed(text.audiences[change.was]!, text.audiences[change.became]!)}{' '}
                <span class="schakel-meta">
                  <TimeText at={change.changedAt} now={request.now} />
                </span>
                {change.reason && <Prose text={change.reason} />}
              </li>
            ))}
          </ol>
        </>
      )}
      {dossier.may.changeAudience && !entry.erasedAt && (
        <Actions>
          {sides
            .filter((side) => side.open.length > 0)
            .map((side) => (
              <Confirm key={side.name} label={side.label} small open={direction === side.name}>
                <Form action={request.path} fields={{ ...formFields(act, request), direction: side.name }}>
                  {direction === side.name && (
                    <Mistakes request={request} act={act} fields={{ audience: words.widenTo, reason: words.reason }} />
                  )}
                  <Paragraph>{side.ask}</Paragraph>
                  <AudienceChoice
                    id={side.name === (direction || 'wider') ? 'audience' : 'audience-other'}
                    label={words.widenTo}
                    options={side.open.map((level) => ({
                      ...audienceOf(text, level),
                      readers: readersOf(text, level, dossier),
                    }))}
                    value={
                      direction === side.name
                        ? typed(request, act, 'audience')
                        : side.open.length === 1
                          ? String(side.open[0])
                          : undefined
                    }
                    error={direction === side.name ? wrong(request, act, 'audience') : undefined}
                  />
                  {side.name === 'narrower' && (
                    <TextArea
                      name="reason"
                      label={words.reason}
                      rows={2}
                      maxLength={2000}
                      value={direction === side.name ? typed(request, act, 'reason') : ''}
                      error={direction === side.name ? wrong(request, act, 'reason') : undefined}
                      required
                    />
                  )}
                  <Actions>
                    <Button kind="primary">{side.yes}</Button>
                  </Actions>
                </Form>
              </Confirm>
            ))}
        </Actions>
      )}
    </Card>
  )
}

function Correction({ entry, request }: { entry: Entry; request: PageRequest }) {
  const { entry: words, composer } = wordsOf(request.locale).web
  const kind = WRITTEN_KINDS.find((one) => one === entry.kind) ?? 'fact'
  return (
    <Card title={words.correct} id="verbeteren">
      <Paragraph soft>{words.correctLead}</Paragraph>
      <Form
        action={request.path}
        files
        composer
        keep={`correction-of-${entry.entryId}`}
        fields={{ ...formFields('addEntry', request), corrects: entry.entryId, kind }}
      >
        <Mistakes request={request} act="addEntry" fields={{ ...entryFields(request), text: composer.correction }} />
        <EntryText request={request} label={composer.correction} start={entry.text ?? ''} rows={4} />
        <EntryFiles request={request} />
        <Actions>
          <Button kind="primary">{words.correctYes}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

function Erasure({ request }: { request: PageRequest }) {
  const words = wordsOf(request.locale).web.entry
  const act = 'eraseEntry'
  return (
    <Confirm label={words.erase} kind="danger" small open={request.refused?.act === act}>
      <Form action={request.path} fields={formFields(act, request)}>
        <Mistakes request={request} act={act} fields={{ ground: words.ground }} />
        <Paragraph>{words.eraseAsk}</Paragraph>
        <TextArea
          name="ground"
          label={words.ground}
          hint={words.groundHint}
          rows={2}
          maxLength={1000}
          value={typed(request, act, 'ground')}
          error={wrong(request, act, 'ground')}
          required
        />
        <Actions>
          <Button kind="danger">{words.eraseYes}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

const about = (request: PageRequest) => ({ dossierId: idOf(request, 'dossierId'), entryId: idOf(request, 'entryId') })

export const entryPage = page({
  at: '/dossiers/:dossierId/regels/:entryId',
  nav: 'dossiers',
  load: async (request): Promise<Loaded> => {
    const { dossierId, entryId } = about(request)
    const parts = entryParts()
    const [entry, dossier, ...answers] = await request.askTogether(
      ['readEntry', { dossierId, entryId }],
      ['readDossier', { dossierId }],
      ...parts.map((part) => [...part.ask(dossierId, entryId), 'ifOn'] as const),
    )
    return {
      entry,
      dossier,
      beside: parts.map((part, at) => ({ part, answer: answers[at] })).filter(({ answer }) => answer !== null),
    }
  },
  frame: ({ entry, dossier }, request) => ({
    title: `${lookOf(entry.kind).word(request.locale)}, ${dossier.title}`,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ entry, dossier, beside }, request) => {
    const { entry: words } = wordsOf(request.locale).web
    const look = lookOf(entry.kind)
    const { may } = dossier
    return (
      <Stack>
        <Unkept
          request={request}
          shown={[
            may.addEntry && canBeCorrected(entry) && 'addEntry',
            may.changeAudience && !entry.erasedAt && 'changeAudience',
            may.eraseEntry && !entry.erasedAt && 'eraseEntry',
          ]}
        />
        <PageHead title={look.word(request.locale)} />
        <Card>
          <div class="schakel-stack schakel-stack--sm">
            <EntryContent entry={entry} dossierId={dossier.dossierId} locale={request.locale} />
          </div>
          <AttachmentList items={filesOf(dossier.dossierId, entry)} />
          <DataList
            items={[
              { label: words.author, value: [entry.authorName, entry.authorRole].filter(Boolean).join(', ') },
              { label: words.happened, value: <TimeText at={entry.occurredAt} now={request.now} /> },
              { label: words.written, value: <TimeText at={entry.recordedAt} now={request.now} /> },
            ]}
          />
        </Card>
        {beside.map(({ part, answer }) => part.view(answer, entry, dossier, request))}
        <Links entry={entry} dossier={dossier} request={request} />
        <Readers entry={entry} dossier={dossier} request={request} />
        {may.addEntry && canBeCorrected(entry) && <Correction entry={entry} request={request} />}
        {may.eraseEntry && !entry.erasedAt && <Erasure request={request} />}
      </Stack>
    )
  },
  forms: {
    addEntry: {
      files: true,
      input: (form, request) => entryInput(form, idOf(request, 'dossierId')),
      then: (answer, request) => `${entryHref(idOf(request, 'dossierId'), answer.entryId)}?gedaan=addEntry`,
    },
    changeAudience: {
      input: (form, request) => ({
        ...about(request),
        audience: Number(form.optional('audience')),
        reason: form.text('reason'),
      }),
      then: (_, request) => `${request.path}?gedaan=changeAudience`,
    },
    eraseEntry: {
      input: (form, request) => ({ ...about(request), ground: form.text('ground') }),
      then: (_, request) => `${request.path}?gedaan=eraseEntry`,
    },
  },
})
