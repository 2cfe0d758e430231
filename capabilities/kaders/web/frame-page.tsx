// One frame as everybody reads it: what it is for, what is fixed and what can move, its source and its versions.
import { idOf } from '#capabilities/dossier/web/forms.tsx'
import {
  Alert,
  Card,
  Columns,
  DataList,
  formatDate,
  Heading,
  Link,
  LinkButton,
  PageHead,
  Paragraph,
  Prose,
  Stack,
  StateBadge,
  type StateTone,
} from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import type { FrameShown, VersionShown } from '../contract.ts'
import { frameHref, PATH, wordsOf } from './words.ts'

export const stateTone: Record<FrameShown['state'], StateTone> = { coming: 'wait', valid: 'active', ended: 'closed' }

/** The version that the address asks for: a decision of last year leads to what held then. */
const versionOf = (frame: FrameShown, request: PageRequest): VersionShown =>
  frame.versions.find((version) => String(version.number) === request.query.versie) ?? frame.current

const validity = (version: VersionShown, request: PageRequest): string => {
  const { frame } = wordsOf(request.locale).web
  const { date } = formatDate(request.locale)
  return version.validUntil
    ? frame.between(date(version.validFrom), date(version.validUntil))
    : frame.from(date(version.validFrom))
}

function Standing({ frame, shown, request }: { frame: FrameShown; shown: VersionShown; request: PageRequest }) {
  const { frame: words } = wordsOf(request.locale).web
  const { date } = formatDate(request.locale)
  return (
    <>
      {frame.ending && (
        <Alert kind="warning" title={words.ended}>
          <Paragraph>{words.endedOn(date(frame.ending.endsOn))}</Paragraph>
          <Prose text={frame.ending.reason} />
        </Alert>
      )}
      {frame.state === 'coming' && !frame.ending && (
        <Alert>
          <Paragraph>{words.coming(date(frame.current.validFrom))}</Paragraph>
        </Alert>
      )}
      {shown.number !== frame.current.number && (
        <Alert kind="warning">
          <Paragraph>
            {words.older} <Link href={frameHref(frame.frameId)}>{words.toCurrent}</Link>
          </Paragraph>
        </Alert>
      )}
    </>
  )
}

function Facts({ frame, shown, request }: { frame: FrameShown; shown: VersionShown; request: PageRequest }) {
  const { frame: words } = wordsOf(request.locale).web
  return (
    <Card title={words.facts}>
      <DataList
        look="tight"
        items={[
          {
            label: words.source,
            value: (
              <>
                {shown.source}
                {shown.sourceLink && (
                  <>
                    <br />
                    <Link href={shown.sourceLink} icon="external-link" rel="noreferrer">
                      {words.readSource}
                    </Link>
                  </>
                )}
              </>
            ),
          },
          { label: words.body, value: shown.competentBody },
          { label: words.owner, value: shown.ownerRole },
          {
            label: words.organisation,
            value: <Link href={`${PATH}?van=${frame.organisationId}`}>{frame.organisationName}</Link>,
          },
          { label: words.validity, value: validity(shown, request) },
        ]}
      />
    </Card>
  )
}

function Versions({ frame, shown, request }: { frame: FrameShown; shown: VersionShown; request: PageRequest }) {
  const { frame: words } = wordsOf(request.locale).web
  return (
    <Card title={words.versions}>
      <ul class="schakel-plain-list">
        {frame.versions.map((version) => (
          <li key={version.frameVersionId}>
            {version.number === shown.number ? (
              <strong>
                {words.version(version.number)} ({words.thisOne})
              </strong>
            ) : (
              <Link href={frameHref(frame.frameId, version.number)}>{words.version(version.number)}</Link>
            )}
            <p class="schakel-meta">{validity(version, request)}</p>
            {version.reason && (
              <Paragraph small>
                {words.changed} {version.reason}
              </Paragraph>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

export const framePage = page({
  at: `${PATH}/:frameId`,
  open: true,
  load: (request) => request.ask<FrameShown>('readFrame', { frameId: idOf(request, 'frameId') }),
  ofOrganisation: (frame) => frame.organisationId,
  frame: (frame, request) => ({
    title: versionOf(frame, request).title,
    breadcrumb: [{ href: PATH, label: wordsOf(request.locale).web.frames }],
  }),
  view: (frame, request) => {
    const text = wordsOf(request.locale)
    const { frame: words } = text.web
    const shown = versionOf(frame, request)
    const parts = [
      [words.purpose, shown.purpose],
      [words.fixed, shown.fixed],
      [words.movable, shown.movable],
      [words.room, text.room[frame.rank] ?? ''],
    ] as const
    return (
      <Stack>
        <PageHead
          title={shown.title}
          above={text.ranks[frame.rank]}
          badges={<StateBadge tone={stateTone[frame.state]}>{text.frameStates[frame.state]}</StateBadge>}
          actions={
            frame.may?.changeFrame && (
              <LinkButton href={`${frameHref(frame.frameId)}/wijzigen`} icon="edit">
                {words.change}
              </LinkButton>
            )
          }
        />
        <Columns
          sideLabel={words.facts}
          side={
            <>
              <Facts frame={frame} shown={shown} request={request} />
              <Versions frame={frame} shown={shown} request={request} />
            </>
          }
        >
          <Standing frame={frame} shown={shown} request={request} />
          {parts.map(([title, words]) => (
            <Stack gap="xs" key={title}>
              <Heading level={2} look={3}>
                {title}
              </Heading>
              <Prose text={words} />
            </Stack>
          ))}
        </Columns>
      </Stack>
    )
  },
})
