// The front door of moving out and in: all that the house may import.
import { registerNotice } from '#capabilities/attention/index.ts'
import { capability } from '#foundation/capability.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { processing } from './processing.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const moving = capability({
  name: 'moving',
  contract,
  subjects,
  rules,
  policy,
  actions,
  processing,
  text: { nl, en },
})

registerNotice('moving.ready', {
  words: (locale) => (locale === 'en' ? en : nl).mail.ready,
  href: () => '/mijn-gegevens/meenemen',
  // It says nothing but that it is there, and exists for one session that a mail does not have.
  there: '$3::uuid is not null',
})

export { packDossier, packOrganisation, takeIn } from './making.ts'
export { packageJobs } from './packing.ts'
export { jobs, listeners } from './telling.ts'
