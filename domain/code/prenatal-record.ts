import { defineCodes, defineStates } from './code-table.ts'
import type { CodeEntry, CodeOf } from './code-table.ts'
import { type ConsentKind, PRENATAL_PROJECT, type PrenatalProject, SAMPLE_TEST, type SampleTest } from './prenatal.ts'

const NOTE = '产前筛查说明'
const OURS = '本程序'

type TestEntry = CodeEntry & { readonly project: PrenatalProject | null; readonly consent: ConsentKind | null; readonly sample: SampleTest | null }
const blood = (code: SampleTest): TestEntry => { const { label, project, consent } = SAMPLE_TEST.entry(code); return { label, project, consent, sample: code } }
const scan = (project: PrenatalProject): TestEntry => ({ label: PRENATAL_PROJECT.label(project), project, consent: null, sample: null })
/** What a request asks for and a result answers: the tests of a tube and the scans, each with its window and its consent. */
export const PRENATAL_TEST = defineCodes({
  id: 'prenatalTest', title: '筛查项目', standard: OURS, source: `${NOTE} §2、§3.5`,
  codes: {
    firstSerum: blood('firstSerum'), nt: scan('nt'), secondSerum: blood('secondSerum'), nipt: blood('nipt'), thalassaemia: blood('thalassaemia'), deafness: blood('deafness'), midUltrasound: scan('midUltrasound'), lateUltrasound: scan('lateUltrasound'),
  } satisfies Record<string, TestEntry>,
})
export type PrenatalTest = CodeOf<typeof PRENATAL_TEST>

export const PRENATAL_PROGRAMME = defineCodes({ id: 'prenatalProgramme', title: '费用类别', standard: OURS, source: `${NOTE} §3.5 [S-P1]`, codes: { free: '免费项目', self: '自费' } })
export const CONSENT_SIGNER = defineCodes({ id: 'consentSigner', title: '签署人与孕妇关系', standard: OURS, source: `${NOTE} §9,值未核对`, codes: { '1': '孕妇本人', '2': '配偶', '3': '父母', '9': '其他授权人' } })
/** How a laboratory prints the end of its scale. */
export const RISK_COMPARATOR = defineCodes({ id: 'riskComparator', title: '风险值比较符', standard: OURS, source: `${NOTE} §3.3`, codes: { '=': '等于', '<': '小于', '>': '大于' } })
export const SERUM_UNIT = defineCodes({
  id: 'serumUnit', title: '血清学单位', standard: OURS, source: `${NOTE} §3.1,未核对`,
  codes: { miuPerL: 'mIU/L', miuPerMl: 'mIU/mL', ngPerMl: 'ng/mL', iuPerL: 'IU/L', iuPerMl: 'IU/mL', nmolPerL: 'nmol/L', pgPerMl: 'pg/mL' },
})
export type SerumUnit = CodeOf<typeof SERUM_UNIT>
/** Systems of the structural list. */
export const FETAL_SYSTEM = defineCodes({
  id: 'fetalSystem', title: '胎儿结构筛查部位', standard: OURS, source: `${NOTE} §7,条目未核对`,
  codes: { brain: '颅脑', face: '颜面', spine: '脊柱', heart: '心脏', chest: '胸腔', wall: '腹壁', digestive: '消化系统', urinary: '泌尿系统', limbs: '四肢', cord: '胎盘与脐带' },
})
export type FetalSystem = CodeOf<typeof FETAL_SYSTEM>
/** 报告发放 by which way. */
export const REPORT_WAY = defineCodes({ id: 'reportWay', title: '报告发放方式', standard: OURS, source: `${NOTE} §3.5,值未核对`, codes: { '1': '纸质', '2': '短信', '3': '微信' } })

/** What became of a line of the laboratory's file. */
export const RESULT_ROW_STATE = defineStates({
  id: 'resultRowState', title: '结果行状态', standard: OURS, source: `${NOTE} §15`,
  codes: { waiting: '待对应', taken: '已采用', dismissed: '不采用' },
  moves: { waiting: ['taken', 'dismissed'], taken: [], dismissed: ['taken'] },
})
export type ResultRowState = CodeOf<typeof RESULT_ROW_STATE>
/** Why a line waits for somebody. */
export const RESULT_ROW_REASON = defineCodes({
  id: 'resultRowReason', title: '结果行待对应原因', standard: OURS, source: `${NOTE} §15`,
  codes: {
    unreadable: '有内容无法识别', noBarcode: '没有条形码', unknown: '没有这个条形码的样本', doubled: '文件中条形码和项目重复', neverSent: '样本尚未送检', notReceived: '样本尚未签收', rejected: '样本已拒收', ended: '样本已终止',
    notRequested: '该样本没有申请这个项目', resulted: '该样本已有这个项目的结果', differs: '姓名或出生日期与样本不符', refused: '结果未通过检查', twoTubes: '两年的样本用这个条形码',
  },
})
export type ResultRowReason = CodeOf<typeof RESULT_ROW_REASON>

/** Why a woman is called back. High risk ends as the recall rule says; the others end with the new tube, the new look, or the tests a couple still lacks. */
export const RECALL_KIND = defineCodes({ id: 'recallKind', title: '召回类别', standard: OURS, source: `${NOTE} §3.5、§5、§6、§7、§10`, codes: { high: '高风险召回', redraw: '重新采血', repeat: '复查超声', couple: '夫妇续查' } })
export type RecallKind = CodeOf<typeof RECALL_KIND>
export const RECALL_CLOSING = defineCodes({ id: 'recallClosing', title: '召回结束原因', standard: OURS, source: `${NOTE} §10`, codes: { diagnosis: '已完成产前诊断', refusal: '已签署拒绝', outcome: '已有妊娠结局', redone: '已重新采血或复查', corrected: '结果更正后不再需要', ended: '样本已终止或拒绝', completed: '夫妇续查已完成', doctor: '医生确认不再续查或复查' } })
export type RecallClosing = CodeOf<typeof RECALL_CLOSING>

export const OUTCOME_SOURCE = defineCodes({ id: 'outcomeSource', title: '结局信息来源', standard: OURS, source: `${NOTE} §11`, codes: { local: '系统匹配', phone: '电话', visit: '上门', clinic: '门诊' } })
/** Whom an annual number is for. */
export const TARGET_SCOPE = defineCodes({ id: 'targetScope', title: '任务范围', standard: OURS, source: `${NOTE} §1 [S-seedA]`, codes: { county: '全县', township: '乡镇(街道)', institution: '采血机构' } })
export type TargetScope = CodeOf<typeof TARGET_SCOPE>

/** The lists of the clinic, in the order of the work. */
export const PRENATAL_LIST = defineCodes({
  id: 'prenatalList', title: '产前筛查工作清单', standard: OURS, source: `${NOTE} §15`,
  codes: {
    consent: '待知情同意', draw: '待采血', closing: '窗口将关闭', send: '待送检', transit: '运送中', rejected: '拒收重采', report: '报告超期', unmatched: '待对应结果', issue: '待审核发放', recall: '高风险待召回', couple: '夫妇续查', diagnosis: '待诊断', outcome: '结局待随访',
  },
})
export type PrenatalList = CodeOf<typeof PRENATAL_LIST>
/** Where one project of the calendar stands for a woman. */
export const CALENDAR_STATE = defineCodes({ id: 'prenatalCalendarState', title: '筛查日程状态', standard: OURS, source: `${NOTE} §2`, codes: { done: '已完成', underWay: '进行中', declined: '已拒绝', open: '窗口内', closing: '窗口将关闭', notYet: '未到孕周', missed: '已错过' } })
export type CalendarState = CodeOf<typeof CALENDAR_STATE>
