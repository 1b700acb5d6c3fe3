import { HeartOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import type { AppRoute } from '../../app/route.ts'

/** Pages of 盆底档案与知情同意. */
export const fileRoutes: readonly AppRoute[] = [
  { path: '/pelvic', title: () => t('menu.pelvic', '盆底专科'), need: ['pelvic.read'], menu: { order: 68.5, icon: <HeartOutlined /> }, load: () => import('./PelvicPage.tsx') },
  { path: '/pelvic/new', title: () => t('pelvicFile.new', '建立盆底档案'), need: ['pelvic.write'], load: () => import('./FileEditPage.tsx') },
  { path: '/pelvic/consent-paper', title: () => t('pelvicConsent.paper', '打印盆底知情同意书'), need: ['pelvic.read'], load: () => import('./ConsentPaperPage.tsx') },
  { path: '/pelvic/:fileId', title: () => t('pelvicFile.title', '盆底档案'), need: ['pelvic.read'], load: () => import('./PelvicFilePage.tsx') },
  { path: '/pelvic/:fileId/edit', title: () => t('pelvicFile.edit', '修改盆底档案'), need: ['pelvic.write'], load: () => import('./FileEditPage.tsx') },
  { path: '/pelvic/:fileId/history', title: () => t('pelvicFile.history', '盆底档案修改历史'), need: ['pelvic.read'], load: () => import('./FileHistoryPage.tsx') },
  { path: '/pelvic/:fileId/consents/new', title: () => t('pelvicConsent.new', '签署知情同意'), need: ['pelvic.write'], load: () => import('./ConsentPage.tsx') },
  { path: '/pelvic/:fileId/consents/:consentId', title: () => t('pelvicConsent.title', '盆底知情同意'), need: ['pelvic.read'], load: () => import('./ConsentPage.tsx') },
]
