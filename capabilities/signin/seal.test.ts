// What is sealed opens again for the same purpose, whole and in time, and otherwise not at all.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCommon } from './common-passwords.ts'
import { deviceOf } from './device.ts'
import { seal, sealWith, unseal } from './seal.ts'
import { localPath } from './web/next.ts'

test('a sealed thing opens for its own purpose only', () => {
  sealWith('a secret of forty characters for the tests')
  const sealed = seal('step', { personId: 'samira', until: Date.now() + 1000 })
  assert.equal(unseal<{ personId: string }>('step', sealed)?.personId, 'samira')
  assert.equal(unseal('proof', sealed), undefined)
  assert.ok(!Buffer.from(sealed, 'base64url').toString('latin1').includes('samira'))
  assert.notEqual(seal('step', 1), seal('step', 1))
})

test('changed in one bit, over its time, or sealed by another installation it does not open', () => {
  sealWith('a secret of forty characters for the tests')
  const sealed = seal('step', { a: 1 })
  const bytes = Buffer.from(sealed, 'base64url')
  for (let i = 0; i < bytes.length; i++) {
    const changed = Buffer.from(bytes)
    changed[i]! ^= 1
    assert.equal(unseal('step', changed.toString('base64url')), undefined)
  }
  for (const wrong of [undefined, '', 'x', sealed.slice(0, 20), 'a'.repeat(5000)])
    assert.equal(unseal('step', wrong), undefined)
  assert.equal(unseal('step', seal('step', { until: Date.now() - 1 })), undefined)
  sealWith('another secret, of another installation, for the tests')
  assert.equal(unseal('step', sealed), undefined)
  sealWith('a secret of forty characters for the tests')
})

test('a browser is known by its name and system, and by nothing more', () => {
  assert.equal(
    deviceOf(
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    ),
    'Edge, Windows',
  )
  assert.equal(
    deviceOf('Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36'),
    'Chrome, Android',
  )
  assert.equal(deviceOf('<script>alert(1)</script>'), '')
})

test('what everybody tries first is no password; a few words are', () => {
  for (const password of ['Welkom123456!', 'WACHTWOORD1234', 'aaaaaaaaaaaaaa', 'samira.elamrani1'])
    assert.equal(isCommon(password, 'samira.elamrani@x.nl'), true, password)
  for (const password of ['paard accu nietje regen', 'Kp7#vv2!qLm9x'])
    assert.equal(isCommon(password, 'samira@x.nl'), false, password)
})

test('only a path of this house is followed', () => {
  for (const path of ['/', '/dossiers', '/dossiers/1?a=b&c=d#e', '/zoeken?query=https%3A%2F%2Fx.nl'])
    assert.equal(localPath(path), path)
  for (const path of [
    undefined,
    '',
    'dossiers',
    '//x.nl',
    '/\\x.nl',
    '\\\\x.nl',
    '/ /x.nl',
    '/\t/x.nl',
    '/.//x.nl',
    '/..//x.nl',
    'http:x',
    '/\u0000',
  ])
    assert.equal(localPath(path), '/', String(path))
})
