import { FileProtectOutlined } from '@ant-design/icons'
import { defineRoutes } from '../../app/route.ts'
import { t } from '../../app/i18n.ts'

export const routes = defineRoutes([
  { path: '/package', title: () => t('menu.package', '月度数据包'), need: ['package.read'], menu: { order: 70, icon: <FileProtectOutlined /> }, load: () => import('./PackagePage.tsx') },
])
