// What then happens: a package is asked for, a webhook is made, tried and ended.
import { randomBytes } from 'node:crypto'
import { record } from '#capabilities/dossier/index.ts'
import { seal, unseal } from '#capabilities/signin/index.ts'
import { type Actions, reads, writes } from '#foundation/capability.ts'
import { seen } from '#foundation/database/query.ts'
import { conflict, invalid } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import { isUsableAddress } from './calling.ts'
import type { contract } from './contract.ts'
import type { subjects } from './policy.ts'
import * as q from './queries.ts'
import { text } from './text.nl.ts'

/** Seconds in which the page shows the secret that was just made. */
const SHOWN = 120
interface Fresh {
  readonly webhookId: string
  readonly secret: string
  readonly until: number
}
const cookieName = (origin: string) => `${origin.startsWith('https:') ? '__Host-' : ''}schakel-koppeling`

export const actions: Actions<typeof contract, typeof subjects> = {
  askPackage: writes({
    needs: (input) => ({ waiting: q.countWaiting(input.dossierId) }),
    then: (work, input) => {
      if (work.needs.waiting > 0) throw conflict('moving.alreadyAsked')
      const packageId = newId()
      work.do(q.insertPackage(packageId, input.dossierId, work.actor.acting.membershipId))
      // Everything of a dossier leaves: whoever leads it should be able to see that it did.
      record(work, work.subject, { kind: 'package', text: text.journal.asked, details: { packageId }, audience: 1 })
      return { packageId }
    },
  }),
  listPackages: reads((input) => q.packagesOf(input.dossierId)),
  downloadPackage: reads((input) => q.packageContent(input.dossierId, input.packageId)),
  readMyExport: reads(() => q.myExport()),
  askMyPackage: writes({
    needs: () => ({ waiting: q.countMyWaiting() }),
    then: (work) => {
      if (work.needs.waiting > 0) throw conflict('moving.alreadyAsked')
      const packageId = newId()
      work.do(q.insertMyPackage(packageId))
      return { packageId }
    },
  }),
  listMyPackages: reads(() => q.myPackages()),
  downloadMyPackage: reads((input) => q.myPackageContent(input.packageId)),

  listWebhooks: reads(() => q.webhookList()),
  readWebhook: reads((input, context) => {
    const fresh = unseal<Fresh>('webhook', context.cookies[cookieName(context.origin)])
    const newSecret = fresh?.webhookId === input.webhookId ? fresh.secret : null
    return seen(
      q.webhookView(input.webhookId),
      (shown: object | undefined) => shown && { ...shown, newSecret },
    ) as never
  }),
  addWebhook: writes({
    then: (work, input) => {
      if (!isUsableAddress(input.url)) throw invalid('invalid', [{ path: 'url', code: 'moving.unsafeAddress' }])
      const webhookId = newId()
      // As Standard Webhooks writes secrets, so that the libraries of receivers take it as it is.
      const secret = `whsec_${randomBytes(32).toString('base64')}`
      work.do(
        q.insertWebhook({
          webhookId,
          organisationId: work.actor.acting.organisationId,
          url: input.url,
          description: input.description,
          sealedSecret: seal('webhook', secret),
          madeBy: work.actor.acting.membershipId,
        }),
      )
      const fresh: Fresh = { webhookId, secret, until: work.now.getTime() + SHOWN * 1000 }
      const name = cookieName(work.context.origin)
      work.context.setCookie(name, seal('webhook', fresh), { maxAgeSeconds: SHOWN })
      return { webhookId, secret }
    },
  }),
  tryWebhook: writes({
    then: (work, input) => {
      const deliveryId = newId()
      work.do(...q.insertTrial(deliveryId, input.webhookId))
      return { deliveryId }
    },
  }),
  endWebhook: writes({
    then: (work, input) => {
      work.do(q.endWebhook(input.webhookId, work.actor.acting.membershipId))
      return null
    },
  }),
}
