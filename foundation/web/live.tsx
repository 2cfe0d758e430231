// The parts of a page that follow what happens, and the quiet note that says so.
import { Button, type Children } from './basics.tsx'
import { useWords } from './words.ts'

/** What of this page may be shown anew while somebody looks at it. `part`: its name, once on a page. */
export function Live({ part, children }: Children & { part: string }) {
  return (
    <div class="schakel-live-part" data-live-part={part}>
      {children}
    </div>
  )
}

export interface LiveFollowed {
  readonly dossiers: readonly string[]
  readonly mine: boolean
  /** Where the page stood when it was drawn. */
  readonly after: string
}

/** Empty until there is news: then one polite sentence with a button. Nothing on the page moves before it is pressed. */
export function LiveNote({ live }: { live: LiveFollowed }) {
  const { live: words } = useWords()
  return (
    <div
      class="schakel-live"
      data-live
      data-dossiers={live.dossiers.join(',')}
      data-mine={live.mine ? '1' : '0'}
      data-after={live.after}
      data-one={words.one}
      data-many={words.many}
      data-changed={words.changed}
      data-gone={words.gone}
      data-over={words.over}
      data-off={words.off}
    >
      <span role="status" class="schakel-hidden" data-live-spoken />
      <div class="schakel-live__news" data-live-news hidden>
        <span data-live-words aria-hidden="true" />
        <span data-live-show>
          <Button type="button" kind="primary" small>
            {words.show}
          </Button>
        </span>
      </div>
      <p class="schakel-live__quiet" data-live-quiet hidden />
    </div>
  )
}
