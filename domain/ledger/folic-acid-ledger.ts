import type { Ledger, LedgerColumn } from './ledger.ts'

const text = (key: string, title: string, widthMm: number): LedgerColumn => ({ key, title, widthMm, kind: 'text' })
const day = (key: string, title: string): LedgerColumn => ({ key, title, widthMm: 24, kind: 'day' })

/** 叶酸名单: what a nurse phones by. */
export const FOLIC_ACID_LEDGER: Ledger = {
  id: 'folicAcid', title: '叶酸发放与随访名单', source: '孕产期保健说明 §13.3', dateTitle: '应办日期',
  columns: [
    { key: 'order', title: '序号', widthMm: 12, kind: 'order' }, text('name', '姓名', 26), day('birthDay', '出生日期'), text('phone', '联系电话', 30), text('address', '现住地区', 50), text('group', '对象', 18), text('risk', '高危', 14),
    text('gestation', '孕周', 16), day('startDay', '开始服用'), text('bottles', '已发瓶数', 18), day('lastFollowDay', '上次随访'), day('dueDay', '应办日期'),
  ],
}
