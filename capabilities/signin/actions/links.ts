// Signing in with a link by mail.
import { type Actions, reads, type Work, writes } from '#foundation/capability.ts'
import { seen } from '#foundation/database/query.ts'
import { conflict } from '#foundation/errors.ts'
import { digestOf } from '#foundation/http/request.ts'
import { newId } from '#foundation/id.ts'
import { mailing } from '#foundation/mail/mail.ts'
import type { contract } from '../contract.ts'
import { cookieOf, setCookie } from '../cookies.ts'
import { linkMail } from '../mails.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { newSecret } from '../secrets.ts'
import { triesOf } from '../trying.ts'
import { localPath } from '../web/next.ts'
import { askCode, enter } from './entering.ts'

type Names = 'askMailLink' | 'readMailLink' | 'followMailLink'

/** What asking for a mail must know; the same whether somebody has the address or not. */
export const mailNeeds = (email: string, context: Work<unknown, unknown>['context']) => ({
  person: q.findPerson(email),
  waiting: q.wait(triesOf('mail', email, context).stranger),
})

/**
 * Sends a link when there is somebody to send it to. Whoever asks cannot tell: the answer, the cookie and the counting
 * are the same, and the mail itself goes out later.
 */
export const sendLink = (
  work: Pick<Work<unknown, { person: q.Known | undefined; waiting: number }>, 'do' | 'context' | 'needs'>,
  email: string,
  kind: 'signIn' | 'reset',
  next: string,
): null => {
  const { context, needs } = work
  work.do(...q.countTries(triesOf('mail', email, context).stranger))
  const browser = cookieOf(context, 'asked') ?? newSecret()
  setCookie(context, 'asked', browser)
  if (needs.person && !needs.waiting) {
    const secret = newSecret()
    const { personId, name, locale } = needs.person
    // Who has no password cannot lose it: the link then simply signs in.
    const made = kind === 'reset' && !needs.person.hash ? 'signIn' : kind
    work.do(
      q.makeLink({
        linkId: newId(),
        digest: digestOf(secret),
        kind: made,
        personId,
        browser: digestOf(browser),
        next: localPath(next),
      }),
      mailing({
        to: needs.person.email,
        name,
        ...linkMail(locale ?? context.locale, {
          kind: made,
          name,
          address: `${context.origin}/aanmelden/${made === 'reset' ? 'nieuw-wachtwoord' : 'link'}/${secret}`,
        }),
      }),
    )
  }
  return null
}

export const linkActions: Pick<Actions<typeof contract, typeof subjects>, Names> = {
  askMailLink: writes({
    needs: (input, context) => mailNeeds(input.email, context),
    then: (work, input) => sendLink(work, input.email, 'signIn', input.next),
  }),

  readMailLink: reads((input, context) => {
    const browser = cookieOf(context, 'asked')
    return seen(q.findLink(digestOf(input.secret)), (link) => ({
      isGood: link !== undefined,
      isSameBrowser: browser !== undefined && link?.browser === digestOf(browser).toString('hex'),
      isReset: link?.kind === 'reset',
    }))
  }),

  followMailLink: writes({
    needs: (input) => ({ link: q.takeLink(digestOf(input.secret)) }),
    then: (work) => {
      const { link } = work.needs
      if (!link || link.kind === 'reset') throw conflict('signin.linkGone')
      // A mailbox is one factor. Who has set up a second is asked for it here too, or it would protect nothing.
      const who = { personId: link.personId, method: link.kind === 'operator' ? 'operator' : 'mail', next: link.next }
      return link.hasFactor && link.kind !== 'operator' ? askCode(work, who) : enter(work, who)
    },
  }),
}
