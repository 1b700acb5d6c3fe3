import { ContainerOutlined } from '@ant-design/icons'
import { defineRoutes } from '../../app/route.ts'
import { t } from '../../app/i18n.ts'

export const routes = defineRoutes([
  { path: '/stock', title: () => t('menu.stock', '空白证件'), need: ['stock.read'], menu: { order: 50, icon: <ContainerOutlined /> }, load: () => import('./StockPage.tsx') },
])
