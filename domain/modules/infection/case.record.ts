import { INFECTION, INFECTION_CLOSING, INFECTION_CONFIRMATION, INFECTION_RESULT, PARTNER_TEST, SYPHILIS_DRUG, SYPHILIS_TITRE } from '../../code/infection.ts'
import { code, codes, day, flag, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { infectionCaseRules } from './case.rules.ts'

const EXTENSION = { ext: ['mother_to_child_prevention'] } as const
/** Days, names and free texts never leave with the package: who reports it must not be able to tell whom it is about. */
const INTERNAL = { none: '限制查看,不随数据包导出' } as const
const isPositive = (name: string) => (row: Readonly<Record<string, unknown>>): boolean => row[name] === 'positive'
const ofHiv = { showIf: isPositive('hivResult'), dependsOn: ['hivResult'] } as const
const ofSyphilis = { showIf: isPositive('syphilisResult'), dependsOn: ['syphilisResult'] } as const
const ofHbv = { showIf: isPositive('hbvResult'), dependsOn: ['hbvResult'] } as const

/**
 * 艾梅乙母婴阻断个案 of a pregnancy: the three tests with their confirmation, treatment, partner. It names no person: only the
 * pregnancy does, so that nothing which lists a person's records can list this one. Source: maternal care note §13.5.
 */
export const infectionCase = defineRecord({
  id: 'infection.case', version: 1, table: 'infection_case', title: '母婴阻断个案', read: 'infection.read', write: 'infection.write', auditOpening: true, unborn: true,
  once: [{ fields: ['pregnancyId'], says: ['number'], way: 'void', index: 'infection_case_pregnancy_ix' }],
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: INTERNAL }),
    number: text({ label: '个案编号', maxLength: 20, pii: 'number', list: true, out: { none: '业务主键' } }),
    openedDay: day({ label: '建案日期', required: true, out: INTERNAL }),
    doctorName: text({ label: '责任人', maxLength: 30, pii: 'name', required: true, out: INTERNAL }),
    hivDay: day({ label: '艾滋病检测日期', pii: 'health', out: INTERNAL }),
    hivResult: code({ label: '艾滋病检测结果', codes: INFECTION_RESULT, pii: 'health', out: EXTENSION }),
    hivConfirmation: code({ label: '艾滋病确认', codes: INFECTION_CONFIRMATION, pii: 'health', out: EXTENSION, ...ofHiv }),
    hivConfirmationDay: day({ label: '艾滋病确认日期', pii: 'health', out: INTERNAL, ...ofHiv }),
    cd4PerUl: number({ label: 'CD4计数', unit: '个/μL', plausible: [0, 3000], pii: 'health', out: EXTENSION, ...ofHiv }),
    viralLoadPerMl: number({ label: '艾滋病病毒载量', unit: '拷贝/mL', plausible: [0, 99_999_999], pii: 'health', out: EXTENSION, ...ofHiv }),
    viralLoadDay: day({ label: '病毒载量检测日期', pii: 'health', out: INTERNAL, ...ofHiv }),
    hivTreatmentDay: day({ label: '抗病毒治疗开始', pii: 'health', out: INTERNAL, ...ofHiv }),
    hivRegimen: text({ label: '抗病毒方案', maxLength: 100, pii: 'health', out: INTERNAL, ...ofHiv }),
    syphilisDay: day({ label: '梅毒检测日期', pii: 'health', out: INTERNAL }),
    syphilisResult: code({ label: '梅毒检测结果', codes: INFECTION_RESULT, pii: 'health', out: EXTENSION }),
    syphilisConfirmation: code({ label: '梅毒确认', codes: INFECTION_CONFIRMATION, pii: 'health', out: EXTENSION, help: '螺旋体与非螺旋体试验均阳性为确认感染', ...ofSyphilis }),
    syphilisConfirmationDay: day({ label: '梅毒确认日期', pii: 'health', out: INTERNAL, ...ofSyphilis }),
    syphilisTitre: code({ label: '非螺旋体试验滴度', codes: SYPHILIS_TITRE, pii: 'health', out: EXTENSION, ...ofSyphilis }),
    syphilisDrug: code({ label: '梅毒治疗药物', codes: SYPHILIS_DRUG, pii: 'health', out: EXTENSION, ...ofSyphilis }),
    syphilisDoses: number({ label: '连续用药次数', unit: '次', plausible: [0, 60], pii: 'health', out: EXTENSION, ...ofSyphilis }),
    syphilisStartDay: day({ label: '梅毒治疗开始', pii: 'health', out: INTERNAL, ...ofSyphilis }),
    syphilisEndDay: day({ label: '梅毒治疗完成', pii: 'health', out: INTERNAL, ...ofSyphilis }),
    hbvDay: day({ label: '乙肝检测日期', pii: 'health', out: INTERNAL }),
    hbvResult: code({ label: '乙肝表面抗原', codes: INFECTION_RESULT, pii: 'health', out: EXTENSION }),
    hbeAntigen: code({ label: '乙肝e抗原', codes: INFECTION_RESULT, pii: 'health', out: EXTENSION, ...ofHbv }),
    hbvDnaIuPerMl: number({ label: '乙肝病毒DNA', unit: 'IU/mL', plausible: [0, 2_000_000_000], pii: 'health', out: EXTENSION, ...ofHbv }),
    hbvDnaDay: day({ label: '病毒DNA检测日期', pii: 'health', out: INTERNAL, ...ofHbv }),
    altUPerL: number({ label: '谷丙转氨酶', unit: 'U/L', plausible: [0, 9999], pii: 'health', out: EXTENSION, ...ofHbv }),
    hbvAntiviralDay: day({ label: '抗乙肝治疗开始', pii: 'health', out: INTERNAL, ...ofHbv }),
    hbvAntiviral: text({ label: '抗乙肝药物', maxLength: 60, pii: 'health', out: INTERNAL, ...ofHbv }),
    partnerDay: day({ label: '配偶(性伴)检测日期', pii: 'health', out: INTERNAL }),
    partnerHiv: code({ label: '配偶艾滋病检测', codes: PARTNER_TEST, pii: 'health', out: EXTENSION }),
    partnerSyphilis: code({ label: '配偶梅毒检测', codes: PARTNER_TEST, pii: 'health', out: EXTENSION }),
    nextVisitDay: day({ label: '下次随访日期', list: true, out: INTERNAL }),
    closedDay: day({ label: '结案日期', out: INTERNAL }),
    closingReason: code({ label: '结案原因', codes: INFECTION_CLOSING, out: EXTENSION, showIf: row => row.closedDay !== null, dependsOn: ['closedDay'] }),
    note: text({ label: '备注', maxLength: 500, lines: 2, pii: 'health', out: INTERNAL }),
    // Found by the program.
    waiting: codes({ label: '待确认', codes: INFECTION, pii: 'health', out: EXTENSION }),
    confirmed: codes({ label: '确认感染', codes: INFECTION, pii: 'health', list: true, out: EXTENSION }),
    isSyphilisAdequate: flag({ label: '梅毒规范治疗', pii: 'health', out: EXTENSION }),
  },
  sections: [
    { title: '个案', fields: ['pregnancyId', 'number', 'openedDay', 'doctorName', 'nextVisitDay'] },
    { title: '艾滋病', fields: ['hivDay', 'hivResult', 'hivConfirmation', 'hivConfirmationDay', 'cd4PerUl', 'viralLoadPerMl', 'viralLoadDay', 'hivTreatmentDay', 'hivRegimen'] },
    { title: '梅毒', fields: ['syphilisDay', 'syphilisResult', 'syphilisConfirmation', 'syphilisConfirmationDay', 'syphilisTitre', 'syphilisDrug', 'syphilisDoses', 'syphilisStartDay', 'syphilisEndDay'] },
    { title: '乙肝', fields: ['hbvDay', 'hbvResult', 'hbeAntigen', 'hbvDnaIuPerMl', 'hbvDnaDay', 'altUPerL', 'hbvAntiviralDay', 'hbvAntiviral'] },
    { title: '配偶与结案', fields: ['partnerDay', 'partnerHiv', 'partnerSyphilis', 'closedDay', 'closingReason', 'note'] },
    { title: '程序判断', fields: ['waiting', 'confirmed', 'isSyphilisAdequate'] },
  ],
  rules: [infectionCaseRules],
})
export type InfectionCase = Row<typeof infectionCase>
export type StoredInfectionCase = StoredRow<typeof infectionCase>
/** What the program finds and nobody types. */
export const CASE_FOUND = ['waiting', 'confirmed', 'isSyphilisAdequate'] as const satisfies readonly (keyof InfectionCase)[]
