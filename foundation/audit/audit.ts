// One line for every act, granted or refused, without personal content.
//
// The line of a write is part of its transaction. The line of a read or a refusal would make every read a durable
// write; those lines are gathered and written together, at most a quarter of a second later and before the house closes.
// What may be lost is thus the last quarter second of *read* lines at a kill -9, never a line of an act.
import type { Actor } from '../access/actor.ts'
import type { Database } from '../database/database.ts'
import { run, type Statement } from '../database/query.ts'

export interface AuditLine {
  readonly requestId: string
  readonly actor: Actor | null
  /** `dossier.closeDossier` */
  readonly act: string
  readonly subjectId: string | null
  readonly outcome: 'granted' | 'refused' | 'failed'
  /** The code of the refusal: `dossier.isOpen`. */
  readonly rule: string | null
}

export interface Audit {
  later(line: AuditLine): void
  flush(): Promise<void>
}

const INTO = 'insert into foundation.audit_line (request_id, person_id, membership_id, act, subject_id, outcome, rule)'

export const auditLine = (line: AuditLine): Statement =>
  run('audit.line', `${INTO} values ($1, $2, $3, $4, $5, $6, $7)`, [
    line.requestId,
    line.actor?.personId ?? null,
    line.actor?.acting.membershipId ?? null,
    line.act,
    line.subjectId,
    line.outcome,
    line.rule,
  ])

const lines = (waiting: readonly (AuditLine & { at: Date })[]): Statement => {
  const column = (of: (line: AuditLine & { at: Date }) => unknown) => waiting.map(of)
  return run(
    'audit.lines',
    `insert into foundation.audit_line (at, request_id, person_id, membership_id, act, subject_id, outcome, rule)
     select * from unnest($1::timestamptz[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[])`,
    [
      column((line) => line.at),
      column((line) => line.requestId),
      column((line) => line.actor?.personId ?? null),
      column((line) => line.actor?.acting.membershipId ?? null),
      column((line) => line.act),
      column((line) => line.subjectId),
      column((line) => line.outcome),
      column((line) => line.rule),
    ],
  )
}

export const openAudit = (database: Database, complain: (error: unknown) => void): Audit => {
  let waiting: (AuditLine & { at: Date })[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const write = async () => {
    const batch = waiting
    if (!batch.length) return
    waiting = []
    try {
      await database.plain([lines(batch)])
    } catch (error) {
      complain(error)
      // Kept for the next attempt; at some 100 bytes a line this bound is ten megabytes of reads nobody could store.
      waiting = [...batch, ...waiting].slice(-100_000)
    }
  }
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(write)
    return writing
  }
  return {
    later: (line) => {
      waiting.push({ ...line, at: new Date() })
      if (waiting.length === 500) void flush()
      else timer ??= setTimeout(() => void flush(), 250)
    },
    flush,
  }
}
