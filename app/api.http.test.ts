// The API as a whole: the NLgov design rules at design time and at run time, and what holds for every address.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openApiOf } from '#foundation/http/openapi.ts'
import { capabilities } from './capabilities.ts'
import { startHouse, type TestHouse } from './testing.ts'

let house: TestHouse
before(async () => {
  house = await startHouse()
})
after(() => house.stop())

const ROOT = join(import.meta.dirname, '..')
const RULES = join(ROOT, '../shared/data/api-design-rules.yaml')

test('the OpenAPI document breaks no NLgov API design rule', {
  skip: !existsSync(RULES) && 'the rules lie beside the checkout',
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'schakel-openapi-'))
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(openApiOf(capabilities, 'https://schakel.example.nl')))
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/@stoplight/spectral-cli/dist/index.js'),
      'lint',
      '-r',
      RULES,
      join(folder, 'openapi.json'),
      '--fail-severity=error',
    ],
    { encoding: 'utf8' },
  )
  rmSync(folder, { recursive: true })
  assert.equal(status, 0, stdout)
})

test('the document is served at the root of its version, readable from any website', async () => {
  const { status, headers, json } = await house.nobody.get('/openapi.json')
  assert.equal(status, 200)
  assert.equal(headers['access-control-allow-origin'], '*')
  assert.equal(headers['api-version'], json.info.version)
  assert.equal(json.openapi, '3.1.0')
})

test('an address with a slash at the end does not exist', async () => {
  const samira = await house.as('samira')
  assert.equal((await samira.get('/dossiers')).status, 200)
  const { status, headers } = await samira.get('/dossiers/')
  assert.equal(status, 404)
  assert.match(String(headers['content-type']), /^application\/problem\+json/)
})

test('every answer carries the version, a request number and the security headers', async () => {
  for (const path of ['/dossiers', '/dossiers/not-an-id', '/nothing-here']) {
    const { headers } = await house.nobody.get(path)
    assert.equal(headers['api-version'], '1.0.0')
    assert.match(String(headers['x-request-id']), /^[0-9a-f-]{36}$/)
    assert.match(String(headers['content-security-policy']), /default-src 'none'/)
    assert.doesNotMatch(String(headers['content-security-policy']), /unsafe/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
  }
})

test('who is not signed in is told so, with a problem and not with a page', async () => {
  const { status, json } = await house.nobody.get('/dossiers')
  assert.deepEqual([status, json.code, json.status], [401, 'signin.required', 401])
})

test('a list that did not change is not sent again', async () => {
  const samira = await house.as('samira')
  const first = await samira.get('/dossiers')
  const again = await samira.get('/dossiers', { 'if-none-match': String(first.headers.etag) })
  assert.deepEqual([again.status, again.text], [304, ''])
  // As it comes back through a proxy that compresses.
  const weak = await samira.get('/dossiers', { 'if-none-match': `"x", W/${first.headers.etag}` })
  assert.equal(weak.status, 304)
})

test('a write from another website is refused, whatever it carries', async () => {
  const samira = await house.as('samira')
  const body = { title: 'x', reason: 'y', kind: 'opgave' }
  const elsewhere: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://kwaad.example' },
    // From an address with a name and a password in it: no token of ours, so the cookie would count.
    { origin: 'https://kwaad.example', authorization: 'Basic a3dhYWQ6a3dhYWQ=' },
    { 'sec-fetch-site': 'cross-site', authorization: 'Bearer kort' },
  ]
  for (const headers of elsewhere) {
    const { status, json } = await samira.post('/dossiers', body, headers)
    assert.deepEqual([status, json.code], [403, 'crossSite'])
  }
  assert.equal((await samira.post('/dossiers', body, { 'sec-fetch-site': 'same-origin' })).status, 201)
})

test('bad input gets a code beside its field and never a fault of ours', async () => {
  const samira = await house.as('samira')
  const good = { title: 'Goed', reason: 'Omdat.', kind: 'opgave' }
  const bad: [object, string, string][] = [
    [{ ...good, title: '' }, 'title', 'required'],
    [{ ...good, title: '   ' }, 'title', 'required'],
    [{ ...good, title: 'a'.repeat(201) }, 'title', 'tooLong'],
    [{ ...good, title: 7 }, 'title', 'wrongType'],
    [{ ...good, title: 'a\u0000b' }, 'title', 'badCharacters'],
    [{ ...good, title: '\ud800' }, 'title', 'badCharacters'],
    [{ ...good, kind: 'vakantie' }, 'kind', 'notAChoice'],
    [{ ...good, kleur: 'rood' }, 'kleur', 'unknownField'],
    [{ ...good, ownerId: 'mij' }, 'ownerId', 'notAnId'],
    [{ ...good, ceiling: 6 }, 'ceiling', 'tooLong'],
    [{ title: good.title }, 'reason', 'required'],
  ]
  for (const [body, path, code] of bad) {
    const { status, json } = await samira.post('/dossiers', body)
    assert.equal(status, 400, JSON.stringify(body))
    assert.ok(
      json.errors.some((error: { path: string; code: string }) => error.path === path && error.code === code),
      `${path} ${code}: ${JSON.stringify(json.errors)}`,
    )
  }
  for (const title of [
    'Zon 🌞 op de dijk',
    'e\u0301e\u0301n',
    'ש\u200fלום',
    '<script>alert(1)</script>',
    "'; drop table dossier.dossier; --",
  ]) {
    const { json } = await samira.post('/dossiers', { ...good, title })
    assert.equal((await samira.get(`/dossiers/${json.dossierId}`)).json.title, title)
  }
})

test('five megabytes of text, broken JSON and an unknown content type are refused before anybody looks inside', async () => {
  const samira = await house.as('samira')
  const send = (payload: string, type: string) =>
    house.app.inject({
      method: 'POST',
      url: '/api/v1/dossiers',
      payload,
      headers: { cookie: samira.cookie, origin: house.config.origin, 'content-type': type },
    })
  const huge = await send(
    JSON.stringify({ title: 'x', reason: 'a'.repeat(5_000_000), kind: 'opgave' }),
    'application/json',
  )
  assert.deepEqual([huge.statusCode, huge.json().code], [413, 'tooLarge'])
  assert.equal((await send('{"title":', 'application/json')).statusCode, 400)
  assert.equal((await send('[1]', 'application/json')).statusCode, 400)
  assert.equal((await send('a,b', 'text/csv')).statusCode, 415)
})

test('a forged id, an id of another kind and a date that does not exist are refused the same way everywhere', async () => {
  const samira = await house.as('samira')
  assert.equal((await samira.get('/dossiers/1')).status, 400)
  assert.equal((await samira.get('/dossiers/00000000-0000-0000-0000-000000000000')).status, 404)
  const { json } = await samira.post('/dossiers', { title: 'x', reason: 'y', kind: 'opgave' })
  const { status, json: problem } = await samira.post(`/dossiers/${json.dossierId}/entries`, {
    text: 'x',
    occurredAt: '2026-02-31T10:00:00+01:00',
  })
  assert.deepEqual([status, problem.errors[0].path], [400, 'occurredAt'])
})

test('a form by a name that every object knows is no form, and no such sentence is shown', async () => {
  const samira = await house.as('samira')
  for (const act of ['constructor', '__proto__', 'toString']) {
    assert.equal((await samira.submit('/dossiers/openen', act, {})).status, 400, act)
    assert.equal((await samira.page(`/vandaag?gedaan=${act}`)).status, 200, act)
  }
})
