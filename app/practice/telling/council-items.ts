// Writes, as owner, the rows that acts on items of the council, political choices and the long-term agenda would have left on a
// past day. Told in order of time; an item moves by its steps here too, because the database knows no other way.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { ladder } from '#capabilities/settings/index.ts'
import { membershipId, type OrganisationKey, organisationId, organisations, type PersonKey, people } from '../cast.ts'
import { tellLine } from './council.ts'

type Client = Pick<pg.ClientBase, 'query'>

const roleOf = (key: PersonKey) => `${people[key].functionName}, ${organisations[people[key].at].name}`
const dayOf = (at: Date): string => at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })

/** What is written as owner must not make a dossier look as if something happened in it today. */
const settle = (client: Client, dossierId: string, at: Date) =>
  client.query('update dossier.dossier set changed_at = greatest(opened_at, least(changed_at, $2), $2) where id = $1', [
    dossierId,
    at,
  ])

export type DebtorKey = PersonKey | `o:${OrganisationKey}`
const debtorOf = (key: DebtorKey): { key: string; role: string } => {
  if (key.startsWith('o:')) {
    const organisation = key.slice(2) as OrganisationKey
    return { key: `o:${organisationId(organisation)}`, role: organisations[organisation].name }
  }
  return { key: `m:${membershipId(key as PersonKey)}`, role: roleOf(key as PersonKey) }
}

export interface ToldItem {
  readonly councilItemId: string
  readonly dossierId: string
  readonly kind: 'motion' | 'amendment' | 'promise' | 'technicalQuestion' | 'writtenQuestion'
  readonly reference: string
  readonly title: string
  readonly audience: number
}

interface NewItem {
  readonly dossierId: string
  readonly at: Date
  readonly by: PersonKey
  readonly title: string
  readonly text: string
  readonly submittedBy?: string
  readonly audience?: 4 | 5
  readonly councilItemId?: string
}

const insertItem = async (
  client: Client,
  item: NewItem & { kind: ToldItem['kind']; dueOn: string | null },
  raise?: (entryId: string) => Promise<string>,
): Promise<ToldItem> => {
  const councilItemId = item.councilItemId ?? randomUUID()
  const audience = item.audience ?? 4
  const madeOn = dayOf(item.at)
  const { rows } = await client.query<{ reference: string }>(
    'select council_items.take_reference($1, $2, $3) as reference',
    [item.dossierId, item.kind, madeOn.slice(0, 4)],
  )
  const { reference } = rows[0]!
  const { kind, title, submittedBy = '' } = item
  const entryId = await tellLine(client, {
    dossierId: item.dossierId,
    at: item.at,
    by: item.by,
    kind: 'councilItem',
    text: item.text,
    details: {
      councilItemId,
      councilKind: kind,
      move: 'registered',
      reference,
      title,
      submittedBy,
      madeOn,
      ...(item.dueOn ? { dueOn: item.dueOn } : {}),
    },
    audience,
  })
  const openItemId = (await raise?.(entryId)) ?? null
  await client.query(
    `insert into council_items.council_item (id, dossier_id, organisation_id, kind, reference, title, text, submitted_by, made_on, due_on,
       audience, registered_by, registered_role, registered_at, changed_at, entry_id, open_item_id)
     select $1, d.id, d.organisation_id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14, $15
     from dossier.dossier d where d.id = $2`,
    [
      councilItemId,
      item.dossierId,
      kind,
      reference,
      title,
      item.text,
      submittedBy,
      madeOn,
      item.dueOn,
      audience,
      membershipId(item.by),
      roleOf(item.by),
      item.at,
      entryId,
      openItemId,
    ],
  )
  await settle(client, item.dossierId, item.at)
  return { councilItemId, dossierId: item.dossierId, kind, reference, title, audience }
}

/** The registry registers a motion, amendment, promise or written question. */
export const tellCouncilItem = (
  client: Client,
  item: NewItem & { readonly kind: 'motion' | 'amendment' | 'promise' | 'writtenQuestion'; readonly dueOn?: string },
): Promise<ToldItem> => insertItem(client, { ...item, dueOn: item.dueOn ?? null })

/** One step of an item. Evidence is a line of the journal that the council can read; without one, the line of the report. */
export const tellItemStep = async (
  client: Client,
  item: ToldItem,
  step: {
    readonly at: Date
    readonly by: PersonKey
    readonly kind:
      | 'adopted'
      | 'rejected'
      | 'withdrawn'
      | 'assigned'
      | 'started'
      | 'reported'
      | 'sentBack'
      | 'discharged'
    readonly text?: string
    readonly debtor?: DebtorKey
    readonly dueOn?: string
    readonly body?: string
    readonly evidenceEntryId?: string
  },
): Promise<{ entryId: string }> => {
  const debtor = step.debtor ? debtorOf(step.debtor) : null
  const decidedOn = step.body ? dayOf(step.at) : null
  const entryId = await tellLine(client, {
    dossierId: item.dossierId,
    at: step.at,
    by: step.by,
    kind: 'councilItem',
    text: step.text ?? '',
    details: {
      councilItemId: item.councilItemId,
      councilKind: item.kind,
      move: step.kind,
      reference: item.reference,
      title: item.title,
      ...(debtor ? { debtor: debtor.role, dueOn: step.dueOn } : {}),
      ...(step.body ? { body: step.body, decidedOn } : {}),
      ...(step.evidenceEntryId ? { evidenceEntryId: step.evidenceEntryId } : {}),
    },
    audience: item.audience,
  })
  await client.query(
    `insert into council_items.step (id, council_item_id, kind, text, debtor, debtor_role, due_on, body, decided_on, evidence_entry_id,
       moved_by, moved_role, moved_at, entry_id) values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      item.councilItemId,
      step.kind,
      step.text ?? '',
      debtor?.key ?? null,
      debtor?.role ?? null,
      debtor ? step.dueOn : null,
      step.body ?? '',
      decidedOn,
      step.kind === 'reported' ? (step.evidenceEntryId ?? entryId) : null,
      membershipId(step.by),
      roleOf(step.by),
      step.at,
      entryId,
    ],
  )
  await settle(client, item.dossierId, step.at)
  return { entryId }
}

/** Who owes it says to the council why it will be later. */
export const tellLateness = async (
  client: Client,
  item: ToldItem,
  late: {
    readonly at: Date
    readonly by: PersonKey
    readonly code: string
    readonly explanation?: string
    readonly expectedOn?: string
  },
): Promise<void> => {
  const entryId = await tellLine(client, {
    dossierId: item.dossierId,
    at: late.at,
    by: late.by,
    kind: 'councilItem',
    text: late.explanation ?? '',
    details: {
      councilItemId: item.councilItemId,
      councilKind: item.kind,
      move: 'late',
      reference: item.reference,
      title: item.title,
      code: late.code,
      ...(late.expectedOn ? { expectedOn: late.expectedOn } : {}),
    },
    audience: item.audience,
  })
  await client.query(
    `insert into council_items.lateness (id, council_item_id, code, explanation, expected_on, said_by, said_role, said_at, entry_id)
     values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      item.councilItemId,
      late.code,
      late.explanation ?? '',
      late.expectedOn ?? null,
      membershipId(late.by),
      roleOf(late.by),
      late.at,
      entryId,
    ],
  )
}

/** The open item of a question, with the ladder as far as silence had climbed it by `until`. */
const raiseItem = async (
  client: Client,
  item: {
    readonly dossierId: string
    readonly at: Date
    readonly by: PersonKey
    readonly of: PersonKey
    readonly question: string
    readonly dueOn: string
    readonly audience: number
    readonly details: object
    readonly entryId: string
    readonly until: Date
  },
): Promise<string> => {
  const openItemId = randomUUID()
  await client.query(
    `insert into open_items.open_item (id, dossier_id, organisation_id, kind, question, details, raised_by, raised_role, raised_at,
       addressee, addressee_membership_id, addressee_organisation_id, addressee_role, due_on, audience, opening_entry_id)
     select $1, d.id, d.organisation_id, 'question', $3, $4, $5, $6, $7, 'm:' || $8::text, $8::uuid, $9, $10, $11, $12, $13
     from dossier.dossier d where d.id = $2`,
    [
      openItemId,
      item.dossierId,
      item.question,
      JSON.stringify(item.details),
      membershipId(item.by),
      roleOf(item.by),
      item.at,
      membershipId(item.of),
      organisationId(people[item.of].at),
      roleOf(item.of),
      item.dueOn,
      item.audience,
      item.entryId,
    ],
  )
  for (const step of ladder({ raisedAt: item.at, dueOn: item.dueOn }))
    await client.query(
      `insert into open_items.step (open_item_id, number, kind, at, subject, reached_at)
       values ($1, $2, $3, $4, open_items.place($1, $3), case when $4 <= $5::timestamptz then $4::timestamptz end)`,
      [openItemId, step.number, step.kind, step.at, item.until],
    )
  await client.query(
    `update open_items.open_item i set
       step = coalesce((select max(s.number) from open_items.step s where s.open_item_id = i.id and s.reached_at is not null), 0),
       lapsed_at = (select s.at from open_items.step s where s.open_item_id = i.id and s.kind = 'lapse' and s.reached_at is not null)
     where i.id = $1`,
    [openItemId],
  )
  return openItemId
}

const closeItem = async (
  client: Client,
  openItemId: string,
  end: {
    readonly at: Date
    readonly by: PersonKey
    readonly text: string
    readonly details?: object
    readonly entryId: string
  },
): Promise<void> => {
  await client.query(
    `insert into open_items.closing (open_item_id, outcome, text, details, closed_by, closed_role, closed_at, entry_id)
     values ($1, 'answered', $2, $3, $4, $5, $6, $7)`,
    [
      openItemId,
      end.text,
      JSON.stringify(end.details ?? {}),
      membershipId(end.by),
      roleOf(end.by),
      end.at,
      end.entryId,
    ],
  )
  await client.query(`update open_items.open_item set closed_at = $2, outcome = 'answered' where id = $1`, [
    openItemId,
    end.at,
  ])
  await client.query('delete from open_items.step where open_item_id = $1 and reached_at is null', [openItemId])
}

/** A member of the council asks who leads the dossier; with an answer, all groups read it from that moment. */
export const tellTechnicalQuestion = async (
  client: Client,
  asked: NewItem & {
    readonly of: PersonKey
    readonly dueOn: string
    readonly answer?: { readonly at: Date; readonly by: PersonKey; readonly text: string }
  },
): Promise<ToldItem & { readonly openItemId: string }> => {
  let openItemId = ''
  const item = await insertItem(client, { ...asked, kind: 'technicalQuestion' }, async (entryId) => {
    openItemId = await raiseItem(client, {
      dossierId: asked.dossierId,
      at: asked.at,
      by: asked.by,
      of: asked.of,
      question: asked.text,
      dueOn: asked.dueOn,
      audience: 4,
      details: {},
      entryId,
      until: asked.answer?.at ?? new Date(),
    })
    return openItemId
  })
  if (asked.answer) {
    const { at, by, text } = asked.answer
    const entryId = await tellLine(client, {
      dossierId: asked.dossierId,
      at,
      by,
      kind: 'answer',
      text,
      details: { openItemId },
      audience: 4,
    })
    await closeItem(client, openItemId, { at, by, text, entryId })
    await settle(client, asked.dossierId, at)
  }
  return { ...item, openItemId }
}

/** Somebody says that a choice is political; `answer`: routed with the choice reserved or a moment, or refuted. */
export const tellPoliticalChoice = async (
  client: Client,
  mark: {
    readonly dossierId: string
    readonly at: Date
    readonly by: PersonKey
    readonly of: PersonKey
    readonly text: string
    readonly dueOn: string
    readonly audience: number
    readonly answer?: {
      readonly at: Date
      readonly by: PersonKey
      readonly reason: string
      readonly body?: 'raad' | 'college'
      readonly reservedChoiceId?: string
      readonly momentId?: string
    }
  },
): Promise<{ markId: string; openItemId: string }> => {
  const markId = randomUUID()
  const entryId = await tellLine(client, {
    dossierId: mark.dossierId,
    at: mark.at,
    by: mark.by,
    kind: 'politicalChoice',
    text: mark.text,
    details: { markId, move: 'marked', dueOn: mark.dueOn },
    audience: mark.audience,
  })
  const openItemId = await raiseItem(client, {
    ...mark,
    question: mark.text,
    details: { answerAt: `/politieke-keuzes/${markId}` },
    entryId,
    until: mark.answer?.at ?? new Date(),
  })
  await client.query(
    `insert into council_items.political_mark (id, dossier_id, organisation_id, text, audience, due_on, marked_by, marked_role, marked_at,
       entry_id, open_item_id)
     select $1, d.id, d.organisation_id, $3, $4, $5, $6, $7, $8, $9, $10 from dossier.dossier d where d.id = $2`,
    [
      markId,
      mark.dossierId,
      mark.text,
      mark.audience,
      mark.dueOn,
      membershipId(mark.by),
      roleOf(mark.by),
      mark.at,
      entryId,
      openItemId,
    ],
  )
  const { answer } = mark
  if (answer) {
    const outcome = answer.body ? 'routed' : 'refuted'
    const answerEntryId = await tellLine(client, {
      dossierId: mark.dossierId,
      at: answer.at,
      by: answer.by,
      kind: 'politicalChoice',
      text: answer.reason,
      details: {
        markId,
        move: outcome,
        openItemId,
        mark: mark.text,
        ...(answer.body ? { body: answer.body } : {}),
        ...(answer.reservedChoiceId ? { choiceId: answer.reservedChoiceId } : {}),
        ...(answer.momentId ? { momentId: answer.momentId } : {}),
      },
      audience: mark.audience,
    })
    await client.query(
      `insert into council_items.political_answer (mark_id, outcome, reason, body, reserved_choice_id, moment_id, answered_by,
         answered_role, answered_at, entry_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        markId,
        outcome,
        answer.reason,
        answer.body ?? null,
        answer.reservedChoiceId ?? null,
        answer.momentId ?? null,
        membershipId(answer.by),
        roleOf(answer.by),
        answer.at,
        answerEntryId,
      ],
    )
    await closeItem(client, openItemId, {
      at: answer.at,
      by: answer.by,
      text: answer.reason,
      details: { markId },
      entryId: answerEntryId,
    })
  }
  await settle(client, mark.dossierId, answer?.at ?? mark.at)
  return { markId, openItemId }
}

/** The registry puts a subject on the long-term agenda; `moved` and `ended` in the order in which they happened. */
export const tellMoment = async (
  client: Client,
  moment: {
    readonly at: Date
    readonly by: PersonKey
    readonly council: OrganisationKey
    readonly dossierId?: string
    readonly subject: string
    readonly kind: 'imageForming' | 'opinionForming' | 'decisionMaking'
    readonly body: string
    readonly plannedOn: string
    readonly startsAt?: string
    readonly place?: string
    /** 5: for everybody. */
    readonly audience?: 4 | 5
    readonly moved?: readonly { readonly at: Date; readonly became: string; readonly reason: string }[]
    readonly ended?: { readonly at: Date; readonly outcome: 'treated' | 'dropped'; readonly text: string }
  },
): Promise<{ momentId: string }> => {
  const momentId = randomUUID()
  const audience = moment.audience ?? 4
  const me = [membershipId(moment.by), roleOf(moment.by)]
  const line = (at: Date, move: string, text: string, more: object) =>
    moment.dossierId
      ? tellLine(client, {
          dossierId: moment.dossierId,
          at,
          by: moment.by,
          kind: 'councilMoment',
          text,
          details: { momentId, move, subject: moment.subject, momentKind: moment.kind, ...more },
          audience,
        })
      : Promise.resolve(null)
  const entryId = await line(moment.at, 'planned', moment.subject, { body: moment.body, plannedOn: moment.plannedOn })
  await client.query(
    `insert into council_items.moment (id, organisation_id, dossier_id, subject, kind, body, place, planned_on, starts_at, audience,
       proposed_by, proposed_role, proposed_at, confirmed_by, confirmed_at, entry_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $11, $13, $14)`,
    [
      momentId,
      organisationId(moment.council),
      moment.dossierId ?? null,
      moment.subject,
      moment.kind,
      moment.body,
      moment.place ?? '',
      moment.plannedOn,
      moment.startsAt ?? null,
      audience,
      ...me,
      moment.at,
      entryId,
    ],
  )
  let was = moment.plannedOn
  for (const { at, became, reason } of moment.moved ?? []) {
    await line(at, 'moved', reason, { was, plannedOn: became })
    await client.query(
      `insert into council_items.moment_move (id, moment_id, was, became, reason, moved_by, moved_role, moved_at)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7)`,
      [momentId, was, became, reason, ...me, at],
    )
    await client.query('update council_items.moment set planned_on = $2 where id = $1', [momentId, became])
    was = became
  }
  if (moment.ended) {
    const { at, outcome, text } = moment.ended
    await line(at, outcome, text, { plannedOn: was })
    await client.query(
      `insert into council_items.moment_ending (moment_id, outcome, text, ended_by, ended_role, ended_at) values ($1, $2, $3, $4, $5, $6)`,
      [momentId, outcome, text, ...me, at],
    )
  }
  if (moment.dossierId)
    await settle(client, moment.dossierId, moment.ended?.at ?? moment.moved?.at(-1)?.at ?? moment.at)
  return { momentId }
}
