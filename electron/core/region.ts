import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRegionIndex, RegionDataSchema, type RegionIndex, type RegionPath, TownshipDataSchema } from '../../domain/code/region.ts'

const open = new Map<string, RegionIndex>()
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

/** The division index of a resources folder with the townships of the code's province loaded. */
export function openRegions(resourcesFolder: string, code = ''): RegionIndex {
  let index = open.get(resourcesFolder) ?? createRegionIndex(RegionDataSchema.parse(json(join(resourcesFolder, 'region', 'county.json'))))
  if (code.length === 9 && !index.hasTownships(code)) {
    const townships = join(resourcesFolder, 'region', 'township', `${code.slice(0, 2)}.json`)
    if (existsSync(townships)) index = index.withTownships(TownshipDataSchema.parse(json(townships)))
  }
  open.set(resourcesFolder, index)
  return index
}

/** The names down to a division; undefined for a code the data do not know. */
export function regionPathOf(resourcesFolder: string, code: string | null): RegionPath | undefined {
  return code === null ? undefined : openRegions(resourcesFolder, code).regionPath(code)
}

/** An address in one line: province, city, county, township and the rest, as far as known. */
export function addressText(resourcesFolder: string, code: string | null, rest: string | null): string {
  const path = regionPathOf(resourcesFolder, code)
  return [path?.province, path?.city, path?.county, path?.township, rest].filter(Boolean).join('')
}
