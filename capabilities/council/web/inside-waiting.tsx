// What waits for release: read by who may, decided by the portfolio holder's office, one by one or many at once.
import type { DossierShown } from '#capabilities/dossier/contract.ts'
import { Mistakes } from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Button,
  Card,
  CheckboxField,
  Confirm,
  Form,
  formatDate,
  Paragraph,
  Prose,
  RadioGroup,
  Stack,
  TextArea,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type PageRequest, typed } from '#foundation/web/page.ts'
import type { PartShown } from '../contract.ts'
import { detailsOf } from './details.ts'
import { kindWord } from './looks.tsx'
import { wordsOf } from './words.ts'

type Line = PartShown['waiting'][number]

function What({ line, request }: { line: Line; request: PageRequest }) {
  const { inside } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  const details = detailsOf(line.kind, line.details, request.locale)
  return (
    <>
      <Paragraph small soft>
        {[
          kindWord(line.kind, request.locale),
          line.authorRole,
          inside.since(dates.relative(line.markedAt, request.now)),
          line.byHouse && inside.byHouse,
          line.wanted === 5 && inside.forWhom[5],
        ]
          .filter(Boolean)
          .join(' · ')}
      </Paragraph>
      {line.text && <Prose text={line.text} />}
      {details.map((detail) => (
        <Paragraph small key={detail}>
          {detail}
        </Paragraph>
      ))}
    </>
  )
}

export function Waiting({
  shown,
  dossier,
  request,
}: {
  shown: PartShown
  dossier: DossierShown
  request: PageRequest
}) {
  const { inside } = wordsOf(request.locale).web
  const { waiting, may } = shown
  const release = 'releaseEntries'
  const refuse = 'refuseEntry'
  if (!may.listPortfolioHolders && waiting.length === 0) return null
  const ticked = request.refused?.act === release ? request.refused.values.entryIds : undefined
  const isTicked = (id: string) =>
    ticked === undefined ? true : Array.isArray(ticked) ? ticked.includes(id) : ticked === id
  return (
    <Card
      title={inside.waiting}
      aside={waiting.length || undefined}
      tone={may[release] && waiting.length ? 'wait' : undefined}
      id="vrijgave"
    >
      {waiting.length === 0 ? (
        <Paragraph soft>{inside.nothingWaits}</Paragraph>
      ) : may[release] ? (
        <Stack>
          <Form action={request.path} fields={formFields(release, request)}>
            <Mistakes
              request={request}
              act={release}
              fields={{ entryIds: inside.releaseWhat, audience: inside.releaseFor }}
            />
            <ul class="schakel-plain-list" id="entryIds">
              {waiting.map((line) => (
                <li key={line.entryId}>
                  <CheckboxField
                    name="entryIds"
                    id={`vrij-${line.entryId}`}
                    value={line.entryId}
                    checked={isTicked(line.entryId)}
                    label={<What line={line} request={request} />}
                  />
                </li>
              ))}
            </ul>
            <RadioGroup
              name="audience"
              label={inside.releaseFor}
              options={[4, 5]
                .filter((level) => level <= dossier.ceiling)
                .map((level) => ({ value: String(level), label: inside.forWhom[level] }))}
              value={typed(request, release, 'audience', '4')}
              error={errorOf(request, release, 'audience')}
              inline
            />
            <Actions>
              <Button kind="primary" icon="send">
                {inside.release}
              </Button>
            </Actions>
          </Form>
          <Confirm label={inside.refuse} small open={request.refused?.act === refuse}>
            <Form action={request.path} fields={formFields(refuse, request)}>
              <Mistakes
                request={request}
                act={refuse}
                fields={{ entryId: inside.releaseWhat, reason: inside.reason }}
              />
              <RadioGroup
                name="entryId"
                label={inside.refuse}
                options={waiting.map((line) => ({
                  value: line.entryId,
                  label: `${kindWord(line.kind, request.locale)}: ${(line.text ?? '').slice(0, 90)}`,
                }))}
                value={typed(request, refuse, 'entryId', waiting.length === 1 ? waiting[0]!.entryId : '')}
                error={errorOf(request, refuse, 'entryId')}
                required
              />
              <TextArea
                name="reason"
                id="refuse-reason"
                label={inside.reason}
                hint={inside.refuseHint}
                rows={2}
                maxLength={2000}
                value={typed(request, refuse, 'reason')}
                error={errorOf(request, refuse, 'reason')}
                required
              />
              <Actions>
                <Button>{inside.refuseYes}</Button>
              </Actions>
            </Form>
          </Confirm>
        </Stack>
      ) : (
        <ul class="schakel-plain-list">
          {waiting.map((line) => (
            <li key={line.entryId}>
              <What line={line} request={request} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
