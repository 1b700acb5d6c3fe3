import type { Handlers } from '../../handlers.ts'

/** Calls of 质控与统计. */
export const pelvicBoardHandlers = {} satisfies Partial<Handlers>
