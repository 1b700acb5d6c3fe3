import { useRef, useState } from 'react'
import { PRACTICE_ACCOUNTS, PRACTICE_PASSWORD } from '../../../domain/access/practice-accounts.ts'
import type { Role } from '../../../domain/access/permission.ts'
import type { SignedInUser } from '../../../domain/api/system-api.ts'
import { call } from '../../api/client.ts'
import { instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { PlainButton, PlainField, PlainForm, PlainNote, PlainPage, usePlainCall } from '../../app/plain.tsx'
import { useSession } from '../../app/session.ts'

const LAST_LOGIN_KEY = 'last-login-name'
// The titles of the posts as the practice list names them; the same keys as the user screens.
const POSTS: Readonly<Record<Role, () => string>> = {
  administrator: () => t('role.administrator', '系统管理员'), registrar: () => t('role.registrar', '登记员'), doctor: () => t('role.doctor', '医生'), childCare: () => t('role.childCare', '儿童保健人员'), eyeCare: () => t('role.eyeCare', '眼保健人员'), maternalCare: () => t('role.maternalCare', '孕产保健人员'), prenatalCare: () => t('role.prenatalCare', '产前筛查人员'), womenCare: () => t('role.womenCare', '妇女保健人员'), pelvicCare: () => t('role.pelvicCare', '盆底治疗师'),
  stockKeeper: () => t('role.stockKeeper', '证件管理员'),
  issuer: () => t('role.issuer', '签发人员'), reviewer: () => t('role.reviewer', '审核人'), sealer: () => t('role.sealer', '盖章人员'), archivist: () => t('role.archivist', '档案员'), reporter: () => t('role.reporter', '数据上报员'),
  seniorDoctor: () => t('role.seniorDoctor', '上级医师'), director: () => t('role.director', '分管领导'),
}

/** The log-in screen, also shown over a page whose session has ended. `onLeavePractice` offers the way out of practice mode. */
export function Login({ onSignedIn, onLeavePractice }: { onSignedIn(user: SignedInUser): void; onLeavePractice?(): void }) {
  const { system } = useSession()
  const isPractice = system?.practice ?? false
  const [loginName, setLoginName] = useState(() => (isPractice ? '' : localStorage.getItem(LAST_LOGIN_KEY) ?? ''))
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState<string>()
  const passwordBox = useRef<HTMLDivElement>(null)
  const request = usePlainCall()

  async function signIn(name: string, secret: string): Promise<void> {
    if (name.trim() === '' || secret === '') { setWrong(t('login.incomplete', '请输入登录名和密码')); return }
    setWrong(undefined)
    const answer = await request.run(() => call('auth.login', { loginName: name.trim(), password: secret }))
    if (!answer) return
    if (answer.outcome === 'signed-in') {
      if (!isPractice) localStorage.setItem(LAST_LOGIN_KEY, name.trim())
      onSignedIn(answer.user)
      return
    }
    setPassword('')
    passwordBox.current?.querySelector('input')?.focus()
    setWrong(answer.outcome === 'wrong' ? t('login.wrong', '登录名或密码不正确,还可以试 {{left}} 次', { left: answer.attemptsLeft })
      : answer.outcome === 'locked-out' ? t('login.lockedOut', '密码多次输错,账号已锁定到 {{until}}。请到时再试,或请管理员重设密码', { until: instantText(answer.until) })
      : t('login.disabled', '此账号已停用,请联系系统管理员'))
  }
  return (
    <PlainPage title={t('login.title', '登录')} wide={isPractice}>
      <PlainForm label={t('login.title', '登录')} onSubmit={() => void signIn(loginName, password)}>
        {wrong ?? request.failureText ? <PlainNote kind="error">{wrong ?? request.failureText}</PlainNote> : null}
        <PlainField label={t('login.name', '登录名')} value={loginName} onChange={event => setLoginName(event.target.value)} autoFocus={loginName === ''} name="loginName" />
        <div ref={passwordBox}>
          <PlainField label={t('login.password', '密码')} type="password" value={password} onChange={event => setPassword(event.target.value)} autoFocus={loginName !== ''} name="password" />
        </div>
        <PlainButton type="submit" primary busy={request.busy}>{t('login.go', '登录')}</PlainButton>
      </PlainForm>
      {isPractice ? (
        <>
          <h2>{t('practice.accounts', '练习账号(点击即登录)')}</h2>
          <div className="practice-accounts">
            {PRACTICE_ACCOUNTS.map(account => (
              <PlainButton key={account.loginName} busy={request.busy} onClick={() => void signIn(account.loginName, PRACTICE_PASSWORD)}>
                {POSTS[account.role]()} <span className="plain-help">{account.loginName}</span>
              </PlainButton>
            ))}
          </div>
          <p className="plain-help">{t('practice.password', '所有练习账号的密码都是 {{password}}', { password: PRACTICE_PASSWORD })}</p>
          {onLeavePractice ? <PlainButton onClick={onLeavePractice}>{t('practice.leave', '退出练习模式')}</PlainButton> : null}
        </>
      ) : null}
    </PlainPage>
  )
}
