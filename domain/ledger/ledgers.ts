import type { ColumnKind, Ledger, LedgerColumn } from './ledger.ts'

// Columns and their order: certificate note §4.5. Widths are millimetres on A4 landscape (277 mm between the margins).
// 真伪鉴定登记本 exists in the note, but its columns could not be read: it is not invented here.

const column = (kind: ColumnKind) => (key: string, title: string, widthMm: number): LedgerColumn => ({ key, title, widthMm, kind })
const text = column('text')
const day = column('day')
const count = column('count')
const idNumber = column('idNumber')
const sign = column('sign')
const order: LedgerColumn = { key: 'order', title: '序号', widthMm: 10, kind: 'order' }

const NOTE = '出生医学证明说明 §4.5'

export const LEDGERS = {
  receipt: {
    id: 'receipt', title: '入库登记', source: NOTE, dateTitle: '入库日期',
    columns: [
      text('unit', '入库单位', 42), sign('receivedBy', '入库人', 20), text('letter', '首字母', 13), text('firstNumber', '起始编号', 25), text('lastNumber', '终止编号', 25), count('quantity', '入库数量', 18),
      day('day', '入库日期', 22), count('stock', '库存数', 16), text('reviewUnit', '审核单位', 38), sign('reviewer', '审核人', 20), text('region', '所属地区', 38),
    ],
  },
  request: {
    id: 'request', title: '申领发放登记', source: NOTE, dateTitle: '发放时间',
    columns: [
      text('unit', '申领单位', 42), sign('firstApplicant', '申领人1', 20), sign('secondApplicant', '申领人2', 20), text('letter', '首字母', 13), text('firstNumber', '起始编号', 25), text('lastNumber', '终止编号', 25),
      count('quantity', '数量', 16), text('issuingUnit', '发放单位', 42), sign('firstIssuer', '发放人1', 20), sign('secondIssuer', '发放人2', 20), day('day', '发放时间', 24),
    ],
  },
  handOut: {
    id: 'handOut', title: '出库登记本', source: NOTE, dateTitle: '出库日期',
    columns: [
      order, text('unit', '出库单位', 44), day('day', '出库日期', 23), count('quantity', '出库数量', 18), text('firstNumber', '起始编码', 26), text('lastNumber', '终止编码', 26), count('stock', '库存数', 18),
      text('applicant', '申领单位名称', 48), sign('collector', '领证人签名', 32), sign('handledBy', '经办人签名', 30),
    ],
  },
  firstIssue: {
    id: 'firstIssue', title: '首次签发登记本', source: NOTE, dateTitle: '签发日期',
    columns: [
      order, text('number', '出生证编号', 18), day('collectedDay', '领证日期', 16), text('motherName', '母亲姓名', 16), text('babyName', '新生儿姓名', 16), text('sex', '性别', 8), day('bornDay', '出生日期', 16),
      idNumber('motherIdNumber', '母亲身份证号码', 21), text('marriageNumber', '结婚证号', 18), text('dnaNumber', '亲子鉴定证明编号', 18), text('fatherName', '父亲姓名', 16), idNumber('fatherIdNumber', '父亲身份证号码', 21),
      sign('collector', '领证人签名', 15), idNumber('collectorIdNumber', '领证人身份证号', 21), sign('signer', '签发人签名', 15), sign('sealer', '盖章人签名', 15), sign('reviewer', '审核人签名', 15),
    ],
  },
  outsideIssue: {
    id: 'outsideIssue', title: '机构外出生首次签发登记本', source: NOTE, dateTitle: '签发日期',
    columns: [
      order, text('issuer', '签发机构', 40), day('collectedDay', '领证日期', 22), text('motherName', '母亲姓名', 24), text('babyName', '新生儿姓名', 24), text('sex', '性别', 11), day('bornDay', '出生日期', 22),
      text('number', '出生证编号', 24), idNumber('collectorIdNumber', '领证人有效身份证件号码', 34), sign('collector', '领证人签名', 22), sign('signer', '签发人签名', 22), sign('sealer', '盖章人签名', 22),
    ],
  },
  reissue: {
    id: 'reissue', title: '补发登记本', source: NOTE, dateTitle: '签发日期',
    columns: [
      order, text('county', '区县', 22), day('collectedDay', '领证日期', 20), text('motherName', '母亲姓名', 20), text('babyName', '新生儿姓名', 20), text('sex', '性别', 10), day('bornDay', '出生日期', 20),
      text('oldNumber', '原证编号', 21), text('number', '新证编号', 21), text('reason', '补发原因', 28), idNumber('collectorIdNumber', '领证人证件号码', 28), sign('collector', '领证人签名', 19), sign('signer', '签发人签名', 19), sign('sealer', '盖章人签名', 19),
    ],
  },
  exchange: {
    // Same shape as 补发 with the exchange's own two columns: the note's derivation, not a form that was read.
    id: 'exchange', title: '换发登记本', source: `${NOTE}(栏目为本程序推定)`, dateTitle: '签发日期',
    columns: [
      order, text('county', '区县', 20), day('collectedDay', '领证日期', 18), text('motherName', '母亲姓名', 18), text('babyName', '新生儿姓名', 18), text('sex', '性别', 9), day('bornDay', '出生日期', 18),
      text('oldNumber', '原证编号', 20), text('number', '新证编号', 20), text('reason', '换发原因', 30), text('returnedParts', '原证正副页交回情况', 24), idNumber('collectorIdNumber', '领证人证件号码', 24),
      sign('collector', '领证人签名', 16), sign('signer', '签发人签名', 16), sign('sealer', '盖章人签名', 16),
    ],
  },
  waste: {
    id: 'waste', title: '废证登记本', source: NOTE, dateTitle: '日期',
    columns: [
      order, text('county', '县市区', 45), day('day', '日期', 30), text('number', '出生证编号', 36), text('reason', '原因', 66), sign('reviewer', '审核人签名', 45), sign('handledBy', '经办人签名', 45),
    ],
  },
  misprint: {
    id: 'misprint', title: '打印及填写错误登记', source: NOTE, dateTitle: '时间',
    columns: [
      order, text('unit', '单位名称', 42), text('number', '编号', 26), day('at', '时间', 32), sign('handledBy', '经办人', 24), sign('reviewer', '审核人', 24), text('outcome', '处理结果', 45), sign('director', '机构负责人签名', 32), day('destroyedDay', '销毁时间', 26),
    ],
  },
  destruction: {
    id: 'destruction', title: '废证销毁记录', source: NOTE, dateTitle: '销毁日期',
    columns: [
      order, text('county', '县', 26), sign('manager', '县级管理人员', 26), sign('leader', '县级主管领导', 26), sign('receiver', '市级审核接收人', 28), text('numbers', '废证编号', 76), count('quantity', '数量', 14),
      day('day', '销毁日期', 22), text('method', '方式', 18), text('place', '地点', 30),
    ],
  },
  seal: {
    id: 'seal', title: '用章登记', source: `${NOTE}(栏目为本程序推定)`, dateTitle: '日期',
    columns: [order, day('day', '日期', 60), text('number', '出生证编号', 60), sign('sealer', '盖章人', 60), text('result', '结果', 80)],
  },
} as const satisfies Record<string, Ledger>

export type LedgerId = keyof typeof LEDGERS
export const LEDGER_IDS = Object.keys(LEDGERS) as [LedgerId, ...LedgerId[]]

/** The record of a stock-take: its differences number by number, for the file that goes with it. */
export const STOCKTAKE_LEDGER: Ledger = {
  id: 'stocktake', title: '盘点差异', source: '出生医学证明说明 §4.1', dateTitle: '盘点日期',
  columns: [
    order, text('number', '编号', 26), text('kind', '差异', 30), text('bookHolder', '账面保管处', 34), text('countedBy', '清点保管处', 34), text('state', '编号状态', 28), text('explanation', '说明', 75), text('explainedBy', '说明人', 28),
  ],
}
