// The process of a dossier on one page: the track, what is uncertain, the money, the role of government, and who decides next.
import type { DossierShown } from '#capabilities/dossier/contract.ts'
import { DossierTabs } from '#capabilities/dossier/web/dossier-page.tsx'
import { idOf } from '#capabilities/dossier/web/forms.tsx'
import { askAbout, type TabsShown } from '#capabilities/dossier/web/parts.tsx'
import {
  Actions,
  Alert,
  Card,
  Columns,
  DataList,
  EmptyState,
  formatDate,
  Link,
  LinkButton,
  LinkList,
  PageHead,
  Paragraph,
  Prose,
  Stack,
  StateBadge,
} from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import type { ProcessShown } from '../contract.ts'
import { gateTone } from './gate-page.tsx'
import { MoneyPicture } from './money-picture.tsx'
import { crumbs, listed } from './parts.tsx'
import { phaseTone } from './phase-pages.tsx'
import { RolePicture } from './role-picture.tsx'
import { TrackPicture } from './track-picture.tsx'
import { UncertaintyPicture } from './uncertainty-picture.tsx'
import { gateHref, percent, processHref, wordsOf } from './words.ts'

interface Loaded {
  readonly dossier: DossierShown
  readonly tabs: TabsShown
  readonly process: ProcessShown
}
interface Shown {
  readonly dossierId: string
  readonly process: ProcessShown
  readonly request: PageRequest
}

const isUsed = (process: ProcessShown): boolean =>
  Boolean(process.start || process.money || process.ownRoom || process.employer || process.consultation) ||
  process.phases.length + process.uncertainties.length + process.gates.length + process.choices.length > 0

/** What somebody must look at now, on top. */
function Warnings({ dossierId, process, request }: Shown) {
  const { process: words } = wordsOf(request.locale).web
  const found = [
    ...process.gates
      .filter((gate) => gate.openObjections > 0)
      .map((gate) => ({ href: gateHref(dossierId, gate.gateId), says: words.warnObjection(gate.title) })),
    ...process.choices
      .filter((choice) => choice.state === 'reserved' && !choice.gateId)
      .map((choice) => ({
        href: processHref(dossierId, 'keuzen', choice.choiceId),
        says: words.warnUnplaced(choice.text),
      })),
    ...(process.money && process.money.reached.length > 0
      ? [{ href: processHref(dossierId, 'geld'), says: words.warnMoney(percent(process.money.share)) }]
      : []),
    ...process.uncertainties
      .filter(({ state }) => state === 'red')
      .map((one) => ({
        href: processHref(dossierId, 'onzekerheden', one.uncertaintyId),
        says: words.warnRed(one.title),
      })),
  ]
  if (found.length === 0) return null
  return (
    <Alert kind="warning" title={words.warnings}>
      <ul class="schakel-plain-list">
        {found.map(({ href, says }) => (
          <li key={href}>
            <Link href={href}>{says}</Link>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

function Start({ dossierId, process, request }: Shown) {
  const { start: words, ...web } = wordsOf(request.locale).web
  const { start, may } = process
  if (!start) return null
  return (
    <Card title={words.title} href={processHref(dossierId, 'start')} aside={web.version(start.number)}>
      <DataList
        items={[
          { label: words.purpose, value: <Prose text={start.purpose} /> },
          { label: words.searchArea, value: <Prose text={start.searchArea} /> },
          { label: words.known, value: listed(start.known, words.none) },
          { label: words.unknown, value: listed(start.unknown, words.none) },
          { label: words.assumed, value: listed(start.assumed, words.none) },
        ]}
      />
      {may.describeStart && (
        <Actions>
          <LinkButton href={processHref(dossierId, 'start')} icon="adjustments" small>
            {web.change}
          </LinkButton>
        </Actions>
      )}
    </Card>
  )
}

function Phases({ dossierId, process, request }: Shown) {
  const text = wordsOf(request.locale)
  const { phases: words } = text.web
  const { phases, may } = process
  if (phases.length === 0 && !may.planPhase) return null
  return (
    <Card title={words.title}>
      {phases.length === 0 ? (
        <Paragraph soft>{words.empty}</Paragraph>
      ) : (
        <LinkList
          label={words.title}
          items={phases.map((phase) => ({
            href: processHref(dossierId, 'fasen', phase.phaseId),
            title: `${phase.order}. ${phase.title}`,
            text: phase.state === 'ended' && phase.learned ? phase.learned : phase.question,
            meta: `${text.modes[phase.mode] ?? phase.mode} · ${text.governments[phase.government] ?? phase.government}`,
            badge: <StateBadge tone={phaseTone[phase.state]}>{text.phaseStates[phase.state]}</StateBadge>,
          }))}
        />
      )}
      {may.planPhase && (
        <Actions>
          <LinkButton href={processHref(dossierId, 'fase')} icon="route" small>
            {words.plan}
          </LinkButton>
        </Actions>
      )}
    </Card>
  )
}

function Uncertainties({ dossierId, process, request }: Shown) {
  const { uncertainty: words } = wordsOf(request.locale).web
  const { uncertainties, may } = process
  if (uncertainties.length === 0 && !may.nameUncertainty) return null
  return (
    <Card title={words.title}>
      {uncertainties.length === 0 ? (
        <Paragraph soft>{words.empty}</Paragraph>
      ) : (
        <UncertaintyPicture
          uncertainties={uncertainties}
          dossierId={dossierId}
          locale={request.locale}
          now={request.now}
        />
      )}
      {may.nameUncertainty && (
        <Actions>
          <LinkButton href={processHref(dossierId, 'onzekerheid')} icon="help-circle" small>
            {words.name}
          </LinkButton>
        </Actions>
      )}
    </Card>
  )
}

function Gates({ dossierId, process, request }: Shown) {
  const text = wordsOf(request.locale)
  const { gates: words } = text.web
  const { gates, may } = process
  const dates = formatDate(request.locale)
  if (gates.length === 0 && !may.planGate) return null
  return (
    <Card title={words.title}>
      {gates.length === 0 ? (
        <Paragraph soft>{words.empty}</Paragraph>
      ) : (
        <LinkList
          label={words.title}
          items={gates.map((gate) => ({
            href: gateHref(dossierId, gate.gateId),
            title: gate.title,
            meta: [
              text.capacities[gate.capacity],
              dates.short(gate.decidedOn ?? gate.plannedOn, request.now),
              gate.openChoices > 0 && words.choices(gate.openChoices),
              gate.openObjections > 0 && words.objections(gate.openObjections),
            ]
              .filter(Boolean)
              .join(' · '),
            badge: (
              <StateBadge tone={gateTone[gate.state]}>
                {gate.outcome ? text.outcomes[gate.outcome] : text.gateStates[gate.state]}
              </StateBadge>
            ),
          }))}
        />
      )}
      {may.planGate && (
        <Actions>
          <LinkButton href={processHref(dossierId, 'beslismoment')} icon="gavel" small>
            {words.plan}
          </LinkButton>
        </Actions>
      )}
    </Card>
  )
}

function Choices({ dossierId, process, request }: Shown) {
  const text = wordsOf(request.locale)
  const { choices: words } = text.web
  const { choices, may, gates } = process
  if (choices.length === 0 && !may.reserveChoice) return null
  return (
    <Card title={words.title}>
      {choices.length === 0 ? (
        <Paragraph soft>{words.empty}</Paragraph>
      ) : (
        <LinkList
          label={words.title}
          items={choices.map((choice) => ({
            href: processHref(dossierId, 'keuzen', choice.choiceId),
            title: choice.text,
            meta: [
              text.capacities[choice.capacity],
              gates.find(({ gateId }) => gateId === choice.gateId)?.title ?? (choice.gateId ? '' : words.unplaced),
            ]
              .filter(Boolean)
              .join(' · '),
            badge: (
              <StateBadge
                tone={choice.state === 'decided' ? 'done' : 'wait'}
                icon={choice.state === 'decided' ? undefined : 'lock'}
              >
                {choice.state === 'decided' ? words.decided : words.reserved}
              </StateBadge>
            ),
          }))}
        />
      )}
      {may.reserveChoice && (
        <Actions>
          <LinkButton href={processHref(dossierId, 'keuze')} icon="lock" small>
            {words.reserve}
          </LinkButton>
        </Actions>
      )}
    </Card>
  )
}

function Money({ dossierId, process, request }: Shown) {
  const { money: words } = wordsOf(request.locale).web
  const { money, may } = process
  if (!money && !may.agreeMoney) return null
  return (
    <Card title={words.title} href={processHref(dossierId, 'geld')}>
      {money ? (
        <MoneyPicture money={money} locale={request.locale} now={request.now} />
      ) : (
        <Paragraph soft>{words.empty}</Paragraph>
      )}
      {(may.recordSpending || may.agreeMoney) && (
        <Actions>
          <LinkButton href={processHref(dossierId, 'geld')} icon="coin" small>
            {words.open}
          </LinkButton>
        </Actions>
      )}
    </Card>
  )
}

function Roles({ process, request }: Shown) {
  if (process.phases.length === 0) return null
  return (
    <Card title={wordsOf(request.locale).web.roles.title}>
      <RolePicture phases={process.phases} locale={request.locale} now={request.now} />
    </Card>
  )
}

/** Own room, consultation and the employer's answers: small cards, once they are used. */
function Rooms({ dossierId, process, request }: Shown) {
  const text = wordsOf(request.locale)
  const { room, consultation, employer } = text.web
  return (
    <>
      {process.ownRoom && (
        <Card title={room.title} href={processHref(dossierId, 'ruimte')}>
          <DataList
            look="tight"
            items={(['mandate', 'budget', 'hours', 'knowledge', 'widenedBy'] as const).map((name) => ({
              label: room[name],
              value: <Prose text={process.ownRoom![name]} />,
            }))}
          />
        </Card>
      )}
      {process.consultation && (
        <Card title={consultation.title} href={processHref(dossierId, 'inspraak')}>
          <DataList
            look="tight"
            items={[
              {
                label: consultation.depth,
                value: `${text.depths[process.consultation.depth]}. ${process.consultation.why}`,
              },
              { label: consultation.tempo, value: <Prose text={process.consultation.tempo} /> },
              {
                label: consultation.notConsulted,
                value: listed(
                  process.consultation.notConsulted.map(({ who, reason }) => `${who}: ${reason}`),
                  consultation.nobody,
                ),
              },
            ]}
          />
        </Card>
      )}
      {process.employer && (
        <Card title={employer.title} href={processHref(dossierId, 'werkgever')}>
          <DataList
            look="tight"
            items={[
              ...(['work', 'organisation', 'arrangement', 'people'] as const).map((name) => ({
                label: employer[name],
                value: <Prose text={process.employer![name]} />,
              })),
              { label: employer.by, value: process.employer.role },
            ]}
          />
        </Card>
      )}
    </>
  )
}

/** What is not used yet stands here as a link, and nowhere else: light until used. */
function More({ dossierId, process, dossier, request }: Shown & { dossier: DossierShown }) {
  const { process: words } = wordsOf(request.locale).web
  const { may } = process
  const links = [
    !process.start && may.describeStart && (['start', words.links.start, 'compass'] as const),
    may.describeOwnRoom && (['ruimte', words.links.room, 'door'] as const),
    may.chooseConsultation && (['inspraak', words.links.consultation, 'messages'] as const),
    may.answerAsEmployer && (['werkgever', words.links.employer, 'users'] as const),
  ].filter((one) => one !== false && one !== undefined)
  const canClose = dossier.may.closeDossier
  if (links.length === 0 && !canClose) return null
  return (
    <Card title={words.more}>
      <ul class="schakel-plain-list">
        {links.map(([to, label, icon]) => (
          <li key={to}>
            <Link href={processHref(dossierId, to)} icon={icon}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
      {canClose && (
        <>
          <Paragraph soft small>
            {words.closeLead}
          </Paragraph>
          <Link href={`/dossiers/${dossierId}/afsluiten`} icon="flag-3">
            {words.closeLink}
          </Link>
        </>
      )}
    </Card>
  )
}

export const processPage = page({
  at: '/dossiers/:dossierId/proces',
  nav: 'dossiers',
  load: async (request): Promise<Loaded> => {
    const dossierId = idOf(request, 'dossierId')
    const {
      dossier,
      tabs,
      answers: [process],
    } = await askAbout(request, dossierId, ['readProcess', { dossierId }])
    return { dossier, tabs, process }
  },
  frame: ({ dossier }, request) => ({
    title: `${wordsOf(request.locale).web.process.title}, ${dossier.title}`,
    breadcrumb: crumbs(request, dossier).slice(0, 2),
  }),
  view: ({ dossier, tabs, process }, request) => {
    const text = wordsOf(request.locale)
    const { process: words, track } = text.web
    const { dossierId } = dossier
    const shown = { dossierId, process, request }
    const used = isUsed(process)
    const onTrack = process.phases.length + process.gates.length > 0
    return (
      <Stack>
        <PageHead title={words.title} lead={words.lead} />
        <DossierTabs dossier={dossier} tabs={tabs} current="process" request={request} />
        <Warnings {...shown} />
        {!used && (
          <EmptyState
            icon="compass"
            action={
              process.may.describeStart && (
                <LinkButton href={processHref(dossierId, 'start')} kind="primary">
                  {words.begin}
                </LinkButton>
              )
            }
          >
            {process.may.describeStart ? words.empty : words.emptyForReader}
          </EmptyState>
        )}
        {onTrack && (
          <Card title={track.title}>
            <TrackPicture
              phases={process.phases}
              gates={process.gates}
              dossierId={dossierId}
              locale={request.locale}
              now={request.now}
            />
          </Card>
        )}
        <Columns
          sideLabel={words.beside}
          side={
            <>
              <Gates {...shown} />
              <Choices {...shown} />
              <Money {...shown} />
              <Rooms {...shown} />
              <More {...shown} dossier={dossier} />
            </>
          }
        >
          <Start {...shown} />
          <Phases {...shown} />
          <Uncertainties {...shown} />
          <Roles {...shown} />
        </Columns>
      </Stack>
    )
  },
})
