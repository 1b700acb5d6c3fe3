import { SmileOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([
  { path: '/children', title: () => t('menu.child', '儿童保健'), need: ['child.read'], menu: { order: 64, icon: <SmileOutlined /> }, load: () => import('./ChildrenPage.tsx') },
  { path: '/children/new', title: () => t('child.new', '建立儿童档案'), need: ['child.write'], load: () => import('./ChildEditPage.tsx') },
  { path: '/children/notices', title: () => t('childNotice.title', '打印通知单'), need: ['child.read'], load: () => import('./NoticePage.tsx') },
  { path: '/children/:fileId/print', title: () => t('childPaper.title', '打印儿童保健表格'), need: ['child.read'], load: () => import('./PaperPage.tsx') },
  { path: '/children/:fileId', title: () => t('child.file.title', '儿童保健档案'), need: ['child.read'], load: () => import('./ChildFilePage.tsx') },
  { path: '/children/:fileId/edit', title: () => t('child.edit', '修改儿童档案'), need: ['child.write'], load: () => import('./ChildEditPage.tsx') },
  { path: '/children/:fileId/history', title: () => t('child.history', '儿童档案修改历史'), need: ['child.read'], load: () => import('./ChildHistoryPage.tsx') },
  { path: '/children/:fileId/visits/new', title: () => t('childVisit.new', '登记健康检查'), need: ['child.write'], load: () => import('./VisitPage.tsx') },
  { path: '/children/:fileId/visits/:visitId', title: () => t('child.visit.title', '儿童健康检查'), need: ['child.read'], load: () => import('./VisitPage.tsx') },
  { path: '/children/:fileId/home-visits/new', title: () => t('newbornVisit.new', '登记家庭访视'), need: ['child.write'], load: () => import('./HomeVisitPage.tsx') },
  { path: '/children/:fileId/home-visits/:visitId', title: () => t('child.newbornVisit.title', '新生儿家庭访视'), need: ['child.read'], load: () => import('./HomeVisitPage.tsx') },
])
