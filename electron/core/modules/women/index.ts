import type { Handlers } from '../../handlers.ts'
import { adolescentHandlers, countDueGirls } from './adolescent-handlers.ts'
import { countDueFiles, menopauseHandlers } from './menopause-handlers.ts'
import { womenPaperHandlers } from './paper-handlers.ts'
import { screeningHandlers } from './screening-handlers.ts'
import { screeningListHandlers } from './screening-lists.ts'

/** Calls of 两癌筛查, 更年期, 青少年. */
export const womenClinicHandlers = {
  'women.work': async (_input, context) => ({ menopause: await countDueFiles(context), adolescent: await countDueGirls(context) }),
  ...screeningHandlers, ...screeningListHandlers, ...menopauseHandlers, ...adolescentHandlers, ...womenPaperHandlers,
} satisfies Partial<Handlers>
