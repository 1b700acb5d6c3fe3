import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseGrowthTables, type GrowthTables } from '../../domain/rule/growth/tables.ts'

const open = new Map<string, GrowthTables>()

/** The growth standards of a resources folder, read once. */
export function openGrowth(resourcesFolder: string): GrowthTables {
  let tables = open.get(resourcesFolder)
  if (!tables) {
    tables = parseGrowthTables(path => readFileSync(join(resourcesFolder, 'growth', path), 'utf8'))
    open.set(resourcesFolder, tables)
  }
  return tables
}
