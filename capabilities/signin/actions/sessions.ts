// Sessions: ending them, going on in another role, another language.
import { type Actions, reads, type Work, writes } from '#foundation/capability.ts'
import { notAllowed } from '#foundation/errors.ts'
import { digestOf, sessionCookie } from '#foundation/http/request.ts'
import type { contract } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { deviceKey } from '../seal.ts'
import { newSecret, SESSION_SECONDS } from '../secrets.ts'
import { localPath } from '../web/next.ts'

const YEAR = 365 * 86_400

type Names =
  | 'unlockDevice'
  | 'signOut'
  | 'switchRole'
  | 'chooseLanguage'
  | 'listSessions'
  | 'revokeSession'
  | 'revokeOtherSessions'

/** Whatever stays open under a session that ended (a live stream) must close at once. Which one is nobody's business. */
const ended = (work: Pick<Work<undefined, unknown>, 'publish'>) => work.publish({ name: 'sessionEnded', payload: {} })

export const sessionActions: Pick<Actions<typeof contract, typeof subjects>, Names> = {
  signOut: writes({
    then: (work) => {
      const name = sessionCookie(work.context.origin)
      const secret = work.context.cookies[name]
      if (secret) work.do(q.signOut(digestOf(secret)))
      if (work.actor?.sessionId) ended(work)
      work.context.setCookie(name, null)
      return null
    },
  }),

  switchRole: writes({
    then: (work, input) => {
      // Before the new cookie goes out: a refusal afterwards would sign this reader out.
      if (!work.actor.memberships.some((one) => one.membershipId === input.membershipId))
        throw notAllowed('signin.notYourRole')
      const secret = newSecret()
      work.do(q.switchRole(input.membershipId, digestOf(secret)))
      ended(work)
      work.context.setCookie(sessionCookie(work.context.origin), secret, { maxAgeSeconds: SESSION_SECONDS })
      return { next: localPath(input.next) }
    },
  }),

  chooseLanguage: writes({
    then: (work, input) => {
      if (work.actor?.sessionId) work.do(q.chooseLanguage(input.language))
      work.context.setCookie('taal', input.language, { maxAgeSeconds: YEAR })
      return { next: localPath(input.next) }
    },
  }),

  // A write, though nothing is written: the answer of a read may be kept by the browser, outside its own keeping of keys.
  unlockDevice: writes({
    then: ({ actor }, input) => ({
      personId: actor.personId,
      membershipId: actor.acting.membershipId,
      key: deviceKey(actor.personId, input.deviceId),
    }),
  }),

  listSessions: reads(() => q.sessionList()),
  revokeSession: writes({
    then: (work, input) => {
      work.do(q.revokeSession(input.sessionId))
      ended(work)
      return null
    },
  }),
  revokeOtherSessions: writes({
    then: (work) => {
      work.do(q.revokeSession(null))
      ended(work)
      return null
    },
  }),
}
