import { Result } from 'antd'
import type { RouteObject } from 'react-router'
import { Link } from 'react-router'
import { ErrorPage } from './ErrorPage.tsx'
import { t } from './i18n.ts'
import { mayOpen, ROUTES } from './routes.tsx'
import { sessionState } from './session.ts'

/** The pages as the router wants them: each loaded when first opened, each with its own way back from an error. */
export function pageRoutes(): RouteObject[] {
  const permissions = sessionState().user?.permissions ?? []
  return [
    ...ROUTES.map((route): RouteObject => ({
      path: route.path,
      errorElement: <ErrorPage />,
      ...(mayOpen(route, permissions) ? { lazy: async () => ({ Component: (await route.load()).default }) } : { element: <NotAllowed /> }),
    })),
    { path: '*', element: <NoSuchPage /> },
  ]
}

function NotAllowed() {
  return <Result status="warning" title={t('failure.forbidden', '您没有此项权限,请联系系统管理员')} extra={<Link to="/">{t('page.home', '回到首页')}</Link>} />
}

function NoSuchPage() {
  return <Result status="info" title={t('page.noSuch', '没有这个页面')} extra={<Link to="/">{t('page.home', '回到首页')}</Link>} />
}
