import type { z } from 'zod'
import type { Api, Name } from '../../domain/api/api.ts'
import type { ReadContext, WriteContext } from './context.ts'

type BeforeOpen = { [N in Name]: N extends `system.${string}` ? N : never }[Name]

/** One function per call of the contract (calls before the database is open are answered by `system.ts`). */
export type Handlers = {
  [N in Exclude<Name, BeforeOpen>]: (
    input: z.output<Api[N]['input']>,
    context: Api[N]['writes'] extends true ? WriteContext : ReadContext,
  ) => Promise<z.input<Api[N]['output']>>
}
