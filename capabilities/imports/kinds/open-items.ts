// Open items in dossiers that are there, each as somebody who takes part asks it by hand.
import { type FoundByTitle, findByIds, findByTitle } from '#capabilities/dossier/index.ts'
import { findAsked } from '#capabilities/open-items/index.ts'
import { findByName } from '#capabilities/organisations/index.ts'
import { type FoundByEmail, findByEmail } from '#capabilities/people/index.ts'
import { gathered, type Judged, type Kind, lower, type Row, reader } from './kind.ts'

/** A dossier by the id in the address of its page. */
const ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/i
const idIn = (value: string): string => ID.exec(value)?.[0].toLowerCase() ?? ''

export const openItems: Kind = {
  room: 'openItems',
  keyOf: ({ cells }) =>
    cells.dossier && cells.question ? `${idIn(cells.dossier) || lower(cells.dossier)}\n${lower(cells.question)}` : null,
  secondIsChoosable: true,
  columnOf: {
    dossierId: 'dossier',
    question: 'question',
    dueOn: 'dueOn',
    kind: 'kind',
    hours: 'hours',
    note: 'note',
    audience: 'audience',
    'addressee.membershipId': 'email',
    'addressee.organisationId': 'organisation',
    'addressee.functionName': 'functionName',
  },
  look: (rows, sheet) => {
    const ids = gathered(rows, ['dossier'], idIn)
    const titles = gathered(rows, ['dossier'], lower)
    const emails = gathered(rows, ['email'], lower)
    const organisations = gathered(rows, ['organisation'])
    return {
      queries: [
        findByIds(ids.values),
        findByTitle(titles.values),
        findByEmail(emails.values),
        findByName(organisations.values),
        findAsked(
          rows.map(({ cells }) => ({
            dossierId: idIn(cells.dossier ?? '') || null,
            title: cells.dossier ?? '',
            question: cells.question ?? '',
          })),
        ),
      ],
      judge: ([foundIds, foundTitles, members, found, asked]) => {
        const there = new Set((asked as number[]).map((place) => rows[place]!.number))
        const byId = ids.index(foundIds as FoundByTitle[])
        const byTitle = titles.index(foundTitles as FoundByTitle[])
        const byEmail = emails.index(members as FoundByEmail[])
        const byName = organisations.index(found as { at: number; organisationId: string; name: string }[])
        return (row): Judged => {
          const read = reader(row)
          const dossierId = dossierOf(row, read, byId, byTitle)
          const question = read.required('question')
          const dueOn = read.text('dueOn') ? read.day('dueOn') : read.wrong('dueOn', 'required')
          const addressee = addresseeOf(read, sheet.organisationId, byEmail, byName)
          const kind = read.choice('kind', 'itemKinds')
          const hours = read.number('hours')
          const audience = read.choice('audience', 'audiences')
          return {
            faults: read.faults,
            double: there.has(row.number) ? { code: 'imports.questionAlready', choosable: true } : null,
            way: 'add',
            needs: null,
            plan: [
              {
                act: 'askOpenItem',
                input: {
                  dossierId: dossierId ?? '',
                  question,
                  dueOn: dueOn ?? '',
                  addressee: addressee ?? {},
                  ...(kind ? { kind } : {}),
                  ...(hours === undefined ? {} : { hours }),
                  note: read.text('note') ?? '',
                  ...(audience ? { audience: Number(audience) } : {}),
                },
              },
            ],
          }
        }
      },
    }
  },
}

type Reader = ReturnType<typeof reader>

/** What one may not see is not there: both are told in the same words. */
const dossierOf = (
  { cells }: Row,
  read: Reader,
  byId: (value: string) => readonly FoundByTitle[],
  byTitle: (value: string) => readonly FoundByTitle[],
): string | undefined => {
  const given = cells.dossier
  if (!given) return read.wrong('dossier', 'required')
  const named = idIn(given) ? byId(given) : byTitle(given)
  const open = named.filter((one) => one.state !== 'closed')
  if (open.length > 1) return read.wrong('dossier', 'twoDossiers')
  return (open[0] ?? named[0])?.dossierId ?? read.wrong('dossier', 'unknownDossier')
}

const addresseeOf = (
  read: Reader,
  organisationId: string,
  byEmail: (value: string) => readonly FoundByEmail[],
  byName: (value: string) => readonly { readonly organisationId: string }[],
): Record<string, string> | undefined => {
  const email = read.email('email')
  const name = read.text('organisation')
  const functionName = read.text('functionName')
  if (email) {
    if (name || functionName) return read.wrong('email', 'oneAddressee')
    const members = byEmail(email).filter((one) => one.state === 'now' && one.position !== 'administrator')
    const colleagues = members.filter((one) => one.organisationId === organisationId)
    const among = colleagues.length ? colleagues : members
    if (among.length > 1) return read.wrong('email', 'twoRoles')
    return among[0] ? { membershipId: among[0].membershipId } : read.wrong('email', 'unknownEmail')
  }
  if (name) {
    const organisations = byName(name)
    if (organisations.length > 1) return read.wrong('organisation', 'twoOrganisations')
    if (!organisations[0]) return read.wrong('organisation', 'unknownOrganisation')
    return { organisationId: organisations[0].organisationId, ...(functionName ? { functionName } : {}) }
  }
  // A function without an organisation is one of the own organisation.
  if (functionName) return { organisationId, functionName }
  return read.wrong('email', 'noAddressee')
}
