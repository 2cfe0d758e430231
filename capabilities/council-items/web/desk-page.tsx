// The desk of the registry: all that its council is owed, late by reason, and what goes to the council information system.
import type { z } from 'zod'
import { Mistakes, withQuery, wrong } from '#capabilities/dossier/web/forms.tsx'
import type { OpenItemShown } from '#capabilities/open-items/contract.ts'
import { daysLate } from '#capabilities/open-items/web/open-item-list.tsx'
import {
  Actions,
  Button,
  Card,
  Columns,
  Confirm,
  DataList,
  Form,
  Link,
  LinkButton,
  PageHead,
  Paragraph,
  Stack,
  Table,
  TabNav,
  TextInput,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { contract } from '../contract.ts'
import { ARRANGEMENTS, ArrangementList, type Arrangements, arrangementCursor } from './arrangement-list.tsx'
import { askedOf, Items, type Listed, listCall } from './items-page.tsx'
import { AGENDA, DESK, FIELDS, idIn, wordsOf } from './words.ts'

type Desk = z.output<typeof contract.readDesk.output>
type Loaded = {
  readonly desk: Desk
  readonly found: Listed
  readonly arrangements: Arrangements
  readonly promises: readonly OpenItemShown[]
} | null

const TERMS = 'changeTerms'
const TABS = ['open', 'telaat', 'gereed', 'klaar', 'alles'] as const

/** Every council that this person serves; the one in the address first, else the one in which they act now. */
const served = (request: PageRequest) => request.actor?.memberships.filter((one) => one.position === 'registry') ?? []

const councilOf = (request: PageRequest): string | undefined => {
  const mine = served(request)
  const asked = idIn(request, 'raad')
  return (mine.find((one) => one.organisationId === asked) ?? mine[0])?.organisationId
}

function Late({ desk, request }: { desk: Desk; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const { desk: words } = text.web
  if (desk.lateBy.length === 0) return <Paragraph soft>{words.nothingLate}</Paragraph>
  return (
    <Table
      caption={words.lateBy}
      captionHidden
      columns={[
        { key: 'reason', label: words.reason, heads: true },
        { key: 'count', label: words.number, numeric: true },
      ]}
      rows={desk.lateBy.map(({ reason, count }) => ({
        key: reason,
        cells: {
          reason: (
            <Link href={withQuery(DESK, { raad: desk.organisationId, welke: 'telaat', reden: reason })}>
              {text.lateness[reason]}
            </Link>
          ),
          count,
        },
      }))}
    />
  )
}

/** What the registry asked as an open item is owed as well, though it is no council item: the desk says where it stands. */
function Promises({ promises, request }: { promises: readonly OpenItemShown[]; request: PageRequest }) {
  if (promises.length === 0) return null
  const { desk: words } = wordsOf(request.locale).web
  const late = promises.filter((one) => daysLate(one, request.now) > 0).length
  return (
    <Card title={words.asked} tone={late > 0 ? 'late' : undefined}>
      <Paragraph>{words.askedLead(promises.length, late)}</Paragraph>
      <Paragraph small>
        <Link href="/vandaag">{words.toToday}</Link>
      </Paragraph>
    </Card>
  )
}

function TermsForm({ desk, request }: { desk: Desk; request: PageRequest }) {
  const { desk: words } = wordsOf(request.locale).web
  const names = ['technicalQuestion', 'writtenQuestion', 'politicalChoice'] as const
  return (
    <Form
      action={request.path}
      fields={{ ...formFields(TERMS, request), raad: desk.organisationId }}
      label={words.terms}
    >
      <Mistakes request={request} act={TERMS} fields={Object.fromEntries(names.map((name) => [name, words[name]]))} />
      {names.map((name) => (
        <TextInput
          key={name}
          name={name}
          type="number"
          inputMode="numeric"
          width="short"
          label={words[name]}
          value={typed(request, TERMS, name, String(desk.terms[name]))}
          error={wrong(request, TERMS, name)}
          required
        />
      ))}
      <Button>{words.save}</Button>
    </Form>
  )
}

function Beside({
  desk,
  arrangements,
  promises,
  request,
}: Omit<NonNullable<Loaded>, 'found'> & { request: PageRequest }) {
  const { desk: words } = wordsOf(request.locale).web
  const council = `raad=${desk.organisationId}`
  return (
    <>
      <Card title={words.counts}>
        <DataList
          look="tight"
          items={[
            { label: words.open, value: desk.open },
            { label: words.late, value: desk.late },
            { label: words.reported, value: desk.reported },
            { label: words.unassigned, value: desk.unassigned },
            { label: words.lapsed, value: arrangements.lapsed },
          ]}
        />
      </Card>
      <Card title={words.lateBy} tone={desk.late > 0 ? 'late' : undefined}>
        <Late desk={desk} request={request} />
      </Card>
      <Promises promises={promises} request={request} />
      <Card title={words.exportTitle}>
        <Paragraph soft>{words.exportLead}</Paragraph>
        <Actions>
          <LinkButton href={`/griffie/raadspunten.csv?${council}`} icon="download" small download>
            {words.csv}
          </LinkButton>
          <LinkButton href={`/griffie/raadspunten.json?${council}`} icon="download" small download>
            {words.json}
          </LinkButton>
        </Actions>
        <Paragraph small>
          <Link href={FIELDS}>{words.fields}</Link>
        </Paragraph>
      </Card>
      <Card title={words.terms}>
        <Paragraph soft>{words.termsLead}</Paragraph>
        <DataList
          look="tight"
          items={(['technicalQuestion', 'writtenQuestion', 'politicalChoice'] as const).map((name) => ({
            label: words[name],
            value: words.days(desk.terms[name]),
          }))}
        />
        {desk.may.changeTerms && (
          <Confirm label={wordsOf(request.locale).acts.changeTerms} small open={request.refused?.act === TERMS}>
            <TermsForm desk={desk} request={request} />
          </Confirm>
        )}
      </Card>
    </>
  )
}

export const deskPage = page({
  at: DESK,
  nav: 'council',
  load: async (request): Promise<Loaded> => {
    // Which councils somebody serves is known from who they are, and that from the first answer.
    const first = await request.ask<Listed>('listCouncilItems', { limit: 1 })
    const council = councilOf(request)
    if (!council || !first) return null
    const after = arrangementCursor(request)
    const [desk, found, arrangements, asked] = await request.askTogether<
      [Desk, Listed, Arrangements, { items: readonly OpenItemShown[] }]
    >(
      ['readDesk', { organisationId: council }],
      listCall(askedOf(request, council)),
      ['listArrangements', { organisationId: council, limit: 50, ...(after ? { after } : {}) }],
      ['listWaitedForByMe', { limit: 100 }],
    )
    return { desk, found, arrangements, promises: asked.items.filter((one) => one.kind === 'promise') }
  },
  frame: (_, request) => ({ title: wordsOf(request.locale).web.desk.title }),
  view: (loaded, request) => {
    const { web } = wordsOf(request.locale)
    if (!loaded)
      return (
        <Stack>
          <PageHead title={web.desk.title} lead={web.desk.notYours} />
        </Stack>
      )
    const { desk, found, arrangements, promises } = loaded
    const onArrangements = request.query.welke === ARRANGEMENTS
    const tab = {
      href: withQuery(DESK, { raad: desk.organisationId, welke: ARRANGEMENTS }),
      label: web.desk.arrangements,
      current: onArrangements,
    }
    const councils = served(request)
    return (
      <Stack>
        <PageHead
          title={web.desk.title}
          lead={web.desk.lead(desk.organisationName)}
          actions={
            <LinkButton href={`${AGENDA}?raad=${desk.organisationId}`} icon="calendar">
              {web.desk.toAgenda}
            </LinkButton>
          }
        />
        {councils.length > 1 && (
          <TabNav
            label={web.desk.council}
            items={councils.map((one) => ({
              href: `${DESK}?raad=${one.organisationId}`,
              label: one.organisationName,
              current: one.organisationId === desk.organisationId,
            }))}
          />
        )}
        <Columns
          sideLabel={web.desk.counts}
          side={<Beside desk={desk} arrangements={arrangements} promises={promises} request={request} />}
        >
          {onArrangements ? (
            <ArrangementList desk={desk} arrangements={arrangements} tabs={TABS} tab={tab} request={request} />
          ) : (
            <Items
              path={DESK}
              asked={askedOf(request, desk.organisationId)}
              found={found}
              tabs={TABS}
              more={[tab]}
              request={request}
            />
          )}
        </Columns>
      </Stack>
    )
  },
  forms: {
    changeTerms: {
      input: (form) => ({
        organisationId: form.text('raad'),
        ...Object.fromEntries(
          ['technicalQuestion', 'writtenQuestion', 'politicalChoice'].map((name) => [name, form.text(name)]),
        ),
      }),
      then: (_, __, form) => `${DESK}?raad=${form.text('raad')}&gedaan=${TERMS}`,
    },
  },
})
