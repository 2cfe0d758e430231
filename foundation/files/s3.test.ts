// Files in a store that speaks S3, against a real server of that protocol.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { takeFile } from './check.ts'
import { s3StoreFrom } from './s3.ts'
import type { Store } from './store.ts'

let folder: string
let server: ChildProcess
let store: Store

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schakel-s3-'))
  const port = await freePort()
  const program = join(import.meta.dirname, '../../node_modules/s3rver/bin/s3rver.js')
  server = spawn(
    process.execPath,
    [program, '-d', folder, '-p', String(port), '-a', '127.0.0.1', '--configure-bucket', 'dossiers'],
    {
      stdio: 'ignore',
    },
  )
  store = s3StoreFrom({
    FILES_S3_BUCKET: 'dossiers',
    FILES_S3_ENDPOINT: `http://127.0.0.1:${port}`,
    FILES_S3_ACCESS_KEY: 'S3RVER',
    FILES_S3_SECRET_KEY: 'S3RVER',
    FILES_S3_PREFIX: 'schakel/',
  })!
  for (const end = Date.now() + 15_000; ; ) {
    try {
      await store.has('00'.repeat(32))
      return
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
})
after(async () => {
  server?.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const take = (bytes: Buffer) => takeFile(store, 100_000_000).take(Readable.from([bytes]), 'a.txt')
const all = async <T>(values: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = []
  for await (const value of values) found.push(value)
  return found
}
const bytesOf = async (digest: string) => Buffer.concat(await (await store.open(digest)).toArray())

test('a file is kept under its digest, and comes back as it was', async () => {
  const bytes = Buffer.from('Beste Naïma, tot morgen.')
  const stored = await take(bytes)
  assert.equal(stored.digest, digestOf(bytes))
  assert.deepEqual(await bytesOf(stored.digest), bytes)
  assert.equal(await store.has(stored.digest), true)
  assert.deepEqual(await readdir(await store.drafts()), [])
})

test('a large file goes in parts, and comes back as it was', async () => {
  const bytes = Buffer.from('Een regel van een groot bestand.\n'.repeat(1_000_000))
  const stored = await take(bytes)
  assert.equal(stored.size, 33_000_000)
  assert.equal(digestOf(await bytesOf(stored.digest)), digestOf(bytes))
})

test('what is not there is a fault at once', async () => {
  assert.equal(await store.has('12'.repeat(32)), false)
  await assert.rejects(store.open('12'.repeat(32)), { name: 'NoSuchKey' })
})

test('only bytes of before a moment are listed and removed', async () => {
  const { digest } = await take(Buffer.from('Dit gaat weg.'))
  const [past, future] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 3_600_000)]
  assert.equal((await all(store.list(past))).length, 0)
  assert.ok((await all(store.list(future))).includes(digest))
  assert.equal(await store.remove(digest, past), false)
  assert.equal(await store.remove(digest, future), true)
  assert.equal(await store.remove(digest, future), false)
  assert.equal(await store.has(digest), false)
})

test('settings that miss something say which', () => {
  assert.equal(s3StoreFrom({}), null)
  assert.throws(() => s3StoreFrom({ FILES_S3_BUCKET: 'b' }), /FILES_S3_ENDPOINT/)
})
