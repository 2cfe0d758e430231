// The look without a browser: dates in words, sizes on the line, and JSX that loads.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import './tsx-hook.ts'
import { buildAssets } from './assets.ts'

const { formatDate, fileSize, dayOf } = await import('./components.tsx')

test('Samira reads dates as they are spoken, on the clock of the Netherlands', () => {
  const nl = formatDate('nl')
  const now = '2026-01-13T09:00:00+01:00'
  assert.equal(nl.dayTime('2026-01-12T15:40:00Z', now), 'maandag 12 januari, 16.40 uur')
  assert.equal(nl.relativeTime('2026-01-12T15:40:00Z', now), 'gisteren, 16.40 uur')
  assert.equal(nl.relative('2026-01-14', now), 'morgen')
  assert.equal(nl.relative('2026-01-13', now), 'vandaag')
  assert.equal(nl.day('2025-12-18', now), 'donderdag 18 december 2025')
  assert.equal(nl.short('2026-03-02', now), '2 mrt')
  assert.equal(formatDate('en').dayTime('2026-07-06T14:40:00Z', now), 'Monday 6 July, 16:40')
})

test('A moment just after midnight here belongs to the new day, though it is still yesterday in Greenwich', () => {
  assert.equal(dayOf('2026-07-05T22:30:00Z'), '2026-07-06')
  assert.equal(formatDate('nl').relative('2026-07-05T22:30:00Z', '2026-07-06T08:00:00Z'), 'vandaag')
})

test('The night the clock goes back does not move yesterday', () => {
  assert.equal(formatDate('nl').relative('2026-10-24T22:30:00Z', '2026-10-26T08:00:00Z'), 'gisteren')
})

test('A file says its size in words', () => {
  assert.equal(fileSize(512), '512 bytes')
  assert.equal(fileSize(821_000), '821 kB')
  assert.equal(fileSize(1_240_000), '1,2 MB')
  assert.equal(fileSize(999_900), '1 MB')
})

test('Style and script stay small on the line, and are built once', async () => {
  const outDir = mkdtempSync(join(tmpdir(), 'schakel-assets-'))
  try {
    const assets = await buildAssets({ outDir })
    const size = (address: string) => statSync(assets.file(address)!.encodings.gzip!).size
    assert.ok(size(assets.css) < 40_000, `style sheet: ${size(assets.css)} bytes`)
    assert.ok(size(assets.js) < 15_000, `script: ${size(assets.js)} bytes`)
    const stamp = statSync(assets.file(assets.css)!.path).mtimeMs
    assert.equal((await buildAssets({ outDir })).css, assets.css)
    assert.equal(statSync(assets.file(assets.css)!.path).mtimeMs, stamp)
    assert.equal(assets.file('/assets/../web.test.ts'), undefined)
    const css = readFileSync(assets.file(assets.css)!.path, 'utf8')
    for (const [, address] of css.matchAll(/url\((\/[^)]+)\)/g))
      assert.ok(assets.file(address!), `${address} is missing`)
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
})

test('A mistake in a page names its file and line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'schakel-jsx-'))
  try {
    const page = join(folder, 'Page.tsx')
    writeFileSync(page, 'export const a = 1\nexport const b = <p>{a</p>\n')
    const { stderr } = spawnSync(process.execPath, ['--import', join(import.meta.dirname, 'tsx-hook.ts'), page], {
      encoding: 'utf8',
    })
    assert.match(stderr, /Page\.tsx:2:\d+/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
