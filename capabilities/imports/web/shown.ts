// What a reader could bring in the role they act in. The policy decides; a link that always refuses helps nobody.
import type { PageActor } from '#foundation/web/page.ts'
import type { KindName } from '../contract.ts'

export const PATHS: Readonly<Record<KindName, string>> = {
  people: '/importeren/mensen',
  managerLines: '/importeren/leidinggevenden',
  dossiers: '/importeren/dossiers',
  openItems: '/importeren/open-punten',
}

export const kindsFor = (actor: PageActor | null): readonly KindName[] => {
  if (!actor) return []
  const { isGovernment, position } = actor.acting
  if (position === 'administrator') return ['people', 'managerLines']
  return isGovernment && position !== 'council' ? ['dossiers', 'openItems'] : ['openItems']
}
