// Registering a frame, and changing or ending one: a change is a new version, with the reason.
import {
  chosen,
  EnterSends,
  idOf,
  Mistakes,
  More,
  type Person,
  PersonPicker,
  peopleFor,
  searching,
  wrong,
} from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Button,
  Card,
  Confirm,
  DateField,
  dayOf,
  Form,
  LinkButton,
  PageHead,
  Paragraph,
  RadioGroup,
  Stack,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { type FormValues, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { type FrameShown, RANKS, type VersionShown } from '../contract.ts'
import { frameHref, mightRegister, PATH, wordsOf } from './words.ts'

const NEW = 'registerFrame'
const CHANGE = 'changeFrame'
const END = 'endFrame'

const labelsOf = (request: PageRequest): Record<string, string> => {
  const { form } = wordsOf(request.locale).web
  return {
    rank: form.rank,
    title: form.title,
    purpose: form.purpose,
    fixed: form.fixed,
    movable: form.movable,
    source: form.source,
    sourceLink: form.sourceLink,
    competentBody: form.body,
    validFrom: form.validFrom,
    validUntil: form.validUntil,
    ownerId: form.owner,
    reason: form.reason,
  }
}

/** What a version says; `start`: the version that it begins from. */
function RuleFields({ act, start, request }: { act: string; start?: VersionShown; request: PageRequest }) {
  const { form } = wordsOf(request.locale).web
  const field = (name: string, value = '') => ({
    name,
    value: typed(request, act, name, value),
    error: wrong(request, act, name),
  })
  return (
    <>
      <TextInput {...field('title', start?.title)} label={form.title} hint={form.titleHint} maxLength={200} required />
      <TextArea
        {...field('purpose', start?.purpose)}
        label={form.purpose}
        hint={form.purposeHint}
        rows={3}
        maxLength={4000}
        required
      />
      <TextArea {...field('fixed', start?.fixed)} label={form.fixed} hint={form.fixedHint} maxLength={8000} required />
      <TextArea
        {...field('movable', start?.movable)}
        label={form.movable}
        hint={form.movableHint}
        maxLength={8000}
        required
      />
      <TextInput
        {...field('source', start?.source)}
        label={form.source}
        hint={form.sourceHint}
        maxLength={1000}
        required
      />
      <TextInput
        {...field('sourceLink', start?.sourceLink ?? '')}
        type="url"
        label={form.sourceLink}
        hint={form.sourceLinkHint}
        maxLength={1000}
        required={false}
      />
      <TextInput
        {...field('competentBody', start?.competentBody)}
        label={form.body}
        hint={form.bodyHint}
        maxLength={200}
        required
      />
      <DateField {...field('validFrom', dayOf(request.now))} label={form.validFrom} required />
      <DateField {...field('validUntil')} label={form.validUntil} hint={form.validUntilHint} required={false} />
    </>
  )
}

const ruleFrom = (form: FormValues) => {
  const sourceLink = form.optional('sourceLink')
  const validUntil = form.optional('validUntil')
  return {
    title: form.text('title'),
    purpose: form.text('purpose'),
    fixed: form.text('fixed'),
    movable: form.text('movable'),
    source: form.text('source'),
    competentBody: form.text('competentBody'),
    validFrom: form.text('validFrom'),
    ...(sourceLink ? { sourceLink: sourceLink.trim() } : {}),
    ...(validUntil ? { validUntil } : {}),
    ...chosen(form, 'ownerId'),
    ...searching(form),
  }
}

function OwnerField({ act, people, request }: { act: string; people: readonly Person[]; request: PageRequest }) {
  const { form } = wordsOf(request.locale).web
  return (
    <More request={request} act={act} names={['ownerId']} summary={form.ownerMore}>
      <PersonPicker
        request={request}
        act={act}
        name="ownerId"
        label={form.owner}
        hint={act === NEW ? form.ownerHint : form.ownerStays}
        people={people}
      />
    </More>
  )
}

export const newFramePage = page({
  at: `${PATH}/nieuw`,
  load: async (request): Promise<{ people: readonly Person[] }> => {
    const { items } = await request.ask(...peopleFor(request, NEW, 'ownerId'))
    return { people: items }
  },
  frame: (_, request) => ({
    title: wordsOf(request.locale).web.form.newTitle,
    narrow: true,
    breadcrumb: [{ href: PATH, label: wordsOf(request.locale).web.frames }],
  }),
  view: ({ people }, request) => {
    const text = wordsOf(request.locale)
    const { form } = text.web
    // Whoever may not is told so before typing a page full.
    if (!mightRegister(request) && !request.refused)
      return (
        <Stack>
          <PageHead title={form.newTitle} lead={text.refusals.isCivilServant} />
        </Stack>
      )
    return (
      <Stack>
        <PageHead title={form.newTitle} lead={form.newLead} />
        <Card>
          <Form action={request.path} fields={formFields(NEW, request)} keep="new-frame">
            <EnterSends />
            <Mistakes request={request} act={NEW} fields={labelsOf(request)} />
            <RadioGroup
              name="rank"
              label={form.rank}
              value={typed(request, NEW, 'rank')}
              error={wrong(request, NEW, 'rank')}
              options={RANKS.map((rank) => ({
                value: String(rank),
                label: text.ranks[rank],
                hint: text.rankHints[rank],
              }))}
              required
            />
            <RuleFields act={NEW} request={request} />
            <OwnerField act={NEW} people={people} request={request} />
            <Actions>
              <Button kind="primary">{form.save}</Button>
              <LinkButton href={PATH} kind="subtle">
                {form.cancel}
              </LinkButton>
            </Actions>
          </Form>
        </Card>
      </Stack>
    )
  },
  forms: {
    registerFrame: {
      input: (form) => {
        const rank = form.optional('rank')
        return { ...(rank ? { rank: Number(rank) } : {}), ...ruleFrom(form) }
      },
      then: (answer) => `${frameHref(answer.frameId)}?gedaan=${NEW}`,
    },
  },
})

function EndForm({ request }: { request: PageRequest }) {
  const { form } = wordsOf(request.locale).web
  return (
    <Card title={form.end}>
      <Paragraph soft>{form.endLead}</Paragraph>
      <Confirm label={form.end} kind="danger" open={request.refused?.act === END}>
        <Form action={request.path} fields={formFields(END, request)} label={form.end}>
          <Mistakes request={request} act={END} fields={{ endsOn: form.endsOn, reason: form.endReason }} />
          <DateField
            name="endsOn"
            label={form.endsOn}
            value={typed(request, END, 'endsOn', dayOf(request.now))}
            error={wrong(request, END, 'endsOn')}
            required
          />
          <TextArea
            id="ending-reason"
            name="reason"
            label={form.endReason}
            rows={3}
            maxLength={4000}
            value={typed(request, END, 'reason')}
            error={wrong(request, END, 'reason')}
            required
          />
          <Button kind="danger">{form.endYes}</Button>
        </Form>
      </Confirm>
    </Card>
  )
}

export const changeFramePage = page({
  at: `${PATH}/:frameId/wijzigen`,
  load: async (request): Promise<{ frame: FrameShown; people: readonly Person[] }> => {
    const [frame, { items }] = await request.askTogether(
      ['readFrame', { frameId: idOf(request, 'frameId') }],
      peopleFor(request, CHANGE, 'ownerId'),
    )
    return { frame, people: items }
  },
  frame: ({ frame }, request) => ({
    title: wordsOf(request.locale).web.form.changeTitle,
    narrow: true,
    breadcrumb: [
      { href: PATH, label: wordsOf(request.locale).web.frames },
      { href: frameHref(frame.frameId), label: frame.current.title },
    ],
  }),
  view: ({ frame, people }, request) => {
    const { form } = wordsOf(request.locale).web
    // A new version begins from the newest, which may be one that is still to come.
    const newest = frame.versions[0] ?? frame.current
    if (!frame.may?.changeFrame)
      return (
        <Stack>
          <PageHead title={form.changeTitle} lead={form.notYours} />
        </Stack>
      )
    return (
      <Stack>
        <PageHead title={form.changeTitle} lead={form.changeLead(newest.title)} />
        <Card>
          <Form action={request.path} fields={formFields(CHANGE, request)} keep={`frame-${frame.frameId}`}>
            <EnterSends />
            <Mistakes request={request} act={CHANGE} fields={labelsOf(request)} />
            <TextArea
              name="reason"
              label={form.reason}
              rows={3}
              maxLength={4000}
              value={typed(request, CHANGE, 'reason')}
              error={wrong(request, CHANGE, 'reason')}
              required
            />
            <RuleFields act={CHANGE} start={newest} request={request} />
            <OwnerField act={CHANGE} people={people} request={request} />
            <Actions>
              <Button kind="primary">{form.saveChange}</Button>
              <LinkButton href={frameHref(frame.frameId)} kind="subtle">
                {form.cancel}
              </LinkButton>
            </Actions>
          </Form>
        </Card>
        {frame.may.endFrame && <EndForm request={request} />}
      </Stack>
    )
  },
  forms: {
    changeFrame: {
      input: (form, request) => ({
        frameId: idOf(request, 'frameId'),
        reason: form.text('reason'),
        ...ruleFrom(form),
      }),
      then: (_, request) => `${frameHref(idOf(request, 'frameId'))}?gedaan=${CHANGE}`,
    },
    endFrame: {
      input: (form, request) => ({
        frameId: idOf(request, 'frameId'),
        endsOn: form.text('endsOn'),
        reason: form.text('reason'),
      }),
      then: (_, request) => `${frameHref(idOf(request, 'frameId'))}?gedaan=${END}`,
    },
  },
})
