// What a log may tell of a fault: its kind, its code and its place. Never its values: PostgreSQL names the key that was
// there already, and that key is somebody's e-mail address.

interface Told {
  readonly type: string
  readonly code?: string
  readonly table?: string
  readonly constraint?: string
  readonly message?: string
  readonly stack?: string
  readonly cause?: Told
}

export const tellFault = (fault: unknown): Told => {
  if (!(fault instanceof Error)) return { type: typeof fault }
  const { code, table, constraint, severity } = fault as Error & Record<string, string | undefined>
  // The first lines of a stack repeat the message, which may quote what somebody typed.
  const frames = fault.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
  return {
    type: fault.name,
    ...(code ? { code } : {}),
    ...(table ? { table } : {}),
    ...(constraint ? { constraint } : {}),
    // What the database says may hold values; what our own code says does not.
    ...(severity ? {} : { message: fault.message }),
    ...(frames ? { stack: frames } : {}),
    ...(fault.cause ? { cause: tellFault(fault.cause) } : {}),
  }
}
