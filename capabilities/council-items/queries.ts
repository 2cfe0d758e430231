// Every line of SQL of this room, by what it is about.
export * from './queries/arrangements.ts'
export * from './queries/as-of.ts'
export * from './queries/finding.ts'
export * from './queries/items.ts'
export * from './queries/marks.ts'
export * from './queries/moments.ts'
export * from './queries/writing.ts'
