/** Tables of maternal. */
export type MaternalTables = Record<never, never>
