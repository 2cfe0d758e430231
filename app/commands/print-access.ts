// `npm run print:access`: writes ACCESS.md anew from the policies.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { printAccess } from '../access-table.ts'

writeFileSync(join(import.meta.dirname, '../../ACCESS.md'), printAccess())
