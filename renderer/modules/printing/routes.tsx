import { PrinterOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([
  { path: '/printing', title: () => t('calibration.menu', '打印校准'), need: ['printing.calibrate'], menu: { order: 85, icon: <PrinterOutlined /> }, load: () => import('./CalibrationPage.tsx') },
  { path: '/printing/wizard', title: () => t('calibration.wizard', '校准打印机'), need: ['printing.calibrate'], load: () => import('./WizardPage.tsx') },
  { path: '/printing/nudge', title: () => t('nudge.title', '微调字段位置'), need: ['printing.calibrate'], load: () => import('./NudgePage.tsx') },
  { path: '/printing/jobs', title: () => t('jobs.title', '打印记录'), need: ['certificate.read'], load: () => import('./JobsPage.tsx') },
])
