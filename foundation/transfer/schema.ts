// How the rows of a table read as JSON, written down as a JSON Schema of the package itself.
import type { Column, Table } from './graph.ts'

const UUID = { type: 'string', format: 'uuid' }
const TYPES: Readonly<Record<string, object>> = {
  uuid: UUID,
  text: { type: 'string' },
  boolean: { type: 'boolean' },
  smallint: { type: 'integer' },
  integer: { type: 'integer' },
  bigint: { type: 'integer' },
  numeric: { type: 'number' },
  'double precision': { type: 'number' },
  real: { type: 'number' },
  date: { type: 'string', format: 'date' },
  'timestamp with time zone': { type: 'string', format: 'date-time' },
  interval: { type: 'string' },
  bytea: { type: 'string', pattern: '^\\\\x([0-9a-f]{2})*$', description: 'Bytes, hexadecimal after \\x.' },
  jsonb: {},
  json: {},
}

const typeOf = (type: string): object =>
  type.endsWith('[]') ? { type: 'array', items: typeOf(type.slice(0, -2)) } : (TYPES[type] ?? { type: 'string' })

const propertyOf = ({ type, nullable }: Column): object => {
  const shape = typeOf(type)
  if (!nullable || Object.keys(shape).length === 0) return shape
  return { anyOf: [shape, { type: 'null' }] }
}

/** JSON Schema 2020-12 of one line of `data/<table>/*.ndjson`. */
export const schemaOf = (table: Table): object => {
  const columns = table.columns.filter((column) => !column.generated)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: table.name,
    description: `One record of ${table.name}, one a line. Identified by ${table.key.join(', ') || 'all of it'}.${table.references
      .map(({ column, to, toColumn }) => ` ${column} is ${toColumn} of ${to}.`)
      .join('')}`,
    type: 'object',
    properties: Object.fromEntries(columns.map((column) => [column.name, propertyOf(column)])),
    required: columns.map((column) => column.name),
    additionalProperties: false,
  }
}
