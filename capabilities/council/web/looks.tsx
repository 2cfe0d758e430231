// What council page and public page show in the same way: phases, uncertainties, positions and what was released.
import type { ComponentChildren } from 'preact'
import {
  AttachmentList,
  Details,
  formatDate,
  Heading,
  Meter,
  Paragraph,
  Prose,
  Stack,
  StateBadge,
  type StateTone,
} from '#foundation/web/components.tsx'
import type { Locale } from '#foundation/web/page.ts'
import type { CouncilPageShown, PublicPageShown, ReleasedShown } from '../contract.ts'
import { wordsOf } from './words.ts'

type Common = Pick<
  CouncilPageShown & PublicPageShown,
  'phases' | 'role' | 'uncertainties' | 'parties' | 'positions' | 'consultation' | 'nextMoments' | 'gates'
>

/** Whole sentences stand beside each other without a semicolon after their full stop. */
const joined = (sentences: readonly string[]) => sentences.join('; ').replace(/\.; /g, '. ')

const euros = (locale: Locale) =>
  new Intl.NumberFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 0,
  })

export function Money({ money, locale }: { money: CouncilPageShown['money']; locale: Locale }) {
  const { page } = wordsOf(locale).web
  if (!money) return <span class="schakel-soft">{page.noMoney}</span>
  const { format } = euros(locale)
  return (
    <Meter
      value={money.share * 100}
      max={100}
      tone={money.share >= 1 ? 'late' : money.share >= 0.8 ? 'wait' : 'accent'}
      label={page.spent(format(money.spent / 100), format(money.ceiling / 100), `${Math.floor(money.share * 100)} %`)}
    />
  )
}

const tones: Record<string, StateTone> = { red: 'late', amber: 'wait', green: 'active', settled: 'done' }

export function UncertaintyState({ state, locale }: { state: string; locale: Locale }) {
  return (
    <StateBadge tone={tones[state] ?? 'neutral'}>{wordsOf(locale).web.uncertaintyStates[state] ?? state}</StateBadge>
  )
}

export const roleWord = (role: string, locale: Locale): string => wordsOf(locale).web.roles[role] ?? role

/** The phase that runs, else the one that comes next. */
export function CurrentPhase({ page, locale }: { page: Common; locale: Locale }) {
  const { web } = wordsOf(locale)
  const phase =
    page.phases.findLast((one) => one.state === 'running') ?? page.phases.find((one) => one.state === 'planned')
  if (!phase) return <span class="schakel-soft">{web.page.noPhase}</span>
  const role = page.role?.became || phase.role
  return (
    <>
      {phase.number > 0 && `${phase.number}. `}
      {phase.title}
      {phase.question && (
        <Paragraph small soft>
          {phase.question}
        </Paragraph>
      )}
      {role && (
        <Paragraph small>
          {web.page.role}: {roleWord(role, locale)}
        </Paragraph>
      )}
    </>
  )
}

export function Uncertainties({ page, locale, short }: { page: Common; locale: Locale; short?: boolean }) {
  const { web } = wordsOf(locale)
  const dates = formatDate(locale)
  if (page.uncertainties.length === 0) return <span class="schakel-soft">{web.page.noUncertainties}</span>
  // The main line shows what is still uncertain; what was settled is one touch further.
  const settled = short ? page.uncertainties.filter((one) => one.state === 'settled') : []
  if (settled.length > 0) {
    const open = page.uncertainties.filter((one) => one.state !== 'settled')
    return (
      <>
        {open.length > 0 && <Uncertainties page={{ ...page, uncertainties: open }} locale={locale} short />}
        <Details summary={web.page.settled(settled.length)}>
          <ul class="schakel-plain-list">
            {settled.map((one) => (
              <li key={one.uncertaintyId}>{one.title}</li>
            ))}
          </ul>
        </Details>
      </>
    )
  }
  return (
    <ul class="schakel-plain-list">
      {page.uncertainties.map((one) => (
        <li key={one.uncertaintyId}>
          <UncertaintyState state={one.state} locale={locale} /> {one.title}
          {!short && (
            <>
              {one.impact && (
                <Paragraph small soft>
                  {one.impact}
                </Paragraph>
              )}
              {one.howWeFindOut && (
                <Paragraph small>
                  {web.page.findOut(one.howWeFindOut, one.findOutBy ? dates.date(one.findOutBy) : '')}
                </Paragraph>
              )}
              {one.learned && (
                <Paragraph small>
                  <strong>{web.page.learned}</strong> {one.learned}
                </Paragraph>
              )}
              {one.history.length > 1 && (
                <Paragraph small soft>
                  {web.page.movement(
                    one.history
                      .map((step) => `${web.uncertaintyStates[step.state] ?? step.state} (${dates.short(step.at)})`)
                      .join(', '),
                  )}
                </Paragraph>
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

export function Parties({ page, locale }: { page: Common; locale: Locale }) {
  const { web } = wordsOf(locale)
  if (page.parties.length === 0) return <span class="schakel-soft">{web.page.noParties}</span>
  return (
    <ul class="schakel-inline-list">
      {page.parties.map((party) => (
        <li key={party.partyId}>
          {party.name}
          {party.weakVoice && <span class="schakel-meta"> ({web.page.weakVoice})</span>}
        </li>
      ))}
    </ul>
  )
}

export function NextMoments({ page, locale }: { page: Common; locale: Locale }) {
  const { web } = wordsOf(locale)
  const dates = formatDate(locale)
  if (page.nextMoments.length === 0) return <span class="schakel-soft">{web.page.noNext}</span>
  return (
    <ul class="schakel-plain-list">
      {page.nextMoments.slice(0, 3).map((moment) => (
        <li key={`${moment.on} ${moment.kind} ${moment.title}`}>
          {dates.day(moment.on)}: {moment.kind === 'gate' ? moment.title : web.page.information}
        </li>
      ))}
    </ul>
  )
}

/** Positions side by side: no average, no count, and who was not heard beside them (R9). */
export function Positions({ page, locale }: { page: Common; locale: Locale }) {
  const { page: words } = wordsOf(locale).web
  const heard = page.positions.filter((one) => one.heard)
  const unheard = page.positions.filter((one) => !one.heard)
  const notConsulted = page.consultation?.notConsulted ?? []
  const named = (id: string) => page.positions.find((one) => one.positionId === id)?.summary
  return (
    <Stack gap="sm">
      {heard.length === 0 ? (
        <Paragraph soft>{words.noPositions}</Paragraph>
      ) : (
        <ul class="schakel-beside">
          {heard.map((one) => {
            const against = one.contradicts.map(named).filter((summary) => summary !== undefined)
            return (
              <li key={one.positionId}>
                <strong>{one.summary}</strong>
                {one.whose && (
                  <Paragraph small soft>
                    {one.whose}
                  </Paragraph>
                )}
                {against.length > 0 && <Paragraph small>{words.contradicts(joined(against))}</Paragraph>}
              </li>
            )
          })}
        </ul>
      )}
      <Heading level={3} look={5}>
        {words.notHeard}
      </Heading>
      {unheard.length + notConsulted.length === 0 ? (
        <Paragraph soft>{words.everyoneHeard}</Paragraph>
      ) : (
        <ul class="schakel-plain-list">
          {unheard.map((one) => (
            <li key={one.positionId}>
              {one.whose ? `${one.whose}: ` : ''}
              {one.summary}
            </li>
          ))}
          {notConsulted.map((one) => (
            <li key={one.who}>
              {one.who}
              {one.reason && <span class="schakel-meta"> · {one.reason}</span>}
            </li>
          ))}
        </ul>
      )}
      {page.consultation?.depth && (
        <Paragraph small>
          {words.depth} {wordsOf(locale).web.depths[page.consultation.depth] ?? page.consultation.depth}
        </Paragraph>
      )}
    </Stack>
  )
}

/** The gates, and how each was decided. */
export function Gates({ page, locale }: { page: Common; locale: Locale }) {
  const { web } = wordsOf(locale)
  const dates = formatDate(locale)
  return (
    <ul class="schakel-plain-list">
      {page.gates.map((gate) => (
        <li key={gate.gateId}>
          <strong>{gate.title}</strong>{' '}
          {gate.outcome ? (
            <StateBadge tone="done">{web.gateOutcomes[gate.outcome] ?? gate.outcome}</StateBadge>
          ) : (
            gate.plannedOn && <span class="schakel-meta">{web.page.planned(dates.date(gate.plannedOn))}</span>
          )}
          <Paragraph small soft>
            {[gate.body, gate.decidedOn && dates.date(gate.decidedOn)].filter(Boolean).join(', ')}
          </Paragraph>
          {gate.text && <Prose text={gate.text} />}
          {gate.reason && (
            <Paragraph small>
              <strong>{web.page.because}</strong> {gate.reason}
            </Paragraph>
          )}
          {gate.minority && (
            <Paragraph small>
              <strong>{web.page.minority}</strong> {gate.minority}
            </Paragraph>
          )}
        </li>
      ))}
    </ul>
  )
}

export const kindWord = (kind: string, locale: Locale): string => {
  const text = wordsOf(locale)
  return text.web.kinds[kind] ?? text.entryKinds[kind as keyof typeof text.entryKinds] ?? text.web.otherKind
}

/** The lines that stood open, the newest first; of what was erased a tombstone. `files`: where a document is fetched. */
export function ReleasedLines({
  entries,
  files,
  locale,
  delays,
  anchors = 'regel',
}: {
  entries: readonly ReleasedShown[]
  files: (documentId: string) => string
  locale: Locale
  /** Shows how long release took: for the council. */
  delays?: boolean
  /** What the address of a line on this page begins with, when the same line stands on it twice. */
  anchors?: string
}) {
  const { page: words } = wordsOf(locale).web
  const dates = formatDate(locale)
  const told = (entry: ReleasedShown): ComponentChildren =>
    [
      entry.title ? `${kindWord(entry.kind, locale)}: ${entry.title}` : kindWord(entry.kind, locale),
      dates.short(entry.occurredAt),
      delays &&
        (entry.markedAt
          ? `${words.released(dates.short(entry.openedAt))}, ${words.tookHours(
              (Date.parse(entry.openedAt) - Date.parse(entry.markedAt)) / 3_600_000,
            )}`
          : words.ownWords),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <ul class="schakel-plain-list schakel-released">
      {entries.map((entry) => (
        <li key={entry.entryId} id={`${anchors}-${entry.entryId}`}>
          <Paragraph small soft>
            {told(entry)}
          </Paragraph>
          {entry.erasedAt ? (
            <Paragraph>
              {words.erased} {entry.erasedGround && `${words.ground} ${entry.erasedGround}`}
            </Paragraph>
          ) : (
            entry.text &&
            (entry.correctedBy ? (
              <del>
                <Prose text={entry.text} />
              </del>
            ) : (
              <Prose text={entry.text} />
            ))
          )}
          {entry.corrects && <Paragraph small>{words.corrects}</Paragraph>}
          {entry.correctedBy && (
            <Paragraph small>
              <a class="nl-link" href={`#regel-${entry.correctedBy}`}>
                {words.corrected}
              </a>
            </Paragraph>
          )}
          {entry.documents.length > 0 ? (
            <AttachmentList
              items={entry.documents.map((file) => ({
                href: files(file.documentId),
                name: file.name,
                size: file.size,
                type: file.type,
                description: file.description,
              }))}
            />
          ) : (
            entry.attachments > 0 &&
            !entry.erasedAt && (
              <Paragraph small soft>
                {words.stays(entry.attachments)}
              </Paragraph>
            )
          )}
        </li>
      ))}
    </ul>
  )
}

/** So many of the newest released lines stand open; the others wait, folded. */
const NEWEST = 5

export function Newest({ entries, ...look }: Parameters<typeof ReleasedLines>[0]) {
  const older = entries.slice(NEWEST)
  return (
    <>
      <ReleasedLines {...look} entries={entries.slice(0, NEWEST)} />
      {older.length > 0 && (
        <Details summary={wordsOf(look.locale).web.page.showOlder(older.length)}>
          <ReleasedLines {...look} entries={older} />
        </Details>
      )}
    </>
  )
}
