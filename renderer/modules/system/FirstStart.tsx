import { useState } from 'react'
import type { SignedInUser } from '../../../domain/api/system-api.ts'
import { call } from '../../api/client.ts'
import { issueText, t } from '../../app/i18n.ts'
import { PlainButton, PlainField, PlainForm, PlainNote, PlainPage, usePlainCall } from '../../app/plain.tsx'
import { useSession } from '../../app/session.ts'
import { Passphrase } from '../../app/Passphrase.tsx'

/** The very first start: a hospital of one's own with its administrator, or the practice hospital. */
export function FirstStart({ onCreated, onPractice }: { onCreated(user: SignedInUser | null): void; onPractice(): void }) {
  const [step, setStep] = useState<'choose' | 'create'>('choose')
  const [created, setCreated] = useState<{ passphrase: string; user: SignedInUser | null } | null>(null)
  if (created) {
    return (
      <PlainPage title={t('passphrase.title', '请保管好恢复口令')} wide>
        <Passphrase passphrase={created.passphrase} canPrint={created.user !== null} onKept={() => onCreated(created.user)} />
      </PlainPage>
    )
  }
  return step === 'create' ? <CreateHospital onBack={() => setStep('choose')} onCreated={setCreated} /> : <Choose onCreate={() => setStep('create')} onPractice={onPractice} />
}

function Choose({ onCreate, onPractice }: { onCreate(): void; onPractice(): void }) {
  const { system } = useSession()
  const request = usePlainCall()
  return (
    <PlainPage title={t('first.title', '欢迎使用妇幼工作台')} wide>
      {request.failureText ? <PlainNote kind="error">{request.failureText}</PlainNote> : null}
      <div className="plain-choices">
        <section className="plain-choice">
          <h2>{t('first.hospital', '正式使用')}</h2>
          <p>{t('first.hospitalText', '建立本院的加密数据库,并设置第一个系统管理员。大约需要两分钟。')}</p>
          <PlainButton primary onClick={onCreate} disabled={request.busy} autoFocus>{t('first.create', '建立本院数据库')}</PlainButton>
        </section>
        <section className="plain-choice">
          <h2>{t('first.practice', '练习模式')}</h2>
          <p>{t('first.practiceText', '用虚构的医院和人员试用全部功能,与正式数据完全分开,随时可以退出。')}</p>
          <PlainButton busy={request.busy} onClick={() => void request.run(() => call('system.openPractice', {})).then(answer => { if (answer !== undefined) onPractice() })}>
            {request.busy ? t('first.preparing', '正在准备练习数据…') : t('first.openPractice', '进入练习模式')}
          </PlainButton>
        </section>
      </div>
      <p className="plain-help">{t('first.folder', '数据保存在这台电脑的 {{folder}}', { folder: system?.dataFolder ?? '' })}</p>
    </PlainPage>
  )
}

function CreateHospital({ onBack, onCreated }: { onBack(): void; onCreated(made: { passphrase: string; user: SignedInUser | null }): void }) {
  const { system } = useSession()
  const minLength = system?.passwordMinLength ?? 8
  const [values, setValues] = useState({ institutionName: '', displayName: '', loginName: 'admin', password: '', again: '' })
  const [tried, setTried] = useState(false)
  const request = usePlainCall()
  const set = (name: keyof typeof values) => (event: React.ChangeEvent<HTMLInputElement>) => setValues({ ...values, [name]: event.target.value })
  const fromCore = (path: string): string | undefined => request.failure?.fields.filter(issue => issue.path === path).map(issueText)[0]
  const length = (text: string): number => [...text.trim()].length
  const errors = {
    institutionName: length(values.institutionName) < 2 ? t('first.nameMissing', '请填写机构全称,与执业许可证一致') : undefined,
    displayName: length(values.displayName) < 2 ? t('first.adminMissing', '请填写管理员姓名') : undefined,
    loginName: length(values.loginName) < 2 ? t('first.loginMissing', '登录名至少 2 个字符') : undefined,
    password: [...values.password].length < minLength ? t('password.short', '密码至少 {{min}} 位', { min: minLength }) : undefined,
    again: values.password !== values.again ? t('first.passwordDiffers', '两次输入的密码不一致') : undefined,
  }
  const shown = (name: keyof typeof errors, path: string): string | undefined => (tried ? errors[name] : undefined) ?? fromCore(path)
  async function create(): Promise<void> {
    setTried(true)
    if (Object.values(errors).some(Boolean)) return
    const made = await request.run(async () => {
      const { passphrase } = await call('system.create', {
        institutionName: values.institutionName.trim(), admin: { loginName: values.loginName.trim(), displayName: values.displayName.trim(), password: values.password },
      })
      // Signed in at once, so that the sheet with the passphrase can be printed.
      const answer = await call('auth.login', { loginName: values.loginName.trim(), password: values.password })
      return { passphrase, user: answer.outcome === 'signed-in' ? answer.user : null }
    })
    if (made) onCreated(made)
  }
  return (
    <PlainPage title={t('first.createTitle', '建立本院数据库')} wide>
      <PlainForm onSubmit={() => void create()} label={t('first.createTitle', '建立本院数据库')}>
        {request.failureText && (request.failure?.fields.length ?? 0) === 0 ? <PlainNote kind="error">{request.failureText}</PlainNote> : null}
        <PlainField label={t('first.institution', '机构全称')} value={values.institutionName} onChange={set('institutionName')} maxLength={70} autoFocus error={shown('institutionName', 'institutionName')} />
        <div className="plain-form is-two">
          <PlainField label={t('first.adminName', '系统管理员姓名')} value={values.displayName} onChange={set('displayName')} maxLength={30} error={shown('displayName', 'admin.displayName')} />
          <PlainField label={t('login.name', '登录名')} value={values.loginName} onChange={set('loginName')} maxLength={32} error={shown('loginName', 'admin.loginName')} />
          <PlainField label={t('login.password', '密码')} type="password" value={values.password} onChange={set('password')} error={shown('password', 'admin.password')} help={t('first.passwordHelp', '至少 {{min}} 位', { min: minLength })} />
          <PlainField label={t('first.passwordAgain', '再输入一次密码')} type="password" value={values.again} onChange={set('again')} error={shown('again', 'again')} />
        </div>
        <PlainNote kind="info">{t('first.encrypted', '数据库会加密保存。下一步会显示一次恢复口令,请准备好打印或抄写。')}</PlainNote>
        <div className="plain-buttons">
          <PlainButton type="submit" primary busy={request.busy}>{request.busy ? t('first.creating', '正在建立…') : t('first.go', '建立')}</PlainButton>
          <PlainButton onClick={onBack} disabled={request.busy}>{t('page.back', '返回')}</PlainButton>
        </div>
      </PlainForm>
    </PlainPage>
  )
}
