// Lets Node import .tsx: `node --import ./foundation/web/tsx-hook.ts …` turns JSX into calls to Preact while loading.

import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'rolldown/utils'
import '../words/text-hook.ts'

registerHooks({
  load(url, context, nextLoad) {
    // A query (?v=2) is how a test asks for a second copy of a module; it is no part of the file's name.
    const [address = url] = url.split('?')
    if (!address.startsWith('file:') || !address.endsWith('.tsx')) return nextLoad(url, context)
    const path = fileURLToPath(address)
    return { format: 'module', source: compile(path, readFileSync(path, 'utf8')), shortCircuit: true }
  },
})

function compile(path: string, source: string): string {
  const { code, map, errors } = transformSync(path, source, {
    lang: 'tsx',
    sourceType: 'module',
    target: 'es2024',
    sourcemap: true,
    jsx: { runtime: 'automatic', importSource: 'preact' },
    // Node strips types by the same rule: an import stays unless it says `type`.
    typescript: { onlyRemoveTypeImports: true },
  })
  const [error] = errors as { message: string; codeframe?: string; loc?: { line: number; column: number } }[]
  if (error) throw new SyntaxError(`${place(path, error)}: ${error.message}\n${error.codeframe ?? ''}`)
  const comment = '\n//# sourceMappingURL=data:application/json;base64,'
  return map ? code + comment + Buffer.from(JSON.stringify(map)).toString('base64') : code
}

function place(path: string, error: { codeframe?: string; loc?: { line: number; column: number } }): string {
  if (error.loc) return `${path}:${error.loc.line}:${error.loc.column}`
  const [, line, column] = /:(\d+):(\d+)\]/.exec(error.codeframe ?? '') ?? []
  return line ? `${path}:${line}:${column}` : path
}
