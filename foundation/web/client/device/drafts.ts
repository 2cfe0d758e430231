// What another app shared into a new line, until it is written.
import { current, store, unseal, unsealText } from './store.ts'

export interface Draft {
  readonly text: string
  readonly files: readonly File[]
}

export const readDraft = async (id: string): Promise<Draft | undefined> => {
  const mine = await current()
  const db = await store()
  const sealed = await db.get('drafts', id)
  if (!mine || sealed?.personId !== mine.personId) return undefined
  const { text, files } = JSON.parse(await unsealText(mine.key, sealed)) as {
    text: string
    files: { name: string; type: string }[]
  }
  const found = await Promise.all(
    files.map(async ({ name, type }, n) => {
      const bytes = await db.get('drafts', `${id}:${n}`)
      return bytes ? [new File([await unseal(mine.key, bytes)], name, { type })] : []
    }),
  )
  return { text, files: found.flat() }
}

/** It is written, or nobody came back for it within a day. */
export const forgetDraft = async (id?: string): Promise<void> => {
  const db = await store()
  for (const key of await db.getAllKeys('drafts')) {
    const at = (await db.get('drafts', key))?.at ?? 0
    if ((id && key.startsWith(id)) || at < Date.now() - 86_400_000) await db.delete('drafts', key)
  }
}
