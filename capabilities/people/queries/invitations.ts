// Invitations: listed, sent, sent again, withdrawn. Only the digest of the secret link is kept.
import { one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'
import { ADMINISTERED } from './lists.ts'

const LINE = `json_build_object('invitationId', i.id, 'organisationId', i.organisation_id,
  'organisationName', (select o.name from organisations.organisation o where o.id = i.organisation_id), 'email', i.email, 'name', i.name,
  'position', i.position, 'functionName', i.function_name, 'invitedByName', (select p.name from people.person p where p.id = i.invited_by),
  'forDossier', i.dossier_id is not null, 'state', case when i.accepted_at is not null then 'accepted' when i.withdrawn_at is not null then 'withdrawn'
    when i.expires_at < now() then 'expired' else 'waiting' end,
  'madeAt', i.made_at, 'sentAt', i.sent_at, 'sentTimes', i.sent_times, 'expiresAt', i.expires_at, 'acceptedAt', i.accepted_at,
  'withdrawnAt', i.withdrawn_at)`
const CURSOR = `(extract(epoch from i.made_at) * 1000000)::bigint || '.' || i.id`

export const invitationList = (asked: {
  organisationId?: string
  state: 'open' | 'all'
  after?: string
  limit: number
}): Query<Passed> => {
  const list: unknown[] = []
  const put = (value: unknown) => `$${list.push(value)}`
  const more = put(asked.limit + 1)
  const most = put(asked.limit)
  const organisation = asked.organisationId ? put(asked.organisationId) : null
  const [, time, id] = /^(\d{1,18})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(asked.after ?? '') ?? []
  const older =
    time && id
      ? `and (i.made_at, i.id) < (to_timestamp(0) + ${put(time)}::bigint * interval '1 microsecond', ${put(id)}::uuid)`
      : ''
  return passed(
    `people.invitations.${asked.state}${organisation ? '.organisation' : ''}${older ? '.after' : ''}`,
    `with ${ADMINISTERED(organisation)},
       found as materialized (
         select i.id, i.made_at from administered a join people.invitation i on i.organisation_id = a.id
         where true ${asked.state === 'open' ? 'and i.accepted_at is null and i.withdrawn_at is null' : ''} ${older}
         order by i.made_at desc, i.id desc limit ${more}),
       shown as (select * from found order by made_at desc, id desc limit ${most})
     select json_build_object('organisationId', a.id, 'organisationName', a.name, 'isGovernment', a.is_government,
       'items', coalesce((select json_agg(${LINE} order by i.made_at desc, i.id desc)
         from shown s join people.invitation i on i.id = s.id), '[]'),
       'next', case when (select count(*) from found) > ${most} then (select ${CURSOR} from shown i order by i.made_at, i.id limit 1) end)::text
     from administered a`,
    list,
  )
}

export const guestInvitations = (dossierId: string): Query<Passed> =>
  passed(
    'people.guest-invitations',
    `select json_build_object(
       'organisations', coalesce((select json_agg(json_build_object('organisationId', o.id, 'name', o.name) order by o.sort_key, o.id)
         from organisations.organisation o where not o.is_government and o.id in (
           select i.organisation_id from dossier.involvement i
           where i.dossier_id = d.id and i.subject = 'o:' || i.organisation_id and (i.until is null or i.until > now()))), '[]'),
       'items', coalesce((select json_agg(${LINE} order by i.made_at desc, i.id desc) from (
         select * from (select i.id, i.organisation_id, i.email, i.name, i.position, i.function_name, i.invited_by, i.dossier_id, i.made_at,
             i.expires_at, i.accepted_at, i.withdrawn_at, i.sent_at, i.sent_times
           from people.invitation i where i.dossier_id = d.id) as of_dossier order by made_at desc, id desc limit 100) as i), '[]'))::text
     from dossier.dossier d where d.id = $1`,
    [dossierId],
  )

/** An organisation for which a guest of this dossier can be invited. */
export const findInvolvedPartner = (dossierId: string, organisationId: string): Query<{ name: string } | undefined> =>
  one(
    'people.involved-partner',
    `select json_build_object('name', o.name)::text from organisations.organisation o
     where o.id = $2 and not o.is_government and exists (select from dossier.involvement i
       where i.dossier_id = $1 and i.subject = 'o:' || o.id and (i.until is null or i.until > now()))`,
    [dossierId, organisationId],
  )

export const invite = (invitation: {
  readonly invitationId: string
  readonly organisationId: string
  readonly email: string
  readonly name: string
  readonly position: string
  readonly functionName: string
  readonly dossierId: string | null
  readonly digest: Buffer
  readonly days: number
}): Statement =>
  run('people.invite', 'select people.invite($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    invitation.invitationId,
    invitation.organisationId,
    invitation.email,
    invitation.name,
    invitation.position,
    invitation.functionName,
    invitation.dossierId,
    invitation.digest,
    invitation.days,
  ])

export const resendInvitation = (invitationId: string, digest: Buffer, days: number): Statement =>
  run('people.resend-invitation', 'select people.resend_invitation($1, $2, $3)', [invitationId, digest, days])

export const withdrawInvitation = (invitationId: string): Statement =>
  run('people.withdraw-invitation', 'select people.withdraw_invitation($1)', [invitationId])
