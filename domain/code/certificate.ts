import type { Day } from '../time/day.ts'
import { defineCodes, defineStates } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const NOTE = '出生医学证明说明'

/** 签发类型. */
export const ISSUE_TYPE = defineCodes({
  id: 'issueType', title: '签发类型', standard: '出生医学证明管理', source: `${NOTE} §2.2 第31项`,
  codes: { '1': '首次签发', '2': '换发', '3': '补发' },
})
export type IssueType = CodeOf<typeof ISSUE_TYPE>

/** 领证人与新生儿关系. */
export const COLLECTOR_RELATION = defineCodes({
  id: 'collectorRelation', title: '与新生儿关系', standard: '本程序', source: `${NOTE} §2.11`,
  codes: { '1': '母亲', '2': '父亲', '3': '(外)祖父母', '4': '其他监护人', '5': '受托人' },
})
export type CollectorRelation = CodeOf<typeof COLLECTOR_RELATION>

/**
 * 空白证件状态 with the moves of §4.2. Three moves are ours: drawn → inStock (a clerk hands unused blanks back to the
 * cabinet), held → drawn (nothing was inked and a second person confirmed it), and transferred → inStock (a hospital the
 * county gave blanks to sends unused ones back, §4.1: institutions that close); nothing releases a number by itself.
 */
export const BLANK_STATE = defineStates({
  id: 'blankState', title: '空白证件状态', standard: '本程序', source: `${NOTE} §4.2`,
  codes: {
    inTransit: '在途',
    inStock: '在库',
    drawn: '已领用',
    held: '占用/打印中',
    printed: '已打印待盖章',
    issued: '已签发',
    transferred: '调出',
    returned: '退回上级',
    void: '作废',
    lostReported: '遗失/被盗(上报中)',
    lostVoid: '遗失作废',
    exchanged: '已换发收回',
    toHandIn: '待上交',
    handedIn: '已上交',
    destroyed: '已销毁',
  },
  moves: {
    inTransit: ['inStock', 'lostReported'],
    inStock: ['drawn', 'transferred', 'returned', 'void', 'lostReported'],
    drawn: ['held', 'inStock', 'transferred', 'returned', 'void', 'lostReported'],
    held: ['printed', 'drawn', 'void', 'lostReported'],
    printed: ['issued', 'void', 'lostReported'],
    issued: ['exchanged', 'lostVoid'],
    transferred: ['inStock'],
    returned: [],
    void: ['toHandIn'],
    lostReported: ['lostVoid'],
    lostVoid: ['toHandIn'],
    exchanged: ['toHandIn'],
    toHandIn: ['handedIn'],
    handedIn: ['destroyed'],
    destroyed: [],
  },
})
export type BlankState = CodeOf<typeof BLANK_STATE>

/** 作废原因; `annualColumn` is the column of the annual form (§4.6) that counts it. */
export const VOID_REASON = defineCodes({
  id: 'voidReason', title: '作废原因', standard: '管理使用情况年度统计表', source: `${NOTE} §1.10, §4.6`,
  codes: {
    '1': { label: '打印错误', annualColumn: 10 },
    '2': { label: '填写错误', annualColumn: 10 },
    '3': { label: '遗失', annualColumn: 11 },
    '9': { label: '其他', annualColumn: 12 },
  },
})
export type VoidReason = CodeOf<typeof VOID_REASON>

/** 换发原因 (Zhejiang 2012; the national list was not found, §8 item 7). */
export const EXCHANGE_REASON = defineCodes({
  id: 'exchangeReason', title: '换发原因', standard: '本程序编号', source: `${NOTE} §1.8 (浙江 2012)`,
  codes: {
    H1: '签发机构责任导致登记项目差错',
    H2: '被涂改',
    H3: '私自拆切副页',
    H4: '严重损坏不能辨认',
    H5: { label: '变更/更正父亲或母亲信息', note: '须亲子鉴定' },
    H6: { label: '户口登记机关不予登记(含姓名)', note: '须公安机关书面证明' },
    H9: { label: '其他', note: '填写原因' },
  },
})
export type ExchangeReason = CodeOf<typeof EXCHANGE_REASON>

/** 原证正副页交回情况: 正页 alone means the child is registered (the police hold the 副页). */
export const RETURNED_PARTS = defineCodes({
  id: 'returnedParts', title: '原证正副页交回情况', standard: '换发申请表', source: `${NOTE} §1.8`,
  codes: { '1': '正页', '2': '正页和副页' },
})
export type ReturnedParts = CodeOf<typeof RETURNED_PARTS>

/** 副页去向. */
export const SECOND_PART_DESTINATION = defineCodes({
  id: 'secondPartDestination', title: '副页去向', standard: '本程序', source: `${NOTE} §4.10`,
  codes: { '1': '随正页交付', '2': '窗口代收邮寄', '3': '留存作废' },
})
export type SecondPartDestination = CodeOf<typeof SECOND_PART_DESTINATION>

/** 打印结果: the answer to "印好了吗?" (§4.3). */
export const PRINT_RESULT = defineCodes({
  id: 'printResult', title: '打印结果', standard: '本程序', source: `${NOTE} §4.3`,
  codes: { ok: '打印成功', inked: '打印失败(已着墨)', notInked: '未着墨' },
})
export type PrintResult = CodeOf<typeof PRINT_RESULT>

const edition = (label: string, from: string, until: string | null, change: string) =>
  ({ label, from: from as Day, lastIssueDay: until as Day | null, change })

/**
 * 证件版次. `from` is the first day of issue. `lastIssueDay` of the 6th edition is 2023-03-31 (announced); of older
 * editions it is the day before the next one (derived: changeovers may have overlapped). null: still in force.
 */
export const CERTIFICATE_EDITION = defineCodes({
  id: 'certificateEdition', title: '证件版次', standard: '卫生健康委公告与通知', source: `${NOTE} §2.3, §0.2`,
  codes: {
    '1': edition('第一版', '1996-01-01', '1999-12-31', '无字母编号'),
    '2': edition('第二版', '2000-01-01', '2002-12-31', '字母为印制年份'),
    '3': edition('第三版', '2003-01-01', '2004-11-30', '增加存根,不再手写'),
    '4': edition('第四版', '2004-12-01', '2013-12-31', '副页、存根编号加水印'),
    '5': edition('第五版', '2014-01-01', '2018-12-31', 'A4 竖版三联'),
    '6': edition('第六版', '2019-01-01', '2023-03-31', '封底监制机关变更'),
    '7': edition('第七版', '2023-04-01', null, '编号加条形码,底纹改黄色'),
  },
})
export type CertificateEdition = CodeOf<typeof CERTIFICATE_EDITION>

/** True if blanks of this edition may be issued on that day. */
export function canIssueEdition(code: CertificateEdition, on: Day): boolean {
  const { from, lastIssueDay } = CERTIFICATE_EDITION.entry(code)
  return on >= from && (lastIssueDay === null || on <= lastIssueDay)
}

/** The edition in force on a day, or undefined before 1996. */
export function editionOn(on: Day): CertificateEdition | undefined {
  return CERTIFICATE_EDITION.list.findLast(item => on >= item.from)?.code
}
