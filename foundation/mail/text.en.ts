// The words of the practice town's mailbox, in English.
import type { MailboxText } from './text.nl.ts'

export const en: MailboxText = {
  title: 'Mailbox of the practice town',
  lead: 'All e-mail that Schakel would send stands here. In the practice town nothing really leaves.',
  empty: 'There is no e-mail yet. Invite somebody or ask somebody a question, and it will appear here.',
  to: 'To',
}
