// For administrators: the name, colour and logo of the organisation, with how a colour reads before it is saved.
import { AdminHead, registerAdminTab } from '#capabilities/people/web/admin.tsx'
import {
  Actions,
  Alert,
  Button,
  Card,
  Confirm,
  ErrorSummary,
  FileField,
  Form,
  Paragraph,
  Stack,
  Table,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { ShadesShown } from '../contract.ts'
import type { Text } from '../text.nl.ts'
import { wordsOf } from './words.ts'

const HERE = '/beheer/huisstijl'
const ACT = 'changeTheme'
registerAdminTab('theme', {
  href: HERE,
  label: (locale) => wordsOf(locale).web.theme.tab,
  about: (locale) => wordsOf(locale).web.theme.about,
  group: 'words',
  place: 1,
})

interface Shown {
  readonly organisationName: string
  readonly name: string | null
  readonly colour: string | null
  readonly logo: {
    readonly address: string
    readonly alt: string
    readonly width: number
    readonly height: number
  } | null
  readonly shades: ShadesShown | null
}

const triedColour = (request: PageRequest) =>
  (request.query.colour ?? typed(request, ACT, 'colour')).trim().slice(0, 20)

const Example = ({
  shades,
  colour,
  words,
  locale,
}: {
  shades: ShadesShown
  colour: string
  words: Text['web']['theme']
  locale: 'nl' | 'en'
}) => {
  const ratio = (number: number) => words.contrastOf(number.toLocaleString(locale === 'nl' ? 'nl-NL' : 'en-GB'))
  return (
    <Card title={words.previewTitle}>
      <Stack>
        <img
          class="schakel-theme-example"
          src={`/huisstijl/voorbeeld.svg?kleur=${encodeURIComponent(colour)}`}
          alt={words.previewAlt}
          width={620}
          height={190}
        />
        <Alert kind={shades.light.adjusted ? 'info' : 'ok'}>
          {shades.light.adjusted ? words.adjusted(colour, shades.light.colour) : words.fine(colour)}{' '}
          {shades.dark.adjusted && words.adjustedDark(shades.dark.colour)}
        </Alert>
        <Table
          caption={words.caption}
          columns={[
            { key: 'where', label: words.where, heads: true },
            { key: 'used', label: words.used },
            { key: 'contrast', label: words.contrast, numeric: true },
          ]}
          rows={(['light', 'dark'] as const).map((where) => ({
            key: where,
            cells: { where: words[where], used: shades[where].colour, contrast: ratio(shades[where].contrast) },
          }))}
        />
      </Stack>
    </Card>
  )
}

/** What was wrong with a logo that was brought in: told in the address, from a list that we know. */
const logoError = (request: PageRequest): string | null => {
  const { web, refusals } = wordsOf(request.locale)
  const { fout: code } = request.query
  if (!code) return null
  return code === 'notALogo' || code === 'tooLong'
    ? refusals.notALogo
    : code === 'logoMissing'
      ? refusals.logoMissing
      : web.theme.altMissing
}

export const themePage = page<Shown>({
  at: HERE,
  load: (request) => request.ask('readTheme', triedColour(request) ? { colour: triedColour(request) } : {}),
  frame: (_, request) => ({ title: wordsOf(request.locale).web.theme.tab }),
  view: ({ organisationName, name, colour, logo, shades }, request) => {
    const { theme } = wordsOf(request.locale).web
    const asked = triedColour(request)
    const mistakes = request.refused?.act === ACT ? request.refused.errors : {}
    const problem = logoError(request)
    return (
      <Stack gap="lg">
        <AdminHead request={request} organisationName={organisationName} current="theme" />
        {problem && (
          <Alert kind="error" title={theme.fileErrorTitle} live>
            {problem}
          </Alert>
        )}
        <Paragraph>{theme.lead}</Paragraph>
        {Object.keys(mistakes).length > 0 && <ErrorSummary errors={mistakes} />}
        <Card title={theme.nameTitle}>
          <Form action={HERE} fields={formFields(ACT, request)} label={theme.nameTitle}>
            <TextInput
              name="name"
              label={theme.name}
              hint={theme.nameHint(organisationName)}
              maxLength={60}
              autoComplete="off"
              value={request.query.name ?? typed(request, ACT, 'name', name ?? '')}
              error={errorOf(request, ACT, 'name')}
            />
            <TextInput
              name="colour"
              label={theme.colour}
              hint={theme.colourHint}
              maxLength={7}
              autoComplete="off"
              spellCheck={false}
              width="short"
              value={asked || (request.refused?.act === ACT ? '' : (colour ?? ''))}
              error={errorOf(request, ACT, 'colour') ?? (asked && !shades ? theme.notAColour : undefined)}
            />
            <Actions>
              <Button kind="primary">{theme.save}</Button>
              <Button icon="eye" formMethod="get">
                {theme.try}
              </Button>
            </Actions>
          </Form>
        </Card>
        {shades && <Example shades={shades} colour={(asked || colour)!} words={theme} locale={request.locale} />}
        <Card title={theme.logoTitle}>
          <Stack>
            {logo && (
              <>
                <Paragraph>{theme.logoNow}</Paragraph>
                <p class="schakel-logo-shown">
                  <img
                    class="schakel-brand__logo"
                    src={logo.address}
                    alt={logo.alt}
                    width={logo.width}
                    height={logo.height}
                  />
                </p>
              </>
            )}
            <Form action={`${HERE}/logo`} fields={{ _key: request.key }} files label={theme.logoTitle}>
              <FileField
                name="logo"
                label={theme.logo}
                hint={theme.logoHint}
                accept="image/png,image/svg+xml"
                required
              />
              <TextInput
                name="alt"
                label={theme.alt}
                hint={theme.altHint}
                required
                maxLength={120}
                value={logo?.alt ?? ''}
              />
              <Button icon="upload">{theme.place}</Button>
            </Form>
            {logo && (
              <Confirm label={theme.remove} icon="trash">
                <Form action={HERE} fields={formFields('removeLogo', request)} label={theme.remove}>
                  <Paragraph>{theme.removeAsk}</Paragraph>
                  <Button kind="danger">{theme.yes}</Button>
                </Form>
              </Confirm>
            )}
          </Stack>
        </Card>
        {(name || colour || logo) && (
          <Confirm label={theme.reset} icon="arrow-back-up">
            <Form action={HERE} fields={formFields('resetTheme', request)} label={theme.reset}>
              <Paragraph>{theme.resetAsk}</Paragraph>
              <Button kind="danger">{theme.yes}</Button>
            </Form>
          </Confirm>
        )}
      </Stack>
    )
  },
  forms: {
    [ACT]: {
      input: (form) => ({
        name: form.optional('name')?.trim() || null,
        colour: form.optional('colour')?.trim() || null,
      }),
      then: () => `${HERE}?gedaan=${ACT}`,
    },
    removeLogo: { input: () => ({}), then: () => `${HERE}?gedaan=removeLogo` },
    resetTheme: { input: () => ({}), then: () => `${HERE}?gedaan=resetTheme` },
  },
})
