// The packages that were asked for: how far each is, what is in it, and where to fetch it.
import { EmptyState, fileSize, formatDate, Heading, Link, StateBadge, Table } from '#foundation/web/components.tsx'
import type { PageRequest } from '#foundation/web/page.ts'
import type { PackageShown } from '../contract.ts'
import { wordsOf } from './words.ts'

const TONES = { waiting: 'wait', ready: 'done', failed: 'late', over: 'closed' } as const

export const PackagesTable = ({
  items,
  hrefOf,
  request,
}: {
  items: readonly PackageShown[]
  hrefOf: (packageId: string) => string
  request: PageRequest
}) => {
  const { web } = wordsOf(request.locale)
  const dates = formatDate(request.locale)
  const contentsOf = (item: PackageShown) => {
    if (item.rows !== null) return web.holds(item.rows, item.files ?? 0)
    if (item.state === 'failed') return web.failed
    return item.progress > 0 ? `${web.progress(item.progress)}. ${web.refresh}` : web.refresh
  }
  return (
    <section>
      <Heading level={2}>{web.packages}</Heading>
      {items.length === 0 ? (
        <EmptyState icon="package-export">{web.none}</EmptyState>
      ) : (
        <Table
          caption={web.packages}
          captionHidden
          columns={[
            { key: 'asked', label: web.asked, heads: true },
            { key: 'state', label: web.state },
            { key: 'contents', label: web.contents },
            { key: 'fetch', label: web.fetch },
          ]}
          rows={items.map((item) => ({
            key: item.packageId,
            cells: {
              asked: dates.dayTime(item.askedAt, request.now),
              state: <StateBadge tone={TONES[item.state]}>{web.states[item.state]}</StateBadge>,
              contents: contentsOf(item),
              fetch: item.state === 'ready' && (
                <>
                  <Link href={hrefOf(item.packageId)}>
                    {web.fetch} ({fileSize(item.size ?? 0, request.locale)})
                  </Link>
                  , {web.until} {dates.date(item.expiresAt!)}
                </>
              ),
            },
          }))}
        />
      )}
    </section>
  )
}
