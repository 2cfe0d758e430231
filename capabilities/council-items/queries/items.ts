// Reading what the council is owed: one item whole, lists with the oldest debt first, the desk's counts, and the export.
import { type Passed, passed, type Query } from '#foundation/database/query.ts'
import type { Kind, State } from '../contract.ts'
import { STATE } from './finding.ts'

const TODAY = `(now() at time zone 'Europe/Amsterdam')::date`
const dayOf = (moment: string) => `(${moment} at time zone 'Europe/Amsterdam')::date`
const ENDED = `('discharged', 'adopted', 'rejected', 'withdrawn', 'answered', 'refused')`

/**
 * Every item `i` with how it stands; row-level security decides which. `where` narrows before anything is looked up, and
 * what is only shown is looked up for what is shown (measured at 10,000 items of a town: 130 → 55 ms).
 */
const standing = (where: string, then = '') => `
  select i.id, i.dossier_id, i.organisation_id, i.kind, i.reference, i.title, i.text, i.submitted_by, i.made_on, i.vote, i.debtor, i.debtor_role,
    i.audience, i.registered_at, i.registered_role, i.entry_id, i.open_item_id, ${STATE} as state,
    coalesce(o.due_on, i.due_on) as due_on, coalesce(o.addressee, i.debtor) as owes,
    case when i.kind = 'technicalQuestion' then coalesce(o.closed_at, i.changed_at) else i.changed_at end as changed_at,
    ${STATE} in ${ENDED} as ended,
    coalesce(${STATE} not in ${ENDED} and ${STATE} <> 'reported' and coalesce(o.due_on, i.due_on) < ${TODAY}, false) as late
  from council_items.council_item i left join open_items.open_item o on o.id = i.open_item_id
  where ${where} ${then}`

/**
 * Words are read where their line in the journal is read, so that a reader who must wait for its release waits here too;
 * of what has no line, and by who owes the item, they are read here.
 */
const WORDS_OF = (row: string, words: string) => `case when ${row}.entry_id is null
  or exists (select from dossier.entry e where e.id = ${row}.entry_id)
  or exists (select from council_items.council_item o where o.id = ${row}.council_item_id and o.debtor = any ((select access.keys())::text[]))
  then ${words} else '' end`

const LATENESS = `json_build_object('code', l.code, 'explanation', ${WORDS_OF('l', 'l.explanation')}, 'expectedOn', l.expected_on, 'saidAt', l.said_at)`

const LINE = `'councilItemId', i.id, 'dossierId', i.dossier_id,
  'dossierTitle', (select d.title from dossier.dossier d where d.id = i.dossier_id), 'organisationId', i.organisation_id,
  'organisationName', (select n.name from organisations.organisation n where n.id = i.organisation_id),
  'kind', i.kind, 'reference', i.reference, 'title', i.title, 'submittedBy', i.submitted_by, 'madeOn', i.made_on, 'dueOn', i.due_on,
  'state', i.state, 'vote', i.vote, 'late', i.late, 'debtor', i.debtor_role,
  'mine', coalesce(i.owes = any ((select access.keys())::text[]), false),
  'timesSentBack', (select count(*) from council_items.step s where s.council_item_id = i.id and s.kind = 'sentBack'),
  'lateness', (select ${LATENESS} from council_items.lateness l where l.council_item_id = i.id order by l.said_at desc limit 1),
  'audience', i.audience, 'changedAt', i.changed_at`

// One number orders all: what is waited for by its day, what has no day after that, and then what ended, the last first.
const PLACE = `case when i.ended then 1000000000000000000 - (extract(epoch from i.changed_at) * 1000000)::bigint
  when i.due_on is not null then (i.due_on - date '2000-01-01')::bigint
  else 1000000 + (i.made_on - date '2000-01-01')::bigint end`

/** The reason that was given last for being late. */
const REASON = `(select l.code from council_items.lateness l where l.council_item_id = i.id order by l.said_at desc limit 1)`

interface PageInput {
  readonly after?: string
  readonly limit: number
}

const page = (
  name: string,
  where: string,
  then: string,
  values: readonly unknown[],
  { after, limit }: PageInput,
): Query<Passed> => {
  const n = values.length
  return passed(
    `councilItems.${name}${after ? '.after' : ''}`,
    `with standing as materialized (${standing(where)}),
       placed as (select i.*, ${PLACE} as place from standing i where true ${then}),
       page as materialized (select * from placed i where true
         ${after ? `and (i.place, i.id) > (split_part($${n + 3}, '.', 1)::bigint, split_part($${n + 3}, '.', 2)::uuid)` : ''}
         order by i.place, i.id limit $${n + 1}),
       shown as (select * from page order by place, id limit $${n + 2})
     select json_build_object(
       'items', coalesce((select json_agg(json_build_object(${LINE}) order by i.place, i.id) from shown i), '[]'),
       'next', case when (select count(*) from page) > $${n + 2}
         then (select place || '.' || id from shown order by place desc, id desc limit 1) end)::text`,
    [...values, limit + 1, limit, ...(after ? [after] : [])],
  )
}

export interface ItemFilter extends PageInput {
  readonly organisationId?: string
  readonly dossierId?: string
  readonly kind?: Kind
  readonly state?: State
  readonly which: 'open' | 'late' | 'reported' | 'mine' | 'ended' | 'all'
  readonly lateBy?: string
}

const WHICH: Readonly<Record<ItemFilter['which'], string>> = {
  open: 'and not i.ended',
  late: 'and i.late',
  reported: `and i.state = 'reported'`,
  mine: 'and not i.ended and i.owes = any ((select access.keys())::text[])',
  ended: 'and i.ended',
  all: '',
}

export const itemList = (input: ItemFilter): Query<Passed> => {
  const values: unknown[] = []
  const shape: string[] = [input.which]
  const narrow = (name: string, value: unknown, condition: (place: string) => string): string => {
    if (value === undefined) return ''
    values.push(value)
    shape.push(name)
    return condition(`$${values.length}`)
  }
  // Somebody's own towns and dossiers come from row-level security; what is public elsewhere is found by its dossier.
  const where = [
    `i.organisation_id <> all ((select settings.off_at('councilItems'))::uuid[])`,
    narrow('organisation', input.organisationId, (n) => `and i.organisation_id = ${n}::uuid`),
    narrow('dossier', input.dossierId, (n) => `and i.dossier_id = ${n}::uuid`),
    narrow('kind', input.kind, (n) => `and i.kind = ${n}`),
  ].join(' ')
  const then = [
    WHICH[input.which],
    narrow('state', input.state, (n) => `and i.state = ${n}`),
    narrow('late-by', input.lateBy, (n) => `and i.late and coalesce(${REASON}, 'none') = ${n}`),
  ].join(' ')
  return page(`list.${shape.join('.')}`, where, then, values, input)
}

export const itemsOf = (dossierId: string, input: PageInput): Query<Passed> =>
  page('of', 'i.dossier_id = $1', '', [dossierId], input)

/** The words of the line that shows it, as far as this reader may read it. */
const EVIDENCE = `(select coalesce(e.text, '') from dossier.entry e where e.id = s.evidence_entry_id)`

export const itemView = (councilItemId: string): Query<Passed> =>
  passed(
    'councilItems.view',
    `with standing as materialized (${standing('i.id = $1')})
     select json_build_object(${LINE}, 'text', i.text, 'registeredRole', i.registered_role, 'registeredAt', i.registered_at,
       'entryId', (select e.id from dossier.entry e where e.id = i.entry_id), 'openItemId', i.open_item_id,
       'answer', (select json_build_object('text', c.text, 'role', c.closed_role, 'at', c.closed_at,
           'entryId', (select e.id from dossier.entry e where e.id = c.entry_id))
         from open_items.closing c where c.open_item_id = i.open_item_id),
       'steps', coalesce((select json_agg(json_build_object('kind', s.kind, 'text', ${WORDS_OF('s', 's.text')}, 'debtor', s.debtor_role, 'dueOn', s.due_on,
           'body', s.body, 'decidedOn', s.decided_on,
           'evidenceEntryId', (select e.id from dossier.entry e where e.id = s.evidence_entry_id),
           'evidence', ${EVIDENCE}, 'role', s.moved_role, 'at', s.moved_at) order by s.number)
         from council_items.step s where s.council_item_id = i.id), '[]'),
       'latenesses', coalesce((select json_agg(${LATENESS} order by l.said_at) from council_items.lateness l
         where l.council_item_id = i.id), '[]'))::text
     from standing i`,
    [councilItemId],
  )

export const TERMS = (organisation: string) => `(select json_build_object('technicalQuestion', t.technical_question,
    'writtenQuestion', t.written_question, 'politicalChoice', t.political_choice)
  from (select technical_question, written_question, political_choice, 0 as rank, set_at from council_items.term
      where organisation_id = ${organisation}
    union all select 5, 20, 10, 1, now()) t order by t.rank, t.set_at desc limit 1)`

export const deskView = (organisationId: string): Query<Passed> =>
  passed(
    'councilItems.desk',
    `with standing as materialized (${standing('i.organisation_id = $1')})
     select json_build_object('organisationId', c.id, 'organisationName', c.name,
       'open', (select count(*) from standing i where not i.ended), 'late', (select count(*) from standing i where i.late),
       'reported', (select count(*) from standing i where i.state = 'reported'),
       'unassigned', (select count(*) from standing i where i.state = 'received'),
       'lateBy', coalesce((select json_agg(json_build_object('reason', g.reason, 'count', g.count) order by g.count desc, g.reason)
         from (select coalesce(${REASON}, 'none') as reason, count(*) as count from standing i where i.late group by 1) g), '[]'),
       'terms', ${TERMS('c.id')})::text
     from organisations.organisation c where c.id = $1`,
    [organisationId],
  )

/** In the order in which they were registered: new ones come last, so that a program can go on where it was. */
export const itemExport = (
  organisationId: string,
  { after, limit }: { readonly after?: string; readonly limit: number },
  origin: string,
): Query<Passed> =>
  passed(
    `councilItems.export${after ? '.after' : ''}`,
    `with standing as materialized (${standing(`i.organisation_id = $1 ${after ? 'and i.id > $5::uuid' : ''}`, 'order by i.id limit $3')}),
       page as materialized (select * from standing order by id limit $3),
       shown as (select * from page order by id limit $4)
     select json_build_object('items', coalesce((select json_agg(json_build_object(
         'reference', i.reference, 'kind', i.kind, 'title', i.title, 'text', i.text, 'submittedBy', i.submitted_by, 'madeOn', i.made_on,
         'vote', i.vote, 'debtor', i.debtor_role, 'dueOn', i.due_on, 'state', i.state, 'late', i.late,
         'latenessReason', l.code, 'latenessExplanation', ${WORDS_OF('l', 'l.explanation')}, 'expectedOn', l.expected_on,
         'timesSentBack', (select count(*) from council_items.step s where s.council_item_id = i.id and s.kind = 'sentBack'),
         'reportedOn', coalesce(${dayOf('r.moved_at')}, ${dayOf('c.closed_at')}), 'report', coalesce(${WORDS_OF('r', 'r.text')}, c.text),
         'dischargedOn', x.decided_on, 'dischargedBy', x.body,
         'dossier', coalesce((select d.title from dossier.dossier d where d.id = i.dossier_id), ''),
         'dossierAddress', $2 || '/dossiers/' || i.dossier_id,
         'council', (select n.name from organisations.organisation n where n.id = i.organisation_id),
         'registeredAt', i.registered_at, 'changedAt', i.changed_at, 'itemAddress', $2 || '/raad/punten/' || i.id,
         'councilItemId', i.id) order by i.id)
       from shown i
       left join lateral (select * from council_items.lateness l where l.council_item_id = i.id order by l.said_at desc limit 1) l on true
       left join lateral (select * from council_items.step s where s.council_item_id = i.id and s.kind = 'reported' order by s.number desc limit 1) r on true
       left join lateral (select * from council_items.step s where s.council_item_id = i.id and s.kind = 'discharged' limit 1) x on true
       left join open_items.closing c on c.open_item_id = i.open_item_id), '[]'),
       'next', case when (select count(*) from page) > $4 then (select id from shown order by id desc limit 1) end)::text`,
    [organisationId, origin, limit + 1, limit, ...(after ? [after] : [])],
  )

/** Members of the executive first, then functions of the town, then organisations that take part. */
export const debtors = (dossierId: string, words: string, limit: number): Query<Passed> =>
  passed(
    'councilItems.debtors',
    `with sought as (select '%' || replace(replace(replace($2, '\\', ''), '%', ''), '_', '') || '%' as words),
     town as (select d.organisation_id, o.name from dossier.dossier d join organisations.organisation o on o.id = d.organisation_id where d.id = $1),
     people as (
       select m.id, m.function_name, m.position, p.name, town.name as organisation, m.organisation_id
       from town join people.membership m on m.organisation_id = town.organisation_id join people.person p on p.id = m.person_id
       where m.since <= current_date and (m.until is null or m.until >= current_date) and m.position in ('executive', 'staff')),
     found as (
       (select 'm:' || p.id as value, p.name as label, p.function_name || ', ' || p.organisation as description, 0 as rank
        from people p, sought where p.position = 'executive' and (p.name ilike sought.words or p.function_name ilike sought.words)
        order by p.name limit $3)
       union all
       (select 'o:' || town.organisation_id, town.name, '', 1 from town, sought where town.name ilike sought.words)
       union all
       (select distinct 'r:' || p.organisation_id || ':' || p.function_name, p.function_name, p.organisation, 2
        from people p, sought where p.position = 'staff' and $2 <> '' and p.function_name ilike sought.words limit $3)
       union all
       (select distinct 'o:' || o.id, o.name, '', 3 from dossier.involvement v join organisations.organisation o on o.id = v.organisation_id, sought
        where v.dossier_id = $1 and (v.until is null or v.until > now()) and o.name ilike sought.words limit $3))
     select json_build_object('options', coalesce(json_agg(json_build_object('value', value, 'label', label, 'description', description)
       order by rank, label, value), '[]'))::text from (select * from found order by rank, label, value limit $3) found`,
    [dossierId, words, limit],
  )
