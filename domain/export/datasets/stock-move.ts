import { defineDataset } from '../dataset.ts'

/**
 * 空白证件流转: every move of every blank form, one row each, for ever. No national standard knows it (export note §4.1, last
 * paragraph, names the facts only), so every column is ours. A row is never changed or voided: a mistake is mended by a
 * further move. So no text a clerk may write can be too long here: the story of a loss has up to 1000 signs.
 */
export const stockMoveDataset = defineDataset({
  id: 'stock_move', title: '空白证件流转', schema: 'local',
  businessKey: [{ key: 'orgCode', name: '机构代码' }, { key: 'certNo', name: '出生医学证明编号' }, { key: 'moveNo', name: '流转序号' }],
  columns: [
    { key: 'certNo', name: '出生医学证明编号', type: 'S1', format: 'AN..10', required: true, pattern: 'certificate-number' },
    { key: 'edition', name: '证件版次', type: 'N', format: 'N..2' },
    { key: 'fromState', name: '原状态', type: 'S2', format: 'A..20', codeTable: 'local.blankState' },
    { key: 'toState', name: '新状态', type: 'S2', format: 'A..20', codeTable: 'local.blankState', required: true },
    { key: 'movedAt', name: '发生时间', type: 'DT', format: 'DT15', required: true },
    { key: 'movedBy', name: '经办人姓名', type: 'S1', format: 'A..50', required: true, personName: true },
    { key: 'secondPerson', name: '复核人姓名', type: 'S1', format: 'A..50', personName: true },
    { key: 'holder', name: '持有人姓名', type: 'S1', format: 'A..50', personName: true },
    { key: 'counterpart', name: '对方机构名称', type: 'S1', format: 'AN..70' },
    { key: 'reasonCode', name: '原因代码', type: 'S1', format: 'AN..20' },
    { key: 'reason', name: '原因说明', type: 'S1', format: 'AN..1000' },
    { key: 'evidence', name: '凭据', type: 'S1', format: 'AN..500' },
  ],
})
