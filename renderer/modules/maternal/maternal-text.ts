import type { Output } from '../../../domain/api/api.ts'
import { MATERNAL_DUE, type MaternalDue } from '../../../domain/api/maternal-care-api.ts'
import { ANTENATAL_VISIT } from '../../../domain/code/maternal-care.ts'
import { CONTACT_ATTEMPT } from '../../../domain/code/child-file.ts'
import { FOLLOW_UP_VISIT, type FollowUpVisit } from '../../../domain/code/maternal-visit.ts'
import { t } from '../../app/i18n.ts'
import { codeText } from '../../kit/index.ts'

export type MaternalFile = Output<'maternal.file'>
export type VisitState = MaternalFile['schedule'][number]['state']

/** A day of the past or the future against its window. */
export function visitStateText(state: VisitState): string {
  switch (state) {
    case 'done': return t('maternalCare.state.done', '已完成')
    case 'ahead': return t('maternalCare.state.ahead', '未到')
    case 'due': return t('maternalCare.state.due', '应做')
    case 'overdue': return t('maternalCare.state.overdue', '逾期')
  }
}
/** 第2次 … 第5次 as the programme calls them; a further one by its day. */
export const followUpText = (number: FollowUpVisit): string => number === 'other' ? t('maternalCare.further', '其他随访') : codeText(ANTENATAL_VISIT, number)
export const shortVisitText = (number: FollowUpVisit): string => codeText(FOLLOW_UP_VISIT, number)
/** What came after the birth. */
export const dutyText = (kind: 'postpartumVisit' | 'postpartumCheck'): string => kind === 'postpartumVisit' ? t('maternalCare.postpartumVisit', '产后访视') : t('maternalCare.postpartumCheck', '产后42天检查')
/** Both pressures as they are spoken. */
export const pressureText = (row: { readonly systolicMmHg: number | null; readonly diastolicMmHg: number | null }): string => row.systolicMmHg === null && row.diastolicMmHg === null ? '—' : `${row.systolicMmHg ?? '—'}/${row.diastolicMmHg ?? '—'}`
export const fixedText = (value: number | null, digits: number): string => value === null ? '—' : value.toFixed(digits)
/** The last time she was sought. */
export const attemptText = (row: { readonly lastAttemptDay: string | null; readonly lastAttempt: string | null; readonly vainDays: number }): string =>
  row.lastAttemptDay ? `${row.lastAttemptDay.slice(5)} ${row.lastAttempt ? codeText(CONTACT_ATTEMPT, row.lastAttempt) : ''}${row.vainDays > 1 ? ` ×${row.vainDays}` : ''}` : '—'

/** The lists of the clinic's day: who is booked, who has to come for which reason, who was lost. */
export const VIEWS = ['registered', ...MATERNAL_DUE, 'lost'] as const
export type View = (typeof VIEWS)[number]
export const isDue = (view: View): view is MaternalDue => (MATERNAL_DUE as readonly string[]).includes(view)

export function viewText(view: View): string {
  switch (view) {
    case 'registered': return t('maternalCare.view.registered', '在册孕妇')
    case 'visit': return t('maternalCare.view.visit', '应产检')
    case 'visitOverdue': return t('maternalCare.view.visitOverdue', '逾期产检')
    case 'near': return t('maternalCare.view.near', '预产期临近')
    case 'deliveryOverdue': return t('maternalCare.view.deliveryOverdue', '过期未分娩')
    case 'postpartumVisit': return t('maternalCare.view.postpartumVisit', '产后访视')
    case 'postpartumCheck': return t('maternalCare.view.postpartumCheck', '产后42天')
    case 'closing': return t('maternalCare.view.closing', '待结案')
    case 'unbooked': return t('maternalCare.view.unbooked', '未建册')
    case 'lost': return t('maternalCare.view.lost', '失访追访')
  }
}
