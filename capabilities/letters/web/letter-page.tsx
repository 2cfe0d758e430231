// One letter to the council: as a draft for its writers, with the executive to be sent, and sent for the council to read.
import { idOf, Mistakes, Unkept, wrong } from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Alert,
  Button,
  Card,
  Confirm,
  DateField,
  dayOf,
  Form,
  formatDate,
  Heading,
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
import type { LetterShown, PartShown } from '../contract.ts'
import { composeHref, kindWord, letterHref, PATH, stateTone, wordsOf } from './words.ts'

const isDraft = (letter: LetterShown) => letter.state === 'draft' || letter.state === 'college'

/** Each line with the number of its source; what has none was written for the letter. */
function Parts({ letter, request }: { letter: LetterShown; request: PageRequest }) {
  const { letter: words } = wordsOf(request.locale).web
  const { paper } = wordsOf(request.locale)
  let source = 0
  return (
    <>
      {letter.parts.map((part, i) => {
        if (part.kind === 'heading')
          return (
            <Heading level={2} look={3} key={i}>
              {part.text}
            </Heading>
          )
        if (part.kind === 'own') return <Prose key={i} text={part.text ?? ''} />
        source += 1
        return (
          <div key={i} id={`zin-${source}`}>
            <p class="nl-paragraph schakel-prose">
              {part.text ?? paper.lineGone}{' '}
              <a class="nl-link schakel-small" href={`#bron-${source}`} aria-label={words.note(source)}>
                [{source}]
              </a>
            </p>
            {isDraft(letter) && !part.released && <Alert kind="warning">{words.notReleased}</Alert>}
          </div>
        )
      })}
    </>
  )
}

const linesOf = (letter: LetterShown): PartShown[] => letter.parts.filter((part) => part.kind === 'line')

/** Where each sentence comes from. Who is signed in can read the line itself; its address says nothing to others. */
function Origin({ letter, request }: { letter: LetterShown; request: PageRequest }) {
  const { letter: words } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  const lines = linesOf(letter)
  if (lines.length === 0) return null
  return (
    <Card title={words.origin}>
      <ol class="schakel-numbered">
        {lines.map((part, i) => {
          const said = words.source(kindWord(request.locale, part.lineKind), dates.date(part.occurredAt ?? ''))
          return (
            <li key={part.entryId} id={`bron-${i + 1}`}>
              {request.actor ? <Link href={`/dossiers/${letter.dossierId}/regels/${part.entryId}`}>{said}</Link> : said}{' '}
              (
              <a class="nl-link" href={`#zin-${i + 1}`}>
                {words.back(i + 1)}
              </a>
              )
            </li>
          )
        })}
      </ol>
      <Paragraph small soft>
        {words.ownMarked}
      </Paragraph>
    </Card>
  )
}

function Facts({ letter, request }: { letter: LetterShown; request: PageRequest }) {
  const { web, paper } = wordsOf(request.locale)
  const dates = formatDate(request.locale)
  return (
    <>
      {letter.correctedBy && (
        <Alert kind="warning">
          {web.letter.correctedBy}{' '}
          <Link href={letterHref(letter.correctedBy.letterId)}>{letter.correctedBy.title}</Link>
        </Alert>
      )}
      {letter.struck.map(({ entryId, at, ground, byRole }) => (
        <Alert kind="warning" key={entryId}>
          {paper.struck(dates.date(at), ground, byRole)}
        </Alert>
      ))}
      {letter.returned && (
        <Alert kind="warning">
          {web.letter.returned} {letter.returned.reason}
        </Alert>
      )}
      {letter.discussion && (
        <Alert kind="info">
          {web.letter.discussed(dates.date(letter.discussion.discussedOn))} {letter.discussion.words}
        </Alert>
      )}
      {letter.corrects && (
        <Paragraph>
          {web.letter.corrects} <Link href={letterHref(letter.corrects.letterId)}>{letter.corrects.title}</Link>
        </Paragraph>
      )}
      <p class="nl-paragraph schakel-meta">
        {[
          `${paper.to}: ${paper.council(letter.organisationName)}`,
          `${paper.from}: ${paper.college(letter.organisationName)}`,
          letter.reference && paper.number(letter.reference.year, letter.reference.number),
          letter.sentAt && web.letter.delivered(dates.date(letter.sentAt)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  )
}

function ReasonForm({ label, request }: { label: string; request: PageRequest }) {
  const { letter: words } = wordsOf(request.locale).web
  const act = 'returnLetter'
  return (
    <Confirm label={label} open={request.refused?.act === act}>
      <Form action={request.path} fields={formFields(act, request)}>
        <Mistakes request={request} act={act} fields={{ reason: words.reason }} />
        <TextArea
          name="reason"
          label={words.reason}
          rows={2}
          maxLength={2000}
          required
          value={typed(request, act, 'reason')}
          error={wrong(request, act, 'reason')}
        />
        <Button>{label}</Button>
      </Form>
    </Confirm>
  )
}

/** What this reader can do with the letter now. */
function Acts({ letter, request }: { letter: LetterShown; request: PageRequest }) {
  const { letter: words } = wordsOf(request.locale).web
  const { may = {} } = letter
  const act = (name: string) => formFields(name, request)
  return (
    <>
      {may.submitLetter && (
        <Card title={words.submit}>
          <Paragraph soft>{words.submitText}</Paragraph>
          <Mistakes request={request} act="submitLetter" fields={{}} />
          <Form action={request.path} fields={act('submitLetter')}>
            <Actions>
              <Button kind="primary" icon="send">
                {words.submit}
              </Button>
              <LinkButton href={composeHref(letter.letterId)} icon="pencil">
                {words.compose}
              </LinkButton>
            </Actions>
          </Form>
          {letter.share !== null && (
            <Paragraph small soft>
              {words.share(Math.round(letter.share * 100))} {words.shareHint}
            </Paragraph>
          )}
        </Card>
      )}
      {may.sendLetter && (
        <Card title={words.send}>
          <Paragraph soft>{words.sendText}</Paragraph>
          <Form action={request.path} fields={act('sendLetter')}>
            <Mistakes request={request} act="sendLetter" fields={{ decidedOn: words.decidedOn }} />
            <DateField
              name="decidedOn"
              label={words.decidedOn}
              value={typed(request, 'sendLetter', 'decidedOn', dayOf(request.now))}
              error={wrong(request, 'sendLetter', 'decidedOn')}
              required
            />
            <Button kind="primary" icon="send">
              {words.send}
            </Button>
          </Form>
        </Card>
      )}
      {may.returnLetter && <ReasonForm label={may.sendLetter ? words.giveBack : words.takeBack} request={request} />}
      {may.recordDiscussion && (
        <Card title={words.discuss}>
          <Form action={request.path} fields={act('recordDiscussion')}>
            <Mistakes
              request={request}
              act="recordDiscussion"
              fields={{ discussedOn: words.discussedOn, words: words.discussedWords }}
            />
            <DateField
              name="discussedOn"
              label={words.discussedOn}
              value={typed(request, 'recordDiscussion', 'discussedOn', dayOf(request.now))}
              error={wrong(request, 'recordDiscussion', 'discussedOn')}
              required
            />
            <TextArea
              name="words"
              label={words.discussedWords}
              hint={words.discussedHint}
              rows={2}
              maxLength={2000}
              required={false}
              value={typed(request, 'recordDiscussion', 'words')}
              error={wrong(request, 'recordDiscussion', 'words')}
            />
            <Button>{words.discuss}</Button>
          </Form>
        </Card>
      )}
      {may.discardLetter && (
        <Confirm label={words.discard} kind="danger" small>
          <Form action={request.path} fields={act('discardLetter')}>
            <Paragraph>{words.discardText}</Paragraph>
            <Button kind="danger">{words.discard}</Button>
          </Form>
        </Confirm>
      )}
    </>
  )
}

export const letterPage = page({
  at: `${PATH}/:letterId`,
  open: true,
  load: (request) => request.ask<LetterShown>('readLetter', { letterId: idOf(request, 'letterId') }),
  ofOrganisation: (letter) => letter.organisationId,
  frame: (letter, request) => ({
    title: letter.title,
    narrow: true,
    breadcrumb: [{ href: PATH, label: wordsOf(request.locale).web.list.title }],
  }),
  view: (letter, request) => {
    const text = wordsOf(request.locale)
    const { letter: words } = text.web
    const files = letterHref(letter.letterId)
    return (
      <Stack>
        <Unkept
          request={request}
          shown={['submitLetter', 'sendLetter', 'returnLetter', 'recordDiscussion', 'discardLetter'].map(
            (act) => letter.may?.[act] && act,
          )}
        />
        <PageHead
          title={letter.title}
          above={letter.dossierTitle}
          badges={<StateBadge tone={stateTone[letter.state]}>{text.states[letter.state]}</StateBadge>}
        />
        <Facts letter={letter} request={request} />
        {letter.erasedGround ? (
          <Alert kind="info">
            {words.erased} {letter.erasedGround}
          </Alert>
        ) : (
          <article class="schakel-stack">
            <Parts letter={letter} request={request} />
          </article>
        )}
        <Origin letter={letter} request={request} />
        <Card title={words.download}>
          <Actions>
            <LinkButton href={`${files}/brief.pdf`} icon="file-type-pdf">
              {words.pdf}
            </LinkButton>
            <LinkButton href={`${files}/brief.odt`} icon="file-text" download>
              {words.odt}
            </LinkButton>
          </Actions>
        </Card>
        <Acts letter={letter} request={request} />
        {request.actor && <Link href={`/dossiers/${letter.dossierId}/brieven`}>{words.toDossier}</Link>}
      </Stack>
    )
  },
  forms: {
    submitLetter: {
      input: (_, request) => ({ letterId: idOf(request, 'letterId') }),
      then: (_, request) => `${letterHref(idOf(request, 'letterId'))}?gedaan=submitLetter`,
    },
    returnLetter: {
      input: (form, request) => ({ letterId: idOf(request, 'letterId'), reason: form.text('reason') }),
      // The executive that gave it back no longer sees the draft.
      then: () => `${PATH}?gedaan=returnLetter`,
    },
    sendLetter: {
      input: (form, request) => ({ letterId: idOf(request, 'letterId'), decidedOn: form.text('decidedOn') }),
      then: (_, request) => `${letterHref(idOf(request, 'letterId'))}?gedaan=sendLetter`,
    },
    recordDiscussion: {
      input: (form, request) => ({
        letterId: idOf(request, 'letterId'),
        discussedOn: form.text('discussedOn'),
        words: form.text('words'),
      }),
      then: (_, request) => `${letterHref(idOf(request, 'letterId'))}?gedaan=recordDiscussion`,
    },
    discardLetter: {
      input: (_, request) => ({ letterId: idOf(request, 'letterId') }),
      then: () => `${PATH}?gedaan=discardLetter`,
    },
  },
})
