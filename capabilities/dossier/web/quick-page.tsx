// A new line in thirty seconds, on a phone, outside: which dossier, what happened, who reads it.
import {
  Actions,
  Button,
  Card,
  EmptyState,
  Form,
  LinkButton,
  PageHead,
  RadioGroup,
  Select,
  Stack,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { DossierShown } from '../contract.ts'
import {
  EntryAudience,
  EntryFiles,
  EntryKind,
  EntryMoment,
  EntryText,
  entryFields,
  FileDescription,
  moreKind,
} from './composer.tsx'
import { mightOpen } from './dossiers-page.tsx'
import { entryInput } from './entry-input.ts'
import { Mistakes, More, wrong } from './forms.tsx'
import { Outbox, OutboxSaved } from './outbox.tsx'
import { audienceOptions, wordsOf } from './words.ts'

const ACT = 'addEntry'
const RECENT = 5
/** Without knowing the dossier nobody is offered the council or the public: too wide to choose in haste. */
const WIDEST = 3

interface Mine {
  readonly dossierId: string
  readonly title: string
  readonly reach: number
}

const wantedOf = (request: PageRequest): string | undefined => {
  const wanted = request.query.dossier
  return wanted && /^[0-9a-f-]{36}$/i.test(wanted) ? wanted : undefined
}

export const quickPage = page({
  at: '/nieuwe-regel',
  load: async (request): Promise<{ mine: Mine[]; wanted: DossierShown | null }> => {
    const { items } = await request.ask<{ items: Mine[] }>('listDossiers', { which: 'mine', state: 'open', limit: 100 })
    const mine = items.filter((one) => one.reach <= 2)
    const id = wantedOf(request) ?? (mine.length === 1 ? mine[0]!.dossierId : undefined)
    const known = mine.some((one) => one.dossierId === id)
    return { mine, wanted: known ? await request.ask<DossierShown>('readDossier', { dossierId: id }) : null }
  },
  offline: () => 'write',
  frame: (_, request) => ({ title: wordsOf(request.locale).web.quick.title, narrow: true }),
  view: ({ mine, wanted }, request) => {
    const text = wordsOf(request.locale)
    const { quick, composer, list } = text.web
    if (mine.length === 0)
      return (
        <Stack>
          <PageHead title={quick.title} />
          {mightOpen(request) ? (
            <EmptyState icon="folder-plus" action={<LinkButton href="/dossiers/nieuw">{list.open}</LinkButton>}>
              {quick.empty}
            </EmptyState>
          ) : (
            <EmptyState icon="folders">{list.emptyMinePartner}</EmptyState>
          )}
        </Stack>
      )
    const recent = mine.slice(0, RECENT)
    const rest = mine.slice(RECENT)
    const chosen = typed(request, ACT, 'dossierId', wanted?.dossierId ?? '')
    return (
      <Stack>
        <PageHead title={quick.title} />
        <Mistakes request={request} act={ACT} fields={entryFields(request)} />
        <Card>
          <Form
            action="/nieuwe-regel"
            files
            keep="quick-entry"
            composer
            outbox="entry"
            fields={formFields(ACT, request)}
          >
            <OutboxSaved request={request} />
            <EntryText request={request} rows={4} start={request.query.tekst?.slice(0, 1_500)} />
            <RadioGroup
              name="dossierId"
              label={quick.dossier}
              value={chosen}
              error={wrong(request, ACT, 'dossierId')}
              options={recent.map((one) => ({ value: one.dossierId, label: one.title }))}
            />
            {rest.length > 0 && (
              <Select
                name="otherDossierId"
                label={quick.otherDossier}
                empty={quick.choose}
                value={typed(
                  request,
                  ACT,
                  'otherDossierId',
                  rest.some((one) => one.dossierId === chosen) ? chosen : '',
                )}
                options={rest.map((one) => ({ value: one.dossierId, label: one.title }))}
              />
            )}
            <EntryAudience
              request={request}
              hint={wanted ? undefined : quick.audienceHint}
              options={audienceOptions(text, wanted?.reach ?? 1, wanted?.ceiling ?? WIDEST, wanted ?? undefined)}
              start={String(Math.min(2, wanted?.ceiling ?? 2))}
            />
            <EntryFiles request={request} />
            <More
              request={request}
              act={ACT}
              names={['description', 'occurredAt', ...moreKind(request)]}
              summary={quick.more}
            >
              <Stack>
                <FileDescription request={request} />
                <EntryKind request={request} />
                <EntryMoment request={request} />
              </Stack>
            </More>
            <Actions>
              <Button kind="primary" wide>
                {composer.save}
              </Button>
            </Actions>
          </Form>
        </Card>
        <Outbox request={request} />
      </Stack>
    )
  },
  forms: {
    addEntry: {
      files: true,
      // The list of other dossiers starts empty, so whoever chose in it meant it.
      input: (form) => entryInput(form, form.optional('otherDossierId') ?? form.text('dossierId')),
      then: (_, __, form) => `/dossiers/${form.optional('otherDossierId') ?? form.text('dossierId')}?gedaan=addEntry`,
    },
  },
})
