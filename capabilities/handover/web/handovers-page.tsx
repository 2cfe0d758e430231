// All hand-overs of one person: what is offered to me, one by one or all at once; what I offered; what I could offer.
import {
  chosen,
  EnterSends,
  Mistakes,
  type Person,
  PersonPicker,
  peopleFor,
  searching,
  wrong,
} from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Button,
  Card,
  EmptyState,
  Fieldset,
  Form,
  formatDate,
  Hidden,
  Link,
  LinkButton,
  LinkList,
  PageHead,
  Paragraph,
  Row,
  Stack,
  TextArea,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { OfferShown } from '../contract.ts'
import { PATH, pathOf, wordsOf } from './words.ts'

interface Mine {
  readonly dossierId: string
  readonly title: string
  readonly offered: boolean
  readonly owes: number
  readonly awaits: number
}
interface Loaded {
  readonly offers: readonly OfferShown[]
  readonly dossiers: readonly Mine[]
  readonly people: readonly Person[]
}
interface Part extends Loaded {
  readonly request: PageRequest
}

const OFFER = 'offerHandovers'
const ACCEPT = 'acceptHandovers'

function ForMe({ offers, request }: Part) {
  const { all, waiting, unknown } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  const mine = offers.filter((offer) => offer.forMe)
  return (
    <Card title={all.forMe} aside={mine.length > 0 && mine.length} tone={mine.length > 0 ? 'wait' : undefined}>
      {mine.length === 0 ? (
        <Paragraph soft>{all.forMeEmpty}</Paragraph>
      ) : (
        <Stack>
          <Mistakes request={request} act={ACCEPT} fields={{}} />
          {mine.length > 1 && (
            <Form action={PATH} fields={formFields(ACCEPT, request)} label={all.acceptAll(mine.length)}>
              {mine.map((offer) => (
                <input key={offer.offerId} type="hidden" name="offerIds" value={offer.offerId} />
              ))}
              <Actions>
                <Button kind="primary">{all.acceptAll(mine.length)}</Button>
              </Actions>
            </Form>
          )}
          <LinkList
            label={all.forMe}
            items={mine.map((offer) => ({
              key: offer.offerId,
              href: pathOf(offer.dossierId),
              title: offer.title ?? all.read,
              text: offer.reason,
              meta: `${all.by(offer.from.name ?? unknown)}, ${dates.short(offer.offeredAt, request.now)}`,
              below: (
                <Row>
                  <Form action={PATH} fields={formFields(ACCEPT, request)} inline>
                    <input type="hidden" name="offerIds" value={offer.offerId} />
                    <Button small>
                      {waiting.accept}
                      <Hidden>: {offer.title}</Hidden>
                    </Button>
                  </Form>
                  <Link href={pathOf(offer.dossierId)}>
                    {all.read}
                    <Hidden>: {offer.title}</Hidden>
                  </Link>
                </Row>
              ),
            }))}
          />
        </Stack>
      )}
    </Card>
  )
}

function ByMe({ offers, request }: Part) {
  const { all, waiting, unknown } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  const mine = offers.filter((offer) => !offer.forMe)
  if (mine.length === 0) return null
  return (
    <Card title={all.mine} aside={mine.length}>
      <LinkList
        label={all.mine}
        items={mine.map((offer) => ({
          key: offer.offerId,
          href: pathOf(offer.dossierId),
          title: offer.title ?? all.read,
          meta: `${all.to(offer.to.name ?? unknown)}, ${dates.short(offer.offeredAt, request.now)}`,
          below: (
            <Form action={PATH} fields={{ ...formFields('withdrawHandover', request), offerId: offer.offerId }} inline>
              <Button small>
                {waiting.withdraw}
                <Hidden>: {offer.title}</Hidden>
              </Button>
            </Form>
          ),
        }))}
      />
    </Card>
  )
}

function OfferMany({ dossiers, people, request }: Part) {
  const { all, offer } = wordsOf(request.locale).web
  if (dossiers.length === 0)
    return (
      <Card title={all.dossiers}>
        <EmptyState icon="folders">{all.dossiersEmpty}</EmptyState>
      </Card>
    )
  const free = dossiers.filter((one) => !one.offered)
  const ticked = request.refused?.act === OFFER ? [request.refused.values.dossierIds ?? []].flat() : []
  return (
    <Card title={all.dossiers} aside={dossiers.length}>
      <Stack>
        <Paragraph soft>{offer.lead}</Paragraph>
        <Form action={PATH} fields={formFields(OFFER, request)}>
          <EnterSends />
          <Mistakes
            request={request}
            act={OFFER}
            fields={{ dossierIds: all.choose, toId: offer.to, reason: offer.reason }}
          />
          <Fieldset legend={all.choose} id="dossierIds" error={wrong(request, OFFER, 'dossierIds')}>
            <div class="schakel-choices">
              {dossiers.map((one) => {
                const at = free.indexOf(one)
                const id = at <= 0 ? (at === 0 ? 'dossierIds' : `offered-${one.dossierId}`) : `dossierIds-${at}`
                return (
                  <div class="schakel-choice" key={one.dossierId}>
                    <input
                      class="utrecht-checkbox utrecht-checkbox--html-input"
                      type="checkbox"
                      id={id}
                      name="dossierIds"
                      value={one.dossierId}
                      disabled={one.offered}
                      checked={ticked.includes(one.dossierId)}
                    />
                    <label class="utrecht-form-label utrecht-form-label--checkbox" for={id}>
                      {one.title}
                    </label>
                    <div class="schakel-choice__hint">
                      {[one.offered && all.offered, all.counts(one.owes, one.awaits)].filter(Boolean).join('; ')}{' '}
                      <Link href={pathOf(one.dossierId)}>
                        {all.read}
                        <Hidden>: {one.title}</Hidden>
                      </Link>
                    </div>
                  </div>
                )
              })}
            </div>
          </Fieldset>
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
          <Actions>
            <Button kind="primary">{offer.yes}</Button>
          </Actions>
        </Form>
      </Stack>
    </Card>
  )
}

export const handoversPage = page<Loaded>({
  at: PATH,
  composes: true,
  nav: 'dossiers',
  load: async (request) => {
    const looks = request.refused?.act === OFFER
    const [list, found] = await request.askTogether(
      ['listHandovers'],
      ...(looks ? [peopleFor(request, OFFER, 'toId')] : []),
    )
    return { ...list, people: found?.items ?? [] }
  },
  frame: (_, request) => ({ title: wordsOf(request.locale).web.all.title, narrow: true }),
  view: (loaded, request) => {
    const words = wordsOf(request.locale).web
    const part = { ...loaded, request }
    return (
      <Stack gap="lg">
        <PageHead title={words.all.title} lead={words.all.lead} />
        <ForMe {...part} />
        <ByMe {...part} />
        <OfferMany {...part} />
        {loaded.dossiers.length > 0 && (
          <Card title={words.all.paper}>
            <Paragraph soft>{words.all.paperLead}</Paragraph>
            <Actions>
              <LinkButton href={`${PATH}.pdf`} icon="file-type-pdf" small>
                {words.pdf}
              </LinkButton>
              <LinkButton href={`${PATH}.odt`} icon="file-text" small>
                {words.odt}
              </LinkButton>
            </Actions>
          </Card>
        )}
      </Stack>
    )
  },
  forms: {
    offerHandovers: {
      input: (form) => ({
        ...chosen(form, 'toId'),
        reason: form.text('reason'),
        dossierIds: form.all('dossierIds'),
        ...searching(form),
      }),
      then: () => `${PATH}?gedaan=${OFFER}`,
    },
    acceptHandovers: {
      input: (form) => ({ offerIds: form.all('offerIds') }),
      then: () => `${PATH}?gedaan=${ACCEPT}`,
    },
    withdrawHandover: {
      input: (form) => ({ offerId: form.text('offerId') }),
      then: () => `${PATH}?gedaan=withdrawHandover`,
    },
  },
})
