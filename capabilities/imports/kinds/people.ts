// People of one's own organisation: each a member, as an administrator adds them by hand.
import { type FoundByEmail, findByEmail, findKnownEmails } from '#capabilities/people/index.ts'
import { text } from '../text.nl.ts'
import { dayAfter, gathered, type Judged, type Kind, lower, reader } from './kind.ts'

export const people: Kind = {
  room: 'people',
  keyOf: ({ cells }) => lower(cells.email ?? '') || null,
  secondIsChoosable: true,
  columnOf: {
    name: 'name',
    email: 'email',
    functionName: 'functionName',
    position: 'position',
    discipline: 'discipline',
    sinceDate: 'from',
    untilDate: 'lastDay',
    managerId: 'manager',
    personId: 'email',
  },
  look: (rows, sheet) => {
    const emails = gathered(rows, ['email', 'manager'], lower)
    return {
      queries: [findByEmail(emails.values), findKnownEmails(emails.values)],
      judge: ([found, known]) => {
        const byEmail = emails.index(found as FoundByEmail[])
        const isKnown = emails.among(known as number[])
        const here = (email: string) => byEmail(email).filter((one) => one.organisationId === sheet.organisationId)
        return (row, inSheet): Judged => {
          const read = reader(row)
          const name = read.required('name')
          const email = read.email('email') ?? read.required('email')
          const functionName = read.required('functionName')
          const position = read.choice('position', 'positions') ?? 'staff'
          const sinceDate = read.day('from')
          const lastDay = read.day('lastDay')
          if (lastDay && lastDay < (sinceDate ?? sheet.today)) read.wrong('lastDay', 'lastDayTooEarly')

          const managerEmail = read.email('manager')
          let managerId: string | null = null
          let needs: string | null = null
          if (managerEmail) {
            const managers = here(managerEmail).filter((one) => one.state !== 'past')
            if (managerEmail === email) read.wrong('manager', 'people.notOneself')
            else if (managers.length > 1) read.wrong('manager', 'twoRoles')
            else if (managers[0]) managerId = managers[0].membershipId
            else if (!inSheet.has(managerEmail)) read.wrong('manager', 'unknownEmail')
            else if (sheet.making) read.wrong('manager', 'managerNotMade')
            else needs = managerEmail
          }

          const roles = here(email)
          const now = roles.filter((one) => one.state !== 'past')
          const same = now.find((one) => one.functionName === functionName && one.position === position)
          const knownElsewhere = roles.length === 0 && isKnown(email)
          const role = { organisationId: sheet.organisationId, functionName, position }
          const added = {
            act: 'addMember',
            input: {
              ...role,
              ...(roles[0] ? { personId: roles[0].personId } : { name, email }),
              discipline: read.text('discipline') ?? null,
              managerId,
              ...(sinceDate ? { sinceDate } : {}),
            },
          }
          return {
            faults: read.faults,
            needs,
            double: same
              ? { code: 'imports.memberAlready', choosable: false }
              : now.length > 0
                ? { code: 'imports.otherRole', detail: { role: now[0]!.functionName }, choosable: true }
                : null,
            way: knownElsewhere ? 'invite' : 'add',
            plan: knownElsewhere
              ? [{ act: 'invite', input: { ...role, name, email } }]
              : [
                  added,
                  ...(lastDay
                    ? [
                        {
                          act: 'endMembership',
                          input: { untilDate: dayAfter(lastDay), reason: text.record.lastDay },
                          takes: { membershipId: 'membershipId' },
                        },
                      ]
                    : []),
                ],
            remember: { functionName, position, lastDay: lastDay ?? null, email, name },
          }
        }
      },
    }
  },
}
