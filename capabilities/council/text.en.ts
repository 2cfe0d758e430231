// The same words in English, of the same type as the Dutch.
import type { Text } from './text.nl.ts'

export const text: Text = {
  acts: {
    readCouncilPart: 'Read the council part',
    openCouncilPart: 'Let the council follow',
    changePortfolioHolder: 'Change the portfolio holder',
    listPortfolioHolders: 'See the members of the executive',
    mandateRelease: 'Let somebody release',
    endMandate: 'End the mandate',
    readCouncilMark: 'See whether a line is for the council',
    markForCouncil: 'Mark for the council',
    releaseEntries: 'Release for the council',
    refuseEntry: 'Do not release',
    withdrawRelease: 'Withdraw the release',
    listWaitingForRelease: 'See what waits for release',
  },
  done: {
    openCouncilPart: 'The council now follows. What you write for the council waits for the portfolio holder.',
    changePortfolioHolder: 'The portfolio holder was changed.',
    mandateRelease: 'This colleague can now release in your name.',
    endMandate: 'The mandate has ended.',
    markForCouncil: 'The line is marked for the council and waits for release.',
    releaseEntries: 'Released. The council can read it.',
    refuseEntry: 'Not released. The writer sees your reason.',
    withdrawRelease: 'The release was withdrawn. The council sees that, with your reason.',
  },
  refusals: {
    notFound: 'This does not exist, or not for you.',
    everyone: 'Please sign in first.',
    seesIt: 'This dossier does not exist, or not for you.',
    takesPart: 'You read along in this dossier but do not take part. Ask the owner to involve you.',
    isCoreTeam: 'Only the core team can do this: the owner, the deputy and whom they asked in.',
    ownsTheDossier: 'Only the owner of this dossier can do this.',
    ownsOrDeputises: 'Only the owner and the deputy can do this. Do you act in another role? Change your role first.',
    isOpen: 'This dossier is closed. Reopen it first.',
    isActive: 'This dossier is paused or closed.',
    isPaused: 'This dossier is not paused.',
    isClosed: 'This dossier is not closed.',
    hasCouncilPart: 'The council does not follow this dossier. Switch that on first.',
    hasNoCouncilPart: 'The council follows this dossier already.',
    releasesForTheHolder:
      'Only the portfolio holder, or who releases in their name, can do this. Do you act in another role? Change your role first.',
    holdsThePortfolio: 'Only the portfolio holder of this dossier can do this.',
    leadsOrReleases: 'Only the owner, the deputy and the portfolio holder can do this.',
    isInside: 'This is only for who works for this organisation or takes part in this dossier.',
    marksForCouncil: 'Only the writer of the line, or the core team, can mark it for the council.',
    notAnExecutive: 'Choose a member of the executive of the organisation of this dossier.',
    notAMember: 'Choose somebody from the list who works here now.',
    ceilingReachesCouncil:
      'This dossier may not be known to the council yet. First set how widely it may be known to “Council” or “Public”.',
    withinCeiling: 'This dossier may not be known that widely.',
    isErased: 'The content of this line was erased.',
    isReleased: 'This line is known that widely already.',
    isNotReleased: 'This line was not released, or was withdrawn already.',
    noLongerWaits: 'This line no longer waits for release. Somebody else decided meanwhile.',
    namesOfficials:
      'This line has the name of an official in it. The council gets no names of officials. Name the function instead.',
    onlyByRelease:
      'In this dossier a line goes to the council when the portfolio holder releases it. Mark the line “for the council”.',
    onlyByWithdrawal:
      'The portfolio holder released this line. Only the portfolio holder can withdraw that, with a reason.',
  },
  entryKinds: { councilPart: 'The council follows' },
}
