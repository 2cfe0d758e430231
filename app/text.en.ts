// What the house says of itself, in English.
import type { HouseText } from './text.nl.ts'

export const en: HouseText = {
  practice: 'This is the practice environment: the town of Wierdijk does not really exist.',
  otherPerson: 'Be somebody else',
  mailbox: 'Mailbox',
  administration: 'Administration',
  inNumbers: 'In numbers',
  myDetails: 'My details',
  moments: { council: 'Council moment', gate: 'Gate' },
  attention: 'Mail and signals',
  frames: 'Frames',
  areas: 'Areas',
  publicTasks: 'Public tasks',
  about: {
    title: 'About Schakel',
    lead: 'One shared dossier for whoever works between town hall and society.',
    parts: [
      {
        title: 'What you do here',
        text: 'You write down what happens, one line at a time. You ask somebody something, with a date. If no answer comes, the question climbs by itself. What you wrote once, you need not type again anywhere.',
      },
      {
        title: 'Who reads what',
        text: 'With every line you see beforehand who reads it: your core team, those involved, the organisation, the council or everybody. What you may not see does not exist for you: not in a list, not in a count and not in a search.',
      },
      {
        title: 'What it does not do',
        text: 'Schakel gives people no marks, makes no ranking and counts no initiatives. Rank opens no doors for a manager. An administrator arranges who is a member and reads no dossiers.',
      },
      {
        title: 'Everybody’s',
        text: 'Schakel is open software, under the EUPL 1.2. Your organisation can run it itself and take everything along again.',
      },
    ],
    programs: 'Connect a program',
  },
  accessibility: {
    title: 'Accessibility',
    lead: 'Everybody must be able to work with Schakel: with a thumb, with a keyboard and with a screen reader.',
    parts: [
      {
        title: 'What we aim for',
        text: 'We follow WCAG 2.2, level AA (EN 301 549). The pages work without JavaScript, with the keyboard alone and enlarged to 400 percent.',
      },
      {
        title: 'What we check',
        text: 'With every change a program (axe-core) goes through the pages, at the width of a phone and of a desk, light and dark. We also walk the main steps with the keyboard alone. Such a program finds about a third of the possible faults.',
      },
      {
        title: 'What has not been done yet',
        text: 'There has been no test by people with a disability or by an independent bureau yet. And only Chromium has been checked.',
      },
      {
        title: 'Are you stuck?',
        text: 'Tell the administrator of your organisation. Say on which page you were and what you wanted to do.',
      },
    ],
  },
  privacy: {
    register: 'What your organisation keeps of people, part by part',
    title: 'Privacy',
    lead: 'What Schakel keeps about you, and what for.',
    parts: [
      {
        title: 'Of you who use it',
        text: 'Your name, your e-mail address, where you work and in which role. Also where you are signed in, so that you can sign out a lost phone. We do not keep track of how hard you work, what you read or for how long.',
      },
      {
        title: 'What stays of an act',
        text: 'Of every act one line stays: which act, when, in which role, and whether it was allowed. It holds no names and no content.',
      },
      {
        title: 'Cookies',
        text: 'One cookie remembers that you are signed in and one your language. There are no cookies of others, no measuring programs and no advertisements.',
      },
      {
        title: 'On your phone or computer',
        text: 'To be able to work without reception, your browser keeps the pages you opened lately and the entries that still wait to be sent. They are encrypted and only you can read them. When you sign out, they are gone.',
      },
      {
        title: 'Your rights',
        text: 'You can ask what is kept about you, and ask for correction or removal. Do so with the privacy officer of your organisation.',
      },
    ],
  },
}
