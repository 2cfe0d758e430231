// Where files are kept in this installation, and how they come in.
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { takeFile } from '#foundation/files/check.ts'
import { diskStore } from '#foundation/files/disk.ts'
import type { Files } from '#foundation/files/files.ts'
import { s3StoreFrom } from '#foundation/files/s3.ts'
import type { House } from '#foundation/http/handle.ts'
import type { PageHost } from '#foundation/http/pages.ts'
import { serveUploads } from '#foundation/http/uploads.ts'
import type { Config } from './config.ts'

export interface OpenFiles {
  readonly files: Files
  readonly store: ReturnType<typeof diskStore>
  serveUploads(app: FastifyInstance, house: House, config: Config): PageHost['readMultipart']
}

export const openFiles = (config: Config): OpenFiles => {
  const store = s3StoreFrom(config.env) ?? diskStore(join(config.dataDir, 'files'))
  const files = takeFile(store, config.maximumUpload)
  return { files, store, serveUploads: (app, house) => serveUploads(app, { house, files, origin: config.origin }) }
}
