// Temporary teams of one dossier: who, of which organisation, with which role and powers, from when until when.
import { crumbs, DossierTabs } from '#capabilities/dossier/web/dossier-page.tsx'
import {
  chosen,
  EnterSends,
  idOf,
  Mistakes,
  type Person,
  PersonPicker,
  searched,
  searching,
  soughtIn,
  Unkept,
  wrong,
} from '#capabilities/dossier/web/forms.tsx'
import { askAbout } from '#capabilities/dossier/web/parts.tsx'
import {
  Actions,
  Button,
  Card,
  CheckboxField,
  Confirm,
  DateField,
  Details,
  dayOf,
  EmptyState,
  Fieldset,
  Form,
  formatDate,
  PageHead,
  Paragraph,
  Prose,
  Stack,
  StateBadge,
  type StateTone,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { type FormValues, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { TeamShown } from '../contract.ts'
import { given, teamsHref, wordsOf } from './words.ts'

const ACT = 'composeTeam'
/** Places in the form; who composes a larger team uses the API, or composes two. */
const PLACES = [0, 1, 2, 3, 4, 5] as const
const tones: Record<TeamShown['state'], StateTone> = { coming: 'wait', working: 'active', ended: 'closed' }

const personOf = (at: number) => `person${at}`
const roleOf = (at: number) => `role${at}`
const powersOf = (at: number) => `powers${at}`
const coreOf = (at: number) => `core${at}`

/** Only places at which something was typed or chosen. */
const members = (form: FormValues) =>
  PLACES.filter((at) =>
    [personOf(at), `${personOf(at)}-search`, roleOf(at), powersOf(at)].some((name) => form.optional(name)),
  ).map((at) => ({
    membershipId: chosen(form, personOf(at))[personOf(at)] ?? '',
    role: form.text(roleOf(at)),
    powers: form.text(powersOf(at)),
    isCore: form.checked(coreOf(at)),
  }))

/** The contract counts members as they were sent; the form has places. */
const placeOf = (request: PageRequest, path: string): string | undefined => {
  const [list, at, name] = path.split('.')
  if (list !== 'members' || at === undefined) return undefined
  const filled = PLACES.filter((place) =>
    [personOf(place), `${personOf(place)}-search`, roleOf(place), powersOf(place)].some((field) =>
      typed(request, ACT, field),
    ),
  )
  const place = filled[Number(at)]
  return place === undefined
    ? undefined
    : { membershipId: personOf(place), role: roleOf(place), powers: powersOf(place) }[name ?? '']
}
const mistakeAt = (request: PageRequest, name: string): string | undefined => {
  if (request.refused?.act !== ACT || searched(request, ACT)) return undefined
  return Object.entries(request.refused.errors).find(([path]) => placeOf(request, path) === name)?.[1]
}

function Team({ team, may, request }: { team: TeamShown; may: Record<string, boolean>; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const { teamsPage: words } = text.web
  const dates = formatDate(request.locale)
  return (
    <Card title={team.name} aside={<StateBadge tone={tones[team.state]}>{text.teamStates[team.state]}</StateBadge>}>
      <p class="nl-paragraph schakel-meta">{words.dates(dates.date(team.startsOn), dates.date(team.endsOn))}</p>
      <Prose text={team.purpose} />
      <ul class="schakel-plain-list schakel-stack schakel-stack--sm">
        {team.members.map((member) => (
          <li key={member.membershipId}>
            <strong>{member.name ?? member.label}</strong>{' '}
            <span class="schakel-soft">
              {[member.name ? member.label : null, member.role, member.isCore ? words.core : null]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <p class="nl-paragraph">
              {words.powers} {member.powers}{' '}
              <span class="schakel-soft schakel-small">
                {member.hasAccess
                  ? words.access
                  : team.state === 'coming'
                    ? words.notYet(dates.date(team.startsOn))
                    : words.noAccess}
              </span>
            </p>
          </li>
        ))}
      </ul>
      {may.endTeam && team.state !== 'ended' && (
        <Confirm label={words.end} kind="subtle" small>
          <Form action={request.path} fields={{ ...formFields('endTeam', request), teamId: team.teamId }}>
            <Paragraph>{words.endAsk}</Paragraph>
            <Actions>
              <Button kind="danger" small>
                {words.endYes}
              </Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </Card>
  )
}

function Member({ at, people, request }: { at: number; people: readonly Person[]; request: PageRequest }) {
  const { teamsPage: words } = wordsOf(request.locale).web
  const field = (name: string) => ({ name, value: typed(request, ACT, name), error: mistakeAt(request, name) })
  return (
    <Fieldset id={`member-${at}`} legend={words.member(at + 1)} error={mistakeAt(request, personOf(at))}>
      <Stack gap="sm">
        <PersonPicker request={request} act={ACT} name={personOf(at)} label={words.person} people={people} />
        <TextInput {...field(roleOf(at))} label={words.role} maxLength={200} />
        <TextInput {...field(powersOf(at))} label={words.powersLabel} hint={words.powersHint} maxLength={1000} />
        <CheckboxField name={coreOf(at)} label={words.isCore} checked={typed(request, ACT, coreOf(at)) === 'true'} />
      </Stack>
    </Fieldset>
  )
}

const soughtField = (request: PageRequest): string | null =>
  PLACES.map(personOf).find((name) => soughtIn(request, ACT, name) || typed(request, ACT, `${name}-search`)) ?? null

export const teamsPage = page({
  at: '/dossiers/:dossierId/teams',
  nav: 'dossiers',
  load: async (request) => {
    const dossierId = idOf(request, 'dossierId')
    // The button «Zoek» of one place sends the form with the name of that place.
    const asked = searched(request, ACT) ? typed(request, ACT, 'search') : ''
    const name = asked || soughtField(request)
    const { dossier, tabs, answers } = await askAbout(
      request,
      dossierId,
      ['listTeamsOf', { dossierId }],
      ['listRecipients', { query: (name ? typed(request, ACT, `${name}-search`) : '').slice(0, 100), limit: 8 }],
    )
    return {
      dossier,
      tabs,
      teams: answers[0] as { items: readonly TeamShown[]; may: Record<string, boolean> },
      people: answers[1].items as readonly Person[],
    }
  },
  frame: ({ dossier }, request) => ({
    title: `${wordsOf(request.locale).web.teamsPage.title}, ${dossier.title}`,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, tabs, teams, people }, request) => {
    const { teamsPage: words } = wordsOf(request.locale).web
    const { items, may } = teams
    const at = (name: string, start = '') => ({
      name,
      value: typed(request, ACT, name, start),
      error: wrong(request, ACT, name),
    })
    const more = PLACES.slice(2)
    const moreOpen = more.some(
      (place) => typed(request, ACT, roleOf(place)) || typed(request, ACT, `${personOf(place)}-search`),
    )
    return (
      <Stack>
        <Unkept request={request} shown={[may.composeTeam && ACT, may.endTeam && 'endTeam']} />
        <PageHead title={words.title} lead={words.lead} />
        <DossierTabs dossier={dossier} tabs={tabs} current="teams" request={request} />
        {items.length === 0 && <EmptyState icon="users-group">{words.empty}</EmptyState>}
        {items.map((team) => (
          <Team key={team.teamId} team={team} may={may} request={request} />
        ))}
        {may.composeTeam && (
          <Card title={words.compose} id="samenstellen">
            <Form
              action={`${request.path}#samenstellen`}
              fields={formFields(ACT, request)}
              keep={`team-${dossier.dossierId}`}
            >
              <EnterSends />
              <Mistakes
                request={request}
                act={ACT}
                fields={{ name: words.name, purpose: words.purpose, startsOn: words.startsOn, endsOn: words.endsOn }}
              />
              <TextInput {...at('name')} label={words.name} maxLength={200} required />
              <TextArea {...at('purpose')} label={words.purpose} rows={2} maxLength={2000} required />
              <DateField
                {...at('startsOn', dayOf(request.now))}
                label={words.startsOn}
                min={dayOf(request.now)}
                required
              />
              <DateField {...at('endsOn')} label={words.endsOn} min={dayOf(request.now)} required />
              {PLACES.slice(0, 2).map((place) => (
                <Member key={place} at={place} people={people} request={request} />
              ))}
              <Details summary={words.moreMembers} open={moreOpen}>
                <Stack>
                  {more.map((place) => (
                    <Member key={place} at={place} people={people} request={request} />
                  ))}
                </Stack>
              </Details>
              <Actions>
                <Button kind="primary" icon="users-group">
                  {words.composeYes}
                </Button>
              </Actions>
            </Form>
          </Card>
        )}
      </Stack>
    )
  },
  forms: {
    composeTeam: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        name: form.text('name'),
        purpose: form.text('purpose'),
        ...given(form, 'startsOn', 'endsOn'),
        members: members(form),
        ...searching(form),
      }),
      then: (_, request) => `${teamsHref(idOf(request, 'dossierId'))}?gedaan=${ACT}`,
    },
    endTeam: {
      input: (form, request) => ({ dossierId: idOf(request, 'dossierId'), teamId: form.text('teamId') }),
      then: (_, request) => `${teamsHref(idOf(request, 'dossierId'))}?gedaan=endTeam`,
    },
  },
})
