import { SaveOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([{ path: '/backup', title: () => t('menu.backup', '备份'), need: ['backup.run'], menu: { order: 110, icon: <SaveOutlined /> }, load: () => import('./BackupPage.tsx') }])
