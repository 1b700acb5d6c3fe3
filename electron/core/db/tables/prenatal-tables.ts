/** Tables of prenatal. */
export type PrenatalTables = Record<never, never>
