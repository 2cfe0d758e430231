// The ten process frames as they are read, each with who watches it and what its signal says.
import { dayOf, formatDate, Heading, Paragraph, Prose, StateBadge } from '#foundation/web/components.tsx'
import type { Locale } from '#foundation/web/page.ts'
import type { CouncilPageShown, FrameShown } from '../contract.ts'
import { wordsOf } from './words.ts'

type Measured = Pick<CouncilPageShown, 'money' | 'uncertainties' | 'duties' | 'at'>

/** Whether the frame is kept, as far as the house can see; null when it has no signal. */
const signalOf = (
  frame: FrameShown,
  page: Measured,
  locale: Locale,
  now: Date,
): { good: boolean | null; words: string } | null => {
  const { frames } = wordsOf(locale).web
  const today = page.at ?? dayOf(now)
  const { kind, share, day } = frame.signal
  switch (kind) {
    case 'money': {
      if (!page.money || !share) return { good: null, words: frames.unknown }
      const spent = Math.floor(page.money.share * 100)
      return { good: spent <= share, words: frames.ofMoney(spent, share) }
    }
    case 'day': {
      if (!day) return null
      const words = formatDate(locale).date(day)
      return { good: today <= day, words: today <= day ? frames.untilDay(words) : frames.pastDay(words) }
    }
    case 'uncertainties': {
      const red = page.uncertainties.filter((one) => one.state === 'red').length
      return { good: red === 0, words: frames.red(red) }
    }
    case 'information': {
      const late = page.duties.some((one) => one.state === 'lapsed')
      return { good: !late, words: late ? frames.informedLate : frames.informedInTime }
    }
    default:
      return null
  }
}

export function FrameList({
  frames,
  page,
  locale,
  now,
}: {
  frames: readonly FrameShown[]
  /** What the signals are held against; left out of an older version. */
  page?: Measured
  locale: Locale
  now: Date
}) {
  const { frames: words } = wordsOf(locale).web
  return (
    <ol class="schakel-plain-list">
      {frames.map((frame) => {
        const signal = page ? signalOf(frame, page, locale, now) : null
        return (
          <li key={frame.place}>
            <Heading level={3} look={5}>
              {frame.place}. {words.names[frame.place - 1]}
            </Heading>
            <Prose text={frame.text} />
            <Paragraph small soft>
              {words.owner}: {frame.owner}
            </Paragraph>
            {signal && (
              <StateBadge tone={signal.good === null ? 'neutral' : signal.good ? 'done' : 'late'}>
                {signal.good === null
                  ? signal.words
                  : signal.good
                    ? words.good(signal.words)
                    : words.over(signal.words)}
              </StateBadge>
            )}
          </li>
        )
      })}
    </ol>
  )
}
