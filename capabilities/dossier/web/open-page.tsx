// Opening a dossier: title, reason and kind are enough; the rest is known already or can wait.
import {
  Actions,
  Button,
  Card,
  Form,
  LinkButton,
  PageHead,
  RadioGroup,
  Stack,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { formFields, page, typed } from '#foundation/web/page.ts'
import { DOSSIER_KINDS } from '../contract.ts'
import {
  chosen,
  EnterSends,
  Mistakes,
  More,
  type Person,
  PersonPicker,
  peopleFor,
  searched,
  searching,
  wrong,
} from './forms.tsx'
import { audienceOf, wordsOf } from './words.ts'

const ACT = 'openDossier'

export const openPage = page({
  at: '/dossiers/nieuw',
  nav: 'dossiers',
  load: async (request) => {
    // Nobody is looked for until somebody asks: then this page waits for nothing.
    const again = request.refused?.act === ACT
    if (!again && !searched(request, ACT)) return { owners: [], deputies: [] }
    const [owners, deputies] = await request.askTogether(
      peopleFor(request, ACT, 'ownerId'),
      peopleFor(request, ACT, 'deputyId'),
    )
    return { owners: owners.items as Person[], deputies: deputies.items as Person[] }
  },
  frame: (_, request) => {
    const { open, dossiers } = wordsOf(request.locale).web
    return { title: open.title, narrow: true, breadcrumb: [{ href: '/dossiers', label: dossiers }] }
  },
  view: ({ owners, deputies }, request) => {
    const text = wordsOf(request.locale)
    const { open, cancel } = text.web
    const value = (name: string, start = '') => typed(request, ACT, name, start)
    const ceiling = value('ceiling', '3')
    return (
      <Stack>
        <PageHead title={open.title} lead={open.lead} />
        <Mistakes
          request={request}
          act={ACT}
          fields={{
            title: open.name,
            reason: open.reason,
            kind: open.kind,
            residentEffect: open.effect,
            ceiling: open.ceiling,
            ownerId: open.owner,
            deputyId: open.deputy,
          }}
        />
        <Card>
          <Form action="/dossiers/nieuw" keep="new-dossier" composer fields={formFields(ACT, request)}>
            <EnterSends />
            <TextInput
              name="title"
              label={open.name}
              hint={open.nameHint}
              value={value('title')}
              error={wrong(request, ACT, 'title')}
              required
            />
            <TextArea
              name="reason"
              label={open.reason}
              hint={open.reasonHint}
              rows={3}
              maxLength={4000}
              value={value('reason')}
              error={wrong(request, ACT, 'reason')}
              required
            />
            <RadioGroup
              name="kind"
              label={open.kind}
              value={value('kind', 'opgave')}
              error={wrong(request, ACT, 'kind')}
              options={DOSSIER_KINDS.map((kind) => ({
                value: kind,
                label: text.kinds[kind],
                hint: text.kindHints[kind],
              }))}
            />
            <TextArea
              name="residentEffect"
              label={open.effect}
              hint={open.effectHint}
              rows={2}
              maxLength={4000}
              required={false}
              value={value('residentEffect')}
              error={wrong(request, ACT, 'residentEffect')}
            />
            <Stack gap="xs">
              <More
                request={request}
                act={ACT}
                names={ceiling === '3' && !wrong(request, ACT, 'ceiling') ? [] : ['ceiling']}
                summary={open.ceilingMore(audienceOf(text, Number(ceiling)).word.toLowerCase())}
              >
                <RadioGroup
                  name="ceiling"
                  label={open.ceiling}
                  value={ceiling}
                  error={wrong(request, ACT, 'ceiling')}
                  options={[1, 2, 3, 4, 5].map((level) => ({
                    value: String(level),
                    label: text.audiences[level],
                    hint: text.ceilings[level],
                  }))}
                />
              </More>
              <More request={request} act={ACT} names={['ownerId', 'ownerId-search']} summary={open.ownerMore}>
                <PersonPicker
                  request={request}
                  act={ACT}
                  name="ownerId"
                  label={open.owner}
                  hint={open.ownerHint}
                  people={owners}
                />
              </More>
              <More request={request} act={ACT} names={['deputyId', 'deputyId-search']} summary={open.deputyMore}>
                <PersonPicker
                  request={request}
                  act={ACT}
                  name="deputyId"
                  label={open.deputy}
                  hint={open.deputyHint}
                  people={deputies}
                />
              </More>
            </Stack>
            <Actions>
              <Button kind="primary">{open.save}</Button>
              <LinkButton href="/dossiers" kind="subtle">
                {cancel}
              </LinkButton>
            </Actions>
          </Form>
        </Card>
      </Stack>
    )
  },
  forms: {
    openDossier: {
      input: (form) => ({
        title: form.text('title'),
        reason: form.text('reason'),
        kind: form.text('kind'),
        residentEffect: form.text('residentEffect'),
        ceiling: Number(form.optional('ceiling') ?? 3),
        ...chosen(form, 'ownerId'),
        ...chosen(form, 'deputyId'),
        ...searching(form),
      }),
      then: ({ dossierId }) => `/dossiers/${dossierId}?gedaan=openDossier`,
    },
  },
})
