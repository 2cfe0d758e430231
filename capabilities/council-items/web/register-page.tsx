// Putting something in for the council: the registry registers a motion or promise, a member asks a question.
import type { DossierShown } from '#capabilities/dossier/contract.ts'
import { EnterSends, idOf, Mistakes, More, wrong } from '#capabilities/dossier/web/forms.tsx'
import { wordsOf as dossierWords } from '#capabilities/dossier/web/words.ts'
import {
  Actions,
  Button,
  Card,
  DateField,
  dayOf,
  Form,
  LinkButton,
  PageHead,
  RadioGroup,
  Stack,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { REGISTERED } from '../contract.ts'
import { DebtorPicker, debtorIn, debtorsFor, type Option } from './item-forms.tsx'
import { idFor, MistakesOf } from './mistakes.tsx'
import { ITEMS, wordsOf } from './words.ts'

const ACT = 'registerCouncilItem'

interface Loaded {
  readonly dossier: DossierShown
  readonly debtors: readonly Option[]
  readonly may: Readonly<Record<string, boolean>>
}

const crumbs = (request: PageRequest, dossier: DossierShown) => [
  { href: '/dossiers', label: dossierWords(request.locale).web.dossiers },
  { href: `/dossiers/${dossier.dossierId}`, label: dossier.title },
]

const load = async (request: PageRequest): Promise<Loaded> => {
  const dossierId = idOf(request, 'dossierId')
  const [dossier, listed] = await request.askTogether(
    ['readDossier', { dossierId }],
    ['listCouncilItemsOf', { dossierId, limit: 1 }],
  )
  const debtors = listed.may.registerCouncilItem
    ? (await request.ask(...debtorsFor(request, ACT, dossierId))).options
    : []
  return { dossier, debtors, may: listed.may }
}

export const registerPage = page({
  at: '/dossiers/:dossierId/raadspunt',
  nav: 'dossiers',
  composes: true,
  load,
  frame: ({ dossier }, request) => ({
    title: wordsOf(request.locale).web.form.newTitle,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, debtors, may }, request) => {
    const text = wordsOf(request.locale)
    const { form } = text.web
    if (!may.registerCouncilItem && !request.refused)
      return (
        <Stack>
          <PageHead title={form.newTitle} lead={form.notYours} />
        </Stack>
      )
    const field = (name: string, value = '') => ({
      name,
      value: typed(request, ACT, name, value),
      error: wrong(request, ACT, name),
    })
    return (
      <Stack>
        <PageHead title={form.newTitle} lead={form.newLead(dossier.title)} />
        <Card>
          <Form action={request.path} fields={formFields(ACT, request)} keep={`council-item-${dossier.dossierId}`}>
            <EnterSends />
            <Mistakes
              request={request}
              act={ACT}
              fields={{
                kind: form.kind,
                title: form.title,
                text: form.text,
                submittedBy: form.submittedBy,
                madeOn: form.madeOn,
                vote: form.vote,
                body: form.body,
                debtor: form.debtor,
                dueOn: form.dueOn,
                reference: form.reference,
                audience: form.audience,
              }}
            />
            <RadioGroup
              {...field('kind')}
              label={form.kind}
              options={REGISTERED.map((value) => ({ value, label: text.kinds[value], hint: text.kindHints[value] }))}
              required
            />
            <TextInput {...field('title')} label={form.title} hint={form.titleHint} maxLength={200} required />
            <TextArea {...field('text')} label={form.text} hint={form.textHint} rows={4} maxLength={8000} required />
            <TextInput
              {...field('submittedBy')}
              label={form.submittedBy}
              hint={form.submittedByHint}
              maxLength={300}
              required={false}
            />
            <DateField {...field('madeOn', dayOf(request.now))} label={form.madeOn} required />
            <RadioGroup
              {...field('vote', 'none')}
              label={form.vote}
              hint={form.voteHint}
              inline
              options={[
                { value: 'none', label: form.notYet },
                { value: 'adopted', label: text.states.adopted },
                { value: 'rejected', label: text.states.rejected },
              ]}
            />
            <TextInput {...field('body')} label={form.body} hint={form.bodyHint} maxLength={200} required={false} />
            <DebtorPicker
              request={request}
              act={ACT}
              options={debtors}
              dossierId={dossier.dossierId}
              required={false}
            />
            <DateField {...field('dueOn')} label={form.dueOn} required={false} />
            <More request={request} act={ACT} names={['reference']} summary={form.more}>
              <TextInput
                {...field('reference')}
                label={form.reference}
                hint={form.referenceHint}
                maxLength={60}
                required={false}
              />
              <RadioGroup
                {...field('audience', '4')}
                label={form.audience}
                options={[
                  { value: '4', label: form.forCouncil },
                  { value: '5', label: form.forEverybody, disabled: dossier.ceiling < 5 },
                ]}
              />
            </More>
            <Actions>
              <Button kind="primary">{form.save}</Button>
              <LinkButton href={`/dossiers/${dossier.dossierId}`} kind="subtle">
                {form.cancel}
              </LinkButton>
            </Actions>
          </Form>
        </Card>
      </Stack>
    )
  },
  forms: {
    registerCouncilItem: {
      input: (form, request) => {
        const audience = form.optional('audience')
        const vote = form.optional('vote')
        return {
          dossierId: idOf(request, 'dossierId'),
          ...Object.fromEntries(
            ['kind', 'title', 'text', 'submittedBy', 'madeOn', 'body', 'dueOn', 'reference'].flatMap((name) =>
              form.optional(name) ? [[name, form.text(name)]] : [],
            ),
          ),
          ...(vote && vote !== 'none' ? { vote } : {}),
          ...(audience ? { audience: Number(audience) } : {}),
          ...debtorIn(form),
        }
      },
      then: (answer) => `${ITEMS}/${answer.councilItemId}?gedaan=${ACT}`,
    },
  },
})

const TECHNICAL = 'askTechnicalQuestion'
const WRITTEN = 'askWrittenQuestion'

/** Two acts, one form: the button that is pressed says which question it is. */
export const askPage = page({
  at: '/dossiers/:dossierId/raadsvraag',
  nav: 'dossiers',
  composes: true,
  load: async (request): Promise<Omit<Loaded, 'debtors'>> => {
    const dossierId = idOf(request, 'dossierId')
    const [dossier, listed] = await request.askTogether(
      ['readDossier', { dossierId }],
      ['listCouncilItemsOf', { dossierId, limit: 1 }],
    )
    return { dossier, may: listed.may }
  },
  frame: ({ dossier }, request) => ({
    title: wordsOf(request.locale).web.form.askTitle,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, may }, request) => {
    const text = wordsOf(request.locale)
    const { form } = text.web
    if (!may[TECHNICAL] && !request.refused)
      return (
        <Stack>
          <PageHead title={form.askTitle} lead={form.askNotYours} />
        </Stack>
      )
    const kinds = [
      [TECHNICAL, form.technical, form.technicalHint],
      [WRITTEN, form.written, form.writtenHint],
    ] as const
    return (
      <Stack>
        <PageHead title={form.askTitle} lead={form.askLead(dossier.title)} />
        {kinds.map(([act, title, hint]) => {
          const field = (name: string, value = '') => ({
            id: idFor(act, name),
            name,
            value: typed(request, act, name, value),
            error: wrong(request, act, name),
          })
          return (
            <Card title={title} key={act}>
              <Form
                action={request.path}
                fields={formFields(act, request)}
                label={title}
                keep={`${act}-${dossier.dossierId}`}
              >
                <p class="nl-paragraph schakel-soft">{hint}</p>
                <MistakesOf
                  request={request}
                  act={act}
                  fields={{ title: form.title, question: form.question, submittedBy: form.group, dueOn: form.askDue }}
                />
                <TextInput {...field('title')} label={form.title} hint={form.titleHint} maxLength={200} required />
                <TextArea {...field('question')} label={form.question} rows={3} maxLength={4000} required />
                <TextInput {...field('submittedBy')} label={form.group} maxLength={300} required={false} />
                {act === TECHNICAL && (
                  <DateField {...field('dueOn')} label={form.askDue} hint={form.askDueHint} required={false} />
                )}
                <Button kind={act === TECHNICAL ? 'primary' : 'secondary'}>{text.acts[act]}</Button>
              </Form>
            </Card>
          )
        })}
      </Stack>
    )
  },
  forms: Object.fromEntries(
    [TECHNICAL, WRITTEN].map((act) => [
      act,
      {
        input: (form, request) => ({
          dossierId: idOf(request, 'dossierId'),
          ...Object.fromEntries(
            ['title', 'question', 'submittedBy', 'dueOn'].flatMap((name) =>
              form.optional(name) ? [[name, form.text(name)]] : [],
            ),
          ),
        }),
        then: (answer) => `${ITEMS}/${answer.councilItemId}?gedaan=${act}`,
      },
    ]),
  ),
})
