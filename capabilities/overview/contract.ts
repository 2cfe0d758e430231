// What can be asked of the overview: how much is open in an organisation, how long, and why it is late. Numbers, never names.
import { z } from 'zod'

/** How old an open dossier is. */
export const DOSSIER_AGES = ['under3Months', 'under6Months', 'under1Year', 'under2Years', 'older'] as const
/** How long ago something was asked that is still open. */
export const ITEM_AGES = ['under2Weeks', 'under4Weeks', 'under3Months', 'under6Months', 'older'] as const
/** Why an item is late: the last reason that was said; else that its dossier is paused; else that nothing was said. */
export const REASONS = [
  'workload',
  'unclearQuestion',
  'missingData',
  'disagreement',
  'absent',
  'other',
  'paused',
  'nothingSaid',
] as const
/** How far the silence about a late item has climbed. */
export const CLIMBED = ['nobody', 'manager', 'owner', 'head'] as const

/** A number, or why it is not shown: it is smaller than five, or it would betray a number that is. */
const Figure = z.object({ value: z.int().nullable(), hidden: z.enum(['small', 'other']).nullable() })
export type FigureShown = z.output<typeof Figure>
const Breakdown = z.object({ total: Figure, cells: z.array(Figure.extend({ key: z.string() })) })
export type BreakdownShown = z.output<typeof Breakdown>

export const OverviewView = z.object({
  organisationId: z.uuid(),
  organisationName: z.string(),
  countedAt: z.iso.datetime({ offset: true }),
  dossiers: z.object({
    /** Of the open dossiers: worked on and paused. */
    open: Breakdown,
    age: Breakdown,
  }),
  items: z.object({
    /** Of the open items: within the term, and late. */
    open: Breakdown,
    age: Breakdown,
    /** Of the open items: those that got more time, and those that did not. */
    moreTime: Breakdown,
    /** Of the late items. */
    reasons: Breakdown,
    /** Of the late items. */
    climbed: Breakdown,
    /** Of the open items, by the discipline of who was asked, in the order of the alphabet; '': every other. */
    disciplines: Breakdown,
  }),
  /** The last twelve months, the oldest first; '2026-01'. */
  months: z.array(
    z.object({
      month: z.string(),
      dossiersOpened: Figure,
      dossiersClosed: Figure,
      itemsRaised: Figure,
      itemsClosed: Figure,
    }),
  ),
})
export type OverviewShown = z.output<typeof OverviewView>

/** Everything is counted anew each time. A town hall is often one address: enough for all its managers on one morning. */
export const PER_MINUTE = 60

export const contract = {
  readOverview: {
    at: 'GET /overview',
    perMinute: PER_MINUTE,
    input: z.strictObject({}),
    output: OverviewView,
    summary:
      'The organisation you act for in numbers, the same for whoever works there; a number below five is not shown, and nobody is named.',
  },
} as const
