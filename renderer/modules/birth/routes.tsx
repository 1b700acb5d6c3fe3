import { HeartOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([
  { path: '/deliveries', title: () => t('menu.delivery', '分娩登记'), need: ['birth.read'], menu: { order: 30, icon: <HeartOutlined /> }, load: () => import('./DeliveryListPage.tsx') },
  { path: '/deliveries/new', title: () => t('delivery.new', '登记分娩'), need: ['birth.write'], load: () => import('./DeliveryNewPage.tsx') },
  { path: '/deliveries/:deliveryId', title: () => t('delivery.file', '分娩记录'), need: ['birth.read'], load: () => import('./DeliveryFilePage.tsx') },
  { path: '/deliveries/:deliveryId/edit', title: () => t('delivery.edit', '修改分娩记录'), need: ['birth.write'], load: () => import('./DeliveryEditPage.tsx') },
  { path: '/deliveries/:deliveryId/history', title: () => t('delivery.history', '分娩记录修改历史'), need: ['birth.read'], load: () => import('./DeliveryHistoryPage.tsx') },
])
