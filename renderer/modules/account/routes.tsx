import { TeamOutlined } from '@ant-design/icons'
import { defineRoutes } from '../../app/route.ts'
import { t } from '../../app/i18n.ts'

export const routes = defineRoutes([
  { path: '/users', title: () => t('menu.users', '用户'), need: ['user.write'], menu: { order: 100, icon: <TeamOutlined /> }, load: () => import('./UsersPage.tsx') },
  { path: '/password', title: () => t('password.title', '修改密码'), load: () => import('./PasswordPage.tsx') },
])
