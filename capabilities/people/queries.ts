// Every line of SQL of people: what is found, listed, read and written.
export * from './queries/changes.ts'
export * from './queries/finding.ts'
export * from './queries/invitations.ts'
export * from './queries/lists.ts'
export * from './queries/reading.ts'
