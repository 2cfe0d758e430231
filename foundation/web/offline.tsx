// What the frame of every page says about work without reception; hidden until there is something to say.
import { Actions, Button, Heading, Paragraph, Stack } from './basics.tsx'
import { Icon } from './icon.tsx'
import { useWords } from './words.ts'

export function OfflineNotes({ outboxHref }: { outboxHref?: string }) {
  const { offline: words } = useWords()
  return (
    <>
      <p
        class="schakel-live__quiet"
        data-offline-note={words.kept}
        data-offline-write={words.keptForm}
        data-offline-back={words.back}
        hidden
      />
      <a
        class="nl-link schakel-waiting"
        href={outboxHref}
        data-outbox-note
        data-one={words.one}
        data-many={words.many}
        data-refused-one={words.refusedOne}
        data-refused-many={words.refusedMany}
        hidden
      >
        <Icon name="clock-hour-4" size={18} />
        <span data-outbox-words />
      </a>
      <span role="status" class="schakel-hidden" data-outbox-spoken />
      <dialog class="schakel-dialog" aria-labelledby="uitloggen-wacht" data-outbox-leave>
        <Stack gap="sm">
          <Heading level={2} id="uitloggen-wacht">
            {words.leaveTitle}
          </Heading>
          <Paragraph>{words.leave}</Paragraph>
          <Actions>
            <span data-outbox-stay>
              <Button type="button" kind="primary">
                {words.stay}
              </Button>
            </span>
            <span data-outbox-go>
              <Button type="button" kind="danger">
                {words.go}
              </Button>
            </span>
          </Actions>
        </Stack>
      </dialog>
    </>
  )
}
