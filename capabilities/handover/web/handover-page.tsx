// The hand-over of one dossier: read it, write the one thing that is not in it yet, offer it, accept it, or step in.
import type { DossierShown } from '#capabilities/dossier/contract.ts'
import { crumbs, DossierTabs } from '#capabilities/dossier/web/dossier-page.tsx'
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
  Unkept,
  wrong,
} from '#capabilities/dossier/web/forms.tsx'
import { askAbout, type TabsShown } from '#capabilities/dossier/web/parts.tsx'
import {
  Actions,
  Button,
  Card,
  Columns,
  Confirm,
  Details,
  Fieldset,
  Form,
  formatDate,
  LinkButton,
  PageHead,
  Paragraph,
  Prose,
  Stack,
  TextArea,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { FactsShown } from '../contract.ts'
import { Facts } from './facts.tsx'
import { pathOf, wordsOf } from './words.ts'

type Shown = FactsShown & { readonly may: Readonly<Record<string, boolean>> }

interface Loaded {
  readonly facts: Shown
  readonly dossier: DossierShown
  readonly tabs: TabsShown
  readonly people: readonly Person[]
}
interface Part extends Loaded {
  readonly request: PageRequest
}

const OFFER = 'offerHandover'
const STEP_IN = 'handOverDossier'
const FIRST = 'writeFirst'
/** The pickers of each form; only the one that was used shows what was found. */
const PICKERS: Record<string, readonly string[]> = { [OFFER]: ['toId', 'deputyId'], [STEP_IN]: ['ownerId'] }

function First({ facts, request }: Part) {
  const { first, parts } = wordsOf(request.locale).web
  if (!facts.may.writeFirst) return null
  return (
    <Card title={parts.first} id="eerst">
      <Form action={request.path} fields={formFields(FIRST, request)} keep={`first-of-${facts.dossierId}`}>
        <TextArea
          name="text"
          label={first.label}
          hint={first.hint}
          rows={4}
          maxLength={4000}
          value={typed(request, FIRST, 'text', facts.first?.text ?? '')}
          error={wrong(request, FIRST, 'text')}
        />
        <Actions>
          <Button>{first.save}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

/** What the leaver owes or awaits here: each may stay with them. */
function Keeps({ facts, request }: Part) {
  const { offer } = wordsOf(request.locale).web
  const me = facts.owner.membershipId
  const mine = [...facts.owes, ...facts.awaits.filter((item) => item.from === facts.owner.role)]
  if (!me || mine.length === 0) return null
  const kept = request.refused?.act === OFFER ? [request.refused.values.keeps ?? []].flat() : []
  return (
    <Details summary={offer.keeps} open={kept.length > 0}>
      <Fieldset legend={offer.keeps} hint={offer.keepsHint} id="keeps" error={wrong(request, OFFER, 'keeps')}>
        <div class="schakel-choices">
          {mine.map((item, at) => (
            <div class="schakel-choice" key={item.openItemId}>
              <input
                class="utrecht-checkbox utrecht-checkbox--html-input"
                type="checkbox"
                id={at === 0 ? 'keeps' : `keeps-${at}`}
                name="keeps"
                value={item.openItemId}
                checked={kept.includes(item.openItemId)}
              />
              <label class="utrecht-form-label utrecht-form-label--checkbox" for={at === 0 ? 'keeps' : `keeps-${at}`}>
                {item.question}
              </label>
            </div>
          ))}
        </div>
      </Fieldset>
    </Details>
  )
}

function OfferForm(part: Part) {
  const { facts, dossier, people, request } = part
  const { offer } = wordsOf(request.locale).web
  if (!facts.may.offerHandover || facts.offer) return null
  return (
    <Card title={offer.title} id="aanbieden">
      <Stack gap="sm">
        <Paragraph soft>{offer.lead}</Paragraph>
        {dossier.ceiling === 1 && <Paragraph>{offer.core}</Paragraph>}
        <Form action={request.path} fields={formFields(OFFER, request)}>
          <EnterSends />
          <Mistakes
            request={request}
            act={OFFER}
            fields={{ toId: offer.to, deputyId: offer.deputy, reason: offer.reason, keeps: offer.keeps }}
          />
          <PersonPicker request={request} act={OFFER} name="toId" label={offer.to} people={people} required />
          <TextArea
            name="reason"
            label={offer.reason}
            rows={2}
            maxLength={1000}
            required
            value={typed(request, OFFER, 'reason')}
            error={wrong(request, OFFER, 'reason')}
          />
          <Keeps {...part} />
          <More request={request} act={OFFER} names={['deputyId']} summary={offer.deputy}>
            <PersonPicker
              request={request}
              act={OFFER}
              name="deputyId"
              label={offer.deputy}
              hint={offer.deputyHint}
              people={people}
            />
          </More>
          <Actions>
            <Button kind="primary">{offer.yes}</Button>
          </Actions>
        </Form>
      </Stack>
    </Card>
  )
}

/** An offer that waits; the acts are about the offer, so the page asks who it is for and the policy decides. */
function Waiting({ facts, request }: Part) {
  const { waiting, unknown } = wordsOf(request.locale).web
  const { offer } = facts
  if (!offer) return null
  const acting = request.actor?.acting.membershipId
  const forMe = offer.to.membershipId === acting
  const leads = acting === facts.owner.membershipId || acting === facts.deputy.membershipId
  const act = (name: string) => ({ ...formFields(name, request), offerId: offer.offerId })
  return (
    <Card title={forMe ? waiting.from(offer.from.name ?? unknown) : waiting.to(offer.to.name ?? unknown)} tone="wait">
      <Stack gap="sm">
        <Paragraph soft>{waiting.since(formatDate(request.locale).date(offer.offeredAt))}</Paragraph>
        {offer.reason && <Prose text={offer.reason} />}
        {forMe && (
          <>
            <Form action={request.path} fields={act('acceptHandover')} label={waiting.accept}>
              <Actions>
                <Button kind="primary">{waiting.accept}</Button>
              </Actions>
            </Form>
            <Confirm label={waiting.decline} open={request.refused?.act === 'declineHandover'}>
              <Form action={request.path} fields={act('declineHandover')}>
                <Mistakes request={request} act="declineHandover" fields={{ reason: waiting.declineReason }} />
                <TextArea
                  id="decline-reason"
                  name="reason"
                  label={waiting.declineReason}
                  rows={2}
                  maxLength={1000}
                  required
                  value={typed(request, 'declineHandover', 'reason')}
                  error={wrong(request, 'declineHandover', 'reason')}
                />
                <Actions>
                  <Button kind="danger">{waiting.declineYes}</Button>
                </Actions>
              </Form>
            </Confirm>
          </>
        )}
        {leads && !forMe && (
          <Form action={request.path} fields={act('withdrawHandover')} label={waiting.withdraw}>
            <Actions>
              <Button>{waiting.withdraw}</Button>
            </Actions>
          </Form>
        )}
      </Stack>
    </Card>
  )
}

function StepIn({ facts, people, request }: Part) {
  const { stepIn } = wordsOf(request.locale).web
  if (!facts.may.handOverDossier) return null
  return (
    <Card title={stepIn.title}>
      <Paragraph soft>{stepIn.lead}</Paragraph>
      <Confirm label={stepIn.open} open={request.refused?.act === STEP_IN}>
        <Form action={request.path} fields={formFields(STEP_IN, request)} label={stepIn.title}>
          <EnterSends />
          <Mistakes request={request} act={STEP_IN} fields={{ ownerId: stepIn.owner, reason: stepIn.reason }} />
          <PersonPicker request={request} act={STEP_IN} name="ownerId" label={stepIn.owner} people={people} required />
          <TextArea
            id="step-in-reason"
            name="reason"
            label={stepIn.reason}
            rows={2}
            maxLength={1000}
            required
            value={typed(request, STEP_IN, 'reason')}
            error={wrong(request, STEP_IN, 'reason')}
          />
          <Actions>
            <Button kind="primary">{stepIn.yes}</Button>
          </Actions>
        </Form>
      </Confirm>
    </Card>
  )
}

/** Who no longer sees the dossier afterwards goes to the list. */
const after = (act: string, request: PageRequest, away: boolean) =>
  `${away ? '/overdracht' : pathOf(idOf(request, 'dossierId'))}?gedaan=${act}`

export const handoverPage = page<Loaded>({
  at: '/dossiers/:dossierId/overdracht',
  nav: 'dossiers',
  composes: true,
  load: async (request) => {
    const dossierId = idOf(request, 'dossierId')
    const act = request.refused?.act ?? ''
    const field = PICKERS[act]?.find((name) => typed(request, act, 'search') === name) ?? PICKERS[act]?.[0]
    const {
      dossier,
      tabs,
      answers: [facts, found],
    } = await askAbout(
      request,
      dossierId,
      ['readHandover', { dossierId }],
      ...(field ? [peopleFor(request, act, field)] : []),
    )
    return { facts, dossier, tabs, people: found?.items ?? [] }
  },
  frame: ({ dossier }, request) => ({
    title: `${wordsOf(request.locale).web.title}, ${dossier.title}`,
    breadcrumb: crumbs(request, dossier),
  }),
  view: (loaded, request) => {
    const words = wordsOf(request.locale).web
    const { facts, dossier, tabs } = loaded
    // Choices were looked for in one form; in the others they would be an answer to a question nobody asked.
    const forAct = (act: string): Part => ({
      ...loaded,
      request,
      people: request.refused?.act === act || searched(request, act) ? loaded.people : [],
    })
    const part = { ...loaded, request }
    const side = [
      facts.offer !== null,
      facts.may.offerHandover && !facts.offer,
      facts.may.writeFirst,
      facts.may.handOverDossier,
    ].some(Boolean)
    const main = (
      <Stack>
        <Facts facts={facts} request={request} />
      </Stack>
    )
    return (
      <Stack>
        <Unkept
          request={request}
          shown={[
            facts.may.offerHandover && !facts.offer && OFFER,
            facts.may.handOverDossier && STEP_IN,
            facts.may.writeFirst && FIRST,
            facts.offer !== null && 'declineHandover',
          ]}
        />
        <PageHead
          above={facts.title}
          title={words.title}
          lead={words.lead}
          actions={
            <>
              <LinkButton href={`${pathOf(facts.dossierId)}.pdf`} icon="file-type-pdf" small>
                {words.pdf}
              </LinkButton>
              <LinkButton href={`${pathOf(facts.dossierId)}.odt`} icon="file-text" small>
                {words.odt}
              </LinkButton>
            </>
          }
        />
        <DossierTabs dossier={dossier} tabs={tabs} current="handover" request={request} />
        {side ? (
          <Columns
            sideLabel={words.tab}
            sideFirst={facts.offer !== null}
            side={
              <Stack>
                <Waiting {...part} />
                <OfferForm {...forAct(OFFER)} />
                <First {...part} />
                <StepIn {...forAct(STEP_IN)} />
              </Stack>
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
    writeFirst: {
      input: (form, request) => ({ dossierId: idOf(request, 'dossierId'), text: form.text('text') }),
      then: (_, request) => after(FIRST, request, false),
    },
    offerHandover: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        ...chosen(form, 'toId'),
        ...chosen(form, 'deputyId'),
        reason: form.text('reason'),
        keeps: form.all('keeps'),
        ...searching(form),
      }),
      then: (_, request) => after(OFFER, request, false),
    },
    acceptHandover: {
      input: (form) => ({ offerId: form.text('offerId') }),
      then: (_, request) => after('acceptHandover', request, false),
    },
    declineHandover: {
      input: (form) => ({ offerId: form.text('offerId'), reason: form.text('reason') }),
      then: (_, request) => after('declineHandover', request, true),
    },
    withdrawHandover: {
      input: (form) => ({ offerId: form.text('offerId') }),
      then: (_, request) => after('withdrawHandover', request, false),
    },
    handOverDossier: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        ...chosen(form, 'ownerId'),
        reason: form.text('reason'),
        ...searching(form),
      }),
      then: (_, request) => after(STEP_IN, request, true),
    },
  },
})
