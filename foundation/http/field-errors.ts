// Turns what zod found into the house's field errors: a path, a stable code, and numbers for the sentence.
import type { z } from 'zod'
import type { FieldError } from '../errors.ts'

const codeOf = (issue: z.core.$ZodIssue): Pick<FieldError, 'code' | 'detail'> => {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' && Number(issue.minimum) <= 1
        ? { code: 'required' }
        : { code: 'tooShort', detail: { minimum: Number(issue.minimum) } }
    case 'too_big':
      return { code: 'tooLong', detail: { maximum: Number(issue.maximum) } }
    case 'invalid_type':
      return { code: issue.input === undefined || issue.input === null ? 'required' : 'wrongType' }
    case 'invalid_value':
      return issue.input === undefined || issue.input === '' ? { code: 'required' } : { code: 'notAChoice' }
    case 'invalid_format':
      return {
        code:
          issue.format === 'uuid'
            ? 'notAnId'
            : issue.format === 'email'
              ? 'notAnEmail'
              : /date/.test(issue.format)
                ? 'notADate'
                : 'wrongFormat',
      }
    case 'custom':
      // A refinement of ours carries its code as the message.
      return { code: /^[a-z][A-Za-z]*$/.test(issue.message) ? issue.message : 'invalid' }
    default:
      return { code: 'invalid' }
  }
}

export const fieldErrors = (error: z.ZodError): FieldError[] =>
  error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), code: 'unknownField' }))
      : [{ path: issue.path.join('.'), ...codeOf(issue) }],
  )
