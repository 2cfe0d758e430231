// Who may do what with the council part of a dossier. Which rows exist for whom is in access.sql.
import { dossierRules } from '#capabilities/dossier/index.ts'
import type { Actor } from '#foundation/access/actor.ts'
import { everyone } from '#foundation/access/rules.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'
import { type CouncilDossier, findCouncilDossier, lockPart } from './queries.ts'

export const rules = { everyone }

const leads = (actor: Actor, dossier: CouncilDossier) =>
  [dossier.ownerId, dossier.deputyId].includes(actor.acting.membershipId)

export const councilRules = {
  ...dossierRules,
  hasCouncilPart: (_: Actor, dossier: CouncilDossier) => dossier.part !== null,
  hasNoCouncilPart: (_: Actor, dossier: CouncilDossier) => dossier.part === null,
  /** The portfolio holder, or whom they mandated, in the role in which they act now. */
  releasesForTheHolder: (_: Actor, dossier: CouncilDossier) => dossier.releases,
  holdsThePortfolio: (actor: Actor, dossier: CouncilDossier) =>
    dossier.part?.portfolioHolderId === actor.acting.membershipId,
  leadsOrReleases: (actor: Actor, dossier: CouncilDossier) => leads(actor, dossier) || dossier.releases,
  /** The griffier for the council, or who leads or releases for the college. */
  canAgree: (_: Actor, dossier: CouncilDossier) => dossier.side !== null,
  servesTheCouncil: (_: Actor, dossier: CouncilDossier) => dossier.side === 'registry',
  isCoreOrReleases: (_: Actor, dossier: CouncilDossier) => dossier.actingReach <= 1 || dossier.releases,
  /** Works in the organisation or takes part: the council's own reading is elsewhere. */
  isInside: (_: Actor, dossier: CouncilDossier) => dossier.reach <= 3,
}

export const subjects = {
  dossierId: {
    find: findCouncilDossier,
    lock: lockPart,
    rules: councilRules,
    organisationOf: (dossier: CouncilDossier) => dossier.organisationId,
  },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  followPublicly: ['open'],
  readPublicFollowing: ['open'],
  confirmFollowing: ['open'],
  stopFollowing: ['open'],
  proposeArrangement: ['hasCouncilPart', 'canAgree', 'isOpen'],
  agreeToArrangement: ['hasCouncilPart', 'canAgree', 'isOpen'],
  endArrangement: ['hasCouncilPart', 'servesTheCouncil'],
  answerWarning: ['hasCouncilPart', 'leadsOrReleases'],
  informCouncil: ['hasCouncilPart', 'releasesForTheHolder'],
  announceTrigger: ['hasCouncilPart', 'isCoreOrReleases', 'isOpen'],
  reportDeparture: ['hasCouncilPart', 'leadsOrReleases', 'isOpen'],
  listCouncilWarnings: ['everyone'],
  proposeFrames: ['hasCouncilPart', 'ownsOrDeputises', 'isOpen'],
  adoptFrames: ['hasCouncilPart', 'servesTheCouncil', 'isOpen'],
  listFrameVersions: ['seesIt'],
  listCouncilDossiers: ['everyone'],
  readCouncilPage: ['seesIt'],
  listPublicDossiers: ['open'],
  readPublicDossier: ['open'],
  downloadPublicDocument: ['open'],
  readCouncilPart: ['seesIt'],
  openCouncilPart: ['ownsOrDeputises', 'isOpen', 'hasNoCouncilPart'],
  changePortfolioHolder: ['leadsOrReleases', 'hasCouncilPart'],
  listPortfolioHolders: ['isInside'],
  mandateRelease: ['holdsThePortfolio'],
  endMandate: ['holdsThePortfolio'],
  readCouncilMark: ['seesIt'],
  markForCouncil: ['takesPart', 'hasCouncilPart'],
  releaseEntries: ['releasesForTheHolder'],
  refuseEntry: ['releasesForTheHolder'],
  withdrawRelease: ['releasesForTheHolder'],
  listWaitingForRelease: ['everyone'],
}
