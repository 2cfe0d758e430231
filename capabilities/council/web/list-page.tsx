// Every task that the council follows, and every one that is public: two lists that look the same.
import { cursorOf, withQuery } from '#capabilities/dossier/web/forms.tsx'
import {
  Button,
  EmptyState,
  Form,
  formatDate,
  Link,
  LinkButton,
  LinkList,
  PageHead,
  Pagination,
  Paragraph,
  Stack,
  StateBadge,
  TextInput,
} from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import type { CouncilLineShown, PublicLineShown } from '../contract.ts'
import { councilLinks } from './council-parts.tsx'
import { PATH, PUBLIC_PATH, wordsOf } from './words.ts'

interface Listed<Line> {
  readonly items: readonly Line[]
  readonly next: string | null
}

const asked = (request: PageRequest) => {
  const after = cursorOf(request)
  const query = request.query.zoek?.slice(0, 200).trim()
  return { ...(query ? { query } : {}), ...(after ? { after } : {}), limit: 30 }
}

function Search({ path, request }: { path: string; request: PageRequest }) {
  const { list } = wordsOf(request.locale).web
  return (
    <Form action={path} method="get" inline role="search" label={list.search}>
      <TextInput name="zoek" type="search" label={list.search} value={request.query.zoek ?? ''} maxLength={200} />
      <Button icon="search">{list.show}</Button>
    </Form>
  )
}

const metaOf = (line: PublicLineShown | CouncilLineShown, request: PageRequest): string => {
  const { list } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  return [
    line.organisationName,
    line.phase ? list.phase(line.phase) : list.noPhase,
    'dueOn' in line && line.dueOn && list.next(dates.short(line.dueOn, request.now)),
    line.newestAt && list.newest(dates.short(line.newestAt, request.now)),
  ]
    .filter(Boolean)
    .join(' · ')
}

function Lines<Line extends PublicLineShown | CouncilLineShown>({
  listed,
  path,
  empty,
  label,
  request,
}: {
  listed: Listed<Line>
  path: string
  empty: string
  label: string
  request: PageRequest
}) {
  const { list, dossierStates } = wordsOf(request.locale).web
  if (listed.items.length === 0) return <EmptyState icon="building-monument">{empty}</EmptyState>
  return (
    <>
      <LinkList
        label={label}
        items={listed.items.map((line) => {
          const late = 'late' in line && line.late
          return {
            key: line.dossierId,
            href: `${path}/${line.dossierId}`,
            title: line.title,
            meta: metaOf(line, request),
            badge: late ? (
              <StateBadge tone="late">{list.late}</StateBadge>
            ) : (
              line.state !== 'active' && <StateBadge tone="closed">{dossierStates[line.state]}</StateBadge>
            ),
            ...(late ? { tone: 'late' as const } : {}),
          }
        })}
      />
      <Pagination older={listed.next ? withQuery(path, { zoek: request.query.zoek, voor: listed.next }) : undefined} />
    </>
  )
}

export const councilListPage = page({
  at: PATH,
  nav: 'council',
  load: (request): Promise<Listed<CouncilLineShown>> => request.ask('listCouncilDossiers', asked(request)),
  frame: (_, request) => ({ title: wordsOf(request.locale).web.list.title }),
  view: (listed, request) => {
    const { list } = wordsOf(request.locale).web
    return (
      <Stack>
        <PageHead
          title={list.title}
          lead={list.lead}
          actions={councilLinks(request).map((link) => (
            <LinkButton key={link.href} href={link.href} icon={link.icon} small>
              {link.label(request.locale)}
            </LinkButton>
          ))}
        />
        <Search path={PATH} request={request} />
        <Lines
          listed={listed}
          path={PATH}
          empty={request.query.zoek ? list.emptySearch : list.empty}
          label={list.title}
          request={request}
        />
        <Paragraph small>
          <Link href={PUBLIC_PATH}>{list.public}</Link>
        </Paragraph>
      </Stack>
    )
  },
})

export const publicListPage = page({
  at: PUBLIC_PATH,
  open: true,
  load: (request): Promise<Listed<PublicLineShown>> => request.ask('listPublicDossiers', asked(request)),
  frame: (_, request) => ({ title: wordsOf(request.locale).web.public.title }),
  view: (listed, request) => {
    const { public: words } = wordsOf(request.locale).web
    return (
      <Stack>
        <PageHead title={words.title} lead={words.lead} />
        <Search path={PUBLIC_PATH} request={request} />
        <Lines
          listed={listed}
          path={PUBLIC_PATH}
          empty={request.query.zoek ? words.emptySearch : words.empty}
          label={words.title}
          request={request}
        />
      </Stack>
    )
  },
})
