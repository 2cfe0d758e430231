// Writing items, steps, marks and moments, and what an act must know before it writes.
import { one, type Query, run, type Statement, seen } from '#foundation/database/query.ts'
import { TERMS } from './items.ts'

export interface Debtor {
  /** 'm:<membership>', 'o:<organisation>' or 'r:<organisation>:<function>'. */
  readonly key: string
  /** How it reads to the council, without a person's name. */
  readonly role: string
}

/** Who was named, when they can owe something: current, and known to who acts. */
export const findDebtor = (
  debtor:
    | { readonly membershipId?: string; readonly organisationId?: string; readonly functionName?: string }
    | undefined,
): Query<Debtor | undefined> =>
  one(
    'councilItems.debtor',
    `select json_build_object('key', 'm:' || m.id, 'role', m.function_name || ', ' || o.name)::text
       from people.membership m join organisations.organisation o on o.id = m.organisation_id
       where m.id = $1 and m.since <= current_date and (m.until is null or m.until >= current_date)
         and m.position in ('executive', 'staff', 'partner')
     union all
     select json_build_object('key', case when $3::text is null then 'o:' || o.id else 'r:' || o.id || ':' || $3 end,
         'role', case when $3::text is null then o.name else $3 || ', ' || o.name end)::text
       from organisations.organisation o where o.id = $2 and (o.valid_until is null or o.valid_until >= current_date)
         and ($3::text is null or exists (select from people.membership m where m.organisation_id = o.id and m.function_name = $3
           and m.position in ('executive', 'staff', 'partner') and m.since <= current_date and (m.until is null or m.until >= current_date)))`,
    [debtor?.membershipId ?? null, debtor?.organisationId ?? null, debtor?.functionName ?? null],
  )

/** Kept from others until this transaction ends. */
export const takeReference = (dossierId: string, kind: string, year: string): Query<string> => ({
  ...run('councilItems.take-reference', 'select council_items.take_reference($1, $2, $3)', [dossierId, kind, year]),
  read: (rows) => rows[0]![0]!,
})

export interface Owner {
  readonly membershipId: string
  readonly organisationId: string
  readonly role: string
}
export const findOwner = (dossierId: string): Query<Owner | undefined> =>
  one('councilItems.owner', 'select council_items.owner_of($1)::text', [dossierId])

export interface Terms {
  readonly technicalQuestion: number
  readonly writtenQuestion: number
  readonly politicalChoice: number
}
const USUAL: Terms = { technicalQuestion: 5, writtenQuestion: 20, politicalChoice: 10 }
/** In working days; of the council to which the dossier belongs. */
export const findTerms = (dossierId: string): Query<Terms> =>
  seen(
    one<Terms>(
      'councilItems.terms',
      `select ${TERMS('d.organisation_id')}::text from dossier.dossier d where d.id = $1`,
      [dossierId],
    ),
    (found) => found ?? USUAL,
  )

export const insertTerms = (id: string, organisationId: string, terms: Terms, by: string): Statement =>
  run(
    'councilItems.set-terms',
    `insert into council_items.term (id, organisation_id, technical_question, written_question, political_choice, set_by)
     values ($1, $2, $3, $4, $5, $6)`,
    [id, organisationId, terms.technicalQuestion, terms.writtenQuestion, terms.politicalChoice, by],
  )

/** An entry of this dossier that the council can read, when it exists for who acts and was not erased. */
export const findEvidence = (
  councilItemId: string,
  entryId: string | null,
): Query<{ entryId: string; audience: number } | undefined> =>
  one(
    'councilItems.evidence',
    `select json_build_object('entryId', e.id, 'audience', e.audience)::text from council_items.council_item i
     join dossier.entry e on e.dossier_id = i.dossier_id where i.id = $1 and e.id = $2 and e.erased_at is null`,
    [councilItemId, entryId],
  )

export const insertCouncilItem = (item: {
  councilItemId: string
  dossierId: string
  organisationId: string
  kind: string
  reference: string
  title: string
  text: string
  submittedBy: string
  madeOn: string
  dueOn: string | null
  audience: number
  registeredBy: string
  registeredRole: string
  entryId: string
  openItemId: string | null
}): Statement =>
  run(
    'councilItems.insert',
    `insert into council_items.council_item (id, dossier_id, organisation_id, kind, reference, title, text, submitted_by, made_on, due_on,
       audience, registered_by, registered_role, entry_id, open_item_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      item.councilItemId,
      item.dossierId,
      item.organisationId,
      item.kind,
      item.reference,
      item.title,
      item.text,
      item.submittedBy,
      item.madeOn,
      item.dueOn,
      item.audience,
      item.registeredBy,
      item.registeredRole,
      item.entryId,
      item.openItemId,
    ],
  )

export interface StepRow {
  readonly councilItemId: string
  readonly kind: 'adopted' | 'rejected' | 'withdrawn' | 'assigned' | 'started' | 'reported' | 'sentBack' | 'discharged'
  readonly text?: string
  readonly debtor?: Debtor
  readonly dueOn?: string
  readonly body?: string
  readonly decidedOn?: string
  readonly evidenceEntryId?: string
}
export const insertStep = (
  stepId: string,
  step: StepRow,
  by: { readonly membershipId: string; readonly role: string },
  entryId: string | null,
): Statement =>
  run(
    'councilItems.step',
    `insert into council_items.step (id, council_item_id, kind, text, debtor, debtor_role, due_on, body, decided_on, evidence_entry_id,
       moved_by, moved_role, entry_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      stepId,
      step.councilItemId,
      step.kind,
      step.text ?? '',
      step.debtor?.key ?? null,
      step.debtor?.role ?? null,
      step.dueOn ?? null,
      step.body ?? '',
      step.decidedOn ?? null,
      step.evidenceEntryId ?? null,
      by.membershipId,
      by.role,
      entryId,
    ],
  )

export const insertLateness = (lateness: {
  latenessId: string
  councilItemId: string
  code: string
  explanation: string
  expectedOn: string | null
  saidBy: string
  saidRole: string
  entryId: string | null
}): Statement =>
  run(
    'councilItems.lateness',
    `insert into council_items.lateness (id, council_item_id, code, explanation, expected_on, said_by, said_role, entry_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      lateness.latenessId,
      lateness.councilItemId,
      lateness.code,
      lateness.explanation,
      lateness.expectedOn,
      lateness.saidBy,
      lateness.saidRole,
      lateness.entryId,
    ],
  )

export const insertMark = (mark: {
  markId: string
  dossierId: string
  organisationId: string
  text: string
  audience: number
  dueOn: string
  markedBy: string
  markedRole: string
  entryId: string
  openItemId: string
}): Statement =>
  run(
    'councilItems.mark-insert',
    `insert into council_items.political_mark (id, dossier_id, organisation_id, text, audience, due_on, marked_by, marked_role, entry_id,
       open_item_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      mark.markId,
      mark.dossierId,
      mark.organisationId,
      mark.text,
      mark.audience,
      mark.dueOn,
      mark.markedBy,
      mark.markedRole,
      mark.entryId,
      mark.openItemId,
    ],
  )

export const insertAnswer = (answer: {
  markId: string
  outcome: 'routed' | 'refuted'
  reason: string
  body: string | null
  reservedChoiceId: string | null
  momentId: string | null
  answeredBy: string
  answeredRole: string
  entryId: string | null
}): Statement =>
  run(
    'councilItems.answer-insert',
    `insert into council_items.political_answer (mark_id, outcome, reason, body, reserved_choice_id, moment_id, answered_by, answered_role,
       entry_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      answer.markId,
      answer.outcome,
      answer.reason,
      answer.body,
      answer.reservedChoiceId,
      answer.momentId,
      answer.answeredBy,
      answer.answeredRole,
      answer.entryId,
    ],
  )

export const insertMoment = (moment: {
  momentId: string
  organisationId: string
  dossierId: string | null
  subject: string
  kind: string
  body: string
  place: string
  plannedOn: string
  startsAt: string | null
  audience: number
  proposedBy: string
  proposedRole: string
  confirmed: boolean
  entryId: string | null
}): Statement =>
  run(
    `councilItems.plan${moment.confirmed ? '' : '.proposed'}`,
    `insert into council_items.moment (id, organisation_id, dossier_id, subject, kind, body, place, planned_on, starts_at, audience,
       proposed_by, proposed_role, entry_id, confirmed_by, confirmed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, ${moment.confirmed ? '$11, now()' : 'null, null'})`,
    [
      moment.momentId,
      moment.organisationId,
      moment.dossierId,
      moment.subject,
      moment.kind,
      moment.body,
      moment.place,
      moment.plannedOn,
      moment.startsAt,
      moment.audience,
      moment.proposedBy,
      moment.proposedRole,
      moment.entryId,
    ],
  )

export const confirmMoment = (momentId: string, by: string): Statement =>
  run(
    'councilItems.confirm',
    'update council_items.moment set confirmed_by = $2, confirmed_at = now() where id = $1 and confirmed_at is null',
    [momentId, by],
  )

export const moveMoment = (move: {
  moveId: string
  momentId: string
  was: string
  became: string
  startsAt: string | null
  reason: string
  by: { readonly membershipId: string; readonly role: string }
}): Statement[] => [
  run(
    'councilItems.move',
    `insert into council_items.moment_move (id, moment_id, was, became, reason, moved_by, moved_role) values ($1, $2, $3, $4, $5, $6, $7)`,
    [move.moveId, move.momentId, move.was, move.became, move.reason, move.by.membershipId, move.by.role],
  ),
  run(
    'councilItems.move-day',
    'update council_items.moment set planned_on = $2, starts_at = coalesce($3::time, starts_at) where id = $1',
    [move.momentId, move.became, move.startsAt],
  ),
]

export const endMoment = (
  momentId: string,
  outcome: 'treated' | 'dropped',
  text: string,
  by: { readonly membershipId: string; readonly role: string },
): Statement =>
  run(
    'councilItems.end-moment',
    'insert into council_items.moment_ending (moment_id, outcome, text, ended_by, ended_role) values ($1, $2, $3, $4, $5)',
    [momentId, outcome, text, by.membershipId, by.role],
  )
