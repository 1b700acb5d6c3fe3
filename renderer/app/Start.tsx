import { lazy, Suspense, useCallback, useEffect } from 'react'
import type { SignedInUser, SystemState } from '../../domain/api/system-api.ts'
import { call } from '../api/client.ts'
import { Login } from '../modules/account/Login.tsx'
import { t, useLanguage } from './i18n.ts'
import { PlainNote, PlainPage, usePlainCall } from './plain.tsx'
import { setSession, useSession } from './session.ts'

// The log-in screen is all that most mornings need at first; the rest is read while the password is typed.
const loadWorkbench = () => import('./Workbench.tsx')
const Workbench = lazy(loadWorkbench)
const FirstStart = lazy(() => import('../modules/system/FirstStart.tsx').then(module => ({ default: module.FirstStart })))
const Unlock = lazy(() => import('../modules/system/Unlock.tsx').then(module => ({ default: module.Unlock })))
const Problem = lazy(() => import('../modules/system/SystemProblem.tsx').then(module => ({ default: module.SystemProblem })))
const ChangePassword = lazy(() => import('../modules/account/ChangePassword.tsx').then(module => ({ default: module.ChangePassword })))

const OPENING_POLL_MS = 100

/** Decides by the program's condition which screen there is: first start, passphrase, trouble, log-in, or the work. */
export function Start({ first }: { first: SystemState }) {
  const { system, user } = useSession()
  const now = system ?? first
  const request = usePlainCall()
  // Another language draws the screens before the work again as well, with what was typed left in place.
  useLanguage()
  const reload = useCallback(async () => { setSession({ system: await call('system.state', null) }) }, [])

  useEffect(() => {
    if (now.state !== 'opening') return
    const timer = setInterval(() => void reload(), OPENING_POLL_MS)
    return () => clearInterval(timer)
  }, [now.state, reload])
  useEffect(() => {
    if (now.state !== 'ready') return
    // A window that was loaded again after a crash still has its session.
    void call('auth.current', null).then(answer => {
      setSession({ user: answer.user, overlay: answer.user && answer.locked ? 'lock' : null })
    })
  }, [now.state])
  useEffect(() => {
    if (user || now.state !== 'ready') return
    const idle = requestIdleCallback(() => void loadWorkbench(), { timeout: 2_000 })
    return () => cancelIdleCallback(idle)
  }, [user, now.state])

  const signedIn = (signed: SignedInUser | null): void => {
    setSession({ user: signed })
    void reload()
  }
  const leavePractice = (): void => void request.run(() => call('system.leavePractice', null)).then(answer => {
    if (answer !== undefined) { setSession({ user: null }); void reload() }
  })
  const logout = (): void => void request.run(() => call('auth.logout', null)).then(() => setSession({ user: null, overlay: null }))

  const opening = <PlainPage title={t('start.opening', '正在打开…')}><p role="status">{t('start.openingText', '正在打开加密数据库')}</p></PlainPage>
  return (
    <Suspense fallback={opening}>
      {request.failureText ? <PlainNote kind="error">{request.failureText}</PlainNote> : null}
      {now.state === 'opening' ? opening
        : now.state === 'new' ? <FirstStart onCreated={signedIn} onPractice={() => void reload()} />
        : now.state === 'needs-passphrase' ? <Unlock onOpened={() => void reload()} />
        : now.state !== 'ready' ? <Problem system={now} state={now.state} onRetry={() => location.reload()} onRestored={() => void reload()} />
        : user?.mustChangePassword ? <ChangePassword forced onDone={() => setSession({ user: { ...user, mustChangePassword: false } })} onCancel={logout} />
        : user ? <Workbench />
        : <Login key={String(now.practice)} onSignedIn={signedIn} {...(now.practice ? { onLeavePractice: leavePractice } : {})} />}
    </Suspense>
  )
}
