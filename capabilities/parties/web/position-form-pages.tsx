// Writing down a position in the words of whoever holds it, and changing it.
import type { DossierShown } from '#capabilities/dossier/contract.ts'
import { crumbs } from '#capabilities/dossier/web/dossier-page.tsx'
import { EnterSends, idOf, Mistakes, Unkept, wrong } from '#capabilities/dossier/web/forms.tsx'
import { audienceOptions, wordsOf as dossierWords } from '#capabilities/dossier/web/words.ts'
import {
  Actions,
  AudienceChoice,
  Button,
  Card,
  DateField,
  dayOf,
  EmptyState,
  Fieldset,
  Form,
  LinkButton,
  PageHead,
  Select,
  Stack,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { type FormValues, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { PartiesShown, PositionShown } from '../contract.ts'
import { chosenNumber, given, partiesHref, ticked, wordsOf } from './words.ts'

interface Loaded {
  readonly dossier: DossierShown
  readonly shown: PartiesShown
  readonly position: PositionShown | null
}
const load = async (request: PageRequest): Promise<Loaded> => {
  const dossierId = idOf(request, 'dossierId')
  const [dossier, shown] = await request.askTogether(['readDossier', { dossierId }], ['listPartiesOf', { dossierId }])
  const position = (shown as PartiesShown).positions.find((one) => one.positionId === request.params.positionId)
  return { dossier, shown, position: position ?? null }
}

function Contradicts({ act, loaded, request }: { act: string; loaded: Loaded; request: PageRequest }) {
  const { positionForm: words } = wordsOf(request.locale).web
  const others = loaded.shown.positions.filter(
    (one) => one.withdrawn === null && one.positionId !== loaded.position?.positionId,
  )
  if (others.length === 0) return null
  const on = ticked(request, act, 'contradicts', loaded.position?.contradicts)
  return (
    <Fieldset id="contradicts" legend={words.contradicts} error={wrong(request, act, 'contradicts')}>
      <div class="schakel-choices">
        {others.map((one, at) => {
          const id = at === 0 ? 'contradicts' : `contradicts-${one.positionId}`
          return (
            <div class="schakel-choice" key={one.positionId}>
              <input
                class="utrecht-checkbox utrecht-checkbox--html-input"
                type="checkbox"
                id={id}
                name="contradicts"
                value={one.positionId}
                checked={on.includes(one.positionId)}
              />
              <label class="utrecht-form-label utrecht-form-label--checkbox" for={id}>
                {one.summary} <span class="schakel-soft">({one.whose})</span>
              </label>
            </div>
          )
        })}
      </div>
    </Fieldset>
  )
}

function PositionForm({
  act,
  loaded,
  request,
}: {
  act: 'writePosition' | 'changePosition'
  loaded: Loaded
  request: PageRequest
}) {
  const { dossier, shown, position } = loaded
  const { positionForm: words } = wordsOf(request.locale).web
  const at = (name: string, start = '') => ({
    name,
    value: typed(request, act, name, start),
    error: wrong(request, act, name),
  })
  const isNew = act === 'writePosition'
  return (
    <Card>
      <Form
        action={request.path}
        fields={formFields(act, request)}
        keep={`${act}-${position?.positionId ?? dossier.dossierId}`}
        composer
      >
        <EnterSends />
        <Mistakes
          request={request}
          act={act}
          fields={{
            partyId: words.party,
            whose: words.whose,
            summary: words.summary,
            arguments: words.arguments,
            heardOn: words.heardOn,
            heardHow: words.heardHow,
            unheard: words.unheard,
            contradicts: words.contradicts,
            audience: words.audience,
          }}
        />
        {isNew && (
          <>
            <Select
              {...at('partyId', request.query.partij ?? '')}
              label={words.party}
              empty={words.elsewhere}
              options={shown.parties
                .filter((party) => party.left === null)
                .map((party) => ({ value: party.partyId, label: party.name }))}
            />
            <TextInput {...at('whose')} label={words.whose} maxLength={200} required={false} />
          </>
        )}
        <TextArea {...at('summary', position?.summary)} label={words.summary} rows={2} maxLength={500} required />
        <TextArea
          {...at('arguments', position?.arguments)}
          label={words.arguments}
          rows={4}
          maxLength={8000}
          required={false}
        />
        <DateField
          {...at('heardOn', position?.heardOn ?? '')}
          label={words.heardOn}
          hint={words.heardOnHint}
          max={dayOf(request.now)}
          required={false}
        />
        <TextInput
          {...at('heardHow', position?.heardHow)}
          label={words.heardHow}
          hint={words.heardHowHint}
          maxLength={1000}
          required={false}
        />
        <TextArea
          {...at('unheard', position?.unheard)}
          label={words.unheard}
          rows={2}
          maxLength={1000}
          required={false}
        />
        <Contradicts act={act} loaded={loaded} request={request} />
        {isNew && (
          <AudienceChoice
            label={words.audience}
            options={audienceOptions(dossierWords(request.locale), dossier.reach, dossier.ceiling, dossier, false)}
            value={typed(request, act, 'audience', String(Math.min(3, dossier.ceiling)))}
            error={wrong(request, act, 'audience')}
          />
        )}
        <Actions>
          <Button kind="primary">{isNew ? words.save : words.saveChange}</Button>
          <LinkButton href={partiesHref(dossier.dossierId)} kind="subtle">
            {words.cancel}
          </LinkButton>
        </Actions>
      </Form>
    </Card>
  )
}

/** What both forms say of a position. */
const said = (form: FormValues) => ({
  summary: form.text('summary'),
  arguments: form.text('arguments'),
  ...given(form, 'heardOn'),
  heardHow: form.text('heardHow'),
  unheard: form.text('unheard'),
  contradicts: form.all('contradicts'),
})

function NotYours({ request, dossierId }: { request: PageRequest; dossierId: string }) {
  const { positionForm: words, partiesPage } = wordsOf(request.locale).web
  return (
    <>
      <Unkept request={request} shown={[]} />
      <EmptyState icon="message" action={<LinkButton href={partiesHref(dossierId)}>{partiesPage.title}</LinkButton>}>
        {words.notYours}
      </EmptyState>
    </>
  )
}

export const newPositionPage = page({
  at: '/dossiers/:dossierId/standpunten/nieuw',
  nav: 'dossiers',
  composes: true,
  load,
  frame: ({ dossier }, request) => ({
    title: wordsOf(request.locale).web.positionForm.newTitle,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: (loaded, request) => {
    const { positionForm: words } = wordsOf(request.locale).web
    return (
      <Stack>
        <PageHead title={words.newTitle} lead={words.lead} />
        {loaded.shown.may.writePosition ? (
          <PositionForm act="writePosition" loaded={loaded} request={request} />
        ) : (
          <NotYours request={request} dossierId={loaded.dossier.dossierId} />
        )}
      </Stack>
    )
  },
  forms: {
    writePosition: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        ...given(form, 'partyId', 'whose'),
        ...said(form),
        ...chosenNumber(form, 'audience'),
      }),
      then: (_, request) => `${partiesHref(idOf(request, 'dossierId'))}?gedaan=writePosition`,
    },
  },
})

export const changePositionPage = page({
  at: '/dossiers/:dossierId/standpunten/:positionId',
  nav: 'dossiers',
  composes: true,
  load,
  frame: ({ dossier }, request) => ({
    title: wordsOf(request.locale).web.positionForm.changeTitle,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: (loaded, request) => {
    const { positionForm: words } = wordsOf(request.locale).web
    const { position, shown, dossier } = loaded
    return (
      <Stack>
        <PageHead above={position?.whose} title={words.changeTitle} lead={words.lead} />
        {position?.mayChange && position.withdrawn === null && shown.may.changePosition ? (
          <PositionForm act="changePosition" loaded={loaded} request={request} />
        ) : (
          <NotYours request={request} dossierId={dossier.dossierId} />
        )}
      </Stack>
    )
  },
  forms: {
    changePosition: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        positionId: idOf(request, 'positionId'),
        ...said(form),
      }),
      then: (_, request) => `${partiesHref(idOf(request, 'dossierId'))}?gedaan=changePosition`,
    },
  },
})
