import type { OpenDatabase } from '../../db/engine.ts'
import type { Ports } from '../../ports.ts'
import { writeSampleHospital } from './sample-writer.ts'

// The same people every time: what a trainer shows on one machine is there on every other.
const PRACTICE_SEED = 20230401

/** Fills a new practice database with the sample hospital and its users (password: see SAMPLE_PASSWORD). */
export async function fillPractice(database: OpenDatabase, ports: Ports, persons: number): Promise<void> {
  await writeSampleHospital({ database, resourcesFolder: ports.folders.resources, nowMs: ports.clock.nowMs() }, { seed: PRACTICE_SEED, persons })
}
