// Moments that scripts say, on the clock of the Netherlands, as the server's pages do: «dinsdag 16.40».

const ZONE = 'Europe/Amsterdam'

export const sayWhen = (moment: Date | number, parts: Intl.DateTimeFormatOptions): string => {
  const { lang } = document.documentElement
  const words = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { ...parts, timeZone: ZONE }).format(moment)
  return lang === 'nl' ? words.replace(/(\d\d):(\d\d)/, '$1.$2') : words
}
