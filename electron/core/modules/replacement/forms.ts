import type { Handlers } from '../../handlers.ts'

export const replacementFormHandlers = {} satisfies Partial<Handlers>
