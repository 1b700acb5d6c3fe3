import type { Ledger, LedgerColumn } from './ledger.ts'

const text = (key: string, title: string, widthMm: number): LedgerColumn => ({ key, title, widthMm, kind: 'text' })

/** 入园体检结果名单: what a kindergarten gets back for its class. */
export const ENTRANCE_LEDGER: Ledger = {
  id: 'entranceResults', title: '入园体检结果名单', source: '儿童保健说明 §11', dateTitle: '体检日期',
  columns: [
    { key: 'order', title: '序号', widthMm: 12, kind: 'order' }, text('kindergarten', '托幼机构', 45), text('className', '班级', 20), text('name', '儿童姓名', 26), text('sex', '性别', 12), { key: 'birthDay', title: '出生日期', widthMm: 24, kind: 'day' },
    text('number', '体检编号', 28), { key: 'examDay', title: '体检日期', widthMm: 24, kind: 'day' }, text('weight', '体重(kg)', 18), text('length', '身高(cm)', 18), text('nutrition', '体格评价', 30), text('haemoglobin', '血红蛋白(g/L)', 22),
    text('vision', '视力(右/左)', 22), text('teeth', '牙数/龋齿', 20), text('result', '检查结果', 60), text('opinion', '医生意见', 24), text('reason', '暂缓原因', 40), { key: 'validUntil', title: '有效期至', widthMm: 24, kind: 'day' },
  ],
}
