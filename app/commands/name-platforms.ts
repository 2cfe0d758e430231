// `npm run name:platforms`: names in package-lock.json the packages of other platforms that npm left out, after an install.
//
// npm leaves out what the registry of the moment did not have, and `npm ci` then refuses the file it wrote itself.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Package {
  readonly version?: string
  readonly dev?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly [more: string]: unknown
}

const SYSTEMS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openharmony']
const PROCESSORS = ['wasm32', 'arm64', 'x64', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'arm']

const file = join(import.meta.dirname, '../../package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Package> }
const packages = { ...lock.packages }

for (const [path, one] of Object.entries(lock.packages))
  for (const [name, version] of Object.entries(one.optionalDependencies ?? {})) {
    if (!path || packages[`node_modules/${name}`] || packages[`${path}/node_modules/${name}`]) continue
    const base = name.split('/').at(-1)!
    const os = SYSTEMS.find((system) => base.includes(system))
    const cpu = PROCESSORS.find((processor) => base.split('-').includes(processor))
    if (!cpu) {
      console.log(`left out, because its name tells no processor: ${name}`)
      continue
    }
    packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(one.dev ? { dev: true } : {}),
      ...(/musl/.test(base) ? { libc: ['musl'] } : /linux.*-gnu$/.test(base) ? { libc: ['glibc'] } : {}),
      optional: true,
      ...(os ? { os: [os] } : {}),
    }
    console.log(`named: ${name} ${version}`)
  }

lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
