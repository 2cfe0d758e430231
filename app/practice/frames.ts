// Writes the frames of the practice town, every version on its own day.
import type pg from 'pg'
import { idFrom } from '#foundation/id.ts'
import { membershipId, organisationId, organisations, type PersonKey, people } from './cast.ts'

export interface PracticeFrame {
  readonly key: string
  readonly rank: 1 | 2 | 3 | 4 | 5 | 6 | 7
  readonly owner: PersonKey
  /** The oldest first. */
  readonly versions: readonly {
    readonly title: string
    readonly purpose: string
    readonly fixed: string
    readonly movable: string
    readonly source: string
    readonly sourceLink?: string
    readonly competentBody: string
    readonly from: string
    readonly reason?: string
  }[]
}

export const frameId = (key: string) => idFrom(`practice frame ${key}`)
export const frameVersionId = (key: string, number: number) => idFrom(`practice frame ${key} ${number}`)

/** Rules are older than the stories and stand still while those move: their days are days of the calendar. */
export const plantFrames = async (client: pg.ClientBase, frames: readonly PracticeFrame[]): Promise<void> => {
  for (const { key, rank, owner, versions } of frames) {
    const { functionName, at } = people[owner]
    await client.query(
      `insert into kaders.frame (id, organisation_id, rank, owner_id, registered_by, registered_at) values ($1, $2, $3, $4, $4, $5)`,
      [frameId(key), organisationId(at), rank, membershipId(owner), versions[0]!.from],
    )
    for (const [i, version] of versions.entries())
      await client.query(
        `insert into kaders.frame_version (id, frame_id, number, title, purpose, fixed, movable, source, source_link, competent_body,
           owner_role, valid_from, valid_until, reason, made_by, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::date, $13::date - 1, $14, $15, $12::date)`,
        [
          frameVersionId(key, i + 1),
          frameId(key),
          i + 1,
          version.title,
          version.purpose,
          version.fixed,
          version.movable,
          version.source,
          version.sourceLink ?? null,
          version.competentBody,
          `${functionName}, ${organisations[at].name}`,
          version.from,
          versions[i + 1]?.from ?? null,
          version.reason ?? '',
          membershipId(owner),
        ],
      )
  }
}
