// Every page of the imports.
import type { Page } from '#foundation/web/page.ts'
import { importPage } from './import-page.tsx'
import { importsPage } from './imports-page.tsx'
import { newPages } from './new-page.tsx'

export const pages: readonly Page[] = [importsPage, ...newPages, importPage]
