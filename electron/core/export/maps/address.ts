import type { Region, RegionIndex } from '../../../../domain/code/region.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import { openRegions } from '../../region.ts'
import type { ColumnValues, FieldOrigin } from './values.ts'

export type AddressParts = { province: string; city: string; county: string; township: string; village: string; door: string }
const NOWHERE: AddressParts = { province: '', city: '', county: '', township: '', village: '', door: '' }

// House numbers begin with a digit: 春风村 3 组, 解放路 128 号. What stands before is the village or street.
function villageAndDoor(rest: string): { village: string; door: string } {
  const at = rest.search(/\d/)
  return at < 0 ? { village: rest.trim(), door: '' } : { village: rest.slice(0, at).trim(), door: rest.slice(at).trim() }
}

/** The standard's names of a division's levels, with its placeholders (市辖区): the columns of all three must be filled. */
export function regionColumns(resourcesFolder: string, code: string | null): Pick<AddressParts, 'province' | 'city' | 'county' | 'township'> {
  if (code === null) return NOWHERE
  const regions = openRegions(resourcesFolder, code)
  const name = (part: string) => regions.find(part)?.name ?? ''
  return {
    province: name(code.slice(0, 2)), city: name(code.slice(0, 4)), county: code.length >= 6 ? name(code.slice(0, 6)) : '', township: code.length === 9 ? name(code) : '',
  }
}

// Asking the index runs through every township of a province; a month asks for the same few places thousands of times.
const asked = new WeakMap<RegionIndex, Map<string, readonly Region[]>>()
function childrenOf(regions: RegionIndex, code: string): readonly Region[] {
  const known = asked.get(regions) ?? new Map<string, readonly Region[]>()
  asked.set(regions, known)
  const children = known.get(code) ?? regions.children(code)
  known.set(code, children)
  return children
}

function longestPrefix(regions: readonly Region[], text: string): Region | undefined {
  return regions.filter(region => text.startsWith(region.name)).toSorted((a, b) => b.name.length - a.name.length)[0]
}

/** An address kept as a division and a rest; where only the county was chosen, a township at the head of the rest is taken for one. */
export function addressOf(resourcesFolder: string, code: string | null, rest: string | null): AddressParts {
  const levels = regionColumns(resourcesFolder, code)
  const text = rest ?? ''
  const township = code?.length === 6 ? longestPrefix(childrenOf(openRegions(resourcesFolder, `${code}000`), code), text)?.name : undefined
  return township === undefined ? { ...levels, ...villageAndDoor(text) } : { ...levels, township, ...villageAndDoor(text.slice(township.length)) }
}

/**
 * An address that was written as one text, as the certificate printed it, taken apart along the divisions of that time.
 * All pieces together are the text again; where a level is not recognised the rest stands in the street column.
 */
export function splitAddress(resourcesFolder: string, text: string | null): AddressParts {
  if (!text) return NOWHERE
  const province = longestPrefix(childrenOf(openRegions(resourcesFolder), ''), text)
  if (!province) return { ...NOWHERE, ...villageAndDoor(text) }
  const regions: RegionIndex = openRegions(resourcesFolder, `${province.code.slice(0, 2)}0000000`)
  let rest = text.slice(province.name.length)
  let under: Region = province
  const found: Partial<Record<Region['level'], string>> = {}
  for (;;) {
    const next = longestPrefix(childrenOf(regions, under.code), rest)
    if (!next) break
    found[next.level] = next.name
    rest = rest.slice(next.name.length)
    under = next
  }
  return { province: province.name, city: found.city ?? '', county: found.county ?? '', township: found.township ?? '', ...villageAndDoor(rest) }
}

/** An address as six neighbouring columns, the first of them given. */
export function addressColumns(firstColumn: string, parts: AddressParts): ColumnValues {
  const [, prefix, number] = /^(.*\.)(\d{3})$/.exec(firstColumn) ?? []
  const values = [parts.province, parts.city, parts.county, parts.township, parts.village, parts.door]
  return Object.fromEntries(values.map((value, index) => [`${prefix}${String(Number(number) + index).padStart(3, '0')}`, value]))
}

/** The fields those columns lead back to, the first of them given: the division, and the rest. */
export function addressOrigins(firstColumn: string): FieldOrigin {
  const [, prefix, number] = /^(.*\.)(\d{3})$/.exec(firstColumn) ?? []
  // Data sets differ in the order of township and village: both come from the same two fields, and the division is asked about first.
  return Object.fromEntries(['homeRegion', 'homeRegion', 'homeRegion', 'homeRegion', 'homeAddress', 'homeAddress'].map((field, index) => [`${prefix}${String(Number(number) + index).padStart(3, '0')}`, [person.id, field] as const]))
}
