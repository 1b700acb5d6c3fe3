import { CONTACT_ATTEMPT } from '../../code/child-file.ts'
import { BREAST_CATEGORY, CANCER_NEXT_STEP } from '../../code/maternal-care.ts'
import { BREAST_PATHOLOGY, CANCER_FOLLOW_UP_STATE, CANCER_PART, CERVICAL_PATHOLOGY, COLPOSCOPY_RESULT } from '../../code/women-care.ts'
import { code, day, flag, ref, text } from '../../field/build.ts'
import { block, type FieldIssue, message } from '../../message/message.ts'
import { defineRecord, type Row, type RuleMoment, type StoredRow } from '../../record/define.ts'
import type { Day } from '../../time/day.ts'
import { INTERNAL, KEY, SCREENING } from './parts.ts'

type Values = Readonly<Record<string, unknown>>
const at = (state: string, ...steps: readonly string[]) => ({ showIf: (row: Values): boolean => row.state === state && (steps.length === 0 || steps.includes(row.step as string)), dependsOn: ['state', 'step'] })
const ofPart = (part: string, ...steps: readonly string[]) => ({ showIf: (row: Values): boolean => row.state === 'done' && row.part === part && steps.includes(row.step as string), dependsOn: ['state', 'step', 'part'] })

/**
 * 阳性追踪: one step of a woman whose screening was positive (colposcopy, X-ray, biopsy, treatment). It leaves the list by
 * a result, by her signed refusal or by a transfer with its reason; a result that asks for more opens the next step.
 */
export const cancerFollowUp = defineRecord({
  id: 'women.cancerFollowUp', version: 1, table: 'women_cancer_follow_up', title: '两癌阳性追踪', read: 'women.read', write: 'women.write', auditOpening: true,
  fields: {
    womanId: ref({ label: '受检妇女', to: 'person', required: true, out: KEY }),
    screeningId: ref({ label: '两癌筛查', to: 'women.cancerScreening', required: true, out: KEY }),
    previousId: ref({ label: '上一步', to: 'women.cancerFollowUp', out: KEY }),
    part: code({ label: '部位', codes: CANCER_PART, required: true, list: true, out: INTERNAL }),
    step: code({ label: '应做', codes: CANCER_NEXT_STEP, required: true, list: true, out: INTERNAL }),
    openedDay: day({ label: '列入日期', required: true, out: INTERNAL }),
    dueDay: day({ label: '期限', required: true, list: true, out: INTERNAL }),
    state: code({ label: '状态', codes: CANCER_FOLLOW_UP_STATE, required: true, list: true, out: INTERNAL }),
    resultDay: day({ label: '检查或治疗日期', out: INTERNAL, ...at('done') }),
    institution: text({ label: '检查或治疗机构', maxLength: 70, out: INTERNAL, ...at('done') }),
    doctorName: text({ label: '检查医师', maxLength: 30, out: INTERNAL, ...at('done') }),
    colposcopy: code({ label: '阴道镜印象', codes: COLPOSCOPY_RESULT, pii: 'health', out: SCREENING, ...at('done', 'colposcopy') }),
    cervicalPathology: code({ label: '宫颈组织病理', codes: CERVICAL_PATHOLOGY, pii: 'health', out: 'HDSB02.02.067', ...ofPart('cervical', 'colposcopy', 'biopsy') }),
    mammographyCategory: code({ label: '乳腺X线BI-RADS', codes: BREAST_CATEGORY, pii: 'health', out: SCREENING, ...at('done', 'mammography') }),
    breastPathology: code({ label: '乳腺组织病理', codes: BREAST_PATHOLOGY, pii: 'health', out: SCREENING, ...ofPart('breast', 'biopsy') }),
    findings: text({ label: '所见', maxLength: 80, pii: 'health', out: INTERNAL, ...at('done') }),
    stage: text({ label: '临床分期', maxLength: 30, pii: 'health', out: SCREENING, ...at('done', 'biopsy', 'treatment') }),
    treatment: text({ label: '治疗', maxLength: 200, lines: 2, pii: 'health', out: SCREENING, ...at('done', 'treatment') }),
    nextStep: code({ label: '下一步', codes: CANCER_NEXT_STEP, pii: 'health', list: true, out: INTERNAL, help: '程序按结果提出,以医生判断为准', ...at('done') }),
    refusedDay: day({ label: '拒绝日期', out: INTERNAL, ...at('refused') }),
    isRefusalSigned: flag({ label: '本人已签字', out: INTERNAL, ...at('refused') }),
    refusalReason: text({ label: '拒绝原因', maxLength: 100, out: INTERNAL, ...at('refused') }),
    transferredDay: day({ label: '转出日期', out: INTERNAL, ...at('transferred') }),
    transferInstitution: text({ label: '接收机构', maxLength: 70, out: INTERNAL, ...at('transferred') }),
    transferReason: text({ label: '转出原因', maxLength: 100, out: INTERNAL, ...at('transferred') }),
  },
  sections: [
    { title: '追踪', fields: ['womanId', 'screeningId', 'previousId', 'part', 'step', 'openedDay', 'dueDay', 'state'] },
    { title: '结果', fields: ['resultDay', 'institution', 'doctorName', 'colposcopy', 'cervicalPathology', 'mammographyCategory', 'breastPathology', 'findings', 'stage', 'treatment', 'nextStep'] },
    { title: '拒绝', fields: ['refusedDay', 'isRefusalSigned', 'refusalReason'] },
    { title: '转出', fields: ['transferredDay', 'transferInstitution', 'transferReason'] },
  ],
  rules: [closingRule],
})
export type CancerFollowUp = Row<typeof cancerFollowUp>
export type StoredCancerFollowUp = StoredRow<typeof cancerFollowUp>

/** The day each way of closing needs. */
const CLOSING_DAY = { done: 'resultDay', refused: 'refusedDay', transferred: 'transferredDay' } as const

function closingRule(row: Values, { today }: RuleMoment): FieldIssue[] {
  const state = row.state as keyof typeof CLOSING_DAY | 'open' | null
  if (state === null || state === 'open') return []
  const issues: FieldIssue[] = []
  const missing = (name: string): boolean => row[name] === null || row[name] === undefined
  const dayName = CLOSING_DAY[state]
  const closed = row[dayName] as Day | null
  if (!closed) issues.push(block(dayName, message('cancerFollowUp.day', '请填写日期,追踪才能结束')))
  else if (closed > today) issues.push(block(dayName, message('cancerScreening.future', '日期不能晚于今天,请核对')))
  if (state === 'done') {
    const needed = { colposcopy: ['colposcopy'], mammography: ['mammographyCategory'], biopsy: [row.part === 'breast' ? 'breastPathology' : 'cervicalPathology'], treatment: ['treatment'] }[row.step as string] ?? []
    for (const name of needed) if (missing(name)) issues.push(block(name, message('cancerFollowUp.result', '没有结果不能结束追踪,请填写结果')))
    if (missing('nextStep')) issues.push(block('nextStep', message('cancerFollowUp.nextStep', '请选择下一步;需要再检查或治疗的,程序接着列入追踪')))
  }
  if (state === 'refused') {
    if (row.isRefusalSigned !== true) issues.push(block('isRefusalSigned', message('cancerFollowUp.signed', '拒绝须本人签字才能结束追踪;未签字的请登记联系情况,继续追踪')))
    if (missing('refusalReason')) issues.push(block('refusalReason', message('cancerFollowUp.refusalReason', '请写明拒绝原因')))
  }
  if (state === 'transferred') {
    if (missing('transferInstitution')) issues.push(block('transferInstitution', message('cancerFollowUp.transferTo', '请写明接收机构')))
    if (missing('transferReason')) issues.push(block('transferReason', message('cancerFollowUp.transferReason', '请写明转出原因')))
  }
  return issues
}

/** 联系记录: one attempt to reach a woman, of a step or of whatever list she stands on. */
export const womenAttempt = defineRecord({
  id: 'women.attempt', version: 1, table: 'women_attempt', title: '妇女保健联系记录', read: 'women.read', write: 'women.write',
  fields: {
    womanId: ref({ label: '妇女', to: 'person', required: true, out: INTERNAL }),
    followUpId: ref({ label: '阳性追踪', to: 'women.cancerFollowUp', out: INTERNAL }),
    day: day({ label: '联系日期', required: true, list: true, out: INTERNAL }),
    outcome: code({ label: '联系结果', codes: CONTACT_ATTEMPT, required: true, list: true, out: INTERNAL }),
    about: text({ label: '事由', maxLength: 100, list: true, out: INTERNAL }),
    callerName: text({ label: '联系人', maxLength: 30, required: true, list: true, out: INTERNAL }),
    note: text({ label: '说明', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [{ title: '联系', fields: ['womanId', 'followUpId', 'day', 'outcome', 'about', 'callerName', 'note'] }],
  rules: [(row, { today }) => row.day && row.day > today ? [block('day', message('childAttempt.future', '联系日期不能晚于今天'))] : []],
})
export type StoredWomenAttempt = StoredRow<typeof womenAttempt>
