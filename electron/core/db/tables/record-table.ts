import type { RecordDefinition, RowFrame, RowOf } from '../../../../domain/record/define.ts'

// yes/no is 1/0 in a column
type Columns<R> = { [K in keyof R]: R[K] extends boolean ? 0 | 1 : R[K] extends boolean | null ? 0 | 1 | null : R[K] }
/** The columns of a record's table. */
export type RecordTable<D> = D extends RecordDefinition<string, infer F> ? Columns<RowOf<F>> & RowFrame : never
