// What then happens with areas, and with what changes around the work.
import { type Actions, reads, writes } from '#foundation/capability.ts'
import { conflict, notFound } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { tellLine, wrong } from './telling.ts'

type All = Actions<typeof contract, typeof subjects>

export const areaActions: Pick<
  All,
  | 'listAreas'
  | 'readArea'
  | 'linkToArea'
  | 'unlinkFromArea'
  | 'readSurroundings'
  | 'listContextChanges'
  | 'recordContextChange'
  | 'changeContextChange'
  | 'tagContextChange'
  | 'untagContextChange'
> = {
  listAreas: reads((input) => q.areaList(input.limit)),
  readArea: reads((input) => q.areaView(input.dossierId)),
  readSurroundings: reads((input) => q.surroundings(input.dossierId)),
  listContextChanges: reads((input) => q.contextList(input.kind, input.limit)),

  linkToArea: writes({
    needs: (input) => ({ area: q.findArea(input.dossierId, input.areaId) }),
    then: (work, input) => {
      const { area } = work.needs
      // An area that this reader may not see is refused in the words for one that is not there.
      if (!area) throw wrong('areaId', 'parties.noSuchArea')
      if (input.areaId === input.dossierId) throw wrong('areaId', 'parties.areaOfItself')
      if (area.linked) throw conflict('parties.linkedAlready')
      // No title in the line: who reads this dossier need not know that area. The link shows it to whom it exists for.
      const { entryId } = tellLine(work, work.subject, 'areaLinked', {
        kind: 'area',
        text: '',
        details: { areaId: input.areaId, state: 'linked' },
        audience: 3,
      })
      work.do(
        q.insertAreaLink(newId(), input.dossierId, input.areaId),
        q.insertAreaLinkLine(entryId, input.dossierId, input.areaId),
      )
      return null
    },
  }),

  unlinkFromArea: writes({
    needs: (input) => ({ area: q.findArea(input.dossierId, input.areaId) }),
    then: (work, input) => {
      if (!work.needs.area?.linked) throw notFound('parties.noSuchArea')
      tellLine(work, work.subject, 'areaLinked', {
        kind: 'area',
        text: '',
        details: { areaId: input.areaId, state: 'unlinked' },
        audience: 3,
      })
      work.do(q.endAreaLink(input.dossierId, input.areaId))
      return null
    },
  }),

  recordContextChange: writes({
    then: (work, input) => {
      const contextChangeId = newId()
      const { organisationId } = work.actor.acting
      work.do(
        q.insertContextChange({ ...input, contextChangeId, organisationId, sourceLink: input.sourceLink ?? null }),
      )
      work.publish({ name: 'contextChangeRecorded', organisationId, payload: { contextChangeId } })
      return { contextChangeId }
    },
  }),

  changeContextChange: writes({
    then: (work, input) => {
      const { contextChangeId } = input
      work.do(...q.changeContext({ ...input, sourceLink: input.sourceLink ?? null }))
      const { organisationId } = work.subject
      work.publish({ name: 'contextChangeChanged', organisationId, payload: { contextChangeId } })
      return null
    },
  }),

  untagContextChange: writes({
    needs: (input) => ({ change: q.findContextChange(input.dossierId, input.contextChangeId) }),
    then: (work, input) => {
      const { change } = work.needs
      if (!change?.tagged) throw notFound('parties.noSuchChange')
      const { contextChangeId, dossierId } = input
      const { kind, title, happensOn, source } = change
      tellLine(work, work.subject, 'contextChangeUntagged', {
        kind: 'contextChange',
        text: '',
        details: { contextChangeId, kind, title, happensOn, source, state: 'untagged' },
        audience: 3,
      })
      work.do(q.endTouched(contextChangeId, dossierId))
      return null
    },
  }),

  tagContextChange: writes({
    needs: (input) => ({ change: q.findContextChange(input.dossierId, input.contextChangeId) }),
    then: (work, input) => {
      const { change } = work.needs
      if (!change) throw wrong('contextChangeId', 'parties.noSuchChange')
      if (change.tagged) throw wrong('contextChangeId', 'parties.taggedAlready')
      const { contextChangeId, dossierId, how } = input
      const { kind, title, happensOn, source } = change
      const told = tellLine(work, work.subject, 'contextChangeTagged', {
        kind: 'contextChange',
        text: how,
        details: { contextChangeId, kind, title, happensOn, source },
        audience: 3,
      })
      work.do(q.insertTouched({ contextChangeId, dossierId, entryId: told.entryId, how }))
      return told
    },
  }),
}
