// The ten process frames of a dossier: every version, proposing them, and recording what the council decided.
import type { DossierShown } from '#capabilities/dossier/contract.ts'
import { crumbs } from '#capabilities/dossier/web/dossier-page.tsx'
import { idOf, Mistakes, Unkept } from '#capabilities/dossier/web/forms.tsx'
import type { FrameListed } from '#capabilities/kaders/contract.ts'
import {
  Actions,
  Button,
  Card,
  CheckboxField,
  DateField,
  Details,
  dayOf,
  EmptyState,
  Fieldset,
  Form,
  formatDate,
  Heading,
  LinkButton,
  PageHead,
  Paragraph,
  Prose,
  Select,
  Stack,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, type FormValues, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { FRAME_PLACES, type FrameShown, SIGNALS } from '../contract.ts'
import { FrameList } from './frames.tsx'
import { insideHref, wordsOf } from './words.ts'

interface Version {
  readonly entryId: string
  readonly number: number
  readonly state: 'proposed' | 'adopted'
  readonly amended: boolean
  readonly text: string | null
  readonly reason: string | null
  readonly on: string
  readonly frames: readonly FrameShown[]
}
interface Loaded {
  readonly dossier: DossierShown
  readonly items: readonly Version[]
  readonly may: Record<string, boolean>
  readonly register: readonly FrameListed[]
}

const PROPOSE = 'proposeFrames'
const ADOPT = 'adoptFrames'

const load = async (request: PageRequest, register = false): Promise<Loaded> => {
  const dossierId = idOf(request, 'dossierId')
  const [dossier, versions] = await request.askTogether(
    ['readDossier', { dossierId }],
    ['listFrameVersions', { dossierId }],
  )
  const frames = register
    ? (await request.ask('listFrames', { organisationId: dossier.organisationId, state: 'valid', limit: 100 })).items
    : []
  return { dossier, items: versions.items, may: versions.may, register: frames }
}

const framed =
  (title: (words: ReturnType<typeof wordsOf>['web']['frames']) => string) =>
  ({ dossier }: Loaded, request: PageRequest) => ({
    title: `${title(wordsOf(request.locale).web.frames)}, ${dossier.title}`,
    breadcrumb: [
      ...crumbs(request, dossier),
      { href: insideHref(dossier.dossierId), label: wordsOf(request.locale).web.tab },
    ],
  })

export const versionsPage = page({
  at: '/dossiers/:dossierId/raad/kaders',
  nav: 'dossiers',
  load: (request): Promise<Loaded> => load(request),
  frame: framed((words) => words.title),
  view: ({ dossier, items, may }, request) => {
    const { frames: words, page: pageWords } = wordsOf(request.locale).web
    const dates = formatDate(request.locale)
    const path = `${insideHref(dossier.dossierId)}/kaders`
    return (
      <Stack>
        <PageHead title={words.title} lead={words.lead} />
        {(may[PROPOSE] || may[ADOPT]) && (
          <Actions>
            {may[PROPOSE] && <LinkButton href={`${path}/voorstel`}>{words.propose}</LinkButton>}
            {may[ADOPT] && (
              <LinkButton href={`${path}/besluit`} kind="primary" icon="gavel">
                {words.adopt}
              </LinkButton>
            )}
          </Actions>
        )}
        {items.length === 0 ? (
          <EmptyState icon="list-numbers">{words.noVersions}</EmptyState>
        ) : (
          items.map((version, i) => (
            <Card
              key={version.entryId}
              title={
                version.state === 'adopted'
                  ? words.adopted(version.number, dates.date(version.on))
                  : words.proposed(dates.date(version.on))
              }
              aside={version.amended && pageWords.amended}
            >
              {version.text && <Prose text={version.text} />}
              <Details summary={words.title} open={i === 0}>
                <FrameList frames={version.frames} locale={request.locale} now={request.now} />
              </Details>
            </Card>
          ))
        )}
      </Stack>
    )
  },
})

function FrameFields({ act, start, request }: { act: string; start?: readonly FrameShown[]; request: PageRequest }) {
  const { frames: words } = wordsOf(request.locale).web
  return (
    <>
      {FRAME_PLACES.map((place) => {
        const frame = start?.find((one) => one.place === place)
        const field = (name: string, path: string, value = '') => ({
          name: `${name}-${place}`,
          value: typed(request, act, `${name}-${place}`, value),
          error: errorOf(request, act, `frames.${place - 1}.${path}`),
        })
        return (
          <Fieldset key={place} id={`kader-${place}`} legend={`${place}. ${words.names[place - 1]}`}>
            <TextArea {...field('text', 'text', frame?.text)} label={words.text} rows={3} maxLength={4000} required />
            <TextInput
              {...field('owner', 'owner', frame?.owner)}
              label={words.owner}
              hint={words.ownerHint}
              maxLength={200}
              required
            />
            <Details summary={words.signal} open={frame !== undefined && frame.signal.kind !== 'none'}>
              <Stack gap="sm">
                <Select
                  {...field('signal', 'signal.kind', frame?.signal.kind ?? 'none')}
                  label={words.signal}
                  options={SIGNALS.map((kind) => ({ value: kind, label: words.signals[kind] ?? kind }))}
                />
                <TextInput
                  {...field('share', 'signal.share', frame?.signal.share ? String(frame.signal.share) : '')}
                  label={words.signalShare}
                  inputMode="numeric"
                  required={false}
                />
                <DateField
                  {...field('day', 'signal.day', frame?.signal.day)}
                  label={words.signalDay}
                  required={false}
                />
              </Stack>
            </Details>
          </Fieldset>
        )
      })}
    </>
  )
}

const framesFrom = (form: FormValues) =>
  FRAME_PLACES.map((place) => {
    const kind = form.optional(`signal-${place}`) ?? 'none'
    const day = form.optional(`day-${place}`)
    const share = form.optional(`share-${place}`)
    return {
      place,
      text: form.text(`text-${place}`),
      owner: form.text(`owner-${place}`),
      signal: {
        kind,
        ...(kind === 'day' && day ? { day } : {}),
        ...(kind === 'money' && share ? { share: Number(share) } : {}),
      },
    }
  })

export const proposePage = page({
  at: '/dossiers/:dossierId/raad/kaders/voorstel',
  nav: 'dossiers',
  composes: true,
  load: (request): Promise<Loaded> => load(request),
  frame: framed((words) => words.proposeTitle),
  view: ({ dossier, items, may }, request) => {
    const { frames: words } = wordsOf(request.locale).web
    return (
      <Stack>
        <Unkept request={request} shown={[may[PROPOSE] && PROPOSE]} />
        <PageHead title={words.proposeTitle} lead={words.proposeLead} />
        {may[PROPOSE] ? (
          <Form action={request.path} fields={formFields(PROPOSE, request)} keep={`frames-of-${dossier.dossierId}`}>
            <Mistakes request={request} act={PROPOSE} fields={{ reason: words.reason, frames: words.title }} />
            <FrameFields act={PROPOSE} start={items[0]?.frames} request={request} />
            <TextArea
              name="reason"
              label={words.reason}
              rows={3}
              maxLength={4000}
              value={typed(request, PROPOSE, 'reason')}
              error={errorOf(request, PROPOSE, 'reason')}
              required
            />
            <Actions>
              <Button kind="primary">{words.save}</Button>
              <LinkButton href={`${insideHref(dossier.dossierId)}/kaders`} kind="subtle">
                {words.cancel}
              </LinkButton>
            </Actions>
          </Form>
        ) : (
          <Paragraph soft>{wordsOf(request.locale).refusals.ownsOrDeputises}</Paragraph>
        )}
      </Stack>
    )
  },
  forms: {
    proposeFrames: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        frames: framesFrom(form),
        reason: form.text('reason'),
      }),
      then: (_, request) => `${insideHref(idOf(request, 'dossierId'))}?gedaan=proposeFrames`,
    },
  },
})

export const adoptPage = page({
  at: '/dossiers/:dossierId/raad/kaders/besluit',
  nav: 'dossiers',
  composes: true,
  load: (request): Promise<Loaded> => load(request, true),
  frame: framed((words) => words.adoptTitle),
  view: ({ dossier, items, may, register }, request) => {
    const { frames: words } = wordsOf(request.locale).web
    const field = (name: string, value = '') => ({
      name,
      value: typed(request, ADOPT, name, value),
      error: errorOf(request, ADOPT, name),
    })
    const ticked = request.refused?.act === ADOPT ? [request.refused.values.frameVersionIds].flat() : []
    return (
      <Stack>
        <Unkept request={request} shown={[may[ADOPT] && ADOPT]} />
        <PageHead title={words.adoptTitle} lead={words.adoptLead} />
        {may[ADOPT] ? (
          <Form action={request.path} fields={formFields(ADOPT, request)} keep={`adoption-of-${dossier.dossierId}`}>
            <Mistakes
              request={request}
              act={ADOPT}
              fields={{
                frames: words.title,
                text: words.decision,
                reason: words.decisionReason,
                residentEffect: words.effect,
                decidedOn: words.decidedOn,
                frameVersionIds: words.under,
              }}
            />
            <TextArea
              {...field('text')}
              label={words.decision}
              hint={words.decisionHint}
              rows={3}
              maxLength={8000}
              required
            />
            <TextArea {...field('reason')} label={words.decisionReason} rows={3} maxLength={8000} required />
            <TextArea {...field('residentEffect')} label={words.effect} rows={2} maxLength={4000} required />
            <DateField
              {...field('decidedOn', dayOf(request.now))}
              label={words.decidedOn}
              max={dayOf(request.now)}
              required
            />
            <Fieldset
              id="frameVersionIds"
              legend={words.under}
              hint={words.underHint}
              error={errorOf(request, ADOPT, 'frameVersionIds')}
            >
              {register.length === 0 && <Paragraph soft>{words.noUnder}</Paragraph>}
              {register.map((frame) => (
                <CheckboxField
                  key={frame.frameVersionId}
                  name="frameVersionIds"
                  id={`onder-${frame.frameVersionId}`}
                  value={frame.frameVersionId}
                  checked={ticked.includes(frame.frameVersionId)}
                  label={frame.title}
                />
              ))}
            </Fieldset>
            <Heading level={2}>{words.title}</Heading>
            <FrameFields act={ADOPT} start={items[0]?.frames} request={request} />
            <Actions>
              <Button kind="primary" icon="gavel">
                {words.saveAdoption}
              </Button>
              <LinkButton href={`${insideHref(dossier.dossierId)}/kaders`} kind="subtle">
                {words.cancel}
              </LinkButton>
            </Actions>
          </Form>
        ) : (
          <Paragraph soft>{wordsOf(request.locale).refusals.servesTheCouncil}</Paragraph>
        )}
      </Stack>
    )
  },
  forms: {
    adoptFrames: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        frames: framesFrom(form),
        text: form.text('text'),
        reason: form.text('reason'),
        residentEffect: form.text('residentEffect'),
        decidedOn: form.text('decidedOn'),
        frameVersionIds: form.all('frameVersionIds'),
      }),
      then: (_, request) => `${insideHref(idOf(request, 'dossierId'))}/kaders?gedaan=adoptFrames`,
    },
  },
})
