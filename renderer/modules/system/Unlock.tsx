import { useState } from 'react'
import { call } from '../../api/client.ts'
import { t } from '../../app/i18n.ts'
import { PlainButton, PlainField, PlainForm, PlainNote, PlainPage, usePlainCall } from '../../app/plain.tsx'

/** The machine's own key is gone (another computer, a new system): the recovery passphrase opens the data. */
export function Unlock({ onOpened }: { onOpened(): void }) {
  const [passphrase, setPassphrase] = useState('')
  const [wrong, setWrong] = useState(false)
  const request = usePlainCall()
  async function open(): Promise<void> {
    if (passphrase.trim() === '') { setWrong(true); return }
    const answer = await request.run(() => call('system.unlock', { passphrase }))
    if (!answer) return
    // A right passphrase on a damaged file does not open it either: then it is the condition that tells, not the word.
    const system = answer.opened ? null : await request.run(() => call('system.state', null))
    if (answer.opened || (system && system.state !== 'needs-passphrase')) onOpened()
    else setWrong(true)
  }
  return (
    <PlainPage title={t('unlock.title', '请输入恢复口令')}>
      <PlainForm onSubmit={() => void open()}>
        <PlainNote kind="info">{t('unlock.why', '这台电脑上没有打开数据库的密钥(换了电脑、重装了系统或换了登录用户)。请输入建立数据库时打印的恢复口令。')}</PlainNote>
        {request.failureText ? <PlainNote kind="error">{request.failureText}</PlainNote> : null}
        <PlainField label={t('unlock.passphrase', '恢复口令')} value={passphrase} onChange={event => { setPassphrase(event.target.value); setWrong(false) }} autoFocus
          help={t('unlock.help', '不分大小写,横线和空格可以不输')} error={wrong ? t('unlock.wrong', '恢复口令不正确,请对照恢复口令单重新输入') : undefined} />
        <PlainButton type="submit" primary busy={request.busy}>{t('unlock.open', '打开数据库')}</PlainButton>
      </PlainForm>
    </PlainPage>
  )
}
