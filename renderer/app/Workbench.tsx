import { QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider, Skeleton } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useEffect, useState } from 'react'
import { createHashRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { setCallHelpers } from '../api/client.ts'
import { setFailureShower } from '../api/failure.ts'
import { queryClient } from '../api/useCall.ts'
import { confirmFindings, ConfirmFindingsHost } from '../kit/ConfirmFindings.tsx'
import { ErrorPage } from './ErrorPage.tsx'
import { Frame } from './Frame.tsx'
import { useLanguage } from './i18n.ts'
import { pageRoutes } from './page-routes.tsx'
import { SessionOverlay } from './SessionOverlay.tsx'
import { regainSession, useUser } from './session.ts'
import { THEME } from './theme.ts'
import './workbench.css'

/** Everything behind the log-in. Another user or another language starts the pages afresh; drafts are kept before. */
export default function Workbench() {
  const user = useUser()
  const language = useLanguage()
  dayjs.locale(language === 'en' ? 'en' : 'zh-cn')
  return (
    <ConfigProvider locale={language === 'en' ? enUS : zhCN} theme={THEME} componentSize="medium" button={{ autoInsertSpace: false }}>
      <App className="app-root" message={{ maxCount: 1 }}>
        <QueryClientProvider client={queryClient}>
          <CallHelpers />
          <Pages key={`${user.id}:${language}`} />
          <ConfirmFindingsHost />
          <SessionOverlay />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  )
}

function Pages() {
  // One router for the life of these pages: a new one would throw away what the pages hold.
  const [router] = useState(() => createHashRouter([{ element: <Frame />, errorElement: <ErrorPage />, hydrateFallbackElement: <Skeleton active />, children: pageRoutes() }]))
  useEffect(() => () => router.dispose(), [router])
  return <RouterProvider router={router} />
}

/** Joins the calls to what can be shown: questions, lost sessions, failures. */
function CallHelpers() {
  const { notification } = App.useApp()
  useEffect(() => {
    setCallHelpers({ regainSession, confirmFindings })
    setFailureShower((text, ref) => notification.error({ key: text, title: text, placement: 'top', duration: ref ? 0 : 8 }))
    return () => { setCallHelpers(null); setFailureShower(null) }
  }, [notification])
  return null
}
