// A real browser for the tests: the one of the machine, or else the one that npm installed.
import { spawnSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { extract } from 'tar'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

const FLAGS = [
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Containers give /dev/shm 64 MB, and a page that fills it crashes.
  '--disable-dev-shm-usage',
  // Root may not use the sandbox and many containers have none; these browsers only ever see our own pages.
  '--no-sandbox',
]

/** Throws one sentence when there is no browser that starts here. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, env } = await findBrowser()
  return chromium.launch({
    executablePath: executable,
    args: FLAGS,
    env: { ...(process.env as Record<string, string>), ...env },
  })
}

/**
 * A browser that keeps all it has in a folder, as a phone does. `kill` ends it with all its processes at once, as a
 * battery that is taken out; started again on the same folder it has what had reached the disk.
 */
export async function launchDevice(
  folder: string,
  options: { readonly locale: string },
): Promise<{ context: BrowserContext; kill(): Promise<void> }> {
  const { executable, env } = await findBrowser()
  const context = await chromium.launchPersistentContext(folder, {
    ...options,
    executablePath: executable,
    args: FLAGS,
    env: { ...(process.env as Record<string, string>), ...env },
  })
  const kill = async () => {
    const gone = new Promise<void>((done) => context.once('close', () => done()))
    for (const pid of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
      try {
        if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--user-data-dir=${folder}`))
          process.kill(Number(pid), 'SIGKILL')
      } catch {
        // It went by itself.
      }
    }
    await gone
  }
  return { context, kill }
}

interface Found {
  readonly executable: string
  readonly env: Record<string, string>
}

async function findBrowser(): Promise<Found> {
  if (process.env.CHROMIUM) return { executable: process.env.CHROMIUM, env: {} }
  const folders = (process.env.PATH ?? '').split(delimiter)
  for (const name of NAMES) {
    const executable = folders.map((folder) => join(folder, name)).find(isExecutable)
    if (executable) return { executable, env: {} }
  }
  return unpackBrowser()
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * The package is made for Amazon's servers and unpacks itself only there; what it holds runs elsewhere too. The shared
 * libraries that it brings are used only where the machine lacks them.
 */
async function unpackBrowser(): Promise<Found> {
  const home = await unpackOnce()
  const executable = join(home, 'chromium')
  const libraries = join(home, 'lib')
  // Without a list of fonts at all nothing is drawn where text should be.
  const fonts: Record<string, string> = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: home }
  const why: string[] = []
  const extended = { LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter) }
  for (const env of [fonts, { ...fonts, ...extended }]) {
    const probe = spawnSync(executable, ['--version'], { env: { ...process.env, ...env }, encoding: 'utf8' })
    if (probe.status === 0) return { executable, env }
    why.push(probe.error?.message ?? probe.stderr.trim())
  }
  throw new Error(`There is no browser that runs here (${why.at(-1)}): install chromium, or name one with CHROMIUM.`)
}

/** Once per account and version: whole or not at all, also when two test files come at the same time. */
async function unpackOnce(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('There is no browser: install chromium, or name one with CHROMIUM.')
  }
  const require = createRequire(import.meta.url)
  const folder = join(dirname(require.resolve('@sparticuz/chromium')), '../..')
  const root = [folder, join(folder, '..')].find((path) => existsSync(join(path, 'bin/chromium.br')))
  if (!root)
    throw new Error('The package @sparticuz/chromium is not complete: run npm ci, or name a browser with CHROMIUM.')
  const { version } = require(join(root, 'package.json')) as { version: string }
  const home = join(tmpdir(), `schakel-browser-${version}-${process.getuid?.()}`)
  if (existsSync(home)) {
    // Anybody can make a folder of this name; a program in it is run only when the folder is ours.
    const { uid, mode } = lstatSync(home)
    if (uid === process.getuid?.() && !(mode & 0o022) && existsSync(join(home, 'chromium'))) return home
    rmSync(home, { recursive: true, force: true })
  }
  const draft = mkdtempSync(`${home}-`)
  try {
    const unpacked = (name: string) => [createReadStream(join(root, 'bin', name)), createBrotliDecompress()] as const
    await pipeline(...unpacked('chromium.br'), createWriteStream(join(draft, 'chromium')))
    chmodSync(join(draft, 'chromium'), 0o755)
    for (const name of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
      await pipeline(...unpacked(name), extract({ cwd: draft }))
    }
    mkdirSync(join(draft, 'lib'), { recursive: true })
    // Theirs names folders of Amazon.
    const list = `<fontconfig><dir>${home}/fonts</dir><cachedir>${home}/fonts-cache</cachedir></fontconfig>`
    writeFileSync(
      join(draft, 'fonts.conf'),
      `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n${list}\n`,
    )
    renameSync(draft, home)
  } catch (error) {
    if (!existsSync(join(home, 'chromium'))) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return home
}
