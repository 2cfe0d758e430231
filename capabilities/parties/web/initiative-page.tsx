// An initiative: the idea in the initiator's own words, how we help, one contact person, and closing it together.
import { crumbs, DossierTabs } from '#capabilities/dossier/web/dossier-page.tsx'
import {
  chosen,
  EnterSends,
  idOf,
  Mistakes,
  type Person,
  PersonPicker,
  peopleFor,
  searching,
  soughtIn,
  Unkept,
  wrong,
} from '#capabilities/dossier/web/forms.tsx'
import { askAbout } from '#capabilities/dossier/web/parts.tsx'
import {
  Actions,
  Alert,
  Button,
  Card,
  Columns,
  DataList,
  Details,
  EmptyState,
  Form,
  formatDate,
  PageHead,
  Paragraph,
  Picker,
  Prose,
  Stack,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { InitiativeShown, SurroundingsShown } from '../contract.ts'
import { given, initiativeHref, wordsOf } from './words.ts'

interface Idea {
  readonly number: number
  readonly words: string
  readonly writtenAt: string
}
type Whole = InitiativeShown & { readonly ideas: readonly Idea[]; readonly may: Record<string, boolean> }
interface Suggested {
  readonly value: string
  readonly label: string
}

/** A form of one text and a button, in a fold. */
function OneText({
  act,
  name,
  request,
  words,
  start,
  maxLength,
  children,
}: {
  act: string
  name: string
  request: PageRequest
  words: { open: string; label: string; yes: string }
  start?: string
  maxLength: number
  children?: preact.ComponentChildren
}) {
  return (
    <Details summary={words.open} open={request.refused?.act === act}>
      <Form action={request.path} fields={formFields(act, request)}>
        <EnterSends />
        <Mistakes request={request} act={act} fields={{ [name]: words.label }} />
        <TextArea
          name={name}
          id={`${act}-${name}`}
          label={words.label}
          rows={4}
          maxLength={maxLength}
          value={typed(request, act, name, start)}
          error={wrong(request, act, name)}
          required
        />
        {children}
        <Actions>
          <Button kind="primary">{words.yes}</Button>
        </Actions>
      </Form>
    </Details>
  )
}

function Closing({ whole, request }: { whole: Whole; request: PageRequest }) {
  const { initiativePage: words } = wordsOf(request.locale).web
  const { closing, may } = whole
  return (
    <Card title={words.closing}>
      <Paragraph soft>{words.closingLead}</Paragraph>
      {closing && (
        <Alert title={closing.byInitiator ? words.agreed : words.reasoned}>
          <Prose text={closing.reason} />
        </Alert>
      )}
      {may.agreeToClosing && (
        <OneText
          act="agreeToClosing"
          name="reason"
          request={request}
          words={{ open: words.agree, label: words.agreeReason, yes: words.agreeYes }}
          maxLength={2000}
        />
      )}
      {may.stateClosingReason && (
        <OneText
          act="stateClosingReason"
          name="reason"
          request={request}
          words={{ open: words.reason, label: words.reasonLabel, yes: words.reasonYes }}
          maxLength={2000}
        />
      )}
    </Card>
  )
}

function Named({ whole, people, request }: { whole: Whole; people: readonly Person[]; request: PageRequest }) {
  const { initiativePage: words } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  const { may } = whole
  const [, ...earlier] = whole.ideas
  return (
    <Columns
      sideLabel={words.closing}
      side={
        <Stack>
          <Card title={words.support}>
            <Prose text={whole.support} />
            <DataList
              look="tight"
              items={[
                {
                  label: words.contact,
                  value: whole.contact.name ? `${whole.contact.name}, ${whole.contact.role}` : whole.contact.role,
                },
              ]}
            />
            {may.stateSupport && (
              <OneText
                act="stateSupport"
                name="support"
                request={request}
                words={{ open: words.changeSupport, label: words.supportLabel, yes: words.supportYes }}
                start={whole.support}
                maxLength={2000}
              >
                <PersonPicker
                  request={request}
                  act="stateSupport"
                  name="contactId"
                  label={words.contactPick}
                  hint={words.contactHint}
                  people={people}
                  required={false}
                />
              </OneText>
            )}
          </Card>
          <Closing whole={whole} request={request} />
        </Stack>
      }
    >
      <Card title={words.idea}>
        <p class="nl-paragraph schakel-meta">{words.by(whole.initiator)}</p>
        <Prose text={whole.words} />
        {may.changeIdea ? (
          <OneText
            act="changeIdea"
            name="words"
            request={request}
            words={{ open: words.changeIdea, label: words.words, yes: words.wordsYes }}
            start={whole.words}
            maxLength={8000}
          />
        ) : (
          <Paragraph soft small>
            {whole.signsIn ? words.onlyTheirs : words.notSignedIn}
          </Paragraph>
        )}
        {earlier.length > 0 && (
          <Details summary={words.earlier}>
            {earlier.map((idea) => (
              <div key={idea.number}>
                <p class="nl-paragraph schakel-meta">{words.version(idea.number, dates.date(idea.writtenAt))}</p>
                <Prose text={idea.words} />
              </div>
            ))}
          </Details>
        )}
      </Card>
    </Columns>
  )
}

function NameForm({
  people,
  organisations,
  request,
}: {
  people: readonly Person[]
  organisations: readonly Suggested[]
  request: PageRequest
}) {
  const { initiativePage: words } = wordsOf(request.locale).web
  const act = 'nameInitiator'
  const at = (name: string) => ({ name, value: typed(request, act, name), error: wrong(request, act, name) })
  return (
    <Card title={words.name}>
      <Paragraph soft>
        {words.nameLead} {words.oneOf}
      </Paragraph>
      <Form action={request.path} fields={formFields(act, request)}>
        <EnterSends />
        <Mistakes
          request={request}
          act={act}
          fields={{
            organisationId: words.organisation,
            membershipId: words.person,
            name: words.personName,
            words: words.ideaLabel,
            support: words.supportLabel,
            contactId: words.contactPick,
          }}
        />
        <Picker
          name="organisationId"
          label={words.organisation}
          error={wrong(request, act, 'organisationId')}
          source="/api/v1/organisation-suggestions"
          sourceParameter="query"
          query={soughtIn(request, act, 'organisationId') || undefined}
          value={typed(request, act, 'organisationId')}
          options={[...organisations]}
        />
        <PersonPicker request={request} act={act} name="membershipId" label={words.person} people={people} />
        <TextInput {...at('name')} label={words.personName} maxLength={200} />
        <TextArea {...at('words')} label={words.ideaLabel} rows={4} maxLength={8000} required />
        <TextArea
          {...at('support')}
          label={words.supportLabel}
          hint={words.supportHint}
          rows={3}
          maxLength={2000}
          required
        />
        <Actions>
          <Button kind="primary" icon="bulb">
            {words.nameYes}
          </Button>
        </Actions>
      </Form>
    </Card>
  )
}

const ACTS = ['changeIdea', 'stateSupport', 'agreeToClosing', 'stateClosingReason'] as const

export const initiativePage = page({
  at: '/dossiers/:dossierId/initiatief',
  nav: 'dossiers',
  load: async (request) => {
    const dossierId = idOf(request, 'dossierId')
    const act = request.refused?.act === 'stateSupport' ? 'stateSupport' : 'nameInitiator'
    const sought = (
      soughtIn(request, 'nameInitiator', 'organisationId') || typed(request, 'nameInitiator', 'organisationId-search')
    )
      .trim()
      .slice(0, 100)
    const { dossier, tabs, answers } = await askAbout(
      request,
      dossierId,
      ['readSurroundings', { dossierId }],
      peopleFor(request, act, act === 'stateSupport' ? 'contactId' : 'membershipId', dossierId),
      ...(sought ? [['suggestOrganisations', { query: sought }] as const] : []),
    )
    const around = answers[0] as SurroundingsShown
    // Known only now that there is one.
    const whole = around.initiative ? await request.ask<Whole>('readInitiative', { initiativeId: dossierId }) : null
    return {
      dossier,
      tabs,
      whole,
      mayName: dossier.kind === 'initiative' && Boolean(around.may.nameInitiator),
      people: answers[1].items as readonly Person[],
      organisations: (sought ? answers[2].options : []) as readonly Suggested[],
    }
  },
  frame: ({ dossier }, request) => ({
    title: `${wordsOf(request.locale).web.initiativePage.title}, ${dossier.title}`,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, tabs, whole, mayName, people, organisations }, request) => {
    const { initiativePage: words } = wordsOf(request.locale).web
    return (
      <Stack>
        <Unkept
          request={request}
          shown={[!whole && mayName && 'nameInitiator', ...ACTS.filter((act) => whole?.may[act])]}
        />
        <PageHead title={words.title} lead={words.lead} />
        <DossierTabs dossier={dossier} tabs={tabs} current="initiative" request={request} />
        {whole ? (
          <Named whole={whole} people={people} request={request} />
        ) : mayName ? (
          <NameForm people={people} organisations={organisations} request={request} />
        ) : (
          <EmptyState icon="bulb">{words.nothing}</EmptyState>
        )}
      </Stack>
    )
  },
  forms: {
    nameInitiator: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        ...chosen(form, 'organisationId'),
        ...chosen(form, 'membershipId'),
        ...given(form, 'name'),
        words: form.text('words'),
        support: form.text('support'),
        ...searching(form),
      }),
      then: (_, request) => `${initiativeHref(idOf(request, 'dossierId'))}?gedaan=nameInitiator`,
    },
    stateSupport: {
      input: (form, request) => ({
        initiativeId: idOf(request, 'dossierId'),
        support: form.text('support'),
        ...chosen(form, 'contactId'),
        ...searching(form),
      }),
      then: (_, request) => `${initiativeHref(idOf(request, 'dossierId'))}?gedaan=stateSupport`,
    },
    ...Object.fromEntries(
      (['changeIdea', 'agreeToClosing', 'stateClosingReason'] as const).map((act) => {
        const name = act === 'changeIdea' ? 'words' : 'reason'
        return [
          act,
          {
            input: (form: { text(name: string): string }, request: PageRequest) => ({
              initiativeId: idOf(request, 'dossierId'),
              [name]: form.text(name),
            }),
            then: (_: unknown, request: PageRequest) => `${initiativeHref(idOf(request, 'dossierId'))}?gedaan=${act}`,
          },
        ]
      }),
    ),
  },
})
