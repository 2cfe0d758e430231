// Every line of SQL of the dossier: what is found, read and written.
export * from './queries/changes.ts'
export * from './queries/drawing.ts'
export * from './queries/journal.ts'
export * from './queries/lists.ts'
export { places, watched } from './queries/live.ts'
export * from './queries/reading.ts'
