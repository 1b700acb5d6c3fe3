import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const NOTE = '孕产期保健说明 §13.5'
const OWN = '本程序'

/** The three infections whose transmission to the child is prevented. */
export const INFECTION = defineCodes({
  id: 'infection', title: '艾梅乙感染', standard: OWN, source: `${NOTE} [S-M15]`,
  codes: { hiv: '艾滋病', syphilis: '梅毒', hbv: '乙肝' },
})
export type Infection = CodeOf<typeof INFECTION>

/** Result of a screening test. */
export const INFECTION_RESULT = defineCodes({
  id: 'infectionResult', title: '筛查结果', standard: OWN, source: NOTE,
  codes: { negative: '阴性', positive: '阳性' },
})
export type InfectionResult = CodeOf<typeof INFECTION_RESULT>

/** What confirmation made of a positive screening. Infected is HIV confirmed, syphilis both tests positive (indicator note §3). */
export const INFECTION_CONFIRMATION = defineCodes({
  id: 'infectionConfirmation', title: '确认结果', standard: OWN, source: `${NOTE};统计指标说明 §3`,
  codes: { waiting: '待确认', confirmed: '确认感染', excluded: '排除感染' },
})
export type InfectionConfirmation = CodeOf<typeof INFECTION_CONFIRMATION>

/** Reciprocal of a non-treponemal titre. */
export const SYPHILIS_TITRE = defineCodes({
  id: 'syphilisTitre', title: '梅毒非螺旋体试验滴度', standard: OWN, source: `${NOTE}[K]`,
  codes: { '000': '阴性', '001': '1:1', '002': '1:2', '004': '1:4', '008': '1:8', '016': '1:16', '032': '1:32', '064': '1:64', '128': '1:128', '256': '1:256及以上' },
})
export type SyphilisTitre = CodeOf<typeof SYPHILIS_TITRE>

/** Only penicillin counts as adequate treatment in pregnancy [K]. */
export const SYPHILIS_DRUG = defineCodes({
  id: 'syphilisDrug', title: '梅毒治疗药物', standard: OWN, source: `${NOTE}[K]`,
  codes: { benzathine: { label: '苄星青霉素', isPenicillin: true }, procaine: { label: '普鲁卡因青霉素', isPenicillin: true }, ceftriaxone: { label: '头孢曲松', isPenicillin: false }, macrolide: { label: '红霉素类', isPenicillin: false }, other: { label: '其他', isPenicillin: false } },
})
export type SyphilisDrug = CodeOf<typeof SYPHILIS_DRUG>

/** A partner's test. */
export const PARTNER_TEST = defineCodes({
  id: 'partnerTest', title: '配偶(性伴)检测', standard: OWN, source: NOTE,
  codes: { notYet: '未检测', negative: '阴性', positive: '阳性', refused: '拒绝检测' },
})
export type PartnerTest = CodeOf<typeof PARTNER_TEST>

/** Why a case is closed. */
export const INFECTION_CLOSING = defineCodes({
  id: 'infectionClosing', title: '结案原因', standard: OWN, source: NOTE,
  codes: { completed: '母婴随访完成', excluded: '排除感染', moved: '转出管理', lost: '失访', died: '死亡', ended: '妊娠终止且无活产' },
})
export type InfectionClosing = CodeOf<typeof INFECTION_CLOSING>

/** How a woman was followed up. */
export const INFECTION_VISIT_WAY = defineCodes({
  id: 'infectionVisitWay', title: '随访方式', standard: OWN, source: NOTE,
  codes: { clinic: '门诊', phone: '电话', home: '入户' },
})

/** Taking the medicine. */
export const ADHERENCE = defineCodes({
  id: 'adherence', title: '服药依从', standard: OWN, source: `${NOTE}[K]`,
  codes: { good: '按时服用', partly: '有漏服', stopped: '已停药', none: '不需用药' },
})

/** How an exposed child is fed. */
export const EXPOSED_FEEDING = defineCodes({
  id: 'exposedFeeding', title: '暴露儿童喂养方式', standard: OWN, source: `${NOTE}[K]`,
  codes: { artificial: '人工喂养', breast: '母乳喂养', mixed: '混合喂养' },
})

/** The tests of an exposed child, each once; `extra` are those asked for besides. */
export const CHILD_TEST = defineCodes({
  id: 'childTest', title: '暴露儿童检测', standard: OWN, source: `${NOTE}[K]`,
  codes: {
    hivDna1: { label: '艾滋病早期核酸(出生后)', infection: 'hiv' }, hivDna2: { label: '艾滋病早期核酸(6周)', infection: 'hiv' }, hivDna3: { label: '艾滋病早期核酸(3月)', infection: 'hiv' },
    hivAntibody1: { label: '艾滋病抗体(12月)', infection: 'hiv' }, hivAntibody2: { label: '艾滋病抗体(18月)', infection: 'hiv' },
    syphilis0: { label: '梅毒滴度(出生)', infection: 'syphilis' }, syphilis1: { label: '梅毒滴度(第1次复查)', infection: 'syphilis' }, syphilis2: { label: '梅毒滴度(第2次复查)', infection: 'syphilis' }, syphilis3: { label: '梅毒滴度(第3次复查)', infection: 'syphilis' },
    syphilis4: { label: '梅毒滴度(第4次复查)', infection: 'syphilis' }, syphilis5: { label: '梅毒滴度(第5次复查)', infection: 'syphilis' }, syphilis6: { label: '梅毒滴度(第6次复查)', infection: 'syphilis' },
    hbv: { label: '乙肝血清学', infection: 'hbv' }, extra: { label: '加做检测', infection: null },
  } satisfies Record<string, { label: string; infection: Infection | null }>,
})
export type ChildTest = CodeOf<typeof CHILD_TEST>

/** Result of a child's test. */
export const CHILD_TEST_RESULT = defineCodes({
  id: 'childTestResult', title: '检测结果', standard: OWN, source: NOTE,
  codes: { negative: '阴性', positive: '阳性', unclear: '不确定' },
})

/** What became of a child for one infection. */
export const EXPOSED_OUTCOME = defineCodes({
  id: 'exposedOutcome', title: '暴露儿童结局', standard: OWN, source: NOTE,
  codes: { uninfected: '排除感染', infected: '感染', died: '死亡', lost: '失访' },
})
export type ExposedOutcome = CodeOf<typeof EXPOSED_OUTCOME>

/** What waits for the named staff. */
export const INFECTION_LIST = defineCodes({
  id: 'infectionList', title: '艾梅乙工作名单', standard: OWN, source: NOTE,
  codes: { proposed: '待建案', confirm: '待确认', follow: '待治疗/随访', children: '暴露儿童待检测', overdue: '逾期', open: '在管', all: '全部' },
})
export type InfectionList = CodeOf<typeof INFECTION_LIST>
