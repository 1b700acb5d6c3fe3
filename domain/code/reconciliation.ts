import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

/** 差异类别: how the province's list and the hospital differ about one number. */
export const DIFFERENCE_KIND = defineCodes({
  id: 'differenceKind', title: '差异类别', standard: '本程序', source: '本程序自定',
  codes: { onlyTheirs: '仅省平台有', onlyOurs: '仅本院有', state: '状态不同', field: '内容不同', double: '名单中重复', damaged: '无法读取' },
})
export type DifferenceKind = CodeOf<typeof DIFFERENCE_KIND>

/** 处理意见: what the clerk says to a difference. Nothing is changed by it; corrections are made in the record itself. */
export const DIFFERENCE_ANSWER = defineCodes({
  id: 'differenceAnswer', title: '处理意见', standard: '本程序', source: '本程序自定',
  codes: { oursRight: '本院无误', correctOurs: '更正本院记录', reported: '已报省平台更正' },
})
export type DifferenceAnswer = CodeOf<typeof DIFFERENCE_ANSWER>
