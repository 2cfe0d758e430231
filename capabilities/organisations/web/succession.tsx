// Where an organisation comes from and what it became, drawn from left to right; the sentences below it say the same.

import type { z } from 'zod'
import { Link, Stack, TimeText } from '#foundation/web/components.tsx'
import type { Succession } from '../contract.ts'
import { pathOf, type Text } from './words.ts'

type Step = z.infer<typeof Succession>
interface Here {
  readonly name: string
  readonly predecessors: readonly Step[]
  readonly successors: readonly Step[]
}

const BOX = { width: 190, height: 40, gap: 12 }
/** Between two columns, for the lines. */
const BETWEEN = 56
/** More than this is no longer a picture. */
const MOST = 7

const short = (name: string) => {
  const called = name.replace(/^Gemeente /, '')
  return called.length > 22 ? `${called.slice(0, 21)}…` : called
}

function Box({ x, y, name, present }: { x: number; y: number; name: string; present?: boolean }) {
  return (
    <>
      <rect
        x={x}
        y={y}
        width={BOX.width}
        height={BOX.height}
        rx="6"
        fill="none"
        stroke="currentColor"
        stroke-width={present ? 2.5 : 1}
      />
      <text
        x={x + BOX.width / 2}
        y={y + 25}
        text-anchor="middle"
        font-size="15"
        font-weight={present ? 600 : 400}
        fill="currentColor"
      >
        {short(name)}
      </text>
    </>
  )
}

function Picture({ here }: { here: Here }) {
  const rows = Math.max(here.predecessors.length, here.successors.length, 1)
  const height = rows * (BOX.height + BOX.gap)
  const top = (count: number, at: number) =>
    (height - count * (BOX.height + BOX.gap)) / 2 + at * (BOX.height + BOX.gap) + BOX.gap / 2
  const middle = top(1, 0)
  const column = BOX.width + BETWEEN
  const center = 2 + (here.predecessors.length > 0 ? column : 0)
  const right = center + column
  const width = (here.successors.length > 0 ? right : center) + BOX.width + 2
  const line = (x1: number, y1: number, x2: number, y2: number) => (
    <path
      d={`M${x1} ${y1 + 20} C${(x1 + x2) / 2} ${y1 + 20} ${(x1 + x2) / 2} ${y2 + 20} ${x2} ${y2 + 20} m-7 -4 l7 4 l-7 4`}
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
    />
  )
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" aria-hidden="true" focusable="false">
      {here.predecessors.map((step, at) => (
        <g key={step.organisationId}>
          <Box x={2} y={top(here.predecessors.length, at)} name={step.name} />
          {line(2 + BOX.width, top(here.predecessors.length, at), center - 1, middle)}
        </g>
      ))}
      <Box x={center} y={middle} name={here.name} present />
      {here.successors.map((step, at) => (
        <g key={step.organisationId}>
          {line(center + BOX.width, middle, right - 1, top(here.successors.length, at))}
          <Box x={right} y={top(here.successors.length, at)} name={step.name} />
        </g>
      ))}
    </svg>
  )
}

const sentence = (text: Text, step: Step, was: string, became: string) =>
  step.kind === 'split'
    ? step.isHeir
      ? text.one.wasSplitHeir(was, became)
      : text.one.wasSplit(was, became)
    : step.kind === 'rename'
      ? text.one.becameOther(was, became)
      : text.one.wentInto(was, became)

export function SuccessionPicture({ text, here }: { text: Text; here: Here }) {
  const steps = [
    ...here.predecessors.map((step) => ({ step, words: sentence(text, step, step.name, here.name) })),
    ...here.successors.map((step) => ({ step, words: sentence(text, step, here.name, step.name) })),
  ].sort((a, b) => a.step.happenedOn.localeCompare(b.step.happenedOn))
  return (
    <Stack>
      {here.predecessors.length <= MOST && here.successors.length <= MOST && <Picture here={here} />}
      <ol class="schakel-link-list" aria-label={text.one.lineLabel}>
        {steps.map(({ step, words }) => (
          <li class="schakel-link-list__item" key={step.organisationId}>
            <p class="schakel-meta">
              <TimeText at={step.happenedOn} show="date" />
            </p>
            <Link href={pathOf(step.organisationId)} icon="arrow-right">
              {words}
            </Link>
          </li>
        ))}
      </ol>
    </Stack>
  )
}
