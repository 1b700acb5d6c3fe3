import { AuditOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([{ path: '/audit', title: () => t('menu.audit', '审计'), need: ['audit.read'], menu: { order: 80, icon: <AuditOutlined /> }, load: () => import('./AuditPage.tsx') }])
