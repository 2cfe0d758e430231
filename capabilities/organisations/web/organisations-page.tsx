// All organisations: searched by any name they ever had, with how many there are today.
import type { z } from 'zod'
import {
  Button,
  dayOf,
  EmptyState,
  Form,
  LinkButton,
  LinkList,
  PageHead,
  Picker,
  Row,
  Select,
  Stack,
  StateBadge,
} from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import { type contract, type Listed, PARTNER_KINDS, REGISTER_KINDS } from '../contract.ts'
import { isId, PATH, pathOf, SUGGESTIONS, withQuery, wordsOf } from './words.ts'

type Item = z.infer<typeof Listed>
type Counts = z.output<typeof contract.countOrganisations.output>
type Found = z.output<typeof contract.listOrganisations.output>
type One = z.output<typeof contract.readOrganisation.output>

const asked = (request: PageRequest) => {
  const { zoek = '', soort, welke, na, organisatie } = request.query
  const kind = [...REGISTER_KINDS, ...PARTNER_KINDS].find((one) => one === soort)
  return {
    query: zoek.trim().slice(0, 200),
    kind,
    // Whoever types a name may mean one of the past; a list without a name is of today.
    which: welke === 'alle' || (welke !== 'nu' && zoek.trim()) ? ('alle' as const) : ('nu' as const),
    after: /^[\w-]{1,900}$/.test(na ?? '') ? na : undefined,
    chosen: isId(organisatie) ? organisatie : undefined,
  }
}

const itemOf = (one: One): Item => ({
  organisationId: one.organisationId,
  name: one.name,
  kind: one.kind,
  existsToday: one.existsToday,
  takesPart: one.takesPart,
  validUntil: one.validUntil,
  parentName: one.parent?.name ?? null,
  successorName: one.successors.find((next) => next.isHeir)?.name ?? null,
  foundAs: null,
})

export const organisationsPage = page({
  at: PATH,
  nav: 'organisations',
  load: async (request) => {
    const { query, kind, which, after, chosen } = asked(request)
    if (chosen) {
      const [counts, one] = await request.askTogether<[Counts, One]>(
        ['countOrganisations'],
        ['readOrganisation', { organisationId: chosen }],
      )
      return { counts, found: { items: [itemOf(one)], next: null } }
    }
    const [counts, found] = await request.askTogether<[Counts, Found]>(
      ['countOrganisations'],
      [
        'listOrganisations',
        {
          ...(query ? { query } : {}),
          kind,
          existsOn: which === 'nu' ? dayOf(request.now) : undefined,
          after,
          limit: 30,
        },
      ],
    )
    return { counts, found }
  },
  frame: (_, request) => ({ title: wordsOf(request.locale).list.title }),
  view: ({ counts, found }, request) => {
    const text = wordsOf(request.locale)
    const { list } = text
    const { query, kind, which, after, chosen } = asked(request)
    const towns = counts.kinds.find((one) => one.kind === 'gemeente') ?? { today: 0, ever: 0 }
    const kinds = counts.kinds.map((one) => one.kind)
    const plain = !query && !kind && !after && !chosen && which === 'nu'
    return (
      <Stack gap="lg">
        <PageHead
          title={list.title}
          lead={list.counted(towns.today, towns.ever, counts.today, counts.joined)}
          actions={
            // Adding one is about no organisation, so no answer says whether this reader may.
            request.actor?.acting.position === 'administrator' && (
              <LinkButton href={`${PATH}/toevoegen`} icon="plus">
                {list.register}
              </LinkButton>
            )
          }
        />
        <Form action={PATH} method="get" role="search" label={list.search}>
          <Picker
            name="organisatie"
            searchName="zoek"
            label={list.search}
            hint={list.searchHint}
            source={SUGGESTIONS}
            sourceParameter="query"
            query={query || undefined}
            options={[]}
          />
          <Row>
            <Select
              name="soort"
              label={list.kind}
              empty={list.allKinds}
              value={kind}
              options={[...REGISTER_KINDS, ...PARTNER_KINDS]
                .filter((one) => kinds.includes(one) || one === kind)
                .map((one) => ({ value: one, label: text.kindName(one) }))}
            />
            <Select
              name="welke"
              label={list.which}
              value={which}
              options={[
                { value: 'nu', label: list.existsNow },
                { value: 'alle', label: list.everExisted },
              ]}
            />
          </Row>
          <Button icon="search">{list.filter}</Button>
        </Form>
        {found.items.length === 0 ? (
          <EmptyState icon="building-community">{plain ? list.empty : list.none}</EmptyState>
        ) : (
          <LinkList
            label={list.caption}
            items={found.items.map((item) => ({
              href: pathOf(item.organisationId),
              title: item.name,
              meta: text.describe(item),
              badge: item.takesPart ? (
                <StateBadge tone="active" icon="link">
                  {list.takesPart}
                </StateBadge>
              ) : item.existsToday ? undefined : (
                <StateBadge tone="closed" icon="history">
                  {list.gone}
                </StateBadge>
              ),
            }))}
          />
        )}
        {(found.next || after) && (
          <Row spread>
            {after ? (
              <LinkButton href={withQuery(PATH, { zoek: query, soort: kind, welke: which })}>{list.first}</LinkButton>
            ) : (
              <span />
            )}
            {found.next && (
              <LinkButton href={withQuery(PATH, { zoek: query, soort: kind, welke: which, na: found.next })}>
                {list.more}
              </LinkButton>
            )}
          </Row>
        )}
      </Stack>
    )
  },
})
