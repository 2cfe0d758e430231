// Writes a story into the database as if it had been lived: every line, question and answer on its own day.
import { Readable } from 'node:stream'
import type pg from 'pg'
import { ladder } from '#capabilities/settings/index.ts'
import type { Files } from '#foundation/files/files.ts'
import { idFrom } from '#foundation/id.ts'
import type { Calendar } from './calendar.ts'
import {
  membershipId,
  type OrganisationKey,
  organisationId,
  organisations,
  type PersonKey,
  people,
  personId,
} from './cast.ts'
import { frameId, frameVersionId } from './frames.ts'
import { frames } from './stories/kaders.ts'
import { AUDIENCES, type Happening, type Party, type PracticeFile, type Story } from './story.ts'

export const dossierId = (story: string) => idFrom(`practice dossier ${story}`)
export const openItemId = (story: string, item: string) => idFrom(`practice open item ${story} ${item}`)

export interface Telling {
  readonly client: pg.ClientBase
  readonly calendar: Calendar
  readonly files: Files
}

/** As it reads in the journal for ever: 'procesambtenaar, Gemeente Wierdijk'. */
const roleOf = (key: PersonKey) => `${people[key].functionName}, ${organisations[people[key].at].name}`

interface Subject {
  readonly key: string
  readonly membership: string | null
  readonly organisation: OrganisationKey
  readonly role: string
}
const subjectOf = (party: Party): Subject => {
  const organisation = party.startsWith('o:') ? (party.slice(2) as OrganisationKey) : null
  if (organisation)
    return {
      key: `o:${organisationId(organisation)}`,
      membership: null,
      organisation,
      role: organisations[organisation].name,
    }
  const person = party as PersonKey
  return {
    key: `m:${membershipId(person)}`,
    membership: membershipId(person),
    organisation: people[person].at,
    role: roleOf(person),
  }
}

/**
 * The same rows that the acts would have left. It writes as owner, because no act can be done last month; the journal's
 * chain is made by the database all the same.
 */
export const tell = async ({ client, calendar, files }: Telling, told: Story): Promise<void> => {
  const story = withDays(told, calendar)
  const dossier = dossierId(story.key)
  const answerable = organisationId(story.organisation ?? 'wierdijk')
  let ceiling: number = AUDIENCES[story.ceiling]
  let number = 0
  const plans = [{ purpose: story.purpose ?? '', residentEffect: story.residentEffect ?? '', plan: '' }]
  const entries = new Map<string, { id: string; audience: number }>()
  const involved = new Set([subjectOf(story.owner).key, subjectOf(story.deputy).key])
  const items = new Map<string, { audience: number; kind: string }>()
  const fresh = (what: string) => idFrom(`practice ${what} ${story.key} ${++number}`)
  const run = (text: string, ...values: unknown[]) => client.query(text, values)

  /** Lines with what the dossier says of itself; whoever lets council or public know a dossier, opens these to them too. */
  const own: string[] = []
  const opened = () => (ceiling >= AUDIENCES.council ? ceiling : Math.min(AUDIENCES.involved, ceiling))

  const write = async (
    at: Date,
    by: PersonKey,
    line: {
      kind: string
      text: string
      details?: object
      audience?: number
      occurred?: Date
      corrects?: string | null
      attachments?: number
    },
  ): Promise<string> => {
    const id = fresh('entry')
    const audience = line.audience ?? Math.min(AUDIENCES.involved, ceiling)
    if (audience > ceiling) throw new Error(`${story.key}: '${line.text.slice(0, 40)}' is wider than the dossier`)
    await run(
      `insert into dossier.entry (id, dossier_id, organisation_id, position, kind, text, details, author_id, author_role,
         occurred_at, recorded_at, audience, first_audience, corrects, attachments, salt, content_digest, previous, chain)
       values ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, '', '', '', '')`,
      id,
      dossier,
      answerable,
      line.kind,
      line.text,
      JSON.stringify(line.details ?? {}),
      membershipId(by),
      roleOf(by),
      line.occurred ?? at,
      at,
      audience,
      line.corrects ?? null,
      line.attachments ?? 0,
    )
    return id
  }

  const involve = async (at: Date, by: PersonKey, subject: Subject, role: string, mandate = '', interest = '') => {
    involved.add(subject.key)
    await run(
      `insert into dossier.involvement (id, dossier_id, subject, membership_id, organisation_id, role, mandate, interest, since, added_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      fresh('involvement'),
      dossier,
      subject.key,
      subject.membership,
      subject.membership ? null : organisationId(subject.organisation),
      role,
      mandate,
      interest,
      at,
      membershipId(by),
    )
  }

  const attach = async (at: Date, entry: string, taken: readonly Taken[]) => {
    for (const [i, { file, stored }] of taken.entries()) {
      await run(
        `insert into foundation.file (digest, size, type) values (decode($1, 'hex'), $2, $3) on conflict do nothing`,
        stored.digest,
        stored.size,
        stored.type,
      )
      await run(
        `insert into dossier.document (id, dossier_id, entry_id, name, description, type, size, digest, number, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, decode($8, 'hex'), $9, $10)`,
        fresh('document'),
        dossier,
        entry,
        stored.name,
        file.description,
        stored.type,
        stored.size,
        stored.digest,
        i + 1,
        at,
      )
    }
  }

  /** Steps that silence had climbed by then, each on its own day. */
  const climb = async (item: string, until: Date) => {
    await run(
      `update open_items.step set reached_at = at where open_item_id = $1 and at <= $2 and reached_at is null`,
      item,
      until,
    )
    await run(
      `insert into open_items.hears (open_item_id, subject, since)
       select open_item_id, subject, min(at) from open_items.step
       where open_item_id = $1 and reached_at is not null and kind in ('manager', 'owner', 'head') and subject is not null
       group by open_item_id, subject on conflict do nothing`,
      item,
    )
    await run(
      `update open_items.open_item i set
         step = coalesce((select max(number) from open_items.step s where s.open_item_id = i.id and s.reached_at is not null), 0),
         lapsed_at = (select at from open_items.step s where s.open_item_id = i.id and s.kind = 'lapse' and s.reached_at is not null)
       where i.id = $1`,
      item,
    )
  }

  const close = async (
    at: Date,
    by: PersonKey,
    name: string,
    outcome: 'answered' | 'refused' | 'withdrawn',
    text: string,
    details: object = {},
  ) => {
    const item = openItemId(story.key, name)
    const { audience, kind } = items.get(name)!
    await climb(item, at)
    const answer = kind === 'advice' || kind === 'agreement' ? kind : 'answer'
    const entry = await write(at, by, {
      kind: { answered: answer, refused: 'refusal', withdrawn: 'withdrawal' }[outcome],
      text,
      details: { openItemId: item, ...details },
      audience,
    })
    await run(
      `insert into open_items.closing (open_item_id, outcome, text, details, closed_by, closed_role, closed_at, entry_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      item,
      outcome,
      text,
      JSON.stringify(details),
      membershipId(by),
      roleOf(by),
      at,
      entry,
    )
    await run('update open_items.open_item set closed_at = $2, outcome = $3 where id = $1', item, at, outcome)
    await run('delete from open_items.step where open_item_id = $1 and reached_at is null', item)
    items.delete(name)
  }

  const happen = async (one: Happening, at: Date): Promise<void> => {
    const { by } = one
    const me = membershipId(by)
    if ('writes' in one) {
      const taken = await Promise.all((one.files ?? []).map((file) => take(files, file)))
      const corrected = one.corrects ? entries.get(one.corrects)! : null
      const id = await write(at, by, {
        kind: one.kind ?? 'fact',
        text: one.writes,
        details: taken.length ? { documents: taken.map(({ stored }) => stored.digest) } : {},
        audience: AUDIENCES[one.for],
        occurred: one.occurred ? calendar.moment(one.occurred) : at,
        corrects: corrected?.id ?? null,
        attachments: taken.length,
      })
      await attach(at, id, taken)
      if (one.as) entries.set(one.as, { id, audience: AUDIENCES[one.for] })
    } else if ('notes' in one) {
      await run(
        `insert into dossier.private_note (id, dossier_id, person_id, text, occurred_at, recorded_at, expires_at)
         values ($1, $2, $3, $4, $5, $5, $5::timestamptz + interval '365 days')`,
        fresh('note'),
        dossier,
        personId(by),
        one.notes,
        at,
      )
    } else if ('tells' in one) {
      await one.tells(client, at, calendar)
    } else if ('involves' in one) {
      const subject = subjectOf(one.involves)
      await involve(at, by, subject, one.role, one.mandate, one.interest)
      const who = subject.membership ? `${people[one.involves as PersonKey].name} (${subject.role})` : subject.role
      await write(at, by, { kind: 'involvement', text: who, details: { role: one.role } })
    } else if ('plans' in one) {
      if (plans.length === 1) await keepPlan(plans[0]!, 1, '—', story.owner, calendar.moment(story.opened))
      plans.push(one.plans)
      await keepPlan(one.plans, plans.length, one.because, by, at)
      await run(
        'update dossier.dossier set purpose = $2, resident_effect = $3, plan = $4 where id = $1',
        dossier,
        one.plans.purpose,
        one.plans.residentEffect,
        one.plans.plan,
      )
      own.push(
        await write(at, by, {
          kind: 'plan',
          text: one.because,
          details: { number: plans.length, ...one.plans },
          audience: opened(),
        }),
      )
    } else if ('opensTo' in one) {
      const was = ceiling
      ceiling = AUDIENCES[one.opensTo]
      await run('update dossier.dossier set ceiling = $2 where id = $1', dossier, ceiling)
      await logChange(null, was, ceiling, one.because, me, at)
      for (const id of own) {
        await run('update dossier.entry set audience = $2 where id = $1', id, opened())
        await logChange(id, Math.min(AUDIENCES.involved, was), opened(), '', me, at)
      }
      await write(at, by, { kind: 'ceiling', text: one.because, details: { was, became: ceiling } })
    } else if ('shows' in one) {
      const { id, audience } = entries.get(one.shows)!
      const became = AUDIENCES[one.to]
      await run('update dossier.entry set audience = $2 where id = $1', id, became)
      await logChange(id, audience, became, '', me, at)
      entries.set(one.shows, { id, audience: became })
    } else if ('pauses' in one) {
      await run(
        'insert into dossier.pause (id, dossier_id, reason, paused_by, paused_at) values ($1, $2, $3, $4, $5)',
        fresh('pause'),
        dossier,
        one.pauses,
        me,
        at,
      )
      await run(`update dossier.dossier set state = 'paused' where id = $1`, dossier)
      own.push(await write(at, by, { kind: 'pause', text: one.pauses, audience: opened() }))
    } else if ('closes' in one) {
      if (items.size) throw new Error(`${story.key} closes while ${[...items.keys()].join(', ')} is open`)
      const { closes: outcome, result, effect, lesson } = one
      await write(at, by, { kind: 'closure', text: result, details: { outcome, effect, lesson }, audience: opened() })
      await run(
        `insert into dossier.closure (id, dossier_id, outcome, result, effect, lesson, closed_by, closed_at, retain_until, retention_id)
         select $1, $2, $3, $4, $5, $6, $7, $8, ($8::timestamptz + make_interval(years =>
           case when r.retention_id is not null then r.years else h.years end))::date, r.retention_id
         from dossier.dossier d join dossier.retention_rule h on h.kind = $9 and h.outcome = $3
         left join lateral settings.retention_for(d.organisation_id, d.kind, $3) r on true where d.id = $2`,
        fresh('closure'),
        dossier,
        outcome,
        result,
        effect,
        lesson,
        me,
        at,
        story.kind,
      )
      await run(`update dossier.dossier set state = 'closed' where id = $1`, dossier)
    } else if ('decides' in one) {
      await decide(one, at)
    } else if ('asks' in one) {
      await ask(one, at)
    } else if ('answers' in one) {
      const { certainty, limits } = one
      await close(at, by, one.answers, 'answered', one.text, certainty ? { certainty, limits: limits ?? '' } : {})
    } else if ('refuses' in one) {
      await close(at, by, one.refuses, 'refused', one.text)
    } else if ('withdraws' in one) {
      await close(at, by, one.withdraws, 'withdrawn', one.text)
    } else {
      await run(
        `insert into open_items.lateness (id, open_item_id, code, explanation, expected_on, said_by, said_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        fresh('lateness'),
        openItemId(story.key, one.late),
        one.code,
        one.explanation,
        one.expected ? calendar.date(one.expected) : null,
        me,
        at,
      )
    }
  }

  const decide = async (one: Extract<Happening, { decides: string }>, at: Date) => {
    const decisionId = fresh('decision')
    const decidedOn = at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })
    const under = one.under.map((key) => {
      const { rank, versions } = frames.find((frame) => frame.key === key)!
      const number = versions.length
      return {
        frameId: frameId(key),
        frameVersionId: frameVersionId(key, number),
        title: versions[number - 1]!.title,
        number,
        rank,
      }
    })
    const entry = await write(at, one.by, {
      kind: 'decision',
      text: one.decides,
      details: {
        decisionId,
        reason: one.reason,
        effect: one.effect,
        capacity: one.capacity,
        body: one.body,
        ...(one.maker ? { decisionMaker: roleOf(one.maker) } : {}),
        responsible: roleOf(one.responsible),
        decidedOn,
        frames: under,
        ...(one.formalCase ? { formalCase: one.formalCase } : {}),
      },
      audience: AUDIENCES[one.for],
    })
    await run(
      `insert into kaders.decision (id, dossier_id, entry_id, capacity, body, decision_maker_id, decision_maker_role, responsible_id,
         responsible_role, decided_on, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      decisionId,
      dossier,
      entry,
      one.capacity,
      one.body,
      one.maker ? membershipId(one.maker) : null,
      one.maker ? roleOf(one.maker) : null,
      membershipId(one.responsible),
      roleOf(one.responsible),
      decidedOn,
      membershipId(one.by),
      at,
    )
    for (const frame of under)
      await run(
        'insert into kaders.decision_frame (decision_id, frame_version_id) values ($1, $2)',
        decisionId,
        frame.frameVersionId,
      )
  }

  const ask = async (one: Extract<Happening, { asks: Party }>, at: Date) => {
    const subject = subjectOf(one.asks)
    const item = openItemId(story.key, one.as)
    const audience = AUDIENCES[one.for]
    const due = calendar.date(one.due)
    const role = one.kind === 'advice' ? 'adviser' : subject.membership ? 'asked' : 'partner'
    if (!involved.has(subject.key)) await involve(at, one.by, subject, role)
    const entry = await write(at, one.by, {
      kind: 'question',
      text: one.question,
      details: { openItemId: item, kind: one.kind, addressee: subject.role, dueOn: due },
      audience,
    })
    await run(
      `insert into open_items.open_item (id, dossier_id, organisation_id, kind, question, details, raised_by, raised_role, raised_at,
         addressee, addressee_membership_id, addressee_organisation_id, addressee_role, due_on, audience, opening_entry_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      item,
      dossier,
      answerable,
      one.kind,
      one.question,
      JSON.stringify(one.hours ? { hours: one.hours } : {}),
      membershipId(one.by),
      roleOf(one.by),
      at,
      subject.key,
      subject.membership,
      organisationId(subject.organisation),
      subject.role,
      due,
      audience,
      entry,
    )
    for (const step of ladder({ raisedAt: at, dueOn: due }))
      await run(
        `insert into open_items.step (open_item_id, number, kind, at, subject) values ($1, $2, $3, $4, open_items.place($1, $3))`,
        item,
        step.number,
        step.kind,
        step.at,
      )
    items.set(one.as, { audience, kind: one.kind })
  }

  const keepPlan = (plan: (typeof plans)[number], place: number, reason: string, by: PersonKey, at: Date) =>
    run(
      `insert into dossier.plan (dossier_id, number, purpose, resident_effect, plan, reason, made_by, made_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      dossier,
      place,
      plan.purpose,
      plan.residentEffect,
      plan.plan,
      reason,
      membershipId(by),
      at,
    )

  const logChange = (entry: string | null, was: number, became: number, reason: string, by: string, at: Date) =>
    run(
      `insert into dossier.audience_change (id, entry_id, dossier_id, was, became, reason, changed_by, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      fresh('audience change'),
      entry,
      dossier,
      was,
      became,
      reason,
      by,
      at,
    )

  const openedAt = calendar.moment(story.opened)
  await run(
    `insert into dossier.dossier (id, kind, title, reason, purpose, resident_effect, organisation_id, owner_id, deputy_id, ceiling,
       opened_by, opened_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $8, $11, $11)`,
    dossier,
    story.kind,
    story.title,
    story.reason,
    plans[0]!.purpose,
    plans[0]!.residentEffect,
    answerable,
    membershipId(story.owner),
    membershipId(story.deputy),
    ceiling,
    openedAt,
  )
  own.push(
    await write(openedAt, story.owner, {
      kind: 'opening',
      text: story.reason,
      details: { title: story.title, purpose: plans[0]!.purpose, residentEffect: plans[0]!.residentEffect },
      audience: opened(),
    }),
  )
  let last = openedAt
  for (const one of story.then) {
    const at = calendar.moment(one.on)
    if (at < last) throw new Error(`${story.key}: ${one.on} comes after something later`)
    await happen(one, at)
    last = at
  }
  for (const name of items.keys()) await climb(openItemId(story.key, name), new Date())
  await run('update dossier.dossier set changed_at = $2 where id = $1', dossier, last)
  await run('select dossier.settle_reach($1)', dossier)
}

/** Every sentence of a story with its days filled in. */
const withDays = <T>(part: T, calendar: Calendar): T => {
  if (typeof part === 'string') return calendar.told(part) as T
  if (Array.isArray(part)) return part.map((one) => withDays(one, calendar)) as T
  if (part === null || typeof part !== 'object') return part
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, withDays(value, calendar)])) as T
}

interface Taken {
  readonly file: PracticeFile
  readonly stored: Awaited<ReturnType<Files['take']>>
}
const take = async (files: Files, file: PracticeFile): Promise<Taken> => ({
  file,
  stored: await files.take(Readable.from(await file.bytes()), file.name),
})
