// One word for one thing: no name in the code uses a word that the glossary rules out.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const ROOT = join(import.meta.dirname, '../..')
const rows = readFileSync(join(ROOT, 'GLOSSARY.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(2)
  .map((row) => row.split('|').map((cell) => cell.trim()))
const ruledOut = rows
  .flatMap((cells) => cells[5]!.split(',').map((word) => word.trim()))
  .filter((word) => word && word !== '–')
// Names for places that hold anything are places where nothing can be found again.
const NEVER = ['utils', 'helpers', 'misc', 'dto', 'impl', 'handleX2']

// Words of the browser, of WebAuthn, of OpenID Connect and of DNS: theirs, not ours.
const OTHERS =
  /user-?agent|(require|has|is)?user(ID|Name|DisplayName|Verification|Verified|Handle|Info)|userinfo_endpoint|findAccount|accountId|login|dns\.lookup|lookup: outside|lookupFunction/gi

const code = globSync('{app,foundation,capabilities}/**/*.{ts,tsx,sql}', { cwd: ROOT }).filter(
  (path) => !/text\.\w+\.ts$/.test(path),
)

/** Names only: without strings, comments and the words of a page. */
const namesIn = (text: string): Set<string> => {
  const bare = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|--.*|(['"`])(?:\\.|(?!\1)[\s\S])*?\1|>[^<>{}]*</g, ' ')
  const names = bare.match(/[A-Za-z][A-Za-z0-9]*/g) ?? []
  return new Set(
    names.flatMap((name) => [name.toLowerCase(), ...name.split(/(?=[A-Z])/).map((part) => part.toLowerCase())]),
  )
}

test('no name in the rooms uses a word that the glossary rules out', () => {
  const rooms = code.filter((path) => path.startsWith('capabilities/'))
  const found = rooms.flatMap((file) => {
    const names = namesIn(readFileSync(join(ROOT, file), 'utf8').replaceAll(OTHERS, ''))
    return ruledOut.filter((word) => names.has(word.toLowerCase())).map((word) => `${file}: ${word}`)
  })
  assert.deepEqual(found, [])
})

test('no file is named for holding anything', () => {
  assert.deepEqual(
    code.filter((path) => path.split(/[/.]/).some((part) => NEVER.includes(part))),
    [],
  )
})

test('at most twenty Dutch nouns are kept', () => {
  assert.ok(rows.filter((cells) => cells[4] === 'yes').length < 20)
})

test('every file says what it is for in its first line', () => {
  const silent = code.filter((path) => !/^(\/\/|--|\/\*)/.test(readFileSync(join(ROOT, path), 'utf8')))
  assert.deepEqual(silent, [])
})
