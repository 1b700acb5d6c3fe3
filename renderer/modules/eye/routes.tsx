import { EyeOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([
  { path: '/eyes', title: () => t('menu.eye', '眼保健'), need: ['eye.read'], menu: { order: 66, icon: <EyeOutlined /> }, load: () => import('./EyesPage.tsx') },
  { path: '/eyes/instruments', title: () => t('eyeDeviceScreen.title', '仪器结果'), need: ['eye.read'], load: () => import('./InstrumentsPage.tsx') },
  { path: '/eyes/class', title: () => t('eyeClass.title', '集体检查'), need: ['eye.write'], load: () => import('./ClassPage.tsx') },
  { path: '/eyes/coverage', title: () => t('eyeCoverage.title', '眼保健覆盖率'), need: ['eye.read'], load: () => import('./CoveragePage.tsx') },
  { path: '/eyes/:fileId', title: () => t('eyeScreen.file', '眼健康档案'), need: ['eye.read'], load: () => import('./EyeFilePage.tsx') },
  { path: '/eyes/:fileId/edit', title: () => t('eyeScreen.fileEdit', '修改眼健康档案'), need: ['eye.write'], load: () => import('./EyeFileEditPage.tsx') },
  { path: '/eyes/:fileId/print', title: () => t('eyePaper.title', '打印眼保健表格'), need: ['eye.read'], load: () => import('./PaperPage.tsx') },
  { path: '/eyes/:fileId/visits/new', title: () => t('eyeScreen.newVisit', '登记眼保健检查'), need: ['eye.write'], load: () => import('./VisitPage.tsx') },
  { path: '/eyes/:fileId/visits/:visitId', title: () => t('eyeScreen.visit', '眼保健及视力检查'), need: ['eye.read'], load: () => import('./VisitPage.tsx') },
  { path: '/eyes/:fileId/visits/:visitId/referral', title: () => t('eyeScreen.newReferral', '开眼保健转诊单'), need: ['eye.write'], load: () => import('./ReferralPage.tsx') },
  { path: '/eyes/:fileId/referrals/:referralId', title: () => t('eyeScreen.referral', '眼保健转诊单与回执'), need: ['eye.read'], load: () => import('./ReferralPage.tsx') },
  { path: '/eyes/:fileId/fundus/new', title: () => t('eyeScreen.newFundus', '登记ROP眼底筛查'), need: ['eye.write'], load: () => import('./FundusPage.tsx') },
  { path: '/eyes/:fileId/fundus/:examinationId', title: () => t('eyeScreen.fundus', 'ROP眼底筛查'), need: ['eye.read'], load: () => import('./FundusPage.tsx') },
  { path: '/eyes/:fileId/glasses/new', title: () => t('eyeScreen.newGlasses', '开配镜处方'), need: ['eye.write'], load: () => import('./GlassesPage.tsx') },
  { path: '/eyes/:fileId/glasses/:glassesId', title: () => t('eyeScreen.glasses', '配镜处方'), need: ['eye.read'], load: () => import('./GlassesPage.tsx') },
])
