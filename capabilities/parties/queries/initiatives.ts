// Initiatives that stay the initiator's: their words, our support, and what was said about closing.
import type { Dossier } from '#capabilities/dossier/index.ts'
import { one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'

/** What a policy needs to know of an initiative, and of whoever asks. */
export interface Initiative {
  readonly dossierId: string
  readonly dossier: Pick<Dossier, 'dossierId' | 'organisationId' | 'ceiling' | 'state' | 'ownerId' | 'deputyId'>
  readonly mine: boolean
  readonly initiator: string
  readonly number: number
  readonly contactId: string
  readonly contactRole: string
}

const MINE = `coalesce(n.initiator_key = any ((select access.acting_keys())::text[]), false)`
const NUMBER = `(select max(i.number) from parties.idea i where i.dossier_id = n.dossier_id)`

export const findInitiative = (initiativeId: string): Query<Initiative | undefined> =>
  one(
    'parties.find-initiative',
    `select json_build_object('dossierId', d.id, 'dossier', json_build_object('dossierId', d.id, 'organisationId', d.organisation_id,
         'ceiling', d.ceiling, 'state', d.state, 'ownerId', d.owner_id, 'deputyId', d.deputy_id),
       'mine', ${MINE}, 'initiator', n.initiator, 'number', ${NUMBER}, 'contactId', n.contact_id, 'contactRole', n.contact_role)::text
     from parties.initiative n join dossier.dossier d on d.id = n.dossier_id where n.dossier_id = $1`,
    [initiativeId],
  )

/** An initiative has the id of its dossier, and takes the lock of its journal. */
export const lockInitiative = (initiativeId: string): Statement =>
  run('parties.lock-initiative', 'select pg_advisory_xact_lock(hashtextextended($1::text, 1))', [initiativeId])

const FACTS = `'dossierId', n.dossier_id, 'initiator', n.initiator, 'mine', ${MINE}, 'signsIn', n.initiator_key is not null,
  'words', (select i.words from parties.idea i where i.dossier_id = n.dossier_id order by i.number desc limit 1), 'number', ${NUMBER},
  'support', n.support, 'contact', json_build_object('role', n.contact_role,
    'name', (select p.name from people.membership m join people.person p on p.id = m.person_id where m.id = n.contact_id)),
  'closing', (select json_build_object('byInitiator', c.by_initiator, 'reason', c.reason, 'saidAt', c.said_at)
    from parties.consent c where c.dossier_id = n.dossier_id
      and c.said_at > coalesce((select max(e.closed_at) from dossier.closure e where e.dossier_id = n.dossier_id and e.reopened_at is not null), '-infinity')
    order by c.said_at desc limit 1)`

/** The JSON of initiative `n`. */
export const INITIATIVE_JSON = `json_build_object(${FACTS})`

export const initiativeView = (initiativeId: string): Query<Passed> =>
  passed(
    'parties.initiative',
    `select json_build_object(${FACTS}, 'ideas', (select json_agg(json_build_object('number', i.number, 'words', i.words,
       'writtenAt', i.written_at) order by i.number desc) from parties.idea i where i.dossier_id = n.dossier_id))::text
     from parties.initiative n where n.dossier_id = $1`,
    [initiativeId],
  )

export const insertInitiative = (initiative: {
  dossierId: string
  initiator: string
  initiatorKey: string | null
  support: string
  contactId: string
  contactRole: string
}): Statement =>
  run(
    'parties.insert-initiative',
    `insert into parties.initiative (dossier_id, initiator, initiator_key, support, contact_id, contact_role, named_by)
     values ($1, $2, $3, $4, $5, $6, access.acting())`,
    [
      initiative.dossierId,
      initiative.initiator,
      initiative.initiatorKey,
      initiative.support,
      initiative.contactId,
      initiative.contactRole,
    ],
  )

export const insertIdea = (dossierId: string, number: number, words: string): Statement =>
  run(
    'parties.insert-idea',
    'insert into parties.idea (dossier_id, number, words, written_by) values ($1, $2, $3, access.acting())',
    [dossierId, number, words],
  )

export const setSupport = (support: {
  dossierId: string
  support: string
  contactId: string
  contactRole: string
}): Statement =>
  run(
    'parties.set-support',
    'update parties.initiative set support = $2, contact_id = $3, contact_role = $4 where dossier_id = $1',
    [support.dossierId, support.support, support.contactId, support.contactRole],
  )

export const insertConsent = (consent: {
  consentId: string
  dossierId: string
  byInitiator: boolean
  reason: string
}): Statement =>
  run(
    'parties.insert-consent',
    `insert into parties.consent (id, dossier_id, by_initiator, reason, said_by) values ($1, $2, $3, $4, access.acting())`,
    [consent.consentId, consent.dossierId, consent.byInitiator, consent.reason],
  )

/** The organisation that takes the initiative, with whether anybody here signs in for it. */
export const findInitiatingOrganisation = (
  organisationId: string | null,
): Query<{ name: string; signsIn: boolean } | undefined> =>
  one(
    'parties.initiating-organisation',
    `select json_build_object('name', o.name, 'signsIn', open_items.has_answerer(o.id, null))::text
     from organisations.organisation o where o.id = $1 and (o.valid_until is null or o.valid_until >= current_date)`,
    [organisationId],
  )
