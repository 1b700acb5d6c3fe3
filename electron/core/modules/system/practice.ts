import type { OpenDatabase } from '../../db/engine.ts'
import type { Ports } from '../../ports.ts'

/** Fills a new practice database with the sample hospital. */
export async function fillPractice(_database: OpenDatabase, _ports: Ports, _persons: number): Promise<void> {
}
