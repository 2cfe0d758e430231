// A decision is found by its number: each has its own, in its name and above its first line.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'

const ROOT = join(import.meta.dirname, '../..')
const decisions = globSync('decisions/*.md', { cwd: ROOT }).sort()

test('no two decisions have one number, and the number stands above the decision', () => {
  const numbers = decisions.map((path) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(basename(path))?.[1] ?? path)
  assert.deepEqual(
    numbers.filter((number, i) => numbers.indexOf(number) !== i),
    [],
  )
  for (const [i, path] of decisions.entries())
    assert.match(
      readFileSync(join(ROOT, path), 'utf8').split('\n')[0]!,
      new RegExp(`^# ${Number(numbers[i])}\\. \\S`),
      path,
    )
})
