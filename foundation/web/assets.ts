// Builds what the browser fetches beside the pages: one style sheet, one script, fonts and icons, named for their content.

import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'rolldown'
import sharp from 'sharp'
import { buildStylesheet, styleSources } from './stylesheet.ts'
import { nl } from './text.nl.ts'

const require = createRequire(import.meta.url)
const here = import.meta.dirname

interface Manifest {
  fingerprint: string
  css: string
  js: string
  icon: string
  touchIcon: string
  icons: { 192: string; 512: string; maskable: string }
  manifest: string
  fonts: string[]
  /** The fonts that every page needs at once. */
  preload: string[]
}

export interface AssetFile {
  path: string
  type: string
  /** The same bytes, made smaller beforehand. */
  encodings: { br?: string; gzip?: string }
}

export interface Assets extends Manifest {
  /** The file of the service worker. */
  worker: string
  /** The file behind an address such as /assets/main-1a2b3c4d.css; nothing for an address that was not built. */
  file(address: string): AssetFile | undefined
}

/** The service worker, at the root so that it serves every page. */
export const WORKER = 'sw.js'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

const weights = [400, 600] as const
// The ranges of the subsets as Fontsource cuts them: latin-ext is only fetched for a name like Ćirić or Şahin.
const ranges = {
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  'latin-ext':
    'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
} as const

/** Addresses start with /assets/; because the name holds the hash, a browser may keep the file for ever. */
export async function buildAssets({
  outDir,
  entry = join(here, 'client', 'main.ts'),
  sources = [],
}: {
  outDir: string
  /** The module that the browser starts with: client/main.ts, or one that adds what the rooms bring. */
  entry?: string
  /** Modules of the rooms that the entry leads to: when one changes, all is built anew. */
  sources?: readonly string[]
}): Promise<Assets> {
  const own = [
    ...styleSources(),
    ...scripts('client'),
    ...scripts('worker'),
    join(here, 'assets.ts'),
    join(here, 'mark.svg'),
  ]
  const fingerprint = fingerprintOf([...own, entry, ...sources])
  const known = readManifest(outDir)
  if (known?.fingerprint === fingerprint) return assets(known, outDir)

  rmSync(outDir, { recursive: true, force: true })
  mkdirSync(outDir, { recursive: true })
  const put = (name: string, extension: string, content: string | Buffer) => {
    const bytes = Buffer.from(content)
    const file = `${name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 10)}${extension}`
    writeFileSync(join(outDir, file), bytes)
    if (['.css', '.js', '.svg', '.webmanifest'].includes(extension)) compress(join(outDir, file), bytes)
    return `/assets/${file}`
  }

  const fonts = fontFiles().map((font) => ({ ...font, address: put(font.name, '.woff2', readFileSync(font.path)) }))
  const mark = readFileSync(join(here, 'mark.svg'), 'utf8')
  const picture = (size: number) =>
    sharp(Buffer.from(mark), { density: 72 * (size / 32) })
      .resize(size, size)
      .png()
      .toBuffer()
  // A phone cuts its own shape out of it: what matters stays within the middle four fifths.
  const maskable = async () =>
    sharp({ create: { width: 512, height: 512, channels: 4, background: '#0a4a56' } })
      .composite([{ input: await picture(384), gravity: 'centre' }])
      .png()
      .toBuffer()
  const icons = {
    maskable: put('icon-maskable', '.png', await maskable()),
    192: put('icon-192', '.png', await picture(192)),
    512: put('icon-512', '.png', await picture(512)),
  }
  const manifest: Manifest = {
    fingerprint,
    css: put('main', '.css', buildStylesheet(fonts.map(fontFace).join('\n'))),
    js: put('main', '.js', await bundleScript(entry)),
    icon: put('icon', '.svg', mark),
    touchIcon: put('icon-180', '.png', await picture(180)),
    icons,
    manifest: put('app', '.webmanifest', webManifest(icons)),
    fonts: fonts.map((font) => font.address),
    preload: fonts.filter((font) => font.subset === 'latin').map((font) => font.address),
  }
  const worker = await bundleScript(join(here, 'worker', 'worker.ts'), 'iife')
  const shell = {
    version: fingerprint.slice(0, 10),
    addresses: [manifest.css, manifest.js, manifest.icon, manifest.icons[192], ...manifest.fonts],
  }
  // Always under the same address: a browser looks whether these bytes changed, and takes the new one.
  writeFileSync(join(outDir, WORKER), `const SHELL=${JSON.stringify(shell)};\n${worker}`)
  // Last, so that a build that was broken off is made again.
  writeFileSync(join(outDir, 'manifest.json'), JSON.stringify(manifest, null, 2))
  return assets(manifest, outDir)
}

function assets(manifest: Manifest, outDir: string): Assets {
  const present = new Set(readdirSync(outDir))
  const files = new Map<string, AssetFile>()
  for (const name of present) {
    const type = types[extname(name)]
    if (!type || name === WORKER) continue
    const path = join(outDir, name)
    files.set(`/assets/${name}`, {
      path,
      type,
      encodings: {
        br: present.has(`${name}.br`) ? `${path}.br` : undefined,
        gzip: present.has(`${name}.gz`) ? `${path}.gz` : undefined,
      },
    })
  }
  return { ...manifest, worker: join(outDir, WORKER), file: (address) => files.get(address) }
}

function readManifest(outDir: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(outDir, 'manifest.json'), 'utf8'))
  } catch {
    return undefined
  }
}

function fingerprintOf(paths: string[]): string {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(path.slice(-60)).update(readFileSync(path))
  return hash.digest('hex')
}

function scripts(name: string): string[] {
  const folder = join(here, name)
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join(folder, name))
}

async function bundleScript(entry: string, format: 'esm' | 'iife' = 'esm'): Promise<string> {
  const { output } = await build({
    input: entry,
    write: false,
    platform: 'browser',
    logLevel: 'warn',
    output: { format, minify: true },
  })
  return output[0].code
}

function fontFiles() {
  return weights.flatMap((weight) =>
    (Object.keys(ranges) as (keyof typeof ranges)[]).map((subset) => ({
      weight,
      subset,
      name: `noto-sans-${subset}-${weight}`,
      path: require.resolve(`@fontsource/noto-sans/files/noto-sans-${subset}-${weight}-normal.woff2`),
    })),
  )
}

function fontFace(font: { weight: number; subset: keyof typeof ranges; address: string }): string {
  return `@font-face{font-family:"Noto Sans";font-style:normal;font-weight:${font.weight};font-display:swap;src:url(${font.address}) format("woff2");unicode-range:${ranges[font.subset]}}`
}

function webManifest(icons: Manifest['icons']): string {
  return JSON.stringify({
    id: '/',
    name: 'Schakel',
    short_name: 'Schakel',
    start_url: '/vandaag',
    scope: '/',
    display: 'standalone',
    lang: 'nl',
    background_color: '#f6f4ef',
    theme_color: '#fbfaf7',
    icons: [
      ...([192, 512] as const).map((size) => ({ src: icons[size], sizes: `${size}x${size}`, type: 'image/png' })),
      { src: icons.maskable, sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [{ name: nl.newEntry, url: '/nieuwe-regel' }],
    // A photo, a file or words from another app go into a new line.
    share_target: {
      action: '/delen',
      method: 'POST',
      enctype: 'multipart/form-data',
      params: {
        title: 'title',
        text: 'text',
        url: 'url',
        files: [
          { name: 'files', accept: ['image/*', 'application/pdf', 'text/plain', '.docx', '.odt', '.xlsx', '.ods'] },
        ],
      },
    },
  })
}

function compress(path: string, bytes: Buffer): void {
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }))
}
