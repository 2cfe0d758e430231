// A fresh checkout can be installed: `npm ci` refuses a lock file in which an optional package is not named.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

interface Package {
  readonly version?: string
  readonly resolved?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const packages = (
  JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, Package>>
  }
).packages

test('The lock file names the packages of every platform', () => {
  // npm leaves out those that the registry of the moment did not have, and then finds its own file wanting. They have to
  // be named by hand: version, os, cpu, libc and optional.
  const unnamed = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    ),
  )
  assert.deepEqual(unnamed, [])
})

test('The lock file names no registry, so that everybody installs from his own', () => {
  const bound = Object.entries(packages).filter(([, { resolved }]) => resolved?.startsWith('http'))
  assert.deepEqual(bound, [])
})
