// The money of a process: the ceiling, what was spent up to a day, and where it warns. No bookkeeping.
import { idOf, Unkept } from '#capabilities/dossier/web/forms.tsx'
import { Alert, Card, Details, dayOf, EmptyState, PageHead, Stack } from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import type { MoneyShown } from '../contract.ts'
import { ActForm, type Field, sentOf } from './fields.tsx'
import { MoneyPicture } from './money-picture.tsx'
import { crumbs, loadProcess } from './parts.tsx'
import { percent, processHref, typedEuro, wordsOf } from './words.ts'

const spendFields = (request: PageRequest): Field[] => {
  const { money: words } = wordsOf(request.locale).web
  const today = dayOf(request.now)
  return [
    { kind: 'euro', name: 'spent', label: words.spentToDate, hint: words.spentHint, required: true },
    { kind: 'date', name: 'asOf', label: words.day, start: today, max: today, required: true },
    { kind: 'line', name: 'source', label: words.sourceField, maximum: 500, required: true },
  ]
}
const agreeFields = (request: PageRequest, money?: MoneyShown | null): Field[] => {
  const { money: words } = wordsOf(request.locale).web
  return [
    {
      kind: 'euro',
      name: 'ceiling',
      label: words.ceilingField,
      start: money ? typedEuro(money.ceiling) : '',
      required: true,
    },
    {
      kind: 'percents',
      name: 'warnAt',
      label: words.warnAt,
      hint: words.warnAtHint,
      start: (money?.warnAt ?? [60, 80, 100]).join(', '),
    },
    { kind: 'line', name: 'source', label: words.ceilingSource, maximum: 500, required: true },
  ]
}

export const moneyPage = page({
  at: '/dossiers/:dossierId/proces/geld',
  nav: 'dossiers',
  load: (request) => loadProcess(request, idOf(request, 'dossierId')),
  frame: ({ dossier }, request) => ({
    title: `${wordsOf(request.locale).web.money.title}, ${dossier.title}`,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, process }, request) => {
    const { money: words, process: all } = wordsOf(request.locale).web
    const { money, may } = process
    const agree = may.agreeMoney && (
      <ActForm
        act="agreeMoney"
        request={request}
        fields={agreeFields(request, money)}
        save={words.agreeYes}
        primary={!money}
        back={money ? undefined : processHref(dossier.dossierId)}
      />
    )
    return (
      <Stack>
        <Unkept
          request={request}
          shown={[may.recordSpending && money !== null && 'recordSpending', may.agreeMoney && 'agreeMoney']}
        />
        <PageHead title={words.title} lead={words.lead} />
        {money && money.reached.length > 0 && <Alert kind="warning">{all.warnMoney(percent(money.share))}</Alert>}
        {money ? (
          <Card title={words.title}>
            <MoneyPicture money={money} locale={request.locale} now={request.now} />
          </Card>
        ) : (
          !agree && <EmptyState icon="coin">{words.empty}</EmptyState>
        )}
        {money && may.recordSpending && (
          <Card title={words.spend}>
            <ActForm
              act="recordSpending"
              request={request}
              fields={spendFields(request)}
              save={words.spendYes}
              back={processHref(dossier.dossierId)}
            />
          </Card>
        )}
        {agree &&
          (money ? (
            <Details summary={words.agreeChange} open={request.refused?.act === 'agreeMoney'}>
              {agree}
            </Details>
          ) : (
            <Card title={words.agree}>{agree}</Card>
          ))}
      </Stack>
    )
  },
  forms: {
    recordSpending: {
      input: (form, request) => ({ dossierId: idOf(request, 'dossierId'), ...sentOf(spendFields(request), form) }),
      then: (_, request) => `${request.path}?gedaan=recordSpending`,
    },
    agreeMoney: {
      input: (form, request) => ({ dossierId: idOf(request, 'dossierId'), ...sentOf(agreeFields(request), form) }),
      then: (_, request) => `${request.path}?gedaan=agreeMoney`,
    },
  },
})
