// Reading the choices that somebody called political.
import { type Passed, passed, type Query } from '#foundation/database/query.ts'
import { MARK_STATE } from './finding.ts'

/** Read where its line in the journal is read: a reader who must wait for its release waits here too. Who asked, reads it here. */
const REASON = `case when a.entry_id is null or k.marked_by = any ((select access.memberships())::uuid[])
  or exists (select from dossier.entry e where e.id = a.entry_id) then a.reason else '' end`

const JSON_OF_MARK = `json_build_object('markId', k.id, 'dossierId', k.dossier_id,
  'dossierTitle', (select d.title from dossier.dossier d where d.id = k.dossier_id), 'text', k.text, 'audience', k.audience,
  'dueOn', k.due_on, 'markedRole', k.marked_role, 'markedAt', k.marked_at,
  'mine', k.marked_by = any ((select access.memberships())::uuid[]), 'state', ${MARK_STATE}, 'openItemId', k.open_item_id,
  'entryId', (select e.id from dossier.entry e where e.id = k.entry_id),
  'answer', case when a.mark_id is not null then json_build_object('outcome', a.outcome, 'reason', ${REASON}, 'body', a.body,
    'reservedChoiceId', a.reserved_choice_id, 'momentId', (select t.id from council_items.moment t where t.id = a.moment_id),
    'role', a.answered_role, 'answeredAt', a.answered_at,
    'entryId', (select e.id from dossier.entry e where e.id = a.entry_id)) end)`
const FROM = `council_items.political_mark k left join council_items.political_answer a on a.mark_id = k.id
  left join open_items.open_item o on o.id = k.open_item_id`

export const markView = (markId: string): Query<Passed> =>
  passed('councilItems.mark', `select ${JSON_OF_MARK}::text from ${FROM} where k.id = $1`, [markId])

export const marksOf = (dossierId: string, limit: number): Query<Passed> =>
  passed(
    'councilItems.marks-of',
    `select json_build_object('items', coalesce(json_agg(line order by waiting desc, marked_at desc), '[]'))::text from (
       select ${JSON_OF_MARK} as line, ${MARK_STATE} = 'waiting' as waiting, k.marked_at from ${FROM} where k.dossier_id = $1
       order by 2 desc, k.marked_at desc limit $2) marks`,
    [dossierId, limit],
  )
