// The register of processing, made from what the rooms declare: per room what is kept of people, for what, and how long.
import { AdminHead } from '#capabilities/people/web/admin.tsx'
import { Card, DataList, Details, LinkButton, PageHead, Paragraph, Row, Stack } from '#foundation/web/components.tsx'
import { page } from '#foundation/web/page.ts'
import type { ProcessingShown } from '../contract.ts'
import { nameOf, organisationOf, PATHS, wordsOf } from './words.tsx'

export const processingPage = page<{ items: readonly ProcessingShown[] }>({
  at: PATHS.processing,
  load: async (request) => request.ask('listProcessing', { organisationId: await organisationOf(request) }),
  frame: (_, request) => ({ title: wordsOf(request.locale).web.tabs.processing }),
  view: ({ items }, request) => {
    const words = wordsOf(request.locale).web.processing
    const all = request.query.alles === 'ja'
    const csv = (
      <Row>
        {!all && <LinkButton href={`${PATHS.processing}?alles=ja`}>{words.all}</LinkButton>}
        <LinkButton href={`${PATHS.processing}.csv`} icon="download" download>
          {words.csv}
        </LinkButton>
      </Row>
    )
    return (
      <Stack gap="lg">
        {/* Everybody of the organisation may read it; the rest of administration is for administrators. */}
        {request.actor?.acting.position === 'administrator' ? (
          <AdminHead request={request} organisationName={nameOf(request)} current="processing" actions={csv} />
        ) : (
          <PageHead above={nameOf(request)} title={words.title} actions={csv} />
        )}
        <Paragraph>{words.lead}</Paragraph>
        <Stack gap="sm">
          {[...Map.groupBy(items, (one) => one.room)].map(([room, lines]) => (
            <Details
              key={room}
              open={all}
              summary={
                <>
                  <strong>{lines[0]!.roomTitle}</strong> {words.count(lines.length)}
                </>
              }
            >
              <Stack gap="sm">
                {!lines[0]!.used && <Paragraph soft>{words.notUsed}</Paragraph>}
                {lines.map((line) => (
                  <Card key={line.what} title={line.what}>
                    <DataList
                      items={[
                        { label: words.purpose, value: line.purpose },
                        { label: words.basis, value: line.basis },
                        { label: words.kept, value: line.kept },
                        { label: words.seen, value: line.seen },
                      ]}
                    />
                    <Details summary={words.showFields(line.fields.length)}>
                      <ul class="schakel-plain-list">
                        {line.fields.map((field) => (
                          <li key={field}>
                            <code>{field}</code>
                          </li>
                        ))}
                      </ul>
                    </Details>
                  </Card>
                ))}
              </Stack>
            </Details>
          ))}
        </Stack>
      </Stack>
    )
  },
})
