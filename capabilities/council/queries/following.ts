// Residents who follow a public dossier by mail. The table itself is out of reach of the serving role.
import { one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'

/** True when a mail may go to ask whether it was they; it changes, so it is asked among the needs of the act and nowhere else. */
export const follow = (asked: {
  dossierId: string
  email: string
  locale: 'nl' | 'en'
  confirming: Buffer
  leaving: string
}): Query<boolean> => ({
  ...run('council.follow', 'select council.follow($1, $2, $3, $4, $5)', [
    asked.dossierId,
    asked.email,
    asked.locale,
    asked.confirming,
    asked.leaving,
  ]),
  read: (rows) => rows[0]?.[0] === 't' || rows[0]?.[0] === 'true',
})

/** A dossier that is public and can be followed: its title, and whose it is. */
export const publicTitle = (
  dossierId: string,
): Query<{ readonly title: string; readonly organisationId: string } | undefined> =>
  one(
    'council.public-title',
    `select json_build_object('title', d.title, 'organisationId', d.organisation_id)::text from dossier.dossier d where d.id = $1 and d.ceiling = 5 and d.state <> 'closed'`,
    [dossierId],
  )

export const following = (confirming: Buffer): Query<Passed> =>
  passed('council.following', 'select council.follows($1)::text', [confirming])

export const confirmFollowing = (confirming: Buffer): Statement =>
  run('council.confirm-following', 'select council.confirm_following($1)', [confirming])

export const stopFollowing = (leaving: string): Statement =>
  run('council.stop-following', 'select council.stop_following($1)', [leaving])
