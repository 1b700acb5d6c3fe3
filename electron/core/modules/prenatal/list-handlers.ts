import type { Handlers } from '../../handlers.ts'
import { prenatalCounts, prenatalList, prenatalWork } from '../../registry/prenatal-lists.ts'

export const prenatalListHandlers = {
  'prenatal.list': (input, context) => prenatalList(context, input),
  'prenatal.counts': (_input, context) => prenatalCounts(context),
  'prenatal.work': (_input, context) => prenatalWork(context),
} satisfies Partial<Handlers>
