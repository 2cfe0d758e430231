// Writes, as owner, the rows that acts around the parties of a dossier would have left on a past day: who matters, how they
// are rated, what they hold, what both sides promised, areas, changes, teams and initiatives. For stories and their tests.
import type pg from 'pg'
import { ladder } from '#capabilities/settings/index.ts'
import { idFrom } from '#foundation/id.ts'
import { membershipId, type OrganisationKey, organisationId, organisations, type PersonKey, people } from '../cast.ts'
import { dossierId } from '../tell.ts'
import { tellLine } from './council.ts'

type Client = Pick<pg.ClientBase, 'query'>

/** As it reads in the journal for ever. */
const roleOf = (key: PersonKey) => `${people[key].functionName}, ${organisations[people[key].at].name}`

/** Of the story with this key, the party, position, … that it calls by this name. */
export const partyId = (story: string, party: string) => idFrom(`practice party ${story} ${party}`)
export const positionId = (story: string, position: string) => idFrom(`practice position ${story} ${position}`)
export const agreementId = (story: string, agreement: string) => idFrom(`practice agreement ${story} ${agreement}`)

interface Told {
  /** The key of the story whose dossier it is. */
  readonly story: string
  readonly at: Date
  readonly by: PersonKey
  /** 3, for the organisation, when left out. */
  readonly audience?: number
}

export const tellParty = async (
  client: Client,
  party: Told & {
    readonly as: string
    readonly name?: string
    readonly organisation?: OrganisationKey
    readonly representedBy?: string
    readonly weakVoice?: string
  },
): Promise<string> => {
  const { story, at, by, audience = 3, weakVoice = '' } = party
  const id = partyId(story, party.as)
  const name = party.name ?? organisations[party.organisation!].name
  const entryId = await tellLine(client, {
    dossierId: dossierId(story),
    at,
    by,
    kind: 'party',
    text: weakVoice ? `${name}. ${weakVoice}` : name,
    details: {
      partyId: id,
      name,
      weakVoice: weakVoice !== '',
      state: 'joined',
      ...(weakVoice ? { why: weakVoice } : {}),
    },
    audience,
  })
  await client.query(
    `insert into parties.party (id, dossier_id, entry_id, name, organisation_id, represented_by, weak_voice, kept_by, kept_role, added_by, added_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $10)`,
    [
      id,
      dossierId(story),
      entryId,
      name,
      party.organisation ? organisationId(party.organisation) : null,
      party.representedBy ?? '',
      weakVoice,
      membershipId(by),
      roleOf(by),
      at,
    ],
  )
  return entryId
}

export const tellLeaving = async (
  client: Client,
  left: Told & { readonly party: string; readonly name: string; readonly reason: string },
): Promise<string> => {
  const id = partyId(left.story, left.party)
  const entryId = await tellLine(client, {
    dossierId: dossierId(left.story),
    at: left.at,
    by: left.by,
    kind: 'party',
    text: `${left.name}. ${left.reason}`,
    details: { partyId: id, name: left.name, weakVoice: false, state: 'left', why: left.reason },
    audience: left.audience ?? 3,
  })
  await client.query('insert into parties.leaving (party_id, reason, left_by, left_at) values ($1, $2, $3, $4)', [
    id,
    left.reason,
    membershipId(left.by),
    left.at,
  ])
  return entryId
}

export const tellRating = async (
  client: Client,
  rating: Told & {
    readonly party: string
    readonly interest: number
    readonly influence: number
    readonly means?: string
    readonly knowledge?: string
    readonly why?: string
  },
): Promise<void> => {
  const id = partyId(rating.story, rating.party)
  const { rows } = await client.query<{ name: string; number: number }>(
    `select p.name, 1 + (select count(*)::int from parties.assessment a where a.party_id = p.id) as number
     from parties.party p where p.id = $1`,
    [id],
  )
  const { name, number } = rows[0]!
  await client.query(
    `insert into parties.assessment (party_id, number, dossier_id, interest, influence, why, means, knowledge, assessed_by, assessed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      number,
      dossierId(rating.story),
      rating.interest,
      rating.influence,
      rating.why ?? '',
      rating.means ?? '',
      rating.knowledge ?? '',
      membershipId(rating.by),
      rating.at,
    ],
  )
  await tellLine(client, {
    dossierId: dossierId(rating.story),
    at: rating.at,
    by: rating.by,
    kind: 'partyAssessed',
    details: { partyId: id, name, number },
    audience: 1,
  })
}

export const tellPosition = async (
  client: Client,
  position: Told & {
    readonly as: string
    readonly summary: string
    /** The name by which the story calls a party; or whose words they are, when it is none. */
    readonly party?: string
    readonly whose: string
    readonly arguments?: string
    /** '2026-01-12'; left out when they were not heard. */
    readonly heardOn?: string
    readonly heardHow?: string
    readonly unheard?: string
    readonly contradicts?: readonly string[]
  },
): Promise<string> => {
  const { story, at, by, summary, whose, heardOn } = position
  const id = positionId(story, position.as)
  const contradicts = (position.contradicts ?? []).map((other) => positionId(story, other))
  const entryId = await tellLine(client, {
    dossierId: dossierId(story),
    at,
    by,
    kind: 'position',
    text: summary,
    details: {
      positionId: id,
      summary,
      whose,
      contradicts,
      heard: heardOn !== undefined,
      state: 'held',
      ...(position.arguments ? { arguments: position.arguments } : {}),
      ...(heardOn ? { heardOn, heardHow: position.heardHow ?? '' } : { unheard: position.unheard ?? '' }),
    },
    audience: position.audience ?? 3,
  })
  await client.query(
    `insert into parties.position (id, dossier_id, entry_id, summary, party_id, whose, arguments, heard_on, heard_how, unheard, written_by,
       written_at, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
     on conflict (id) do update set summary = excluded.summary, arguments = excluded.arguments, heard_on = excluded.heard_on,
       heard_how = excluded.heard_how, unheard = excluded.unheard, changed_at = excluded.changed_at`,
    [
      id,
      dossierId(story),
      entryId,
      summary,
      position.party ? partyId(story, position.party) : null,
      whose,
      position.arguments ?? '',
      heardOn ?? null,
      position.heardHow ?? '',
      heardOn ? '' : (position.unheard ?? ''),
      membershipId(by),
      at,
    ],
  )
  for (const other of contradicts)
    await client.query(
      `insert into parties.contradiction (position_id, other_id)
       values (least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid)) on conflict do nothing`,
      [id, other],
    )
  return entryId
}

/** A party that signs in takes part from then on. */
export const tellAgreement = async (
  client: Client,
  agreement: Told & {
    readonly as: string
    readonly promise: string
    /** The name by which the story calls a party; left out: the town itself. */
    readonly promiser?: string
    readonly receiver?: string
    /** '2026-02-05' */
    readonly dueOn: string
    readonly owner: PersonKey
  },
): Promise<string> => {
  const { story, at, by, promise, dueOn } = agreement
  const dossier = dossierId(story)
  const id = agreementId(story, agreement.as)
  const openItemId = idFrom(`practice agreed item ${story} ${agreement.as}`)
  const sideOf = async (party: string | undefined) => {
    if (!party) {
      const { rows } = await client.query<{ name: string }>(
        'select o.name from dossier.dossier d join organisations.organisation o on o.id = d.organisation_id where d.id = $1',
        [dossier],
      )
      return { id: null, name: rows[0]!.name, organisationId: null, keeper: membershipId(agreement.owner) }
    }
    const { rows } = await client.query<{ name: string; organisationId: string | null; keeper: string }>(
      `select name, case when open_items.has_answerer(organisation_id, null) then organisation_id end as "organisationId", kept_by as keeper
       from parties.party where id = $1`,
      [partyId(story, party)],
    )
    return { id: partyId(story, party), ...rows[0]! }
  }
  const promiser = await sideOf(agreement.promiser)
  const receiver = await sideOf(agreement.receiver)
  const entryId = await tellLine(client, {
    dossierId: dossier,
    at,
    by,
    kind: 'agreement',
    text: promise,
    details: { agreementId: id, openItemId, promiser: promiser.name, receiver: receiver.name, dueOn, state: 'open' },
    audience: agreement.audience ?? 3,
  })
  const key = (side: { organisationId: string | null }) => (side.organisationId ? `o:${side.organisationId}` : null)
  for (const { organisationId: side } of [promiser, receiver])
    if (side)
      await client.query(
        `insert into dossier.involvement (id, dossier_id, subject, organisation_id, role, mandate, interest, since, added_by)
         select $1, $2, 'o:' || $3::uuid, $3, 'partner', '', '', $4, $5
         where not exists (select from dossier.involvement i where i.dossier_id = $2 and i.subject = 'o:' || $3::uuid)`,
        [idFrom(`practice agreed side ${dossier} ${side}`), dossier, side, at, membershipId(by)],
      )
  await client.query('select dossier.settle_reach($1)', [dossier])
  await client.query(
    `insert into open_items.open_item (id, dossier_id, organisation_id, kind, question, details, raised_by, raised_role, raised_at,
       addressee, addressee_membership_id, addressee_organisation_id, addressee_role, due_on, audience, opening_entry_id)
     select $1, d.id, d.organisation_id, $3, $4, '{}', $5, $6, $7, coalesce($8, 'm:' || $9::uuid), case when $8::text is null then $9::uuid end,
       coalesce($10::uuid, (select m.organisation_id from people.membership m where m.id = $9::uuid)), $11, $12, $13, $14
     from dossier.dossier d where d.id = $2`,
    [
      openItemId,
      dossier,
      promiser.id ? 'agreement' : 'promise',
      promise,
      membershipId(by),
      roleOf(by),
      at,
      key(promiser),
      promiser.keeper,
      promiser.organisationId,
      key(promiser) ? promiser.name : roleOf(by),
      dueOn,
      agreement.audience ?? 3,
      entryId,
    ],
  )
  for (const step of ladder({ raisedAt: at, dueOn }))
    await client.query(
      'insert into open_items.step (open_item_id, number, kind, at, subject) values ($1, $2, $3, $4, open_items.place($1, $3))',
      [openItemId, step.number, step.kind, step.at],
    )
  await client.query(
    `insert into parties.agreement (id, dossier_id, entry_id, open_item_id, promise, promiser_id, receiver_id, promiser, receiver,
       promiser_key, receiver_key, due_on, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      id,
      dossier,
      entryId,
      openItemId,
      promise,
      promiser.id,
      receiver.id,
      promiser.name,
      receiver.name,
      key(promiser),
      key(receiver),
      dueOn,
      membershipId(by),
      at,
    ],
  )
  return entryId
}

/** What a side says of an agreement; when who promised says it, the open item ends with it. */
export const tellWord = async (
  client: Client,
  word: Told & {
    readonly agreement: string
    readonly side: 'promiser' | 'receiver'
    readonly state: 'kept' | 'notKept'
    readonly reason: string
  },
): Promise<string> => {
  const id = agreementId(word.story, word.agreement)
  const { rows } = await client.query<{ promiser: string; receiver: string; promise: string; openItemId: string }>(
    'select promiser, receiver, promise, open_item_id as "openItemId" from parties.agreement where id = $1',
    [id],
  )
  const agreement = rows[0]!
  const entryId = await tellLine(client, {
    dossierId: dossierId(word.story),
    at: word.at,
    by: word.by,
    kind: 'agreement',
    text: word.reason,
    details: { agreementId: id, ...agreement, side: word.side, state: word.state },
    audience: word.audience ?? 3,
  })
  await client.query(
    `insert into parties.word (id, agreement_id, side, state, reason, entry_id, said_by, said_role, said_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      idFrom(`practice word ${word.story} ${word.agreement} ${word.side} ${word.at.toISOString()}`),
      id,
      word.side,
      word.state,
      word.reason,
      entryId,
      membershipId(word.by),
      roleOf(word.by),
      word.at,
    ],
  )
  if (word.side !== 'promiser') return entryId
  const outcome = word.state === 'kept' ? 'answered' : 'refused'
  await client.query(
    `insert into open_items.closing (open_item_id, outcome, text, closed_by, closed_role, closed_at, entry_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [agreement.openItemId, outcome, word.reason, membershipId(word.by), roleOf(word.by), word.at, entryId],
  )
  await client.query('update open_items.open_item set closed_at = $2, outcome = $3 where id = $1', [
    agreement.openItemId,
    word.at,
    outcome,
  ])
  await client.query('delete from open_items.step where open_item_id = $1 and (reached_at is null or at > $2)', [
    agreement.openItemId,
    word.at,
  ])
  return entryId
}

/** This dossier lies in the area of another story. */
export const tellArea = async (client: Client, link: Told & { readonly area: string }): Promise<void> => {
  const areaId = dossierId(link.area)
  const entryId = await tellLine(client, {
    dossierId: dossierId(link.story),
    at: link.at,
    by: link.by,
    kind: 'area',
    details: { areaId, state: 'linked' },
    audience: link.audience ?? 3,
  })
  await client.query(`insert into dossier.link (entry_id, dossier_id, to_kind, to_id) values ($1, $2, 'dossier', $3)`, [
    entryId,
    dossierId(link.story),
    areaId,
  ])
  await client.query(
    'insert into parties.area_link (id, dossier_id, area_id, linked_by, linked_at) values ($1, $2, $3, $4, $5)',
    [idFrom(`practice area ${link.story} ${link.area}`), dossierId(link.story), areaId, membershipId(link.by), link.at],
  )
}

export const tellContextChange = async (
  client: Client,
  change: {
    readonly as: string
    readonly at: Date
    readonly by: PersonKey
    readonly kind: 'law' | 'cuts' | 'reform' | 'election' | 'other'
    readonly title: string
    readonly meaning: string
    readonly happensOn: string
    readonly source: string
    readonly sourceLink?: string
    /** The core team of that dossier says how. */
    readonly touches?: readonly {
      readonly story: string
      readonly by: PersonKey
      readonly how: string
      readonly audience?: number
    }[]
  },
): Promise<void> => {
  const id = idFrom(`practice context change ${change.as}`)
  await client.query(
    `insert into parties.context_change (id, organisation_id, kind, title, meaning, happens_on, source, source_link, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      organisationId(people[change.by].at),
      change.kind,
      change.title,
      change.meaning,
      change.happensOn,
      change.source,
      change.sourceLink ?? null,
      membershipId(change.by),
      change.at,
    ],
  )
  for (const { story, by, how, audience } of change.touches ?? []) {
    const { kind, title, happensOn, source } = change
    const entryId = await tellLine(client, {
      dossierId: dossierId(story),
      at: change.at,
      by,
      kind: 'contextChange',
      text: how,
      details: { contextChangeId: id, kind, title, happensOn, source },
      audience: audience ?? 3,
    })
    await client.query(
      `insert into parties.touched (context_change_id, dossier_id, entry_id, how, touched_by, touched_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [id, dossierId(story), entryId, how, membershipId(by), change.at],
    )
  }
}

/** A team that works already: its access is open, and ends after its last day. */
export const tellTeam = async (
  client: Client,
  team: Told & {
    readonly as: string
    readonly name: string
    readonly purpose: string
    readonly startsOn: string
    readonly endsOn: string
    readonly members: readonly {
      readonly who: PersonKey
      readonly role: string
      readonly powers: string
      readonly isCore?: boolean
    }[]
  },
): Promise<void> => {
  const { story, at, by, name, purpose, startsOn, endsOn } = team
  const dossier = dossierId(story)
  const id = idFrom(`practice team ${story} ${team.as}`)
  const entryId = await tellLine(client, {
    dossierId: dossier,
    at,
    by,
    kind: 'team',
    text: purpose,
    details: {
      teamId: id,
      name,
      startsOn,
      endsOn,
      state: 'composed',
      members: team.members.map(({ who, role, powers }) => ({ label: roleOf(who), role, powers })),
    },
    audience: team.audience ?? 2,
  })
  await client.query(
    `insert into parties.team (id, dossier_id, entry_id, name, purpose, starts_on, ends_on, composed_by, composed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, dossier, entryId, name, purpose, startsOn, endsOn, membershipId(by), at],
  )
  for (const { who, role, powers, isCore = false } of team.members) {
    const involvementId = idFrom(`practice team member ${story} ${team.as} ${who}`)
    await client.query(
      `insert into dossier.involvement (id, dossier_id, subject, membership_id, role, mandate, interest, since, until, added_by)
       values ($1, $2, 'm:' || $3::uuid, $3, $4, $5, '', $6, ($7::date + 1)::timestamp at time zone 'Europe/Amsterdam', $8)`,
      [
        involvementId,
        dossier,
        membershipId(who),
        isCore ? 'team' : 'partner',
        `${role}: ${powers}`,
        at,
        endsOn,
        membershipId(by),
      ],
    )
    await client.query(
      `insert into parties.team_member (team_id, membership_id, involvement_id, label, organisation_id, role, powers, is_core, opens_on, settled_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        membershipId(who),
        involvementId,
        roleOf(who),
        organisationId(people[who].at),
        role,
        powers,
        isCore,
        startsOn,
        at,
      ],
    )
  }
  await client.query('select dossier.settle_reach($1)', [dossier])
}

/** Whose initiative a dossier is; the story involves the initiator. */
export const tellInitiative = async (
  client: Client,
  initiative: Told & {
    readonly organisation: OrganisationKey
    readonly words: string
    readonly support: string
    readonly contact: PersonKey
  },
): Promise<void> => {
  const { story, at, by, words, support, contact } = initiative
  const initiator = organisations[initiative.organisation].name
  await client.query(
    `insert into parties.initiative (dossier_id, initiator, initiator_key, support, contact_id, contact_role, named_by, named_at)
     values ($1, $2, 'o:' || $3::uuid, $4, $5, $6, $7, $8)`,
    [
      dossierId(story),
      initiator,
      organisationId(initiative.organisation),
      support,
      membershipId(contact),
      roleOf(contact),
      membershipId(by),
      at,
    ],
  )
  await client.query(
    'insert into parties.idea (dossier_id, number, words, written_by, written_at) values ($1, 1, $2, $3, $4)',
    [dossierId(story), words, membershipId(by), at],
  )
  await tellLine(client, {
    dossierId: dossierId(story),
    at,
    by,
    kind: 'initiative',
    text: words,
    details: { initiator, state: 'named', number: 1, support },
    audience: initiative.audience ?? 3,
  })
}
