// Starts a command of Schakel on any Node from 20 up: installs what the lock file names, then runs the pinned Node.
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants as osConstants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const commands = {
  serve: 'app/main.ts',
  test: 'app/commands/test.ts',
  backup: 'app/commands/backup.ts',
  restore: 'app/commands/restore.ts',
  bench: 'bench/run.ts',
  'bench-council': 'bench/council.ts',
  'bench-live': 'bench/live.ts',
  'import-organisations': 'app/commands/import-organisations.ts',
  'export-package': 'app/commands/export-package.ts',
  'import-package': 'app/commands/import-package.ts',
  'verify-journal': 'app/commands/verify-journal.ts',
  'make-administrator': 'app/commands/make-administrator.ts',
  'print-access': 'app/commands/print-access.ts',
  'name-platforms': 'app/commands/name-platforms.ts',
}

// These need the development packages as well; a server installed with `npm ci --omit=dev` is left as it is.
const needDevelopment = ['test', 'bench', 'bench-live', 'bench-council']

const root = dirname(fileURLToPath(import.meta.url))
const [command = 'serve', ...args] = process.argv.slice(2)

function refuse(sentence) {
  console.error(sentence)
  process.exit(1)
}

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * What package-lock.json asks for and node_modules does not have. npm writes node_modules/.package-lock.json as the
 * last step of an installation, so it is the stamp: an interrupted installation leaves none.
 */
function missingPackages(lock) {
  const names = Object.keys(lock.packages[''].optionalDependencies ?? {})
  const ownPlatform = Object.fromEntries(names.map((name) => [`node_modules/${name}`, true]))
  const isForHere = ({ os = [], cpu = [] }) =>
    [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch)
  const installed = readJson(join(root, 'node_modules/.package-lock.json'))?.packages ?? {}
  return Object.entries(lock.packages).filter(([path, wanted]) => {
    if (path === '') return false
    // Optional packages are for other platforms, but the Node and the database of this one must be there.
    if ((wanted.optional || wanted.devOptional) && !(path in ownPlatform && isForHere(wanted))) return false
    if (wanted.dev && !needDevelopment.includes(command)) return false
    return installed[path]?.version !== wanted.version || installed[path]?.integrity !== wanted.integrity
  })
}

const alive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** One installation at a time: `npm start` and `npm test` on a fresh checkout must not pull the rug from each other. */
async function withInstallLock(work) {
  const lock = join(root, '.schakel/installing')
  mkdirSync(dirname(lock), { recursive: true, mode: 0o711 })
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const holder = Number(readFileSync(lock, { encoding: 'utf8', flag: 'a+' }))
      if (holder && !alive(holder)) rmSync(lock, { force: true })
      else await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
  try {
    return work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function install() {
  const flags = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', '--engine-strict=false']
  // NODE_ENV=production would make npm leave out what `npm test` needs.
  const everything = [...flags, '--include=dev', '--include=optional']
  const npm = process.env.npm_execpath
  return npm && /npm-cli\.c?js$/.test(npm)
    ? spawnSync(process.execPath, [npm, ...everything], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', everything, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
}

async function ensurePackages() {
  const lock = readJson(join(root, 'package-lock.json'))
  if (!lock) refuse('package-lock.json is missing or damaged: this is not a complete checkout of Schakel.')
  if (missingPackages(lock).length === 0) return
  try {
    await withInstallLock(() => {
      if (missingPackages(lock).length === 0) return
      console.error(`Installing the packages of package-lock.json; the first time this takes a minute or so.`)
      const began = Date.now()
      const { status, error } = install()
      if (error) throw error
      if (status !== 0) throw new Error(`npm ci ended with code ${status}`)
      console.error(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`)
    })
  } catch (error) {
    refuse(
      `The packages could not be installed (${error.message}): check the connection to the npm registry, or run ` +
        '"npm ci --ignore-scripts" by hand to see why.',
    )
  }
}

/** The pinned Node of this platform; npm knows none for macOS in this version, there a Node 24 of one's own will do. */
function findNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const folder = join(root, 'node_modules', `node-${platform}-${process.arch}`)
  const pinned = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(pinned)) {
    try {
      accessSync(pinned, constants.X_OK)
      return pinned
    } catch {
      // Some ways of unpacking lose the execute bit.
      try {
        chmodSync(pinned, 0o755)
        return pinned
      } catch {
        // Not our file: the fallback below decides.
      }
    }
  }
  return fallbackNode()
}

function fallbackNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  refuse(
    `Schakel needs Node 24 and there is no package of it for ${process.platform} ${process.arch}: ` +
      `install Node 24 yourself (this is Node ${process.versions.node}) and run the same command again.`,
  )
}

const parentOf = (pid) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
  } catch {
    return undefined
  }
}

/**
 * npm starts a shell and that starts us. Who stops npm ends those two, and a shell tells its children nothing: the
 * server would go on unseen. So when one of the two is no more, the server is asked to stop.
 */
function onEndOfNpm(stop) {
  if (!process.env.npm_lifecycle_event) return undefined
  const ancestors = () => `${process.ppid} ${parentOf(process.ppid)}`
  const before = ancestors()
  const watch = setInterval(() => {
    if (ancestors() === before) return
    clearInterval(watch)
    stop()
  }, 300)
  return watch
}

/**
 * A server keeps what it needs and gives back the rest: left to itself V8 lets the heap grow with the memory of the
 * machine, and fifteen seconds of pages left 415 MB behind where 172 MB did the same work as fast. Whoever wants more
 * says so in NODE_OPTIONS (`--max-old-space-size=2048`).
 */
const memory =
  command !== 'serve' || /max-old-space-size/.test(process.env.NODE_OPTIONS ?? '')
    ? []
    : ['--max-old-space-size=512', '--max-semi-space-size=8']

function run(node) {
  const hook = './foundation/web/tsx-hook.ts'
  const flags = ['--disable-warning=ExperimentalWarning', ...memory]
  if (existsSync(join(root, hook))) flags.push('--import', hook)
  // npm sets INIT_CWD to where the user stood: `npm run backup -- my.backup` means that folder, not this one.
  // One arena for each processor of glibc's malloc is memory that nobody uses.
  const env = { INIT_CWD: process.cwd(), MALLOC_ARENA_MAX: '2', ...process.env }
  const child = spawn(node, [...flags, join(root, commands[command]), ...args], { cwd: root, env, stdio: 'inherit' })

  // Ctrl-C in a terminal reaches the child by itself; any other signal is for this process only and is handed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  const watch = onEndOfNpm(() => child.kill('SIGTERM'))
  child.on('error', (error) => {
    clearInterval(watch)
    // Present but not executable here, such as a glibc program on musl.
    if (node !== process.execPath) run(fallbackNode())
    else refuse(`Node could not be started: ${error.message}`)
  })
  child.on('exit', (code, signal) => process.exit(signal ? 128 + (osConstants.signals[signal] ?? 0) : (code ?? 1)))
}

if (!Object.hasOwn(commands, command)) {
  refuse(`"${command}" is not a command. There are: ${Object.keys(commands).join(', ')}.`)
}
if (!existsSync(join(root, commands[command]))) refuse(`The command "${command}" is not part of this release.`)
await ensurePackages()
run(findNode())
