import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PROVINCE } from '../../domain/code/province.ts'
import { RegionDataSchema, TownshipDataSchema, createRegionIndex, formatRegionPath } from '../../domain/code/region.ts'

const folder = join(import.meta.dirname, '../../resources/region')
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const data = RegionDataSchema.parse(read('county.json'))
const townships = (province: string) => TownshipDataSchema.parse(read(`township/${province}.json`))
const index = createRegionIndex(data)

describe('administrative divisions', () => {
  test('provinces are those of the code table', () => {
    expect(Object.entries(data.provinces)).toEqual(PROVINCE.list.map(({ code, label }) => [code, label]))
  })

  test('every county lies in a known city or directly under a province; every township in a county', () => {
    for (const code of Object.keys(data.counties)) {
      expect(data.provinces[code.slice(0, 2)], code).toBeDefined()
      if (!['71', '81', '82'].includes(code.slice(0, 2))) expect(data.cities[code.slice(0, 4)], code).toBeDefined()
    }
    const files = readdirSync(join(folder, 'township'))
    expect(files).toHaveLength(31)
    for (const file of files) {
      for (const code of Object.keys(townships(file.slice(0, 2)))) {
        expect(code).toMatch(/^\d{9}$/)
        expect(code.slice(0, 2)).toBe(file.slice(0, 2))
        expect(data.counties[code.slice(0, 6)], code).toBeDefined()
      }
    }
  })

  test('three separate names for the certificate', () => {
    expect(index.regionPath('410102')).toEqual({ province: '河南省', city: '郑州市', county: '中原区', township: '' })
    expect(index.regionPath('410100')).toEqual({ province: '河南省', city: '郑州市', county: '', township: '' })
    expect(index.regionPath('41')).toEqual({ province: '河南省', city: '', county: '', township: '' })
    expect(index.withTownships(townships('41')).regionPath('410102001')).toEqual({ province: '河南省', city: '郑州市', county: '中原区', township: '林山寨街道' })
    expect(index.regionPath('999999')).toBeUndefined()
    expect(index.regionPath('410102001')).toBeUndefined()
    expect(index.regionPath('')).toBeUndefined()
  })

  test('placeholders of the standard are not names: 直辖市, 省直辖, cities without counties', () => {
    expect(index.regionPath('110101')).toEqual({ province: '北京市', city: '', county: '东城区', township: '' })
    expect(index.regionPath('500229')).toMatchObject({ city: '', county: '城口县' })
    expect(index.regionPath('419001')).toMatchObject({ province: '河南省', city: '', county: '济源市' })
    expect(index.regionPath('441900')).toEqual({ province: '广东省', city: '东莞市', county: '', township: '' })
    expect(index.regionPath('620201')).toEqual({ province: '甘肃省', city: '嘉峪关市', county: '', township: '' })
    expect(index.regionPath('810001')).toMatchObject({ province: '香港特别行政区', city: '', county: '中西区' })
    expect(formatRegionPath({ province: '河南省', city: '', county: '济源市', township: '' })).toBe('河南省济源市')
  })

  test('choosing goes down level by level and skips what does not exist', () => {
    expect(index.children('')).toHaveLength(34)
    expect(index.children('110000').map(({ level }) => level)).toEqual(Array(16).fill('county'))
    const henan = index.children('410000')
    expect(henan.filter(({ level }) => level === 'city')).toHaveLength(17)
    expect(henan.filter(({ level }) => level === 'county')).toEqual([{ code: '419001', name: '济源市', level: 'county' }])
    expect(index.children('410100').map(({ name }) => name)).toContain('中原区')
    expect(index.children('410102')).toEqual([])
    expect(index.hasTownships('410102')).toBe(false)
    const withHenan = index.withTownships(townships('41'))
    expect(withHenan.hasTownships('410102')).toBe(true)
    expect(withHenan.children('410102')[0]).toEqual({ code: '410102001', name: '林山寨街道', level: 'township' })
    const guangdong = index.withTownships(townships('44'))
    expect(guangdong.children('441900').length).toBeGreaterThan(20)
    expect(guangdong.regionPath(guangdong.children('441900')[0]?.code ?? '')).toMatchObject({ city: '东莞市', county: '' })
    expect(index.children('nonsense')).toEqual([])
  })

  test('everything offered can be found again and has a path', () => {
    for (const province of index.children('')) {
      for (const below of index.children(province.code)) {
        expect(index.find(below.code)).toEqual(below)
        for (const county of index.children(below.code)) expect(index.regionPath(county.code)).toBeDefined()
      }
    }
  })

  test('abolished counties are found in old records, not offered', () => {
    expect(index.find('330104')).toEqual({ code: '330104', name: '江干区', level: 'county' })
    expect(index.children('330100').some(({ code }) => code === '330104')).toBe(false)
    expect(index.areaCodes.has('330104')).toBe(true)
  })

  test('search: names that begin with the text come first', () => {
    const hits = index.search('中原')
    expect(hits[0]).toMatchObject({ code: '410102', path: { city: '郑州市' } })
    const named = index.search('城区', 400).map(({ name }) => name)
    expect(named).toContain('东城区')
    expect(named.findIndex(name => !name.startsWith('城区'))).toBe(named.filter(name => name.startsWith('城区')).length)
    expect(named[0]).toBe('城区')
    expect(index.search('  ')).toEqual([])
    expect(index.search('区', 5)).toHaveLength(5)
  })
})
