/** Tables of fertility. */
export type FertilityTables = Record<never, never>
