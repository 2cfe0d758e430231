// Asking something of somebody in a dossier: what, of whom, until when, and who will read it.
import type { DossierShown } from '#capabilities/dossier/contract.ts'
import {
  EnterSends,
  idOf,
  Mistakes,
  More,
  searched,
  searching,
  soughtIn,
  wrong,
} from '#capabilities/dossier/web/forms.tsx'
import { audienceOptions, wordsOf as dossierWords } from '#capabilities/dossier/web/words.ts'
import {
  Actions,
  Alert,
  AudienceChoice,
  Button,
  Card,
  DateField,
  dayOf,
  Form,
  LinkButton,
  PageHead,
  Paragraph,
  Picker,
  Select,
  Stack,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { formFields, page, typed } from '#foundation/web/page.ts'
import { KINDS } from '../contract.ts'
import { say, wordsOf } from './words.ts'

interface Option {
  readonly value: string
  readonly label: string
  readonly description: string
}
interface Loaded {
  readonly dossier: DossierShown
  readonly options: readonly Option[]
}

const ACT = 'askOpenItem'

/** 'm:<membership>', 'o:<organisation>' or 'r:<organisation>:<function>', as the choices have it. */
const addresseeFrom = (key: string) => {
  const [kind, id, ...rest] = key.split(':')
  if (kind === 'm') return { membershipId: id }
  if (kind === 'o') return { organisationId: id }
  return kind === 'r' ? { organisationId: id, functionName: rest.join(':') } : {}
}

export const askPage = page({
  at: '/dossiers/:dossierId/vraag',
  nav: 'dossiers',
  load: async (request): Promise<Loaded> => {
    const dossierId = idOf(request, 'dossierId')
    const search = (soughtIn(request, ACT, 'addressee') || typed(request, ACT, 'addressee-search')).slice(0, 100)
    const [dossier, found] = await request.askTogether(
      ['readDossier', { dossierId }],
      ['listAddressees', { dossierId, search, limit: search ? 12 : 6 }],
    )
    return { dossier, options: found.options }
  },
  frame: ({ dossier }, request) => ({
    title: wordsOf(request.locale).ask.title,
    narrow: true,
    breadcrumb: [
      { href: '/dossiers', label: dossierWords(request.locale).web.dossiers },
      { href: `/dossiers/${dossier.dossierId}`, label: dossier.title },
    ],
  }),
  view: ({ dossier, options }, request) => {
    const text = wordsOf(request.locale)
    const { ask } = text
    return (
      <Stack>
        <PageHead title={ask.title} lead={say(ask.lead, { title: dossier.title })} />
        <Card>
          <Form action={request.path} fields={formFields(ACT, request)} keep={`question-${dossier.dossierId}`} composer>
            <EnterSends />
            <Mistakes
              request={request}
              act={ACT}
              fields={{
                question: ask.question,
                addressee: ask.addressee,
                dueOn: ask.dueOn,
                hours: ask.hours,
                audience: ask.audience,
                note: ask.note,
              }}
            />
            <Select
              name="kind"
              label={ask.kind}
              value={typed(request, ACT, 'kind', KINDS.find((kind) => kind === request.query.soort) ?? 'question')}
              error={wrong(request, ACT, 'kind')}
              width="medium"
              options={KINDS.map((value) => ({ value, label: text.kinds[value] }))}
            />
            <TextArea
              name="question"
              label={ask.question}
              hint={ask.questionHint}
              rows={3}
              maxLength={4000}
              value={typed(request, ACT, 'question')}
              error={wrong(request, ACT, 'question')}
              required
            />
            <Picker
              name="addressee"
              label={ask.addressee}
              hint={ask.addresseeHint}
              error={wrong(request, ACT, 'addressee')}
              source={`/api/v1/dossiers/${dossier.dossierId}/addressees`}
              query={searched(request, ACT) ? soughtIn(request, ACT, 'addressee') || undefined : undefined}
              value={typed(request, ACT, 'addressee', request.query.aan ?? '')}
              options={options.map((option) => ({ ...option }))}
              required
            />
            <DateField
              name="dueOn"
              label={ask.dueOn}
              hint={ask.dueHint}
              min={dayOf(request.now)}
              value={typed(request, ACT, 'dueOn')}
              error={wrong(request, ACT, 'dueOn')}
              required={false}
            />
            <More request={request} act={ACT} names={['note', 'hours']} summary={ask.more}>
              <Stack>
                <TextArea
                  name="note"
                  label={ask.note}
                  rows={3}
                  maxLength={4000}
                  required={false}
                  value={typed(request, ACT, 'note')}
                  error={wrong(request, ACT, 'note')}
                />
                <TextInput
                  name="hours"
                  type="number"
                  inputMode="numeric"
                  label={ask.hours}
                  hint={ask.hoursHint}
                  width="short"
                  required={false}
                  value={typed(request, ACT, 'hours')}
                  error={wrong(request, ACT, 'hours')}
                />
              </Stack>
            </More>
            <AudienceChoice
              label={ask.audience}
              options={audienceOptions(dossierWords(request.locale), dossier.reach, dossier.ceiling, dossier, false)}
              value={typed(request, ACT, 'audience', String(Math.min(2, dossier.ceiling)))}
              error={wrong(request, ACT, 'audience')}
            />
            <Alert>
              <Paragraph>{ask.involves}</Paragraph>
            </Alert>
            <Actions>
              <Button kind="primary" icon="message-question">
                {ask.send}
              </Button>
              <LinkButton href={`/dossiers/${dossier.dossierId}`} kind="subtle">
                {ask.cancel}
              </LinkButton>
            </Actions>
          </Form>
        </Card>
      </Stack>
    )
  },
  forms: {
    askOpenItem: {
      input: (form, request) => {
        const hours = form.optional('hours')
        const audience = form.optional('audience')
        return {
          dossierId: idOf(request, 'dossierId'),
          kind: form.optional('kind') ?? 'question',
          question: form.text('question'),
          addressee: addresseeFrom(form.text('addressee')),
          ...(form.optional('dueOn') ? { dueOn: form.text('dueOn') } : {}),
          note: form.text('note'),
          // What is no number goes along as it was typed, so that the contract refuses it beside its field.
          ...(hours ? { hours: Number.isNaN(Number(hours)) ? hours : Number(hours) } : {}),
          ...(audience ? { audience: Number(audience) } : {}),
          ...searching(form),
        }
      },
      then: (answer) => `/open-punten/${answer.openItemId}?gedaan=${ACT}`,
    },
  },
})
