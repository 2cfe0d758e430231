// Addresses that only take a form: signing out, another role, another language.
import { Button, Form, PageHead, Stack } from '#foundation/web/components.tsx'
import { formFields, type Page, page } from '#foundation/web/page.ts'
import { localPath } from './next.ts'
import { wordsOf } from './words.ts'

export const signOutPage: Page = page({
  at: '/afmelden',
  open: true,
  load: async () => ({}),
  frame: (_, request) => ({ title: wordsOf(request.locale).signOut, narrow: true }),
  view: (_, request) => {
    const w = wordsOf(request.locale)
    return (
      <Stack>
        <PageHead title={w.signOut} lead={w.signOutLead} />
        <Form action={request.path} fields={formFields('signOut', request)} forget>
          <Button kind="primary" icon="logout">
            {w.signOut}
          </Button>
        </Form>
      </Stack>
    )
  },
  forms: {
    signOut: {
      input: () => ({}),
      then: (_, __, form) => {
        const next = localPath(form.text('verder'))
        return next === '/' ? '/aanmelden?gedaan=signOut' : next
      },
    },
  },
})

/** Whoever opens it by hand is where they were: the choice itself stands in the frame of every page. */
const onlyForms = (parts: Pick<Page, 'at' | 'open' | 'forms'>): Page =>
  page({
    ...parts,
    load: async () => ({}),
    frame: (_, request) => ({ title: wordsOf(request.locale).settings, narrow: true }),
    view: (_, request) => (
      <PageHead
        title={wordsOf(request.locale).settings}
        lead={request.refused?.message ?? wordsOf(request.locale).chooseAbove}
      />
    ),
  })

export const rolePage: Page = onlyForms({
  at: '/rol',
  forms: {
    switchRole: {
      input: (form) => ({ membershipId: form.text('membershipId'), next: form.text('verder') }),
      then: (answer) => answer.next,
    },
  },
})

export const languagePage: Page = onlyForms({
  at: '/taal',
  open: true,
  forms: {
    chooseLanguage: {
      input: (form) => ({ language: form.text('language'), next: form.text('verder') }),
      then: (answer) => answer.next,
    },
  },
})
