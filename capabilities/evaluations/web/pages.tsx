// The page of the evaluations of a dossier, and what they bring to its tabs, its journal and the page of the council.
import { registerCouncilPart } from '#capabilities/council/web/council-parts.tsx'
import type { DossierShown, EntryShown } from '#capabilities/dossier/contract.ts'
import { crumbs, DossierTabs } from '#capabilities/dossier/web/dossier-page.tsx'
import { registerEntryLook } from '#capabilities/dossier/web/entry-looks.tsx'
import { idOf, Unkept } from '#capabilities/dossier/web/forms.tsx'
import { askAbout, registerDossierTab, type TabsShown } from '#capabilities/dossier/web/parts.tsx'
import {
  Card,
  dayOf,
  EmptyState,
  formatDate,
  Link,
  LinkList,
  PageHead,
  Prose,
  Stack,
} from '#foundation/web/components.tsx'
import { type Page, page } from '#foundation/web/page.ts'
import type { PlanShown } from '../contract.ts'
import { Evaluations, PlanFixed } from './evaluation-shown.tsx'
import { ADD, AddForm, draftInput, EvaluationForm, FIX, FixForm, PUBLISH, planInput, SAVE } from './forms.tsx'
import { pathOf, wordsOf } from './words.ts'

interface Loaded {
  readonly dossier: DossierShown
  readonly tabs: TabsShown
  readonly plan: PlanShown
}

const evaluationPage = page({
  at: '/dossiers/:dossierId/evaluatie',
  nav: 'dossiers',
  load: async (request): Promise<Loaded> => {
    const dossierId = idOf(request, 'dossierId')
    const {
      dossier,
      tabs,
      answers: [plan],
    } = await askAbout(request, dossierId, ['readEvaluations', { dossierId }])
    return { dossier, tabs, plan }
  },
  frame: ({ dossier }, request) => ({
    title: wordsOf(request.locale).web.title,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, tabs, plan }, request) => {
    const { web } = wordsOf(request.locale)
    const { may } = plan
    const fixed = plan.questions.length > 0
    return (
      <Stack>
        <Unkept request={request} shown={[FIX, ADD, SAVE, PUBLISH].map((act) => may[act] && act)} />
        <PageHead title={web.title} lead={web.lead} />
        <DossierTabs dossier={dossier} tabs={tabs} current="evaluations" request={request} />
        {fixed ? (
          <Card title={web.plan}>
            <PlanFixed plan={plan} request={request} />
            {may.addToEvaluationPlan && <AddForm request={request} />}
          </Card>
        ) : may.fixEvaluationPlan ? (
          <FixForm request={request} />
        ) : (
          <EmptyState icon="zoom-question">{web.none}</EmptyState>
        )}
        <Evaluations evaluations={plan.evaluations} dossierId={dossier.dossierId} request={request} />
        {fixed && plan.evaluations.length === 0 && !may.saveEvaluation && (
          <EmptyState icon="zoom-question">{web.noneToRead}</EmptyState>
        )}
        {fixed && may.saveEvaluation && <EvaluationForm plan={plan} request={request} />}
      </Stack>
    )
  },
  forms: {
    fixEvaluationPlan: {
      input: planInput,
      then: (_, request) => `${pathOf(idOf(request, 'dossierId'))}?gedaan=${FIX}`,
    },
    addToEvaluationPlan: {
      input: (form, request) => ({ ...planInput(form, request), reason: form.text('reason') }),
      then: (_, request) => `${pathOf(idOf(request, 'dossierId'))}?gedaan=${ADD}`,
    },
    saveEvaluation: {
      input: draftInput,
      then: (_, request) => `${pathOf(idOf(request, 'dossierId'))}?gedaan=${SAVE}`,
    },
    publishEvaluation: {
      input: (_, request) => ({ dossierId: idOf(request, 'dossierId') }),
      then: (_, request) => `${pathOf(idOf(request, 'dossierId'))}?gedaan=${PUBLISH}`,
    },
  },
})

registerDossierTab('evaluations', {
  place: 6,
  href: pathOf,
  label: (locale) => wordsOf(locale).web.tab,
  ask: (dossierId) => ['readEvaluations', { dossierId }],
  icon: 'school',
  shown: (_, plan: PlanShown) => plan.questions.length > 0 || plan.evaluations.length > 0,
  begin: (dossier, { may }: PlanShown) => Boolean(may.fixEvaluationPlan) && ['opgave', 'area'].includes(dossier.kind),
})

registerCouncilPart('evaluations', {
  place: 8,
  ask: (dossierId) => ['readEvaluations', { dossierId }],
  view: (plan: PlanShown, dossierId, request, at) => {
    const { web } = wordsOf(request.locale)
    const dates = formatDate(request.locale)
    const known = plan.evaluations.filter((one) => one.audience >= 4 && (!at || dayOf(one.recordedAt) <= at))
    if (known.length === 0) return null
    return (
      <Card title={web.council}>
        <LinkList
          label={web.council}
          items={known.map((one) => ({
            href: `${pathOf(dossierId)}#evaluatie-${one.entryId}`,
            title: web.held(dates.date(one.heldOn)),
            text: one.content?.learned.slice(0, 160),
          }))}
        />
      </Card>
    )
  },
})

const list = (entry: EntryShown, name: string): string[] => {
  const value = entry.details[name]
  return Array.isArray(value) ? value.map(String) : []
}

registerEntryLook('evaluationPlan', {
  group: 'course',
  icon: 'zoom-question',
  word: (locale) => wordsOf(locale).entryKinds.evaluationPlan,
  tone: 'decision',
  view: (entry, { locale, dossierId }) => {
    const { web } = wordsOf(locale)
    return (
      <>
        <ol class="schakel-numbered">
          {[...list(entry, 'questions'), ...list(entry, 'stopCriteria')].map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ol>
        {typeof entry.details.reason === 'string' && <Prose text={web.later(entry.details.reason)} />}
        <Link href={pathOf(dossierId)}>{web.title}</Link>
      </>
    )
  },
})

registerEntryLook('evaluation', {
  group: 'course',
  icon: 'zoom-check',
  word: (locale) => wordsOf(locale).entryKinds.evaluation,
  tone: 'decision',
  view: (entry, { locale, dossierId }) => (
    <>
      <Prose text={String(entry.details.learned ?? '')} />
      <Link href={`${pathOf(dossierId)}#evaluatie-${entry.entryId}`}>{wordsOf(locale).web.title}</Link>
    </>
  ),
})

export const pages: readonly Page[] = [evaluationPage]
