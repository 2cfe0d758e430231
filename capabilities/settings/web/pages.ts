// Every page about how an organisation arranged Schakel for itself.
import type { Page } from '#foundation/web/page.ts'
import { processingPage } from './processing-page.tsx'
import { keptPage, retentionPage } from './retention-pages.tsx'
import { roomsPage } from './rooms-page.tsx'
import { termsPage } from './terms-page.tsx'

export const pages: readonly Page[] = [roomsPage, termsPage, retentionPage, keptPage, processingPage]
