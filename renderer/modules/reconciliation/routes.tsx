import { DiffOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([
  { path: '/reconciliation', title: () => t('menu.reconciliation', '与省平台核对'), need: ['reconcile.import'], menu: { order: 72, icon: <DiffOutlined /> }, load: () => import('./ReconciliationPage.tsx') },
])
