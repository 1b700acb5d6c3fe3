import { DownOutlined, LockOutlined } from '@ant-design/icons'
import { Button, Dropdown, type InputRef, Menu, Skeleton } from 'antd'
import { lazy, Suspense, useRef } from 'react'
import { Outlet, useLocation, useNavigate, useNavigation } from 'react-router'
import type { PersonHit } from '../../domain/api/people-api.ts'
import { DeskScanner } from '../kit/DeskScanner.tsx'
import { PersonSearch } from '../kit/PersonSearch.tsx'
import { roleTitle } from '../kit/labels.ts'
import { useShortcut } from '../kit/shortcut.ts'
import { t } from './i18n.ts'
import { lockNow, signOut, useIdleLock } from './idle.ts'
import { LanguageSwitch, PracticeBanner } from './plain.tsx'
import { menuFor } from './routes.tsx'
import { useMay, useSession, useUser } from './session.ts'

// Only whoever prints can have left a sheet unanswered.
const PendingPrint = lazy(() => import('../modules/certificate/PendingPrint.tsx'))

/** The frame of every page: who and where at the top, the menu at the left, keys for both. */
export function Frame() {
  const user = useUser()
  const { system, overlay } = useSession()
  const location = useLocation()
  const navigate = useNavigate()
  const navigation = useNavigation()
  const search = useRef<InputRef>(null)
  const maySearch = useMay('person.read')
  const mayPrint = useMay('certificate.print')
  const pages = menuFor(user.permissions)
  const here = pages.findLast(page => page.path === '/' ? location.pathname === '/' : location.pathname.startsWith(page.path))
  useIdleLock(system?.idleMinutes ?? 15)
  useShortcut(['Ctrl+K', 'F3'], () => search.current?.focus({ cursor: 'all' }), { enabled: maySearch })
  useShortcut(['Ctrl+L'], () => void lockNow(), { enabled: overlay === null, everywhere: true })
  useShortcut(pages.slice(0, 9).map((_, index) => `Alt+${index + 1}`), event => {
    const page = pages[Number(event.code.replace('Digit', '')) - 1]
    if (page) void navigate(page.path)
  })
  return (
    <div className="frame">
      <a className="skip-link" href="#content" onClick={event => { event.preventDefault(); document.getElementById('content')?.focus() }}>{t('frame.skip', '跳到正文')}</a>
      {system?.practice ? <PracticeBanner /> : null}
      <header className="frame-head">
        <div className="frame-name" title={system?.institutionName}>{system?.institutionName || t('app.name', '妇幼工作台')}</div>
        {maySearch ? (
          <PersonSearch
            id="global-search" inputRef={search} label={t('frame.search', '查找人员')} suffix={<kbd>Ctrl+K</kbd>}
            onChoose={(hit: PersonHit) => void navigate(`/people/${hit.id}`)}
          />
        ) : <div className="frame-space" />}
        <LanguageSwitch />
        <Button type="text" icon={<LockOutlined />} onClick={() => void lockNow()} title="Ctrl+L">{t('frame.lock', '锁屏')}</Button>
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'roles', disabled: true, label: user.roles.map(roleTitle).join('、') },
              { key: 'password', label: t('frame.password', '修改密码') },
              { key: 'logout', label: t('frame.logout', '退出登录') },
            ],
            onClick: ({ key }) => { if (key === 'password') void navigate('/password'); else if (key === 'logout') void signOut() },
          }}
        >
          <Button type="text">{user.displayName} <DownOutlined /></Button>
        </Dropdown>
      </header>
      <nav className="frame-menu" aria-label={t('frame.menu', '主菜单')}>
        <Menu
          mode="inline" selectedKeys={here ? [here.path] : []} onClick={({ key }) => void navigate(key)}
          items={pages.map((page, index) => ({ key: page.path, icon: page.menu?.icon, label: <span className="menu-item"><span title={page.title()}>{page.title()}</span>{index < 9 ? <kbd>Alt+{index + 1}</kbd> : null}</span> }))}
        />
      </nav>
      <main id="content" className="frame-content" tabIndex={-1} aria-busy={navigation.state !== 'idle'}>
        <Suspense fallback={<Skeleton active />}><Outlet /></Suspense>
      </main>
      <DeskScanner />
      {mayPrint ? <Suspense><PendingPrint /></Suspense> : null}
    </div>
  )
}
