/** Tables of infection. */
export type InfectionTables = Record<never, never>
