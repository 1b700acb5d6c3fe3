import { FileProtectOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([
  { path: '/report-cards', title: () => t('menu.vital', '报告卡'), need: ['vital.read'], menu: { order: 69, icon: <FileProtectOutlined /> }, load: () => import('./CardsPage.tsx') },
  { path: '/report-cards/figures', title: () => t('vitalScreen.figures', '年度统计'), need: ['vital.read'], load: () => import('./FiguresPage.tsx') },
  { path: '/report-cards/print', title: () => t('vitalScreen.print', '打印报告卡'), need: ['vital.read'], load: () => import('./PaperPage.tsx') },
  { path: '/report-cards/defect/new', title: () => t('vitalScreen.newDefect', '填写出生缺陷报告卡'), need: ['vital.write'], load: () => import('./DefectPage.tsx') },
  { path: '/report-cards/defect/:cardId', title: () => t('vital.birthDefect.title', '出生缺陷报告卡'), need: ['vital.read'], load: () => import('./DefectPage.tsx') },
  { path: '/report-cards/death/new', title: () => t('vitalScreen.newDeath', '填写孕产妇死亡报告卡'), need: ['vital.write'], load: () => import('./DeathPage.tsx') },
  { path: '/report-cards/death/:cardId', title: () => t('vital.maternalDeath.title', '孕产妇死亡报告卡'), need: ['vital.read'], load: () => import('./DeathPage.tsx') },
])
