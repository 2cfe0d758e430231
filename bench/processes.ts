// What processes cost, as Linux counts it: CPU time and memory of a server and of every process of its database.
import { readdirSync, readFileSync } from 'node:fs'

const TICK_MS = 10

const statOf = (pid: number): { parent: number; cpu: number } | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { parent: Number(fields[1]), cpu: (Number(fields[11]) + Number(fields[12])) * TICK_MS }
  } catch {
    return undefined
  }
}

/** A process and all below it. */
export const treeOf = (root: number): number[] => {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    const stat = pid && statOf(pid)
    if (stat) parents.set(pid, stat.parent)
  }
  const found = [root]
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child)
  return found.filter((pid) => parents.has(pid))
}

/**
 * CPU milliseconds of each process until now. PostgreSQL runs every backend in one thread, whose time the scheduler knows
 * to the nanosecond; of processes with threads the kernel gives hundredths of seconds.
 */
export const cpuOf = (pids: readonly number[]): Map<number, number> =>
  new Map(
    pids.map((pid) => {
      try {
        const threads = readdirSync(`/proc/${pid}/task`)
        return [
          pid,
          threads.reduce(
            (sum, thread) =>
              sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
            0,
          ),
        ]
      } catch {
        return [pid, statOf(pid)?.cpu ?? 0]
      }
    }),
  )

/** Between two readings. A process that came in between counts whole, one that went counts no more. */
export const spent = (before: Map<number, number>, after: Map<number, number>): number => {
  let sum = 0
  for (const [pid, cpu] of after) sum += Math.max(0, cpu - (before.get(pid) ?? 0))
  return sum
}

const MB = 1024 * 1024

/** Mebibytes: what is theirs alone and their part of what they share; and how much of that is memory shared on purpose. */
export const memoryOf = (pids: readonly number[]): { pss: number; shared: number } => {
  let pss = 0
  let shared = 0
  for (const pid of pids)
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
      pss += Number(/^Pss: +(\d+) kB/m.exec(rollup)?.[1] ?? 0)
      shared += Number(/^Pss_Shmem: +(\d+) kB/m.exec(rollup)?.[1] ?? 0)
    } catch {
      // It ended meanwhile.
    }
  return { pss: (pss * 1024) / MB, shared: (shared * 1024) / MB }
}
