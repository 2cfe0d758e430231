// Every line of SQL of imports: what whoever brought a sheet reads and says of it, and what the background does with it.
export * from './queries/reading.ts'
export * from './queries/touched.ts'
export * from './queries/working.ts'
