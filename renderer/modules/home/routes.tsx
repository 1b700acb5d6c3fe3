import { HomeOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([{ path: '/', title: () => t('menu.home', '首页'), menu: { order: 10, icon: <HomeOutlined /> }, load: () => import('./HomePage.tsx') }])
