// Every Dutch word a reader of the council part, the council page and the public page sees, at language level B1.
export const text = {
  acts: {
    readCouncilPart: 'Raadsdeel bekijken',
    openCouncilPart: 'Raad laten meekijken',
    changePortfolioHolder: 'Portefeuillehouder wijzigen',
    listPortfolioHolders: 'Bestuurders bekijken',
    mandateRelease: 'Vrijgeven laten doen',
    endMandate: 'Mandaat beëindigen',
    readCouncilMark: 'Zien of een regel voor de raad is',
    markForCouncil: 'Aanmerken voor de raad',
    releaseEntries: 'Vrijgeven voor de raad',
    refuseEntry: 'Niet vrijgeven',
    withdrawRelease: 'Vrijgave intrekken',
    listWaitingForRelease: 'Zien wat op vrijgave wacht',
  },
  done: {
    openCouncilPart: 'De raad kijkt nu mee. Wat u voor de raad schrijft, wacht op de portefeuillehouder.',
    changePortfolioHolder: 'De portefeuillehouder is gewijzigd.',
    mandateRelease: 'Deze collega kan nu namens u vrijgeven.',
    endMandate: 'Het mandaat is beëindigd.',
    markForCouncil: 'De regel is aangemerkt voor de raad en wacht op vrijgave.',
    releaseEntries: 'Vrijgegeven. De raad kan het lezen.',
    refuseEntry: 'Niet vrijgegeven. De schrijver ziet uw reden.',
    withdrawRelease: 'De vrijgave is ingetrokken. De raad ziet dat, met uw reden.',
  },
  refusals: {
    notFound: 'Dit bestaat niet, of niet voor u.',
    everyone: 'Meld u eerst aan.',
    seesIt: 'Dit dossier bestaat niet, of niet voor u.',
    takesPart: 'U leest dit dossier mee, maar doet er niet aan mee. Vraag de eigenaar om u te betrekken.',
    isCoreTeam: 'Dit kan alleen het kernteam: de eigenaar, de plaatsvervanger en wie zij erbij vroegen.',
    ownsTheDossier: 'Dit kan alleen de eigenaar van dit dossier.',
    ownsOrDeputises:
      'Dit kunnen alleen de eigenaar en de plaatsvervanger. Werkt u onder een andere rol? Wissel dan eerst van rol.',
    isOpen: 'Dit dossier is afgesloten. Heropen het eerst.',
    isActive: 'Dit dossier is gepauzeerd of afgesloten.',
    isPaused: 'Dit dossier staat niet op pauze.',
    isClosed: 'Dit dossier is niet afgesloten.',
    hasCouncilPart: 'De raad kijkt in dit dossier niet mee. Zet dat eerst aan.',
    hasNoCouncilPart: 'De raad kijkt in dit dossier al mee.',
    releasesForTheHolder:
      'Vrijgeven kan alleen de portefeuillehouder, of wie namens de portefeuillehouder vrijgeeft. Werkt u onder een andere rol? Wissel dan eerst van rol.',
    holdsThePortfolio: 'Dit kan alleen de portefeuillehouder van dit dossier.',
    leadsOrReleases: 'Dit kunnen alleen de eigenaar, de plaatsvervanger en de portefeuillehouder.',
    isInside: 'Dit is er alleen voor wie bij deze organisatie werkt of aan dit dossier meedoet.',
    marksForCouncil: 'Aanmerken voor de raad kan de schrijver van de regel, of het kernteam.',
    notAnExecutive: 'Kies een bestuurder van de organisatie van dit dossier.',
    notAMember: 'Kies iemand uit de lijst die hier nu werkt.',
    ceilingReachesCouncil:
      'Dit dossier mag nog niet bekend worden bij de raad. Zet de bekendheid eerst op «Raad» of «Openbaar».',
    withinCeiling: 'Zo wijd mag dit dossier niet bekend worden.',
    isErased: 'De inhoud van deze regel is gewist.',
    isReleased: 'Deze regel is al zo wijd bekend.',
    isNotReleased: 'Deze regel is niet vrijgegeven, of al ingetrokken.',
    noLongerWaits: 'Deze regel wacht niet meer op vrijgave. Iemand anders besliste intussen.',
    namesOfficials:
      'In deze regel staat de naam van een medewerker. De raad krijgt geen namen van medewerkers. Noem de functie.',
    onlyByRelease:
      'In dit dossier gaat een regel naar de raad als de portefeuillehouder die vrijgeeft. Merk de regel aan «voor de raad».',
    onlyByWithdrawal:
      'De portefeuillehouder gaf deze regel vrij. Alleen de portefeuillehouder kan dat intrekken, met een reden.',
  },
  entryKinds: { councilPart: 'Raad kijkt mee' },
}
export type Text = typeof text
