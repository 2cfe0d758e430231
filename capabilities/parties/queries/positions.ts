// Positions: what is held, by whom, whether they were heard, and what it contradicts.
import { one, type Query, run, type Statement } from '#foundation/database/query.ts'

/**
 * Whose words may be changed by who asks: the core team, who wrote them down, and who speaks for the party that holds them. A
 * partner does not put words in another's mouth.
 */
const MAY_REWRITE = `(p.written_by = (select access.acting())
  or exists (select from dossier.reach r where r.dossier_id = p.dossier_id and r.reach = 1
             and r.subject = any ((select access.acting_keys())::text[]) and r.until > now())
  or exists (select from parties.party y where y.id = p.party_id and ('m:' || y.membership_id = any ((select access.acting_keys())::text[])
             or 'o:' || y.organisation_id = any ((select access.acting_keys())::text[]))))`

/** The JSON of position `p` with its entry `e`. */
export const POSITION_JSON = `json_build_object('positionId', p.id, 'entryId', p.entry_id, 'summary', p.summary,
  'partyId', (select y.id from parties.party y where y.id = p.party_id), 'whose', p.whose, 'arguments', p.arguments,
  'heardOn', p.heard_on, 'heardHow', p.heard_how, 'unheard', p.unheard,
  'contradicts', coalesce((select json_agg(o.id order by o.id) from (
      select c.other_id as id from parties.contradiction c where c.position_id = p.id
      union select c.position_id from parties.contradiction c where c.other_id = p.id) o), '[]'),
  'audience', e.audience, 'changedAt', p.changed_at, 'mayChange', ${MAY_REWRITE},
  'withdrawn', (select json_build_object('reason', x.reason, 'withdrawnAt', x.withdrawn_at)
    from parties.withdrawal x where x.position_id = p.id))`

/** What an act must know of a position. */
export interface PositionFacts {
  readonly positionId: string
  readonly summary: string
  readonly whose: string
  readonly arguments: string
  readonly heardOn: string | null
  readonly heardHow: string
  readonly unheard: string
  readonly audience: number
  readonly contradicts: readonly string[]
  readonly withdrawn: boolean
  readonly mayChange: boolean
}

export const findPosition = (dossierId: string, positionId: string): Query<PositionFacts | undefined> =>
  one(
    'parties.find-position',
    `select json_build_object('positionId', p.id, 'summary', p.summary, 'whose', p.whose, 'arguments', p.arguments,
       'heardOn', p.heard_on, 'heardHow', p.heard_how, 'unheard', p.unheard, 'audience', e.audience,
       'contradicts', coalesce((select json_agg(o.id) from (
          select c.other_id as id from parties.contradiction c where c.position_id = p.id
          union select c.position_id from parties.contradiction c where c.other_id = p.id) o), '[]'),
       'mayChange', ${MAY_REWRITE},
       'withdrawn', exists (select from parties.withdrawal w where w.position_id = p.id))::text
     from parties.position p join dossier.entry e on e.id = p.entry_id where p.dossier_id = $1 and p.id = $2`,
    [dossierId, positionId],
  )

/** How many of these are positions of this dossier that who asks may read. */
export const countPositions = (dossierId: string, positionIds: readonly string[]): Query<number> => ({
  ...run(
    'parties.count-positions',
    'select count(*)::text from parties.position p where p.dossier_id = $1 and p.id = any ($2::uuid[])',
    [dossierId, positionIds],
  ),
  read: (rows) => Number(rows[0]?.[0] ?? 0),
})

interface Said {
  readonly summary: string
  readonly arguments: string
  readonly heardOn: string | null
  readonly heardHow: string
  readonly unheard: string
}

export const insertPosition = (
  position: Said & { positionId: string; dossierId: string; entryId: string; partyId: string | null; whose: string },
): Statement =>
  run(
    'parties.insert-position',
    `insert into parties.position (id, dossier_id, entry_id, party_id, whose, summary, arguments, heard_on, heard_how, unheard, written_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, access.acting())`,
    [
      position.positionId,
      position.dossierId,
      position.entryId,
      position.partyId,
      position.whose,
      position.summary,
      position.arguments,
      position.heardOn,
      position.heardHow,
      position.unheard,
    ],
  )

/** With the line that says so: new words are for whoever may read that line, and not before it was released to them. */
export const updatePosition = (positionId: string, entryId: string, said: Said): Statement =>
  run(
    'parties.update-position',
    `update parties.position set summary = $2, arguments = $3, heard_on = $4, heard_how = $5, unheard = $6, entry_id = $7, changed_at = now()
     where id = $1`,
    [positionId, said.summary, said.arguments, said.heardOn, said.heardHow, said.unheard, entryId],
  )

/** What it contradicts from now on; what it contradicts that this reader may not see stays as it was. */
export const setContradictions = (positionId: string, others: readonly string[]): Statement[] => [
  run(
    'parties.drop-contradictions',
    `delete from parties.contradiction c where (c.position_id = $1 and not c.other_id = any ($2::uuid[]))
       or (c.other_id = $1 and not c.position_id = any ($2::uuid[]))`,
    [positionId, others],
  ),
  // The smaller id first, so that two positions contradict each other once.
  run(
    'parties.contradict',
    `insert into parties.contradiction (position_id, other_id)
     select least($1::uuid, o), greatest($1::uuid, o) from unnest($2::uuid[]) as o on conflict do nothing`,
    [positionId, others],
  ),
]

/** Why it is no longer held, beside the line that tells it. */
export const insertWithdrawal = (positionId: string, entryId: string, reason: string): Statement[] => [
  run(
    'parties.withdraw-position',
    'insert into parties.withdrawal (position_id, reason, withdrawn_by) values ($1, $2, access.acting())',
    [positionId, reason],
  ),
  run('parties.position-told-by', 'update parties.position set entry_id = $2 where id = $1', [positionId, entryId]),
]
