// A reporter that says in one line of JSON how many tests passed, for whoever adds them up.
import type { TestEvent } from 'node:test/reporters'

export interface Counts {
  readonly tests: number
  readonly passed: number
  /** Not run on this machine, and said so by the test itself. */
  readonly skipped: number
}

export default async function* counts(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type !== 'test:summary') continue
    const { tests, passed, skipped, todo } = event.data.counts
    yield JSON.stringify({ tests, passed, skipped: skipped + todo } satisfies Counts)
  }
}
