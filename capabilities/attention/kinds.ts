// What somebody can be told of: fixed words for each kind, the page it leads to, and how the reader's rows say it is there.

/** What a notice is about, as ids. */
export interface About {
  readonly dossierId: string | null
  readonly openItemId: string | null
  /** Of the room that brings the kind. */
  readonly aboutId: string | null
}

export interface NoticeKind {
  /** The whole mail but its link and foot. It says nothing of what it is about: a mail is a postcard. */
  readonly words: (locale: 'nl' | 'en') => { readonly subject: string; readonly body: string }
  readonly href: (about: About) => string
  /**
   * SQL, run as the reader at the moment of sending, that says whether it is there for them; $1 is the dossier, $2 the open
   * item and $3 the room's own id. The dossier when left out.
   */
  readonly there?: string
}

const kinds = new Map<string, NoticeKind>()

/** For the room that has something to tell: call it once, where the room is put together. */
export const registerNotice = (name: string, kind: NoticeKind): void => {
  kinds.set(name, kind)
}
export const noticeKind = (name: string): NoticeKind | undefined => kinds.get(name)
