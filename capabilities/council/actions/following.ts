// Following a public dossier by mail, without an account: asked twice, stopped with one press.
import { createHash, randomBytes } from 'node:crypto'
import { type Actions, reads, writes } from '#foundation/capability.ts'
import { notFound } from '#foundation/errors.ts'
import { mailing } from '#foundation/mail/mail.ts'
import { inWordsOf } from '#foundation/words/speaking.ts'
import type { contract } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { text as en } from '../text.en.ts'
import { text as nl } from '../text.nl.ts'

type Acts = Actions<typeof contract, typeof subjects>

const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
const secret = () => randomBytes(32).toString('base64url')

export const following: Pick<Acts, 'followPublicly' | 'readPublicFollowing' | 'confirmFollowing' | 'stopFollowing'> = {
  readPublicFollowing: reads((input) => q.following(digestOf(input.secret))),

  followPublicly: writes({
    prepare: async (_input, context) => ({ confirming: secret(), leaving: secret(), context }),
    needs: (input, context, prepared) => ({
      followed: q.publicTitle(input.dossierId),
      mayMail: q.follow({
        dossierId: input.dossierId,
        email: input.email.trim().toLowerCase(),
        locale: context.locale,
        confirming: digestOf(prepared.confirming),
        leaving: prepared.leaving,
      }),
    }),
    then: (work, input, { confirming }) => {
      const { followed, mayMail } = work.needs
      if (!followed) throw notFound('council.notFound')
      const { title, organisationId } = followed
      // Who asks hears the same, whether this address follows already, was asked just now, or is flooded by somebody.
      if (!mayMail) return null
      const mail = inWordsOf(organisationId, () => {
        const { follow } = (work.context.locale === 'en' ? en : nl).mail
        return mailing({
          to: input.email.trim().toLowerCase(),
          subject: follow.askSubject(title),
          body: `${follow.askBody(title)}\n\n${work.context.origin}/opgaven/volgen/${confirming}\n\n${follow.askFoot}\n`,
        })
      })
      work.do(mail)
      return null
    },
  }),

  confirmFollowing: writes({
    then: (work, input) => {
      work.do(q.confirmFollowing(digestOf(input.secret)))
      return null
    },
  }),

  stopFollowing: writes({
    then: (work, input) => {
      work.do(q.stopFollowing(input.secret))
      return null
    },
  }),
}
