// Writing a line: the same fields on the page of a dossier, in the field on a phone, and when a line is put right.
import {
  Actions,
  AudienceChoice,
  type AudienceOption,
  Button,
  Card,
  DateTimeField,
  FileField,
  Form,
  RadioGroup,
  Select,
  Stack,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, typed } from '#foundation/web/page.ts'
import { type DossierShown, WRITTEN_KINDS } from '../contract.ts'
import { lookOf } from './entry-looks.tsx'
import { Mistakes, More, wrong } from './forms.tsx'
import { toWall } from './moment.ts'
import { OutboxSaved } from './outbox.tsx'
import { audienceOptions, wordsOf } from './words.ts'

const ACT = 'addEntry'
export const TEXT_LIMIT = 50_000

/** The labels of the fields, for the summary of what is wrong. */
export const entryFields = (request: PageRequest): Record<string, string> => {
  const { composer, quick } = wordsOf(request.locale).web
  return {
    text: composer.text,
    uploads: composer.files,
    description: composer.description,
    kind: composer.kind,
    occurredAt: composer.occurredAt,
    links: composer.link,
    audience: quick.title,
    dossierId: quick.dossier,
  }
}

export function EntryText({
  request,
  start = '',
  label,
  rows = 3,
}: {
  request: PageRequest
  start?: string
  label?: string
  rows?: number
}) {
  return (
    <TextArea
      name="text"
      label={label ?? wordsOf(request.locale).web.composer.text}
      rows={rows}
      maxLength={TEXT_LIMIT}
      value={typed(request, ACT, 'text', start)}
      error={wrong(request, ACT, 'text')}
      required
    />
  )
}

export function EntryFiles({ request }: { request: PageRequest }) {
  const { composer, fileAgain } = wordsOf(request.locale).web
  return (
    <FileField
      name="uploads"
      label={composer.files}
      hint={request.refused?.act === ACT ? fileAgain : composer.fileHint}
      error={wrong(request, ACT, 'uploads')}
      multiple
    />
  )
}

export function FileDescription({ request }: { request: PageRequest }) {
  const { composer } = wordsOf(request.locale).web
  return (
    <TextInput
      name="description"
      label={composer.description}
      hint={composer.descriptionHint}
      required={false}
      value={typed(request, ACT, 'description')}
    />
  )
}

export function EntryKind({ request }: { request: PageRequest }) {
  const text = wordsOf(request.locale)
  return (
    <RadioGroup
      name="kind"
      label={text.web.composer.kind}
      value={typed(request, ACT, 'kind', 'fact')}
      error={wrong(request, ACT, 'kind')}
      options={WRITTEN_KINDS.map((kind) => ({
        value: kind,
        label: lookOf(kind).word(request.locale),
        hint: text.writtenHints[kind],
      }))}
    />
  )
}

export function EntryMoment({ request }: { request: PageRequest }) {
  const { composer } = wordsOf(request.locale).web
  return (
    <DateTimeField
      name="occurredAt"
      label={composer.occurredAt}
      hint={composer.occurredAtHint}
      required={false}
      max={toWall(request.now)}
      value={typed(request, ACT, 'occurredAt')}
      error={wrong(request, ACT, 'occurredAt')}
    />
  )
}

export function EntryAudience({
  request,
  options,
  start,
  hint,
}: {
  request: PageRequest
  options: AudienceOption[]
  start: string
  hint?: string
}) {
  return (
    <AudienceChoice
      hint={hint}
      options={options}
      value={typed(request, ACT, 'audience', start)}
      error={wrong(request, ACT, 'audience')}
    />
  )
}

export interface Linkable {
  readonly dossierId: string
  readonly title: string
}

function EntryLink({
  request,
  dossier,
  others,
}: {
  request: PageRequest
  dossier: DossierShown
  others: readonly Linkable[]
}) {
  const { composer } = wordsOf(request.locale).web
  const people = dossier.involvements.filter((one) => one.membershipId && one.name)
  const organisations = new Map(
    dossier.involvements.flatMap((one) =>
      one.organisationId && one.organisationName ? [[one.organisationId, one.organisationName]] : [],
    ),
  )
  const options = [
    ...others
      .filter((other) => other.dossierId !== dossier.dossierId)
      .map((other) => ({ value: `dossier:${other.dossierId}`, label: other.title, group: composer.linkDossiers })),
    ...people.map((one) => ({ value: `membership:${one.membershipId}`, label: one.name!, group: composer.linkPeople })),
    ...[...organisations].map(([id, label]) => ({
      value: `organisation:${id}`,
      label,
      group: composer.linkOrganisations,
    })),
  ]
  if (options.length === 0) return null
  return (
    <Select
      name="links"
      label={composer.link}
      required={false}
      empty={composer.noLink}
      options={options}
      value={typed(request, ACT, 'links')}
      error={wrong(request, ACT, 'links')}
    />
  )
}

/** A new line right where the journal is. */
export function Composer({
  dossier,
  others,
  request,
}: {
  dossier: DossierShown
  others: readonly Linkable[]
  request: PageRequest
}) {
  const text = wordsOf(request.locale)
  const { composer } = text.web
  return (
    <Card title={composer.title} id="nieuwe-regel">
      <Form
        action={`/dossiers/${dossier.dossierId}`}
        files
        keep={`entry-of-${dossier.dossierId}`}
        composer
        outbox="entry"
        fields={formFields(ACT, request)}
      >
        <Mistakes request={request} act={ACT} fields={entryFields(request)} />
        <OutboxSaved request={request} dossierId={dossier.dossierId} />
        <EntryText request={request} />
        <EntryAudience
          request={request}
          options={audienceOptions(text, dossier.reach, dossier.ceiling, dossier)}
          start={String(Math.min(2, dossier.ceiling))}
        />
        <More
          request={request}
          act={ACT}
          names={['uploads', 'description', 'occurredAt', 'links', ...moreKind(request)]}
          summary={composer.more}
        >
          <Stack>
            <EntryFiles request={request} />
            <FileDescription request={request} />
            <EntryKind request={request} />
            <EntryMoment request={request} />
            <EntryLink request={request} dossier={dossier} others={others} />
          </Stack>
        </More>
        <Actions>
          <Button kind="primary">{composer.save}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

/** The kind opens its fold only when it is not what it already was. */
export const moreKind = (request: PageRequest): string[] =>
  typed(request, ACT, 'kind', 'fact') !== 'fact' || wrong(request, ACT, 'kind') ? ['kind'] : []
