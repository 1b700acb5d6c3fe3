import { WomanOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([
  { path: '/women', title: () => t('menu.women', '妇女保健'), need: ['women.read'], menu: { order: 67, icon: <WomanOutlined /> }, load: () => import('./WomenPage.tsx') },
])
