import { NEAR_MISS_OUTCOME, NEAR_MISS_SIGN } from '../../code/risk-care.ts'
import { code, codes, day, minute, number, ref, text } from '../../field/build.ts'
import { type CodeList, hasCode } from '../../field/code-list.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { dayOf } from '../../time/day.ts'
import { futureIssues, INTERNAL, KEY } from './parts.ts'

/** 危重孕产妇救治与评审: a woman who nearly died in pregnancy, at birth or within 42 days – by which signs, who rescued her, how it ended and what the review found (maternal care note §7.3). */
export const riskNearMiss = defineRecord({
  id: 'risk.nearMiss', version: 1, table: 'risk_near_miss', title: '危重孕产妇救治与评审', read: 'maternal.read', write: 'maternal.assess', auditOpening: true, unborn: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    occurredAt: minute({ label: '发生时间', required: true, list: true, out: INTERNAL }),
    place: text({ label: '发生地点', maxLength: 70, required: true, out: INTERNAL, help: '机构、科室或途中' }),
    signs: codes({ label: '危重指征', codes: NEAR_MISS_SIGN, required: true, pii: 'health', list: true, out: INTERNAL }),
    signsNote: text({ label: '其他指征', maxLength: 100, pii: 'health', out: INTERNAL, showIf: row => hasCode(row.signs as CodeList | null, '99' as never), dependsOn: ['signs'] }),
    bleedingMl: number({ label: '出血量', unit: '毫升', plausible: [0, 20_000], pii: 'health', out: INTERNAL }),
    rescueTeam: text({ label: '救治人员', maxLength: 200, pii: 'name', required: true, out: INTERNAL }),
    treatment: text({ label: '救治经过', maxLength: 1000, lines: 4, required: true, pii: 'health', out: INTERNAL }),
    transfer: text({ label: '转运', maxLength: 200, out: INTERNAL, help: '转往机构、时间、护送人员;没有转运的不填' }),
    outcome: code({ label: '结局', codes: NEAR_MISS_OUTCOME, pii: 'health', list: true, out: INTERNAL }),
    outcomeDay: day({ label: '结局日期', out: INTERNAL, showIf: row => row.outcome !== null, dependsOn: ['outcome'] }),
    doctorName: text({ label: '登记医生', maxLength: 30, pii: 'name', required: true, list: true, out: INTERNAL }),
    reviewedDay: day({ label: '评审日期', list: true, out: INTERNAL }),
    reviewers: text({ label: '评审人员', maxLength: 200, pii: 'name', out: INTERNAL }),
    finding: text({ label: '评审意见', maxLength: 500, lines: 3, pii: 'health', out: INTERNAL }),
    improvement: text({ label: '改进措施', maxLength: 500, lines: 3, out: INTERNAL }),
  },
  sections: [
    { title: '危重与救治', fields: ['pregnancyId', 'occurredAt', 'place', 'signs', 'signsNote', 'bleedingMl', 'rescueTeam', 'treatment', 'transfer', 'outcome', 'outcomeDay', 'doctorName'] },
    { title: '评审', fields: ['reviewedDay', 'reviewers', 'finding', 'improvement'] },
  ],
  rules: [
    (row, { now }) => row.occurredAt > now ? [block('occurredAt', message('riskNearMiss.future', '发生时间不能晚于现在,请核对'))] : [],
    (row, { today }) => futureIssues(today, { outcomeDay: row.outcomeDay, reviewedDay: row.reviewedDay }),
    row => hasCode(row.signs, '99') && !row.signsNote ? [block('signsNote', message('riskNearMiss.other', '勾选了“其他”,请写明是什么指征'))] : [],
    row => row.outcome !== null && row.outcomeDay === null ? [block('outcomeDay', message('riskNearMiss.outcomeDay', '填了结局,请填写结局日期'))] : [],
    row => (['outcomeDay', 'reviewedDay'] as const).flatMap(name => row[name] !== null && row.occurredAt && row[name] < dayOf(row.occurredAt) ? [block(name, message('riskNearMiss.order', '日期不能早于发生时间 {{at}}', { at: row.occurredAt.replace('T', ' ') }))] : []),
    row => row.reviewedDay === null ? [] : [
      ...row.outcome === null ? [block('outcome', message('riskNearMiss.reviewOutcome', '评审前请填写结局'))] : [],
      ...(['reviewers', 'finding'] as const).flatMap(name => row[name] ? [] : [block(name, message('riskNearMiss.review', '填了评审日期,请填写评审人员和评审意见'))]),
    ],
  ],
})
export type RiskNearMiss = Row<typeof riskNearMiss>
export type StoredRiskNearMiss = StoredRow<typeof riskNearMiss>
