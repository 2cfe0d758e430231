// How files come in over HTTP: in a form, or by themselves; checked, stored, and written down as the asker's own.

import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '../access/actor.ts'
import { auditLine } from '../audit/audit.ts'
import { one, type Query, run, type Statement } from '../database/query.ts'
import { conflict, invalid, notAllowed, notSignedIn, Refusal, tooMuch } from '../errors.ts'
import type { Files, StoredFile } from '../files/files.ts'
import { FILE_LOCK } from '../files/store.ts'
import { idFrom, newId } from '../id.ts'
import type { UploadedFile } from '../web/page.ts'
import { API_ROOT } from './api.ts'
import { type Caller, type House, mustActAs } from './handle.ts'
import { callerOf } from './request.ts'

/** Bytes that one person may have waiting, attached to nothing. */
const MOST_WAITING = 500 * 1024 * 1024
const ACT = 'uploads.uploadFile'

export interface MultipartForm {
  readonly fields: Record<string, string[]>
  readonly files: Record<string, UploadedFile[]>
  /** A file that was refused: throw it once the act of the form is known, so that what was typed stays. */
  readonly refusal: Refusal | null
}

/** Adds POST /api/v1/uploads, and answers how a form with files is read. */
export const serveUploads = (
  app: FastifyInstance,
  { house, files, origin }: { readonly house: House; readonly files: Files; readonly origin: string },
): ((request: FastifyRequest, caller: Caller) => Promise<MultipartForm>) => {
  void app.register(async (scope) => {
    // Whatever the content says it is, it is a file: nobody parses it on the way.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_, payload, done) => done(null, payload))
    scope.post(`${API_ROOT}/uploads`, async (request, reply) => {
      const key = request.headers['idempotency-key']
      if (key !== undefined && (typeof key !== 'string' || key.length < 1 || key.length > 200))
        throw invalid('invalid', [{ path: 'Idempotency-Key', code: 'wrongFormat' }])
      const caller = callerOf(request, reply, origin, key)
      const name = nameIn(request.headers['x-file-name'])
      await mayUpload(house, caller)
      const body = request.body as Readable | undefined
      if (!body) throw invalid('files.empty')
      try {
        const stored = await files.take(body, name)
        const upload = await record(house, caller, stored)
        return await reply.code(201).header('cache-control', 'private, no-store').send(upload)
      } catch (error) {
        // The rest is read and forgotten: a connection closed in the sender's face shows no reason.
        request.raw.resume()
        throw error
      }
    })
  })

  return async (request, caller) => {
    await mayUpload(house, caller)
    const fields: Record<string, string[]> = {}
    const found: Record<string, UploadedFile[]> = {}
    let refusal: Refusal | null = null
    // It knows this setting, its types do not: without it one file that is too large loses every word of the form.
    const settings = { throwFileSizeLimit: false } as Parameters<typeof request.parts>[0]
    for await (const part of request.parts(settings)) {
      // A name like __proto__ is a name.
      const add = <T>(to: Record<string, T[]>, value: T) => {
        if (!Object.hasOwn(to, part.fieldname))
          Object.defineProperty(to, part.fieldname, { value: [], enumerable: true })
        to[part.fieldname]!.push(value)
      }
      if (part.type === 'field') {
        add(fields, String(part.value ?? ''))
        continue
      }
      // A file field in which nothing was chosen is sent as an empty file without a name.
      if (!part.filename || refusal) {
        part.file.resume()
        continue
      }
      try {
        const stored = await files.take(part.file, part.filename)
        if (!part.file.truncated) {
          // A form that is sent twice is one act, also with its files: the same key and bytes give the same upload.
          const place = Object.values(found).flat().length
          const again = fields['_key']?.[0] && caller.credential
          const id = again
            ? idFrom(
                `upload ${caller.credential!.digest.toString('hex')} ${fields['_key']![0]} ${place} ${stored.digest}`,
              )
            : newId()
          add(found, await record(house, caller, stored, id))
        }
      } catch (error) {
        part.file.resume()
        if (!(error instanceof Refusal)) throw error
        refusal = error
      }
      // The reader of forms cuts a file off at its limit and says so only here; without its end it may look damaged.
      if (part.file.truncated) refusal = tooMuch(413, 'files.tooLarge')
      if (refusal) {
        refusal = new Refusal(refusal.status, refusal.code, [{ path: part.fieldname, code: refusal.code }])
      }
    }
    return { fields, files: found, refusal }
  }
}

const nameIn = (header: string | string[] | undefined): string => {
  try {
    return decodeURIComponent(typeof header === 'string' ? header : '')
  } catch {
    throw invalid('invalid', [{ path: 'X-File-Name', code: 'wrongFormat' }])
  }
}

const waiting: Query<number | undefined> = one<number>(
  'upload.waiting',
  'select coalesce(sum(size), 0)::text from foundation.upload where person_id = (select access.person())',
)

/** Before a byte is read: is somebody there, may they bring something, and is there room for it. */
const mayUpload = async (house: House, caller: Caller): Promise<Actor> => {
  const { actor, results } = await house.database.read(caller.credential, [waiting])
  if (!actor) throw notSignedIn()
  // What is brought serves a write somewhere; a token that may only read has no use for it.
  if (actor.scopes && !actor.scopes.some((scope) => scope.endsWith(':write'))) throw notAllowed('signin.tokenScope')
  if ((results[0] as number) >= MOST_WAITING) throw tooMuch(429, 'files.tooMany')
  return actor
}

const record = (house: House, caller: Caller, stored: StoredFile, uploadId = newId()): Promise<UploadedFile> => {
  const key = caller.idempotencyKey
  const digest = Buffer.from(stored.digest, 'hex')
  const upload: UploadedFile = { uploadId, name: stored.name, type: stored.type, size: stored.size }
  return house.database.write<UploadedFile>(
    caller.credential,
    [
      // One upload of a person at a time is counted; and none while unused files are being removed (housekeeping.ts).
      run('upload.wait', `select pg_advisory_xact_lock(hashtextextended(coalesce(access.person()::text, ''), 3))`),
      run('upload.use', 'select pg_advisory_xact_lock_shared($1::bigint)', [FILE_LOCK]),
      waiting,
      findByKey(key ?? ''),
    ],
    ({ actor, results }) => {
      if (!actor) throw notSignedIn()
      mustActAs(caller, actor)
      const before = results[3] as { act: string; digest: string; answer: string } | undefined
      if (key && before) {
        if (before.act !== ACT || before.digest !== stored.digest) throw conflict('idempotency.otherRequest')
        return { undo: JSON.parse(before.answer) as UploadedFile }
      }
      if ((results[2] as number) + stored.size > MOST_WAITING) throw tooMuch(429, 'files.tooMany')
      const statements: Statement[] = [
        run(
          'upload.file',
          'insert into foundation.file (digest, size, type) values ($1, $2, $3) on conflict do nothing',
          [digest, stored.size, stored.type],
        ),
        run(
          'upload.put',
          'insert into foundation.upload (id, person_id, digest, name, type, size) values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing',
          [upload.uploadId, actor.personId, digest, upload.name, upload.type, upload.size],
        ),
        auditLine({
          requestId: caller.context.requestId,
          actor,
          act: ACT,
          subjectId: upload.uploadId,
          outcome: 'granted',
          rule: null,
        }),
      ]
      if (key) statements.push(saveKey(actor.personId, key, digest, JSON.stringify(upload)))
      return { commit: statements, answer: upload }
    },
  )
}

const findByKey = (key: string): Query<unknown> =>
  one(
    'upload.findKey',
    `select json_build_object('act', act, 'digest', encode(digest, 'hex'), 'answer', answer)::text
     from foundation.idempotency where person_id = (select access.person()) and key = $1`,
    [key],
  )
const saveKey = (personId: string, key: string, digest: Buffer, answer: string): Statement =>
  run(
    'upload.saveKey',
    'insert into foundation.idempotency (person_id, key, act, digest, answer) values ($1, $2, $3, $4, $5)',
    [personId, key, ACT, digest, answer],
  )
