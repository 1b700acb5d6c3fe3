import type { Handlers } from '../../handlers.ts'
export const womenPaperHandlers = {} satisfies Partial<Handlers>
