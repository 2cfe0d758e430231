// Every page of the overview.
import type { Page } from '#foundation/web/page.ts'
import { overviewPage } from './overview-page.tsx'

export const pages: readonly Page[] = [overviewPage]
