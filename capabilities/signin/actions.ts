// What then happens when somebody signs in or out; one file for each way in.
import type { Actions } from '#foundation/capability.ts'
import { invitationActions } from './actions/invitations.ts'
import { linkActions } from './actions/links.ts'
import { passkeyActions } from './actions/passkeys.ts'
import { passwordActions } from './actions/passwords.ts'
import { providerActions } from './actions/providers.ts'
import { sessionActions } from './actions/sessions.ts'
import { tokenActions } from './actions/tokens.ts'
import type { contract } from './contract.ts'
import type { subjects } from './policy.ts'

export const actions: Actions<typeof contract, typeof subjects> = {
  ...sessionActions,
  ...tokenActions,
  ...linkActions,
  ...passwordActions,
  ...passkeyActions,
  ...providerActions,
  ...invitationActions,
}
