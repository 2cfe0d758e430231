// The plan of a dossier: as it is now, how to change it with one sentence of reason, and every plan that held before.

import type { z } from 'zod'
import {
  Actions,
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
  Prose,
  Stack,
  TextArea,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { contract, DossierShown } from '../contract.ts'
import { crumbs, DossierTabs } from './dossier-page.tsx'
import { idOf, Mistakes, Unkept, wrong } from './forms.tsx'
import { askAbout, type TabsShown } from './parts.tsx'
import { wordsOf } from './words.ts'

type Plans = z.output<typeof contract.listPlans.output>['items']

const ACT = 'changePlan'

function PlanFacts({
  plan,
  look,
  request,
}: {
  plan: { purpose: string; residentEffect: string; plan: string }
  look?: 'tight'
  request: PageRequest
}) {
  const { plan: words } = wordsOf(request.locale).web
  const facts = [
    [words.purpose, plan.purpose],
    [words.effect, plan.residentEffect],
    [words.plan, plan.plan],
  ] as const
  return (
    <DataList
      look={look}
      items={facts.map(([label, value]) => ({
        label,
        value: value ? <Prose text={value} /> : <span class="schakel-soft">{words.nothing}</span>,
      }))}
    />
  )
}

function ChangePlan({ dossier, request }: { dossier: DossierShown; request: PageRequest }) {
  const { plan: words } = wordsOf(request.locale).web
  const fields = [
    { name: 'purpose', label: words.purpose, hint: words.purposeHint, rows: 2, maximum: 4000, start: dossier.purpose },
    { name: 'residentEffect', label: words.effect, rows: 2, maximum: 4000, start: dossier.residentEffect },
    { name: 'plan', label: words.plan, rows: 6, maximum: 20_000, start: dossier.plan },
    { name: 'reason', label: words.reason, hint: words.reasonHint, rows: 2, maximum: 1000, start: '', required: true },
  ]
  return (
    <Card title={words.change} id="bijstellen">
      <Form action={request.path} keep={`plan-of-${dossier.dossierId}`} composer fields={formFields(ACT, request)}>
        <Mistakes
          request={request}
          act={ACT}
          fields={Object.fromEntries(fields.map(({ name, label }) => [name, label]))}
        />
        {fields.map(({ name, label, hint, rows, maximum, start, required }) => (
          <TextArea
            key={name}
            name={name}
            label={label}
            hint={hint}
            rows={rows}
            maxLength={maximum}
            value={typed(request, ACT, name, start)}
            error={wrong(request, ACT, name)}
            required={required}
          />
        ))}
        <Actions>
          <Button kind="primary">{words.save}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

export const planPage = page({
  at: '/dossiers/:dossierId/plan',
  nav: 'dossiers',
  load: async (request): Promise<{ dossier: DossierShown; tabs: TabsShown; plans: Plans }> => {
    const dossierId = idOf(request, 'dossierId')
    const {
      dossier,
      tabs,
      answers: [plans],
    } = await askAbout(request, dossierId, ['listPlans', { dossierId }])
    return { dossier, tabs, plans: plans.items }
  },
  frame: ({ dossier }, request) => ({
    title: `${wordsOf(request.locale).web.plan.title}, ${dossier.title}`,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, tabs, plans }, request) => {
    const { plan: words } = wordsOf(request.locale).web
    const dates = formatDate(request.locale)
    const isEmpty = !dossier.purpose && !dossier.plan && !dossier.residentEffect
    const earlier = plans.slice(1)
    return (
      <Stack>
        <Unkept request={request} shown={[dossier.may.changePlan && 'changePlan']} />
        <PageHead title={words.title} lead={words.lead} />
        <DossierTabs dossier={dossier} tabs={tabs} current="plan" request={request} />
        <Columns
          sideLabel={words.earlier}
          side={
            <Card title={words.earlier}>
              {earlier.length === 0 && <Paragraph soft>{words.noEarlier}</Paragraph>}
              {earlier.map((plan, at) => (
                <Details key={plan.number} summary={`${words.number(plan.number)}, ${dates.date(plan.madeAt)}`}>
                  <PlanFacts plan={plan} look="tight" request={request} />
                  {/* The reason of the plan that came after it says why this one no longer holds. */}
                  <Paragraph>
                    <strong>{words.why}:</strong> {plans[at]!.reason}
                  </Paragraph>
                </Details>
              ))}
            </Card>
          }
        >
          {isEmpty ? (
            <EmptyState icon="target">{words.empty}</EmptyState>
          ) : (
            <Card title={words.now}>
              <PlanFacts plan={dossier} request={request} />
            </Card>
          )}
          {dossier.may.changePlan && <ChangePlan dossier={dossier} request={request} />}
        </Columns>
      </Stack>
    )
  },
  forms: {
    changePlan: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        purpose: form.text('purpose'),
        residentEffect: form.text('residentEffect'),
        plan: form.text('plan'),
        reason: form.text('reason'),
      }),
      then: (_, request) => `${request.path}?gedaan=changePlan`,
    },
  },
})
