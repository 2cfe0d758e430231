// What the house says about a file that it does not take, in Dutch (level B1).
export const nl = {
  'files.tooLarge': 'Dit bestand is te groot. Maak het kleiner of verdeel het in delen.',
  'files.empty': 'Dit bestand is leeg. Kies het bestand opnieuw.',
  'files.kindNotTaken':
    'Dit soort bestand kan hier niet. Wel: pdf, foto’s, Word, Excel, PowerPoint, OpenDocument, tekst (UTF-8), e-mail, geluid (mp3, m4a, ogg) en mp4.',
  'files.macros': 'In dit bestand zitten macro’s. Sla het op zonder macro’s en probeer het opnieuw.',
  'files.locked': 'Op dit bestand zit een wachtwoord. Haal het wachtwoord eraf en probeer het opnieuw.',
  'files.damaged':
    'Dit bestand is beschadigd of niet te vertrouwen. Open het zelf, sla het opnieuw op en probeer het nog eens.',
  'files.tooMany':
    'Er staan nog te veel bestanden van u klaar die nergens bij horen. Gebruik die eerst, of wacht twee dagen.',
} as const

export type FilesText = Readonly<Record<keyof typeof nl, string>>
