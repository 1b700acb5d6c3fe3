import { SmileOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([
  { path: '/children', title: () => t('menu.child', '儿童保健'), need: ['child.read'], menu: { order: 64, icon: <SmileOutlined /> }, load: () => import('./ChildrenPage.tsx') },
  { path: '/children/screening', title: () => t('childScreening.page', '新生儿筛查追踪'), need: ['child.read'], load: () => import('./screening/ScreeningPage.tsx') },
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
  { path: '/children/autism', title: () => t('childAutism.list', '孤独症筛查管理'), need: ['child.read'], load: () => import('./development/AutismListPage.tsx') },
  { path: '/children/:fileId/scales/new', title: () => t('childScale.new', '登记量表'), need: ['child.write'], load: () => import('./development/ScalePage.tsx') },
  { path: '/children/:fileId/scales/:scaleId', title: () => t('child.scale.title', '量表评估'), need: ['child.read'], load: () => import('./development/ScalePage.tsx') },
  { path: '/children/:fileId/autism', title: () => t('child.autism.title', '孤独症筛查与管理'), need: ['child.write'], load: () => import('./development/AutismCoursePage.tsx') },
  { path: '/children/:fileId/autism/step', title: () => t('child.autismStep.title', '孤独症管理步骤'), need: ['child.write'], load: () => import('./development/AutismStepPage.tsx') },
  { path: '/children/:fileId/autism/print', title: () => t('childAutism.print', '打印转诊单'), need: ['child.read'], load: () => import('./development/AutismPrintPage.tsx') },
  { path: '/children/:fileId/autism/follow-ups/new', title: () => t('childAutism.followUp', '登记随访'), need: ['child.write'], load: () => import('./development/AutismFollowUpPage.tsx') },
  { path: '/children/:fileId/autism/follow-ups/:followUpId', title: () => t('child.autismFollowUp.title', '孤独症儿童随访'), need: ['child.read'], load: () => import('./development/AutismFollowUpPage.tsx') },
])
