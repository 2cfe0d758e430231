// Signing in with a password and a second factor; setting, changing, resetting and removing them.
import { type Actions, reads, type Work, writes } from '#foundation/capability.ts'
import { seen } from '#foundation/database/query.ts'
import { conflict, invalid, notAllowed } from '#foundation/errors.ts'
import { digestOf, sessionCookie } from '#foundation/http/request.ts'
import { isCommon } from '../common-passwords.ts'
import type { contract } from '../contract.ts'
import { cookieOf, setCookie } from '../cookies.ts'
import { fitsPassword, hashPassword } from '../password.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { seal, unseal } from '../seal.ts'
import { digestOfRecoveryCode, factorAddress, newFactorSecret, newRecoveryCodes, stepOf } from '../second-factor.ts'
import { deviceDigest, triesOf } from '../trying.ts'
import { askCode, enter, stepOfBrowser } from './entering.ts'
import { mailNeeds, sendLink } from './links.ts'

type Names =
  | 'signInWithPassword'
  | 'giveCode'
  | 'askPasswordReset'
  | 'resetPassword'
  | 'readWaysIn'
  | 'readFactorSetup'
  | 'setPassword'
  | 'removePassword'

type ContextOf = Work<unknown, unknown>['context']

interface Setup {
  readonly secret: string
  /** The session it was begun in: on a shared computer nobody goes on with the secret of somebody else. */
  readonly session: string
  readonly until: number
}
const sessionOf = (context: ContextOf): string =>
  digestOf(context.cookies[sessionCookie(context.origin)] ?? '').toString('base64url')
const setupOf = (context: ContextOf): Setup | undefined => {
  const setup = unseal<Setup>('setup', cookieOf(context, 'setup'))
  return setup?.session === sessionOf(context) ? setup : undefined
}

/** What a code proves: the half minute it was made for, or (null) a recovery code. Undefined: nothing. */
const proves = (factor: q.Factor | undefined, code: string, now: Date): { step: number | null } | undefined => {
  if (!factor) return undefined
  const known = unseal<{ secret: string }>('factor', factor.sealed)
  const step = known ? stepOf(known.secret, code, now) : null
  if (step !== null) return step > factor.lastStep ? { step } : undefined
  return factor.recovers ? { step: null } : undefined
}

const refuseWeak = (password: string, email: string | null): void => {
  if (isCommon(password, email ?? '')) throw invalid('invalid', [{ path: 'password', code: 'signin.commonPassword' }])
}

/** `whose`: the person, or what stands for them before they are known: a link, a session. */
const codeTries = (whose: string, context: ContextOf) => triesOf('code', whose, context)

export const passwordActions: Pick<Actions<typeof contract, typeof subjects>, Names> = {
  signInWithPassword: writes({
    needs: (input, context) => {
      const tries = triesOf('password', input.email, context)
      return {
        person: q.findPerson(input.email),
        isKnown: q.knowsDevice(input.email, deviceDigest(context)),
        waitKnown: q.wait(tries.known),
        waitStranger: q.wait(tries.stranger),
      }
    },
    then: async (work, input) => {
      const { person, isKnown, waitKnown, waitStranger } = work.needs
      const tries = triesOf('password', input.email, work.context)[isKnown ? 'known' : 'stranger']
      if (isKnown ? waitKnown : waitStranger) return { next: '/aanmelden?fout=wacht' }
      if (!(await fitsPassword(person?.hash, input.password))) {
        work.do(...q.countTries(tries))
        return { next: '/aanmelden?fout=wachtwoord' }
      }
      return askCode(work, { personId: person!.personId, method: 'password', next: input.next })
    },
  }),

  giveCode: writes({
    needs: (input, context) => {
      const personId = stepOfBrowser(context)?.personId ?? null
      const tries = codeTries(personId ?? '', context)
      return {
        factor: q.findFactor(personId, digestOfRecoveryCode(input.code)),
        isKnown: q.knowsDeviceOf(personId, deviceDigest(context)),
        waitKnown: q.wait(tries.known),
        waitStranger: q.wait(tries.stranger),
      }
    },
    then: (work, input) => {
      const step = stepOfBrowser(work.context)
      if (!step) return { next: '/aanmelden?fout=verlopen' }
      const { factor, isKnown, waitKnown, waitStranger } = work.needs
      const tries = codeTries(step.personId, work.context)[isKnown ? 'known' : 'stranger']
      if (isKnown ? waitKnown : waitStranger) return { next: '/aanmelden/code?fout=wacht' }
      const proof = proves(factor, input.code, work.now)
      if (!proof) {
        work.do(...q.countTries(tries))
        return { next: '/aanmelden/code?fout=code' }
      }
      work.do(q.useCode(step.personId, proof.step, digestOfRecoveryCode(input.code)), ...q.forgetTries(tries))
      return enter(work, step)
    },
  }),

  askPasswordReset: writes({
    needs: (input, context) => mailNeeds(input.email, context),
    then: (work, input) => sendLink(work, input.email, 'reset', ''),
  }),

  resetPassword: writes({
    needs: (input, context) => ({
      link: q.findLink(digestOf(input.secret)),
      factor: q.findLinkFactor(digestOf(input.secret), digestOfRecoveryCode(input.code)),
      waiting: q.wait(codeTries(input.secret, context).stranger),
    }),
    then: async (work, input) => {
      const { link, factor, waiting } = work.needs
      if (link?.kind !== 'reset') throw conflict('signin.linkGone')
      refuseWeak(input.password, null)
      const here = `/aanmelden/nieuw-wachtwoord/${input.secret}`
      if (waiting) return { next: `${here}?fout=wacht` }
      const proof = proves(factor, input.code, work.now)
      if (!proof) {
        work.do(...q.countTries(codeTries(input.secret, work.context).stranger))
        return { next: `${here}?fout=code` }
      }
      work.do(
        q.useCode(link.personId, proof.step, digestOfRecoveryCode(input.code)),
        q.resetPassword(digestOf(input.secret), await hashPassword(input.password)),
      )
      return enter(work, { personId: link.personId, method: 'password', next: '' })
    },
  }),

  readWaysIn: reads((_, context) => {
    // Read once, then gone: a page that is opened again does not show it again.
    const once = cookieOf(context, 'once')
    const token = unseal<{ name: string; secret: string }>('token', once)
    const codes = unseal<{ codes: string[] }>('codes', once)
    if (once !== undefined) setCookie(context, 'once', null)
    return seen(q.findWaysIn(), (ways) => ({
      ...ways!,
      newToken: token ? { name: token.name, secret: token.secret } : null,
      newCodes: codes?.codes ?? null,
    }))
  }),

  readFactorSetup: reads((_, context) => {
    const setup = setupOf(context) ?? {
      secret: newFactorSecret(),
      session: sessionOf(context),
      until: Date.now() + 1_800_000,
    }
    setCookie(context, 'setup', seal('setup', setup), 1800)
    return seen(q.findWaysIn(), (ways) => ({
      hasPassword: ways!.hasPassword,
      address: ways!.hasPassword ? null : factorAddress(setup.secret, ways!.email ?? ''),
      secret: ways!.hasPassword ? null : setup.secret.match(/.{1,4}/g)!.join(' '),
    }))
  }),

  setPassword: writes({
    needs: (input, context) => ({
      ways: q.findWaysIn(),
      factor: q.findOwnFactor(digestOfRecoveryCode(input.code)),
      waiting: q.wait(codeTries(sessionOf(context), context).stranger),
    }),
    then: async (work, input) => {
      const { ways, factor, waiting } = work.needs
      const { actor, context } = work
      if (ways?.vouchedForBy) throw notAllowed('signin.isOneself')
      refuseWeak(input.password, ways?.email ?? null)
      if (factor) {
        // In a borrowed browser, too, codes cannot be guessed one after another.
        if (waiting) return { next: '/mijn-aanmelding/wachtwoord?fout=wacht' }
        const proof = proves(factor, input.code, work.now)
        if (!proof) {
          work.do(...q.countTries(codeTries(sessionOf(context), context).stranger))
          return { next: '/mijn-aanmelding/wachtwoord?fout=code' }
        }
        work.do(q.useCode(actor.personId, proof.step, digestOfRecoveryCode(input.code)))
        work.do(q.setPassword(await hashPassword(input.password), null, null, []))
        return { next: '/mijn-aanmelding?gedaan=setPassword' }
      }
      const setup = setupOf(context)
      const step = setup ? stepOf(setup.secret, input.code, work.now) : null
      if (!setup || step === null) throw invalid('invalid', [{ path: 'code', code: 'signin.wrongCode' }])
      const codes = newRecoveryCodes()
      work.do(
        q.setPassword(
          await hashPassword(input.password),
          seal('factor', { secret: setup.secret }),
          step,
          codes.map(digestOfRecoveryCode),
        ),
      )
      setCookie(context, 'setup', null)
      setCookie(context, 'once', seal('codes', { codes, until: work.now.getTime() + 60_000 }), 60)
      return { next: '/mijn-aanmelding?gedaan=setPassword' }
    },
  }),

  removePassword: writes({
    needs: (input, context) => ({
      factor: q.findOwnFactor(digestOfRecoveryCode(input.code)),
      vouched: q.findVouching(),
      waiting: q.wait(codeTries(sessionOf(context), context).stranger),
    }),
    then: (work, input) => {
      const { factor, vouched, waiting } = work.needs
      if (vouched) throw notAllowed('signin.isOneself')
      if (waiting) return { next: '/mijn-aanmelding/wachtwoord?fout=wacht' }
      if (!proves(factor, input.code, work.now)) {
        work.do(...q.countTries(codeTries(sessionOf(work.context), work.context).stranger))
        return { next: '/mijn-aanmelding/wachtwoord?fout=code' }
      }
      work.do(q.removePassword())
      return { next: '/mijn-aanmelding?gedaan=removePassword' }
    },
  }),
}
