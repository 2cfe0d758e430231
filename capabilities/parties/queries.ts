// Every line of SQL of the parties: what is found, listed and written.
export * from './queries/agreements.ts'
export * from './queries/areas.ts'
export * from './queries/initiatives.ts'
export * from './queries/parties.ts'
export * from './queries/positions.ts'
export * from './queries/teams.ts'
