// For administrators: how long each kind of dossier is kept after it closed, and which have been kept long enough.
import { AdminHead } from '#capabilities/people/web/admin.tsx'
import {
  Button,
  Card,
  Confirm,
  DateField,
  Details,
  dayOf,
  EmptyState,
  Fieldset,
  Form,
  formatDate,
  Link,
  LinkButton,
  PageHead,
  Paragraph,
  Row,
  Select,
  Stack,
  StateBadge,
  Table,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { DOSSIER_KINDS, KeptPlace, OUTCOMES, type RetentionShown } from '../contract.ts'
import { STATE_TONES } from './terms-page.tsx'
import { Mistakes, nameOf, organisationOf, PATHS, wordsOf } from './words.tsx'

const ACT = 'planRetention'
const KEPT = '/beheer/bewaren/lang-genoeg'

interface Answer {
  readonly organisationId: string
  readonly current: readonly RetentionShown[]
  readonly versions: readonly RetentionShown[]
  readonly may: Readonly<Record<string, boolean>>
}

export const retentionPage = page<Answer>({
  at: PATHS.retention,
  load: async (request) => {
    const organisationId = await organisationOf(request)
    return { ...(await request.ask('readRetention', { organisationId })), organisationId }
  },
  frame: (_, request) => ({ title: wordsOf(request.locale).web.tabs.retention }),
  view: ({ organisationId, current, versions, may }, request) => {
    const text = wordsOf(request.locale)
    const words = text.web.retention
    const dates = formatDate(request.locale)
    return (
      <Stack gap="lg">
        <AdminHead
          request={request}
          organisationName={nameOf(request)}
          current="retention"
          actions={
            may.listKept && (
              <LinkButton href={KEPT} icon="archive">
                {words.toKept}
              </LinkButton>
            )
          }
        />
        <Paragraph>{words.lead}</Paragraph>
        <Card title={words.now}>
          <Rules rules={current} caption={words.now} request={request} mayChange={may.planRetention} />
        </Card>
        {may.planRetention && <ChangeCard organisationId={organisationId} current={current} request={request} />}
        <Card title={words.versions}>
          <Mistakes request={request} act="withdrawRetention" fields={[]} />
          {versions.length === 0 ? (
            <Paragraph soft>{words.noVersions}</Paragraph>
          ) : (
            versions.map((one) => (
              <Details
                key={one.retentionId}
                summary={
                  <>
                    {text.dossierKinds[one.kind]}, {dates.date(one.validFrom!)}{' '}
                    <StateBadge tone={STATE_TONES[one.state]}>{text.versionStates[one.state]}</StateBadge>
                  </>
                }
              >
                <Stack gap="sm">
                  <Paragraph>{one.reason}</Paragraph>
                  <p class="schakel-meta">
                    {text.web.by(one.madeByName ?? text.web.somebody, dates.date(one.madeAt!))}
                  </p>
                  <Rules rules={[one]} caption={text.dossierKinds[one.kind]} request={request} />
                  {may.withdrawRetention && !one.used && one.state !== 'withdrawn' && (
                    <Confirm label={text.web.withdraw} kind="danger" small>
                      <Form
                        action={request.path}
                        fields={{
                          ...formFields('withdrawRetention', request),
                          organisationId,
                          retentionId: one.retentionId!,
                        }}
                      >
                        <Button kind="danger">{text.web.withdrawSure}</Button>
                      </Form>
                    </Confirm>
                  )}
                </Stack>
              </Details>
            ))
          )}
        </Card>
      </Stack>
    )
  },
  forms: {
    [ACT]: {
      input: (form) => ({
        organisationId: form.text('organisationId'),
        kind: form.text('kind'),
        validFrom: form.text('validFrom'),
        source: form.text('source'),
        reason: form.text('reason'),
        ...Object.fromEntries(OUTCOMES.map((name) => [name, form.text(name).trim()])),
      }),
      then: () => `${PATHS.retention}?gedaan=${ACT}`,
    },
    withdrawRetention: {
      input: (form) => ({ organisationId: form.text('organisationId'), retentionId: form.text('retentionId') }),
      then: () => `${PATHS.retention}?gedaan=withdrawRetention`,
    },
  },
})

function Rules({
  rules,
  caption,
  request,
  mayChange,
}: {
  rules: readonly RetentionShown[]
  caption: string
  request: PageRequest
  mayChange?: boolean | undefined
}) {
  const text = wordsOf(request.locale)
  const words = text.web.retention
  return (
    <Table
      caption={caption}
      captionHidden
      columns={[
        { key: 'kind', label: words.kind, heads: true },
        ...OUTCOMES.map((outcome) => ({ key: outcome, label: text.outcomes[outcome] })),
        { key: 'source', label: words.source },
      ]}
      rows={rules.map((rule) => ({
        key: rule.kind,
        cells: {
          // The way to the form below, with what holds for this kind filled in.
          kind: mayChange ? (
            <Link href={`${PATHS.retention}?soort=${rule.kind}#wijzigen`}>{text.dossierKinds[rule.kind]}</Link>
          ) : (
            text.dossierKinds[rule.kind]
          ),
          ...Object.fromEntries(OUTCOMES.map((outcome) => [outcome, words.years(rule.years[outcome])])),
          source: rule.source,
        },
      }))}
    />
  )
}

function ChangeCard({
  organisationId,
  current,
  request,
}: {
  organisationId: string
  current: readonly RetentionShown[]
  request: PageRequest
}) {
  const text = wordsOf(request.locale)
  const words = text.web.retention
  const asked = typed(request, ACT, 'kind', request.query.soort ?? '')
  const kind = DOSSIER_KINDS.find((one) => one === asked) ?? DOSSIER_KINDS[0]
  const now = current.find((one) => one.kind === kind)
  return (
    <Card title={words.change} id="wijzigen">
      <Stack>
        <Mistakes request={request} act={ACT} fields={['kind', 'source', ...OUTCOMES, 'validFrom', 'reason']} />
        <Form action={request.path} fields={{ ...formFields(ACT, request), organisationId }}>
          <Select
            name="kind"
            label={words.kind}
            required
            options={DOSSIER_KINDS.map((value) => ({ value, label: text.dossierKinds[value] }))}
            value={kind}
            error={errorOf(request, ACT, 'kind')}
          />
          <TextInput
            name="source"
            label={words.source}
            hint={words.sourceHint}
            maxLength={300}
            required
            value={typed(request, ACT, 'source', now?.retentionId ? now.source : '')}
            error={errorOf(request, ACT, 'source')}
          />
          <Fieldset legend={words.yearsLegend} hint={words.yearsHint}>
            <div class="schakel-grid">
              {OUTCOMES.map((outcome) => (
                <TextInput
                  key={outcome}
                  name={outcome}
                  type="number"
                  inputMode="numeric"
                  label={text.outcomes[outcome]}
                  width="short"
                  required={false}
                  value={typed(request, ACT, outcome, String(now?.years[outcome] ?? ''))}
                  error={errorOf(request, ACT, outcome)}
                />
              ))}
            </div>
          </Fieldset>
          <DateField
            name="validFrom"
            label={text.web.from}
            min={dayOf(request.now)}
            required
            value={typed(request, ACT, 'validFrom')}
            error={errorOf(request, ACT, 'validFrom')}
          />
          <TextArea
            name="reason"
            label={text.web.reason}
            rows={2}
            maxLength={1000}
            required
            value={typed(request, ACT, 'reason')}
            error={errorOf(request, ACT, 'reason')}
          />
          <Button kind="primary">{words.save}</Button>
        </Form>
      </Stack>
    </Card>
  )
}

interface Kept {
  readonly on: string
  readonly counts:
    | readonly { kind: (typeof DOSSIER_KINDS)[number]; closed: number; forEver: number; due: number }[]
    | null
  readonly items: readonly {
    dossierId: string
    kind: (typeof DOSSIER_KINDS)[number]
    outcome: (typeof OUTCOMES)[number]
    closedOn: string
    retainUntil: string
    source: string | null
  }[]
  readonly next: string | null
}

const dayAsked = (request: PageRequest): string | undefined => {
  const day = request.query.op ?? ''
  return /^2[01]\d{2}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) && dayOf(day) === day ? day : undefined
}

export const keptPage = page<Kept>({
  at: KEPT,
  load: async (request) => {
    const organisationId = await organisationOf(request)
    const { na } = request.query
    return request.ask('listKept', {
      organisationId,
      on: dayAsked(request),
      ...(KeptPlace.safeParse(na).success ? { after: na } : {}),
    })
  },
  frame: (_, request) => {
    const { web } = wordsOf(request.locale)
    return { title: web.retention.keptTitle, breadcrumb: [{ href: PATHS.retention, label: web.tabs.retention }] }
  },
  view: ({ on, counts, items, next }, request) => {
    const text = wordsOf(request.locale)
    const words = text.web.retention
    const dates = formatDate(request.locale)
    return (
      <Stack gap="lg">
        <PageHead above={nameOf(request)} title={words.keptTitle} lead={words.keptLead} />
        <Form action={KEPT} method="get" label={words.on} inline>
          <DateField name="op" label={words.on} value={on} />
          <Button icon="search">{words.show}</Button>
        </Form>
        {counts && counts.length > 0 && (
          <Table
            caption={words.countsCaption}
            columns={[
              { key: 'kind', label: words.kind, heads: true },
              { key: 'closed', label: words.closed },
              { key: 'forEver', label: words.forEver },
              { key: 'due', label: words.due },
            ]}
            rows={counts.map((one) => ({
              key: one.kind,
              cells: {
                kind: text.dossierKinds[one.kind],
                closed: String(one.closed),
                forEver: String(one.forEver),
                due: String(one.due),
              },
            }))}
          />
        )}
        {items.length === 0 ? (
          <EmptyState icon="archive">{words.none(dates.date(on))}</EmptyState>
        ) : (
          <Table
            caption={words.keptTitle}
            captionHidden
            columns={[
              { key: 'reference', label: words.reference, heads: true },
              { key: 'kind', label: words.kind },
              { key: 'outcome', label: words.outcome },
              { key: 'closedOn', label: words.closedOn },
              { key: 'until', label: words.until },
              { key: 'source', label: words.source },
            ]}
            rows={items.map((one) => ({
              key: one.dossierId,
              cells: {
                reference: <code>{one.dossierId}</code>,
                kind: text.dossierKinds[one.kind],
                outcome: text.outcomes[one.outcome],
                closedOn: dates.date(one.closedOn),
                until: dates.date(one.retainUntil),
                source: one.source ?? text.houseRule,
              },
            }))}
          />
        )}
        {next && (
          <Row>
            <LinkButton href={`${KEPT}?op=${on}&na=${next}`}>{words.more}</LinkButton>
          </Row>
        )}
      </Stack>
    )
  },
})
