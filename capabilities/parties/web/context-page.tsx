// What changes around the work: laws, cuts, reforms, elections, each with its day, its source and the dossiers it touches.
import { EnterSends, Mistakes, Unkept, wrong } from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Button,
  Card,
  Columns,
  DateField,
  Details,
  EmptyState,
  Form,
  formatDate,
  Link,
  PageHead,
  Paragraph,
  Prose,
  RadioGroup,
  Select,
  Stack,
  StateBadge,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { CONTEXT_KINDS, type ContextShown } from '../contract.ts'
import { CONTEXT, given, wordsOf } from './words.ts'

interface Mine {
  readonly dossierId: string
  readonly title: string
  readonly reach: number
}

function Tag({ one, mine, request }: { one: ContextShown; mine: readonly Mine[]; request: PageRequest }) {
  const { contextPage: words } = wordsOf(request.locale).web
  const act = 'tagContextChange'
  const here = typed(request, act, 'contextChangeId') === one.contextChangeId
  const free = mine.filter(({ dossierId }) => !one.dossiers.some((other) => other.dossierId === dossierId))
  if (free.length === 0) return null
  return (
    <Details summary={words.tag} open={here}>
      <Form action={request.path} fields={{ ...formFields(act, request), contextChangeId: one.contextChangeId }}>
        <Select
          name="dossierId"
          id={`dossier-${one.contextChangeId}`}
          label={words.tagWhich}
          value={here ? typed(request, act, 'dossierId') : ''}
          error={here ? wrong(request, act, 'contextChangeId') : undefined}
          options={free.map(({ dossierId, title }) => ({ value: dossierId, label: title }))}
        />
        <TextArea
          name="how"
          id={`how-${one.contextChangeId}`}
          label={words.tagHow}
          rows={2}
          maxLength={2000}
          value={here ? typed(request, act, 'how') : ''}
          error={here ? wrong(request, act, 'how') : undefined}
          required
        />
        <Actions>
          <Button small>{words.tagYes}</Button>
        </Actions>
      </Form>
    </Details>
  )
}

/** What was said of it before, and why it was said otherwise. */
function Earlier({ one, request }: { one: ContextShown; request: PageRequest }) {
  const { contextPage: words } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  if (one.earlier.length === 0) return null
  return (
    <Details summary={words.earlier(one.earlier.length)}>
      <ol class="schakel-plain-list schakel-stack schakel-stack--sm" reversed>
        {one.earlier.map((was) => (
          <li key={was.number}>
            <p class="nl-paragraph">
              <strong>{was.title}</strong>
            </p>
            <p class="nl-paragraph schakel-meta">
              {words.on(dates.date(was.happensOn))} · {was.source} · {words.until(dates.date(was.until))}
            </p>
            <Prose text={was.meaning} />
            <p class="nl-paragraph schakel-small">
              <strong>{words.because}</strong> {was.reason}
            </p>
          </li>
        ))}
      </ol>
    </Details>
  )
}

function Change({ one, request }: { one: ContextShown; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const { contextPage: words } = text.web
  const act = 'changeContextChange'
  const here = typed(request, act, 'contextChangeId') === one.contextChangeId
  const at = (name: string, start: string) => ({
    name,
    id: `${name}-${one.contextChangeId}`,
    value: here ? typed(request, act, name, start) : start,
    error: here ? wrong(request, act, name) : undefined,
  })
  return (
    <Details summary={words.change} open={here}>
      <Form action={request.path} fields={{ ...formFields(act, request), contextChangeId: one.contextChangeId }}>
        <Select
          {...at('kind', one.kind)}
          label={words.kind}
          options={CONTEXT_KINDS.map((kind) => ({ value: kind, label: text.contextKinds[kind] }))}
        />
        <TextInput {...at('title', one.title)} label={words.what} maxLength={200} required />
        <TextArea {...at('meaning', one.meaning)} label={words.meaning} rows={3} maxLength={4000} required />
        <DateField {...at('happensOn', one.happensOn)} label={words.happensOn} required />
        <TextInput {...at('source', one.source)} label={words.sourceLabel} maxLength={500} required />
        <TextInput
          {...at('sourceLink', one.sourceLink ?? '')}
          label={words.sourceLink}
          hint={words.sourceLinkHint}
          maxLength={1000}
          required={false}
        />
        <TextArea
          {...at('reason', '')}
          label={words.reason}
          hint={words.reasonHint}
          rows={2}
          maxLength={2000}
          required
        />
        <Actions>
          <Button small>{words.changeYes}</Button>
        </Actions>
      </Form>
    </Details>
  )
}

export function ContextList({
  items,
  request,
  mine = [],
  level = 2,
  canChange = false,
}: {
  items: readonly ContextShown[]
  request: PageRequest
  mine?: readonly Mine[]
  level?: 2 | 3
  /** On the page that has the forms. */
  canChange?: boolean
}) {
  const text = wordsOf(request.locale)
  const { contextPage: words } = text.web
  const dates = formatDate(request.locale)
  return (
    <ul class="schakel-plain-list schakel-stack schakel-stack--md">
      {items.map((one) => (
        <li key={one.contextChangeId}>
          <Card
            title={one.title}
            level={level}
            aside={<StateBadge icon="news">{text.contextKinds[one.kind]}</StateBadge>}
          >
            <p class="nl-paragraph schakel-meta">
              {words.on(dates.date(one.happensOn))} · {one.organisationName}
            </p>
            <Prose text={one.meaning} />
            <p class="nl-paragraph schakel-small">
              {words.source} {one.sourceLink ? <Link href={one.sourceLink}>{one.source}</Link> : one.source}
            </p>
            {one.dossiers.length === 0 ? (
              <Paragraph soft small>
                {words.touchesNone}
              </Paragraph>
            ) : (
              <div>
                <p class="nl-paragraph">
                  <strong>{words.touches}</strong>
                </p>
                <ul class="schakel-plain-list">
                  {one.dossiers.map(({ dossierId, title, how, mayUntag }) => (
                    <li key={dossierId}>
                      <Link href={`/dossiers/${dossierId}`}>{title}</Link>: {how}
                      {canChange && mayUntag && (
                        <Form
                          action={request.path}
                          fields={{
                            ...formFields('untagContextChange', request),
                            contextChangeId: one.contextChangeId,
                            dossierId,
                          }}
                          label={words.untag(title)}
                        >
                          <Button kind="subtle" small>
                            {words.untagYes}
                            <span class="schakel-hidden">: {title}</span>
                          </Button>
                        </Form>
                      )}
                    </li>
                  ))}
                </ul>
              </div>
            )}
            <Earlier one={one} request={request} />
            <Tag one={one} mine={mine} request={request} />
            {canChange && one.mayChange && mightRecord(request) && <Change one={one} request={request} />}
          </Card>
        </li>
      ))}
    </ul>
  )
}

function Record({ request }: { request: PageRequest }) {
  const text = wordsOf(request.locale)
  const { contextPage: words } = text.web
  const act = 'recordContextChange'
  const at = (name: string, start = '') => ({
    name,
    value: typed(request, act, name, start),
    error: wrong(request, act, name),
  })
  return (
    <Card title={words.add} id="vastleggen">
      <Form action={`${CONTEXT}#vastleggen`} fields={formFields(act, request)} keep="context-change">
        <EnterSends />
        <Mistakes
          request={request}
          act={act}
          fields={{
            kind: words.kind,
            title: words.what,
            meaning: words.meaning,
            happensOn: words.happensOn,
            source: words.sourceLabel,
            sourceLink: words.sourceLink,
          }}
        />
        <RadioGroup
          {...at('kind', 'law')}
          label={words.kind}
          options={CONTEXT_KINDS.map((kind) => ({ value: kind, label: text.contextKinds[kind] }))}
          required
        />
        <TextInput {...at('title')} label={words.what} maxLength={200} required />
        <TextArea {...at('meaning')} label={words.meaning} rows={3} maxLength={4000} required />
        <DateField {...at('happensOn')} label={words.happensOn} required />
        <TextInput {...at('source')} label={words.sourceLabel} hint={words.sourceHint} maxLength={500} required />
        <TextInput
          {...at('sourceLink')}
          label={words.sourceLink}
          hint={words.sourceLinkHint}
          maxLength={1000}
          required={false}
        />
        <Actions>
          <Button kind="primary">{words.addYes}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

/**
 * Recording is about no thing yet, so no answer carries `may.recordContextChange`. A form that always refuses helps nobody;
 * the policy decides when it is sent.
 */
const mightRecord = (request: PageRequest): boolean =>
  Boolean(
    request.actor?.acting.isGovernment && ['staff', 'executive', 'registry'].includes(request.actor.acting.position),
  )

const kindOf = (request: PageRequest) => CONTEXT_KINDS.find((kind) => kind === request.query.soort)

export const contextPage = page({
  at: '/omgeving',
  nav: 'dossiers',
  load: async (request) => {
    const kind = kindOf(request)
    const [changes, dossiers] = await request.askTogether(
      ['listContextChanges', { limit: 100, ...(kind ? { kind } : {}) }],
      ['listDossiers', { which: 'mine', state: 'open', limit: 100 }],
    )
    return {
      items: changes.items as readonly ContextShown[],
      mine: (dossiers.items as readonly Mine[]).filter((one) => one.reach === 1),
    }
  },
  frame: (_, request) => ({ title: wordsOf(request.locale).web.contextPage.title }),
  view: ({ items, mine }, request) => {
    const text = wordsOf(request.locale)
    const { contextPage: words } = text.web
    const kind = kindOf(request)
    const list = (
      <Stack>
        {(items.length > 0 || kind) && (
          <Form action={CONTEXT} method="get" role="search" label={words.kind} inline autoSubmit>
            <Select
              name="soort"
              label={words.kind}
              empty={words.every}
              value={kind ?? ''}
              options={CONTEXT_KINDS.map((value) => ({ value, label: text.contextKinds[value] }))}
            />
            <Button>{words.show}</Button>
          </Form>
        )}
        {items.length === 0 ? (
          <EmptyState icon="news">{words.empty}</EmptyState>
        ) : (
          <ContextList items={items} request={request} mine={mine} canChange />
        )}
      </Stack>
    )
    return (
      <Stack>
        <Unkept
          request={request}
          shown={[
            mightRecord(request) && 'recordContextChange',
            'tagContextChange',
            'changeContextChange',
            'untagContextChange',
          ]}
        />
        <PageHead title={words.title} lead={words.lead} />
        {mightRecord(request) ? (
          <Columns sideLabel={words.add} side={<Record request={request} />}>
            {list}
          </Columns>
        ) : (
          list
        )}
      </Stack>
    )
  },
  forms: {
    recordContextChange: {
      input: (form) => ({
        kind: form.text('kind'),
        title: form.text('title'),
        meaning: form.text('meaning'),
        ...given(form, 'happensOn', 'sourceLink'),
        source: form.text('source'),
      }),
      then: () => `${CONTEXT}?gedaan=recordContextChange`,
    },
    changeContextChange: {
      input: (form) => ({
        contextChangeId: form.text('contextChangeId'),
        kind: form.text('kind'),
        title: form.text('title'),
        meaning: form.text('meaning'),
        ...given(form, 'happensOn', 'sourceLink'),
        source: form.text('source'),
        reason: form.text('reason'),
      }),
      then: () => `${CONTEXT}?gedaan=changeContextChange`,
    },
    untagContextChange: {
      input: (form) => ({ dossierId: form.text('dossierId'), contextChangeId: form.text('contextChangeId') }),
      then: () => `${CONTEXT}?gedaan=untagContextChange`,
    },
    tagContextChange: {
      input: (form) => ({
        dossierId: form.text('dossierId'),
        contextChangeId: form.text('contextChangeId'),
        how: form.text('how'),
      }),
      then: () => `${CONTEXT}?gedaan=tagContextChange`,
    },
  },
})
