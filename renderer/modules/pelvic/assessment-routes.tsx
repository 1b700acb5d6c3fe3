import { t } from '../../app/i18n.ts'
import type { AppRoute } from '../../app/route.ts'

/** Pages of 盆底评估与量表. */
export const assessmentRoutes: readonly AppRoute[] = [
  { path: '/pelvic/:fileId/assessments/print', title: () => t('pelvicPaper.title', '打印盆底评估'), need: ['pelvic.read'], load: () => import('./AssessmentPaperPage.tsx') },
  { path: '/pelvic/:fileId/assessments/new', title: () => t('pelvicScreen.newAssessment', '登记盆底评估'), need: ['pelvic.write'], load: () => import('./AssessmentPage.tsx') },
  { path: '/pelvic/:fileId/assessments/:assessmentId', title: () => t('pelvicScreen.assessment', '盆底评估'), need: ['pelvic.read'], load: () => import('./AssessmentPage.tsx') },
  { path: '/pelvic/:fileId/assessments/:assessmentId/questionnaires', title: () => t('pelvicForm.title', '盆底量表'), need: ['pelvic.read'], load: () => import('./QuestionnairePage.tsx') },
]
