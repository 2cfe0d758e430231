// What a structured line says beside its words, in one or two sentences: for who must decide whether the council reads it.
import type { Locale } from '#foundation/web/page.ts'
import { wordsOf } from './words.ts'

const say = (details: Readonly<Record<string, unknown>>, name: string): string => {
  const value = details[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export const detailsOf = (kind: string, details: Readonly<Record<string, unknown>>, locale: Locale): string[] => {
  const { web } = wordsOf(locale)
  const states = (name: string) => web.uncertaintyStates[say(details, name)] ?? say(details, name)
  const labelled = (label: string, name: string) => (say(details, name) ? `${label}: ${say(details, name)}` : '')
  const { ownWords } = web
  const lines: Record<string, () => string[]> = {
    opening: () => [labelled(ownWords.purpose, 'purpose'), labelled(ownWords.effect, 'residentEffect')],
    plan: () => [
      labelled(ownWords.purpose, 'purpose'),
      labelled(ownWords.effect, 'residentEffect'),
      labelled(ownWords.plan, 'plan'),
    ],
    closure: () => [labelled(ownWords.effect, 'effect'), labelled(ownWords.lesson, 'lesson')],
    uncertainty: () => [`${say(details, 'title')}: ${states('state')}`, say(details, 'impact')],
    phase: () => [`${say(details, 'title')} (${web.phaseStates[say(details, 'state')] ?? say(details, 'state')})`],
    role: () => [web.roles[say(details, 'became')] ?? say(details, 'became'), say(details, 'reason')],
    money: () => [`${Math.floor(Number(details.share ?? 0) * 100)} %`],
    gate: () => [
      `${say(details, 'title')}: ${web.gateOutcomes[say(details, 'outcome')] ?? say(details, 'outcome')}`,
      say(details, 'minority'),
    ],
    gatePlan: () => [say(details, 'title')],
    reservedChoice: () => [web.choiceStates[say(details, 'state')] ?? ''],
    objection: () => [web.objectionStates[say(details, 'state')] ?? ''],
    party: () => [say(details, 'name')],
    position: () => [say(details, 'summary'), say(details, 'whose')],
    consultation: () => [say(details, 'depth')],
    start: () => [say(details, 'searchArea')],
    departure: () => [`${web.page.frameNumber(Number(details.place ?? 0))}: ${say(details, 'rule')}`],
    councilDelay: () => [web.delays[say(details, 'code')] ?? ''],
  }
  return (lines[kind]?.() ?? []).filter((line) => line.trim() !== '')
}
