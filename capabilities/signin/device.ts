// What a browser calls itself, short enough to recognise your own: 'Firefox, Windows'.

const BROWSERS = [
  [/\bEdgA?\//, 'Edge'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bOPR\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const
const SYSTEMS = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
] as const

/** Never more than this is kept of what a browser sends along. Empty when it is not known. */
export const deviceOf = (userAgent: string): string =>
  [BROWSERS, SYSTEMS]
    .map((known) => known.find(([sign]) => sign.test(userAgent))?.[1])
    .filter(Boolean)
    .join(', ')
