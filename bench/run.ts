// `npm run bench`: makes the data set, measures Schakel beside a bare server in one run, and writes bench/RESULTS.md.

import { explainHot } from './explain.ts'
import { ensureData, superuserUrl } from './fill.ts'
import { measure } from './measure.ts'
import { pickReaders } from './readers.ts'
import { keepResults, writeResults } from './results.ts'
import { measureColdStart, startBenches } from './servers.ts'
import { readSettings } from './size.ts'

const settings = readSettings(process.argv.slice(2))
const say = (line: string) => process.stderr.write(`${line}\n`)

const made = await ensureData(settings.dataDir, settings.size, say)
if (settings.fillOnly) process.exit(0)

const benches = await startBenches(settings.dataDir)
const stop = async (code: number) => {
  await benches.stop()
  process.exit(code)
}
process.once('SIGINT', () => void stop(130))
process.once('SIGTERM', () => void stop(143))
try {
  say(`Schakel runs on this data set after ${benches.warmStart.toFixed(2)} s.`)
  const people = await pickReaders(superuserUrl(benches.socketDir))
  const measured = await measure(benches, people, settings, say)
  const plans = await explainHot(benches, people)
  const memory = benches.memory()
  await people.tidy()
  const coldStart = settings.only.length ? null : await measureColdStart()
  keepResults({ settings, made, measured, memory, warmStart: benches.warmStart, coldStart, about: people.about, plans })
  if (!settings.only.length) writeResults()
  await stop(0)
} catch (error) {
  say(String((error as Error).stack))
  await stop(1)
}
