import { ADHERENCE, INFECTION_VISIT_WAY, SYPHILIS_TITRE } from '../../code/infection.ts'
import { code, day, number, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'

const INTERNAL = { none: '限制查看,不随数据包导出' } as const

/** A follow-up of a woman with a case. */
export const infectionVisit = defineRecord({
  id: 'infection.visit', version: 1, table: 'infection_visit', title: '母婴阻断随访', read: 'infection.read', write: 'infection.write', auditOpening: true, unborn: true,
  fields: {
    caseId: ref({ label: '个案', to: 'infection.case', required: true, out: INTERNAL }),
    visitDay: day({ label: '随访日期', required: true, list: true, out: INTERNAL }),
    way: code({ label: '随访方式', codes: INFECTION_VISIT_WAY, required: true, list: true, out: INTERNAL }),
    adherence: code({ label: '服药依从', codes: ADHERENCE, pii: 'health', list: true, out: INTERNAL }),
    cd4PerUl: number({ label: 'CD4计数', unit: '个/μL', plausible: [0, 3000], pii: 'health', out: INTERNAL }),
    viralLoadPerMl: number({ label: '艾滋病病毒载量', unit: '拷贝/mL', plausible: [0, 99_999_999], pii: 'health', out: INTERNAL }),
    syphilisTitre: code({ label: '非螺旋体试验滴度', codes: SYPHILIS_TITRE, pii: 'health', out: INTERNAL }),
    hbvDnaIuPerMl: number({ label: '乙肝病毒DNA', unit: 'IU/mL', plausible: [0, 2_000_000_000], pii: 'health', out: INTERNAL }),
    altUPerL: number({ label: '谷丙转氨酶', unit: 'U/L', plausible: [0, 9999], pii: 'health', out: INTERNAL }),
    condition: text({ label: '情况与不良反应', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
    advice: text({ label: '处理与指导', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
    nextVisitDay: day({ label: '下次随访日期', list: true, out: INTERNAL }),
    doctorName: text({ label: '随访人', maxLength: 30, pii: 'name', required: true, out: INTERNAL }),
  },
  sections: [
    { title: '随访', fields: ['caseId', 'visitDay', 'way', 'adherence', 'nextVisitDay', 'doctorName'] },
    { title: '检测', fields: ['cd4PerUl', 'viralLoadPerMl', 'syphilisTitre', 'hbvDnaIuPerMl', 'altUPerL'] },
    { title: '情况', fields: ['condition', 'advice'] },
  ],
  rules: [(row, { today }) => [
    ...row.visitDay !== null && row.visitDay > today ? [block('visitDay', message('infection.future', '日期不能晚于今天,请核对'))] : [],
    ...row.nextVisitDay !== null && row.visitDay !== null && row.nextVisitDay <= row.visitDay ? [block('nextVisitDay', message('infection.nextBefore', '下次随访日期应晚于随访日期,请核对两个日期'))] : [],
  ]],
})
export type InfectionVisit = Row<typeof infectionVisit>
export type StoredInfectionVisit = StoredRow<typeof infectionVisit>
