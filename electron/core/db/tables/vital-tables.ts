/** Tables of vital. */
export type VitalTables = Record<never, never>
