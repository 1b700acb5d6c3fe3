import { BarChartOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

const title = () => t('menu.annual', '年度统计')

export const routes = defineRoutes([
  { path: '/annual', title, need: ['stock.read'], menu: { order: 56, icon: <BarChartOutlined /> }, load: () => import('./AnnualPage.tsx') },
  { path: '/annual/rates', title: () => t('annual.rates', '作废率、换发率、签发率'), need: ['stock.read'], load: () => import('./RatesPage.tsx') },
  { path: '/annual/:year', title, need: ['stock.read'], load: () => import('./AnnualPage.tsx') },
  { path: '/annual/:year/print', title: () => t('annual.print', '打印年度统计表'), need: ['stock.read'], load: () => import('./AnnualPrintPage.tsx') },
])
