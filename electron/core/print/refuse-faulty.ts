import { AppError } from '../../../domain/api/result.ts'
import type { Composed } from './compose.ts'

/** Throws `invalid` when a paper must not be printed: text that does not fit, characters without a glyph. */
export function refuseFaultyPaper(composed: Composed): void {
  if (composed.issues.some(issue => issue.level === 'block')) throw new AppError('invalid', composed.issues)
}
