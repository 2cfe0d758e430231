// What then happens with functions and lines; the database looks again when it writes (access.sql).
import { type Actions, reads, writes } from '#foundation/capability.ts'
import { invalid } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import { type contract, GOVERNMENT_STANDARDS } from './contract.ts'
import type { subjects } from './policy.ts'
import * as q from './queries.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const actions: Actions<typeof contract, typeof subjects> = {
  listFunctions: reads(() => q.functionList()),
  listLines: reads(() => q.lines()),
  readPeopleOf: reads((input) => q.peopleOf(input.membershipId)),

  addFunction: writes({
    needs: (input) => ({ found: q.findName(input.organisationId, input.name, input.position) }),
    then: (work, input) => {
      const { isTaken, now, otherwise } = work.needs.found
      if (isTaken) throw invalid('invalid', [{ path: 'name', code: 'staffing.nameInUse' }])
      // What it opened went along with the function; who asks for the old name would mean the old doors.
      if (now) throw invalid('invalid', [{ path: 'name', code: 'staffing.nameIsFormer', detail: { now } }])
      // A function belongs to one position: held in two, it could never be renamed.
      if (otherwise.length) {
        const { positions: words } = (work.context.locale === 'en' ? en : nl).web
        const positions = otherwise.map((one) => words[one]).join(', ')
        throw invalid('invalid', [{ path: 'position', code: 'staffing.heldOtherwise', detail: { positions } }])
      }
      if (!work.subject.isGovernment && GOVERNMENT_STANDARDS.includes(input.position))
        throw invalid('invalid', [{ path: 'position', code: 'staffing.onlyInGovernment' }])
      const functionId = newId()
      work.do(q.addFunction({ ...input, functionId }))
      return { functionId }
    },
  }),

  renameFunction: writes({
    then: (work, input) => {
      if (input.name === work.subject.name) throw invalid('invalid', [{ path: 'name', code: 'staffing.nameIsTheSame' }])
      work.do(q.renameFunction(newId(), input.functionId, input.name))
      return null
    },
  }),

  endFunction: writes({
    then: (work, input) => {
      work.do(q.endFunction(newId(), input.functionId))
      return null
    },
  }),

  keepFunction: writes({
    then: (work, input) => {
      work.do(q.keepFunction(input.functionId))
      return null
    },
  }),

  changeLines: writes({
    needs: (input) => ({ found: q.findPlaces(input.organisationId, input.membershipIds, input.managerId) }),
    then: (work, input) => {
      const ids = [...new Set(input.membershipIds)]
      const { members, isColleague, above } = work.needs.found
      if (members < ids.length) throw invalid('invalid', [{ path: 'membershipIds', code: 'staffing.notMembers' }])
      if (input.managerId) {
        const wrong = ids.includes(input.managerId)
          ? 'staffing.notOneself'
          : !isColleague
            ? 'staffing.notAColleague'
            : ids.some((id) => above.includes(id))
              ? 'staffing.noCircle'
              : null
        if (wrong) throw invalid('invalid', [{ path: 'managerId', code: wrong }])
      }
      work.do(q.changeLines(input.organisationId, ids, input.managerId))
      for (const membershipId of ids)
        work.publish({ name: 'membershipChanged', organisationId: input.organisationId, payload: { membershipId } })
      return { changed: ids.length }
    },
  }),
}
