import { CarryOutOutlined } from '@ant-design/icons'
import { defineRoutes } from '../../app/route.ts'
import { t } from '../../app/i18n.ts'

const title = () => t('menu.stocktake', '盘点对账')

export const routes = defineRoutes([
  { path: '/stocktake', title, need: ['stock.read'], menu: { order: 52, icon: <CarryOutOutlined /> }, load: () => import('./StocktakeListPage.tsx') },
  { path: '/stocktake/:stocktakeId', title, need: ['stock.read'], load: () => import('./StocktakePage.tsx') },
  { path: '/stocktake/:stocktakeId/count/:countId', title, need: ['stock.count'], load: () => import('./CountPage.tsx') },
])
