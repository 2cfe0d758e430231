// The agreements of one dossier in two columns: what the town promises and what others promise; and making one.
import { crumbs, DossierTabs } from '#capabilities/dossier/web/dossier-page.tsx'
import { EnterSends, idOf, Mistakes, Unkept, wrong } from '#capabilities/dossier/web/forms.tsx'
import { askAbout } from '#capabilities/dossier/web/parts.tsx'
import { audienceOptions, wordsOf as dossierWords } from '#capabilities/dossier/web/words.ts'
import {
  Actions,
  AudienceChoice,
  Button,
  Card,
  DateField,
  dayOf,
  EmptyState,
  Form,
  LinkButton,
  PageHead,
  Paragraph,
  Select,
  Stack,
  TextArea,
} from '#foundation/web/components.tsx'
import { type FormValues, formFields, page, typed } from '#foundation/web/page.ts'
import type { AgreementShown, PartiesShown } from '../contract.ts'
import { AgreementList } from './agreement-list.tsx'
import { agreementsHref, chosenNumber, given, partiesHref, wordsOf } from './words.ts'

const ACT = 'recordAgreement'
const SAY = 'sayOfAgreement'
const OURS = 'ours'

/** The side of the town itself has no party and is left out. */
const side = (form: FormValues, name: string) => (form.text(name) === OURS ? {} : given(form, name))

export const agreementsPage = page({
  at: '/dossiers/:dossierId/afspraken',
  nav: 'dossiers',
  load: async (request) => {
    const dossierId = idOf(request, 'dossierId')
    const { dossier, tabs, answers } = await askAbout(
      request,
      dossierId,
      ['listAgreementsOf', { dossierId }],
      ['listPartiesOf', { dossierId }],
    )
    return {
      dossier,
      tabs,
      agreements: answers[0] as { items: readonly AgreementShown[]; may: Record<string, boolean> },
      parties: (answers[1] as PartiesShown).parties.filter((party) => party.left === null),
      mayAddParty: Boolean((answers[1] as PartiesShown).may.addParty),
    }
  },
  frame: ({ dossier }, request) => ({
    title: `${wordsOf(request.locale).web.agreementsPage.title}, ${dossier.title}`,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, tabs, agreements, parties, mayAddParty }, request) => {
    const { agreementsPage: words, partiesPage } = wordsOf(request.locale).web
    const { items, may } = agreements
    const ours = items.filter((one) => one.isOurs)
    const theirs = items.filter((one) => !one.isOurs)
    const sides = [
      { value: OURS, label: words.we(dossier.organisationName) },
      ...parties.map((party) => ({ value: party.partyId, label: party.name })),
    ]
    const column = (title: string, those: readonly AgreementShown[]) => (
      <section class="schakel-stack schakel-stack--md">
        <h2 class="nl-heading nl-heading--level-3">{title}</h2>
        {those.length === 0 ? (
          <Paragraph soft>{words.none}</Paragraph>
        ) : (
          <AgreementList items={those} request={request} />
        )}
      </section>
    )
    return (
      <Stack>
        <Unkept request={request} shown={[may.recordAgreement && ACT, items.length > 0 && SAY]} />
        <PageHead title={words.title} lead={words.lead} />
        <DossierTabs dossier={dossier} tabs={tabs} current="agreements" request={request} />
        {items.length === 0 ? (
          <EmptyState
            icon="heart-handshake"
            action={
              parties.length === 0 && mayAddParty ? (
                <LinkButton href={`${partiesHref(dossier.dossierId)}/nieuw`}>{partiesPage.add}</LinkButton>
              ) : undefined
            }
          >
            {words.empty}
          </EmptyState>
        ) : (
          <div class="schakel-sides">
            {column(words.ours(dossier.organisationName), ours)}
            {column(words.theirs, theirs)}
          </div>
        )}
        {may.recordAgreement && parties.length > 0 && (
          <Card title={words.add} id="vastleggen">
            <Form
              action={`${request.path}#vastleggen`}
              fields={formFields(ACT, request)}
              keep={`agreement-${dossier.dossierId}`}
            >
              <EnterSends />
              <Mistakes
                request={request}
                act={ACT}
                fields={{
                  promise: words.promise,
                  promiserId: words.promiser,
                  receiverId: words.receiver,
                  dueOn: words.dueOn,
                  audience: words.audience,
                }}
              />
              <Paragraph soft>{words.addLead}</Paragraph>
              <TextArea
                name="promise"
                label={words.promise}
                rows={2}
                maxLength={4000}
                value={typed(request, ACT, 'promise')}
                error={wrong(request, ACT, 'promise')}
                required
              />
              <Select
                name="promiserId"
                label={words.promiser}
                value={typed(request, ACT, 'promiserId', sides[1]?.value)}
                error={wrong(request, ACT, 'promiserId')}
                options={sides}
                required
              />
              <Select
                name="receiverId"
                label={words.receiver}
                value={typed(request, ACT, 'receiverId', OURS)}
                error={wrong(request, ACT, 'receiverId')}
                options={sides}
                required
              />
              <DateField
                name="dueOn"
                label={words.dueOn}
                min={dayOf(request.now)}
                value={typed(request, ACT, 'dueOn')}
                error={wrong(request, ACT, 'dueOn')}
                required
              />
              <AudienceChoice
                label={words.audience}
                options={audienceOptions(
                  dossierWords(request.locale),
                  Math.max(2, dossier.reach),
                  dossier.ceiling,
                  dossier,
                  false,
                )}
                value={typed(request, ACT, 'audience', String(Math.min(3, dossier.ceiling)))}
                error={wrong(request, ACT, 'audience')}
              />
              <Actions>
                <Button kind="primary" icon="heart-handshake">
                  {words.addYes}
                </Button>
              </Actions>
            </Form>
          </Card>
        )}
        {may.recordAgreement && parties.length === 0 && items.length > 0 && (
          <Paragraph soft>{words.firstParties}</Paragraph>
        )}
      </Stack>
    )
  },
  forms: {
    recordAgreement: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        promise: form.text('promise'),
        ...side(form, 'promiserId'),
        ...side(form, 'receiverId'),
        ...given(form, 'dueOn'),
        ...chosenNumber(form, 'audience'),
      }),
      then: (_, request) => `${agreementsHref(idOf(request, 'dossierId'))}?gedaan=${ACT}`,
    },
    sayOfAgreement: {
      input: (form) => ({
        agreementId: form.text('agreementId'),
        ...given(form, 'side', 'state', 'dueOn'),
        reason: form.text('reason'),
      }),
      then: (_, request) => `${agreementsHref(idOf(request, 'dossierId'))}?gedaan=${SAY}`,
    },
  },
})
