import { SwapOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import type { Permission } from '../../../domain/access/permission.ts'
import type { SecondPerson } from '../../../domain/api/define-api.ts'
import { call, CallFailure } from '../../api/client.ts'
import { failureText } from '../../api/failure.ts'
import { queryClient } from '../../api/useCall.ts'
import { instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { setSession } from '../../app/session.ts'
import { Dialog, SecondPersonFields, secondPersonOf, useShortcut } from '../../kit/index.ts'

/** The button that hands this window to a colleague; the page stays where it is. */
export function SwitchUserButton({ permission, primary = false }: { permission: Permission; primary?: boolean }) {
  const [open, setOpen] = useState(false)
  useShortcut(['F8'], () => setOpen(true), { enabled: !open })
  return (
    <>
      <Button type={primary ? 'primary' : 'default'} size={primary ? 'large' : 'medium'} icon={<SwapOutlined />} onClick={() => setOpen(true)}>{t('switchUser.button', '换人')} <kbd>F8</kbd></Button>
      {open ? <SwitchUserDialog permission={permission} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function SwitchUserDialog({ permission, onClose }: { permission: Permission; onClose(): void }) {
  const [who, setWho] = useState<Partial<SecondPerson>>({})
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  async function go(): Promise<void> {
    const given = secondPersonOf(who)
    if (!given) { setError(t('switchUser.incomplete', '请选择人员并输入本人密码')); return }
    setBusy(true)
    try {
      const answer = await call('auth.login', given)
      if (answer.outcome === 'signed-in') {
        queryClient.clear()
        setSession({ user: answer.user })
        return
      }
      setWho({ ...who, password: '' })
      setError(answer.outcome === 'wrong' ? t('switchUser.wrong', '密码不正确,还可以试 {{left}} 次', { left: answer.attemptsLeft })
        : answer.outcome === 'locked-out' ? t('switchUser.lockedOut', '密码多次输错,账号锁定到 {{until}}', { until: instantText(answer.until) })
        : t('switchUser.disabled', '账号已停用'))
    } catch (failure) {
      if (!(failure instanceof CallFailure)) throw failure
      setError(failureText(failure))
    } finally {
      setBusy(false)
    }
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  return (
    <Dialog width={560} title={t('switchUser.title', '换人:由另一位同事接着办理')} okText={<>{t('switchUser.go', '登录并接着办理')} <kbd>F2</kbd></>} onOk={() => void go()} onCancel={onClose} confirmLoading={busy} first="switch-user-name">
      <div onKeyDown={event => { if (event.key === 'Enter' && !event.nativeEvent.isComposing && (event.target as HTMLInputElement).type === 'password') void go() }}>
        <SecondPersonFields id="switch-user" value={who} onChange={next => { setWho(next); setError(undefined) }} permission={permission} title={t('switchUser.who', '接手的人')} error={error} />
      </div>
    </Dialog>
  )
}
