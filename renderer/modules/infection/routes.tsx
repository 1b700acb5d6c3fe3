import { SafetyOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

// Only who is named on the list has the right; for everybody else there is no such page.
export const routes = defineRoutes([
  { path: '/infections', title: () => t('menu.infection', '艾梅乙'), need: ['infection.read'], menu: { order: 68, icon: <SafetyOutlined /> }, load: () => import('./InfectionsPage.tsx') },
  { path: '/infections/figures', title: () => t('infectionScreen.figures', '过程指标'), need: ['infection.read'], load: () => import('./FiguresPage.tsx') },
  { path: '/infections/new/:pregnancyId', title: () => t('infectionScreen.newCase', '建立个案'), need: ['infection.write'], load: () => import('./CaseEditPage.tsx') },
  { path: '/infections/:caseId', title: () => t('infectionScreen.case', '个案'), need: ['infection.read'], load: () => import('./CasePage.tsx') },
  { path: '/infections/:caseId/edit', title: () => t('infectionScreen.editCase', '修改个案'), need: ['infection.read'], load: () => import('./CaseEditPage.tsx') },
  { path: '/infections/:caseId/print', title: () => t('infectionScreen.print', '打印'), need: ['infection.read'], load: () => import('./PaperPage.tsx') },
  { path: '/infections/:caseId/visits/new', title: () => t('infectionScreen.newVisit', '登记随访'), need: ['infection.write'], load: () => import('./VisitPage.tsx') },
  { path: '/infections/:caseId/visits/:visitId', title: () => t('infectionScreen.visit', '随访'), need: ['infection.read'], load: () => import('./VisitPage.tsx') },
  { path: '/infections/:caseId/children/new', title: () => t('infectionScreen.newChild', '登记儿童'), need: ['infection.write'], load: () => import('./ChildPage.tsx') },
  { path: '/infections/:caseId/children/:childId', title: () => t('infectionScreen.child', '儿童'), need: ['infection.read'], load: () => import('./ChildPage.tsx') },
  { path: '/infections/:caseId/children/:childId/tests/new', title: () => t('infectionScreen.newTest', '登记检测'), need: ['infection.write'], load: () => import('./TestPage.tsx') },
  { path: '/infections/:caseId/children/:childId/tests/:testId', title: () => t('infectionScreen.test', '检测'), need: ['infection.read'], load: () => import('./TestPage.tsx') },
])
