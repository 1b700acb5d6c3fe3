import type { ComponentType } from 'react'
import type { PelvicHead } from '../../../domain/api/pelvic-head.ts'
import { t } from '../../app/i18n.ts'

/** A part of the page of one pelvic file: loaded when it is first opened. */
export type PelvicFileTab = { readonly key: string; title(): string; load(): Promise<{ default: ComponentType<{ head: PelvicHead }> }> }

export const PELVIC_FILE_TABS: readonly PelvicFileTab[] = [
  { key: 'overview', title: () => t('pelvicTab.overview', '概况'), load: () => import('./OverviewTab.tsx') },
  { key: 'assessment', title: () => t('pelvicTab.assessment', '评估与量表'), load: () => import('./AssessmentTab.tsx') },
  { key: 'trend', title: () => t('pelvicTab.trend', '前后对比'), load: () => import('./TrendTab.tsx') },
  { key: 'course', title: () => t('pelvicTab.course', '疗程与治疗'), load: () => import('./CourseTab.tsx') },
  { key: 'report', title: () => t('pelvicTab.report', '设备报告'), load: () => import('./ReportTab.tsx') },
]
