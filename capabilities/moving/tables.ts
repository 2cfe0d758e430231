// What goes along when a dossier or an organisation moves out, table by table, and what stays, with the reason. A table
// that is in neither list fails a test: whoever adds one, says here what becomes of it.
import type { Needed, Taken } from '#foundation/transfer/plan.ts'

const ofDossier = (table: string): Taken => ({ table, by: { dossier: 'dossier_id' } })
const hanging = (table: string): Taken => ({ table })

/** With every dossier. */
export const OF_DOSSIERS: readonly Taken[] = [
  { table: 'dossier.dossier', by: { dossier: 'id' } },
  ...['entry', 'involvement', 'document', 'link', 'audience_change', 'plan', 'pause', 'closure', 'handover'].map(
    (name) => ofDossier(`dossier.${name}`),
  ),
  ofDossier('open_items.open_item'),
  ...['closing', 'step', 'hears', 'lateness', 'passing', 'extension'].map((name) => hanging(`open_items.${name}`)),
  ofDossier('kaders.decision'),
  ofDossier('handover.note'),
  ofDossier('handover.offer'),
  hanging('handover.passed_item'),
  hanging('kaders.decision_frame'),
  hanging('kaders.decision_advice'),
  ...[
    'party',
    'assessment',
    'position',
    'agreement',
    'area_link',
    'touched',
    'team',
    'initiative',
    'idea',
    'consent',
  ].map((name) => ofDossier(`parties.${name}`)),
  ...['council_item', 'political_mark'].map((name) => ofDossier(`council_items.${name}`)),
  ...['part', 'mandate', 'mark', 'arrangement', 'duty', 'answer'].map((name) => ofDossier(`council.${name}`)),
  ...[
    'record',
    'gate',
    'gate_decision',
    'gate_cancellation',
    'reserved_choice',
    'choice_decision',
    'objection',
    'objection_ending',
    'gate_advice',
    'advice_reaction',
    'feasibility_point',
    'feasibility_answer',
  ].map((name) => ofDossier(`process.${name}`)),
  ...['letter'].map((name) => ofDossier(`letters.${name}`)),
  ...['draft'].map((name) => ofDossier(`evaluations.${name}`)),
  { table: 'council_items.moment', by: { dossier: 'dossier_id', organisation: 'organisation_id' } },
  ...['leaving', 'contradiction', 'withdrawal', 'word', 'team_member'].map((name) => hanging(`parties.${name}`)),
  ...['step', 'lateness', 'moment_move', 'moment_ending', 'political_answer'].map((name) =>
    hanging(`council_items.${name}`),
  ),
  ...['step'].map((name) => hanging(`council.${name}`)),
  ...['part', 'submission', 'sending', 'discussion'].map((name) => hanging(`letters.${name}`)),
  hanging('evaluations.reminder'),
]

/** With a whole organisation, also what hangs from none of its dossiers. */
export const OF_ORGANISATIONS: readonly Taken[] = [
  { table: 'people.membership', by: { organisation: 'organisation_id' } },
  ...['room_off', 'terms', 'closing_day', 'retention'].map(
    (name): Taken => ({ table: `settings.${name}`, by: { organisation: 'organisation_id' } }),
  ),
  { table: 'staffing.function', by: { organisation: 'organisation_id' } },
  hanging('staffing.renaming'),
  hanging('staffing.ending'),
  { table: 'kaders.frame', by: { organisation: 'organisation_id' } },
  hanging('kaders.frame_version'),
  hanging('kaders.frame_ending'),
  { table: 'parties.context_change', by: { organisation: 'organisation_id' } },
  hanging('parties.context_version'),
  { table: 'council_items.term', by: { organisation: 'organisation_id' } },
  ...['own_word', 'theme', 'logo'].map((name) => ({
    table: `appearance.${name}`,
    by: { organisation: 'organisation_id' } as const,
  })),
]

/** To understand the rest: who wrote it, for which organisation, under which rule. */
export const NEEDED: readonly Needed[] = [
  { table: 'organisations.organisation', with: ['organisations.name', 'organisations.identifier'] },
  // How somebody is reached goes along only with the organisation whose member they are.
  { table: 'people.person', withholds: ['email', 'phone', 'locale'] },
  { table: 'people.membership' },
  { table: 'settings.terms' },
  { table: 'settings.retention' },
  { table: 'kaders.frame' },
  { table: 'kaders.frame_version' },
  { table: 'parties.context_change' },
  { table: 'foundation.file' },
]

const DERIVED = 'made again from the rest'
const OTHERS = 'of the installation, not of a dossier or an organisation'
const PERSONAL = 'of one person, who takes it along themselves'
const SECRET = 'a secret or a way in: made anew in the new installation'

export const STAYS: Readonly<Record<string, string>> = {
  'dossier.reach': DERIVED,
  'dossier.private_note': PERSONAL,
  'dossier.preview': DERIVED,
  'dossier.drawing': DERIVED,
  'dossier.visit': PERSONAL,
  'dossier.retention_rule': OTHERS,
  'settings.switching': OTHERS,
  'people.search_key': DERIVED,
  'people.invitation': SECRET,
  'people.departure': PERSONAL,
  // What holds stands in people.membership; who once led whom is not for elsewhere.
  'staffing.line': PERSONAL,
  'organisations.search_key': DERIVED,
  'organisations.second_name': DERIVED,
  'organisations.succession': 'comes with the register',
  'organisations.heritage': 'comes with the register',
  'organisations.register_line': 'comes with the register',
  'organisations.renaming': 'comes with the register',
  'organisations.reorganisation': 'an agreement between organisations of this installation',
  'organisations.party': 'an agreement between organisations of this installation',
  'foundation.audit_line': OTHERS,
  'foundation.event': OTHERS,
  'foundation.listener': OTHERS,
  'foundation.stuck_event': OTHERS,
  'foundation.idempotency': OTHERS,
  'foundation.mail': OTHERS,
  'foundation.setting': OTHERS,
  'foundation.upload': PERSONAL,
  // Residents who asked this installation for mail, and nobody else.
  'council.follower': PERSONAL,
  'moving.package': OTHERS,
  'moving.own_package': PERSONAL,
  'moving.webhook': SECRET,
  'moving.delivery': OTHERS,
}
/** Whole rooms that stay. */
export const STAYING_ROOMS: Readonly<Record<string, string>> = {
  signin: SECRET,
  imports: PERSONAL,
  attention: PERSONAL,
  search: DERIVED,
}
