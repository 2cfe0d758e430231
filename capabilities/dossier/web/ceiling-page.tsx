// How widely a dossier may be known: each choice says what it means for whom.
import {
  Actions,
  AudienceChip,
  Button,
  Card,
  Form,
  LinkButton,
  PageHead,
  Paragraph,
  RadioGroup,
  Stack,
  TextArea,
} from '#foundation/web/components.tsx'
import { formFields, page, typed } from '#foundation/web/page.ts'
import type { DossierShown } from '../contract.ts'
import { crumbs } from './dossier-page.tsx'
import { idOf, Mistakes, Unkept, wrong } from './forms.tsx'
import { audienceOf, wordsOf } from './words.ts'

const ACT = 'changeCeiling'

export const ceilingPage = page({
  at: '/dossiers/:dossierId/bekendheid',
  nav: 'dossiers',
  load: (request) => request.ask<DossierShown>('readDossier', { dossierId: idOf(request, 'dossierId') }),
  frame: (dossier, request) => ({
    title: `${wordsOf(request.locale).web.ceiling.title}, ${dossier.title}`,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: (dossier, request) => {
    const text = wordsOf(request.locale)
    const { ceiling: words, cancel } = text.web
    return (
      <Stack>
        <Unkept request={request} shown={[dossier.may[ACT] && ACT]} />
        <PageHead title={words.title} lead={words.lead} />
        {dossier.may[ACT] ? (
          <Card>
            <Form action={request.path} fields={formFields(ACT, request)}>
              <Mistakes request={request} act={ACT} fields={{ ceiling: words.choice, reason: words.reason }} />
              <RadioGroup
                name="ceiling"
                label={words.choice}
                value={typed(request, ACT, 'ceiling', String(dossier.ceiling))}
                error={wrong(request, ACT, 'ceiling')}
                options={[1, 2, 3, 4, 5].map((level) => ({
                  value: String(level),
                  label: <AudienceChip {...audienceOf(text, level)} plain />,
                  hint: text.ceilings[level],
                }))}
              />
              <TextArea
                name="reason"
                label={words.reason}
                hint={words.reasonHint}
                rows={2}
                maxLength={1000}
                value={typed(request, ACT, 'reason')}
                error={wrong(request, ACT, 'reason')}
              />
              <Actions>
                <Button kind="primary">{words.save}</Button>
                <LinkButton href={`/dossiers/${dossier.dossierId}`} kind="subtle">
                  {cancel}
                </LinkButton>
              </Actions>
            </Form>
          </Card>
        ) : (
          <Card>
            <div class="schakel-row">
              <AudienceChip {...audienceOf(text, dossier.ceiling)} plain />
            </div>
            <Paragraph>{text.ceilings[dossier.ceiling]}</Paragraph>
            <Paragraph soft>{words.only}</Paragraph>
          </Card>
        )}
      </Stack>
    )
  },
  forms: {
    changeCeiling: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        ceiling: Number(form.optional('ceiling')),
        reason: form.text('reason'),
      }),
      then: (_, request) => `/dossiers/${idOf(request, 'dossierId')}?gedaan=changeCeiling`,
    },
  },
})
