// Every line of SQL of the process: what is found, read whole, and written.
export * from './queries/changes.ts'
export * from './queries/finding.ts'
export * from './queries/reading.ts'
