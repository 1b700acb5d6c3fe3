import { api } from '../../../domain/api/api.ts'
import { RECORDS } from '../../../domain/modules/index.ts'
import type { RecordDefinition } from '../../../domain/record/define.ts'
import type { Confirmation } from '../../../domain/api/define-api.ts'
import type { ReadContext, WriteContext } from '../context.ts'
import type { Handlers } from '../handlers.ts'
import { getRow, historyOf, saveRow, voidRow } from '../record/store.ts'

type SaveInput = { id?: string; rev?: number; row: never; confirmations?: Confirmation[] }

// get, save, void and history of a record are the store's own; a clinic that needs more puts its handler over them.
function handlersOf(definition: RecordDefinition): Record<string, unknown> {
  return {
    [`${definition.id}.get`]: async ({ id }: { id: string }, context: ReadContext) => {
      context.touched(definition.id, id)
      return getRow(context.db, definition, id)
    },
    [`${definition.id}.save`]: (input: SaveInput, context: WriteContext) => saveRow(context, definition, input),
    [`${definition.id}.void`]: (input: { id: string; rev: number; reason: string }, context: WriteContext) => voidRow(context, definition, input),
    [`${definition.id}.history`]: ({ id }: { id: string }, context: ReadContext) => historyOf(context.db, definition.id, id),
  }
}

/** The store's calls of every declared record, as far as the contract offers them. */
export const recordHandlers = Object.fromEntries(
  RECORDS.flatMap(definition => Object.entries(handlersOf(definition))).filter(([name]) => name in api),
) as Partial<Handlers>
