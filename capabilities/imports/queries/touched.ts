// Whether anybody worked on what an import made, as the owner of the database: what is not for who brought it counts too.
import type pg from 'pg'

/** Answers why it stays, by code, or null: nobody touched it. */
const first = async (client: pg.PoolClient, text: string, values: readonly unknown[]): Promise<string | null> => {
  const { rows } = await client.query<{ why: string | null }>(text, values as unknown[])
  return rows[0] ? rows[0].why : 'keptGone'
}

export const dossierTouched = (client: pg.PoolClient, dossierId: string) =>
  first(
    client,
    `select case when d.state = 'closed' then 'keptClosed'
       when exists (select from dossier.entry e where e.dossier_id = d.id and e.kind <> 'opening') then 'keptWorkedOn' end as why
     from dossier.dossier d where d.id = $1`,
    [dossierId],
  )

export const openItemTouched = (client: pg.PoolClient, openItemId: string) =>
  first(
    client,
    `select case when i.closed_at is not null then 'keptAnswered'
       when exists (select from open_items.lateness l where l.open_item_id = i.id)
         or exists (select from open_items.passing p where p.open_item_id = i.id)
         or exists (select from open_items.extension x where x.open_item_id = i.id) then 'keptWorkedOn' end as why
     from open_items.open_item i where i.id = $1`,
    [openItemId],
  )

export const memberTouched = (
  client: pg.PoolClient,
  importId: string,
  made: { membershipId: string; functionName: string; position: string; lastDay: string | null },
) =>
  first(
    client,
    `select case when m.function_name <> $3 or m.position <> $4 or m.until is distinct from $5::date then 'keptChanged'
       when exists (select from signin.session s where s.membership_id = m.id) then 'keptSignedIn'
       when exists (select from dossier.reach r where r.subject = 'm:' || m.id)
         or exists (select from dossier.entry e where e.author_id = m.id)
         or exists (select from open_items.open_item i where i.addressee_membership_id = m.id) then 'keptTakesPart'
       when exists (select from people.membership o where (o.manager_id = m.id or o.deputy_id = m.id)
         and (o.until is null or o.until >= current_date)
         and not exists (select from imports.sheet_row w where w.sheet_id = $2 and w.made ->> 'membershipId' = o.id::text))
       then 'keptManages' end as why
     from people.membership m where m.id = $1`,
    [made.membershipId, importId, made.functionName, made.position, made.lastDay],
  )

export const invitationTouched = (client: pg.PoolClient, invitationId: string) =>
  first(
    client,
    `select case when i.accepted_at is not null then 'keptAccepted' when i.withdrawn_at is not null then 'keptWithdrawn' end as why
     from people.invitation i where i.id = $1`,
    [invitationId],
  )

export interface LineNow {
  readonly position: string
  readonly functionName: string
  readonly discipline: string | null
  readonly managerId: string | null
  readonly deputyId: string | null
  readonly speaksForOrganisation: boolean
}
/** A membership as it stands, for setting its manager back and nothing else. */
export const lineNow = async (client: pg.PoolClient, membershipId: string): Promise<LineNow | undefined> =>
  (
    await client.query<LineNow>(
      `select position, function_name as "functionName", discipline, manager_id as "managerId", deputy_id as "deputyId",
         speaks_for_organisation as "speaksForOrganisation" from people.membership
       where id = $1 and (until is null or until >= current_date)`,
      [membershipId],
    )
  ).rows[0]
