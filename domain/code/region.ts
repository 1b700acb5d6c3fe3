import { z } from 'zod'

/**
 * Administrative divisions: GB/T 2260 down to counties (6 digits), GB/T 10114 for townships (9 digits). Data and its
 * date: resources/region. The reader of the files is the core's or the renderer's business.
 */
export const RegionDataSchema = z.strictObject({
  /** The day the divisions were taken, for the data dictionary. */
  asOf: z.string(),
  /** Two digits → name. */
  provinces: z.record(z.string(), z.string()),
  /** Four digits → name; 直辖市 and 省直辖 have placeholders like 市辖区. */
  cities: z.record(z.string(), z.string()),
  /** Six digits → name. */
  counties: z.record(z.string(), z.string()),
  /** Counties that were abolished: still found in old records, no longer offered. */
  abolished: z.record(z.string(), z.string()),
})
export type RegionData = z.output<typeof RegionDataSchema>

/** Nine digits → name, the townships of one province. */
export const TownshipDataSchema = z.record(z.string(), z.string())
export type TownshipData = z.output<typeof TownshipDataSchema>

export type RegionLevel = 'province' | 'city' | 'county' | 'township'

/** One division. `code` has 6 digits down to the county, 9 for a township. */
export type Region = { readonly code: string; readonly name: string; readonly level: RegionLevel }

/**
 * The names on the way to a division, each a text of its own as the certificate prints them (§2.2 field 8). A level that
 * does not exist is empty: the city of Beijing's districts (the standard's 市辖区), the county of 东莞市.
 */
export type RegionPath = { readonly province: string; readonly city: string; readonly county: string; readonly township: string }

/** Looks up divisions in loaded data. */
export type RegionIndex = {
  readonly asOf: string
  /** The division of a code (2, 4, 6 or 9 digits, abolished counties too), or undefined. */
  find(code: string): Region | undefined
  /** The names down to the code, or undefined for an unknown code. */
  regionPath(code: string): RegionPath | undefined
  /** What lies directly under a division, '' for the provinces; placeholders such as 市辖区 are skipped. */
  children(code: string): readonly Region[]
  /** Divisions whose name begins with the text, then those that contain it; townships only of loaded provinces. */
  search(text: string, most?: number): readonly (Region & { readonly path: RegionPath })[]
  /** County codes in force and abolished ones, for the area check of ID numbers. */
  readonly areaCodes: ReadonlySet<string>
  /** Whether the townships of this code's province are loaded. */
  hasTownships(code: string): boolean
  /** The same index with the townships of one more province. */
  withTownships(townships: TownshipData): RegionIndex
}

// The standard fills the middle level where no city exists.
const PLACEHOLDER = /^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/

/** 东莞, 中山, 儋州 and 嘉峪关 have no counties: the data repeat the city (嘉峪关 as 620201). */
const repeatsCity = (countyName: string, cityName: string | undefined): boolean => countyName === cityName

/** Makes an index over loaded data; `townships` may hold any provinces and can be added to later. */
export function createRegionIndex(data: RegionData, townships: TownshipData = {}): RegionIndex {
  const { provinces, cities, counties, abolished } = data
  const realCity = (code: string): string | undefined => {
    const name = cities[code.slice(0, 4)]
    return name && !PLACEHOLDER.test(name) ? name : undefined
  }
  const countyName = (code: string): string | undefined => counties[code] ?? abolished[code]
  const isRealCounty = (code: string): boolean => {
    const name = countyName(code)
    return name !== undefined && !repeatsCity(name, realCity(code))
  }

  function find(code: string): Region | undefined {
    if (code.length === 9) {
      const name = townships[code]
      return name ? { code, name, level: 'township' } : undefined
    }
    const six = code.padEnd(6, '0')
    if (!/^\d{6}$/.test(six)) return undefined
    if (six.endsWith('0000')) {
      const name = provinces[six.slice(0, 2)]
      return name ? { code: six, name, level: 'province' } : undefined
    }
    if (six.endsWith('00')) {
      const name = cities[six.slice(0, 4)]
      return name ? { code: six, name, level: 'city' } : undefined
    }
    const name = countyName(six)
    return name ? { code: six, name, level: 'county' } : undefined
  }

  function regionPath(code: string): RegionPath | undefined {
    const region = find(code)
    const province = provinces[code.slice(0, 2)]
    if (!region || province === undefined) return undefined
    const county = region.level === 'county' || region.level === 'township' ? region.code.slice(0, 6) : ''
    return {
      province,
      city: region.level === 'province' ? '' : realCity(region.code) ?? '',
      county: county !== '' && isRealCounty(county) ? countyName(county) ?? '' : '',
      township: region.level === 'township' ? region.name : '',
    }
  }

  const countiesUnder = (prefix: string): Region[] => Object.entries(counties)
    .filter(([code]) => code.startsWith(prefix) && isRealCounty(code))
    .map(([code, name]) => ({ code, name, level: 'county' }))

  const townshipsUnder = (prefix: string): Region[] => Object.entries(townships)
    .filter(([code]) => code.startsWith(prefix))
    .map(([code, name]) => ({ code, name, level: 'township' }))

  function children(code: string): readonly Region[] {
    if (code === '') return Object.entries(provinces).map(([two, name]) => ({ code: `${two}0000`, name, level: 'province' }))
    const region = find(code)
    switch (region?.level) {
      case 'province': {
        const two = region.code.slice(0, 2)
        const own = Object.entries(cities).filter(([four, name]) => four.startsWith(two) && !PLACEHOLDER.test(name))
          .map(([four, name]): Region => ({ code: `${four}00`, name, level: 'city' }))
        return [...own, ...countiesUnder(two).filter(county => realCity(county.code) === undefined)]
      }
      case 'city': {
        const below = countiesUnder(region.code.slice(0, 4))
        return below.length > 0 ? below : townshipsUnder(region.code.slice(0, 4))
      }
      case 'county':
        return townshipsUnder(region.code)
      default:
        return []
    }
  }

  function* everything(): Generator<Region> {
    yield* children('')
    for (const [four, name] of Object.entries(cities)) if (!PLACEHOLDER.test(name)) yield { code: `${four}00`, name, level: 'city' }
    yield* countiesUnder('')
    yield* townshipsUnder('')
  }

  function search(text: string, most = 20): readonly (Region & { readonly path: RegionPath })[] {
    const wanted = text.trim()
    if (wanted === '') return []
    const hits = [...everything()].filter(({ name }) => name.includes(wanted))
    // A stable sort: within the two groups the order stays province, city, county, township.
    return hits.toSorted((a, b) => Number(b.name.startsWith(wanted)) - Number(a.name.startsWith(wanted))).slice(0, most)
      .flatMap(region => {
        const path = regionPath(region.code)
        return path ? [{ ...region, path }] : []
      })
  }

  const loaded = new Set(Object.keys(townships).map(code => code.slice(0, 2)))
  return {
    asOf: data.asOf,
    find, regionPath, children, search,
    areaCodes: new Set([...Object.keys(counties), ...Object.keys(abolished)]),
    hasTownships: code => loaded.has(code.slice(0, 2)),
    withTownships: more => createRegionIndex(data, { ...townships, ...more }),
  }
}

/** The names of a path written together, the way an address begins. */
export const formatRegionPath = ({ province, city, county, township }: RegionPath): string => province + city + county + township
