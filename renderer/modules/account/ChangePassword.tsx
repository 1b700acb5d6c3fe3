import { useState } from 'react'
import { call } from '../../api/client.ts'
import { issueText, t } from '../../app/i18n.ts'
import { PlainButton, PlainField, PlainForm, PlainNote, PlainPage, usePlainCall } from '../../app/plain.tsx'
import { useSession } from '../../app/session.ts'

/** A new password: after the first log-in because one must, later because one wishes. */
export function ChangePassword({ forced, onDone, onCancel }: { forced: boolean; onDone(): void; onCancel(): void }) {
  const { system } = useSession()
  const minLength = system?.passwordMinLength ?? 8
  const [oldPassword, setOld] = useState('')
  const [newPassword, setNew] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const request = usePlainCall()
  const fromCore = (path: string): string | undefined => request.failure?.fields.filter(issue => issue.path === path).map(issueText)[0]
  const isShort = [...newPassword].length < minLength
  async function change(): Promise<void> {
    setTried(true)
    if (isShort || newPassword !== again) return
    if (await request.run(() => call('auth.changePassword', { oldPassword, newPassword })) !== undefined) onDone()
  }
  const hasOwnPlace = (request.failure?.fields.length ?? 0) > 0
  return (
    <PlainPage title={forced ? t('password.forcedTitle', '首次登录,请修改密码') : t('password.title', '修改密码')}>
      <PlainForm onSubmit={() => void change()}>
        {request.failureText && !hasOwnPlace ? <PlainNote kind="error">{request.failureText}</PlainNote> : null}
        <PlainField label={t('password.old', '原密码')} type="password" value={oldPassword} onChange={event => setOld(event.target.value)} error={fromCore('oldPassword')} autoFocus />
        <PlainField label={t('password.new', '新密码')} type="password" value={newPassword} onChange={event => setNew(event.target.value)} help={t('password.help', '至少 {{min}} 位,一句容易记的话比短而复杂的密码更好', { min: minLength })}
          error={tried && isShort ? t('password.short', '密码至少 {{min}} 位', { min: minLength }) : fromCore('newPassword')} />
        <PlainField label={t('password.again', '再输入一次新密码')} type="password" value={again} onChange={event => setAgain(event.target.value)} error={tried && newPassword !== again ? t('password.differs', '两次输入的新密码不一致') : undefined} />
        <PlainButton type="submit" primary busy={request.busy}>{t('password.save', '保存新密码')}</PlainButton>
        <PlainButton onClick={onCancel}>{forced ? t('password.logout', '退出登录') : t('form.cancel', '取消')}</PlainButton>
      </PlainForm>
    </PlainPage>
  )
}
