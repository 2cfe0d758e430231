// Who the manager of whom is: of members that are there, each set as an administrator sets it by hand.
import { type FoundByEmail, findByEmail } from '#capabilities/people/index.ts'
import { gathered, type Judged, type Kind, lower, reader } from './kind.ts'

export const managerLines: Kind = {
  room: 'people',
  keyOf: ({ cells }) => lower(cells.email ?? '') || null,
  secondIsChoosable: false,
  columnOf: { membershipId: 'email', managerId: 'manager', sinceDate: 'from' },
  look: (rows, sheet) => {
    const emails = gathered(rows, ['email', 'manager'], lower)
    return {
      queries: [findByEmail(emails.values)],
      judge: ([found]) => {
        const byEmail = emails.index(found as FoundByEmail[])
        return (row, inSheet): Judged => {
          const read = reader(row)
          const member = (column: string): FoundByEmail | undefined => {
            const email = read.email(column)
            if (!email) return read.wrong(column, 'required')
            const all = byEmail(email).filter(
              (one) => one.organisationId === sheet.organisationId && one.state !== 'past',
            )
            return all.length > 1 ? read.wrong(column, 'twoRoles') : (all[0] ?? read.wrong(column, 'unknownEmail'))
          }
          const person = member('email')
          const manager = member('manager')
          // The house keeps who the manager is, not who it was: a line that begins later would be told too early.
          const from = read.day('from')
          if (from && from > sheet.today) read.wrong('from', 'fromLater')
          if (person && manager && person.membershipId === manager.membershipId)
            read.wrong('manager', 'people.notOneself')
          const managerEmail = read.email('manager') ?? ''
          const setting = person && {
            membershipId: person.membershipId,
            position: person.position,
            functionName: person.functionName,
            discipline: person.discipline,
            deputyId: person.deputyId,
            speaksForOrganisation: person.speaksForOrganisation,
          }
          const asked = (managerId: string | null) => ({ act: 'changeMembership', input: { ...setting, managerId } })
          return {
            faults: read.faults,
            double:
              person && manager && person.managerId === manager.membershipId
                ? { code: 'imports.lineAlready', choosable: false }
                : null,
            way: 'set',
            needs: null,
            plan: manager ? [asked(manager.membershipId)] : [],
            // Who stands above is set first (orderOf): a line that turns around is a circle only until then.
            ...(inSheet.has(managerEmail) ? { trial: asked(person?.managerId ?? null) } : {}),
            remember: {
              membershipId: person?.membershipId,
              was: person?.managerId ?? null,
              became: manager?.membershipId,
            },
          }
        }
      },
    }
  },
}
