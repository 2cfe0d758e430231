// For administrators: which programs elsewhere are told that something changed, and how they answered.
import { AdminHead, registerAdminTab } from '#capabilities/people/web/admin.tsx'
import {
  Alert,
  Button,
  Card,
  Confirm,
  DataList,
  EmptyState,
  Form,
  formatDate,
  Heading,
  LinkList,
  PageHead,
  Paragraph,
  Row,
  Stack,
  StateBadge,
  Table,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { DeliveryShown, WebhookShown } from '../contract.ts'
import type { Text } from '../text.nl.ts'
import { wordsOf } from './words.ts'

const HERE = '/beheer/koppelingen'
registerAdminTab('webhooks', {
  href: HERE,
  label: (locale) => wordsOf(locale).web.webhooks.tab,
  about: (locale) => wordsOf(locale).web.webhooks.about,
  group: 'moving',
  place: 8,
})

const answerWords = (words: Text['web']['webhooks'], answer: string | null): string =>
  !answer ? words.none_yet : /^\d+$/.test(answer) ? words.status(answer) : (words.answers[answer] ?? answer)

const refusedBy = (request: PageRequest, act: string) =>
  request.refused?.act === act && Object.keys(request.refused.errors).length === 0 ? request.refused.message : null

export const webhooksPage = page<{ organisationName: string; items: readonly WebhookShown[] }>({
  at: HERE,
  load: (request) => request.ask('listWebhooks'),
  frame: (_, request) => ({ title: wordsOf(request.locale).web.webhooks.title }),
  view: ({ organisationName, items }, request) => {
    const words = wordsOf(request.locale).web.webhooks
    const dates = formatDate(request.locale)
    const refused = refusedBy(request, 'addWebhook')
    return (
      <Stack gap="lg">
        <AdminHead request={request} organisationName={organisationName} current="webhooks" />
        <Paragraph>{words.lead}</Paragraph>
        {items.length === 0 ? (
          <EmptyState icon="webhook">{words.none}</EmptyState>
        ) : (
          <LinkList
            label={words.title}
            items={items.map((item) => ({
              key: item.webhookId,
              href: `${HERE}/${item.webhookId}`,
              title: item.description,
              meta: `${item.url} · ${words.last}: ${item.lastAt ? `${answerWords(words, item.lastAnswer)}, ${dates.short(item.lastAt, request.now)}` : words.never}`,
              badge: <StateBadge tone={item.state === 'on' ? 'active' : 'late'}>{words.states[item.state]}</StateBadge>,
            }))}
          />
        )}
        <Card title={words.add}>
          {refused && <Alert kind="error">{refused}</Alert>}
          <Form action={HERE} fields={formFields('addWebhook', request)} label={words.add}>
            <TextInput
              name="url"
              type="url"
              label={words.url}
              hint={words.urlHint}
              required
              maxLength={1000}
              value={typed(request, 'addWebhook', 'url')}
              error={errorOf(request, 'addWebhook', 'url')}
            />
            <TextInput
              name="description"
              label={words.description}
              hint={words.descriptionHint}
              required
              maxLength={200}
              value={typed(request, 'addWebhook', 'description')}
              error={errorOf(request, 'addWebhook', 'description')}
            />
            <Button kind="primary" icon="plus">
              {words.add}
            </Button>
          </Form>
        </Card>
      </Stack>
    )
  },
  forms: {
    addWebhook: {
      input: (form) => ({ url: form.text('url').trim(), description: form.text('description') }),
      then: (answer) => `${HERE}/${answer.webhookId}`,
    },
  },
})

export const webhookPage = page<WebhookShown & { deliveries: readonly DeliveryShown[]; newSecret: string | null }>({
  at: `${HERE}/:webhookId`,
  load: (request) => request.ask('readWebhook', { webhookId: request.params.webhookId! }),
  frame: (webhook, request) => ({
    title: webhook.description,
    breadcrumb: [{ href: HERE, label: wordsOf(request.locale).web.webhooks.title }],
  }),
  view: (webhook, request) => {
    const words = wordsOf(request.locale).web.webhooks
    const dates = formatDate(request.locale)
    return (
      <Stack gap="lg">
        <PageHead
          title={webhook.description}
          lead={webhook.url}
          badges={
            <StateBadge tone={webhook.state === 'on' ? 'active' : 'late'}>{words.states[webhook.state]}</StateBadge>
          }
        />
        {webhook.newSecret && (
          <Alert kind="ok" title={words.secretTitle} live>
            <Paragraph>{words.secret}</Paragraph>
            <p class="nl-paragraph">
              <code>{webhook.newSecret}</code>
            </p>
          </Alert>
        )}
        {webhook.state === 'givenUp' && <Alert kind="warning">{words.givenUp}</Alert>}
        <Card>
          <DataList
            items={[
              {
                label: words.last,
                value: webhook.lastAt
                  ? `${answerWords(words, webhook.lastAnswer)}, ${dates.dayTime(webhook.lastAt, request.now)}`
                  : words.never,
              },
              { label: words.waiting, value: String(webhook.waiting) },
            ]}
          />
          <Row>
            <Form action={request.path} fields={formFields('tryWebhook', request)} inline>
              <Button icon="send">{words.try}</Button>
            </Form>
          </Row>
        </Card>
        <section>
          <Heading level={2}>{words.log}</Heading>
          {webhook.deliveries.length === 0 ? (
            <Paragraph soft>{words.logNone}</Paragraph>
          ) : (
            <Table
              caption={words.log}
              columns={[
                { key: 'happened', label: words.happened, heads: true },
                { key: 'kind', label: words.kind },
                { key: 'state', label: words.state },
                { key: 'answer', label: words.answer },
                { key: 'attempts', label: words.attempts, numeric: true },
              ]}
              rows={webhook.deliveries.map((one) => ({
                key: one.deliveryId,
                cells: {
                  happened: dates.dayTime(one.happenedAt, request.now),
                  kind: words.kinds[one.type] ?? one.type,
                  state:
                    one.nextAt && one.attempts > 0
                      ? `${words.deliveryStates[one.state]}, ${words.nextAt} ${dates.dayTime(one.nextAt, request.now)}`
                      : words.deliveryStates[one.state],
                  answer: answerWords(words, one.answer),
                  attempts: String(one.attempts),
                },
              }))}
            />
          )}
        </section>
        <Confirm label={words.end} icon="trash" small>
          <Paragraph>{words.endSure}</Paragraph>
          <Form action={request.path} fields={formFields('endWebhook', request)} inline>
            <Button kind="danger">{words.end}</Button>
          </Form>
        </Confirm>
      </Stack>
    )
  },
  forms: {
    tryWebhook: {
      input: (_, request) => ({ webhookId: request.params.webhookId! }),
      then: (_, request) => `${request.path}?gedaan=tryWebhook`,
    },
    endWebhook: {
      input: (_, request) => ({ webhookId: request.params.webhookId! }),
      then: () => `${HERE}?gedaan=endWebhook`,
    },
  },
})
