// What the house says about a file that it does not take, in English.
import type { FilesText } from './text.nl.ts'

export const en: FilesText = {
  'files.tooLarge': 'This file is too large. Make it smaller or split it into parts.',
  'files.empty': 'This file is empty. Choose the file again.',
  'files.kindNotTaken':
    'This kind of file cannot be added here. You can add: pdf, photos, Word, Excel, PowerPoint, OpenDocument, text (UTF-8), e-mail, sound (mp3, m4a, ogg) and mp4.',
  'files.macros': 'This file contains macros. Save it without macros and try again.',
  'files.locked': 'This file has a password. Remove the password and try again.',
  'files.damaged': 'This file is damaged or cannot be trusted. Open it yourself, save it again and try once more.',
  'files.tooMany':
    'Too many of your files are still waiting that belong to nothing. Use those first, or wait two days.',
}
