// Every English word a reader sees of attention; the same shape as the Dutch.
import type { Text } from './text.nl.ts'

const one = (count: number, single: string, more: string) => (count === 1 ? single : `${count} ${more}`)

const day = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
})
const dayWords = (date: string) => day.format(new Date(`${date}T12:00:00Z`)).replace(',', '')

export const text: Text = {
  ofRoom: {
    title: 'Mail and notifications',
    about: 'One mail a day, the calendar and notifications on a device.',
  },
  /** By what the room keeps of people (processing.ts). */
  processing: {
    choices: {
      what: 'How and when somebody wants to be told, and which dossiers they follow',
      purpose: 'Sending no more than somebody wants',
      kept: 'Until the person changes it',
      seen: 'Only that person',
    },
    sent: {
      what: 'Which mails and notifications somebody got or will get',
      purpose: 'Letting somebody know what waits for them, and sending nothing twice',
      kept: 'A mail that was sent some weeks',
      seen: 'Only that person',
    },
    devices: {
      what: 'On which device somebody allowed notifications, and the secret address of their calendar',
      purpose: 'Notifications and calendar where somebody wants them',
      kept: 'Until the person stops it',
      seen: 'Only that person',
    },
  },
  acts: {
    readAttention: 'Read attention settings',
    changeAttention: 'Change attention settings',
    readFollowing: 'See whether you follow a dossier',
    followDossier: 'Follow or mute a dossier',
    unfollowDossier: 'Stop following a dossier',
    listMyMoments: 'Days and moments in your calendar',
    makeCalendar: 'Make a calendar address',
    revokeCalendar: 'Revoke a calendar address',
    addDevice: 'Turn on a signal in this browser',
    removeDevice: 'Turn off a signal in a browser',
    readUnsubscription: 'See what an unsubscribe link stops',
    unsubscribe: 'Unsubscribe from mail',
  },
  done: {
    changeAttention: 'Your choices are saved.',
    followDossier: 'Your choice for this dossier is saved.',
    unfollowDossier: 'Your choice for this dossier is saved.',
    makeCalendar: 'The address is made. You see it once.',
    revokeCalendar: 'The address no longer works.',
    removeDevice: 'This browser gets no signal any more.',
    unsubscribe: 'You are unsubscribed.',
  },
  refusals: {
    notFound: 'This does not exist, or not for you.',
    everyone: 'Sign in first.',
    isInABrowser: 'You make a calendar address yourself, in your browser.',
    seesIt: 'This dossier does not exist, or not for you.',
    takesPart: 'You read along in this dossier, but take no part in it.',
    isCoreTeam: 'Only the core team can do this.',
    ownsTheDossier: 'Only the owner of this dossier can do this.',
    ownsOrDeputises: 'Only the owner and the deputy can do this.',
    isOpen: 'This dossier is closed.',
    isActive: 'This dossier is paused or closed.',
    isPaused: 'This dossier is not paused.',
    isClosed: 'This dossier is not closed.',
    disturbsRest: 'This hour is within your quiet hours. Choose another hour, or other quiet hours.',
    noPushService: 'This browser names an address that we do not know. Signals are not possible here.',
    tooMany: 'You have signals turned on in ten browsers already. Turn one off first.',
    noSuchSecret: 'This unsubscribe link no longer works.',
  },
  mail: {
    digest: {
      subject: 'Your overview from Schakel',
      waiting: (count) => one(count, 'One open item waits on you:', 'open items wait on you:'),
      due: (dueOn, today) =>
        dueOn < today ? `was needed on ${dayWords(dueOn)}` : dueOn === today ? 'today' : `by ${dayWords(dueOn)}`,
      rest: (count) => one(count, 'and one more', 'more'),
      climbed: (count) =>
        one(
          count,
          'One question has waited on somebody else so long that you hear it.',
          'questions have waited on others so long that you hear it.',
        ),
      answered: (count) => one(count, 'One question of yours got a response.', 'of your questions got a response.'),
      news: (count) => one(count, 'There is something new in one dossier.', 'dossiers have something new.'),
    },
    notices: {
      asked: {
        subject: 'A question waits on you in Schakel',
        body: 'Somebody asked you something in Schakel. You read and answer it here:',
      },
      remind: {
        subject: 'A question to you in Schakel is due soon',
        body: 'A question in Schakel still waits on your answer. The date is near. If you cannot make it, say why.',
      },
      lapse: {
        subject: 'A question to you in Schakel is past its date',
        body: 'A question in Schakel waits on your answer and its date has passed. Answer, or say why it will be later.',
      },
      lapseAsker: {
        subject: 'Your question in Schakel has no answer yet',
        body: 'The date of a question you asked has passed. The question now climbs by itself. Here you see where it stands:',
      },
      climbed: {
        subject: 'A question in Schakel waits too long',
        body: 'A question has waited on an answer so long that you now hear it. Here you read which one, and why it is stuck:',
      },
      answered: {
        subject: 'There is an answer to your question in Schakel',
        body: 'A question you asked was answered. You read it here:',
      },
      refused: {
        subject: 'There is a response to your question in Schakel',
        body: 'A question you asked got a response. You read it here:',
      },
    },
    foot: {
      never: 'Schakel never sends content by e-mail. Sign in to read.',
      stop: {
        digest: 'No daily overview any more? You can stop it without signing in:',
        immediate: 'No separate mails any more, only the daily overview? You can stop them without signing in:',
      },
      settings: 'You choose the hour, the quiet hours and your calendar here:',
    },
  },
  push: { title: 'Schakel', body: 'Something waits on you.' },
  calendar: { name: 'Schakel', openItem: 'Answer needed in Schakel' },
  web: {
    title: 'Your attention',
    lead: 'When you hear something, and when you do not. What you are asked never gets lost: it always stands on Today.',
    hour: (hour) => `${hour}:00`,
    digest: {
      title: 'One overview a day',
      lead: 'A short mail with how much waits on you. When nothing waits, no mail comes.',
      when: 'When?',
      digests: { workingDays: 'On working days', everyDay: 'Every day', never: 'No overview' },
      hour: 'At what time?',
      to: (email) => `The mail goes to ${email}.`,
      noEmail: 'We have no e-mail address of yours. Your administrator can add it.',
    },
    quiet: {
      title: 'Quiet hours',
      lead: 'In these hours we send nothing. What happens then, you hear afterwards.',
      on: 'Quiet in the evening and at night',
      from: 'From',
      until: 'Until',
      weekends: 'Also quiet on weekends and public holidays',
    },
    immediate: {
      title: 'Hearing at once',
      on: 'A mail at once when somebody asks me something, or when a question waits too long',
      hint: 'When you turn this off, it stands only in the overview.',
    },
    save: 'Save',
    following: {
      title: 'Dossiers you follow or muted',
      empty:
        'You hear of dossiers you take part in by themselves. You follow another dossier, or mute one, at that dossier.',
      choices: { follow: 'You follow this', mute: 'Muted' },
      card: 'Do you hear of this?',
      takesPart: 'You take part: news stands in your overview.',
      readsAlong: 'You take no part: news does not stand in your overview.',
      follows: 'You follow this dossier.',
      muted: 'You hear nothing of this dossier, except what you are asked.',
      follow: 'Follow',
      mute: 'Mute',
      back: 'No longer muted',
      unfollow: 'Stop following',
      pageTitle: 'Follow or mute',
      toDossier: 'Back to the dossier',
    },
    calendar: {
      title: 'In your calendar',
      lead: 'The days on which your answer is needed, in the calendar program you already have. Whoever knows this address sees those days: do not share it.',
      empty: 'You have no calendar address yet.',
      titles: 'Show the question and the title in my calendar',
      titlesHint:
        'Without this it only says “Answer needed in Schakel”. A calendar is kept by another program, sometimes abroad.',
      name: 'Where do you use it?',
      nameHint: 'For example: calendar on my phone.',
      make: 'Make a calendar address',
      newTitle: 'Your new calendar address',
      newLead: 'Copy this address now and add it to your calendar as a subscription. You see it only once.',
      revoke: 'Revoke',
      made: (date) => `made on ${date}`,
    },
    devices: {
      title: 'A signal in the browser',
      lead: 'Your phone or computer then says that something waits, also when Schakel is closed. Never what.',
      empty: 'It is turned on in no browser.',
      on: 'Turn on in this browser',
      off: 'Turn off',
      never: 'This browser cannot give a signal. On an iPhone, first put Schakel on your home screen.',
      refused: 'You do not let the browser do this. Allow notifications in the settings of the browser.',
      failed: 'It did not work. Try again later.',
      phone: 'Phone',
      computer: 'Computer',
      script: 'This needs JavaScript.',
    },
    unsubscribe: {
      title: 'No more mail?',
      what: {
        digest: 'You then get no daily overview any more. What waits on you stays on Today.',
        immediate:
          'You then get no separate mails any more. What waits on you stands in your daily overview and on Today.',
      },
      yes: { digest: 'Stop the overview', immediate: 'Stop the separate mails' },
      stopped: {
        digest: 'You get no daily overview any more.',
        immediate: 'You get no separate mails any more.',
      },
      again: 'You can always turn this on again in your settings.',
      settings: 'To your settings',
    },
  },
}
