/** Tables of risk. */
export type RiskTables = Record<never, never>
