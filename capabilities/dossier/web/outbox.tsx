// What waits on this device to be sent, on the page for a new line: drawn by a script from what the device keeps, with
// the words and shapes that stand here. Without a script nothing waits, and nothing of this is seen.
import {
  Actions,
  Button,
  Card,
  CheckboxField,
  Details,
  Heading,
  Paragraph,
  Select,
  Stack,
} from '#foundation/web/components.tsx'
import type { PageRequest } from '#foundation/web/page.ts'
import { wordsOf } from './words.ts'

/** In the form itself: it is kept here, or something is still missing. */
export function OutboxSaved({ request, dossierId }: { request: PageRequest; dossierId?: string }) {
  const { outbox } = wordsOf(request.locale).web
  return (
    <p
      class="schakel-kept"
      role="status"
      tabIndex={-1}
      data-outbox-saved={outbox.saved}
      data-missing={outbox.missing}
      data-full={outbox.full}
      data-dossier={dossierId}
      hidden
    >
      {' '}
    </p>
  )
}

export function Outbox({ request }: { request: PageRequest }) {
  const { outbox } = wordsOf(request.locale).web
  return (
    <section
      id="wachtrij"
      class="schakel-stack schakel-stack--sm"
      aria-labelledby="wachtrij-titel"
      data-outbox-list
      data-waiting={outbox.waiting}
      data-refused={outbox.refused}
      data-written={outbox.written}
      data-other-role={outbox.otherRole}
      data-unknown={outbox.unknown}
      data-too-old={outbox.tooOld}
      data-copied={outbox.copied}
      data-file={outbox.file}
      data-own={outbox.own}
      hidden
    >
      <Heading level={2} id="wachtrij-titel">
        {outbox.title}
      </Heading>
      <Paragraph soft>{outbox.lead}</Paragraph>
      <Actions>
        <span data-outbox-try>
          <Button type="button" small icon="refresh">
            {outbox.tryNow}
          </Button>
        </span>
      </Actions>
      <ol class="schakel-plain-list schakel-stack schakel-stack--sm" data-outbox-items />
      <template data-outbox-item>
        <li>
          <Card>
            <Stack gap="xs">
              <p class="nl-paragraph">
                <span class="schakel-waiting-state" data-slot="state" />
              </p>
              <Heading level={3} look={5}>
                <span data-slot="place" />
              </Heading>
              <p class="nl-paragraph schakel-waiting-words" data-slot="words" />
              <p class="schakel-meta" data-slot="written" />
              <ul class="schakel-plain-list" data-slot="files" />
              <p class="nl-paragraph" data-slot="reason" />
              <Actions>
                <span data-slot="copy">
                  <Button type="button" small icon="copy">
                    {outbox.copy}
                  </Button>
                </span>
              </Actions>
              <div data-slot="elsewhere">
                <Stack gap="xs">
                  <Select
                    name="wachtrij-dossier"
                    label={outbox.elsewhere}
                    empty={wordsOf(request.locale).web.quick.choose}
                    options={[]}
                  />
                  <CheckboxField name="wachtrij-notitie" label={outbox.asNote} />
                  <Actions>
                    <span data-slot="send">
                      <Button type="button" small kind="primary">
                        {outbox.sendThere}
                      </Button>
                    </span>
                  </Actions>
                </Stack>
              </div>
              <Details summary={outbox.discard}>
                <Stack gap="xs">
                  <Paragraph>{outbox.discardAsk}</Paragraph>
                  <Actions>
                    <span data-slot="discard">
                      <Button type="button" small kind="danger">
                        {outbox.discardYes}
                      </Button>
                    </span>
                  </Actions>
                </Stack>
              </Details>
            </Stack>
          </Card>
        </li>
      </template>
    </section>
  )
}
