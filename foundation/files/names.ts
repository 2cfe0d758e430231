// Names of files that any computer can keep and that show what they are.

const LONGEST = 200
/** What ext4, NTFS and APFS take is 255 of their own units; with room for a number that a browser adds. */
const LONGEST_IN_BYTES = 240

// Characters that turn the reading direction around make `gpj.exe` look like `exe.jpg`.
const HIDDEN = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffd]/gu
const NOT_ON_WINDOWS = /[<>:"|?*]/g
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i

/** The name without path and without what hides or breaks; it ends in one of `extensions`, the first when it had none of them. */
export const cleanName = (given: string, extensions: readonly [string, ...string[]]): string => {
  let name = given
    .normalize('NFC')
    .toWellFormed()
    .replace(/^.*[/\\]/su, '')
    .replace(/\s+/gu, ' ')
    .replace(HIDDEN, '')
    .replace(NOT_ON_WINDOWS, '_')
    .replace(/^[. ]+|[. ]+$/gu, '')
  let extension = extensionOf(name)
  if (extensions.includes(extension)) name = name.slice(0, -extension.length - 1)
  else extension = extensions[0]
  name = name.replace(/[. ]+$/u, '') || 'bestand'
  if (RESERVED.test(name.split('.')[0]!.trim())) name = `_${name}`
  const letters = Array.from(name)
  const room = extension.length + 1
  while (letters.length + room > LONGEST || Buffer.byteLength(letters.join('')) + room > LONGEST_IN_BYTES) letters.pop()
  return `${letters.join('').replace(/[. ]+$/u, '')}.${extension}`
}

/** Lower case, without the dot; empty when there is none. */
export const extensionOf = (name: string): string => /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? ''
