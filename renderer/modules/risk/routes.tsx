import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([
  { path: '/pregnancies/risk', title: () => t('riskScreen.lists', '高危孕产妇管理'), need: ['maternal.read'], load: () => import('./RiskPage.tsx') },
  { path: '/pregnancies/:pregnancyId/risk/print', title: () => t('riskScreen.print', '打印妊娠风险表格'), need: ['maternal.read'], load: () => import('./PaperPage.tsx') },
  { path: '/pregnancies/:pregnancyId/risk/screenings/new', title: () => t('riskScreen.newScreening', '登记妊娠风险筛查'), need: ['maternal.write'], load: () => import('./ScreeningPage.tsx') },
  { path: '/pregnancies/:pregnancyId/risk/screenings/:screeningId', title: () => t('risk.screening.title', '妊娠风险筛查'), need: ['maternal.read'], load: () => import('./ScreeningPage.tsx') },
  { path: '/pregnancies/:pregnancyId/risk/assessments/new', title: () => t('riskScreen.newAssessment', '确认妊娠风险评估'), need: ['maternal.assess'], load: () => import('./AssessmentPage.tsx') },
  { path: '/pregnancies/:pregnancyId/risk/assessments/:assessmentId', title: () => t('risk.assessment.title', '妊娠风险评估'), need: ['maternal.read'], load: () => import('./AssessmentFilePage.tsx') },
  { path: '/pregnancies/:pregnancyId/risk/assessments/:assessmentId/report', title: () => t('risk.report.title', '妊娠风险评估分级报告单'), need: ['maternal.write'], load: () => import('./ReportPage.tsx') },
  { path: '/pregnancies/:pregnancyId/risk/reports/:reportId', title: () => t('risk.report.title', '妊娠风险评估分级报告单'), need: ['maternal.read'], load: () => import('./ReportPage.tsx') },
  { path: '/pregnancies/:pregnancyId/risk/cases/new', title: () => t('riskScreen.newCase', '建立高危专案'), need: ['maternal.write'], load: () => import('./CasePage.tsx') },
  { path: '/pregnancies/:pregnancyId/risk/cases/:caseId', title: () => t('risk.case.title', '高危孕产妇专案'), need: ['maternal.read'], load: () => import('./CasePage.tsx') },
  { path: '/pregnancies/:pregnancyId/risk/cases/:caseId/visits/new', title: () => t('riskScreen.newVisit', '登记专案追踪'), need: ['maternal.write'], load: () => import('./CaseVisitPage.tsx') },
  { path: '/pregnancies/:pregnancyId/risk/cases/:caseId/visits/:visitId', title: () => t('risk.caseVisit.title', '高危专案追踪'), need: ['maternal.read'], load: () => import('./CaseVisitPage.tsx') },
  { path: '/pregnancies/:pregnancyId/risk/reviews/:deliveryId', title: () => t('risk.deliveryReview.title', '高危截留核查'), need: ['maternal.assess'], load: () => import('./ReviewPage.tsx') },
  { path: '/pregnancies/:pregnancyId/risk/near-misses/new', title: () => t('riskScreen.newNearMiss', '登记危重救治'), need: ['maternal.assess'], load: () => import('./NearMissPage.tsx') },
  { path: '/pregnancies/:pregnancyId/risk/near-misses/:nearMissId', title: () => t('risk.nearMiss.title', '危重孕产妇救治与评审'), need: ['maternal.read'], load: () => import('./NearMissPage.tsx') },
])
