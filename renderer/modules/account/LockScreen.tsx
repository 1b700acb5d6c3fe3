import { useState } from 'react'
import type { SignedInUser } from '../../../domain/api/system-api.ts'
import { call } from '../../api/client.ts'
import { t } from '../../app/i18n.ts'
import { PlainButton, PlainField, PlainForm, PlainNote, PlainPage, usePlainCall } from '../../app/plain.tsx'

/** Asks for the password of the user whose page lies below; the page stays as it was. */
export function LockScreen({ user, onUnlocked, onSignedOut }: { user: SignedInUser; onUnlocked(): void; onSignedOut(): void }) {
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState<string>()
  const request = usePlainCall()
  async function unlock(): Promise<void> {
    if (password === '') { setWrong(t('lock.incomplete', '请输入密码')); return }
    const answer = await request.run(() => call('auth.unlock', { password }))
    setPassword('')
    if (!answer) return
    if (answer.outcome === 'unlocked') onUnlocked()
    else if (answer.outcome === 'locked-out') onSignedOut()
    else setWrong(t('lock.wrong', '密码不正确,还可以试 {{left}} 次', { left: answer.attemptsLeft }))
  }
  const lost = request.failure?.code === 'signed-out'
  return (
    <PlainPage title={t('lock.title', '屏幕已锁定')}>
      <PlainForm label={t('lock.title', '屏幕已锁定')} onSubmit={() => void unlock()}>
        <div>{t('lock.who', '{{name}}({{loginName}})正在使用,页面内容已保留', { name: user.displayName, loginName: user.loginName })}</div>
        {wrong ?? request.failureText ? <PlainNote kind="error">{request.failureText ?? wrong}</PlainNote> : null}
        <PlainField label={t('login.password', '密码')} type="password" value={password} onChange={event => setPassword(event.target.value)} autoFocus name="password" />
        <PlainButton type="submit" primary busy={request.busy}>{t('lock.unlock', '解锁')}</PlainButton>
        <PlainButton onClick={lost ? onSignedOut : () => void request.run(() => call('auth.logout', null)).then(onSignedOut)}>{t('lock.otherUser', '换人登录')}</PlainButton>
      </PlainForm>
    </PlainPage>
  )
}
