// Who takes part in a dossier, by organisation; involving, ending, another deputy, and handing the dossier over.
import {
  Actions,
  Button,
  Card,
  Columns,
  Confirm,
  DataList,
  DateField,
  Details,
  Form,
  formatDate,
  PageHead,
  Paragraph,
  Picker,
  RadioGroup,
  Stack,
  TextArea,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { type DossierShown, INVOLVED_ROLES } from '../contract.ts'
import { crumbs, DossierTabs } from './dossier-page.tsx'
import {
  chosen,
  EnterSends,
  idOf,
  Mistakes,
  More,
  type Person,
  PersonPicker,
  peopleFor,
  searched,
  searching,
  soughtIn,
  Unkept,
  wrong,
} from './forms.tsx'
import { askAbout, type TabsShown } from './parts.tsx'
import { wordsOf } from './words.ts'

interface Suggested {
  readonly value: string
  readonly label: string
  readonly description?: string
}
interface Shown {
  readonly dossier: DossierShown
  readonly tabs: TabsShown
  readonly people: readonly Person[]
  readonly organisations: readonly Suggested[]
}

type Involvement = DossierShown['involvements'][number]

function Member({ one, dossier, request }: { one: Involvement; dossier: DossierShown; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.web.people
  const who = one.name ?? one.organisationName ?? ''
  const facts = [
    one.mandate && { label: words.mandate, value: one.mandate },
    one.interest && { label: words.interest, value: one.interest },
  ].filter((fact) => fact !== '')
  return (
    <li>
      <div class="schakel-row schakel-row--spread">
        <p class="nl-paragraph">
          <strong>{one.name ?? words.wholeOrganisation}</strong>{' '}
          <span class="schakel-soft">
            {[
              one.functionName,
              text.roles[one.role] ?? one.role,
              one.until && `${words.until} ${formatDate(request.locale).date(one.until)}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </p>
        {dossier.may.endInvolvement && (
          <Confirm label={words.end} kind="subtle" small>
            <Form
              action={request.path}
              fields={{ ...formFields('endInvolvement', request), involvementId: one.involvementId }}
            >
              <Paragraph>{words.endAsk(who)}</Paragraph>
              <Actions>
                <Button kind="danger" small>
                  {words.endYes}
                </Button>
              </Actions>
            </Form>
          </Confirm>
        )}
      </div>
      {facts.length > 0 && <DataList look="tight" items={facts} />}
    </li>
  )
}

function Members({ dossier, request }: { dossier: DossierShown; request: PageRequest }) {
  const { people: words, dossier: known } = wordsOf(request.locale).web
  const organisations = Map.groupBy(dossier.involvements, (one) => one.organisationName ?? '')
  const accountable = organisations.get(dossier.organisationName) ?? []
  organisations.delete(dossier.organisationName)
  const members = (those: readonly Involvement[]) =>
    those.length > 0 && (
      <ul class="schakel-plain-list schakel-stack schakel-stack--sm">
        {those.map((one) => (
          <Member key={one.involvementId} one={one} dossier={dossier} request={request} />
        ))}
      </ul>
    )
  return (
    <>
      <Card title={dossier.organisationName}>
        <ul class="schakel-plain-list">
          {[
            { label: words.owner, member: dossier.owner },
            { label: words.deputy, member: dossier.deputy },
          ].map(({ label, member }) => (
            <li key={label}>
              <strong>{member.name ?? known.unknown}</strong>{' '}
              <span class="schakel-soft">{[member.functionName, label].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
        {members(accountable)}
      </Card>
      {dossier.involvements.length === 0 && <Paragraph soft>{words.empty}</Paragraph>}
      {[...organisations].map(([organisation, those]) => (
        <Card key={organisation} title={organisation}>
          {members(those)}
        </Card>
      ))}
    </>
  )
}

function Involve({ people, organisations, dossier, request }: Shown & { request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.web.people
  const act = 'involve'
  return (
    <Card title={words.involve} id="betrekken">
      <Paragraph soft>{words.involveLead}</Paragraph>
      <Form action={request.path} fields={formFields(act, request)}>
        <EnterSends />
        <Mistakes
          request={request}
          act={act}
          fields={{
            membershipId: words.person,
            organisationId: words.organisation,
            role: words.role,
            untilDate: words.untilDate,
            mandate: words.mandate,
            interest: words.interest,
          }}
        />
        <PersonPicker
          request={request}
          act={act}
          name="membershipId"
          label={words.person}
          hint={words.personHint}
          people={people}
          dossierId={dossier.dossierId}
        />
        <Picker
          name="organisationId"
          label={words.organisation}
          hint={words.organisationHint}
          error={wrong(request, act, 'organisationId')}
          source="/api/v1/organisation-suggestions"
          sourceParameter="query"
          query={soughtIn(request, act, 'organisationId') || undefined}
          value={typed(request, act, 'organisationId')}
          options={[...organisations]}
        />
        <RadioGroup
          name="role"
          label={words.role}
          value={typed(request, act, 'role', 'partner')}
          error={wrong(request, act, 'role')}
          options={INVOLVED_ROLES.map((role) => ({ value: role, label: text.roles[role], hint: text.roleHints[role] }))}
        />
        <More request={request} act={act} names={['mandate', 'interest', 'untilDate']} summary={words.more}>
          <Stack>
            <TextArea
              name="mandate"
              label={words.mandate}
              hint={words.mandateHint}
              rows={2}
              maxLength={1000}
              required={false}
              value={typed(request, act, 'mandate')}
              error={wrong(request, act, 'mandate')}
            />
            <TextArea
              name="interest"
              label={words.interest}
              hint={words.interestHint}
              rows={2}
              maxLength={1000}
              required={false}
              value={typed(request, act, 'interest')}
              error={wrong(request, act, 'interest')}
            />
            <DateField
              name="untilDate"
              label={words.untilDate}
              required={false}
              value={typed(request, act, 'untilDate')}
              error={wrong(request, act, 'untilDate')}
            />
          </Stack>
        </More>
        <Actions>
          <Button kind="primary">{words.involveYes}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

/** Who gives up their own place in a dossier that only those involved know, can no longer open it: then the list is next. */
const afterwards = (dossier: DossierShown): Record<string, string> => (dossier.ceiling < 3 ? { next: '/dossiers' } : {})

function ChangeDeputy({ people, dossier, request }: Shown & { request: PageRequest }) {
  const words = wordsOf(request.locale).web.people
  const act = 'changeDeputy'
  return (
    <Card title={words.changeDeputy}>
      <Paragraph soft>{words.deputyLead}</Paragraph>
      <Details summary={words.choose} open={request.refused?.act === act}>
        <Form action={request.path} fields={{ ...formFields(act, request), ...afterwards(dossier) }}>
          <EnterSends />
          <Mistakes request={request} act={act} fields={{ deputyId: words.newDeputy }} />
          <PersonPicker request={request} act={act} name="deputyId" label={words.newDeputy} people={people} required />
          <Actions>
            <Button kind="primary">{words.deputyYes}</Button>
          </Actions>
        </Form>
      </Details>
    </Card>
  )
}

const here = (request: PageRequest, act: string, next = request.path) => `${next}?gedaan=${act}`

export const peoplePage = page({
  at: '/dossiers/:dossierId/mensen',
  nav: 'dossiers',
  load: async (request): Promise<Shown> => {
    const dossierId = idOf(request, 'dossierId')
    const act = request.refused?.act
    const field = act === 'involve' ? 'membershipId' : act === 'changeDeputy' ? 'deputyId' : null
    const sought = typed(request, 'involve', 'organisationId-search').trim().slice(0, 100)
    const {
      dossier,
      tabs,
      answers: found,
    } = await askAbout(
      request,
      dossierId,
      ...(field ? [peopleFor(request, act!, field, act === 'involve' ? dossierId : undefined)] : []),
      ...(sought ? [['suggestOrganisations', { query: sought }] as const] : []),
    )
    return {
      dossier,
      tabs,
      people: field ? found[0].items : [],
      organisations: sought ? found.at(-1).options : [],
    }
  },
  frame: ({ dossier }, request) => ({
    title: `${wordsOf(request.locale).web.people.title}, ${dossier.title}`,
    breadcrumb: crumbs(request, dossier),
  }),
  view: (shown, request) => {
    const { dossier } = shown
    const { may } = dossier
    const words = wordsOf(request.locale).web.people
    // Choices were looked for in one form; in the others they would be an answer to a question nobody asked.
    const forAct = (act: string): Shown =>
      request.refused?.act === act || searched(request, act) ? shown : { ...shown, people: [], organisations: [] }
    const main = (
      <Stack>
        <Members dossier={dossier} request={request} />
        {may.involve && <Involve {...forAct('involve')} request={request} />}
      </Stack>
    )
    return (
      <Stack>
        <Unkept request={request} shown={(['involve', 'changeDeputy'] as const).filter((act) => may[act])} />
        <PageHead title={words.title} lead={words.lead} />
        <DossierTabs dossier={dossier} tabs={shown.tabs} current="people" request={request} />
        {may.changeDeputy ? (
          <Columns
            sideLabel={words.passOn}
            side={
              <div id="overdragen" class="schakel-stack schakel-stack--md">
                <ChangeDeputy {...forAct('changeDeputy')} request={request} />
              </div>
            }
          >
            {main}
          </Columns>
        ) : (
          main
        )}
      </Stack>
    )
  },
  forms: {
    involve: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        ...chosen(form, 'membershipId'),
        ...chosen(form, 'organisationId'),
        role: form.text('role'),
        mandate: form.text('mandate'),
        interest: form.text('interest'),
        ...(form.optional('untilDate') ? { untilDate: form.text('untilDate') } : {}),
        ...searching(form),
      }),
      then: (_, request) => here(request, 'involve'),
    },
    endInvolvement: {
      input: (form, request) => ({ dossierId: idOf(request, 'dossierId'), involvementId: form.text('involvementId') }),
      then: (_, request) => here(request, 'endInvolvement'),
    },
    changeDeputy: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        ...chosen(form, 'deputyId'),
        ...searching(form),
      }),
      then: (_, request, form) =>
        here(request, 'changeDeputy', form.optional('next') === '/dossiers' ? '/dossiers' : request.path),
    },
  },
})
