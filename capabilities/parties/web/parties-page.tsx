// The parties of one dossier: the map on top, who takes part, positions side by side, and who was not heard.
import { crumbs, DossierTabs } from '#capabilities/dossier/web/dossier-page.tsx'
import { idOf, Unkept, wrong } from '#capabilities/dossier/web/forms.tsx'
import { askAbout } from '#capabilities/dossier/web/parts.tsx'
import { audienceOf, wordsOf as dossierWords } from '#capabilities/dossier/web/words.ts'
import {
  Actions,
  Alert,
  AudienceChip,
  Button,
  Card,
  Columns,
  Confirm,
  DataList,
  EmptyState,
  Form,
  formatDate,
  Link,
  LinkButton,
  PageHead,
  Paragraph,
  Prose,
  Stack,
  StateBadge,
  TextArea,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { PartiesShown, PartyShown, PositionShown } from '../contract.ts'
import { InfluenceMap, isRated } from './map-picture.tsx'
import { agreementsHref, partiesHref, teamsHref, wordsOf } from './words.ts'

interface Place {
  readonly request: PageRequest
  readonly dossierId: string
  readonly may: Record<string, boolean>
}

/** One question before it happens; the field is named apart, because several of these stand on one page. */
function Reason({
  act,
  id,
  field,
  words,
  place: { request },
}: {
  act: string
  id: string
  field: string
  words: { open: string; ask: string; yes: string }
  place: Place
}) {
  const mine = typed(request, act, field) === id
  return (
    <Confirm label={words.open} kind="subtle" small>
      <Form action={request.path} fields={{ ...formFields(act, request), [field]: id }}>
        <TextArea
          id={`reason-${id}`}
          name="reason"
          label={words.ask}
          rows={2}
          maxLength={1000}
          value={mine ? typed(request, act, 'reason') : ''}
          error={mine ? wrong(request, act, 'reason') : undefined}
          required
        />
        <Actions>
          <Button kind="danger" small>
            {words.yes}
          </Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

function Party({ party, positions, place }: { party: PartyShown; positions: readonly PositionShown[]; place: Place }) {
  const { request, dossierId, may } = place
  const text = wordsOf(request.locale)
  const { partiesPage: words, map } = text.web
  const dates = formatDate(request.locale)
  const present = party.left === null
  const theirs = positions.filter((one) => one.partyId === party.partyId && one.withdrawn === null)
  const rating = party.rating
  const path = `${partiesHref(dossierId)}/${party.partyId}`
  const title = (
    <>
      {party.name} {party.personName && <span class="schakel-soft">{party.personName}</span>}
    </>
  )
  return (
    <li id={`partij-${party.partyId}`} class="schakel-party">
      <Card
        title={title}
        level={3}
        aside={
          <>
            {party.weakVoice && (
              <StateBadge tone="wait" icon="volume-2">
                {words.weak}
              </StateBadge>
            )}
            <AudienceChip {...audienceOf(dossierWords(request.locale), party.audience)} plain />
          </>
        }
      >
        {party.left && (
          <Paragraph soft>
            {words.left(dates.date(party.left.leftAt))}. {party.left.reason}
          </Paragraph>
        )}
        <DataList
          look="tight"
          items={[
            ...(party.weakVoice ? [{ label: words.weakWhy, value: <Prose text={party.weakVoice} /> }] : []),
            ...(party.representedBy
              ? [{ label: words.represented('').replace(/:? *$/, ''), value: party.representedBy }]
              : []),
            ...(rating?.why ? [{ label: map.why, value: rating.why }] : []),
            ...(theirs.length
              ? [
                  {
                    label: text.entryKinds.position,
                    value: (
                      <ul class="schakel-plain-list">
                        {theirs.map((one) => (
                          <li key={one.positionId}>
                            <Link href={`#standpunt-${one.positionId}`}>{one.summary}</Link>
                          </li>
                        ))}
                      </ul>
                    ),
                  },
                ]
              : []),
            {
              label: words.keptBy,
              value: party.keptBy.name ? `${party.keptBy.name}, ${party.keptBy.role}` : party.keptBy.role,
            },
          ]}
        />
        {present && may.changeParty && (
          <Actions>
            <LinkButton href={`${path}/wijzigen`} small kind="subtle">
              {words.change}
            </LinkButton>
            {may.assessParty && (
              <LinkButton href={`${path}/inschatten`} small kind="subtle">
                {words.rate}
              </LinkButton>
            )}
            <Reason
              act="leaveParty"
              id={party.partyId}
              field="partyId"
              words={{ open: words.leave, ask: words.leaveAsk, yes: words.leaveYes }}
              place={place}
            />
          </Actions>
        )}
      </Card>
    </li>
  )
}

function Position({ one, all, place }: { one: PositionShown; all: readonly PositionShown[]; place: Place }) {
  const { request, dossierId, may } = place
  const { positions: words } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  const against = all.filter(({ positionId }) => one.contradicts.includes(positionId))
  const unheard = one.heardOn === null
  return (
    <li
      id={`standpunt-${one.positionId}`}
      class={`schakel-positions__item${unheard ? ' schakel-positions__item--unheard' : ''}`}
    >
      <p class="nl-paragraph schakel-positions__words">{one.summary}</p>
      <p class="nl-paragraph schakel-meta">{one.whose}</p>
      {one.withdrawn ? (
        <Paragraph soft>
          <StateBadge tone="closed">{words.withdrawn}</StateBadge> {one.withdrawn.reason}
        </Paragraph>
      ) : unheard ? (
        <div>
          <StateBadge tone="wait" icon="ear">
            {words.unheard}
          </StateBadge>
          <p class="nl-paragraph">
            {words.unheardDo} {one.unheard}
          </p>
        </div>
      ) : (
        <p class="nl-paragraph schakel-meta">
          {words.heard(dates.date(one.heardOn!))}
          {one.heardHow && `, ${one.heardHow}`}
        </p>
      )}
      {one.arguments && (
        <div>
          <p class="nl-paragraph schakel-meta">{words.arguments}</p>
          <Prose text={one.arguments} />
        </div>
      )}
      {against.length > 0 && (
        <div>
          <p class="nl-paragraph schakel-meta">{words.contradicts}</p>
          <ul class="schakel-plain-list">
            {against.map((other) => (
              <li key={other.positionId}>
                <Link href={`#standpunt-${other.positionId}`}>{other.summary}</Link>
              </li>
            ))}
          </ul>
        </div>
      )}
      {one.mayChange && may.changePosition && one.withdrawn === null && (
        <Actions>
          <LinkButton href={`/dossiers/${dossierId}/standpunten/${one.positionId}`} small kind="subtle">
            {words.change}
          </LinkButton>
          <Reason
            act="withdrawPosition"
            id={one.positionId}
            field="positionId"
            words={{ open: words.withdraw, ask: words.withdrawAsk, yes: words.withdrawYes }}
            place={place}
          />
        </Actions>
      )}
    </li>
  )
}

/** Who was not heard: parties of whom nobody wrote down a position, and positions that were not heard from themselves. */
const unheardOf = ({ parties, positions }: PartiesShown) => {
  const held = positions.filter((one) => one.withdrawn === null)
  return {
    silent: parties.filter((party) => !party.left && !held.some((one) => one.partyId === party.partyId)),
    unheard: held.filter((one) => one.heardOn === null),
  }
}

function NotHeard({ shown, place: { request } }: { shown: PartiesShown; place: Place }) {
  const { positions: words, partiesPage } = wordsOf(request.locale).web
  const { silent, unheard } = unheardOf(shown)
  return (
    <Alert kind={silent.length + unheard.length ? 'warning' : 'ok'} title={words.notHeard}>
      {silent.length + unheard.length === 0 ? (
        words.everybodyHeard
      ) : (
        <ul class="schakel-plain-list">
          {unheard.map((one) => (
            <li key={one.positionId}>
              <strong>{one.whose}</strong>. {words.unheardDo} {one.unheard}
            </li>
          ))}
          {silent.map((party) => (
            <li key={party.partyId}>
              <strong>{party.name}</strong>. {partiesPage.noPosition}
              {party.weakVoice && `. ${party.weakVoice}`}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  )
}

export const partiesPage = page({
  at: '/dossiers/:dossierId/partijen',
  nav: 'dossiers',
  load: async (request) => {
    const dossierId = idOf(request, 'dossierId')
    const { dossier, tabs, answers } = await askAbout(request, dossierId, ['listPartiesOf', { dossierId }])
    return { dossier, tabs, shown: answers[0] as PartiesShown }
  },
  frame: ({ dossier }, request) => ({
    title: `${wordsOf(request.locale).web.partiesPage.title}, ${dossier.title}`,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, tabs, shown }, request) => {
    const { partiesPage: words, positions: positionWords, map } = wordsOf(request.locale).web
    const { dossierId } = dossier
    const { parties, positions, may } = shown
    const place: Place = { request, dossierId, may }
    const present = parties.filter((party) => party.left === null)
    const gone = parties.filter((party) => party.left !== null)
    const add = may.addParty && (
      <LinkButton href={`${partiesHref(dossierId)}/nieuw`} kind="primary" icon="users-plus">
        {words.add}
      </LinkButton>
    )
    const write = may.writePosition && (
      <LinkButton href={`/dossiers/${dossierId}/standpunten/nieuw`} icon="message-plus">
        {positionWords.add}
      </LinkButton>
    )
    const side = (
      <Stack>
        {may.writePosition && (
          <Card title={words.ask}>
            <Paragraph soft>{words.askLead}</Paragraph>
            <LinkButton href={`/dossiers/${dossierId}/vraag?soort=contribution`} icon="send" small>
              {words.askButton}
            </LinkButton>
          </Card>
        )}
        <Card title={words.around}>
          <ul class="schakel-plain-list">
            <li>
              <Link href={agreementsHref(dossierId)} icon="heart-handshake">
                {words.toAgreements}
              </Link>
            </li>
            <li>
              <Link href={teamsHref(dossierId)} icon="users-group">
                {words.toTeams}
              </Link>
            </li>
          </ul>
        </Card>
      </Stack>
    )
    return (
      <Stack>
        <Unkept
          request={request}
          shown={[may.leaveParty && 'leaveParty', may.withdrawPosition && 'withdrawPosition']}
        />
        <PageHead title={words.title} lead={words.lead} actions={add || undefined} />
        <DossierTabs dossier={dossier} tabs={tabs} current="parties" request={request} />
        {parties.length === 0 && positions.length === 0 ? (
          <EmptyState icon="users-group" action={add || undefined}>
            {words.empty}
          </EmptyState>
        ) : (
          <>
            {(present.some(isRated) || may.assessParty) && (
              <Card title={map.title}>
                <Paragraph soft>{words.ratingsHidden}</Paragraph>
                {present.some(isRated) ? (
                  <>
                    <Paragraph>{map.lead}</Paragraph>
                    <InfluenceMap parties={present} dossierId={dossierId} locale={request.locale} />
                  </>
                ) : (
                  <Paragraph>{map.empty}</Paragraph>
                )}
              </Card>
            )}
            <Card title={positionWords.title}>
              <Stack>
                <Paragraph soft>{positionWords.lead}</Paragraph>
                {positions.length === 0 ? (
                  <Paragraph>{positionWords.empty}</Paragraph>
                ) : (
                  <ul class="schakel-positions">
                    {positions.map((one) => (
                      <Position key={one.positionId} one={one} all={positions} place={place} />
                    ))}
                  </ul>
                )}
                <NotHeard shown={shown} place={place} />
                {write}
              </Stack>
            </Card>
            <Columns side={side} sideLabel={words.around}>
              <Stack>
                <h2 class="nl-heading nl-heading--level-3">{words.list}</h2>
                <ul class="schakel-parties">
                  {present.map((party) => (
                    <Party key={party.partyId} party={party} positions={positions} place={place} />
                  ))}
                </ul>
                {gone.length > 0 && (
                  <>
                    <h2 class="nl-heading nl-heading--level-3">{words.formerly}</h2>
                    <ul class="schakel-parties">
                      {gone.map((party) => (
                        <Party key={party.partyId} party={party} positions={positions} place={place} />
                      ))}
                    </ul>
                  </>
                )}
              </Stack>
            </Columns>
          </>
        )}
      </Stack>
    )
  },
  forms: {
    leaveParty: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        partyId: form.text('partyId'),
        reason: form.text('reason'),
      }),
      then: (_, request) => `${request.path}?gedaan=leaveParty`,
    },
    withdrawPosition: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        positionId: form.text('positionId'),
        reason: form.text('reason'),
      }),
      then: (_, request) => `${request.path}?gedaan=withdrawPosition`,
    },
  },
})
