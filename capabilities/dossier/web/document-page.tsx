// One document: what it is, what it looks like, its words, its versions, and a new version.

import type { z } from 'zod'
import {
  Actions,
  Alert,
  AudienceChoice,
  Button,
  Card,
  DataList,
  Details,
  FileField,
  Form,
  fileSize,
  Link,
  LinkButton,
  LinkList,
  PageHead,
  Paragraph,
  Prose,
  Stack,
  StateBadge,
  TextArea,
  TimeText,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { contract, DossierShown } from '../contract.ts'
import { crumbs } from './dossier-page.tsx'
import { idOf, Mistakes, wrong } from './forms.tsx'
import { entryHref } from './journal.tsx'
import { audienceOptions, wordsOf } from './words.ts'

type Document = z.output<typeof contract.readDocument.output>
/** What the room that reads documents answers. */
type Words = { readonly pages: readonly string[]; readonly state: 'waiting' | 'read' | 'empty' | 'unreadable' }
type Shown = { document: Document; dossier: DossierShown; words: Words }
const ACT = 'addVersion'

/** What a browser shows by itself; the rest it keeps. */
const SHOWN = /^(image\/(png|jpeg|webp|gif)|text\/plain)$/

const hrefOf = (dossierId: string, documentId: string) => `/dossiers/${dossierId}/stukken/${documentId}`

export const documentPage = page({
  at: '/dossiers/:dossierId/stukken/:documentId',
  nav: 'dossiers',
  load: async (request): Promise<Shown> => {
    const dossierId = idOf(request, 'dossierId')
    const documentId = idOf(request, 'documentId')
    const [document, dossier, words] = await request.askTogether(
      ['readDocument', { dossierId, documentId }],
      ['readDossier', { dossierId }],
      ['readDocumentText', { dossierId, documentId }],
    )
    return { document, dossier, words }
  },
  frame: ({ document, dossier }, request) => ({
    title: document.name,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ document, dossier, words: said }, request) => {
    const words = wordsOf(request.locale).web.document
    const address = `/api/v1/dossiers/${dossier.dossierId}/documents/${document.documentId}`
    const [newest] = document.versions
    return (
      <Stack>
        <PageHead title={document.name} />
        {newest && newest.documentId !== document.documentId && (
          <Alert kind="info">
            {words.newerExists} <Link href={hrefOf(dossier.dossierId, newest.documentId)}>{words.toNewest}</Link>
          </Alert>
        )}
        <Card>
          <DataList
            items={[
              ...(document.description ? [{ label: words.description, value: document.description }] : []),
              { label: words.kind, value: words.types[document.type] ?? document.type },
              { label: words.size, value: fileSize(document.size, request.locale) },
              { label: words.added, value: <TimeText at={document.madeAt} now={request.now} /> },
            ]}
          />
          <Actions>
            <LinkButton href={`${address}/content`} kind="primary" icon="download" download={document.name}>
              {words.download}
            </LinkButton>
            {SHOWN.test(document.type) && (
              <LinkButton href={`${address}/content`} icon="eye">
                {words.preview}
              </LinkButton>
            )}
          </Actions>
          <Link href={entryHref(dossier.dossierId, document.entryId)}>{words.inEntry}</Link>
        </Card>
        <Preview document={document} address={address} words={said} request={request} />
        <Versions document={document} dossier={dossier} request={request} />
        {document.may.addVersion && <NewVersion document={document} dossier={dossier} request={request} />}
      </Stack>
    )
  },
  forms: {
    addVersion: {
      files: true,
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        documentId: idOf(request, 'documentId'),
        uploadId: form.files('uploadId')[0]?.uploadId,
        text: form.text('text'),
        ...(form.optional('audience') ? { audience: Number(form.text('audience')) } : {}),
      }),
      then: (answer, request) => `${hrefOf(idOf(request, 'dossierId'), answer.documentId)}?gedaan=addVersion`,
    },
  },
})

/** Pictures of the pages, for who looks; the words, for who listens. Nothing of the file itself is run. */
function Preview({
  document,
  address,
  words: said,
  request,
}: {
  document: Document
  address: string
  words: Words
  request: PageRequest
}) {
  const words = wordsOf(request.locale).web.document
  const { pages, description, name } = document
  const isPicture = document.type.startsWith('image/')
  if (pages === 0 && said.pages.length === 0)
    return said.state === 'waiting' ? <Paragraph soft>{words.textWaiting}</Paragraph> : null
  return (
    <Card title={words.pages}>
      {pages > 0 && (
        <ol class="schakel-pages">
          {Array.from({ length: pages }, (_, i) => (
            <li key={i}>
              <img
                src={`${address}/pages/${i + 1}`}
                alt={isPicture ? description || name : words.page(i + 1, pages)}
                loading="lazy"
              />
            </li>
          ))}
        </ol>
      )}
      {said.pages.length > pages && pages > 0 && <Paragraph soft>{words.onlyFirst}</Paragraph>}
      {said.pages.length > 0 && (
        <Details summary={words.asText} open={pages === 0}>
          {said.pages.map((text, i) => (
            <Prose key={i} text={text} />
          ))}
        </Details>
      )}
    </Card>
  )
}

function Versions({ document, dossier, request }: { document: Document; dossier: DossierShown; request: PageRequest }) {
  const words = wordsOf(request.locale).web.document
  if (document.versions.length < 2) return null
  return (
    <Card title={words.versions}>
      <LinkList
        label={words.versions}
        items={document.versions.map((version, i) => ({
          key: version.documentId,
          href: hrefOf(dossier.dossierId, version.documentId),
          title: `${words.version(version.number)}: ${version.name}`,
          meta: <TimeText at={version.madeAt} now={request.now} />,
          badge:
            version.documentId === document.documentId ? (
              <StateBadge tone="active" icon="eye">
                {words.thisVersion}
              </StateBadge>
            ) : (
              i === 0 && <StateBadge tone="done">{words.newest}</StateBadge>
            ),
        }))}
      />
    </Card>
  )
}

function NewVersion({
  document,
  dossier,
  request,
}: {
  document: Document
  dossier: DossierShown
  request: PageRequest
}) {
  const text = wordsOf(request.locale)
  const words = text.web.document
  return (
    <Card title={words.addVersion}>
      <Mistakes
        request={request}
        act={ACT}
        fields={{ uploadId: words.versionFile, text: words.versionText, audience: words.versionFor }}
      />
      <Form
        action={hrefOf(dossier.dossierId, document.documentId)}
        files
        fields={formFields(ACT, request)}
        keep={`version-of-${document.documentId}`}
        label={words.addVersion}
      >
        <FileField name="uploadId" label={words.versionFile} error={wrong(request, ACT, 'uploadId')} />
        <TextArea
          name="text"
          label={words.versionText}
          hint={words.versionTextHint}
          rows={2}
          maxLength={8000}
          value={typed(request, ACT, 'text')}
          error={wrong(request, ACT, 'text')}
        />
        <AudienceChoice
          label={words.versionFor}
          options={audienceOptions(text, dossier.reach, dossier.ceiling, dossier, false)}
          value={typed(request, ACT, 'audience', String(Math.max(document.audience, dossier.reach)))}
          error={wrong(request, ACT, 'audience')}
        />
        <Actions>
          <Button kind="primary" icon="versions">
            {words.addVersion}
          </Button>
        </Actions>
      </Form>
    </Card>
  )
}
