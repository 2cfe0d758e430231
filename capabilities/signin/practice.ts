// The practice town: becoming somebody of the cast without proof. An installation in production has no such room.
import { type Actions, capability, writes } from '#foundation/capability.ts'
import { notFound } from '#foundation/errors.ts'
import { practiceContract } from './contract.ts'
import * as q from './queries.ts'
import { newSession } from './secrets.ts'
import { practiceText as en } from './text.en.ts'
import { practiceText as nl } from './text.nl.ts'
import { localPath } from './web/next.ts'

const actions: Actions<typeof practiceContract, Record<never, never>> = {
  becomeCast: writes({
    needs: (input) => ({ cast: q.findCast(input.membershipId) }),
    then: (work, input) => {
      if (!work.needs.cast) throw notFound('practice.notOfTheCast')
      work.do(q.becomeCast(newSession(work.context), input.membershipId))
      // '/' leads on to where somebody in this role begins.
      return { next: localPath(input.next) }
    },
  }),
}

export const practice = capability({
  name: 'practice',
  contract: practiceContract,
  subjects: {},
  rules: {},
  policy: { becomeCast: ['open'] },
  actions,
  text: { nl, en },
})
