import { describe, expect, test } from 'vitest'
import * as check from '../../domain/code/child-check.ts'
import * as death from '../../domain/code/child-death.ts'
import * as maps from '../../domain/code/child-maps.ts'
import * as national from '../../domain/code/child-national.ts'
import * as newborn from '../../domain/code/child-newborn-visit.ts'
import { DISEASE_OUTCOME, NUTRITION_DISEASE } from '../../domain/code/child-nutrition.ts'
import { CHILD_CODE_TABLES } from '../../domain/code/child-tables.ts'
import type { CodeTable } from '../../domain/code/code-table.ts'
import { DELIVERY_MODE } from '../../domain/code/delivery.ts'
import { CODE_TABLES } from '../../domain/code/index.ts'
import type { Field } from '../../domain/field/kinds.ts'
import { childVisit } from '../../domain/modules/child/visit.record.ts'
import { isShown } from '../../domain/record/derive/schema.ts'
import { answersOf, CHECK_FIELDS, type CheckContact, columnOf, contentsRecorded, isNoneCombined, madeUpAt } from '../../domain/rule/child/form-fields.ts'
import { REMINDER_RULES } from '../../domain/rule/child/reminder-rules.ts'

const text = (table: CodeTable): string => table.list.map(({ code, label }) => `${code} ${label}`).join(' ')
const CONTACTS = check.CHILD_CONTACT.values.filter(contact => contact !== 'home') as CheckContact[]

describe('printed value sets (§4)', () => {
  test('the mode of delivery becomes the word of the home visit that means the same', () => {
    const word = (mode: string): string | null => { const code = maps.DELIVERY_MODE_TO_CIRCUMSTANCE[mode as never]; return code ? newborn.BIRTH_CIRCUMSTANCE.label(code) : null }
    expect(Object.fromEntries(DELIVERY_MODE.values.map(mode => [DELIVERY_MODE.label(mode), word(mode)]))).toEqual({
      阴道自然分娩: '顺产', 会阴切开: '顺产', 会阴未切: '顺产', 阴道手术助产: null, 产钳助产: '产钳', 臀位助产: '臀位', 胎头吸引: '胎头吸引', 剖宫产: '剖宫', 子宫下段横切口剖宫产: '剖宫', 子宫体剖宫产: '剖宫', 腹膜外剖宫产: '剖宫', 其他: null,
    })
  })

  test.each<[CodeTable, string]>([
    [newborn.PREGNANCY_ILLNESS, '1 无 2 糖尿病 3 妊娠期高血压 4 其他'], [newborn.BIRTH_CIRCUMSTANCE, '1 顺产 2 胎头吸引 3 产钳 4 剖宫 5 双多胎 6 臀位 7 其他'],
    [newborn.NEWBORN_HEARING_STATUS, '1 通过 2 未通过 3 未筛查 4 不详'], [newborn.NEWBORN_DISEASE_STATUS, '1 未进行 2 检查均阴性 3 甲低 4 苯丙酮尿症 5 其他遗传代谢病'],
    [newborn.CHILD_FEEDING, '1 纯母乳 2 混合 3 人工'], [newborn.NEWBORN_STOOL, '1 糊状 2 稀 3 其他'], [newborn.CHILD_COMPLEXION, '1 红润 2 黄染 3 其他'],
    [newborn.JAUNDICE_SITE, '1 无 2 面部 3 躯干 4 四肢 5 手足'], [newborn.FONTANELLE_TENSION, '1 正常 2 膨隆 3 凹陷 4 其他'], [newborn.NEWBORN_SKIN, '1 未见异常 2 湿疹 3 糜烂 4 其他'],
    [newborn.UMBILICAL_CORD, '1 未脱 2 脱落 3 脐部有渗出 4 其他'], [newborn.NEWBORN_GUIDANCE, '1 喂养指导 2 发育指导 3 防病指导 4 预防伤害指导 5 口腔保健指导 6 其他'],
    [newborn.CHILD_NONE_SOME, '1 无 2 有'], [newborn.CHILD_FINDING, '1 未见异常 2 异常'], [check.FONTANELLE, '1 闭合 2 未闭'], [check.INFANT_NECK_MASS, '1 有 2 无'], [check.CHILD_COMPLEXION_LATER, '1 红润 2 其他'], [check.CHILD_HEARING, '1 通过 2 未通过'],
    [check.RICKETS_SYMPTOM, '1 无 2 夜惊 3 多汗 4 烦躁'], [check.PRINTED_GRADE, '1 上 2 中 3 下'], [check.CHILD_GUIDANCE, '1 科学喂养 2 生长发育 3 疾病预防 4 预防意外伤害 5 口腔保健 6 其他'],
    [check.TCM_SERVICE, '1 中医饮食调养指导 2 中医起居调摄指导 3 传授穴位按揉或推拿方法 4 其他'], [check.TCM_TECHNIQUE, 'abdomenAndSpine 摩腹、捏脊 yingxiangZusanli 按揉迎香穴、足三里穴 sishencong 按揉四神聪穴'],
    [check.RICKETS_SIGN_MONTH_3, '1 无 2 颅骨软化'], [check.RICKETS_SIGN_MONTH_6, '1 无 2 肋串珠 3 肋软骨沟 4 鸡胸 5 手足镯 6 颅骨软化 7 方颅'],
    [check.RICKETS_SIGN_TODDLER, '1 无 2 肋串珠 3 肋软骨沟 4 鸡胸 5 手足镯 6 “O”型腿 7 “X”型腿'], [check.ILLNESS_SINCE_LAST, '1 无 2 肺炎 3 腹泻 4 外伤 5 其他'],
    [check.PRINTED_PHYSIQUE, '1 正常 2 低体重 3 消瘦 4 生长迟缓 5 超重'], [check.PRESCHOOL_GUIDANCE, '1 合理膳食 2 生长发育 3 疾病预防 4 预防意外伤害 5 口腔保健 6 其他'],
    [DISEASE_OUTCOME, '1 治愈 2 好转 3 稳定 4 恶化 5 死亡 9 其他'], [NUTRITION_DISEASE, '01 蛋白质-能量营养不良 02 营养性缺铁性贫血 03 维生素D缺乏性佝偻病 04 超重/肥胖 99 其他'],
    [death.CARD_UNTREATED_REASON, '1 经济困难 2 交通不便 3 来不及送医院 4 家长认为病情不严重 5 风俗习惯 6 其他'], [death.DEATH_DIAGNOSIS_BASIS, '1 尸检 2 病理 3 手术 4 临床＋理化 5 临床 6 推断 7 不详'],
    [national.NATIONAL_GROWTH_GRADE, '1 上 2 中 21 中上 22 中偏上 23 中偏下 24 中下 3 下'], [national.NATIONAL_PHYSIQUE, '1 正常 2 低体重 3 消瘦 4 发育迟缓 5 超重'],
  ])('%o', (table, printed) => { expect(text(table)).toBe(printed) })

  test('the neck mass turns round: 2 有 for the newborn, 1 有 at 1 to 8 months', () => {
    expect([newborn.CHILD_NONE_SOME.codeOf('有'), check.INFANT_NECK_MASS.codeOf('有')]).toEqual(['2', '1'])
    expect(answersOf('neckMass', 'month3')).toBe(check.INFANT_NECK_MASS)
  })

  test('35 causes of death, and every table is known to the program', () => {
    expect(death.DEATH_CAUSE.list).toHaveLength(35)
    expect(death.DEATH_CAUSE.label('34')).toBe('诊断不明')
    for (const table of CHILD_CODE_TABLES) expect(CODE_TABLES).toContain(table)
    expect(CHILD_CODE_TABLES.length).toBeGreaterThan(70)
  })
})

describe('which field stands in which column', () => {
  // §4.2–4.4 as the note has them: field, columns, answers (`value`: a number, a day or a text). Where no line names a column it has a dash.
  const INFANT = '满月 3月龄 6月龄 8月龄'
  const TODDLER = '12月龄 18月龄 24月龄 30月龄'
  const PRESCHOOL = '3岁 4岁 5岁 6岁'
  const BABY = `${INFANT} ${TODDLER}`
  const ALL = `${BABY} ${PRESCHOOL}`
  const FOUND = '1 未见异常 2 异常'
  const GRADES = '1 上 2 中 3 下'
  const NOTE: readonly (readonly [field: (typeof CHECK_FIELDS)[number], columns: string, answers: string])[] = [
    ['visitDay', ALL, 'value'], ['weightKg', ALL, 'value'], ['weightGrade', ALL, GRADES], ['lengthCm', ALL, 'value'], ['lengthGrade', ALL, GRADES], ['weightForHeightGrade', PRESCHOOL, GRADES],
    ['physique', PRESCHOOL, '1 正常 2 低体重 3 消瘦 4 生长迟缓 5 超重'], ['headCm', INFANT, 'value'],
    ['complexion', '满月 3月龄', '1 红润 2 黄染 3 其他'], ['complexion', `6月龄 8月龄 ${TODDLER}`, '1 红润 2 其他'],
    ['skin', BABY, FOUND], ['fontanelle', `${INFANT} 12月龄 18月龄`, '1 闭合 2 未闭'], ['neckMass', '满月 3月龄 6月龄', '1 有 2 无'], ['eyes', BABY, FOUND], ['ears', BABY, FOUND],
    ['visionLeft', '4岁 5岁 6岁', 'value'], ['visionRight', '4岁 5岁 6岁', 'value'], ['hearing', '6月龄 12月龄 24月龄 3岁', '1 通过 2 未通过'],
    ['mouth', '满月 3月龄', FOUND], ['teethCount', `6月龄 8月龄 ${TODDLER} ${PRESCHOOL}`, 'value'], ['cariesCount', `${TODDLER} ${PRESCHOOL}`, 'value'],
    ['chest', ALL, FOUND], ['abdomen', ALL, FOUND], ['navel', '满月', '1 未脱 2 脱落 3 脐部有渗出 4 其他'], ['navel', '3月龄', FOUND], ['limbs', BABY, FOUND], ['gait', '18月龄 24月龄 30月龄', FOUND],
    ['ricketsSymptoms', '3月龄 6月龄 8月龄', '1 无 2 夜惊 3 多汗 4 烦躁'], ['ricketsSigns', '3月龄', '1 无 2 颅骨软化'],
    ['ricketsSigns', '6月龄 8月龄', '1 无 2 肋串珠 3 肋软骨沟 4 鸡胸 5 手足镯 6 颅骨软化 7 方颅'], ['ricketsSigns', TODDLER, '1 无 2 肋串珠 3 肋软骨沟 4 鸡胸 5 手足镯 6 “O”型腿 7 “X”型腿'],
    ['anusAndGenitals', INFANT, FOUND], ['haemoglobinGPerL', `6月龄 8月龄 18月龄 30月龄 ${PRESCHOOL}`, 'value'], ['outdoorHoursPerDay', BABY, 'value'], ['vitaminDIuPerDay', BABY, 'value'], ['other', PRESCHOOL, 'value'],
    ['warningSigns', `3月龄 6月龄 8月龄 ${TODDLER} ${PRESCHOOL}`, 'value'], ['illnessSinceLast', ALL, '1 无 2 肺炎 3 腹泻 4 外伤 5 其他'], ['referralAdvice', ALL, '1 无 2 有'],
    ['guidance', BABY, '1 科学喂养 2 生长发育 3 疾病预防 4 预防意外伤害 5 口腔保健 6 其他'], ['guidance', PRESCHOOL, '1 合理膳食 2 生长发育 3 疾病预防 4 预防意外伤害 5 口腔保健 6 其他'],
    ['nextVisitDay', ALL, 'value'], ['doctor', ALL, 'value'],
  ]
  const noted = (field: string, contact: CheckContact): string | null => {
    const lines = NOTE.filter(([name, columns]) => name === field && columns.split(' ').includes(check.CHILD_CONTACT.label(contact)))
    expect(lines.length, `${field} ${contact}`).toBeLessThan(2)
    return lines[0]?.[2] ?? null
  }
  const column = (field: (typeof CHECK_FIELDS)[number], contact: CheckContact): string | null => { const given = columnOf(field, contact); return given === null || given === 'value' ? given : text(given) }

  test('the note names every field, and every field stands in twelve columns as the note has it', () => {
    expect(CONTACTS).toHaveLength(12)
    expect([...new Set(NOTE.map(([field]) => field))].toSorted()).toEqual(CHECK_FIELDS.toSorted())
    for (const field of CHECK_FIELDS) expect([field, ...CONTACTS.map(contact => column(field, contact))]).toEqual([field, ...CONTACTS.map(contact => noted(field, contact))])
  })

  // What is typed under which name where one printed field has several; grades and the evaluation are found, never typed.
  const TYPED: Partial<Record<(typeof CHECK_FIELDS)[number], readonly string[]>> = {
    complexion: ['complexion', 'complexionLater'], navel: ['cord', 'navel'], ricketsSigns: ['ricketsSignsMonth3', 'ricketsSignsInfant', 'ricketsSignsToddler'], other: ['otherFindings'], warningSigns: ['warningSign1', 'warningSign2', 'warningSign3', 'warningSign4'],
    illnessSinceLast: ['illness'], referralAdvice: ['referral'], guidance: ['guidance', 'preschoolGuidance'], doctor: ['doctorName'], weightForHeightGrade: ['weightForLengthGrade'], physique: ['nutrition'],
  }
  test.each(CHECK_FIELDS.map(field => [field, TYPED[field] ?? [field]] as const))('%s is asked on the screen where the form has it, with the answers of its column', (field, names) => {
    // Measured or found at every age, printed on some forms only (head: to 36 months, §5.1).
    const everywhere = ['headCm', 'weightForHeightGrade', 'physique'].includes(field)
    for (const contact of CONTACTS) {
      const shown = names.filter(name => isShown(childVisit.fields[name as 'skin'] as Field, { contact }))
      const answers = shown.map(name => { const declared = childVisit.fields[name as 'skin'] as Field; return declared.kind === 'code' || declared.kind === 'codes' ? text(declared.codes as CodeTable) : 'value' })
      if (everywhere) { if (noted(field, contact) !== null) expect(shown, contact).toEqual(names) }
      else if (field.endsWith('Grade')) expect(shown, contact).toEqual(names)
      else if (field === 'warningSigns') expect(shown, contact).toEqual(noted(field, contact) === null ? [] : names)
      else expect(answers, contact).toEqual(noted(field, contact) === null ? [] : [noted(field, contact)])
    }
  })

  test('what was filled says what was recorded', () => {
    expect(contentsRecorded(new Set(['weightKg', 'lengthCm', 'hearing', 'visionLeft'] as const))).toEqual(['growth', 'hearing'])
    expect(contentsRecorded(new Set(['weightKg', 'haemoglobinGPerL', 'visionLeft', 'visionRight'] as const))).toEqual(['haemoglobin', 'vision'])
    expect([isNoneCombined(['1']), isNoneCombined(['1', '2']), isNoneCombined(['2', '3'])]).toEqual([false, true, false])
  })
})

describe('printed code ↔ national code', () => {
  const pairs: readonly [string, Readonly<Record<string, string | null>>, CodeTable, CodeTable][] = [
    ['complexion', maps.COMPLEXION_TO_NATIONAL, newborn.CHILD_COMPLEXION, national.NATIONAL_COMPLEXION], ['complexion from 6 months', maps.COMPLEXION_LATER_TO_NATIONAL, check.CHILD_COMPLEXION_LATER, national.NATIONAL_COMPLEXION],
    ['jaundice', maps.JAUNDICE_SITE_TO_NATIONAL, newborn.JAUNDICE_SITE, national.NATIONAL_JAUNDICE_SITE], ['cord', maps.UMBILICAL_CORD_TO_NATIONAL, newborn.UMBILICAL_CORD, national.NATIONAL_UMBILICAL_CORD],
    ['symptoms', maps.RICKETS_SYMPTOM_TO_NATIONAL, check.RICKETS_SYMPTOM, national.NATIONAL_RICKETS_SYMPTOM], ['signs at 3', maps.RICKETS_SIGN_TO_NATIONAL.month3, check.RICKETS_SIGN_MONTH_3, national.NATIONAL_RICKETS_SIGN],
    ['signs at 6 and 8', maps.RICKETS_SIGN_TO_NATIONAL.month6, check.RICKETS_SIGN_MONTH_6, national.NATIONAL_RICKETS_SIGN], ['signs from 12', maps.RICKETS_SIGN_TO_NATIONAL.toddler, check.RICKETS_SIGN_TODDLER, national.NATIONAL_RICKETS_SIGN],
    ['guidance', maps.GUIDANCE_TO_NATIONAL, check.CHILD_GUIDANCE, national.NATIONAL_CHILD_GUIDANCE], ['guidance 3–6 years', maps.PRESCHOOL_GUIDANCE_TO_NATIONAL, check.PRESCHOOL_GUIDANCE, national.NATIONAL_CHILD_GUIDANCE],
    ['physique', maps.PHYSIQUE_TO_NATIONAL, check.PRINTED_PHYSIQUE, national.NATIONAL_PHYSIQUE], ['untreated', maps.UNTREATED_REASON_TO_CARD, death.UNTREATED_REASON, death.CARD_UNTREATED_REASON], ['untreated back', maps.UNTREATED_REASON_TO_NATIONAL, death.CARD_UNTREATED_REASON, death.UNTREATED_REASON],
  ]
  const otherWords = new Set(['手足镯/手镯征', '生长迟缓/发育迟缓'])
  test.each(pairs)('%s: the same words on both sides', (_, map, from, to) => {
    expect(Object.keys(map).toSorted()).toEqual(from.values.toSorted())
    for (const [code, target] of Object.entries(map)) {
      const label = from.label(code)
      if (target === null) { expect(label).toBe('无'); continue }
      const both = `${label}/${to.label(target)}`
      expect(label === to.label(target) || otherWords.has(both), both).toBe(true)
    }
  })

  test('five grades become three on paper and their own code in the package (§4.5)', () => {
    expect(Object.values(maps.GRADE_TO_PRINTED).map(code => check.PRINTED_GRADE.label(code))).toEqual(['上', '中', '中', '中', '下'])
    for (const [name, code] of Object.entries(maps.GRADE_TO_NATIONAL)) expect(national.NATIONAL_GROWTH_GRADE.label(code)).toBe(name)
  })

  test('the card prints fewer places and bases than the package sends', () => {
    expect(maps.DEATH_PLACE_TO_CARD).toEqual({ '01': '1', '02': '1', '03': '3', '04': null, '05': '3', '06': null, '07': '2', '99': null })
    expect(maps.DIAGNOSIS_BASIS_TO_CARD).toEqual({ '1': '1', '2': '1', '3': '2', '4': '2', '5': '2', '6': '3', '7': null })
  })
})

test('what may be made up at a contact is what R5 and R6 still wait for there and its own form has no field for', () => {
  const waiting = (rule: 'R5' | 'R6', field: 'haemoglobinGPerL' | 'hearing', answer: check.MadeUp): string[] => {
    const found = REMINDER_RULES.find(one => one.id === rule)
    const groups = found?.kind === 'content' ? found.groups : []
    // From the first contact of a group until the content is asked for again; the last one of R6 ends with the next contact.
    const at = (contact: check.ChildContact): number => check.CHILD_CONTACT.values.indexOf(contact)
    return CONTACTS.filter(contact => columnOf(field, contact) === null && groups.slice(0, -1).some((group, index) => at(group[0]!) < at(contact) && at(contact) < at(groups[index + 1]![0]!))).map(contact => `${contact} ${answer}`)
  }
  const offered = CONTACTS.flatMap(contact => madeUpAt(contact).map(answer => `${contact} ${answer}`))
  expect(offered.toSorted()).toEqual([...waiting('R5', 'haemoglobinGPerL', '1'), ...waiting('R6', 'hearing', '2')].toSorted())
})
