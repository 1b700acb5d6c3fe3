import type { Handlers } from '../../handlers.ts'
import { adolescentHandlers, listVisits } from './adolescent-handlers.ts'
import { listFiles, menopauseHandlers } from './menopause-handlers.ts'
import { womenPaperHandlers } from './paper-handlers.ts'
import { screeningHandlers } from './screening-handlers.ts'
import { screeningListHandlers } from './screening-lists.ts'

const FIRST = { view: 'due', offset: 0, limit: 1 } as const
/** Calls of 两癌筛查, 更年期, 青少年. */
export const womenClinicHandlers = {
  'women.work': async (_input, context) => ({ menopause: (await listFiles(context, FIRST)).total, adolescent: (await listVisits(context, FIRST)).total }),
  ...screeningHandlers, ...screeningListHandlers, ...menopauseHandlers, ...adolescentHandlers, ...womenPaperHandlers,
} satisfies Partial<Handlers>
