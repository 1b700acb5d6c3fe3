import { useQuery } from '@tanstack/react-query'
import { createRegionIndex, formatRegionPath, type RegionData, type RegionIndex, type TownshipData } from '../../../domain/code/region.ts'
import { queryClient } from '../../api/useCall.ts'

const townshipFiles = import.meta.glob<TownshipData>('../../../resources/region/township/*.json', { import: 'default' })

let index: Promise<RegionIndex> | null = null

/** The index of divisions with the townships of the given provinces (two digits) loaded. */
export function loadRegions(provinces: readonly string[] = []): Promise<RegionIndex> {
  const counties = index ?? import('../../../resources/region/county.json').then(module => createRegionIndex(module.default as RegionData))
  return index = counties.then(async loaded => {
    const missing = [...new Set(provinces)].filter(two => !loaded.hasTownships(two))
    const parts = await Promise.all(missing.map(two => townshipFiles[`../../../resources/region/township/${two}.json`]?.() ?? Promise.resolve<TownshipData>({})))
    return parts.length === 0 ? loaded : loaded.withTownships(Object.assign({}, ...parts))
  })
}

/** The divisions, for components; undefined until loaded. */
export function useRegions(provinces: readonly string[] = []): RegionIndex | undefined {
  const wanted = [...new Set(provinces)].toSorted()
  return useQuery({ queryKey: ['region-data', wanted], queryFn: () => loadRegions(wanted), staleTime: Infinity }, queryClient).data
}

/** The names of a division written together; the code itself while loading or when unknown. */
export function useRegionText(code: string | null | undefined): string {
  const regions = useRegions(code && code.length > 6 ? [code.slice(0, 2)] : [])
  if (!code) return ''
  const path = regions?.regionPath(code)
  return path ? formatRegionPath(path) : code
}
