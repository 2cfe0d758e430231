// The mails of signing in: short, with one address, and what to do when you asked for nothing.
import { words as en } from './text.en.ts'
import { words as nl } from './text.nl.ts'

export const linkMail = (
  locale: 'nl' | 'en',
  mail: { kind: 'signIn' | 'reset'; name: string; address: string },
): { subject: string; body: string } => {
  const w = (locale === 'en' ? en : nl).mails
  const { subject, body } = mail.kind === 'reset' ? w.reset : w.signIn
  return { subject, body: body.replace('{name}', () => mail.name).replace('{address}', () => mail.address) }
}
