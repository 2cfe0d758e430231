// Every line of SQL of attention: what somebody chose, what waits to be told, and what they may see when it is.
import { one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'
import type { Settings } from './hours.ts'
import type { About } from './kinds.ts'
import { digestLines, momentSources } from './moments.ts'

export const attentionView = (): Query<Passed> =>
  passed(
    'attention.view',
    `select json_build_object('digest', s.digest, 'digestHour', s.digest_hour, 'quietHours', s.quiet_hours, 'quietFrom', s.quiet_from,
       'quietUntil', s.quiet_until, 'quietWeekends', s.quiet_weekends, 'immediate', s.immediate, 'calendarTitles', s.calendar_titles,
       'email', people.contact((select access.person())) ->> 'email',
       'followings', coalesce((select json_agg(json_build_object('dossierId', d.id, 'title', d.title, 'choice', f.choice) order by d.title, d.id)
         from attention.following f join dossier.dossier d on d.id = f.dossier_id), '[]'),
       'calendars', coalesce((select json_agg(json_build_object('calendarId', c.id, 'name', c.name, 'madeAt', c.made_at) order by c.made_at, c.id)
         from attention.calendar c where c.revoked_at is null), '[]'),
       'devices', coalesce((select json_agg(json_build_object('deviceId', v.id, 'name', v.name, 'madeAt', v.made_at) order by v.made_at, v.id)
         from attention.device v), '[]'),
       'newCalendar', null)::text
     from attention.setting_of((select access.person())) s`,
  )

export const saveSettings = (settings: Settings & { readonly calendarTitles: boolean }): Statement =>
  run(
    'attention.save',
    `insert into attention.setting (person_id, digest, digest_hour, quiet_hours, quiet_from, quiet_until, quiet_weekends, immediate, calendar_titles)
     values (access.person(), $1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (person_id) do update set digest = $1, digest_hour = $2, quiet_hours = $3, quiet_from = $4, quiet_until = $5,
       quiet_weekends = $6, immediate = $7, calendar_titles = $8, changed_at = now()`,
    [
      settings.digest,
      settings.digestHour,
      settings.quietHours,
      settings.quietFrom,
      settings.quietUntil,
      settings.quietWeekends,
      settings.immediate,
      settings.calendarTitles,
    ],
  )

export const followingView = (dossierId: string): Query<Passed> =>
  passed(
    'attention.following',
    `select json_build_object('choice', (select f.choice from attention.following f where f.dossier_id = d.id),
       'takesPart', exists (select from dossier.reach r where r.dossier_id = d.id and r.until > now()))::text
     from dossier.dossier d where d.id = $1`,
    [dossierId],
  )

export const follow = (dossierId: string, choice: string): Statement =>
  run(
    'attention.follow',
    `insert into attention.following (person_id, dossier_id, choice) values (access.person(), $1, $2)
     on conflict (person_id, dossier_id) do update set choice = $2, since = now()`,
    [dossierId, choice],
  )

export const unfollow = (dossierId: string): Statement =>
  run('attention.unfollow', 'delete from attention.following where dossier_id = $1', [dossierId])

export const insertCalendar = (calendar: { calendarId: string; name: string; digest: Buffer }): Statement =>
  run(
    'attention.calendar',
    `insert into attention.calendar (id, person_id, name, digest, within_id)
     values ($1, access.person(), $2, $3, (select s.organisation_id from signin.session s where s.id = access.session()))`,
    [calendar.calendarId, calendar.name, calendar.digest],
  )

export const revokeCalendar = (calendarId: string): Statement =>
  run(
    'attention.revoke-calendar',
    'update attention.calendar set revoked_at = now() where id = $1 and revoked_at is null',
    [calendarId],
  )
export const findCalendar = (calendarId: string): Query<true | undefined> =>
  found('attention.find-calendar', 'calendar', calendarId)
export const findDevice = (deviceId: string): Query<true | undefined> =>
  found('attention.find-device', 'device', deviceId)
const found = (name: string, table: 'calendar' | 'device', id: string): Query<true | undefined> =>
  one(name, `select 'true' from attention.${table} where id = $1`, [id])

export const takeDevice = (device: {
  deviceId: string
  name: string
  endpoint: string
  p256dh: string
  auth: string
}): Statement =>
  run('attention.take-device', 'select attention.take_device($1, $2, $3, $4, $5)', [
    device.deviceId,
    device.name,
    device.endpoint,
    device.p256dh,
    device.auth,
  ])
export const removeDevice = (deviceId: string): Statement =>
  run('attention.remove-device', 'delete from attention.device where id = $1', [deviceId])

export const readUnsubscribing = (digest: Buffer): Query<Passed> =>
  passed('attention.read-unsubscribing', 'select attention.read_unsubscribing($1)::text', [digest])
export const unsubscribe = (digest: Buffer): Statement =>
  run('attention.unsubscribe', 'select attention.unsubscribe($1)', [digest])

/** Days far back and far ahead help nobody in a calendar. */
const AROUND = `between current_date - 90 and current_date + 730`

export const momentList = (): Query<Passed> => {
  const sources = momentSources()
  return passed(
    `attention.moments.${sources.map(({ kind }) => kind).join('.')}`,
    `with moment as (
       select 'openItem' as kind, i.id::text as id, i.due_on as day, null::timestamptz as at, null::timestamptz as until,
         i.question as title, '/open-punten/' || i.id as href
       from unnest((select access.keys())::text[]) as mine(key) cross join lateral (
         select i.* from open_items.open_item i where i.addressee = mine.key and i.closed_at is null
           and i.due_on ${AROUND} order by i.due_on limit 300) i
       ${sources
         .map(
           ({
             kind,
             select,
           }) => `union all select '${kind}', m.id, m.day, m.at, m.until, m.title, m.href from (${select}) m
       where coalesce(m.day, (m.at at time zone 'Europe/Amsterdam')::date) ${AROUND}`,
         )
         .join('\n')})
     select json_build_object('items', coalesce((select json_agg(json_build_object('id', m.kind || '-' || m.id, 'on', m.day, 'at', m.at,
       'until', m.until, 'kind', m.kind, 'title', case when s.calendar_titles then left(m.title, 200) end, 'href', m.href)
       order by coalesce(m.day, (m.at at time zone 'Europe/Amsterdam')::date), m.at, m.id) from moment m), '[]'))::text
     from attention.setting_of((select access.person())) s`,
  )
}

/** What a digest tells, seen through the eyes of who gets it. */
export interface DigestFacts {
  readonly waiting: readonly { readonly openItemId: string; readonly dueOn: string }[]
  readonly waitingCount: number
  readonly climbed: number
  readonly answered: number
  /** Dossiers with something new of others. */
  readonly news: number
  /** By the name of the line that another room added. */
  readonly more: Readonly<Record<string, number>>
}
export const SHOWN_IN_DIGEST = 10

export const digestFacts = (since: Date): Query<DigestFacts | undefined> => {
  const more = [...digestLines()]
  return one(
    `attention.digest-facts.${more.map(([name]) => name).join('.')}`,
    `with waiting as materialized (
       select distinct i.id, i.due_on from unnest((select access.keys())::text[]) as mine(key) cross join lateral (
         select i.id, i.due_on from open_items.open_item i where i.addressee = mine.key and i.closed_at is null limit 1000) i),
     heard as (
       select r.dossier_id from dossier.reach r where r.subject = any ((select access.keys())::text[]) and r.until > now()
       union select f.dossier_id from attention.following f where f.choice = 'follow'
       except select f.dossier_id from attention.following f where f.choice = 'mute')
     select json_build_object(
       'waiting', coalesce((select json_agg(json_build_object('openItemId', w.id, 'dueOn', w.due_on) order by w.due_on, w.id)
         from (select * from waiting order by due_on, id limit ${SHOWN_IN_DIGEST}) w), '[]'),
       'waitingCount', (select count(*) from waiting),
       'climbed', (select count(*) from open_items.open_item i
         where i.id in (select h.open_item_id from open_items.hears h where h.subject = any ((select access.keys())::text[]))
           and i.closed_at is null and not (i.addressee = any ((select access.keys())::text[]))
           and not (i.raised_by = any ((select access.memberships())::uuid[]))),
       'answered', (select count(*) from open_items.closing c join open_items.open_item i on i.id = c.open_item_id
         where i.raised_by = any ((select access.memberships())::uuid[]) and c.closed_at > $1
           and not (c.closed_by = any ((select access.memberships())::uuid[]))),
       'news', (select count(*) from heard join dossier.dossier d on d.id = heard.dossier_id
         where d.changed_at > $1 and exists (select from dossier.entry e where e.dossier_id = d.id and e.recorded_at > $1
           and not (e.author_id = any ((select access.memberships())::uuid[])))),
       'more', json_build_object(${more.map(([name, line]) => `'${name}', (${line.count})`).join(', ')}))::text`,
    [since.toISOString()],
  )
}

/** Whether what a notice is about is there for this reader, and whether it was closed; `there`: SQL of its kind. */
export const stillThere = (
  about: About,
  kind: string,
  there = 'exists (select from dossier.dossier d where d.id = $1)',
): Query<{ there: boolean; closed: boolean }> => {
  const query = one<{ there: boolean; closed: boolean }>(
    `attention.there.${kind}`,
    // Each kind asks of its own id; all three are given, so that the query is the same shape for all.
    `select json_build_object('there', ${there},
       'closed', coalesce((select i.closed_at is not null from open_items.open_item i where i.id = $2), false))::text
     from (select $1::uuid, $2::uuid, $3::uuid) as about (dossier, open_item, own)`,
    [about.dossierId, about.openItemId, about.aboutId],
  )
  return { ...query, read: (rows) => query.read(rows) ?? { there: false, closed: false } }
}
