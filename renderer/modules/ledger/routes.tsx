import { ProfileOutlined } from '@ant-design/icons'
import { defineRoutes } from '../../app/route.ts'
import { t } from '../../app/i18n.ts'

export const routes = defineRoutes([
  { path: '/ledgers', title: () => t('menu.ledger', '台账'), need: ['certificate.read'], menu: { order: 54, icon: <ProfileOutlined /> }, load: () => import('./LedgerPage.tsx') },
])
