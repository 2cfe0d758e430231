// For administrators: one word, what the organisation calls it, and how real sentences then read, before anything is saved.
import {
  Actions,
  Alert,
  Button,
  Card,
  ErrorSummary,
  Form,
  LinkButton,
  PageHead,
  Paragraph,
  RadioGroup,
  Stack,
  Table,
  TabNav,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { LONGEST_WORD, type WordShown } from '../contract.ts'
import { wordsOf } from './words.ts'
import { WORDS, withArticle } from './words-page.tsx'

const ACT = 'chooseWord'

interface Shown {
  readonly organisationName: string
  readonly concept: string
  readonly language: 'nl' | 'en'
  readonly ours: WordShown
  readonly own: WordShown | null
  readonly sentences: readonly { readonly now: string; readonly then: string }[]
  readonly problem: { readonly code: string; readonly other: string } | null
}

const languageOf = (asked: string | undefined) => (asked === 'en' ? 'en' : 'nl')
/** What is being tried: of the address (looking first), or of a form that was refused. */
const triedOf = (request: PageRequest, name: string) =>
  (request.query[name] || typed(request, ACT, name)).trim().slice(0, 200) || undefined

export const wordPage = page<Shown>({
  at: `${WORDS}/:language/:concept`,
  load: (request) =>
    request.ask('readWord', {
      language: languageOf(request.params.language),
      concept: /^[A-Za-z]{2,40}$/.test(request.params.concept!) ? request.params.concept! : 'none',
      singular: triedOf(request, 'singular'),
      plural: triedOf(request, 'plural'),
      article: triedOf(request, 'article')?.slice(0, 10),
    }),
  frame: ({ ours }, request) => {
    const { word, words } = wordsOf(request.locale).web
    return {
      title: word.title(ours.singular),
      breadcrumb: [{ href: WORDS, label: words.tab }],
    }
  },
  view: ({ concept, language, ours, own, sentences, problem }, request) => {
    const { word, words } = wordsOf(request.locale).web
    const start = own ?? ours
    const value = (name: 'singular' | 'plural' | 'article') =>
      request.query[name] || typed(request, ACT, name, start[name] ?? '')
    const tried = Boolean(triedOf(request, 'singular'))
    const mistakes = request.refused?.act === ACT ? request.refused.errors : {}
    return (
      <Stack gap="lg">
        <PageHead title={word.title(ours.singular)} lead={`${word.ours}: ${withArticle(ours)}`} />
        <TabNav
          label={word.language}
          items={(['nl', 'en'] as const).map((one) => ({
            href: `${WORDS}/${one}/${concept}`,
            label: word.languages[one],
            current: one === language,
          }))}
        />
        {Object.keys(mistakes).length > 0 && <ErrorSummary errors={mistakes} />}
        {problem && !request.refused && (
          <Alert kind="warning" live>
            {word.clash(problem.other)}
          </Alert>
        )}
        <Card>
          <Form
            action={`${WORDS}/${language}/${concept}`}
            fields={formFields(ACT, request)}
            label={word.title(ours.singular)}
          >
            <TextInput
              name="singular"
              label={word.one}
              hint={word.oneHint}
              required
              maxLength={LONGEST_WORD}
              autoComplete="off"
              width="medium"
              value={value('singular')}
              error={errorOf(request, ACT, 'singular')}
            />
            <TextInput
              name="plural"
              label={word.more}
              required
              maxLength={LONGEST_WORD}
              autoComplete="off"
              width="medium"
              value={value('plural')}
              error={errorOf(request, ACT, 'plural')}
            />
            {language === 'nl' && (
              <RadioGroup
                name="article"
                label={word.article}
                options={(['de', 'het'] as const).map((one) => ({ value: one, label: word.articles[one] }))}
                value={value('article')}
                error={errorOf(request, ACT, 'article')}
              />
            )}
            <Actions>
              <Button kind="primary">{word.save}</Button>
              <Button icon="eye" formMethod="get">
                {word.try}
              </Button>
            </Actions>
          </Form>
        </Card>
        {sentences.length === 0 ? (
          <Paragraph>{word.exampleNone}</Paragraph>
        ) : (
          <Table
            caption={word.example}
            columns={[
              { key: 'now', label: word.exampleNow },
              ...(tried ? [{ key: 'then', label: word.exampleThen }] : []),
            ]}
            rows={sentences.map(({ now, then }, at) => ({ key: String(at), cells: { now, then } }))}
          />
        )}
        <Paragraph small soft>
          {word.reaches}
        </Paragraph>
        {own && (
          <Form action={`${WORDS}/${language}/${concept}`} fields={formFields('resetWord', request)} label={word.reset}>
            <Button icon="arrow-back-up">{word.reset}</Button>
          </Form>
        )}
        <Actions>
          <LinkButton href={WORDS}>{words.all}</LinkButton>
        </Actions>
      </Stack>
    )
  },
  forms: {
    [ACT]: {
      input: (form, request) => ({
        language: languageOf(request.params.language),
        concept: request.params.concept,
        singular: form.text('singular'),
        plural: form.text('plural'),
        ...(form.optional('article') ? { article: form.text('article') } : {}),
      }),
      then: () => `${WORDS}?gedaan=${ACT}`,
    },
    resetWord: {
      input: (_, request) => ({ language: languageOf(request.params.language), concept: request.params.concept }),
      then: () => `${WORDS}?gedaan=resetWord`,
    },
  },
})
