import { SafetyCertificateOutlined } from '@ant-design/icons'
import { defineRoutes } from '../../app/route.ts'
import { t } from '../../app/i18n.ts'

const title = () => t('menu.certificate', '出生证明')

export const routes = defineRoutes([
  { path: '/certificate', title, need: ['certificate.read'], menu: { order: 40, icon: <SafetyCertificateOutlined /> }, load: () => import('./DeskPage.tsx') },
  { path: '/certificate/:newbornId', title, need: ['certificate.read'], load: () => import('./ChildPage.tsx') },
])
