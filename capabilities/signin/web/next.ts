// Where a reader goes after signing in or switching: only ever an address of this house.

/** The path when it is one of ours, as a browser would read it; '/' otherwise. Anything else would be an open redirect. */
export const localPath = (path: string | undefined): string => {
  // Browsers drop tabs and newlines and read a backslash as a slash: '/\t/evil.example' leaves the house.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (!path || !/^\/(?![/\\])[^\x00-\x20\x7f\\]*$/.test(path)) return '/'
  try {
    const address = new URL(path, 'http://house.invalid')
    const normal = address.pathname + address.search + address.hash
    // '/.//evil.example' becomes '//evil.example' only after the dots are taken out.
    return address.host === 'house.invalid' && !normal.startsWith('//') ? normal : '/'
  } catch {
    return '/'
  }
}
