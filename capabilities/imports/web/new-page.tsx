// Bringing in a list: the template, what each column means, and the file.
import {
  Alert,
  Button,
  Card,
  Details,
  FileField,
  Form,
  LinkButton,
  PageHead,
  Paragraph,
  Stack,
  Table,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type Page, page } from '#foundation/web/page.ts'
import type { KindName } from '../contract.ts'
import { PATHS } from './shown.ts'
import { wordsOf } from './words.ts'

interface Template {
  readonly columns: readonly {
    column: string
    heading: string
    required: boolean
    explanation: string
    example: string
  }[]
}

const ACTS: Readonly<Record<KindName, string>> = {
  people: 'importPeople',
  managerLines: 'importManagerLines',
  dossiers: 'importDossiers',
  openItems: 'importOpenItems',
}

const newPage = (kind: KindName): Page => {
  const act = ACTS[kind]
  return page<Template>({
    at: PATHS[kind] as `/${string}`,
    composes: true,
    load: (request) => request.ask<Template>('readImportTemplate', { kind }),
    frame: (_, request) => {
      const { web, kinds } = wordsOf(request.locale)
      return { title: web.start(kinds[kind]), breadcrumb: [{ href: '/importeren', label: web.title }] }
    },
    view: ({ columns }, request) => {
      const { web, kinds } = wordsOf(request.locale)
      const refused = request.refused?.act === act ? request.refused : null
      const error = errorOf(request, act, 'uploadId') ?? errorOf(request, act, 'file')
      return (
        <Stack gap="lg">
          <PageHead title={web.start(kinds[kind])} lead={web.about[kind]} />
          {refused && !error && <Alert kind="error">{refused.message}</Alert>}
          <Card title={web.steps}>
            <Stack>
              <ol class="schakel-numbered">
                {web.how.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
              <LinkButton href={`/importeren/sjabloon/${kind}`} icon="download" download>
                {web.template}
              </LinkButton>
              <Details summary={web.columns}>
                <Table
                  caption={web.columns}
                  captionHidden
                  columns={[
                    { key: 'heading', label: web.column, heads: true },
                    { key: 'explanation', label: web.explanation },
                    { key: 'example', label: web.example },
                  ]}
                  rows={columns.map((one) => ({
                    key: one.column,
                    cells: {
                      heading: one.required ? `${one.heading} (${web.required})` : one.heading,
                      explanation: one.explanation,
                      example: one.example || '–',
                    },
                  }))}
                />
              </Details>
            </Stack>
          </Card>
          <Card>
            <Form action={request.path} fields={formFields(act, request)} files label={web.upload}>
              <FileField
                name="file"
                label={web.file}
                hint={web.fileHint}
                accept=".csv,.txt,text/csv"
                required
                error={error}
              />
              <Paragraph small>{web.kept}</Paragraph>
              <Button kind="primary" icon="table-import">
                {web.upload}
              </Button>
            </Form>
          </Card>
        </Stack>
      )
    },
    forms: {
      [act]: {
        files: true,
        input: (form) => ({ uploadId: form.files('file')[0]?.uploadId ?? '00000000-0000-4000-8000-000000000000' }),
        then: (answer) => `/importeren/${answer.importId}`,
      },
    },
  })
}

export const newPages: readonly Page[] = (Object.keys(PATHS) as KindName[]).map(newPage)
