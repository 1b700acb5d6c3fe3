import { t } from '../../app/i18n.ts'
import type { AppRoute } from '../../app/route.ts'

/** Pages of 疗程、治疗与日程. */
export const courseRoutes: readonly AppRoute[] = [
  { path: '/pelvic/places', title: () => t('pelvicPlace.title', '治疗室与治疗仪'), need: ['pelvic.read'], load: () => import('./PlacesPage.tsx') },
  { path: '/pelvic/places/new', title: () => t('pelvicPlace.new', '登记治疗室或治疗仪'), need: ['pelvic.manage'], load: () => import('./PlacePage.tsx') },
  { path: '/pelvic/places/:placeId', title: () => t('pelvicPlace.edit', '修改治疗室或治疗仪'), need: ['pelvic.read'], load: () => import('./PlacePage.tsx') },
  { path: '/pelvic/:fileId/courses/new', title: () => t('pelvicCourse.new', '开疗程'), need: ['pelvic.write'], load: () => import('./CoursePage.tsx') },
  { path: '/pelvic/:fileId/courses/:courseId', title: () => t('pelvicCourse.edit', '修改疗程'), need: ['pelvic.read'], load: () => import('./CoursePage.tsx') },
  { path: '/pelvic/:fileId/courses/:courseId/close', title: () => t('pelvicCourse.close', '结束疗程'), need: ['pelvic.write'], load: () => import('./CourseClosePage.tsx') },
  { path: '/pelvic/:fileId/courses/:courseId/slip', title: () => t('pelvicSlip.title', '打印治疗预约单'), need: ['pelvic.read'], load: () => import('./SlipPage.tsx') },
  { path: '/pelvic/:fileId/sessions/new', title: () => t('pelvicSession.new', '登记治疗'), need: ['pelvic.write'], load: () => import('./SessionPage.tsx') },
  { path: '/pelvic/:fileId/sessions/:sessionId', title: () => t('pelvicSession.title', '盆底治疗'), need: ['pelvic.read'], load: () => import('./SessionPage.tsx') },
]
