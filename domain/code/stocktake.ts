import { defineStates } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

/** 盘点状态: one that is finalised or cancelled never changes again. */
export const STOCKTAKE_STATE = defineStates({
  id: 'stocktakeState', title: '盘点状态', standard: '本程序', source: '出生医学证明说明 §4.1 (月末盘点)',
  codes: { open: '盘点中', finalised: '已完成', cancelled: '已取消' },
  moves: { open: ['finalised', 'cancelled'], finalised: [], cancelled: [] },
})
export type StocktakeState = CodeOf<typeof STOCKTAKE_STATE>
