// The documentation page of the API, made from the same document that programs read; works offline and without JavaScript.
import type { FastifyInstance } from 'fastify'
import type { AnyCapability } from '../capability.ts'
import { Card, Details, Heading, PageHead, Paragraph, Stack, Table } from '../web/components.tsx'
import { page } from '../web/page.ts'
import { API_ROOT } from './api.ts'
import { openApiOf } from './openapi.ts'
import { httpText } from './words.ts'

interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly parameters?: readonly { name?: string; $ref?: string; in?: string; required?: boolean; schema?: object }[]
  readonly requestBody?: { content: Record<string, { schema: object }> }
  readonly responses: Record<string, { description: string; content?: Record<string, { schema?: object }> }>
}

/** `GET /api/v1/openapi.json`, readable from any website: it holds nothing of anybody. */
export const serveOpenApi = (app: FastifyInstance, capabilities: readonly AnyCapability[], origin: string): void => {
  const text = JSON.stringify(openApiOf(capabilities, origin))
  app.get(`${API_ROOT}/openapi.json`, async (_, reply) =>
    reply
      .type('application/json; charset=utf-8')
      .header('access-control-allow-origin', '*')
      .header('cache-control', 'public, max-age=300')
      .send(text),
  )
}

export const documentationPage = (capabilities: readonly AnyCapability[], origin: string) =>
  page({
    at: '/api',
    open: true,
    load: async () => {
      const document = openApiOf(capabilities, origin) as {
        paths: Record<string, Record<string, Operation>>
        tags: { name: string }[]
        info: { version: string }
      }
      const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
      )
      return {
        version: document.info.version,
        rooms: document.tags.map(({ name }) => ({
          name,
          operations: operations.filter((one) => one.tags.includes(name)),
        })),
      }
    },
    frame: (_, request) => ({ title: httpText(request.locale).api.title }),
    view: ({ version, rooms }, request) => {
      const t = httpText(request.locale).api
      return (
        <Stack gap="lg">
          <PageHead title={t.title} lead={t.lead} />
          <Paragraph>
            {t.address} <code>{`${origin}${API_ROOT}`}</code>. {t.version} {version}.{' '}
            <a class="nl-link" href={`${API_ROOT}/openapi.json`}>
              openapi.json
            </a>
          </Paragraph>
          <Paragraph>{t.token}</Paragraph>
          <Paragraph>{t.repeat}</Paragraph>
          <Paragraph>{t.problems}</Paragraph>
          {rooms.map((room) => (
            <section key={room.name} aria-labelledby={`room-${room.name}`}>
              <Heading level={2} id={`room-${room.name}`}>
                {room.name}
              </Heading>
              <Stack gap="sm">
                {room.operations.map((one) => (
                  <Card key={one.operationId} title={one.operationId} level={3}>
                    <Paragraph>
                      <code>
                        {one.method} {one.path}
                      </code>
                    </Paragraph>
                    {/* The contract's own sentence: the API is English. */}
                    <p class="utrecht-paragraph" lang="en">
                      {one.summary}
                    </p>
                    {one.parameters?.some((parameter) => parameter.name) && (
                      <Table
                        caption={`${t.parameters}: ${one.operationId}`}
                        columns={[
                          { key: 'name', label: t.name },
                          { key: 'in', label: t.place },
                          { key: 'required', label: t.required },
                        ]}
                        rows={one.parameters
                          .filter((parameter) => parameter.name)
                          .map((parameter) => ({
                            key: parameter.name!,
                            cells: {
                              name: <code>{parameter.name}</code>,
                              in: parameter.in,
                              required: parameter.required ? t.yes : t.no,
                            },
                          }))}
                      />
                    )}
                    {one.requestBody && (
                      <Details summary={t.body}>
                        <Schema
                          schema={Object.values(one.requestBody.content)[0]?.schema}
                          label={`${t.body} ${one.operationId}`}
                        />
                      </Details>
                    )}
                    {Object.entries(one.responses)
                      .filter(([status, answer]) => status.startsWith('2') && answer.content)
                      .map(([status, answer]) => (
                        <Details key={status} summary={`${t.answer} ${status}`}>
                          <Schema
                            schema={Object.values(answer.content!)[0]?.schema}
                            label={`${t.answer} ${one.operationId}`}
                          />
                        </Details>
                      ))}
                  </Card>
                ))}
              </Stack>
            </section>
          ))}
        </Stack>
      )
    },
  })

// Scrolls by keyboard as well: a region with a name.
const Schema = ({ schema, label }: { schema: object | undefined; label: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
  <section class="schakel-code" tabIndex={0} aria-label={label} lang="en">
    <pre>
      <code>{JSON.stringify(schema, null, 2)}</code>
    </pre>
  </section>
)
