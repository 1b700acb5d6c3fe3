import { describe, expect, test } from 'vitest'
import { PROVINCE } from '../../domain/code/province.ts'
import { PROVINCE_PROFILES, rulesOfProfile, type RuleName, standingOf } from '../../domain/rule/province-profiles.ts'
import { DEFAULT_PROVINCE_RULES, PROVINCE_PROFILE_NAMES, PROVINCE_RULE_SOURCES, ProvinceRulesSchema } from '../../domain/rule/province-rules.ts'
import { findLateBracket } from '../../domain/rule/late-bracket.ts'
import type { Day } from '../../domain/time/day.ts'

const names = Object.keys(PROVINCE_PROFILES) as (keyof typeof PROVINCE_PROFILES)[]

test('the six provinces the note quotes are shipped, each with a basis', () => {
  expect(names).toEqual(PROVINCE_PROFILE_NAMES.filter(name => name !== ''))
  expect(names.map(name => PROVINCE.label(PROVINCE_PROFILES[name].province as never))).toEqual(['湖南省', '河南省', '福建省', '湖北省', '浙江省', '广东省'])
})

describe.each(names)('%s', name => {
  const profile = PROVINCE_PROFILES[name]
  test('every value is a rule of the program, fits its schema and names its place in the note', () => {
    expect(ProvinceRulesSchema.safeParse(rulesOfProfile(name)).success).toBe(true)
    for (const [rule, found] of Object.entries(profile.rules)) {
      expect(rule in PROVINCE_RULE_SOURCES, rule).toBe(true)
      expect(found.source, rule).toMatch(/§\d/)
    }
    expect(profile.basis.length).toBeGreaterThan(5)
  })
  test('what was not found stays at the default and is said to be so', () => {
    const rules = rulesOfProfile(name)
    for (const rule of Object.keys(PROVINCE_RULE_SOURCES) as RuleName[]) {
      if (rule in profile.rules) expect(standingOf(rules, rule), rule).toBe('asFound')
      else { expect(rules[rule], rule).toEqual(DEFAULT_PROVINCE_RULES[rule]); expect(standingOf(rules, rule)).toBe('notFound') }
    }
  })
})

test('a value the hospital changed is told from the one that was found', () => {
  expect(standingOf({ ...rulesOfProfile('fujian'), fatherBlankText: '/' }, 'fatherBlankText')).toBe('changed')
})

test('the brackets say what the note says: day 184 in Hunan needs DNA, day 93 in Hubei goes to the manager, day 31 in Zhejiang needs a statement', () => {
  const at = (profile: (typeof names)[number], day: string) => findLateBracket('2025-01-01' as Day, day as Day, rulesOfProfile(profile)).bracket
  expect(at('hunan2025', '2025-07-03').requiredMaterials).toEqual([])
  expect(at('hunan2025', '2025-07-04').requiredMaterials).toEqual(['dnaReport'])
  expect(at('hubei', '2025-04-04').approverRole).toBe('manager')
  expect(at('zhejiang2012', '2025-02-01').requiredMaterials).toEqual(['lateStatement'])
  expect(at('zhejiang2012', '2026-01-02').requiredMaterials).toEqual(['lateStatement', 'dnaReport'])
})
