import type { Handlers } from '../../handlers.ts'

/** Calls of 盆底档案与知情同意. */
export const pelvicFileHandlers = {} satisfies Partial<Handlers>
