// Dossiers to open, each as a civil servant opens it by hand.
import { type FoundByTitle, findByTitle } from '#capabilities/dossier/index.ts'
import { type FoundByEmail, findByEmail } from '#capabilities/people/index.ts'
import { gathered, type Judged, type Kind, lower, reader } from './kind.ts'

/** The order in which somebody with two roles leads a dossier. */
const LEADING = ['staff', 'executive', 'registry']

export const dossiers: Kind = {
  room: 'dossier',
  keyOf: ({ cells }) => lower(cells.title ?? '') || null,
  secondIsChoosable: true,
  columnOf: {
    title: 'title',
    reason: 'reason',
    kind: 'kind',
    residentEffect: 'residentEffect',
    ownerId: 'owner',
    deputyId: 'deputy',
    ceiling: 'audience',
  },
  look: (rows, sheet) => {
    const titles = gathered(rows, ['title'], lower)
    const emails = gathered(rows, ['owner', 'deputy'], lower)
    return {
      queries: [findByTitle(titles.values), findByEmail(emails.values)],
      judge: ([found, members]) => {
        const byTitle = titles.index(found as FoundByTitle[])
        const byEmail = emails.index(members as FoundByEmail[])
        return (row): Judged => {
          const read = reader(row)
          const leader = (column: string): string | undefined => {
            const email = read.email(column)
            if (!email) return undefined
            const leads = byEmail(email)
              .filter((one) => one.organisationId === sheet.organisationId && one.state === 'now')
              .filter((one) => LEADING.includes(one.position))
              .sort((a, b) => LEADING.indexOf(a.position) - LEADING.indexOf(b.position))
            return leads[0]?.membershipId ?? read.wrong(column, 'unknownEmail')
          }
          const title = read.required('title')
          const ownerId = leader('owner')
          const deputyId = leader('deputy')
          const ceiling = read.choice('audience', 'audiences')
          const input = {
            title,
            reason: read.required('reason'),
            kind: read.choice('kind', 'dossierKinds') ?? 'opgave',
            residentEffect: read.text('residentEffect') ?? '',
            ...(ownerId ? { ownerId } : {}),
            ...(deputyId ? { deputyId } : {}),
            ...(ceiling ? { ceiling: Number(ceiling) } : {}),
          }
          const same = byTitle(title).find((one) => one.organisationId === sheet.organisationId)
          return {
            faults: read.faults,
            double: same ? { code: 'imports.titleAlready', choosable: true } : null,
            way: 'add',
            needs: null,
            plan: [{ act: 'openDossier', input }],
          }
        }
      },
    }
  },
}
