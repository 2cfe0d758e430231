// Parties of a dossier and how they are rated.
import { one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'
import { POSITION_JSON } from './positions.ts'

/** The newest rating of party `p`, as far as row-level security shows it to who asks. */
const RATING_JSON = `(select json_build_object('interest', a.interest, 'influence', a.influence, 'why', a.why, 'means', a.means,
  'knowledge', a.knowledge, 'assessedAt', a.assessed_at) from parties.assessment a where a.party_id = p.id order by a.number desc limit 1)`

/** The JSON of party `p` with its entry `e`; row-level security decides which names this reader may know. */
const PARTY_JSON = `json_build_object('partyId', p.id, 'entryId', p.entry_id, 'name', p.name, 'organisationId', p.organisation_id,
  'personName', (select n.name from people.membership m join people.person n on n.id = m.person_id where m.id = p.membership_id),
  'representedBy', p.represented_by, 'weakVoice', p.weak_voice,
  'keptBy', json_build_object('role', p.kept_role,
    'name', (select n.name from people.membership m join people.person n on n.id = m.person_id where m.id = p.kept_by)),
  'audience', e.audience, 'addedAt', p.added_at,
  'left', (select json_build_object('reason', l.reason, 'leftAt', l.left_at) from parties.leaving l where l.party_id = p.id),
  'rating', ${RATING_JSON})`

export const partiesOf = (dossierId: string): Query<Passed> =>
  passed(
    'parties.of',
    `select json_build_object(
       'parties', coalesce((select json_agg(${PARTY_JSON} order by (l.party_id is not null), lower(p.name), p.id)
         from parties.party p join dossier.entry e on e.id = p.entry_id left join parties.leaving l on l.party_id = p.id
         where p.dossier_id = $1), '[]'),
       'positions', coalesce((select json_agg(${POSITION_JSON} order by (w.position_id is not null), p.written_at, p.id)
         from parties.position p join dossier.entry e on e.id = p.entry_id left join parties.withdrawal w on w.position_id = p.id
         where p.dossier_id = $1), '[]'))::text`,
    [dossierId],
  )

/** What an act must know of a party. */
export interface PartyFacts {
  readonly partyId: string
  readonly entryId: string
  readonly name: string
  readonly organisationId: string | null
  readonly membershipId: string | null
  readonly representedBy: string
  readonly weakVoice: string
  readonly keptById: string
  readonly keptRole: string
  readonly audience: number
  readonly left: boolean
  readonly ratings: number
}

export const findParty = (dossierId: string, partyId: string | null, which = ''): Query<PartyFacts | undefined> =>
  one(
    `parties.find${which}`,
    `select json_build_object('partyId', p.id, 'entryId', p.entry_id, 'name', p.name, 'organisationId', p.organisation_id,
       'membershipId', p.membership_id, 'representedBy', p.represented_by, 'weakVoice', p.weak_voice, 'keptById', p.kept_by,
       'keptRole', p.kept_role, 'audience', e.audience,
       'left', exists (select from parties.leaving l where l.party_id = p.id),
       'ratings', coalesce((select max(a.number) from parties.assessment a where a.party_id = p.id), 0))::text
     from parties.party p join dossier.entry e on e.id = p.entry_id where p.dossier_id = $1 and p.id = $2`,
    [dossierId, partyId],
  )

/** A party that takes part here already as this organisation or person, or under this name. */
export const findSameParty = (
  dossierId: string,
  party: { name: string | null; organisationId: string | null; membershipId: string | null },
): Query<{ partyId: string } | undefined> =>
  one(
    'parties.same',
    `select json_build_object('partyId', p.id)::text from parties.party p
     where p.dossier_id = $1 and not exists (select from parties.leaving l where l.party_id = p.id)
       and (p.organisation_id = $2 or p.membership_id = $3 or lower(p.name) = lower($4)) limit 1`,
    [dossierId, party.organisationId, party.membershipId, party.name],
  )

export const insertParty = (party: {
  partyId: string
  dossierId: string
  entryId: string
  name: string
  organisationId: string | null
  membershipId: string | null
  representedBy: string
  weakVoice: string
  keptBy: string
  keptRole: string
}): Statement =>
  run(
    'parties.insert',
    `insert into parties.party (id, dossier_id, entry_id, name, organisation_id, membership_id, represented_by, weak_voice,
       kept_by, kept_role, added_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, access.acting())`,
    [
      party.partyId,
      party.dossierId,
      party.entryId,
      party.name,
      party.organisationId,
      party.membershipId,
      party.representedBy,
      party.weakVoice,
      party.keptBy,
      party.keptRole,
    ],
  )

/** With the line that says so: the words are for whoever may read that line, as they were for who read the one before. */
export const updateParty = (party: {
  partyId: string
  entryId: string
  name: string
  representedBy: string
  weakVoice: string
  keptBy: string
  keptRole: string
}): Statement =>
  run(
    'parties.update',
    'update parties.party set entry_id = $7, name = $2, represented_by = $3, weak_voice = $4, kept_by = $5, kept_role = $6 where id = $1',
    [party.partyId, party.name, party.representedBy, party.weakVoice, party.keptBy, party.keptRole, party.entryId],
  )

/** Why it left, beside the line that tells it. */
export const insertLeaving = (partyId: string, entryId: string, reason: string): Statement[] => [
  run('parties.leave', 'insert into parties.leaving (party_id, reason, left_by) values ($1, $2, access.acting())', [
    partyId,
    reason,
  ]),
  run('parties.told-by', 'update parties.party set entry_id = $2 where id = $1', [partyId, entryId]),
]

export const insertAssessment = (assessment: {
  partyId: string
  number: number
  dossierId: string
  interest: number
  influence: number
  why: string
  means: string
  knowledge: string
}): Statement =>
  run(
    'parties.assess',
    `insert into parties.assessment (party_id, number, dossier_id, interest, influence, why, means, knowledge, assessed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, access.acting())`,
    [
      assessment.partyId,
      assessment.number,
      assessment.dossierId,
      assessment.interest,
      assessment.influence,
      assessment.why,
      assessment.means,
      assessment.knowledge,
    ],
  )
