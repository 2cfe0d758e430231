// Every line of SQL of signing in, by subject.
export * from './queries/providers.ts'
export * from './queries/sessions.ts'
export * from './queries/ways.ts'
