// The list of dossiers: those one takes part in, and those of the organisation.

import type { z } from 'zod'
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
  Row,
  Select,
  Stack,
  StateBadge,
  TabNav,
} from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import type { contract } from '../contract.ts'
import { stateTone } from './dossier-page.tsx'
import { cursorOf, withQuery } from './forms.tsx'
import { listLinksFor } from './parts.tsx'
import { wordsOf } from './words.ts'

type Listed = z.output<typeof contract.listDossiers.output>

const PATH = '/dossiers'
const STATES = ['open', 'active', 'paused', 'closed', 'all']

const asked = (request: PageRequest) => {
  const state = request.query.stand ?? ''
  return {
    which: request.query.wie === 'organisatie' ? ('organisation' as const) : ('mine' as const),
    state: STATES.includes(state) ? state : 'open',
    before: cursorOf(request),
  }
}

/**
 * Opening is about no dossier, so no answer carries `may.openDossier`. A button that always refuses helps nobody; the
 * policy of openDossier decides when it is pressed.
 */
export const mightOpen = (request: PageRequest): boolean => {
  const acting = request.actor?.acting
  return Boolean(acting?.isGovernment && acting.position !== 'council' && acting.position !== 'administrator')
}

export const dossiersPage = page({
  at: PATH,
  nav: 'dossiers',
  load: (request) => request.ask<Listed>('listDossiers', { ...asked(request), limit: 30 }),
  offline: (_, request) => (Object.keys(request.query).length === 0 ? 'read' : null),
  frame: (_, request) => ({ title: wordsOf(request.locale).web.list.title }),
  view: ({ items, next }, request) => {
    const text = wordsOf(request.locale)
    const { list, show } = text.web
    const { which, state, before } = asked(request)
    const query = {
      wie: which === 'organisation' ? 'organisatie' : undefined,
      stand: state === 'open' ? undefined : state,
    }
    const opens = mightOpen(request)
    const openButton = opens && (
      <LinkButton href="/dossiers/nieuw" icon="folder-plus">
        {list.open}
      </LinkButton>
    )
    // Who reads for the council takes part in little: what the council may know stands behind the other tab.
    const elsewhere = which === 'mine' && !opens && request.actor?.acting.position === 'council' && (
      <LinkButton href={`${PATH}?wie=organisatie`}>{list.organisation}</LinkButton>
    )
    const dates = formatDate(request.locale)
    return (
      <Stack>
        <PageHead title={list.title} lead={list.lead} actions={items.length > 0 && openButton} />
        <TabNav
          label={list.which}
          items={[
            { href: PATH, label: list.mine, current: which === 'mine' },
            { href: `${PATH}?wie=organisatie`, label: list.organisation, current: which === 'organisation' },
          ]}
        />
        {(items.length > 0 || state !== 'open' || before) && (
          <Form
            action={PATH}
            method="get"
            inline
            autoSubmit
            label={list.state}
            fields={query.wie ? { wie: query.wie } : undefined}
          >
            <Select
              name="stand"
              label={list.state}
              value={state}
              options={STATES.map((value) => ({ value, label: list.states[value]! }))}
            />
            <span class="schakel-no-script">
              <Button>{show}</Button>
            </span>
          </Form>
        )}
        {items.length === 0 ? (
          state !== 'open' || before ? (
            <EmptyState
              icon="folders"
              action={<LinkButton href={withQuery(PATH, { wie: query.wie, stand: 'all' })}>{list.showAll}</LinkButton>}
            >
              {list.emptyFilter}
            </EmptyState>
          ) : (
            <EmptyState icon="folders" action={openButton || elsewhere}>
              {which === 'organisation' ? list.emptyOrganisation : opens ? list.emptyMine : list.emptyMinePartner}
            </EmptyState>
          )
        ) : (
          <LinkList
            label={which === 'mine' ? list.mine : list.organisation}
            items={items.map((item) => ({
              href: `${PATH}/${item.dossierId}`,
              title: item.title,
              meta: [
                text.kinds[item.kind],
                item.ownerName,
                item.organisationId === request.actor?.acting.organisationId ? null : item.organisationName,
                dates.relativeTime(item.changedAt, request.now),
              ]
                .filter(Boolean)
                .join(' · '),
              badge: item.state !== 'active' && (
                <StateBadge tone={stateTone[item.state]}>{text.states[item.state]}</StateBadge>
              ),
            }))}
          />
        )}
        {listLinksFor(request).length > 0 && (
          <Row>
            {listLinksFor(request).map((link) => (
              <Link key={link.href} href={link.href} icon={link.icon}>
                {link.label(request.locale)}
              </Link>
            ))}
          </Row>
        )}
        <Pagination
          newer={before && withQuery(PATH, query)}
          older={next ? withQuery(PATH, { ...query, voor: next }) : undefined}
        />
      </Stack>
    )
  },
})
