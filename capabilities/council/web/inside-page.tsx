// The council part of a dossier for those inside and for the griffier: what waits, what the council must hear, what was agreed.
import type { DossierShown } from '#capabilities/dossier/contract.ts'
import { crumbs, DossierTabs } from '#capabilities/dossier/web/dossier-page.tsx'
import { idOf, Mistakes, type Person, PersonPicker, peopleFor, Unkept } from '#capabilities/dossier/web/forms.tsx'
import { askAbout, type TabsShown } from '#capabilities/dossier/web/parts.tsx'
import {
  Actions,
  Button,
  Card,
  Columns,
  Confirm,
  DateField,
  dayOf,
  Form,
  formatDate,
  LinkButton,
  PageHead,
  Paragraph,
  RadioGroup,
  Stack,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { PartShown } from '../contract.ts'
import { ArrangementCard } from './inside-arrangement.tsx'
import { Duties, Inform, Tell } from './inside-duties.tsx'
import { insideForms } from './inside-forms.ts'
import { Waiting } from './inside-waiting.tsx'
import { insideHref, PATH, wordsOf } from './words.ts'

interface Executive {
  readonly membershipId: string
  readonly name: string
  readonly functionName: string
}
interface Loaded {
  readonly dossier: DossierShown
  readonly tabs: TabsShown
  readonly shown: PartShown
  readonly executives: readonly Executive[]
  readonly people: readonly Person[]
}

function HolderChoice({
  act,
  executives,
  request,
}: {
  act: string
  executives: readonly Executive[]
  request: PageRequest
}) {
  const { inside } = wordsOf(request.locale).web
  return (
    <RadioGroup
      name="portfolioHolderId"
      label={inside.holder}
      options={executives.map((one) => ({ value: one.membershipId, label: one.name, hint: one.functionName }))}
      value={typed(request, act, 'portfolioHolderId', executives.length === 1 ? executives[0]!.membershipId : '')}
      error={errorOf(request, act, 'portfolioHolderId')}
      required
    />
  )
}

/** As long as the council does not follow: one sentence what it is, and one button. */
function Opening({ dossier, shown, executives, request }: Loaded & { request: PageRequest }) {
  const { inside } = wordsOf(request.locale).web
  const act = 'openCouncilPart'
  if (!shown.may[act]) return <Paragraph soft>{inside.notYet}</Paragraph>
  return (
    <Card title={inside.openTitle}>
      <Paragraph>{inside.openLead}</Paragraph>
      {dossier.ceiling < 4 ? (
        <>
          <Paragraph>{inside.tooNarrow}</Paragraph>
          <LinkButton href={`/dossiers/${dossier.dossierId}/bekendheid`}>{inside.toCeiling}</LinkButton>
        </>
      ) : executives.length === 0 ? (
        <Paragraph soft>{inside.noHolders}</Paragraph>
      ) : (
        <Form action={request.path} fields={formFields(act, request)}>
          <Mistakes request={request} act={act} fields={{ portfolioHolderId: inside.holder }} />
          <HolderChoice act={act} executives={executives} request={request} />
          <Actions>
            <Button kind="primary">{inside.open}</Button>
          </Actions>
        </Form>
      )}
    </Card>
  )
}

/** Who answers to the council, and who releases in their name. */
function Office({ shown, executives, people, dossier, request }: Loaded & { request: PageRequest }) {
  const { inside, page: words } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  const change = 'changePortfolioHolder'
  const mandate = 'mandateRelease'
  const holder = shown.part?.portfolioHolder
  return (
    <Card title={words.holder}>
      <Paragraph>{holder ? `${holder.name}, ${holder.role}` : '–'}</Paragraph>
      {shown.may[change] && executives.length > 1 && (
        <Confirm label={inside.changeHolder} small kind="subtle" open={request.refused?.act === change}>
          <Form action={request.path} fields={formFields(change, request)}>
            <HolderChoice act={change} executives={executives} request={request} />
            <Actions>
              <Button kind="primary">{inside.changeHolderYes}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
      {shown.may.listPortfolioHolders && (
        <>
          <Paragraph small soft>
            {inside.mandates}
          </Paragraph>
          {shown.mandates.length === 0 ? (
            <Paragraph small>{inside.noMandates}</Paragraph>
          ) : (
            <ul class="schakel-plain-list">
              {shown.mandates.map((one) => (
                <li key={one.mandateId}>
                  {one.name ?? one.role}
                  {one.until && <span class="schakel-meta"> {inside.until(dates.date(one.until))}</span>}
                  {shown.may.endMandate && (
                    <Form
                      action={request.path}
                      fields={{ ...formFields('endMandate', request), mandateId: one.mandateId }}
                    >
                      <Button small kind="subtle">
                        {inside.endMandate}
                      </Button>
                    </Form>
                  )}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      {shown.may[mandate] && (
        <Confirm label={inside.mandate} small open={request.refused?.act === mandate}>
          <Form action={request.path} fields={formFields(mandate, request)}>
            <Mistakes
              request={request}
              act={mandate}
              fields={{ membershipId: inside.mandateWho, untilDate: inside.mandateUntil }}
            />
            <PersonPicker
              request={request}
              act={mandate}
              name="membershipId"
              label={inside.mandateWho}
              required
              people={people}
              dossierId={dossier.dossierId}
            />
            <DateField
              name="untilDate"
              label={inside.mandateUntil}
              hint={inside.mandateUntilHint}
              value={typed(request, mandate, 'untilDate')}
              error={errorOf(request, mandate, 'untilDate')}
              min={dayOf(request.now)}
              required={false}
            />
            <Actions>
              <Button kind="primary">{inside.mandateYes}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </Card>
  )
}

export const insidePage = page({
  at: '/dossiers/:dossierId/raad',
  nav: 'dossiers',
  composes: true,
  load: async (request): Promise<Loaded> => {
    const dossierId = idOf(request, 'dossierId')
    const {
      dossier,
      tabs,
      answers: [shown, people],
    } = await askAbout(
      request,
      dossierId,
      ['readCouncilPart', { dossierId }],
      peopleFor(request, 'mandateRelease', 'membershipId', dossierId),
    )
    // Only who is inside may ask who could hold the portfolio.
    const executives = shown.may.listPortfolioHolders ? await request.ask('listPortfolioHolders', { dossierId }) : null
    return { dossier, tabs, shown, people: people.items, executives: executives?.items ?? [] }
  },
  frame: ({ dossier }, request) => ({
    title: `${wordsOf(request.locale).web.tab}, ${dossier.title}`,
    breadcrumb: crumbs(request, dossier),
  }),
  view: (loaded, request) => {
    const { dossier, tabs, shown } = loaded
    const { inside } = wordsOf(request.locale).web
    const { may } = shown
    return (
      <Stack>
        <Unkept
          request={request}
          shown={[...Object.keys(insideForms).filter((act) => may[act]), shown.part ? false : 'openCouncilPart']}
        />
        <PageHead title={inside.title} lead={inside.lead} />
        <DossierTabs dossier={dossier} tabs={tabs} current="council" request={request} />
        {!shown.part ? (
          <Opening {...loaded} request={request} />
        ) : (
          <Columns
            sideLabel={inside.title}
            side={
              <Stack>
                <Card>
                  <LinkButton href={`${PATH}/${dossier.dossierId}`} icon="eye" small>
                    {inside.toPage}
                  </LinkButton>
                  <LinkButton href={`${insideHref(dossier.dossierId)}/kaders`} icon="list-numbers" small>
                    {wordsOf(request.locale).web.frames.title}
                  </LinkButton>
                </Card>
                <ArrangementCard shown={shown} request={request} />
                <Office {...loaded} request={request} />
              </Stack>
            }
          >
            <Stack>
              <Duties shown={shown} request={request} />
              {may.informCouncil && <Inform request={request} />}
              <Waiting shown={shown} dossier={dossier} request={request} />
              <Tell shown={shown} request={request} />
            </Stack>
          </Columns>
        )}
      </Stack>
    )
  },
  forms: insideForms,
})
