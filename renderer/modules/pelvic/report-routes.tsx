import { t } from '../../app/i18n.ts'
import type { AppRoute } from '../../app/route.ts'

/** Pages of 设备报告. */
export const reportRoutes: readonly AppRoute[] = [
  { path: '/pelvic/reports/:reportId', title: () => t('pelvicReport.title', '设备报告'), need: ['pelvic.read'], load: () => import('./ReportPage.tsx') },
]
