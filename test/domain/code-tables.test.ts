import { describe, expect, expectTypeOf, test } from 'vitest'
import { defineCodes } from '../../domain/code/code-table.ts'
import { CODE_TABLES } from '../../domain/code/index.ts'
import { BIRTH_PLACE_TYPE, DELIVERY_MODE } from '../../domain/code/delivery.ts'
import { ETHNIC_GROUP } from '../../domain/code/ethnic-group.ts'
import { ID_DOCUMENT_TYPE } from '../../domain/code/id-document-type.ts'
import { NATIONALITY, isForeign } from '../../domain/code/nationality.ts'
import { REFERRAL_STATE } from '../../domain/code/referral.ts'
import { SEX } from '../../domain/code/sex.ts'
import type { Sex } from '../../domain/code/sex.ts'

describe('code tables', () => {
  test('ids are unique; every table says its standard and source; no two codes share a name', () => {
    expect(new Set(CODE_TABLES.map(({ id }) => id)).size).toBe(CODE_TABLES.length)
    for (const table of CODE_TABLES) {
      expect(table.standard && table.source && table.title, table.id).toBeTruthy()
      expect(new Set(table.list.map(({ label }) => label)).size, table.id).toBe(table.list.length)
      for (const { code, label, parent } of table.list) {
        expect(table.isCode(code)).toBe(true)
        expect(table.codeOf(label)).toBe(code)
        if (parent !== undefined) expect(table.isCode(parent), `${table.id} ${code}`).toBe(true)
      }
    }
  })

  test('digit codes keep the order of the standard although JavaScript sorts numbers first', () => {
    expect(ETHNIC_GROUP.values.slice(0, 11)).toEqual(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11'])
    expect(DELIVERY_MODE.values).toEqual(['1', '11', '12', '2', '21', '22', '23', '3', '31', '32', '33', '9'])
    expect(SEX.values).toEqual(['1', '2', '0', '9'])
  })

  test('codes are types', () => {
    expectTypeOf<Sex>().toEqualTypeOf<'0' | '1' | '2' | '9'>()
    // @ts-expect-error a code outside the table does not compile
    expect(() => SEX.label('3')).toThrow(RangeError)
    expect(SEX.find('3')).toBeUndefined()
    expect(SEX.isCode(1)).toBe(false)
    expect(SEX.text('1')).toEqual({ key: 'code.sex.1', zh: '男' })
    expect(() => defineCodes({ id: 'x', title: '', standard: '', source: '', codes: { a: '甲', b: '乙' }, order: ['a'] })).toThrow(RangeError)
  })

  test('56 ethnic groups with unique letters, none of the old spellings', () => {
    const groups = ETHNIC_GROUP.list.filter(({ letters }) => letters !== '')
    expect(groups).toHaveLength(56)
    expect(new Set(groups.map(({ letters }) => letters)).size).toBe(56)
    expect(ETHNIC_GROUP.values.slice(56)).toEqual(['96', '97', '98'])
    expect(groups.some(({ label }) => ['毛难族', '崩龙族', '仫老族'].includes(label))).toBe(false)
  })

  test('nationality: 249 countries and regions, unique codes, the names of the note', () => {
    expect(NATIONALITY.list).toHaveLength(249)
    expect(new Set(NATIONALITY.list.map(({ alpha2 }) => alpha2)).size).toBe(249)
    expect(new Set(NATIONALITY.list.map(({ numeric }) => numeric)).size).toBe(249)
    const seeds = '中国 CN/CHN/156, 日本 JP/JPN/392, 韩国 KR/KOR/410, 朝鲜 KP/PRK/408, 蒙古 MN/MNG/496, 越南 VN/VNM/704, 老挝 LA/LAO/418, 缅甸 MM/MMR/104, 泰国 TH/THA/764, 柬埔寨 KH/KHM/116, 马来西亚 MY/MYS/458, 新加坡 SG/SGP/702, 印度尼西亚 ID/IDN/360, 菲律宾 PH/PHL/608, 印度 IN/IND/356, 巴基斯坦 PK/PAK/586, 尼泊尔 NP/NPL/524, 哈萨克斯坦 KZ/KAZ/398, 俄罗斯 RU/RUS/643, 乌克兰 UA/UKR/804, 英国 GB/GBR/826, 法国 FR/FRA/250, 德国 DE/DEU/276, 意大利 IT/ITA/380, 西班牙 ES/ESP/724, 美国 US/USA/840, 加拿大 CA/CAN/124, 澳大利亚 AU/AUS/036, 新西兰 NZ/NZL/554, 巴西 BR/BRA/076, 南非 ZA/ZAF/710, 尼日利亚 NG/NGA/566, 埃及 EG/EGY/818, 中国(香港) HK/HKG/344, 中国(澳门) MO/MAC/446, 中国(台湾) TW/TWN/158'
    for (const seed of seeds.split(', ')) {
      const [label = '', codes = ''] = seed.split(' ')
      const [alpha2, alpha3 = '', numeric] = codes.split('/')
      expect(NATIONALITY.find(alpha3)).toMatchObject({ label, alpha2, numeric })
    }
    expect(NATIONALITY.find('SSD')?.numeric).toBe('728')
    expect(NATIONALITY.find('SDN')?.numeric).toBe('729')
    expect(NATIONALITY.isCode('ANT')).toBe(false)
    expect([isForeign('CHN'), isForeign('TWN'), isForeign('JPN')]).toEqual([false, false, true])
  })

  test('documents of the 2023 edition have a code for a target of 2011', () => {
    for (const { code, since, code2011 } of ID_DOCUMENT_TYPE.list) expect(code2011).toBe(since ? '99' : code)
  })

  test('birth places lead to the four short codes of the register form', () => {
    expect(new Set(BIRTH_PLACE_TYPE.list.map(({ registerForm }) => registerForm))).toEqual(new Set(['1', '2', '3', '9']))
  })

  test('referral states: a refusal by the receiver keeps the case, a closed one stays closed', () => {
    expect(REFERRAL_STATE.list.map(({ label }) => label)).toEqual(['待发', '已发', '已到诊', '已回转', '关闭', '拒收', '患者拒绝'])
    expect(REFERRAL_STATE.canMove('rejected', 'toSend')).toBe(true)
    expect(REFERRAL_STATE.canMove('patientRefused', 'sent')).toBe(false)
    expect(REFERRAL_STATE.isFinal('closed')).toBe(true)
    expect(REFERRAL_STATE.values.filter(state => REFERRAL_STATE.isFinal(state))).toEqual(['closed'])
  })
})
