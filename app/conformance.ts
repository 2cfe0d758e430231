// Holds every real request and answer of the tests against the OpenAPI document: what it says is what happens.
import Ajv2020 from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { API_ROOT, API_VERSION } from '#foundation/http/api.ts'
import { openApiOf } from '#foundation/http/openapi.ts'
import { capabilities } from './capabilities.ts'

interface Operation {
  readonly operationId: string
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> }
  readonly responses: Record<
    string,
    { readonly content?: Record<string, { readonly schema: object }>; readonly $ref?: string }
  >
}

const document = openApiOf(capabilities, 'https://schakel.example.nl') as {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: { Problem: object } }
}
const ajv = new Ajv2020.default({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addFormat('binary', true)

const compiled = new WeakMap<object, ReturnType<typeof ajv.compile>>()
const faults = (schema: object, value: unknown): string | null => {
  let check = compiled.get(schema)
  if (!check) {
    check = ajv.compile(schema)
    compiled.set(schema, check)
  }
  return check(value) ? null : ajv.errorsText(check.errors)
}

const matchers = Object.entries(document.paths).map(([path, methods]) => ({
  methods,
  // An address with fewer names in it is the more precise one: /people/me before /people/{personId}.
  names: path.split('{').length,
  pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
}))
matchers.sort((a, b) => a.names - b.names)

export const operations = (): string[] =>
  Object.values(document.paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId))

/** Throws when a request or its answer is not as the document says. */
export const holdAgainstOpenApi = (exchange: {
  method: string
  url: string
  body: unknown
  status: number
  headers: Record<string, unknown>
  text: string
}): void => {
  const path = exchange.url.split('?')[0]!
  if (!path.startsWith(`${API_ROOT}/`) || path === `${API_ROOT}/openapi.json`) return
  const say = (fault: string) => {
    throw new Error(`${exchange.method} ${exchange.url} → ${exchange.status}: ${fault}`)
  }
  if (exchange.headers['api-version'] !== API_VERSION) say('no API-Version header')
  const operation = matchers.find(
    ({ pattern, methods }) => pattern.test(path.slice(API_ROOT.length)) && methods[exchange.method.toLowerCase()],
  )?.methods[exchange.method.toLowerCase()]
  if (exchange.status >= 400) {
    if (!String(exchange.headers['content-type']).startsWith('application/problem+json')) say('not a problem')
    const fault = faults(document.components.schemas.Problem, JSON.parse(exchange.text))
    if (fault) say(fault)
    if (exchange.status >= 500 && ![503, 507].includes(exchange.status)) say('a fault of ours')
  }
  if (!operation) {
    if (exchange.status !== 404) say('an address that the document does not know')
    return
  }
  const answer = operation.responses[String(exchange.status)]
  if (!answer) {
    say('an answer that the document does not know')
    return
  }
  if (exchange.status >= 300) return
  const wanted = answer.content?.['application/json']?.schema
  if (wanted) {
    const fault = faults(wanted, JSON.parse(exchange.text))
    if (fault) say(`the answer: ${fault}`)
  }
  const asked = operation.requestBody?.content['application/json']?.schema
  if (asked) {
    const fault = faults(asked, exchange.body ?? {})
    if (fault) say(`was taken, but the document refuses it: ${fault}`)
  }
}
