// What the browser runs: the comforts of the look, and what the rooms bring.
import '#foundation/web/client/main.ts'
import { offerSignals } from '#capabilities/attention/web/push.client.ts'
import { keepEntries } from '#capabilities/dossier/web/outbox.client.ts'
import { suggestWhileTyping } from '#capabilities/search/web/suggest.client.ts'
import { offerPasskeys } from '#capabilities/signin/web/passkey.client.ts'

offerPasskeys()
keepEntries()
offerSignals()
suggestWhileTyping()
