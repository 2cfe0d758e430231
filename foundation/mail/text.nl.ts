// The words of the practice town's mailbox, in Dutch (level B1).
export const nl = {
  title: 'Postvak van de oefenomgeving',
  lead: 'Hier staat alle e-mail die Schakel zou sturen. In de oefenomgeving gaat er niets echt de deur uit.',
  empty: 'Er is nog geen e-mail. Nodig iemand uit of stel iemand een vraag, dan komt die hier.',
  to: 'Aan',
}
export type MailboxText = typeof nl
