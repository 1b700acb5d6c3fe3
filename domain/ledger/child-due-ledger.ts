import type { Ledger, LedgerColumn } from './ledger.ts'

const text = (key: string, title: string, widthMm: number): LedgerColumn => ({ key, title, widthMm, kind: 'text' })

/** 随访通知名单: what a nurse phones by. */
export const CHILD_DUE_LEDGER: Ledger = {
  id: 'childDue', title: '随访通知名单', source: '儿童保健说明 §3、§15', dateTitle: '应访日期',
  columns: [
    { key: 'order', title: '序号', widthMm: 12, kind: 'order' }, text('name', '儿童姓名', 26), text('sex', '性别', 12), { key: 'birthDay', title: '出生日期', widthMm: 24, kind: 'day' }, text('age', '年龄', 18), text('mother', '母亲', 26),
    text('phone', '联系电话', 30), text('address', '现住地区', 50), text('contact', '随访时点', 28), { key: 'dueDay', title: '应访日期', widthMm: 24, kind: 'day' }, { key: 'windowEnd', title: '截止日期', widthMm: 24, kind: 'day' },
    text('appointment', '预约', 30), text('attempt', '最近联系', 40),
  ],
}
