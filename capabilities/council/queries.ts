// Every line of SQL of the council: what is found, read and written.
export * from './queries/arranging.ts'
export * from './queries/following.ts'
export * from './queries/frames.ts'
export * from './queries/overview.ts'
export * from './queries/pages.ts'
export * from './queries/part.ts'
export * from './queries/releasing.ts'
