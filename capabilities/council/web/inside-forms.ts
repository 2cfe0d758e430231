// What each form on the council page inside a dossier sends, and where the reader goes next.
import { chosen, idOf, searching } from '#capabilities/dossier/web/forms.tsx'
import type { FormValues, PageForm, PageRequest } from '#foundation/web/page.ts'

const number = (form: FormValues, name: string) =>
  form.optional(name) === undefined ? undefined : Number(form.text(name))
const when = (form: FormValues, name: string) => {
  const value = form.optional(name)
  return value === undefined ? {} : { [name]: value }
}
const here = (request: PageRequest) => idOf(request, 'dossierId')
const done = (act: string) => (_: unknown, request: PageRequest) => `${request.path}?gedaan=${act}`
const about = (request: PageRequest) => ({ dossierId: here(request) })

export const insideForms: Readonly<Record<string, PageForm>> = {
  openCouncilPart: {
    input: (form, request) => ({
      ...about(request),
      portfolioHolderId: form.text('portfolioHolderId'),
    }),
    then: done('openCouncilPart'),
  },
  changePortfolioHolder: {
    input: (form, request) => ({
      ...about(request),
      portfolioHolderId: form.text('portfolioHolderId'),
    }),
    then: done('changePortfolioHolder'),
  },
  mandateRelease: {
    input: (form, request) => ({
      ...about(request),
      ...chosen(form, 'membershipId'),
      ...when(form, 'untilDate'),
      ...searching(form),
    }),
    then: done('mandateRelease'),
  },
  endMandate: {
    input: (form, request) => ({ ...about(request), mandateId: form.text('mandateId') }),
    then: done('endMandate'),
  },
  releaseEntries: {
    input: (form, request) => ({
      ...about(request),
      entryIds: form.all('entryIds'),
      audience: number(form, 'audience') ?? 4,
    }),
    then: done('releaseEntries'),
  },
  refuseEntry: {
    input: (form, request) => ({
      ...about(request),
      entryId: form.text('entryId'),
      reason: form.text('reason'),
    }),
    then: done('refuseEntry'),
  },
  proposeArrangement: {
    input: (form, request) => {
      const moneyShare = number(form, 'moneyShare')
      return {
        ...about(request),
        weeks: number(form, 'weeks'),
        triggers: form.all('triggers'),
        ...(moneyShare === undefined ? {} : { moneyShare }),
        triggerDays: number(form, 'triggerDays') ?? 1,
        form: form.text('form'),
        ...when(form, 'startsOn'),
      }
    },
    then: done('proposeArrangement'),
  },
  agreeToArrangement: {
    input: (form, request) => ({
      ...about(request),
      arrangementId: form.text('arrangementId'),
    }),
    then: done('agreeToArrangement'),
  },
  endArrangement: {
    input: (form, request) => ({ ...about(request), reason: form.text('reason') }),
    then: done('endArrangement'),
  },
  answerWarning: {
    input: (form, request) => ({
      ...about(request),
      dutyId: form.text('dutyId'),
      code: form.text('code'),
      explanation: form.text('explanation'),
      ...when(form, 'expectedOn'),
    }),
    then: done('answerWarning'),
  },
  informCouncil: {
    input: (form, request) => ({
      ...about(request),
      text: form.text('text'),
      form: form.optional('form') ?? 'line',
    }),
    then: done('informCouncil'),
  },
  announceTrigger: {
    input: (form, request) => ({
      ...about(request),
      trigger: form.text('trigger'),
      text: form.text('text'),
    }),
    then: done('announceTrigger'),
  },
  reportDeparture: {
    input: (form, request) => ({
      ...about(request),
      place: number(form, 'place'),
      rule: form.text('rule'),
      reason: form.text('reason'),
    }),
    then: done('reportDeparture'),
  },
}
