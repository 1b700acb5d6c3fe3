/** Tables of women. */
export type WomenTables = Record<never, never>
