// Reads what was counted (access.sql), and hides in it what is too small before anybody gets it.
import { one, type Query, seen } from '#foundation/database/query.ts'
import { CLIMBED, DOSSIER_AGES, ITEM_AGES, type OverviewShown, REASONS } from './contract.ts'
import { divided } from './hiding.ts'

type Counts = Readonly<Record<string, number>>
interface Counted {
  readonly organisationId: string
  readonly organisationName: string
  readonly countedAt: string
  readonly dossiers: Counts
  readonly dossierAges: Counts
  readonly items: Counts
  readonly itemAges: Counts
  readonly reasons: Counts
  readonly climbed: Counts
  readonly disciplines: readonly { readonly key: string; readonly count: number }[]
  readonly months: readonly (Counts & { readonly month: never })[]
}

const SERIES = ['dossiersOpened', 'dossiersClosed', 'itemsRaised', 'itemsClosed'] as const

const parts = (keys: readonly string[], counts: Counts, wholeIsShown = true) =>
  divided(
    keys.map((key) => [key, counts[key] ?? 0] as const),
    wholeIsShown,
  )

export const hide = (counted: Counted): OverviewShown => {
  const { dossiers, items } = counted
  const open = divided([
    ['onTime', items.onTime!],
    ['late', items.late!],
  ])
  const lateIsShown = open.cells[1]!.hidden === null
  const series = SERIES.map((name) => divided(counted.months.map((month) => [month.month, month[name]!] as const)))
  const months = counted.months.map(({ month }, at) => ({
    month: month as string,
    ...(Object.fromEntries(
      SERIES.map((name, of) => {
        const { value, hidden } = series[of]!.cells[at]!
        return [name, { value, hidden }]
      }),
    ) as Record<(typeof SERIES)[number], { value: number | null; hidden: 'small' | 'other' | null }>),
  }))
  return {
    organisationId: counted.organisationId,
    organisationName: counted.organisationName,
    countedAt: counted.countedAt,
    dossiers: {
      open: copy(parts(['active', 'paused'], dossiers)),
      age: copy(parts(DOSSIER_AGES, counted.dossierAges)),
    },
    items: {
      open: copy(open),
      age: copy(parts(ITEM_AGES, counted.itemAges)),
      moreTime: copy(parts(['moreTime', 'firstTerm'], items)),
      reasons: copy(parts(REASONS, counted.reasons, lateIsShown)),
      climbed: copy(parts(CLIMBED, counted.climbed, lateIsShown)),
      disciplines: copy(divided(counted.disciplines.map(({ key, count }) => [key, count] as const))),
    },
    months,
  }
}

const copy = ({ total, cells }: ReturnType<typeof divided>) => ({ total, cells: [...cells] })

export const overview = (): Query<OverviewShown | undefined> =>
  seen(one<Counted>('overview.read', 'select overview.counted()'), (counted) => counted && hide(counted))
