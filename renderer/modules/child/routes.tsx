import { SmileOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([
  { path: '/children', title: () => t('menu.child', '儿童保健'), need: ['child.read'], menu: { order: 64, icon: <SmileOutlined /> }, load: () => import('./ChildrenPage.tsx') },
  { path: '/children/new', title: () => t('child.new', '建立儿童档案'), need: ['child.write'], load: () => import('./ChildEditPage.tsx') },
  { path: '/children/cases', title: () => t('childCase.list', '专案管理'), need: ['child.read'], load: () => import('./CasesPage.tsx') },
  { path: '/children/entrance', title: () => t('classList.title', '入园体检'), need: ['child.read'], load: () => import('./ClassListPage.tsx') },
  { path: '/children/handout', title: () => t('handout.title', '儿童保健指导单'), need: ['child.read'], load: () => import('./HandoutPage.tsx') },
  { path: '/children/:fileId', title: () => t('child.file.title', '儿童保健档案'), need: ['child.read'], load: () => import('./ChildFilePage.tsx') },
  { path: '/children/:fileId/edit', title: () => t('child.edit', '修改儿童档案'), need: ['child.write'], load: () => import('./ChildEditPage.tsx') },
  { path: '/children/:fileId/history', title: () => t('child.history', '儿童档案修改历史'), need: ['child.read'], load: () => import('./ChildHistoryPage.tsx') },
  { path: '/children/:fileId/visits/new', title: () => t('childVisit.new', '登记健康检查'), need: ['child.write'], load: () => import('./VisitPage.tsx') },
  { path: '/children/:fileId/visits/:visitId', title: () => t('child.visit.title', '儿童健康检查'), need: ['child.read'], load: () => import('./VisitPage.tsx') },
  { path: '/children/:fileId/home-visits/new', title: () => t('newbornVisit.new', '登记家庭访视'), need: ['child.write'], load: () => import('./HomeVisitPage.tsx') },
  { path: '/children/:fileId/home-visits/:visitId', title: () => t('child.newbornVisit.title', '新生儿家庭访视'), need: ['child.read'], load: () => import('./HomeVisitPage.tsx') },
  { path: '/children/:fileId/cases/new', title: () => t('childCase.new', '建立专案'), need: ['child.write'], load: () => import('./CasePage.tsx') },
  { path: '/children/:fileId/cases/:caseId', title: () => t('child.case.title', '儿童专案'), need: ['child.read'], load: () => import('./CasePage.tsx') },
  { path: '/children/:fileId/cases/:caseId/visits/new', title: () => t('childCase.followUp', '登记随访'), need: ['child.write'], load: () => import('./CaseVisitPage.tsx') },
  { path: '/children/:fileId/cases/:caseId/visits/:visitId', title: () => t('child.caseVisit.title', '专案随访'), need: ['child.read'], load: () => import('./CaseVisitPage.tsx') },
  { path: '/children/:fileId/entrance/new', title: () => t('entrance.new', '登记入园体检'), need: ['child.write'], load: () => import('./EntranceExamPage.tsx') },
  { path: '/children/:fileId/entrance/:examId', title: () => t('child.entranceExam.title', '入园健康检查'), need: ['child.read'], load: () => import('./EntranceExamPage.tsx') },
  { path: '/children/:fileId/entrance/:examId/print', title: () => t('entrance.print', '打印体检表'), need: ['child.read'], load: () => import('./SheetPage.tsx') },
  { path: '/children/:fileId/death-card', title: () => t('child.deathCard.title', '5岁以下儿童死亡报告卡'), need: ['child.write'], load: () => import('./DeathCardPage.tsx') },
  { path: '/children/:fileId/death-card/:cardId/print', title: () => t('deathCard.print', '打印报告卡'), need: ['child.read'], load: () => import('./SheetPage.tsx') },
])
