import { describe, expect, test } from 'vitest'
import { CHILD_CONTACT } from '../../domain/code/child-check.ts'
import { DEATH_CAUSE, DEATH_DIAGNOSIS_LEVEL } from '../../domain/code/child-death.ts'
import { ENTRANCE_PURPOSE } from '../../domain/code/child-entrance.ts'
import { BIRTH_PLACE_TYPE } from '../../domain/code/delivery.ts'
import { deathCard, type DeathCard } from '../../domain/modules/child/death-card.record.ts'
import { ENTRANCE_ORGANS, entranceExam, type EntranceExam } from '../../domain/modules/child/entrance-exam.record.ts'
import { childHandoutValues } from '../../domain/print/child-handout-values.ts'
import { deathCardValues } from '../../domain/print/death-card-values.ts'
import { entranceFormValues } from '../../domain/print/entrance-form-values.ts'
import { layoutFaults } from '../../domain/print/layout.ts'
import { scaleLayout } from '../../domain/print/scale-layout.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { compose } from '../../electron/core/print/compose.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'
import { readLayout } from '../../electron/core/print/layouts.ts'
import { CARD_FACTS, card, CHILD_ON_PAPER, exam, HANDOUT_FACTS } from './support/card-facts.ts'
import { FONTS, RESOURCES } from './support/facts.ts'

// Fields of the forms: child health note §11 and §12; handouts §14.
const fonts = openPrintFonts(FONTS)
const issues = (layout: Parameters<typeof compose>[0], values: Parameters<typeof compose>[1]) => compose(layout, values, { fonts, mode: 'print' }).issues
const longest = (definition: RecordDefinition, row: object, pattern: Readonly<Record<string, string>> = {}) => Object.fromEntries(Object.entries(definition.fields).map(([name, field]) =>
  [name, pattern[name] ?? (field.kind === 'text' ? '重'.repeat(field.maxLength) : field.kind === 'number' ? field.plausible[1] : (row as Record<string, unknown>)[name])]))
const LONG_NAME = '阿'.repeat(50)
const LONG_ADDRESS = `新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿合奇县${'村'.repeat(100)}`

describe('儿童入园(所)健康检查表', () => {
  const layout = readLayout(RESOURCES, 'entranceForm')
  test('holds the longest of everything uncut, every organ abnormal and entering postponed', () => {
    const row = { ...longest(entranceExam, exam, { number: 'RY2026000001' }), ...Object.fromEntries(ENTRANCE_ORGANS.map(name => [name, '2'])), history: '1,2,3,4,5', opinion: 'postponed', nutrition: 'severelyWasted,severelyStunted,severelyUnderweight' } as unknown as EntranceExam
    for (const purpose of ENTRANCE_PURPOSE.values) {
      expect(issues(layout, entranceFormValues({ ...row, purpose }, { ...CHILD_ON_PAPER, name: LONG_NAME, ageText: '6岁11个月', institution: '县'.repeat(70) }))).toEqual([])
    }
  })
  test('says what was found, what was not examined and when it ends', () => {
    expect(entranceFormValues({ ...exam, weightForLengthGrade: 'middle', nutrition: 'stunted' } as unknown as EntranceExam, CHILD_ON_PAPER).weightForLength).toBe('中;生长迟缓')
    expect(entranceFormValues(exam, CHILD_ON_PAPER)).toMatchObject({ eyeLeft: '异常:结膜充血', genitals: '未检查', skin: '未见异常', weight: '15.20 kg', length: '98.5 cm', alt: '18 U/L(上限 40)', opinion: '可以入园', validUntil: '2026-06-10', history: '高热惊厥' })
  })
})

describe('5岁以下儿童死亡报告卡', () => {
  const layout = readLayout(RESOURCES, 'deathCard')
  test('holds the longest of everything uncut, with the longest words of every list', () => {
    const row = longest(deathCard, card, { number: 'SW2026000001', icd10: 'P07.3', ageText: '4岁11月30天23时59分' }) as unknown as DeathCard
    const facts = { ...CARD_FACTS, name: LONG_NAME, motherName: LONG_NAME, fatherName: LONG_NAME, address: LONG_ADDRESS, phone: '0'.repeat(20) }
    for (const causeClass of DEATH_CAUSE.values) expect(issues(layout, deathCardValues({ ...row, causeClass }, facts)), causeClass).toEqual([])
    for (const diagnosisLevel of DEATH_DIAGNOSIS_LEVEL.values) expect(issues(layout, deathCardValues({ ...row, diagnosisLevel }, facts)), diagnosisLevel).toEqual([])
    for (const birthPlaceType of BIRTH_PLACE_TYPE.values) expect(issues(layout, deathCardValues({ ...row, birthPlaceType, bornTimeUnknown: true, deathTimeUnknown: true }, facts)), birthPlaceType).toEqual([])
  })
  test('has the answers of the card, one ticked of each list', () => {
    const values = deathCardValues({ ...card, treatment: '3', untreatedReason: '9' } as DeathCard, CARD_FACTS)
    expect(values).toMatchObject({ deathPlace: '√ 1 医院   □ 2 途中   □ 3 家中', treatment: '□ 1 住院治疗   □ 2 门诊治疗   √ 3 未治疗', diagnosisBasis: '□ 1 病理尸检   √ 2 临床   □ 3 死后推断', causeClass: '18 早产或低出生体重', bornAt: '2026年03月01日08时00分', draft: '' })
    expect(values.untreatedReason).toContain('√ 6 其他')
    expect(deathCardValues({ ...card, householdType: '22' } as DeathCard, CARD_FACTS).household).toContain('√ 3 非本地(居住一年以上)')
    // Not said how long: none of the two is ticked for the family.
    expect(deathCardValues({ ...card, householdType: '2' } as DeathCard, CARD_FACTS).household).toBe('□ 1 本地   □ 2 非本地(居住一年以内)   □ 3 非本地(居住一年以上)   非本地,居住时间未填')
  })
})

describe('handouts', () => {
  const a4 = readLayout(RESOURCES, 'childHandout')
  const a5 = scaleLayout(a4, { w: 148, h: 210 })
  test('the A5 sheet is without faults and half as large', () => {
    expect(layoutFaults(a5)).toEqual([])
    expect(a5.page).toEqual({ w: 148, h: 210 })
    expect(Math.max(...a5.boxes.map(box => 'line' in box ? box.x2 : box.x + box.w))).toBeLessThanOrEqual(148)
  })
  test.each(CHILD_CONTACT.values)('%s fits both papers, with the longest name', contact => {
    const values = childHandoutValues(contact, { ...HANDOUT_FACTS, childName: LONG_NAME, institution: '县'.repeat(70) })
    for (const layout of [a4, a5]) expect(issues(layout, values)).toEqual([])
    expect(Object.entries(values).filter(([name]) => /^text\d$/.test(name)).every(([, text]) => typeof text === 'string' && text.length > 20)).toBe(true)
  })
})
