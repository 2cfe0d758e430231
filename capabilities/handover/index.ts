// The front door of handing over: all that other rooms may import.
import { registerDigestLine, registerNotice } from '#capabilities/attention/index.ts'
import { capability } from '#foundation/capability.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { processing } from './processing.ts'
import { OFFERS_TO_ME } from './queries.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const handover = capability({
  name: 'handover',
  contract,
  subjects,
  rules,
  policy,
  actions,
  processing,
  text: { nl, en },
})

// An offer waits on somebody as much as a question does.
registerDigestLine('handover', {
  count: OFFERS_TO_ME,
  say: (count, locale) => (locale === 'en' ? en : nl).digest(count),
  href: '/overdracht',
})

for (const [kind, words] of [
  ['handoverOffered', 'offered'],
  ['handoverEnded', 'ended'],
] as const)
  registerNotice(kind, { words: (locale) => (locale === 'en' ? en : nl).mail[words], href: () => '/overdracht' })

export { listeners } from './listeners.ts'
export { routes } from './routes.ts'
