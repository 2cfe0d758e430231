// Naming a party, changing it, and rating it: three short forms of one thing each.
import type { DossierShown } from '#capabilities/dossier/contract.ts'
import { crumbs } from '#capabilities/dossier/web/dossier-page.tsx'
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
import { audienceOptions, wordsOf as dossierWords } from '#capabilities/dossier/web/words.ts'
import {
  Actions,
  AudienceChoice,
  Button,
  Card,
  EmptyState,
  Form,
  LinkButton,
  PageHead,
  Picker,
  RadioGroup,
  Stack,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { DEGREES, type PartiesShown, type PartyShown } from '../contract.ts'
import { chosenNumber, given, partiesHref, wordsOf } from './words.ts'

interface Suggested {
  readonly value: string
  readonly label: string
  readonly description?: string
}

const field =
  (request: PageRequest, act: string) =>
  (name: string, start = '') => ({
    name,
    value: typed(request, act, name, start),
    error: wrong(request, act, name),
  })

const back = (dossierId: string, act: string) => `${partiesHref(dossierId)}?gedaan=${act}`

export const newPartyPage = page({
  at: '/dossiers/:dossierId/partijen/nieuw',
  nav: 'dossiers',
  composes: true,
  load: async (request) => {
    const dossierId = idOf(request, 'dossierId')
    const sought = (
      soughtIn(request, 'addParty', 'organisationId') || typed(request, 'addParty', 'organisationId-search')
    )
      .trim()
      .slice(0, 100)
    const [dossier, shown, people, organisations] = await request.askTogether(
      ['readDossier', { dossierId }],
      ['listPartiesOf', { dossierId }],
      peopleFor(request, 'addParty', 'membershipId', dossierId),
      ...(sought ? [['suggestOrganisations', { query: sought }] as const] : []),
    )
    return {
      dossier: dossier as DossierShown,
      may: (shown as PartiesShown).may,
      people: people.items as readonly Person[],
      organisations: (sought ? organisations.options : []) as readonly Suggested[],
    }
  },
  frame: ({ dossier }, request) => ({
    title: wordsOf(request.locale).web.partyForm.newTitle,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, may, people, organisations }, request) => {
    const { partyForm: words, ratingForm } = wordsOf(request.locale).web
    const act = 'addParty'
    const at = field(request, act)
    return (
      <Stack>
        <PageHead title={words.newTitle} lead={words.lead(dossier.title)} />
        {!may.addParty ? (
          <>
            <Unkept request={request} shown={[]} />
            <EmptyState icon="users-group">{ratingForm.notYours}</EmptyState>
          </>
        ) : (
          <Card>
            <Form action={request.path} fields={formFields(act, request)} keep={`party-${dossier.dossierId}`} composer>
              <EnterSends />
              <Mistakes
                request={request}
                act={act}
                fields={{
                  organisationId: words.organisation,
                  membershipId: words.person,
                  name: words.name,
                  representedBy: words.represented,
                  weakVoice: words.weak,
                  audience: words.audience,
                }}
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
                required={false}
              />
              <PersonPicker
                request={request}
                act={act}
                name="membershipId"
                label={words.person}
                hint={words.personHint}
                people={people}
                dossierId={dossier.dossierId}
                required={false}
              />
              <TextInput {...at('name')} label={words.name} hint={words.nameHint} maxLength={200} required={false} />
              <TextInput {...at('representedBy')} label={words.represented} maxLength={200} required={false} />
              <TextArea
                {...at('weakVoice')}
                label={words.weak}
                hint={words.weakHint}
                rows={2}
                maxLength={1000}
                required={false}
              />
              <AudienceChoice
                label={words.audience}
                options={audienceOptions(dossierWords(request.locale), dossier.reach, dossier.ceiling, dossier, false)}
                value={typed(request, act, 'audience', String(Math.min(3, dossier.ceiling)))}
                error={wrong(request, act, 'audience')}
              />
              <Actions>
                <Button kind="primary" icon="users-plus">
                  {words.save}
                </Button>
                <LinkButton href={partiesHref(dossier.dossierId)} kind="subtle">
                  {words.cancel}
                </LinkButton>
              </Actions>
            </Form>
          </Card>
        )}
      </Stack>
    )
  },
  forms: {
    addParty: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        ...chosen(form, 'organisationId'),
        ...chosen(form, 'membershipId'),
        ...given(form, 'name'),
        representedBy: form.text('representedBy'),
        weakVoice: form.text('weakVoice'),
        ...chosenNumber(form, 'audience'),
        ...searching(form),
      }),
      then: (_, request) => back(idOf(request, 'dossierId'), 'addParty'),
    },
  },
})

interface OneParty {
  readonly dossier: DossierShown
  readonly may: Record<string, boolean>
  readonly party: PartyShown | null
  readonly people: readonly Person[]
}
/** A party that is not there for this reader leads to the page that says so, like any address that leads nowhere. */
const loadParty = async (request: PageRequest, act: string): Promise<OneParty> => {
  const dossierId = idOf(request, 'dossierId')
  const [dossier, shown, people] = await request.askTogether(
    ['readDossier', { dossierId }],
    ['listPartiesOf', { dossierId }],
    peopleFor(request, act, 'keptById', dossierId),
  )
  const found = (shown as PartiesShown).parties.find((one) => one.partyId === request.params.partyId)
  return { dossier, may: shown.may, party: found && !found.left ? found : null, people: people.items }
}

function NotThere({ request, dossierId }: { request: PageRequest; dossierId: string }) {
  const text = wordsOf(request.locale)
  return (
    <>
      <Unkept request={request} shown={[]} />
      <EmptyState
        icon="users-group"
        action={<LinkButton href={partiesHref(dossierId)}>{text.web.partiesPage.title}</LinkButton>}
      >
        {text.web.ratingForm.notYours}
      </EmptyState>
    </>
  )
}

export const changePartyPage = page({
  at: '/dossiers/:dossierId/partijen/:partyId/wijzigen',
  nav: 'dossiers',
  composes: true,
  load: (request) => loadParty(request, 'changeParty'),
  frame: ({ dossier }, request) => ({
    title: wordsOf(request.locale).web.partyForm.changeTitle,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, may, party, people }, request) => {
    const { partyForm: words } = wordsOf(request.locale).web
    const act = 'changeParty'
    const at = field(request, act)
    return (
      <Stack>
        <PageHead title={words.changeTitle} lead={words.lead(dossier.title)} />
        {!party || !may.changeParty ? (
          <NotThere request={request} dossierId={dossier.dossierId} />
        ) : (
          <Card>
            <Form action={request.path} fields={formFields(act, request)}>
              <EnterSends />
              <Mistakes
                request={request}
                act={act}
                fields={{
                  name: words.name,
                  representedBy: words.represented,
                  weakVoice: words.weak,
                  keptById: words.keptBy,
                }}
              />
              <TextInput {...at('name', party.name)} label={words.name} maxLength={200} required />
              <TextInput
                {...at('representedBy', party.representedBy)}
                label={words.represented}
                maxLength={200}
                required={false}
              />
              <TextArea
                {...at('weakVoice', party.weakVoice)}
                label={words.weak}
                hint={words.weakHint}
                rows={2}
                maxLength={1000}
                required={false}
              />
              <PersonPicker
                request={request}
                act={act}
                name="keptById"
                label={words.keptBy}
                hint={words.keptByHint}
                people={people}
                dossierId={dossier.dossierId}
                required={false}
              />
              <Actions>
                <Button kind="primary">{words.saveChange}</Button>
                <LinkButton href={partiesHref(dossier.dossierId)} kind="subtle">
                  {words.cancel}
                </LinkButton>
              </Actions>
            </Form>
          </Card>
        )}
      </Stack>
    )
  },
  forms: {
    changeParty: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        partyId: idOf(request, 'partyId'),
        name: form.text('name'),
        representedBy: form.text('representedBy'),
        weakVoice: form.text('weakVoice'),
        ...chosen(form, 'keptById'),
        ...searching(form),
      }),
      then: (_, request) => back(idOf(request, 'dossierId'), 'changeParty'),
    },
  },
})

export const ratePartyPage = page({
  at: '/dossiers/:dossierId/partijen/:partyId/inschatten',
  nav: 'dossiers',
  composes: true,
  load: (request) => loadParty(request, 'assessParty'),
  frame: ({ dossier, party }, request) => ({
    title: wordsOf(request.locale).web.ratingForm.title(party?.name ?? ''),
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, may, party }, request) => {
    const text = wordsOf(request.locale)
    const { ratingForm: words, partyForm } = text.web
    const act = 'assessParty'
    const at = field(request, act)
    const options = DEGREES.map((value) => ({
      value: String(value),
      label: text.web.map.degree(value, text.degrees[value]!),
    }))
    const start = (value: number | undefined) => (value === undefined ? '' : String(value))
    return (
      <Stack>
        <PageHead title={words.title(party?.name ?? '')} lead={words.lead} />
        {!party || !may.assessParty ? (
          <NotThere request={request} dossierId={dossier.dossierId} />
        ) : (
          <Card>
            <Form action={request.path} fields={formFields(act, request)}>
              <Mistakes
                request={request}
                act={act}
                fields={{
                  interest: words.interest,
                  influence: words.influence,
                  means: words.means,
                  knowledge: words.knowledge,
                  why: words.why,
                }}
              />
              <RadioGroup
                {...at('interest', start(party.rating?.interest))}
                label={words.interest}
                options={options}
                inline
                required
              />
              <RadioGroup
                {...at('influence', start(party.rating?.influence))}
                label={words.influence}
                options={options}
                inline
                required
              />
              <TextArea
                {...at('means', party.rating?.means)}
                label={words.means}
                hint={words.meansHint}
                rows={2}
                maxLength={1000}
                required={false}
              />
              <TextArea
                {...at('knowledge', party.rating?.knowledge)}
                label={words.knowledge}
                rows={2}
                maxLength={1000}
                required={false}
              />
              <TextArea {...at('why')} label={words.why} rows={2} maxLength={2000} required={false} />
              <Actions>
                <Button kind="primary">{words.save}</Button>
                <LinkButton href={partiesHref(dossier.dossierId)} kind="subtle">
                  {partyForm.cancel}
                </LinkButton>
              </Actions>
            </Form>
          </Card>
        )}
      </Stack>
    )
  },
  forms: {
    assessParty: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        partyId: idOf(request, 'partyId'),
        ...chosenNumber(form, 'interest'),
        ...chosenNumber(form, 'influence'),
        means: form.text('means'),
        knowledge: form.text('knowledge'),
        why: form.text('why'),
      }),
      then: (_, request) => back(idOf(request, 'dossierId'), 'assessParty'),
    },
  },
})
