import { defineCodes, defineStates } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const NOTE = '出生医学证明说明'

/** 库存单据: every act on a run of numbers leaves one slip with the people who signed it. */
export const STOCK_SLIP = defineCodes({
  id: 'stockSlip', title: '库存单据', standard: '本程序', source: `${NOTE} §4.1、§4.5`,
  codes: {
    draw: '领用', giveBack: '交回库房', handOver: '领用人交接', transfer: '下发', takeBack: '下级退回', returnUp: '退回上级', void: '作废',
    collectWaste: '收存废证', receiveWaste: '接收下级废证', handIn: '废证上交', destroy: '废证销毁',
  },
})
export type StockSlip = CodeOf<typeof STOCK_SLIP>

/** 空白证件申领 to the higher level. */
export const BLANK_REQUEST = defineStates({
  id: 'blankRequest', title: '申领状态', standard: '本程序', source: `${NOTE} §4.1`,
  codes: { requested: '已申领', received: '已入库', refused: '未批准', withdrawn: '已撤回' },
  // A request is often answered by several cartons.
  moves: { requested: ['received', 'refused', 'withdrawn'], received: [], refused: [], withdrawn: [] },
})
export type BlankRequestState = CodeOf<typeof BLANK_REQUEST>

/** 遗失或被盗. */
export const LOSS_KIND = defineCodes({
  id: 'lossKind', title: '遗失类别', standard: '本程序', source: `${NOTE} §1.10`,
  codes: { lost: '遗失', stolen: { label: '被盗', note: '须保护现场并报警' } },
})
export type LossKind = CodeOf<typeof LOSS_KIND>

/** 废证销毁方式. The note names the column only; these are the usual ways. */
export const DESTRUCTION_METHOD = defineCodes({
  id: 'destructionMethod', title: '销毁方式', standard: '本程序', source: `${NOTE} §4.5(废证销毁记录)`,
  codes: { shred: '粉碎', burn: '焚毁', pulp: '化浆', other: '其他' },
})
export type DestructionMethod = CodeOf<typeof DESTRUCTION_METHOD>
