// Personal access tokens: the key that a program of one's own uses, for one role, for what it may, until a day.
import { type Actions, reads, writes } from '#foundation/capability.ts'
import { digestOf } from '#foundation/http/request.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from '../contract.ts'
import { setCookie } from '../cookies.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { seal } from '../seal.ts'
import { newSecret } from '../secrets.ts'

export const tokenActions: Pick<
  Actions<typeof contract, typeof subjects>,
  'createToken' | 'listTokens' | 'revokeToken'
> = {
  createToken: writes({
    then: (work, input) => {
      // The beginning makes it recognisable where it should not stand: in a repository, in a mail.
      const secret = `schakel_${newSecret()}`
      const tokenId = newId()
      work.do(
        q.createToken({
          tokenId,
          digest: digestOf(secret),
          name: input.name,
          scopes: [...new Set(input.scopes)],
          days: input.expiresInDays,
        }),
      )
      setCookie(
        work.context,
        'once',
        seal('token', { name: input.name, secret, until: work.now.getTime() + 60_000 }),
        60,
      )
      return { tokenId, secret }
    },
  }),
  listTokens: reads(() => q.tokenList()),
  revokeToken: writes({
    then: (work, input) => {
      work.do(q.revokeToken(input.tokenId))
      return null
    },
  }),
}
