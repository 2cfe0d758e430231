// Coming in by an invitation: a role in one organisation, and a session that opens that one.
import { type Actions, reads, writes } from '#foundation/capability.ts'
import { conflict } from '#foundation/errors.ts'
import { digestOf } from '#foundation/http/request.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { newSession } from '../secrets.ts'

export const invitationActions: Pick<
  Actions<typeof contract, typeof subjects>,
  'readInvitation' | 'acceptInvitation'
> = {
  readInvitation: reads((input) => q.findInvitation(digestOf(input.secret))),
  acceptInvitation: writes({
    needs: (input) => ({ invitation: q.findInvitation(digestOf(input.secret)) }),
    then: (work, input) => {
      // Before the cookie goes out; the function asks again, so that two who accept at once are one.
      if (!work.needs.invitation) throw conflict('signin.invitationGone')
      if (JSON.parse(work.needs.invitation).signInFirst) throw conflict('signin.invitationSignInFirst')
      work.do(q.acceptInvitation(digestOf(input.secret), newId(), newId(), newSession(work.context)))
      return { next: '/vandaag' }
    },
  }),
}
