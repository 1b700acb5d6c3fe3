import type { Ledger, LedgerColumn } from './ledger.ts'

const text = (key: string, title: string, widthMm: number): LedgerColumn => ({ key, title, widthMm, kind: 'text' })
const day = (key: string, title: string): LedgerColumn => ({ key, title, widthMm: 24, kind: 'day' })
const WHO: readonly LedgerColumn[] = [
  { key: 'order', title: '序号', widthMm: 12, kind: 'order' }, text('name', '儿童姓名', 26), text('sex', '性别', 12), day('birthDay', '出生日期'), text('age', '年龄', 18), text('mother', '母亲', 26), text('phone', '联系电话', 30), text('address', '现住地址', 50),
]
// The columns are our own: the layout of annexes 4, 6 and 7 was not available (note §7, §19).
const SOURCE = '国卫办妇幼发〔2022〕12号(附件栏目未取得,栏目为本程序拟定);儿童保健说明 §7'

/** 初筛异常登记表 (附件4). */
export const AUTISM_FIRST_LEDGER: Ledger = {
  id: 'autismFirst', title: '孤独症初筛异常登记表', source: SOURCE, dateTitle: '初筛日期',
  columns: [...WHO, day('day', '初筛日期'), text('reason', '异常表现', 60), text('confirmed', '确认情况', 20), text('slip', '转诊单号', 30), day('referralDay', '转诊日期'), text('to', '转往机构', 40), day('rescreenDay', '复筛日期'), text('result', '复筛结论', 24), text('state', '目前状态', 32), text('doctor', '医生', 20)],
}
/** 复筛异常登记表 (附件6). */
export const AUTISM_RESCREEN_LEDGER: Ledger = {
  id: 'autismRescreen', title: '孤独症复筛异常登记表', source: SOURCE, dateTitle: '复筛日期',
  columns: [...WHO, day('day', '复筛日期'), text('observation', '病史与观察', 50), text('development', '儿心量表-Ⅱ', 36), text('mchat', 'M-CHAT', 28), text('abc', 'ABC', 28), text('slip', '转诊单号', 30), day('referralDay', '转诊日期'), text('to', '诊断机构', 40), day('reportedDay', '上报日期'), day('feedbackDay', '反馈日期'), text('diagnosis', '诊断结果', 20), text('doctor', '医生', 20)],
}
/** 诊断结果登记表 (附件7). */
export const AUTISM_DIAGNOSIS_LEDGER: Ledger = {
  id: 'autismDiagnosis', title: '孤独症诊断结果登记表', source: SOURCE, dateTitle: '诊断日期',
  columns: [...WHO, day('day', '诊断日期'), text('centre', '诊断机构', 40), text('diagnosis', '诊断结果', 20), text('icd10', 'ICD-10', 16), text('cars', 'CARS', 24), text('place', '干预场所', 30), text('hours', '每周干预', 20), text('institution', '干预机构', 40), text('state', '目前状态', 32), text('doctor', '医生', 20)],
}
