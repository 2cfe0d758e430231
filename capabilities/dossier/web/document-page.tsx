// One document: what it is, and the way to look at it or to keep it.

import type { z } from 'zod'
import {
  Actions,
  Card,
  DataList,
  fileSize,
  Link,
  LinkButton,
  PageHead,
  Stack,
  TimeText,
} from '#foundation/web/components.tsx'
import { page } from '#foundation/web/page.ts'
import type { contract, DossierShown } from '../contract.ts'
import { crumbs } from './dossier-page.tsx'
import { idOf } from './forms.tsx'
import { entryHref } from './journal.tsx'
import { wordsOf } from './words.ts'

type Shown = { document: z.output<typeof contract.readDocument.output>; dossier: DossierShown }

/** What a browser shows by itself; the rest it keeps. */
const SHOWN = /^(image\/(png|jpeg|webp|gif)|application\/pdf|text\/plain)$/

export const documentPage = page({
  at: '/dossiers/:dossierId/stukken/:documentId',
  nav: 'dossiers',
  load: async (request): Promise<Shown> => {
    const dossierId = idOf(request, 'dossierId')
    const [document, dossier] = await request.askTogether(
      ['readDocument', { dossierId, documentId: idOf(request, 'documentId') }],
      ['readDossier', { dossierId }],
    )
    return { document, dossier }
  },
  frame: ({ document, dossier }, request) => ({
    title: document.name,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ document, dossier }, request) => {
    const words = wordsOf(request.locale).web.document
    const content = `/api/v1/dossiers/${dossier.dossierId}/documents/${document.documentId}/content`
    return (
      <Stack>
        <PageHead above={dossier.title} title={document.name} />
        <Card>
          {document.type.startsWith('image/') && SHOWN.test(document.type) && (
            <a href={content} class="schakel-document">
              <img src={content} alt={document.description || document.name} loading="lazy" />
            </a>
          )}
          <DataList
            items={[
              ...(document.description ? [{ label: words.description, value: document.description }] : []),
              { label: words.kind, value: words.types[document.type] ?? document.type },
              { label: words.size, value: fileSize(document.size, request.locale) },
              { label: words.added, value: <TimeText at={document.madeAt} now={request.now} /> },
            ]}
          />
          <Actions>
            {SHOWN.test(document.type) && (
              <LinkButton href={content} kind="primary" icon="eye">
                {words.preview}
              </LinkButton>
            )}
            <LinkButton href={content} icon="download" download={document.name}>
              {words.download}
            </LinkButton>
          </Actions>
          <Link href={entryHref(dossier.dossierId, document.entryId)}>{words.inEntry}</Link>
        </Card>
      </Stack>
    )
  },
})
