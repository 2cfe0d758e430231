// Takes out of a picture what it says beside what it shows: a photograph of a broken gutter carries the address of the home.
import { tooMuch } from '../errors.ts'
import { damaged } from './office.ts'

type Sharp = typeof import('sharp').default

/** A phone's largest picture has some 50 million points; a file of 40 kB can claim 4 billion, and take as many bytes. */
const MOST_POINTS = 120_000_000
const AT_ONCE = 2

let loaded: Promise<Sharp> | undefined
const load = () => {
  // Loaded with the first picture: it costs start-up time and some 20 MB that many a run never needs.
  loaded ??= import('sharp').then((module) => {
    const sharp = module.default as unknown as Sharp
    sharp.cache(false)
    sharp.concurrency(1)
    return sharp
  })
  return loaded
}

let busy = 0
const waiting: (() => void)[] = []

/**
 * Writes a picture without place, time and device to `to`, upright. False when there was nothing to take out: then the
 * file at `from` is the one to keep, bit for bit.
 */
export const withoutTraces = async (
  from: string,
  to: string,
  format: 'jpeg' | 'png' | 'webp' | 'gif',
): Promise<boolean> => {
  if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  busy++
  try {
    return await clean(from, to, format)
  } finally {
    busy--
    waiting.shift()?.()
  }
}

const clean = async (from: string, to: string, format: string): Promise<boolean> => {
  const sharp = await load()
  const options = { limitInputPixels: MOST_POINTS, failOn: 'error' as const }
  try {
    const about = await sharp(from, options).metadata()
    const { width = 0, height = 0, pages = 1 } = about
    if (about.format !== format || !width || !height) throw damaged()
    if (width * (about.pageHeight ?? height) * (format === 'gif' ? Math.min(pages, 8) : pages) > MOST_POINTS * 2)
      throw tooMuch(413, 'files.tooLarge')
    // A GIF has no place for them, and our work on its moving pictures would only cost quality.
    if (format === 'gif') return false
    if (!about.exif && !about.xmp && !about.iptc && !about.tifftagPhotoshop && !about.comments?.length) return false
    const moving = pages > 1
    const picture = sharp(from, { ...options, animated: moving })
    const upright = moving ? picture : picture.autoOrient()
    const out = upright.keepIccProfile().timeout({ seconds: 30 })
    if (format === 'jpeg') out.jpeg({ quality: 90 })
    else if (format === 'png') out.png()
    else out.webp({ quality: 90 })
    await out.toFile(to)
    return true
  } catch (error) {
    if (/pixel limit|too large/i.test((error as Error).message)) throw tooMuch(413, 'files.tooLarge')
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC' || (error as Error).name === 'Refusal') throw error
    if (/no space/i.test((error as Error).message)) throw Object.assign(error as Error, { code: 'ENOSPC' })
    throw damaged()
  }
}
