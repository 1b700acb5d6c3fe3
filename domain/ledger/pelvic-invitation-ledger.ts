import type { Ledger, LedgerColumn } from './ledger.ts'

const text = (key: string, title: string, widthMm: number): LedgerColumn => ({ key, title, widthMm, kind: 'text' })
const day = (key: string, title: string): LedgerColumn => ({ key, title, widthMm: 24, kind: 'day' })

/** 42天检查后待邀请名单: what a therapist phones by; the last column is for the pen. */
export const PELVIC_INVITATION_LEDGER: Ledger = {
  id: 'pelvicInvitation', title: '盆底检查邀请名单', source: '盆底专科说明 §2、§12', dateTitle: '42天检查日期',
  columns: [
    { key: 'order', title: '序号', widthMm: 12, kind: 'order' }, text('name', '姓名', 26), day('birthDay', '出生日期'), text('phone', '联系电话', 30), text('township', '乡镇', 30), day('deliveredDay', '分娩日期'), text('mode', '分娩方式', 26), day('checkDay', '42天检查日期'),
    text('reasons', '重点原因', 50), text('lastCall', '最近联系', 40), text('result', '本次结果', 30),
  ],
}
