// Every line of SQL of the packages, of one's own export, and of the webhooks.
import { one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'

const MOMENT = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

// Packages.

export const insertPackage = (packageId: string, dossierId: string, askedBy: string): Statement =>
  run('moving.insert-package', 'insert into moving.package (id, dossier_id, asked_by) values ($1, $2, $3)', [
    packageId,
    dossierId,
    askedBy,
  ])

export const countWaiting = (dossierId: string): Query<number> => ({
  ...run(
    'moving.count-waiting',
    'select count(*)::text from moving.package where dossier_id = $1 and made_at is null and failed_at is null',
    [dossierId],
  ),
  read: (rows) => Number(rows[0]?.[0] ?? 0),
})

const PACKAGE_STATE = `case when p.failed_at is not null then 'failed' when p.made_at is null then 'waiting'
  when p.digest is null or p.expires_at <= now() then 'over' else 'ready' end`

const PACKAGE_FIELDS = `'packageId', p.id, 'askedAt', ${MOMENT('p.asked_at')}, 'state', ${PACKAGE_STATE}, 'size', p.size, 'rows', p.rows,
  'files', p.files, 'expiresAt', ${MOMENT('p.expires_at')}, 'progress', p.progress`

export const packagesOf = (dossierId: string): Query<Passed> =>
  passed(
    'moving.packages',
    `select json_build_object('items', coalesce((select json_agg(json_build_object(${PACKAGE_FIELDS}) order by p.asked_at desc, p.id desc)
     from (select * from moving.package q where q.dossier_id = $1 order by q.asked_at desc, q.id desc limit 20) p), '[]'))::text`,
    [dossierId],
  )

export const packageContent = (dossierId: string, packageId: string): Query<Passed> =>
  passed(
    'moving.package-content',
    `select json_build_object('digest', encode(p.digest, 'hex'), 'name', 'dossier-' || left(p.dossier_id::text, 8) || '-'
         || to_char(p.asked_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD') || '.tar.gz',
       'type', 'application/gzip', 'size', p.size)::text
     from moving.package p where p.dossier_id = $1 and p.id = $2 and p.digest is not null and p.expires_at > now()`,
    [dossierId, packageId],
  )

// Packages of a person: row-level security shows only those of this person in this session.

export const insertMyPackage = (packageId: string): Statement =>
  run(
    'moving.insert-my-package',
    'insert into moving.own_package (id, person_id, session_id) values ($1, access.person(), access.session())',
    [packageId],
  )

export const countMyWaiting = (): Query<number> => ({
  ...run(
    'moving.count-my-waiting',
    'select count(*)::text from moving.own_package where session_id = (select access.session()) and made_at is null and failed_at is null',
  ),
  read: (rows) => Number(rows[0]?.[0] ?? 0),
})

/** When something in it no longer exists for its reader, the whole is over: it can be asked for anew, without that. */
const STILL_MINE = `not exists (select from unnest(p.dossier_ids) as held (id)
  where not exists (select from dossier.dossier d where d.id = held.id))
  and not exists (select from unnest(p.entry_ids) as held (id)
  where not exists (select from dossier.entry e where e.id = held.id))
  and not exists (select from unnest(p.note_ids) as held (id)
  where not exists (select from dossier.private_note n where n.id = held.id))`

/** Found for whom it is: this person, in this session. */
export const findMyPackage = (packageId: string): Query<{ packageId: string } | undefined> =>
  one(
    'moving.find-my-package',
    `select json_build_object('packageId', p.id)::text from moving.own_package p where p.id = $1`,
    [packageId],
  )

export const myPackages = (): Query<Passed> =>
  passed(
    'moving.my-packages',
    `select json_build_object('items', coalesce((select json_agg(json_build_object(${PACKAGE_FIELDS}) order by p.asked_at desc, p.id desc)
     from (select p.id, p.asked_at, p.failed_at, p.made_at, p.size, p.rows, p.files, p.expires_at, p.progress,
         case when p.digest is not null and ${STILL_MINE} then p.digest end as digest
       from moving.own_package p where p.session_id = (select access.session()) order by p.asked_at desc, p.id desc limit 20) p), '[]'))::text`,
  )

export const myPackageContent = (packageId: string): Query<Passed> =>
  passed(
    'moving.my-package-content',
    `select json_build_object('digest', encode(p.digest, 'hex'), 'name', 'mijn-gegevens-'
         || to_char(p.asked_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD') || '.tar.gz',
       'type', 'application/gzip', 'size', p.size)::text
     from moving.own_package p where p.session_id = (select access.session()) and p.id = $1 and p.digest is not null
       and p.expires_at > now() and ${STILL_MINE}`,
    [packageId],
  )

/** What somebody put in and what exists for them, under their own rows. */
export const myExport = (): Query<Passed> =>
  passed(
    'moving.my-export',
    `select json_build_object('format', 'schakel person', 'version', 1, 'madeAt', ${MOMENT('now()')},
       'person', (select jsonb_build_object('personId', p.id, 'name', p.name, 'locale', people.own_locale()) || people.contact(p.id) from people.person p where p.id = (select access.person())),
       'memberships', coalesce((select json_agg(json_build_object('membershipId', m.id, 'organisationName', o.name, 'functionName', m.function_name,
           'position', m.position, 'since', m.since, 'until', m.until) order by m.since, m.id)
         from people.membership m join organisations.organisation o on o.id = m.organisation_id where m.person_id = (select access.person())), '[]'),
       'entries', coalesce((select json_agg(json_build_object('entryId', e.id, 'dossierId', e.dossier_id, 'dossierTitle', d.title, 'kind', e.kind,
           'text', e.text, 'details', e.details, 'authorRole', e.author_role, 'occurredAt', ${MOMENT('e.occurred_at')},
           'recordedAt', ${MOMENT('e.recorded_at')}, 'audience', e.audience,
           'documents', coalesce((select json_agg(json_build_object('name', s.name, 'description', s.description, 'type', s.type, 'size', s.size,
               'sha256', encode(s.digest, 'hex'), 'address', '/api/v1/dossiers/' || s.dossier_id || '/documents/' || s.id || '/content') order by s.number)
             from dossier.document s where s.entry_id = e.id), '[]')) order by e.recorded_at, e.id)
         from dossier.entry e join dossier.dossier d on d.id = e.dossier_id
         where e.author_id = any (array(select m.id from people.membership m where m.person_id = (select access.person())))), '[]'),
       'notes', coalesce((select json_agg(json_build_object('noteId', n.id, 'dossierId', n.dossier_id, 'text', n.text,
           'occurredAt', ${MOMENT('n.occurred_at')}, 'recordedAt', ${MOMENT('n.recorded_at')}, 'expiresAt', ${MOMENT('n.expires_at')}) order by n.recorded_at, n.id)
         from dossier.private_note n where n.person_id = (select access.person())), '[]'),
       'openItems', coalesce((select json_agg(json_build_object('openItemId', i.id, 'dossierId', i.dossier_id,
           'part', case when i.raised_by = any ((select access.memberships())::uuid[]) then 'asked' else 'addressed' end, 'kind', i.kind,
           'question', i.question, 'raisedAt', ${MOMENT('i.raised_at')}, 'dueOn', i.due_on, 'outcome', i.outcome,
           'answer', (select c.text from open_items.closing c where c.open_item_id = i.id)) order by i.raised_at, i.id)
         from (select a.* from open_items.open_item a where a.raised_by = any ((select access.memberships())::uuid[])
           union all
           select b.* from open_items.open_item b where b.addressee_membership_id = any ((select access.memberships())::uuid[])
             and not (b.raised_by = any ((select access.memberships())::uuid[]))) i), '[]'))::text`,
  )

// Webhooks.

export interface Webhook {
  readonly webhookId: string
  readonly organisationId: string
}
export const findWebhook = (webhookId: string): Query<Webhook | undefined> =>
  one(
    'moving.find-webhook',
    `select json_build_object('webhookId', w.id, 'organisationId', w.organisation_id)::text
     from moving.webhook w where w.id = $1 and w.ended_at is null`,
    [webhookId],
  )
export const lockWebhook = (webhookId: string): Statement =>
  run('moving.lock-webhook', 'select pg_advisory_xact_lock(hashtextextended($1::text, 7))', [webhookId])

const WEBHOOK_FIELDS = `'webhookId', w.id, 'url', w.url, 'description', w.description, 'madeAt', ${MOMENT('w.made_at')},
  'state', case when w.given_up_at is null then 'on' else 'givenUp' end,
  'lastAnswer', l.answer, 'lastAt', ${MOMENT('l.at')},
  'waiting', (select count(*) from moving.delivery v where v.webhook_id = w.id and v.done_at is null and v.failed_at is null)`
const LAST = `left join lateral (select v.answer, coalesce(v.done_at, v.failed_at, v.made_at) as at from moving.delivery v
  where v.webhook_id = w.id and v.attempts > 0 order by v.made_at desc limit 1) l on true`

export const webhookList = (): Query<Passed> =>
  passed(
    'moving.webhooks',
    `select json_build_object('organisationName', (select o.name from organisations.organisation o
         where o.id = any ((select access.administers())::uuid[]) order by o.id limit 1),
       'items', coalesce((select json_agg(json_build_object(${WEBHOOK_FIELDS}) order by w.made_at, w.id)
         from moving.webhook w ${LAST} where w.ended_at is null and w.organisation_id = any ((select access.administers())::uuid[])), '[]'))::text`,
  )

export const webhookView = (webhookId: string): Query<object | undefined> =>
  one(
    'moving.webhook',
    `select json_build_object(${WEBHOOK_FIELDS}, 'deliveries', coalesce((select json_agg(json_build_object('deliveryId', v.id, 'type', v.type,
         'happenedAt', ${MOMENT('v.happened_at')}, 'attempts', v.attempts, 'answer', v.answer,
         'state', case when v.done_at is not null then 'delivered' when v.failed_at is not null then 'failed' else 'waiting' end,
         'nextAt', case when v.done_at is null and v.failed_at is null then ${MOMENT('v.next_at')} end) order by v.made_at desc, v.id desc)
       from (select x.id, x.type, x.happened_at, x.attempts, x.answer, x.done_at, x.failed_at, x.next_at, x.made_at
         from moving.delivery x where x.webhook_id = w.id order by x.made_at desc, x.id desc limit 100) v), '[]'))::text
     from moving.webhook w ${LAST} where w.id = $1 and w.ended_at is null`,
    [webhookId],
  )

export const insertWebhook = (webhook: {
  webhookId: string
  organisationId: string
  url: string
  description: string
  sealedSecret: string
  madeBy: string
}): Statement =>
  run(
    'moving.insert-webhook',
    'insert into moving.webhook (id, organisation_id, url, description, sealed_secret, made_by) values ($1, $2, $3, $4, $5, $6)',
    [webhook.webhookId, webhook.organisationId, webhook.url, webhook.description, webhook.sealedSecret, webhook.madeBy],
  )
export const endWebhook = (webhookId: string, by: string): Statement =>
  run('moving.end-webhook', 'update moving.webhook set ended_by = $2, ended_at = now() where id = $1', [webhookId, by])
export const insertTrial = (deliveryId: string, webhookId: string): Statement[] => [
  run('moving.take-up', 'update moving.webhook set given_up_at = null where id = $1', [webhookId]),
  run(
    'moving.trial',
    `insert into moving.delivery (id, webhook_id, type, happened_at) values ($1, $2, 'test', now())`,
    [deliveryId, webhookId],
  ),
]
