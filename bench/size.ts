// How large the data set is: the default, and what `npm run bench -- --entries 10000000` makes of it.
import { join } from 'node:path'
import { parseArgs } from 'node:util'

export interface Size {
  readonly persons: number
  readonly organisations: number
  readonly dossiers: number
  readonly entries: number
}

/** A municipality of some 50,000 officials and partners, and the whole country. */
const BOUNDS: Record<keyof Size, readonly [usual: number, least: number, most: number]> = {
  persons: [50_000, 1_000, 1_000_000],
  organisations: [500, 10, 2_360],
  dossiers: [100_000, 2_000, 1_000_000],
  entries: [1_000_000, 20_000, 10_000_000],
}

export interface Settings {
  readonly size: Size
  /** The data folder of the bench; its data set is used again when its size is the one that is asked. */
  readonly dataDir: string
  /** How long each way of asking is measured in each round, in seconds. */
  readonly seconds: number
  readonly rounds: number
  /** Only fill, measure nothing. */
  readonly fillOnly: boolean
  /** Only these scenarios, by name; empty: all. */
  readonly only: readonly string[]
}

const ROOT = join(import.meta.dirname, '..')

export const readSettings = (args: readonly string[]): Settings => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      persons: { type: 'string' },
      organisations: { type: 'string' },
      dossiers: { type: 'string' },
      entries: { type: 'string' },
      data: { type: 'string' },
      seconds: { type: 'string', default: '3' },
      rounds: { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
      'fill-only': { type: 'boolean', default: false },
    },
  })
  const size = {} as Record<keyof Size, number>
  for (const [name, [usual, least, most]] of Object.entries(BOUNDS) as [keyof Size, readonly number[]][]) {
    const asked = values[name] === undefined ? usual! : Number(values[name])
    if (!Number.isInteger(asked) || asked < least! || asked > most!)
      throw new Error(`--${name} must be a whole number from ${least} to ${most}.`)
    size[name] = asked
  }
  return {
    size,
    dataDir: values.data ?? process.env.SCHAKEL_DATA ?? join(ROOT, '.schakel-bench'),
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    fillOnly: values['fill-only'],
    only: values.only.split(',').filter(Boolean),
  }
}
