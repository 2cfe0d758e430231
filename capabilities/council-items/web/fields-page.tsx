// What each field of the export means, for whoever connects a council information system; open to everybody.
import { PageHead, Paragraph, Stack, Table } from '#foundation/web/components.tsx'
import { page } from '#foundation/web/page.ts'
import { EXPORT_FIELDS, KINDS, LATENESS, STATES } from '../contract.ts'
import { FIELDS, wordsOf } from './words.ts'

export const fieldsPage = page({
  at: FIELDS,
  open: true,
  load: async () => null,
  frame: (_, request) => ({ title: wordsOf(request.locale).web.fields.title }),
  view: (_, request) => {
    const text = wordsOf(request.locale)
    const words = text.web.fields
    const values = [
      ...KINDS.map((value) => ['kind', value, text.kinds[value]] as const),
      ...STATES.map((value) => ['state', value, text.states[value]] as const),
      ...(['adopted', 'rejected', 'withdrawn'] as const).map((value) => ['vote', value, text.states[value]] as const),
      ...LATENESS.map((value) => ['latenessReason', value, text.lateness[value]] as const),
    ]
    return (
      <Stack>
        <PageHead title={words.title} lead={words.lead} />
        <Paragraph>{words.csv}</Paragraph>
        <Paragraph>
          {words.json} <code>GET /api/v1/councils/:organisationId/council-items</code>
        </Paragraph>
        <Table
          caption={words.table}
          columns={[
            { key: 'field', label: words.field, heads: true },
            { key: 'means', label: words.means },
          ]}
          rows={EXPORT_FIELDS.map((name) => ({
            key: name,
            cells: { field: <code>{name}</code>, means: text.fields[name] },
          }))}
        />
        <Table
          caption={words.values}
          columns={[
            { key: 'field', label: words.field },
            { key: 'value', label: words.value, heads: true },
            { key: 'word', label: words.word },
          ]}
          rows={values.map(([field, value, word]) => ({
            key: `${field}-${value}`,
            cells: { field: <code>{field}</code>, value: <code>{value}</code>, word },
          }))}
        />
      </Stack>
    )
  },
})
