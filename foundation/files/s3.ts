// Keeps files in a store that speaks S3 (MinIO, Ceph, a cloud inside the EU), when FILES_S3_* says so.
import { createReadStream } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { CompletedPart, S3Client } from '@aws-sdk/client-s3'
import { DIGEST, openDrafts, type Store } from './store.ts'

export interface S3Settings {
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
  /** Before every key: 'schakel/'. */
  readonly prefix: string
}

/** The smallest part that S3 takes is 5 MiB; above `LARGE` a file goes in parts, so that a break costs one part. */
const PART = 8 * 1024 * 1024
const LARGE = 16 * 1024 * 1024

/** Null when no FILES_S3_BUCKET is set; throws one sentence when something else is missing. */
export const s3StoreFrom = (env: NodeJS.ProcessEnv): Store | null => {
  const bucket = env.FILES_S3_BUCKET
  if (!bucket) return null
  const need = (name: string): string => {
    const value = env[name]
    if (!value) throw new Error(`FILES_S3_BUCKET is set, so ${name} must be set as well.`)
    return value
  }
  return s3Store({
    bucket,
    endpoint: need('FILES_S3_ENDPOINT'),
    accessKey: need('FILES_S3_ACCESS_KEY'),
    secretKey: need('FILES_S3_SECRET_KEY'),
    region: env.FILES_S3_REGION || 'eu-west-1',
    prefix: env.FILES_S3_PREFIX ?? '',
  })
}

type Sdk = typeof import('@aws-sdk/client-s3')

export const s3Store = (settings: S3Settings): Store => {
  // Loading it takes a fifth of a second, and most installations keep files on their own disk.
  let loaded: Promise<{ sdk: Sdk; client: S3Client }> | undefined
  const s3 = () => {
    loaded ??= import('@aws-sdk/client-s3').then((sdk) => ({
      sdk,
      client: new sdk.S3Client({
        endpoint: settings.endpoint,
        region: settings.region,
        credentials: { accessKeyId: settings.accessKey, secretAccessKey: settings.secretKey },
        forcePathStyle: true,
        maxAttempts: 4,
        requestHandler: { connectionTimeout: 3_000, requestTimeout: 60_000 },
        // Many stores that speak S3 do not know the newer checksums; the content's own name is its checksum.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
      }),
    }))
    return loaded
  }
  const at = (digest: string) => {
    if (!DIGEST.test(digest)) throw new Error('not a digest')
    return { Bucket: settings.bucket, Key: `${settings.prefix}${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest}` }
  }
  const head = async (digest: string) => {
    const { sdk, client } = await s3()
    try {
      return await client.send(new sdk.HeadObjectCommand(at(digest)))
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  const inParts = async (draft: string, digest: string, size: number): Promise<void> => {
    const { sdk, client } = await s3()
    const { UploadId } = await client.send(new sdk.CreateMultipartUploadCommand(at(digest)))
    try {
      const parts: CompletedPart[] = []
      const handle = await openFile(draft)
      try {
        for (let from = 0, number = 1; from < size; from += PART, number++) {
          // In memory, so that the client can send a part again.
          const Body = Buffer.alloc(Math.min(PART, size - from))
          const { bytesRead } = await handle.read(Body, 0, Body.length, from)
          if (bytesRead !== Body.length) throw new Error('the draft is shorter than it was')
          const { ETag } = await client.send(
            new sdk.UploadPartCommand({ ...at(digest), UploadId, PartNumber: number, Body }),
          )
          parts.push({ ETag, PartNumber: number })
        }
      } finally {
        await handle.close()
      }
      await client.send(
        new sdk.CompleteMultipartUploadCommand({ ...at(digest), UploadId, MultipartUpload: { Parts: parts } }),
      )
    } catch (error) {
      // Parts that nobody completes are kept, and paid for, until somebody says so.
      await client.send(new sdk.AbortMultipartUploadCommand({ ...at(digest), UploadId })).catch(() => {})
      throw error
    }
  }

  let drafts: Promise<string> | undefined
  return {
    drafts: () => {
      drafts ??= openDrafts(join(tmpdir(), `schakel-drafts-${process.getuid?.() ?? 0}`))
      return drafts
    },
    keep: async (draft, digest, size) => {
      // Kept within the last minutes, such as the same attachment in three dossiers: no need to send it again.
      const before = await head(digest)
      if (before?.ContentLength === size && Date.now() - (before.LastModified?.getTime() ?? 0) < 600_000) return
      if (size > LARGE) return inParts(draft, digest, size)
      const { sdk, client } = await s3()
      await client.send(new sdk.PutObjectCommand({ ...at(digest), Body: createReadStream(draft), ContentLength: size }))
    },
    open: async (digest) => {
      const { sdk, client } = await s3()
      const { Body } = await client.send(new sdk.GetObjectCommand(at(digest)))
      return Body as Readable
    },
    has: async (digest) => (await head(digest)) !== null,
    remove: async (digest, unlessSince) => {
      const { sdk, client } = await s3()
      const found = await head(digest)
      if (!found || (found.LastModified?.getTime() ?? 0) >= unlessSince.getTime()) return false
      await client.send(new sdk.DeleteObjectCommand(at(digest)))
      return true
    },
    list: async function* (before) {
      const { sdk, client } = await s3()
      for (let ContinuationToken: string | undefined; ; ) {
        const page = await client.send(
          new sdk.ListObjectsV2Command({ Bucket: settings.bucket, Prefix: settings.prefix, ContinuationToken }),
        )
        for (const { Key = '', LastModified } of page.Contents ?? []) {
          const digest = Key.slice(-64)
          if (DIGEST.test(digest) && LastModified && LastModified < before) yield digest
        }
        ContinuationToken = page.NextContinuationToken
        if (!ContinuationToken) return
      }
    },
  }
}

const isMissing = (error: unknown): boolean => {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } }
  return name === 'NotFound' || name === 'NoSuchKey' || $metadata?.httpStatusCode === 404
}
