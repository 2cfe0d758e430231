// The Dutch words of the pages of a process.
export const pages = {
  web: {},
}
