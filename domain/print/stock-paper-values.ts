import type { Day } from '../time/day.ts'
import type { PrintValue, PrintValues } from './layout.ts'
import { dayText } from './registration-form-values.ts'

/** Lines of the table on one sheet of the layout `stock-paper`. */
export const STOCK_PAPER_ROWS = 20
const FACTS = 8
const SIGNATURES = 6
/** A line to sign on; places that are not asked for stay free of lines. */
const SIGN_HERE = '_'.repeat(18)
const COLUMNS = ['a', 'b', 'c', 'd', 'e'] as const

type Named = readonly [label: string, value: string]

/** A paper of the stock: title, facts, a table as long as it needs, who signs. */
export type StockPaper = {
  title: string
  institution: string
  facts: readonly Named[]
  /** Heads of up to four columns; the first column counts the lines. */
  heads: readonly string[]
  rows: readonly (readonly string[])[]
  total: string
  /** A name that is known stands on its line; the others are signed by hand. */
  signatures: readonly Named[]
  footnote?: string
  /** One document per copy, each marked with its name; one unmarked copy when there is none. */
  copies?: readonly string[]
}

/**
 * The words of every sheet of a paper: as many sheets as its table fills, each numbered, for each copy. Nothing is cut;
 * signatures stand on the last sheet.
 */
export function stockPaperPages(paper: StockPaper): PrintValues[] {
  if (paper.facts.length > FACTS || paper.signatures.length > SIGNATURES || paper.heads.length >= COLUMNS.length) throw new RangeError('a stock paper has room for 8 facts, 4 columns and 6 signatures')
  const sheets = Math.max(1, Math.ceil(paper.rows.length / STOCK_PAPER_ROWS))
  return (paper.copies ?? ['']).flatMap(copyText => Array.from({ length: sheets }, (_, sheet) => {
    const isLast = sheet === sheets - 1
    const values: Record<string, PrintValue> = { title: paper.title, institution: paper.institution, copyText, pageText: `第 ${sheet + 1} 页 共 ${sheets} 页`, aHead: '序号', totalText: isLast ? paper.total : '(接下页)', footnote: isLast ? paper.footnote ?? '' : '' }
    paper.facts.forEach(([label, value], index) => { values[`fact${index + 1}Label`] = `${label}:`; values[`fact${index + 1}`] = value })
    paper.heads.forEach((head, index) => { values[`${COLUMNS[index + 1]!}Head`] = head })
    paper.rows.slice(sheet * STOCK_PAPER_ROWS, (sheet + 1) * STOCK_PAPER_ROWS).forEach((row, line) => {
      const place = String(line + 1).padStart(2, '0')
      values[`a${place}`] = String(sheet * STOCK_PAPER_ROWS + line + 1)
      row.forEach((cell, index) => { values[`${COLUMNS[index + 1]!}${place}`] = cell })
    })
    if (isLast) paper.signatures.forEach(([label, value], index) => { values[`sign${index + 1}Label`] = `${label}:`; values[`sign${index + 1}`] = value || SIGN_HERE })
    return values
  }))
}

export type WasteLine = { numbers: string; quantity: number; reason: string; owner: string }
const wasteTable = (lines: readonly WasteLine[]): Pick<StockPaper, 'heads' | 'rows' | 'total'> => ({
  heads: ['废证编号', '数量', '原因', '所属机构'], rows: lines.map(line => [line.numbers, String(line.quantity), line.reason, line.owner]),
  total: `合计:${lines.reduce((sum, line) => sum + line.quantity, 0)} 枚`,
})

/** 废证销毁记录 (certificate note §4.5): its ten columns, a witness of the discipline office, two copies. */
export function destructionPaper(facts: {
  institution: string; county: string; day: Day; method: string; place: string; keeper: string; leader: string; cityReceiver: string; witness: string; lines: readonly WasteLine[]
}): StockPaper {
  return {
    title: '《出生医学证明》废证销毁记录', institution: facts.institution, copies: ['第一联 县级存', '第二联 市级存'],
    facts: [
      ['县(市、区)', facts.county], ['销毁日期', dayText(facts.day)], ['县级管理人员', facts.keeper], ['县级主管领导', facts.leader], ['市级审核接收人', facts.cityReceiver], ['纪检监督人员', facts.witness],
      ['销毁方式', facts.method], ['销毁地点', facts.place],
    ],
    ...wasteTable(facts.lines),
    signatures: [['县级管理人员签名', ''], ['县级主管领导签名', ''], ['市级审核接收人签名', ''], ['纪检监督人员签名', ''], ['签名日期', '']],
    footnote: '本记录一式两联,永久保存。',
  }
}

/** 废证上交清单 with the signature of who takes it; the previous year's is due by 31 January (note §1.10). */
export function handInPaper(facts: { institution: string; day: Day; handedTo: string; receiver: string; first: string; second: string; lines: readonly WasteLine[] }): StockPaper {
  return {
    title: '《出生医学证明》废证上交清单', institution: facts.institution,
    facts: [['上交单位', facts.institution], ['接收单位', facts.handedTo], ['上交日期', dayText(facts.day)], ['接收人', facts.receiver], ['经办人一', facts.first], ['经办人二', facts.second]],
    ...wasteTable(facts.lines), signatures: [['经办人一签名', ''], ['经办人二签名', ''], ['接收人签名', ''], ['接收日期', '']],
    footnote: '上一年度废证应于每年 1 月 31 日前连同登记册上交。',
  }
}

/** The slip of an act on a run of numbers: 领用单, 下发单, 退回单 and the like, with both sides' signatures. */
export function slipPaper(facts: {
  institution: string; kind: string; day: Day; counterpart: string; outsiders: readonly Named[]; people: readonly Named[]; reason: string; ranges: readonly { first: string; last: string; quantity: number }[]
}): StockPaper {
  const named = [...facts.outsiders, ...facts.people].filter(([, name]) => name !== '')
  return {
    title: `《出生医学证明》空白证件${facts.kind}单`, institution: facts.institution,
    facts: ([['办理日期', dayText(facts.day)], ['对方单位', facts.counterpart], ...named] satisfies Named[]).filter(([, value]) => value !== '').slice(0, FACTS),
    heads: ['起始编号 — 终止编号', '数量', '首字母', '备注'], rows: facts.ranges.map(({ first, last, quantity }) => [first === last ? first : `${first} — ${last}`, String(quantity), first.charAt(0), '']),
    total: `合计:${facts.ranges.reduce((sum, range) => sum + range.quantity, 0)} 枚`,
    signatures: named.slice(0, SIGNATURES).map(([label]) => [`${label}签名`, ''] as const), footnote: facts.reason && `说明:${facts.reason}`,
  }
}

/** 年度用证计划 as it is filed by 20 December (certificate note §4.1). */
export function planPaper(facts: { institution: string; year: number; rule: string; source: string; thisYearCounted: number; thisYearBirths: number; lastYearBirths: number; inStock: number; proposed: number; quantity: number; reason: string; plannedBy: string; filedDay: Day | null; version: number }): StockPaper {
  return {
    title: `《出生医学证明》${facts.year}年度用证计划`, institution: facts.institution,
    facts: [['计划年度', String(facts.year)], ['第几稿', String(facts.version)], ['编制人', facts.plannedBy], ['上报日期', facts.filedDay ? dayText(facts.filedDay) : '']],
    heads: ['项目', '数量', '单位', '说明'],
    rows: [
      [`${facts.year - 1} 年已登记活产数`, String(facts.thisYearCounted), '人', '截至编制之日'], [`${facts.year - 1} 年全年活产数(推算)`, String(facts.thisYearBirths), '人', '按日均推算'], [`${facts.year - 2} 年活产数`, String(facts.lastYearBirths), '人', ''],
      ['现有未用空白证件(库存及窗口)', String(facts.inStock), '枚', '编制时'], ['按规则计算', String(facts.proposed), '枚', facts.rule], ['计划申领', String(facts.quantity), '枚', facts.reason],
    ],
    total: `计划申领:${facts.quantity} 枚`, signatures: [['编制人签名', ''], ['单位负责人签名', ''], ['单位盖章', ''], ['日期', '']], footnote: `计算规则:${facts.rule}(${facts.source})。应于上一年 12 月 20 日前上报。`,
  }
}
