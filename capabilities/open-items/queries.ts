// Every line of SQL of the open items: what is found, listed and written.
export * from './queries/changes.ts'
export * from './queries/lists.ts'
export { watched } from './queries/live.ts'
export * from './queries/reading.ts'
