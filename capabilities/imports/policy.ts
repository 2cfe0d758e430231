// Who may bring what in by a spreadsheet: whoever may do it by hand. Which imports exist for whom is in access.sql.
import type { Actor } from '#foundation/access/actor.ts'
import { everyone, isCivilServant } from '#foundation/access/rules.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'
import { findSheet, lockSheet, type SheetFound } from './queries.ts'

export const rules = {
  everyone,
  isCivilServant,
  isAdministrator: ({ acting }: Actor) => acting.position === 'administrator',
  /** Administrators manage shells and read nothing. */
  readsContent: ({ acting }: Actor) => acting.position !== 'administrator',
}

export const sheetRules = {
  /** In the role in which it was brought: one reads with all one's hats and writes with one (K8). */
  broughtIt: (actor: Actor, sheet: SheetFound) => sheet.membershipId === actor.acting.membershipId,
  seesIt: () => true,
  isReady: (_: Actor, sheet: SheetFound) => sheet.state === 'ready',
  isMade: (_: Actor, sheet: SheetFound) => sheet.state === 'made',
  /** Nothing is being read, made or taken back at this moment. */
  isAtRest: (_: Actor, sheet: SheetFound) => !['reading', 'making', 'undoing'].includes(sheet.state),
}

export const subjects = {
  importId: { find: findSheet, lock: lockSheet, rules: sheetRules },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  importPeople: ['isAdministrator'],
  importManagerLines: ['isAdministrator'],
  importDossiers: ['isCivilServant'],
  importOpenItems: ['readsContent'],
  listImports: ['everyone'],
  readImport: ['seesIt'],
  listImportRows: ['seesIt'],
  chooseDoubles: ['broughtIt', 'isReady'],
  confirmImport: ['broughtIt', 'isReady'],
  undoImport: ['broughtIt', 'isMade'],
  discardImport: ['broughtIt', 'isAtRest'],
  readImportTemplate: ['everyone'],
  readWrongRows: ['seesIt'],
}
