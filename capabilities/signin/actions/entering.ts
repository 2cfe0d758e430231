// The last step of every way in: a session, or first the second factor.
import type { Work } from '#foundation/capability.ts'
import { digestOf } from '#foundation/http/request.ts'
import { cookieOf, setCookie } from '../cookies.ts'
import * as q from '../queries.ts'
import { seal, unseal } from '../seal.ts'
import { newSecret, newSession } from '../secrets.ts'
import { localPath } from '../web/next.ts'

type Entering = Pick<Work<unknown, unknown>, 'do' | 'context' | 'now'>

const inside = (next: string): string => {
  const path = localPath(next)
  return path === '/' || path.startsWith('/aanmelden') ? '/vandaag' : path
}

/** Opens the session. The person has a role here today: whoever calls this found them that way. */
export const enter = (
  work: Entering,
  who: { personId: string; method: string; next: string; within?: string | null },
): { next: string } => {
  const { context } = work
  work.do(q.openSession(newSession(context), who.personId, who.method, who.within))
  const device = cookieOf(context, 'device') ?? newSecret()
  setCookie(context, 'device', device, 365 * 86_400)
  work.do(q.rememberDevice(who.personId, digestOf(device)))
  for (const name of ['step', 'asked', 'challenge', 'oidc'] as const)
    if (cookieOf(context, name) !== undefined) setCookie(context, name, null)
  return { next: inside(who.next) }
}

/** Half signed in: what was proved so far, kept by the browser, sealed, for ten minutes. */
interface Step {
  readonly personId: string
  readonly method: string
  readonly next: string
  readonly until: number
}

export const askCode = (work: Entering, who: { personId: string; method: string; next: string }): { next: string } => {
  const step: Step = {
    personId: who.personId,
    method: who.method,
    next: localPath(who.next),
    until: work.now.getTime() + 600_000,
  }
  setCookie(work.context, 'step', seal('step', step), 600)
  return { next: '/aanmelden/code' }
}

export const stepOfBrowser = (context: Work<unknown, unknown>['context']): Step | undefined =>
  unseal<Step>('step', cookieOf(context, 'step'))
