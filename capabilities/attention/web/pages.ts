// Every page of attention, and what it brings to the pages of a dossier.
import type { Page } from '#foundation/web/page.ts'
import { attentionPage } from './attention-page.tsx'
import { followPage } from './in-dossier.tsx'
import { unsubscribePage } from './unsubscribe-page.tsx'

/** `publicKey`: by which a push service knows this installation. */
export const pages = (publicKey: string): readonly Page[] => [attentionPage(publicKey), followPage, unsubscribePage]
