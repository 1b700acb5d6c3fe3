import { describe, expect, test } from 'vitest'
import { MATERIAL } from '../../domain/code/material.ts'
import type { Material } from '../../domain/code/material.ts'
import { checkEligibility, checkMaterials, dnaReasonsOf, requiredMaterials } from '../../domain/rule/issue-case.ts'
import type { Eligibility, IssueCase } from '../../domain/rule/issue-case.ts'
import { checkApplyDay, findLateBracket } from '../../domain/rule/late-bracket.ts'
import { DEFAULT_PROVINCE_RULES, LATE_RULE_PRESETS, PROVINCE_RULE_SOURCES, ProvinceRulesSchema } from '../../domain/rule/province-rules.ts'
import type { ProvinceRules } from '../../domain/rule/province-rules.ts'
import { addDays, toDay } from '../../domain/time/day.ts'

const birthDay = toDay('2026-10-01')
const usual: IssueCase = {
  birthDay, applyDay: addDays(birthDay, 3), bornIn: 'licensed', collector: '1',
  mother: { nationality: 'CHN' }, father: { nationality: 'CHN' }, marriage: 'certificate', motherIdentity: 'matches', canParentApply: true,
}
const rules = DEFAULT_PROVINCE_RULES
const needed = (more: Partial<IssueCase> = {}, province: Partial<ProvinceRules> = {}) =>
  requiredMaterials({ ...usual, ...more }, { ...rules, ...province }).map(({ anyOf }) => anyOf.join('|'))
const hunan: Partial<ProvinceRules> = { lateRules: ProvinceRulesSchema.shape.lateRules.parse(LATE_RULE_PRESETS.hunan2025.brackets), requireMarriageCert: true }

describe('materials of a first issue', () => {
  test('the usual case needs the form and both documents', () => {
    expect(needed()).toEqual(['registrationForm', 'motherId', 'fatherId'])
    expect(needed({}, { requireMarriageCert: true })).toEqual(['registrationForm', 'motherId', 'fatherId', 'marriageCert'])
  })

  test('case 22: a single mother without her statement is refused, with it she passes', () => {
    const list = requiredMaterials({ ...usual, father: null, marriage: 'none' }, rules)
    const brought: Material[] = ['registrationForm', 'motherId']
    expect(checkMaterials(list, brought)).toMatchObject([{ level: 'block', message: { key: 'material.missing', params: { materials: MATERIAL.label('fatherWithheldStatement') } } }])
    expect(checkMaterials(list, [...brought, 'fatherWithheldStatement'])).toEqual([])
  })

  test('case 24: a grandmother needs the mother’s authorization and her own document', () => {
    const list = requiredMaterials({ ...usual, collector: '3' }, rules)
    const brought: Material[] = ['registrationForm', 'motherId', 'fatherId']
    expect(checkMaterials(list, [...brought, 'collectorId'])).toMatchObject([{ level: 'block', message: { params: { materials: MATERIAL.label('authorization') } } }])
    expect(checkMaterials(list, [...brought, 'authorization', 'collectorId'])).toEqual([])
    expect(needed({ collector: '4', canParentApply: false })).toEqual(['registrationForm', 'motherId', 'fatherId', 'collectorId', 'guardianshipProof'])
  })

  test('case 30: on day 40 the list gains the late item', () => {
    expect(needed({ applyDay: addDays(birthDay, 30) })).not.toContain('lateStatement')
    expect(needed({ applyDay: addDays(birthDay, 31) })).toContain('lateStatement')
    const late = requiredMaterials({ ...usual, applyDay: addDays(birthDay, 40) }, rules).find(({ anyOf }) => anyOf.includes('lateStatement'))
    expect(late?.reason).toMatchObject({ key: 'material.late', params: { days: 40 } })
    expect(needed({ applyDay: addDays(birthDay, 40) }, hunan)).toEqual(['registrationForm', 'motherId', 'fatherId', 'marriageCert'])
    expect(needed({ applyDay: addDays(birthDay, 366) })).toEqual(['registrationForm', 'motherId', 'fatherId', 'lateStatement', 'deliveryRecordCopy', 'dnaReport'])
  })

  test('case 31: born at home: the issuer refuses, the manager needs DNA and statements', () => {
    const facts: Eligibility = { outcome: '1', isFoundling: false, isAdopted: false, hasDied: false, bornIn: 'outside', role: 'issuer' }
    expect(checkEligibility(facts)).toMatchObject([{ level: 'block', message: { key: 'eligibility.outside' } }])
    expect(checkEligibility({ ...facts, role: 'manager' })).toEqual([])
    expect(checkEligibility({ ...facts, bornIn: 'treatedAfter' })).toEqual([])
    expect(needed({ bornIn: 'outside' })).toEqual(['registrationForm', 'motherId', 'fatherId', 'birthAccount', 'parentageDeclaration', 'dnaReport'])
  })

  test('case 32: a foundling gets no certificate; nor an adopted child, nor a stillbirth', () => {
    const facts: Eligibility = { outcome: '1', isFoundling: true, isAdopted: false, hasDied: false, bornIn: 'licensed', role: 'issuer' }
    expect(checkEligibility(facts)).toMatchObject([{ level: 'block', message: { key: 'eligibility.foundling' } }])
    expect(checkEligibility({ ...facts, isFoundling: false, isAdopted: true })).toMatchObject([{ level: 'block' }])
    expect(checkEligibility({ ...facts, isFoundling: false, outcome: '2' })).toMatchObject([{ level: 'block', message: { key: 'eligibility.stillbirth' } }])
    expect(checkEligibility({ ...facts, isFoundling: false, hasDied: true })).toMatchObject([{ level: 'warn' }])
  })

  test('a foreign parent shows a passport', () => {
    expect(needed({ father: { nationality: 'JPN' } })).toEqual(['registrationForm', 'motherId', 'passport'])
    expect(needed({ mother: { nationality: 'USA' }, father: { nationality: 'JPN' } })).toEqual(['registrationForm', 'passport'])
    expect(needed({ father: { nationality: 'HKG' } })).toContain('fatherId')
  })

  test('a mother who differs from the admission record: household proof or DNA, and DNA if the police know neither', () => {
    expect(needed({ motherIdentity: 'differsKnownToPolice' })).toContain('householdProof|dnaReport')
    expect(needed({ motherIdentity: 'differsUnknownToPolice' })).toContain('dnaReport')
  })

  test('a needed DNA report also answers where it was one of two ways', () => {
    const list = requiredMaterials({ ...usual, motherIdentity: 'differsKnownToPolice', bornIn: 'outside' }, rules)
    expect(checkMaterials(list, ['registrationForm', 'motherId', 'fatherId', 'birthAccount', 'parentageDeclaration', 'dnaReport'])).toEqual([])
    expect(checkMaterials(list, ['registrationForm', 'motherId', 'fatherId', 'birthAccount', 'parentageDeclaration', 'householdProof'])).toHaveLength(1)
  })
})

describe('DNA report (Hunan 2025 list)', () => {
  const reasons = (more: Partial<IssueCase>, province: Partial<ProvinceRules> = hunan) => dnaReasonsOf({ ...usual, ...more }, { ...rules, ...province })
  test.each<[string, Partial<IssueCase>, string[]]>([
    ['nothing unusual', {}, []],
    ['six months and a day', { applyDay: addDays(birthDay, 184) }, ['late']],
    ['born outside', { bornIn: 'outside' }, ['outside']],
    ['treated in a licensed institution afterwards', { bornIn: 'treatedAfter' }, []],
    ['mother not printed', { mother: null, collector: '2' }, ['motherWithheld']],
    ['not married, father printed', { marriage: 'none' }, ['nonMarital']],
    ['no marriage certificate, father printed', { marriage: 'stated' }, ['nonMarital']],
    ['not married, father not printed', { marriage: 'none', father: null }, []],
    ['name differs, unknown to the police', { motherIdentity: 'differsUnknownToPolice' }, ['nameMismatch']],
  ])('%s', (_, more, expected) => {
    expect(reasons(more)).toEqual(expected)
  })

  test('a statement of marriage is enough where the certificate may not be made a condition (Hubei 2014)', () => {
    expect(reasons({ marriage: 'stated' }, { requireMarriageCert: false })).toEqual([])
  })

  test('a province can switch a reason off', () => {
    expect(reasons({ marriage: 'none' }, { dnaReasons: ['outside'] })).toEqual([])
  })
})

describe('province rules', () => {
  test('brackets are hit at their last day', () => {
    const at = (days: number) => findLateBracket(birthDay, addDays(birthDay, days), rules)
    expect(at(0)).toMatchObject({ isLate: false, daysSinceBirth: 0 })
    expect(at(30).isLate).toBe(false)
    expect(at(31)).toMatchObject({ isLate: true, bracket: { approverRole: 'reviewer' } })
    expect(at(20_000).bracket.maxDays).toBeNull()
    expect(checkApplyDay(birthDay, addDays(birthDay, -1))).toMatchObject([{ level: 'block' }])
  })

  test('every preset is a valid list of brackets, every rule names its source', () => {
    for (const preset of Object.values(LATE_RULE_PRESETS)) {
      expect(ProvinceRulesSchema.safeParse({ ...rules, lateRules: preset.brackets }).success).toBe(true)
    }
    expect(Object.keys(PROVINCE_RULE_SOURCES).sort()).toEqual(Object.keys(rules).filter(name => name !== 'profile').sort())
  })

  test('brackets that fall or have no open end are refused', () => {
    const bracket = (maxDays: number | null) => ({ maxDays, requiredMaterials: [], approverRole: 'none' })
    for (const wrong of [[bracket(30)], [bracket(30), bracket(20), bracket(null)], [bracket(null), bracket(30)], [bracket(null), bracket(null)], []]) {
      expect(ProvinceRulesSchema.safeParse({ ...rules, lateRules: wrong }).success).toBe(false)
    }
  })
})
