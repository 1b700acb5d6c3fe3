import { ExperimentOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([
  { path: '/prenatal', title: () => t('menu.prenatal', '产前筛查'), need: ['prenatal.read'], menu: { order: 65, icon: <ExperimentOutlined /> }, load: () => import('./PrenatalPage.tsx') },
  { path: '/prenatal/files', title: () => t('prenatalFiles.title', '实验室结果文件'), need: ['prenatal.read'], load: () => import('./ResultFilesPage.tsx') },
  { path: '/prenatal/bulletin', title: () => t('prenatalBulletin.title', '免费产前筛查月通报'), need: ['prenatal.read'], load: () => import('./BulletinPage.tsx') },
  { path: '/prenatal/bulletin/print', title: () => t('prenatalBulletin.print', '打印月通报'), need: ['prenatal.read'], load: () => import('./BulletinPaperPage.tsx') },
  { path: '/prenatal/figures', title: () => t('prenatalFigures.title', '产前筛查指标'), need: ['prenatal.read'], load: () => import('./FiguresPage.tsx') },
  { path: '/prenatal/print', title: () => t('prenatalPaper.title', '打印产前筛查表格'), need: ['prenatal.read'], load: () => import('./PaperPage.tsx') },
  { path: '/prenatal/handovers/:handoverId', title: () => t('prenatal.handover.title', '样本交接单'), need: ['prenatal.read'], load: () => import('./HandoverPage.tsx') },
  { path: '/prenatal/:pregnancyId/consents/new', title: () => t('prenatalScreen.newConsent', '登记知情同意'), need: ['prenatal.write'], load: () => import('./ConsentPage.tsx') },
  { path: '/prenatal/:pregnancyId/consents/:consentId', title: () => t('prenatal.consent.title', '产前筛查知情同意'), need: ['prenatal.read'], load: () => import('./ConsentPage.tsx') },
  { path: '/prenatal/:pregnancyId/requests/new', title: () => t('prenatalScreen.newRequest', '开产前筛查申请单'), need: ['prenatal.write'], load: () => import('./RequestPage.tsx') },
  { path: '/prenatal/:pregnancyId/requests/:requestId', title: () => t('prenatal.request.title', '产前筛查申请单'), need: ['prenatal.read'], load: () => import('./RequestPage.tsx') },
  { path: '/prenatal/:pregnancyId/samples/:sampleId', title: () => t('prenatal.sample.title', '产前筛查样本'), need: ['prenatal.read'], load: () => import('./SamplePage.tsx') },
  { path: '/prenatal/:pregnancyId/results/new', title: () => t('prenatalScreen.newResult', '登记筛查结果'), need: ['prenatal.write'], load: () => import('./ResultPage.tsx') },
  { path: '/prenatal/:pregnancyId/results/:resultId', title: () => t('prenatal.result.title', '产前筛查结果'), need: ['prenatal.read'], load: () => import('./ResultPage.tsx') },
  { path: '/prenatal/:pregnancyId/recalls/:recallId', title: () => t('prenatal.recall.title', '产前筛查召回'), need: ['prenatal.read'], load: () => import('./RecallPage.tsx') },
  { path: '/prenatal/:pregnancyId/counsellings/new', title: () => t('prenatalScreen.newCounselling', '登记产前咨询'), need: ['prenatal.write'], load: () => import('./CounsellingPage.tsx') },
  { path: '/prenatal/:pregnancyId/counsellings/:counsellingId', title: () => t('prenatal.counselling.title', '产前咨询'), need: ['prenatal.read'], load: () => import('./CounsellingPage.tsx') },
  { path: '/prenatal/:pregnancyId/diagnoses/new', title: () => t('prenatalScreen.newDiagnosis', '登记产前诊断结果'), need: ['prenatal.write'], load: () => import('./DiagnosisPage.tsx') },
  { path: '/prenatal/:pregnancyId/diagnoses/:diagnosisId', title: () => t('prenatal.diagnosis.title', '产前诊断结果'), need: ['prenatal.read'], load: () => import('./DiagnosisPage.tsx') },
  { path: '/prenatal/:pregnancyId/outcome', title: () => t('prenatal.outcome.title', '筛查妊娠结局'), need: ['prenatal.read'], load: () => import('./OutcomePage.tsx') },
])
