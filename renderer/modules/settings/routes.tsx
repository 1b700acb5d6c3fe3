import { SettingOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([
  { path: '/settings', title: () => t('menu.settings', '设置'), need: ['settings.read'], menu: { order: 90, icon: <SettingOutlined /> }, load: () => import('./SettingsPage.tsx') },
  { path: '/settings/:tab', title: () => t('menu.settings', '设置'), need: ['settings.read'], load: () => import('./SettingsPage.tsx') },
])
