// For administrators: every word of the work, what the organisation calls it, and packs of words to share.
import { AdminHead, registerAdminTab } from '#capabilities/people/web/admin.tsx'
import {
  Actions,
  Alert,
  Button,
  Card,
  Confirm,
  EmptyState,
  FileField,
  Form,
  Hidden,
  Link,
  LinkButton,
  Paragraph,
  Stack,
  Table,
  TextInput,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page } from '#foundation/web/page.ts'
import type { ConceptShown, WordShown } from '../contract.ts'
import { wordsOf } from './words.ts'

export const WORDS = '/beheer/woorden'
registerAdminTab('vocabulary', {
  href: WORDS,
  label: (locale) => wordsOf(locale).web.words.tab,
  about: (locale) => wordsOf(locale).web.words.about,
  group: 'words',
  place: 0,
})

export const withArticle = ({ article, singular, plural }: WordShown) =>
  `${article ? `${article} ` : ''}${singular}${plural === singular ? '' : `, ${plural}`}`

/** What was wrong with a file that was brought in: told in the address, from a list that we know. */
const FileError = ({ request }: { request: PageRequest }) => {
  const { web, refusals } = wordsOf(request.locale)
  const { fout: code, woord: word = '', rij: row = '' } = request.query
  if (!code) return null
  const known: Record<string, string> = {
    packMissing: refusals.packMissing,
    packUnreadable: refusals.packUnreadable,
    unknownConcept: refusals.unknownConcept,
    sameWord: refusals.sameWord.replace('{other}', word),
    twice: refusals.twice.replace('{word}', word),
  }
  const sentence = Object.hasOwn(known, code) ? known[code]! : web.words.wordWrong
  return (
    <Alert kind="error" title={web.words.fileErrorTitle} live>
      <Paragraph>
        {sentence} {/^\d{1,3}$/.test(row) && web.words.row(row)}
      </Paragraph>
    </Alert>
  )
}

export const wordsPage = page<{ organisationName: string; items: readonly ConceptShown[] }>({
  at: WORDS,
  load: (request) => request.ask('listWords', { query: (request.query.zoek ?? '').slice(0, 100) }),
  frame: (_, request) => ({ title: wordsOf(request.locale).web.words.tab }),
  view: ({ organisationName, items }, request) => {
    const { words } = wordsOf(request.locale).web
    const asked = request.query.zoek ?? ''
    const cell = (language: 'nl' | 'en', item: ConceptShown) => (
      <Link href={`${WORDS}/${language}/${item.concept}`}>
        {item.own[language] ? withArticle(item.own[language]) : words.same}
        <Hidden>: {words.change(item.ours[language].singular)}</Hidden>
      </Link>
    )
    return (
      <Stack gap="lg">
        <AdminHead request={request} organisationName={organisationName} current="vocabulary" />
        <FileError request={request} />
        <Paragraph>{words.lead}</Paragraph>
        <Form action={WORDS} method="get" label={words.find} role="search" inline>
          <TextInput name="zoek" type="search" label={words.find} hint={words.findHint} value={asked} maxLength={100} />
          <Button icon="search">{words.search}</Button>
          {asked && <LinkButton href={WORDS}>{words.all}</LinkButton>}
        </Form>
        {items.length === 0 ? (
          <EmptyState icon="search">{words.none}</EmptyState>
        ) : (
          <Table
            caption={words.caption}
            columns={[
              { key: 'ours', label: words.ours, heads: true },
              { key: 'nl', label: words.dutch },
              { key: 'en', label: words.english },
            ]}
            rows={items.map((item) => ({
              key: item.concept,
              cells: {
                ours: withArticle(request.locale === 'en' ? item.ours.en : item.ours.nl),
                nl: cell('nl', item),
                en: cell('en', item),
              },
            }))}
          />
        )}
        <Card title={words.pack}>
          <Stack>
            <Paragraph>{words.packLead}</Paragraph>
            <Actions>
              <LinkButton href={`${WORDS}/pakket.json`} icon="download">
                {words.json}
              </LinkButton>
              <LinkButton href={`${WORDS}/pakket.csv`} icon="download">
                {words.csv}
              </LinkButton>
            </Actions>
            <Paragraph small soft>
              {words.fields}
            </Paragraph>
            <Form action={`${WORDS}/pakket`} fields={{ _key: request.key }} files label={words.file}>
              <FileField
                name="pakket"
                label={words.file}
                hint={words.fileHint}
                accept=".json,.csv,application/json,text/csv"
                required
              />
              <Button icon="upload">{words.take}</Button>
            </Form>
            <Confirm label={words.reset} icon="arrow-back-up">
              <Form action={WORDS} fields={formFields('resetWords', request)} label={words.reset}>
                <Paragraph>{words.resetAsk}</Paragraph>
                <Button kind="danger">{words.resetYes}</Button>
              </Form>
            </Confirm>
          </Stack>
        </Card>
      </Stack>
    )
  },
  forms: { resetWords: { input: () => ({}), then: () => `${WORDS}?gedaan=resetWords` } },
})
