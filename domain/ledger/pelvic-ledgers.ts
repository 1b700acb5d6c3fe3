import type { Ledger, LedgerColumn } from './ledger.ts'

const text = (key: string, title: string, widthMm: number): LedgerColumn => ({ key, title, widthMm, kind: 'text' })
const day = (key: string, title: string): LedgerColumn => ({ key, title, widthMm: 24, kind: 'day' })
const WHO: readonly LedgerColumn[] = [{ key: 'order', title: '序号', widthMm: 12, kind: 'order' }, text('number', '档案编号', 26), text('name', '姓名', 26), day('birthDay', '出生日期'), text('phone', '联系电话', 30), text('address', '现住地址', 50)]
const lastCall = text('lastCall', '最近联系', 40)

/** 爽约名单: whom a therapist phones after a missed session. */
export const PELVIC_MISSED_LEDGER: Ledger = {
  id: 'pelvicMissed', title: '盆底治疗爽约名单', source: '盆底专科说明 §10.3', dateTitle: '预约时间',
  columns: [...WHO, text('plannedAt', '预约时间', 30), text('state', '状态', 16), text('progress', '已完成/计划', 20), day('callBy', '应联系日期'), lastCall],
}

/** 到期复评与随访名单. */
export const PELVIC_EVALUATION_LEDGER: Ledger = {
  id: 'pelvicEvaluation', title: '盆底复评与随访名单', source: '盆底专科说明 §10.5', dateTitle: '应评日期',
  columns: [...WHO, text('reason', '事由', 26), day('dueDay', '应评日期'), text('progress', '已完成/计划', 20), lastCall],
}
