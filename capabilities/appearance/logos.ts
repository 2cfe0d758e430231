// Draws a logo anew: whatever was brought, what is kept is a small picture made here, without script, address or history.
import sharp from 'sharp'
import { invalid } from '#foundation/errors.ts'

const MOST = { width: 640, height: 160 }
/** Pixels of what was brought: a picture that unfolds to more is no logo. */
const UNFOLDED = 24_000_000
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export interface DrawnLogo {
  readonly png: Buffer
  readonly width: number
  readonly height: number
}

const kindOf = (bytes: Buffer): 'png' | 'svg' | null => {
  if (bytes.subarray(0, 8).equals(PNG)) return 'png'
  const head = bytes.subarray(0, 4096).toString('utf8')
  return /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE svg[^[>]*>\s*)?<svg[\s>]/i.test(head)
    ? 'svg'
    : null
}

/**
 * A drawing may not name anything outside itself, nor entities that unfold: it is read on our server. What the reader of
 * SVG (librsvg) would refuse or leave out anyway is refused here with a sentence.
 */
const reachesOut = (svg: string): boolean =>
  /<!ENTITY|<!DOCTYPE[^>]*\[|<script|<foreignObject|@import/i.test(svg) ||
  [...svg.matchAll(/(?:xlink:)?href\s*=\s*["']([^"']*)["']/gi)].some(
    ([, to]) => !/^(#|data:image\/(?:png|jpeg);)/i.test(to!),
  ) ||
  [...svg.matchAll(/url\(\s*["']?([^"')]*)/gi)].some(([, to]) => !to!.startsWith('#'))

const times = (svg: string, name: string): number =>
  svg.match(new RegExp(`<(?:[\\w-]+:)?${name}\\b`, 'gi'))?.length ?? 0

/** Six levels of ten uses are a million rectangles in a thousand characters, and a filter reckons for each point of the picture. */
const unfolds = (svg: string): boolean =>
  times(svg, 'use') > 20 ||
  times(svg, 'mask') > 20 ||
  times(svg, 'pattern') > 5 ||
  times(svg, 'filter') > 2 ||
  times(svg, 'feTurbulence') > 0

/** One at a time: what is drawn keeps a thread that files and requests of others need too. */
let drawing: Promise<unknown> = Promise.resolve()
const inTurn = <T>(draw: () => Promise<T>): Promise<T> => {
  const turn = drawing.then(draw)
  drawing = turn.catch(() => {})
  return turn
}
const SECONDS = 5

/** Throws `appearance.notALogo` beside the field. */
export const drawLogo = async (bytes: Buffer): Promise<DrawnLogo> => {
  const refuse = () => invalid('invalid', [{ path: 'image', code: 'appearance.notALogo' }])
  const kind = kindOf(bytes)
  if (!kind || (kind === 'svg' && [reachesOut, unfolds].some((not) => not(bytes.toString('utf8'))))) throw refuse()
  try {
    const settings = { limitInputPixels: UNFOLDED, failOn: 'error' } as const
    return await inTurn(async () => {
      // A drawing has no pixels of its own: drawn large first, then brought down, its edges stay sharp.
      const { width = 0, height = 0 } = await sharp(bytes, settings).metadata()
      const density =
        kind === 'svg' ? Math.min(2400, Math.max(72, (72 * MOST.height * 2) / Math.max(1, height))) : undefined
      if (!width || !height || width / height > 12 || height / width > 4) throw refuse()
      const { data, info } = await sharp(bytes, { ...settings, ...(density ? { density } : {}) })
        .resize({ ...MOST, fit: 'inside', withoutEnlargement: true })
        .png({ palette: true, effort: 8, compressionLevel: 9 })
        .timeout({ seconds: SECONDS })
        .toBuffer({ resolveWithObject: true })
      return { png: data, width: info.width, height: info.height }
    })
  } catch {
    throw refuse()
  }
}
