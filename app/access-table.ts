// Prints ACCESS.md from the policies: who may do what, in words that a privacy officer can read.
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { accessFiles } from '#foundation/database/migrate.ts'
import { capabilities } from './capabilities.ts'

const ROOT = join(import.meta.dirname, '..')

/** `ownsOrDeputises` → 'owns or deputises' */
const asSentence = (rule: string) => rule.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** The policies on rows, as declared: schema.table → what may be done, under which policy. */
export const rowPolicies = (): { table: string; policies: { name: string; does: string }[] }[] => {
  const tables = new Map<string, { name: string; does: string }[]>()
  for (const file of accessFiles())
    for (const [, name, table, does] of readFileSync(file, 'utf8').matchAll(
      /create policy (\w+) on ([\w.]+)(?:\s+for (select|insert|update|delete))?\s+to schakel_app/g,
    ))
      tables.set(table!, [...(tables.get(table!) ?? []), { name: name!, does: does ?? 'all' }])
  return [...tables].sort(([a], [b]) => a.localeCompare(b)).map(([table, policies]) => ({ table, policies }))
}

export const printAccess = (): string => {
  const lines = [
    '# Who may do what',
    '',
    'Printed from the policies by `npm run print:access`; never edited by hand, and a test fails when it is stale.',
    '',
    'Two questions, in two places. *Which rows exist for you?* is answered by PostgreSQL (row-level security, in each',
    "room's `access.sql`); what does not exist for you is a 404. *May you do this now?* is answered by the tables below:",
    'every rule in a row must hold, and the first that fails is named in the 403.',
    '',
  ]
  for (const capability of capabilities) {
    lines.push(
      `## ${capability.name}`,
      '',
      '| Act | What it is called | Address | Every one of these must hold |',
      '| --- | --- | --- | --- |',
    )
    for (const [name, endpoint] of Object.entries(capability.contract)) {
      const rules = capability.policy[name]!.map((rule) =>
        rule === 'open' ? 'anybody, also who is not signed in' : asSentence(rule),
      )
      const address = endpoint.api === false ? 'pages only' : `\`${endpoint.at.replace(' /', ' /api/v1/')}\``
      lines.push(`| \`${name}\` | ${capability.text.nl.acts[name] ?? ''} | ${address} | ${rules.join('; ')} |`)
    }
    lines.push('')
  }
  lines.push(
    '## Which rows exist',
    '',
    'The policies that PostgreSQL holds every query against. A table that is not here has no row for anybody.',
    '',
  )
  lines.push('| Table | Policies |', '| --- | --- |')
  for (const { table, policies } of rowPolicies())
    lines.push(
      `| \`${table}\` | ${policies.map(({ name, does }) => `${asSentence(name).replaceAll('_', ' ')} (${does})`).join('; ')} |`,
    )
  lines.push(
    '',
    `Declared in ${accessFiles()
      .map((file) => `\`${relative(ROOT, file)}\``)
      .join(', ')}.`,
    '',
  )
  return lines.join('\n')
}
