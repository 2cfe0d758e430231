// The OpenAPI 3.1 document of the JSON API, made from the contracts: one source for server, page and documentation.
// Follows the NLgov REST API Design Rules 2.2 (Logius).
import { z } from 'zod'
import type { AnyCapability, Endpoint } from '../capability.ts'
import { API_VERSION } from './api.ts'

type Json = Record<string, unknown>

/** JSON Schema without what OpenAPI does not want to see: the `$schema` and the safe-integer bounds zod adds. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const json = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Json
  delete json.$schema
  return tidy(json) as Json
}
const tidy = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(tidy)
  if (!value || typeof value !== 'object') return value
  // `string or null` as one type, as OpenAPI 3.1 writes it, so that its format stands where readers look for it.
  const { anyOf: either, ...rest } = value as Json
  if (Array.isArray(either) && either.length === 2 && either[1].type === 'null' && typeof either[0].type === 'string')
    return tidy({
      ...rest,
      ...either[0],
      type: [either[0].type, 'null'],
      ...(either[0].enum ? { enum: [...either[0].enum, null] } : {}),
    })
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([name, inner]) =>
          !((name === 'maximum' || name === 'minimum') && Math.abs(Number(inner)) === Number.MAX_SAFE_INTEGER),
      )
      // A format says what the pattern of zod says again, at length.
      .filter(([name]) => !(name === 'pattern' && typeof (value as Json).format === 'string'))
      .map(([name, inner]) => [name, tidy(inner)]),
  )
}

const VERSION_HEADER = { 'API-Version': { $ref: '#/components/headers/ApiVersion' } }
const problem = (description: string) => ({
  description,
  headers: VERSION_HEADER,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

export const openApiOf = (capabilities: readonly AnyCapability[], origin: string): Json => {
  const paths: Record<string, Json> = {}
  for (const capability of capabilities)
    for (const [name, endpoint] of Object.entries(capability.contract)) {
      if (endpoint.api === false) continue
      const [method, path] = endpoint.at.split(' ') as [string, string]
      const address = path.replace(/:(\w+)/g, '{$1}')
      paths[address] = {
        ...paths[address],
        [method.toLowerCase()]: operation(capability, name, endpoint, method, path),
      }
    }
  paths['/uploads'] = { post: uploads() }
  paths['/live'] = { get: live() }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Schakel',
      version: API_VERSION,
      description: 'One shared dossier for the public servant who works between town hall and society.',
      contact: { name: 'Schakel', url: `${origin}/over`, email: 'schakel@example.nl' },
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: `${origin}/api/v1`, description: 'This installation' }],
    security: [{ token: [] }, { session: [] }],
    tags: [
      ...capabilities
        .filter((capability) => Object.values(capability.contract).some((endpoint) => endpoint.api !== false))
        .map(({ name }) => ({ name })),
      { name: 'files' },
      { name: 'live' },
    ],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => a.localeCompare(b))),
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A personal access token, made on the page Mijn aanmelding.',
        },
        session: { type: 'apiKey', in: 'cookie', name: origin.startsWith('https:') ? '__Host-schakel' : 'schakel' },
      },
      headers: {
        ApiVersion: { description: 'The full version of this API.', schema: { type: 'string', example: API_VERSION } },
      },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description:
            'Chosen by the client, unique for one act. Repeating the request with the same key gives the same answer and one act.',
          schema: { type: 'string', minLength: 1, maxLength: 200 },
        },
        ActingAs: {
          name: 'X-Acting-As',
          in: 'header',
          required: false,
          description:
            'The membership you believe you act in. When the session acts in another by now, nothing is done and the answer is 409.',
          schema: { type: 'string', format: 'uuid' },
        },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            code: { type: 'string', description: 'Stable; the words may change, this does not.' },
            requestId: { type: 'string', format: 'uuid' },
            errors: {
              type: 'array',
              items: {
                type: 'object',
                required: ['path', 'code', 'detail'],
                properties: { path: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
              },
            },
          },
        },
      },
    },
  }
}

const operation = (capability: AnyCapability, name: string, endpoint: Endpoint, method: string, path: string): Json => {
  const input = schemaOf(endpoint.input, 'input') as { properties?: Record<string, Json>; required?: string[] }
  const inPath = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
  const properties = Object.entries(input.properties ?? {})
  const isRead = method === 'GET'
  const parameters: Json[] = inPath.map((key) => ({
    name: key,
    in: 'path',
    required: true,
    schema: input.properties?.[key] ?? { type: 'string' },
  }))
  if (isRead)
    for (const [key, schema] of properties)
      if (!inPath.includes(key))
        parameters.push({ name: key, in: 'query', required: input.required?.includes(key) ?? false, schema })
  if (!isRead)
    parameters.push({ $ref: '#/components/parameters/IdempotencyKey' }, { $ref: '#/components/parameters/ActingAs' })
  const body = Object.fromEntries(properties.filter(([key]) => !inPath.includes(key)))
  const required = (input.required ?? []).filter((key) => !inPath.includes(key))
  const status = String(endpoint.status ?? 200)
  return {
    operationId: name,
    tags: [capability.name],
    summary: endpoint.summary,
    ...(endpoint.open ? { security: [] } : {}),
    ...(parameters.length ? { parameters } : {}),
    ...(!isRead && Object.keys(body).length
      ? {
          requestBody: {
            required: required.length > 0,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: body,
                  ...(required.length ? { required } : {}),
                  additionalProperties: false,
                },
              },
            },
          },
        }
      : {}),
    responses: {
      [status]: {
        description: endpoint.summary,
        headers: VERSION_HEADER,
        ...(status === '204'
          ? {}
          : endpoint.download
            ? { content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }
            : { content: { 'application/json': { schema: schemaOf(endpoint.output, 'output') } } }),
      },
      ...(isRead && !endpoint.download
        ? { '304': { description: 'Not changed since the ETag that If-None-Match named.', headers: VERSION_HEADER } }
        : {}),
      '400': problem('What was asked is not well-formed.'),
      ...(endpoint.open
        ? {}
        : {
            '401': problem('Nobody is signed in.'),
            '403': problem('You may not do this now; the code names the rule.'),
          }),
      '404': problem('It does not exist, or not for you.'),
      ...(isRead ? {} : { '409': problem('Somebody was before you, or the key was used for something else.') }),
      '429': problem('Too often in a row.'),
      '503': problem('The data cannot be reached for a moment; try again.'),
      ...(isRead ? {} : { '507': problem('There is no room left to write.') }),
    },
  }
}

const live = (): Json => ({
  operationId: 'followLive',
  tags: ['live'],
  summary: 'Server-sent events that say where something changed that exists for you; what it is, you read as always.',
  parameters: [
    {
      name: 'dossiers',
      in: 'query',
      required: false,
      description: 'At most forty ids of dossiers, with commas between them.',
      schema: { type: 'string' },
    },
    {
      name: 'mine',
      in: 'query',
      required: false,
      description: '1: also what changes in your own lists, such as what waits on you.',
      schema: { type: 'string', enum: ['0', '1'] },
    },
    {
      name: 'after',
      in: 'query',
      required: false,
      description: 'The id of the last event you saw, where the header Last-Event-ID cannot be sent.',
      schema: { type: 'string' },
    },
  ],
  responses: {
    '200': {
      description:
        'Events `ready`, `changed` (dossiers, mine), `gone` (dossierId) and `over` (why). It goes on until one side ends it.',
      headers: VERSION_HEADER,
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
    '400': problem('What was asked is not well-formed.'),
    '401': problem('Nobody is signed in.'),
    '403': problem('You may not do this now; the code names the rule.'),
    '503': problem('The data cannot be reached for a moment; try again.'),
  },
})

const uploads = (): Json => ({
  operationId: 'uploadFile',
  tags: ['files'],
  summary: 'Stores one file; an act such as addEntry then names the upload.',
  parameters: [
    {
      name: 'X-File-Name',
      in: 'header',
      required: true,
      description: 'Percent-encoded file name.',
      schema: { type: 'string' },
    },
    { $ref: '#/components/parameters/IdempotencyKey' },
    { $ref: '#/components/parameters/ActingAs' },
  ],
  requestBody: { required: true, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } },
  responses: {
    '201': {
      description: 'Stored.',
      headers: VERSION_HEADER,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['uploadId', 'name', 'type', 'size'],
            properties: {
              uploadId: { type: 'string', format: 'uuid' },
              name: { type: 'string' },
              type: { type: 'string' },
              size: { type: 'integer' },
            },
          },
        },
      },
    },
    '400': problem('The file is empty or damaged.'),
    '401': problem('Nobody is signed in.'),
    '409': problem('The key was used for something else.'),
    '413': problem('The file is too large.'),
    '415': problem('This kind of file is not taken.'),
    '429': problem('Too often in a row.'),
    '503': problem('The data cannot be reached for a moment; try again.'),
    '507': problem('There is no room left to write.'),
  },
})
