import { DEATH_CARD_STATE } from '../../code/child-case.ts'
import { CARD_DEATH_PLACE, CARD_DIAGNOSIS_BASIS, DEATH_CAUSE, DEATH_DIAGNOSIS_BASIS, DEATH_DIAGNOSIS_LEVEL, DEATH_PLACE, HOUSEHOLD_TYPE, LIFE_SIGN, TREATMENT_BEFORE_DEATH, UNTREATED_REASON, WEIGHT_BASIS } from '../../code/child-death.ts'
import { BIRTH_PLACE_TYPE } from '../../code/delivery.ts'
import { code, codes, day, flag, minute, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { deathCardRules } from './death-card.rules.ts'

const EXTENSION = { ext: ['child_death'] } as const
const INTERNAL = { none: '本机构内部' } as const

/**
 * 5岁以下儿童死亡报告卡: the national codes (WS 376.5) and, where they are finer than the printed card, the card's own
 * answer beside them. The age at death is computed. Source: child health note §12.
 */
export const deathCard = defineRecord({
  id: 'child.deathCard', version: 1, table: 'child_death_card', title: '5岁以下儿童死亡报告卡', read: 'child.read', write: 'child.write', auditOpening: true,
  once: [{ fields: [], says: ['number', 'diedAt'], way: 'void', index: 'child_death_card_file_id_ix' }],
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: { none: '业务主键' } }),
    number: text({ label: '报告卡编号', maxLength: 20, list: true, out: 'HDSB01.05.001' }),
    state: code({ label: '状态', codes: DEATH_CARD_STATE, required: true, list: true, out: INTERNAL }),
    supplementary: flag({ label: '补卡', out: 'HDSB01.05.002', help: '死亡当年未报、以后补报的卡' }),
    householdType: code({ label: '户籍类型', codes: HOUSEHOLD_TYPE, out: 'HDSB01.05.016' }),
    bornAt: minute({ label: '出生时间', required: true, out: 'HDSB01.05.005' }),
    bornTimeUnknown: flag({ label: '出生时刻不详', out: INTERNAL, help: '只知道出生日期时勾选,时刻填 00:00' }),
    birthWeightG: number({ label: '出生体重', unit: '克', plausible: [200, 8000], normal: [2500, 4000], out: 'HDSB01.05.017' }),
    weightBasis: code({ label: '出生体重来源', codes: WEIGHT_BASIS, out: EXTENSION }),
    gestationDays: number({ label: '出生孕周(天)', unit: '天', plausible: [140, 321], normal: [259, 300], out: 'HDSB01.05.018' }),
    birthPlaceType: code({ label: '出生地点类别', codes: BIRTH_PLACE_TYPE, out: 'HDSB01.05.019' }),
    lifeSigns: codes({ label: '出生时生命体征', codes: LIFE_SIGN, pii: 'health', out: EXTENSION }),
    diedAt: minute({ label: '死亡时间', required: true, list: true, out: 'HDSB01.05.020' }),
    deathTimeUnknown: flag({ label: '死亡时刻不详', out: INTERNAL, help: '只知道死亡日期时勾选,时刻填 00:00' }),
    causeA: text({ label: '死亡诊断(a) 直接死因', maxLength: 60, pii: 'health', out: EXTENSION }),
    causeB: text({ label: '死亡诊断(b) 引起(a)的疾病', maxLength: 60, pii: 'health', out: EXTENSION }),
    causeC: text({ label: '死亡诊断(c) 引起(b)的疾病', maxLength: 60, pii: 'health', out: EXTENSION }),
    causeD: text({ label: '死亡诊断(d) 引起(c)的疾病', maxLength: 60, pii: 'health', out: EXTENSION }),
    rootCause: text({ label: '根本死因', maxLength: 50, pii: 'health', list: true, out: 'HDSB01.05.023', help: '原发病优先于并发症,严重优先于轻微,意外优先于其他疾病,传染病优先于非传染病,畸形优先于其他疾病;呼吸衰竭、心衰等症状不作死因' }),
    causeClass: code({ label: '根本死因分类', codes: DEATH_CAUSE, pii: 'health', list: true, out: 'HDSB01.05.022' }),
    icd10: text({ label: '根本死因 ICD-10', maxLength: 5, pattern: /^[A-Z]\d{2}(?:\.\d)?$/, pii: 'health', out: 'HDSB01.05.024' }),
    deathPlace: code({ label: '死亡地点类别', codes: DEATH_PLACE, out: 'HDSB01.05.025' }),
    cardDeathPlace: code({ label: '死亡地点(报告卡)', codes: CARD_DEATH_PLACE, out: EXTENSION }),
    treatment: code({ label: '死前治疗', codes: TREATMENT_BEFORE_DEATH, out: 'HDSB01.05.026' }),
    diagnosisLevel: code({ label: '死前诊断级别', codes: DEATH_DIAGNOSIS_LEVEL, out: 'HDSB01.05.027' }),
    untreatedReason: code({ label: '未治疗或未就医原因', codes: UNTREATED_REASON, out: 'HDSB01.05.028', showIf: row => row.treatment === '3', dependsOn: ['treatment'] }),
    diagnosisBasis: code({ label: '死因诊断依据', codes: DEATH_DIAGNOSIS_BASIS, out: 'HDSB01.05.029' }),
    cardDiagnosisBasis: code({ label: '死因诊断依据(报告卡)', codes: CARD_DIAGNOSIS_BASIS, out: EXTENSION }),
    reportInstitution: text({ label: '填报单位', maxLength: 70, out: 'HDSB01.05.030' }),
    reporterName: text({ label: '填报人', maxLength: 30, out: 'HDSB01.05.031' }),
    reportDay: day({ label: '填报日期', out: 'HDSB01.05.032' }),
    note: text({ label: '备注', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
    // Found by the program.
    hoursUnder24: number({ label: '出生不满24小时的死亡年龄', unit: '小时', plausible: [0, 23], out: 'HDSB01.05.021' }),
    ageText: text({ label: '死亡年龄', maxLength: 40, list: true, out: EXTENSION }),
    submittedAt: minute({ label: '提交时间', out: INTERNAL }),
  },
  sections: [
    { title: '报告卡', fields: ['fileId', 'number', 'state', 'supplementary', 'submittedAt'] },
    { title: '出生', fields: ['householdType', 'bornAt', 'bornTimeUnknown', 'birthWeightG', 'weightBasis', 'gestationDays', 'birthPlaceType', 'lifeSigns'] },
    { title: '死亡', fields: ['diedAt', 'deathTimeUnknown', 'ageText', 'hoursUnder24', 'deathPlace', 'cardDeathPlace', 'treatment', 'untreatedReason', 'diagnosisLevel'] },
    { title: '死因', fields: ['causeA', 'causeB', 'causeC', 'causeD', 'rootCause', 'causeClass', 'icd10', 'diagnosisBasis', 'cardDiagnosisBasis'] },
    { title: '填报', fields: ['reportInstitution', 'reporterName', 'reportDay', 'note'] },
  ],
  rules: [deathCardRules],
})
export type DeathCard = Row<typeof deathCard>
export type StoredDeathCard = StoredRow<typeof deathCard>
