// Draws the pages of one file, in a process of its own: what others made may crash it, and nothing else.
import { join } from 'node:path'
import { getDocumentProxy, renderPageAsImage } from 'unpdf'

interface Order {
  readonly bytes: Uint8Array
  readonly type: string
  /** Pages. */
  readonly most: number
  /** In points. */
  readonly width: number
}

/** A page says itself how large it is; a point is one thing, a hundred million of them another. */
const MOST_POINTS = 50_000_000

process.once('message', async ({ bytes, type, most, width }: Order) => {
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  sharp.cache(false)
  const give = async (picture: Uint8Array) => {
    const page = await sharp(picture, { limitInputPixels: MOST_POINTS, animated: false })
      .rotate()
      .resize({ width, height: 2 * width, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer()
    await new Promise<void>((resolve, reject) =>
      process.send!(page, (error: Error | null) => (error ? reject(error) : resolve())),
    )
  }
  if (type.startsWith('image/')) await give(bytes)
  else {
    // Letters that a document leaves to whoever shows it: what is on every machine of ours.
    const { GlobalFonts } = await import('@napi-rs/canvas')
    GlobalFonts.registerFromPath(join(import.meta.dirname, '../paper/fonts/NotoSans-Regular.ttf'), 'sans-serif')
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { maxImageSize: MOST_POINTS })
    for (let number = 1; number <= Math.min(pdf.numPages, most); number++) {
      const page = await pdf.getPage(number)
      const { width: wide, height: high } = page.getViewport({ scale: 1 })
      if ((width / wide) * high * width > MOST_POINTS) continue
      await give(
        new Uint8Array(await renderPageAsImage(pdf, number, { canvasImport: () => import('@napi-rs/canvas'), width })),
      )
      page.cleanup()
    }
  }
  process.disconnect()
})
