import { RISK_COLOUR, RISK_GROUP } from '../code/maternal-risk.ts'
import { HIGH_RISK_FACTOR, RISK_CASE_OUTCOME, RISK_CONTACT, RISK_REPORT_WAY, RISK_STAGE } from '../code/risk-care.ts'
import { codesIn } from '../field/code-list.ts'
import type { StoredRiskAssessment } from '../modules/risk/assessment.record.ts'
import type { StoredRiskCase } from '../modules/risk/case.record.ts'
import type { StoredRiskCaseVisit } from '../modules/risk/case-visit.record.ts'
import { riskIdsIn, riskLinesIn } from '../modules/risk/parts.ts'
import type { StoredRiskReport } from '../modules/risk/report.record.ts'
import type { StoredRiskScreening } from '../modules/risk/screening.record.ts'
import { standingText } from '../rule/maternal/case-course.ts'
import { COLOUR_DUTY, coloursOf } from '../rule/maternal/management.ts'
import type { RiskGrade } from '../rule/maternal/risk-assessment.ts'
import { type RiskTable, tableName } from '../rule/maternal/risk-table.ts'
import { type FormCell, formGridPages, type FormHeadLine, type FormRow, type FormSheet } from './form-grid.ts'
import type { Layout, PrintValues } from './layout.ts'

type Pages = { layout: Layout; values: PrintValues }[]
/** Who the papers are about and who prints them; empty text where nobody knows. */
export type RiskPaperFacts = {
  readonly institution: string; readonly institutionPhone: string
  readonly name: string; readonly ageText: string; readonly idNumber: string; readonly phone: string; readonly address: string; readonly handbookNumber: string
  readonly gravidity: string; readonly parity: string; readonly lastMenstrualDay: string; readonly expectedDay: string
}

const A4 = { w: 210, h: 297, margin: 12, pt: 9, titlePt: 15 }
const head = (name: string, text: string, share: number): FormCell => ({ share, name, label: text, text, isHead: true })
const cell = (name: string, label: string, text: string, share: number, align: 'left' | 'center' = 'left'): FormCell => ({ share, name, label, text, align })
const whole = (name: string, text: string): FormRow => ({ cells: [head(name, text, 1)] })
/** Pairs of a label and what is said, over the whole width. */
const said = (row: string, ...pairs: readonly (readonly [label: string, text: string])[]): FormRow => ({
  cells: pairs.flatMap(([label, text], index) => [head(`${row}Label${index}`, label, 1), cell(`${row}${index}`, label, text, pairs.length === 1 ? 5 : pairs.length === 2 ? 2 : 1)]),
})
const minuteText = (at: string | null): string => at?.replace('T', ' ') ?? ''
/** Gestation as the forms have it: 28周+3天. */
export const gestationWords = (days: number | null): string => days === null ? '' : `${Math.floor(days / 7)}周+${days % 7}天`
const colourWords = (row: Pick<StoredRiskAssessment, 'colour' | 'isPurple'>): string => row.colour === null ? '' : standingText({ colour: row.colour as RiskGrade, isPurple: row.isPurple === true })
/** The print font has no raised nine and no lowered two. */
const SIGNS: Readonly<Record<string, string>> = { '\u2079': '^9', '\u2082': '2' }
const onPaper = (text: string): string => text.replaceAll(/[\u2079\u2082]/g, sign => SIGNS[sign] ?? sign)
const footOf = ({ institution, institutionPhone }: RiskPaperFacts): string => [institution, institutionPhone && `电话 ${institutionPhone}`].filter(Boolean).join('  ') || '—'

const headLines = (facts: RiskPaperFacts, number: string): readonly FormHeadLine[] => [
  [{ share: 2, name: 'womanName', label: '姓名', value: facts.name }, { share: 1.2, name: 'age', label: '年龄', value: facts.ageText }, { share: 2.6, name: 'idNumber', label: '证件号码', value: facts.idNumber }, { share: 2.2, name: 'number', label: '编号', value: number }],
]
const whoRows = (facts: RiskPaperFacts): FormRow[] => [
  said('dates', ['末次月经', facts.lastMenstrualDay], ['预产期', facts.expectedDay]), said('births', ['孕次 / 产次', [facts.gravidity, facts.parity].filter(Boolean).join(' / ')], ['手册编号', facts.handbookNumber]),
  said('contact', ['联系电话', facts.phone], ['现住址', facts.address]),
]
const form = (sheet: Omit<FormSheet, 'version' | 'page' | 'columns'> & Partial<Pick<FormSheet, 'columns' | 'page'>>): Pages => formGridPages({ version: 1, page: A4, columns: null, ...sheet })

/**
 * 《孕产妇妊娠风险筛查表》: the whole form with its ticks while the table is the one she was screened by; after a change of the
 * table only what was ticked then, in the words of then.
 */
export function riskScreeningPages(facts: RiskPaperFacts, row: StoredRiskScreening, table: RiskTable): Pages {
  const ticked = new Set(riskIdsIn(row.items))
  const items = row.tableName === tableName(table) ? table.rows.filter(one => one.colour === null && (one.active || ticked.has(one.id))) : []
  const line = (at: number, id: string, group: string, text: string): FormRow => ({ cells: [cell(`group${at}`, '分类', group, 1.6), cell(`code${at}`, '编号', id.slice(1), 0.6, 'center'), cell(`text${at}`, '项目', onPaper(text), 6.5), { ...cell(`tick${at}`, '阳性', '', 0.5), boxes: [ticked.has(id) ? '√' : ''] }] })
  return form({
    form: 'risk-screening', title: '孕产妇妊娠风险筛查表', page: { ...A4, pt: 8 }, head: headLines(facts, row.number ?? ''),
    rows: [
      said('when', ['筛查日期', row.screenedDay], ['筛查孕周', gestationWords(row.gestationDays)]), { cells: [head('groupHead', '分类', 1.6), head('codeHead', '编号', 0.6), head('textHead', '项目', 6.5), head('tickHead', '阳性', 0.5)] },
      ...items.length > 0 ? items.map((one, index) => line(index, one.id, items[index - 1]?.group === one.group ? '' : RISK_GROUP.label(one.group), one.text)) : riskLinesIn(row.itemTexts).map(({ id, text }, index) => line(index, id, '', text)),
      ...row.otherText ? [said('other', ['阳性说明', row.otherText])] : [],
      said('result', ['筛查结果', row.isPositive ? `阳性(${ticked.size} 项),请于 ${row.dueDay ?? ''} 前完成妊娠风险评估` : '阴性']), said('who', ['筛查机构', row.institution ?? ''], ['筛查人员', row.screenerName]),
    ],
    foot: [`评估标准:${row.tableName ?? ''}`, footOf(facts)],
  })
}

/** 《妊娠风险筛查阳性孕产妇转诊单》 with the answer of the assessing hospital below. */
export function riskReferralPages(facts: RiskPaperFacts, row: StoredRiskScreening): Pages {
  return form({
    form: 'risk-referral', title: '妊娠风险筛查阳性孕产妇转诊单', head: headLines(facts, row.number ?? ''),
    rows: [
      said('to', ['转往机构', row.referredTo ?? ''], ['转诊日期', row.referredDay ?? '']), ...whoRows(facts), said('screened', ['筛查日期', row.screenedDay], ['筛查孕周', gestationWords(row.gestationDays)]),
      said('items', ['筛查阳性项目', [...riskLinesIn(row.itemTexts).map(({ id, text }) => `${id.slice(1)} ${onPaper(text)}`), row.otherText ?? ''].filter(Boolean).join('\n')]), said('due', ['评估期限', row.dueDay ? `请于 ${row.dueDay} 前完成妊娠风险评估,并将结果反馈筛查机构` : '']),
      said('from', ['筛查机构', row.institution ?? ''], ['转诊医生', `${row.screenerName}    签字:__________`]),
      whole('feedbackTitle', '评估结果反馈'), said('assessed', ['评估机构', row.feedbackInstitution ?? ''], ['评估日期', row.feedbackDay ?? '']),
      said('colour', ['风险等级', row.feedbackColour ? `${RISK_COLOUR.label(row.feedbackColour)}色` : '□绿  □黄  □橙  □红  □紫']), said('result', ['评估结果与处理', row.feedbackText ?? '']), said('assessor', ['评估医生', row.feedbackDoctor ?? '']),
    ],
    foot: [footOf(facts)],
  })
}

// A hospital's own rows begin with H and say their colour nowhere in the id.
const COLOUR_OF_LETTER: Readonly<Record<string, string>> = { G: '【绿】', Y: '【黄】', O: '【橙】', R: '【红】', P: '【紫】', H: '【本院】' }

const assessmentRows = (row: StoredRiskAssessment): FormRow[] => [
  said('when', ['评估时间', minuteText(row.confirmedAt)], ['评估孕周', gestationWords(row.gestationDays)]), said('stage', ['评估时机', RISK_STAGE.label(row.stage)], ['风险等级', colourWords(row)]),
  ...riskLinesIn(row.criteriaTexts).map(({ id, text }, index) => ({ cells: [head(`rowLabel${index}`, index === 0 ? '评估条目' : '', 1), cell(`row${index}`, '评估条目', `${COLOUR_OF_LETTER[id[0] ?? ''] ?? ''}${id.slice(1)} ${onPaper(text)}`, 5)] })),
  ...row.otherText ? [said('other', ['其他说明', row.otherText])] : [], said('basis', ['检查结果', onPaper(row.basis ?? '')]),
]

/** 《孕产妇妊娠风险评估表》: the confirmed rows in the words of that day. */
export function riskAssessmentPages(facts: RiskPaperFacts, row: StoredRiskAssessment): Pages {
  return form({
    form: 'risk-assessment', title: '孕产妇妊娠风险评估表', head: headLines(facts, ''),
    rows: [
      ...whoRows(facts), ...assessmentRows(row), ...row.changeReason ? [said('change', ['降级理由', row.changeReason])] : [],
      ...row.threatensLife ? [said('senior', ['疾病可能危及生命', `经 ${row.seniorDoctor ?? ''}(副主任以上)确认${row.isInformed ? ',已告知本人及家属' : ''}`])] : [],
      ...row.advisesTermination ? [said('termination', ['建议终止妊娠', `机构:${row.terminationPlace ?? ''};专家签字:${row.terminationSpecialists ?? ''} __________`])] : [],
      said('duty', ['管理要求', row.colour === null ? '' : coloursOf({ colour: row.colour as RiskGrade, isPurple: row.isPurple === true }).map(one => COLOUR_DUTY[one].duty.zh).join('\n')]), said('advice', ['处理意见', row.advice ?? '']),
      said('who', ['评估机构', row.institution ?? ''], ['评估医生', `${row.doctorName ?? ''}    签字:__________`]),
    ],
    foot: [`评估标准:${row.tableName ?? ''};标准中部分条目未见原文,由医师核对确认。`, footOf(facts)],
  })
}

/** 《孕产妇妊娠风险评估分级报告单》. */
export function riskReportPages(facts: RiskPaperFacts, row: StoredRiskReport, assessment: StoredRiskAssessment): Pages {
  return form({
    form: 'risk-report', title: '孕产妇妊娠风险评估分级报告单', head: headLines(facts, row.number ?? ''),
    rows: [
      said('to', ['报送机构', row.receiver], ['接收人', row.receivedBy ?? '']), ...whoRows(facts), ...assessmentRows(assessment), said('advice', ['处理意见', assessment.advice ?? '']),
      said('due', ['报告期限', minuteText(assessment.reportDueAt ?? assessment.reportDueDay)], ['报告时间', `${minuteText(row.sentAt)}${row.isLate ? '(逾期)' : ''}`]), ...row.isLate ? [said('late', ['逾期原因', row.lateReason ?? ''])] : [],
      said('way', ['报告方式', RISK_REPORT_WAY.label(row.way)], ['同时通报', row.sharedWith ?? '']), said('who', ['报告机构', facts.institution], ['报告人', `${row.senderName}    签字:__________`]),
    ],
    foot: [footOf(facts)],
  })
}

const VISIT = [['day', '日期', 1.1], ['weeks', '孕周', 1], ['contact', '方式', 0.6], ['course', '病情', 0.7], ['situation', '情况', 3], ['advice', '处理及指导', 2.4], ['next', '下次', 1.1], ['doctor', '追踪人员', 0.9]] as const
function visitRows(visits: readonly StoredRiskCaseVisit[]): FormRow[] {
  return visits.map((visit, at) => {
    const text: Readonly<Record<(typeof VISIT)[number][0], string>> = {
      day: visit.visitDay, weeks: gestationWords(visit.gestationDays), contact: RISK_CONTACT.label(visit.contact), course: visit.course ? RISK_CASE_OUTCOME.label(visit.course) : '',
      situation: [visit.situation, visit.symptoms && `症状:${visit.symptoms}`, visit.signs && `体征:${visit.signs}`, visit.tests && `检查:${visit.tests}`].filter(Boolean).join('\n'), advice: visit.advice ?? '', next: visit.nextDay ?? '', doctor: visit.doctorName,
    }
    return { cells: VISIT.map(([name, label, share]) => cell(`visit${name}${at}`, label, text[name], share)) }
  })
}

/** 高危孕产妇专案表 with its follow-ups, emergency referrals and closing. */
export function riskCasePages(facts: RiskPaperFacts, row: StoredRiskCase, assessment: StoredRiskAssessment, visits: readonly StoredRiskCaseVisit[], referrals: readonly string[]): Pages {
  return form({
    form: 'risk-case', title: '高危孕产妇专案管理表', page: { ...A4, pt: 8.5 }, head: headLines(facts, row.number ?? ''),
    rows: [
      said('opened', ['建案日期', row.openedDay], ['责任医生', row.doctorName]), said('place', ['管理乡镇(机构)', row.township ?? ''], ['村医', row.villageDoctor ?? '']), ...whoRows(facts), ...assessmentRows(assessment),
      said('factors', ['高危因素', codesIn(row.factors).map(one => `${one} ${HIGH_RISK_FACTOR.label(one)}`).join(';')]), said('found', ['症状', row.symptoms ?? ''], ['体征', row.signs ?? '']), said('tests', ['辅助检查', row.tests ?? '']), said('caseAdvice', ['处理及指导', row.advice ?? '']),
      said('consultation', ['会诊', row.consultation ?? '']), said('rescue', ['救治', row.rescue ?? '']), said('referrals', ['转诊记录', [...referrals, row.referrals ?? ''].filter(Boolean).join('\n')]),
      whole('visitTitle', '追踪记录'), { cells: VISIT.map(([name, label, share]) => head(`visit${name}Head`, label, share)) }, ...visitRows(visits),
      said('closed', ['结案日期', row.closedDay ?? ''], ['转归', row.outcome ? RISK_CASE_OUTCOME.label(row.outcome) : '']), said('handed', ['转交', row.handedTo ?? ''], ['结案医生', row.closingDoctor ?? '']), ...row.closingNote ? [said('closingNote', ['结案说明', row.closingNote])] : [],
    ],
    foot: [footOf(facts)],
  })
}
