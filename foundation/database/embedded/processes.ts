// Looks at other processes of this machine: does one live, since when, and which belong to our database.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const onLinux = process.platform === 'linux'

/**
 * When a process began, in whatever words the system has for it; undefined when there is none or it is only waiting to
 * be buried (a zombie). A pid together with this is unique, a pid alone is not: they are used again.
 */
export function beginOf(pid: number): string | undefined {
  if (!onLinux)
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim() || undefined
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, between brackets, may itself hold spaces and brackets; state and start time are fields 3 and 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

/** The living database processes that carry our mark: in the arguments of the first, in the titles of its children. */
export function processesMarked(mark: string): number[] {
  const matches = (line: string) => line.includes(mark) && line.includes('postgres')
  if (!onLinux) {
    const lines = spawnSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' }).stdout.split('\n')
    return lines.filter(matches).map((line) => Number.parseInt(line, 10))
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return matches(readFileSync(`/proc/${name}/cmdline`, 'utf8')) && beginOf(Number(name)) !== undefined
      } catch {
        return false
      }
    })
    .map(Number)
}

/** Sends a signal; says whether there was still somebody to receive it. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Waits until the condition holds; false when it did not in time. */
export async function until(condition: () => boolean, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds
  while (!condition()) {
    if (Date.now() > end) return false
    await sleep(10)
  }
  return true
}
