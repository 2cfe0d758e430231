// Pages are drawn in a process of their own: what others made may break the drawing, and nothing else.
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import sharp from 'sharp'
import { pdf } from '../testing/pdf.ts'
import { drawPages, isDrawable } from './previewing.ts'

const draw = (bytes: Buffer, type: string, limits = {}) =>
  drawPages({ size: bytes.length, type, open: async () => Readable.from([bytes]) }, limits)

test('the first pages of a PDF become pictures with something on them', async () => {
  const pages = await draw(pdf('Een', 'Twee', 'Drie'), 'application/pdf', { most: 2, width: 400 })
  assert.equal(pages.length, 2)
  for (const page of pages) {
    const { format, width } = await sharp(page).metadata()
    assert.deepEqual([format, width], ['webp', 400])
    const { channels } = await sharp(page).stats()
    assert.ok(channels[0]!.min < 128, 'there are letters on it')
  }
})

test('a picture is made smaller, and never larger', async () => {
  const picture = (width: number) =>
    sharp({ create: { width, height: 30, channels: 3, background: '#258' } })
      .png()
      .toBuffer()
  const [large] = await draw(await picture(900), 'image/png', { width: 300 })
  assert.equal((await sharp(large).metadata()).width, 300)
  const [small] = await draw(await picture(40), 'image/png', { width: 300 })
  assert.equal((await sharp(small).metadata()).width, 40)
})

test('what is damaged, too large, takes too long or cannot be drawn gives no picture and no fault', async () => {
  assert.deepEqual(await draw(Buffer.from('%PDF-1.4 en dan niets'), 'application/pdf'), [])
  assert.deepEqual(await draw(pdf('Een'), 'application/pdf', { largest: 10 }), [])
  assert.deepEqual(await draw(pdf('Een'), 'application/pdf', { milliseconds: 1 }), [])
  assert.deepEqual(await draw(Buffer.from('tekst'), 'text/plain'), [])
  assert.ok(isDrawable('application/pdf') && !isDrawable('image/heic') && !isDrawable('text/html'))
  // Forty thousand points wide, by its own account.
  const wide = Buffer.from(pdf('Een').toString('latin1').replace('0 0 595 842', '0 0 1 999'), 'latin1')
  assert.deepEqual(await draw(wide, 'application/pdf', { width: 4000 }), [])
})
