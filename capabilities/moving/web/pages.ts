// Every page of moving out and in.
import type { Page } from '#foundation/web/page.ts'
import { minePage } from './mine-page.tsx'
import { packagesPage } from './packages-page.tsx'
import { webhookPage, webhooksPage } from './webhook-pages.tsx'

export const pages: readonly Page[] = [packagesPage, minePage, webhooksPage, webhookPage]
