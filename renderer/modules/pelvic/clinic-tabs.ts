import type { ComponentType } from 'react'
import { t } from '../../app/i18n.ts'

/** A part of 盆底专科: loaded when it is first opened. */
export type PelvicClinicTab = { readonly key: string; title(): string; load(): Promise<{ default: ComponentType }> }

export const PELVIC_CLINIC_TABS: readonly PelvicClinicTab[] = [
  { key: 'calendar', title: () => t('pelvicClinic.calendar', '治疗日程'), load: () => import('./CalendarTab.tsx') },
  { key: 'missed', title: () => t('pelvicClinic.missed', '爽约'), load: () => import('./MissedTab.tsx') },
  { key: 'evaluation', title: () => t('pelvicClinic.evaluation', '到期复评与随访'), load: () => import('./EvaluationTab.tsx') },
  { key: 'invite', title: () => t('pelvicClinic.invite', '42天检查待邀请'), load: () => import('./InviteTab.tsx') },
  { key: 'reports', title: () => t('pelvicClinic.reports', '设备报告待核对'), load: () => import('./ReportsTab.tsx') },
  { key: 'files', title: () => t('pelvicClinic.files', '档案'), load: () => import('./FilesTab.tsx') },
]
