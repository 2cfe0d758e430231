// Changing an open item: asking, closing, climbing by hand, handing on, giving more time.

import type { Step } from '#capabilities/settings/index.ts'
import { many, one, type Query, run, type Statement } from '#foundation/database/query.ts'

/** The organisation that is asked, or the function in it; null when there is none, or nobody there who could answer. */
export const findAnswerer = (
  organisationId: string | null,
  functionName: string | null,
): Query<{ name: string; isGovernment: boolean } | undefined> =>
  one(
    'openItems.answerer',
    `select json_build_object('name', o.name, 'isGovernment', o.is_government)::text from organisations.organisation o
     where o.id = $1 and (o.valid_until is null or o.valid_until >= current_date) and open_items.has_answerer(o.id, $2)`,
    [organisationId, functionName],
  )

export interface OpenItemRow {
  readonly openItemId: string
  readonly dossierId: string
  readonly organisationId: string
  readonly kind: string
  readonly question: string
  readonly details: Readonly<Record<string, unknown>>
  readonly raisedBy: string
  readonly raisedRole: string
  readonly raisedAt: Date
  readonly addressee: Addressee
  readonly dueOn: string
  readonly audience: number
  readonly openingEntryId: string | null
  /** The terms under which it is asked; left out: those of the house. */
  readonly termsId?: string | null
}
export interface Addressee {
  /** 'm:<membership>', 'o:<organisation>' or 'r:<organisation>:<function>'. */
  readonly key: string
  readonly membershipId: string | null
  readonly organisationId: string
  readonly functionName: string | null
  /** How it reads, without a person's name: 'adviseur ruimte en erfgoed, Gemeente Wierdijk'. */
  readonly role: string
}

export const insertOpenItem = (item: OpenItemRow): Statement =>
  run(
    'openItems.insert',
    `insert into open_items.open_item (id, dossier_id, organisation_id, kind, question, details, raised_by, raised_role, raised_at,
       addressee, addressee_membership_id, addressee_organisation_id, addressee_function, addressee_role, due_on, audience, opening_entry_id, terms_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      item.openItemId,
      item.dossierId,
      item.organisationId,
      item.kind,
      item.question,
      JSON.stringify(item.details),
      item.raisedBy,
      item.raisedRole,
      item.raisedAt.toISOString(),
      item.addressee.key,
      item.addressee.membershipId,
      item.addressee.organisationId,
      item.addressee.functionName,
      item.addressee.role,
      item.dueOn,
      item.audience,
      item.openingEntryId,
      item.termsId ?? null,
    ],
  )

/** After the item itself: who stands on each step is looked up by the item. */
export const insertSteps = (openItemId: string, steps: readonly Step[]): Statement =>
  run(
    'openItems.steps',
    `insert into open_items.step (open_item_id, number, kind, at, subject)
     select $1, s.number, s.kind, s.at, open_items.place($1, s.kind)
     from unnest($2::smallint[], $3::text[], $4::timestamptz[]) as s(number, kind, at)`,
    [
      openItemId,
      steps.map((step) => step.number),
      steps.map((step) => step.kind),
      steps.map((step) => step.at.toISOString()),
    ],
  )

/** What was not reached will not be: it closed, or there is a new term. */
export const dropSteps = (openItemId: string): Statement =>
  run('openItems.drop-steps', 'delete from open_items.step where open_item_id = $1 and reached_at is null', [
    openItemId,
  ])

export const close = (closing: {
  openItemId: string
  outcome: 'answered' | 'refused' | 'withdrawn'
  text: string
  details: Readonly<Record<string, unknown>>
  closedBy: string
  closedRole: string
  entryId: string | null
}): Statement[] => [
  run(
    'openItems.closing',
    `insert into open_items.closing (open_item_id, outcome, text, details, closed_by, closed_role, entry_id) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      closing.openItemId,
      closing.outcome,
      closing.text,
      JSON.stringify(closing.details),
      closing.closedBy,
      closing.closedRole,
      closing.entryId,
    ],
  ),
  run('openItems.close', 'update open_items.open_item set closed_at = clock_timestamp(), outcome = $2 where id = $1', [
    closing.openItemId,
    closing.outcome,
  ]),
  dropSteps(closing.openItemId),
]

/** Who takes part in the dossier of an item; nobody when that dossier does not exist for who asks. */
export const findInvolved = (openItemId: string): Query<{ subject: string; role: string }[]> =>
  many(
    'openItems.involved',
    `select json_build_object('subject', v.subject, 'role', v.role)::text from open_items.open_item i
     join dossier.involvement v on v.dossier_id = i.dossier_id
     where i.id = $1 and (v.until is null or v.until > now())`,
    [openItemId],
  )

export interface NextStep {
  readonly number: number
  readonly kind: 'manager' | 'owner' | 'head'
}
/** The lowest step to a person that was not reached yet and on which somebody stands. */
export const findNextStep = (openItemId: string): Query<NextStep | undefined> =>
  one(
    'openItems.next-step',
    `select json_build_object('number', s.number, 'kind', s.kind)::text from open_items.step s
     where s.open_item_id = $1 and s.reached_at is null and s.kind in ('manager', 'owner', 'head')
       and open_items.place(s.open_item_id, s.kind) is not null
     order by s.number limit 1`,
    [openItemId],
  )

export const climbByHand = (openItemId: string, number: number, reason: string): Statement =>
  run('openItems.climb-by-hand', 'select open_items.climb_by_hand($1, $2::smallint, $3)', [openItemId, number, reason])

export const insertLateness = (lateness: {
  latenessId: string
  openItemId: string
  code: string
  explanation: string
  expectedOn: string | null
  saidBy: string
}): Statement =>
  run(
    'openItems.lateness',
    `insert into open_items.lateness (id, open_item_id, code, explanation, expected_on, said_by, said_at)
     values ($1, $2, $3, $4, $5, $6, clock_timestamp())`,
    [
      lateness.latenessId,
      lateness.openItemId,
      lateness.code,
      lateness.explanation,
      lateness.expectedOn,
      lateness.saidBy,
    ],
  )

export const passOn = (
  passingId: string,
  openItemId: string,
  membershipId: string,
  role: string,
  reason: string,
): Statement =>
  run('openItems.pass-on', 'select open_items.pass_on($1, $2, $3, $4, $5)', [
    passingId,
    openItemId,
    membershipId,
    role,
    reason,
  ])

export const extend = (extension: {
  extensionId: string
  openItemId: string
  was: string
  became: string
  reason: string
  extendedBy: string
}): Statement[] => [
  run(
    'openItems.extension',
    'insert into open_items.extension (id, open_item_id, was, became, reason, extended_by) values ($1, $2, $3, $4, $5, $6)',
    [
      extension.extensionId,
      extension.openItemId,
      extension.was,
      extension.became,
      extension.reason,
      extension.extendedBy,
    ],
  ),
  // A new term that was agreed on: nothing is late any more. What was climbed stays in the history.
  run('openItems.extend', 'update open_items.open_item set due_on = $2, step = 0, lapsed_at = null where id = $1', [
    extension.openItemId,
    extension.became,
  ]),
  dropSteps(extension.openItemId),
]
