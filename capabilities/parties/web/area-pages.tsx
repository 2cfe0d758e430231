// Areas: the list of them, and one area with its network, its dossiers, agreements, and what changes around them.
import type { DossierShown } from '#capabilities/dossier/contract.ts'
import { DossierTabs, stateTone } from '#capabilities/dossier/web/dossier-page.tsx'
import { idOf, Unkept, wrong } from '#capabilities/dossier/web/forms.tsx'
import { askAbout } from '#capabilities/dossier/web/parts.tsx'
import { wordsOf as dossierWords } from '#capabilities/dossier/web/words.ts'
import {
  Actions,
  Button,
  Card,
  Columns,
  Confirm,
  EmptyState,
  Form,
  Link,
  LinkButton,
  LinkList,
  PageHead,
  Paragraph,
  Select,
  Stack,
  StateBadge,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { AreaListed, AreaShown } from '../contract.ts'
import { AgreementList } from './agreement-list.tsx'
import { ContextList } from './context-page.tsx'
import { Network } from './network-picture.tsx'
import { AREAS, areaHref, CONTEXT, wordsOf } from './words.ts'

export const areasPage = page({
  at: '/gebieden',
  nav: 'dossiers',
  load: async (request) => (await request.ask<{ items: readonly AreaListed[] }>('listAreas', { limit: 100 })).items,
  frame: (_, request) => ({ title: wordsOf(request.locale).web.areasPage.title }),
  view: (items, request) => {
    const { areasPage: words, contextPage } = wordsOf(request.locale).web
    return (
      <Stack>
        <PageHead
          title={words.title}
          lead={words.lead}
          actions={<LinkButton href={CONTEXT}>{contextPage.title}</LinkButton>}
        />
        {items.length === 0 ? (
          <EmptyState icon="map-2" action={<LinkButton href="/dossiers/nieuw">{words.open}</LinkButton>}>
            {words.empty}
          </EmptyState>
        ) : (
          <LinkList
            label={words.title}
            items={items.map((area) => ({
              key: area.areaId,
              href: areaHref(area.areaId),
              title: area.title,
              meta: `${area.organisationName} · ${words.dossiers(area.dossiers)}`,
            }))}
          />
        )}
      </Stack>
    )
  },
})

interface Mine {
  readonly dossierId: string
  readonly title: string
  readonly reach: number
  readonly state: string
}

function Dossiers({ area, request }: { area: AreaShown; request: PageRequest }) {
  const { areaPage: words } = wordsOf(request.locale).web
  const text = dossierWords(request.locale)
  return (
    <Card title={words.dossiers} aside={area.dossiers.length}>
      <LinkList
        label={words.dossiers}
        items={area.dossiers.map((dossier, at) => ({
          key: dossier.dossierId,
          href: `/dossiers/${dossier.dossierId}`,
          title: dossier.title,
          meta: [
            at === 0 ? words.self : (text.kinds[dossier.kind] ?? dossier.kind),
            dossier.organisationName,
            ...(dossier.openAgreements ? [words.openAgreements(dossier.openAgreements)] : []),
          ].join(' · '),
          badge: <StateBadge tone={stateTone[dossier.state]}>{text.states[dossier.state]}</StateBadge>,
          below: dossier.may.unlink && (
            <Confirm label={words.unlink} kind="subtle" small>
              <Form
                action={request.path}
                fields={{ ...formFields('unlinkFromArea', request), linkedId: dossier.dossierId }}
              >
                <Actions>
                  <Button kind="danger" small>
                    {words.unlink}
                  </Button>
                </Actions>
              </Form>
            </Confirm>
          ),
        }))}
      />
      {area.moreDossiers && <Paragraph small>{words.more}</Paragraph>}
    </Card>
  )
}

function AddDossier({ mine, request }: { mine: readonly Mine[]; request: PageRequest }) {
  const { areaPage: words } = wordsOf(request.locale).web
  const act = 'linkToArea'
  return (
    <Card title={words.link}>
      {mine.length === 0 ? (
        <Paragraph soft>{words.linkNone}</Paragraph>
      ) : (
        <Form action={request.path} fields={formFields(act, request)}>
          <Paragraph soft>{words.linkLead}</Paragraph>
          <Select
            name="linkedId"
            label={words.linkWhich}
            value={typed(request, act, 'linkedId')}
            error={wrong(request, act, 'areaId')}
            options={mine.map(({ dossierId, title }) => ({ value: dossierId, label: title }))}
          />
          <Actions>
            <Button>{words.linkYes}</Button>
          </Actions>
        </Form>
      )}
    </Card>
  )
}

export const areaPage = page({
  at: '/gebieden/:dossierId',
  nav: 'dossiers',
  load: async (request) => {
    const dossierId = idOf(request, 'dossierId')
    const { dossier, tabs, answers } = await askAbout(
      request,
      dossierId,
      ['readArea', { dossierId }],
      ['listDossiers', { which: 'mine', state: 'open', limit: 100 }],
    )
    const area = answers[0] as AreaShown
    const here = new Set(area.dossiers.map((one) => one.dossierId))
    return {
      dossier: dossier as DossierShown,
      tabs,
      area,
      mine: (answers[1].items as readonly Mine[]).filter((one) => one.reach === 1 && !here.has(one.dossierId)),
    }
  },
  frame: ({ dossier }, request) => ({
    title: dossier.title,
    breadcrumb: [{ href: AREAS, label: wordsOf(request.locale).web.areasPage.title }],
  }),
  view: ({ dossier, tabs, area, mine }, request) => {
    const { areaPage: words } = wordsOf(request.locale).web
    return (
      <Stack>
        <Unkept request={request} shown={['linkToArea', 'unlinkFromArea']} />
        <PageHead
          above={`${wordsOf(request.locale).entryKinds.area}, ${dossier.organisationName}`}
          title={dossier.title}
          lead={dossier.purpose || dossier.reason}
        />
        <DossierTabs dossier={dossier} tabs={tabs} current="area" request={request} />
        <Card title={words.network}>
          {area.parties.length === 0 ? (
            <Paragraph soft>{words.networkEmpty}</Paragraph>
          ) : (
            <>
              <Paragraph>{words.lead}</Paragraph>
              <Paragraph soft>{words.networkLead}</Paragraph>
              <Network area={area} locale={request.locale} />
              {area.moreParties && <Paragraph small>{words.more}</Paragraph>}
            </>
          )}
        </Card>
        <Columns
          sideLabel={words.dossiers}
          side={
            <Stack>
              <Dossiers area={area} request={request} />
              {request.actor?.acting.position !== 'council' && <AddDossier mine={mine} request={request} />}
            </Stack>
          }
        >
          <Stack>
            <section class="schakel-stack schakel-stack--md">
              <h2 class="nl-heading nl-heading--level-3">{words.agreements}</h2>
              {area.agreements.length === 0 ? (
                <Paragraph soft>{words.agreementsNone}</Paragraph>
              ) : (
                <AgreementList items={area.agreements} request={request} inArea />
              )}
              {area.moreAgreements && <Paragraph small>{words.more}</Paragraph>}
            </section>
            <section class="schakel-stack schakel-stack--md">
              <h2 class="nl-heading nl-heading--level-3">{words.context}</h2>
              {area.contextChanges.length === 0 ? (
                <Paragraph soft>
                  {words.contextNone} <Link href={CONTEXT}>{wordsOf(request.locale).web.contextPage.title}</Link>
                </Paragraph>
              ) : (
                <ContextList items={area.contextChanges} request={request} level={3} />
              )}
            </section>
          </Stack>
        </Columns>
      </Stack>
    )
  },
  forms: {
    linkToArea: {
      input: (form, request) => ({ dossierId: form.text('linkedId'), areaId: idOf(request, 'dossierId') }),
      then: (_, request) => `${request.path}?gedaan=linkToArea`,
    },
    unlinkFromArea: {
      input: (form, request) => ({ dossierId: form.text('linkedId'), areaId: idOf(request, 'dossierId') }),
      then: (_, request) => `${request.path}?gedaan=unlinkFromArea`,
    },
  },
})
