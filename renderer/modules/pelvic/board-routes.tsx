import { t } from '../../app/i18n.ts'
import type { AppRoute } from '../../app/route.ts'

/** Pages of 质控与统计. */
export const boardRoutes: readonly AppRoute[] = [
  { path: '/pelvic/board', title: () => t('pelvicBoard.title', '盆底专科质控与统计'), need: ['pelvic.read'], load: () => import('./BoardPage.tsx') },
  { path: '/pelvic/board/print', title: () => t('pelvicBoard.print', '打印质控与统计'), need: ['pelvic.read'], load: () => import('./BoardPaperPage.tsx') },
  { path: '/pelvic/self-assessment/print', title: () => t('pelvicSelf.print', '打印建设自评'), need: ['pelvic.read'], load: () => import('./SelfAssessmentPaperPage.tsx') },
]
