// Every page of the house; some exist only in practice mode.
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type pg from 'pg'
import { routes as appearanceRoutes, type KeptLooks } from '#capabilities/appearance/index.ts'
import { pages as appearancePages } from '#capabilities/appearance/web/pages.ts'
import { routes as attentionRoutes, pushKeysFrom } from '#capabilities/attention/index.ts'
import { pages as attentionPages } from '#capabilities/attention/web/pages.ts'
import { routes as councilRoutes } from '#capabilities/council/index.ts'
import { pages as councilPages } from '#capabilities/council/web/pages.ts'
import { routes as councilItemRoutes } from '#capabilities/council-items/index.ts'
import { pages as councilItemPages } from '#capabilities/council-items/web/pages.ts'
import { pages as dossierPages } from '#capabilities/dossier/web/pages.ts'
import { pages as evaluationPages } from '#capabilities/evaluations/web/pages.tsx'
import { routes as handoverRoutes } from '#capabilities/handover/index.ts'
import { pages as handoverPages } from '#capabilities/handover/web/pages.ts'
import { routes as importRoutes } from '#capabilities/imports/index.ts'
import { pages as importPages } from '#capabilities/imports/web/pages.ts'
import { pages as kaderPages } from '#capabilities/kaders/web/pages.ts'
import { routes as letterRoutes } from '#capabilities/letters/index.ts'
import { pages as letterPages } from '#capabilities/letters/web/pages.ts'
import { pages as movingPages } from '#capabilities/moving/web/pages.ts'
import { pages as openItemPages } from '#capabilities/open-items/web/pages.ts'
import { pages as organisationPages } from '#capabilities/organisations/index.ts'
import { routes as overviewRoutes } from '#capabilities/overview/index.ts'
import { pages as overviewPages } from '#capabilities/overview/web/pages.ts'
import { pages as partyPages } from '#capabilities/parties/web/pages.ts'
import { pages as peoplePages } from '#capabilities/people/index.ts'
import { pages as processPages } from '#capabilities/process/web/pages.ts'
import { pages as searchPages } from '#capabilities/search/web/pages.ts'
import { routes as settingsRoutes } from '#capabilities/settings/index.ts'
import { pages as settingsPages } from '#capabilities/settings/web/pages.ts'
import * as signin from '#capabilities/signin/index.ts'
import { pages as staffingPages } from '#capabilities/staffing/web/pages.ts'
import { documentationPage, serveOpenApi } from '#foundation/http/documentation.tsx'
import type { House } from '#foundation/http/handle.ts'
import { mailboxPage } from '#foundation/mail/mailbox.tsx'
import { listMailbox } from '#foundation/mail/reading.ts'
import type { Page } from '#foundation/web/page.ts'
import { aboutPages } from './about.tsx'
import type { Config } from './config.ts'
import { offlinePage } from './offline-page.tsx'
import { membershipId, organisations, type PersonKey, people } from './practice/cast.ts'

export interface RouteParts {
  readonly house: House
  /** For what belongs to the house itself and to no reader: the mailbox of the practice town. */
  readonly ownerPool: pg.Pool
  readonly log: FastifyBaseLogger
  readonly looks: KeptLooks
}

const cast = () =>
  (Object.entries(people) as [PersonKey, (typeof people)[PersonKey] & Pick<signin.PracticePerson, 'today'>][]).map(
    ([key, { name, functionName, at, today }]) => ({
      membershipId: membershipId(key),
      name,
      functionName,
      organisationName: organisations[at].name,
      today,
    }),
  )

/** Pages, and routes that are no pages (a redirect, an OpenAPI document). */
export const pagesFor = (
  config: Config,
  { house, ownerPool, looks }: RouteParts,
): { pages: readonly Page[]; routes: readonly ((app: FastifyInstance) => Promise<void>)[] } => ({
  pages: [
    documentationPage(house.capabilities, config.origin),
    ...signin.pages(config.origin),
    ...dossierPages,
    ...openItemPages,
    ...kaderPages,
    ...councilItemPages,
    ...councilPages,
    ...processPages,
    ...letterPages,
    ...searchPages,
    ...handoverPages,
    ...attentionPages(pushKeysFrom(config.secret).publicKey),
    ...evaluationPages,
    ...movingPages,
    ...appearancePages,
    ...importPages,
    ...partyPages,
    ...settingsPages,
    ...overviewPages,
    ...staffingPages,
    ...peoplePages,
    ...organisationPages,
    ...aboutPages,
    offlinePage,
    ...(config.practice
      ? [...signin.practicePages(cast()), mailboxPage(() => listMailbox(ownerPool))]
      : signin.wayInPages),
  ],
  routes: [
    signin.routes({ house, origin: config.origin, practice: config.practice, secret: config.secret }),
    settingsRoutes({ house, origin: config.origin }),
    letterRoutes({ house, origin: config.origin }),
    councilItemRoutes({ house, origin: config.origin }),
    attentionRoutes({ house, origin: config.origin }),
    appearanceRoutes({ house, origin: config.origin, looks }),
    handoverRoutes({ house, origin: config.origin }),
    importRoutes({ house, origin: config.origin }),
    councilRoutes({ house, origin: config.origin }),
    overviewRoutes({ house, origin: config.origin }),
    async (app) => serveOpenApi(app, house.capabilities, config.origin),
  ],
})
