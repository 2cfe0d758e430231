// Every page of handing over, and what it brings to a dossier and to Vandaag.
import type { Page } from '#foundation/web/page.ts'
import { handoverPage } from './handover-page.tsx'
import { handoversPage } from './handovers-page.tsx'
import './in-dossier.tsx'

export const pages: readonly Page[] = [handoversPage, handoverPage]
