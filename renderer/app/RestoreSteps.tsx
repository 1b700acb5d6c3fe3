import { useEffect, useRef, useState } from 'react'
import type { BackupInfo } from '../../domain/api/system-api.ts'
import type { z } from 'zod'
import { call } from '../api/client.ts'
import { bytesText, instantText } from './format.ts'
import { t } from './i18n.ts'
import { PlainButton, PlainField, PlainForm, PlainNote, usePlainCall } from './plain.tsx'

type Backup = z.infer<typeof BackupInfo>

const KINDS: Readonly<Record<Backup['kind'], () => string>> = {
  daily: () => t('backup.daily', '每日备份'), migration: () => t('backup.migration', '升级前备份'), package: () => t('backup.package', '生成数据包前备份'), manual: () => t('backup.manual', '手动备份'),
  'before-restore': () => t('backup.beforeRestore', '恢复前备份'),
}
/** What a backup was made for. */
export const backupKindText = (kind: Backup['kind']): string => KINDS[kind]()
/** Where a backup lies. */
export const backupPlaceText = (place: Backup['place']): string => (place === 'first' ? t('backup.first', '本机') : t('backup.second', '第二备份位置'))

/** How long ago, in words: that much work is missing from the backup. */
export function lossText(at: string, nowMs = Date.now()): string {
  const hours = Math.max(0, Math.floor((nowMs - Date.parse(at)) / 3_600_000))
  if (hours < 1) return t('restore.lossMinutes', '不到 1 小时')
  return hours < 48 ? t('restore.lossHours', '约 {{hours}} 小时', { hours }) : t('restore.lossDays', '约 {{days}} 天', { days: Math.floor(hours / 24) })
}

/** Putting back a backup, step by step: which one, what will be missing, the passphrase, a typed word. */
export function RestoreSteps({ onRestored, onBack }: { onRestored(): void; onBack?(): void }) {
  const [choices, setChoices] = useState<readonly Backup[] | null>(null)
  const [chosen, setChosen] = useState<Backup | null>(null)
  const [step, setStep] = useState<1 | 2 | 3>(1)
  const [passphrase, setPassphrase] = useState('')
  const [needsPassphrase, setNeedsPassphrase] = useState(false)
  const [word, setWord] = useState('')
  const [tried, setTried] = useState(false)
  const [done, setDone] = useState<{ movedAside: string } | null>(null)
  const request = usePlainCall()
  const { run } = request
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    void run(() => call('system.restoreChoices', null)).then(found => {
      if (!found) return
      const sorted = found.toSorted((one, other) => other.at.localeCompare(one.at))
      setChoices(sorted)
      setChosen(sorted[0] ?? null)
    })
  }, [run])
  const wanted = t('restore.word', '恢复')

  async function restore(): Promise<void> {
    setTried(true)
    if (!chosen || word.trim() !== wanted) return
    const answer = await request.run(() => call('system.restore', { name: chosen.name, place: chosen.place, ...(passphrase.trim() ? { passphrase: passphrase.trim() } : {}) }))
    if (answer) setDone(answer)
  }
  // The core asks for the passphrase only where the machine's key is gone too.
  const passphraseWrong = request.failure?.fields.some(issue => issue.path === 'passphrase') ?? false
  if (passphraseWrong && !needsPassphrase) setNeedsPassphrase(true)

  if (done) {
    return (
      <>
        <PlainNote kind="info">{t('restore.done', '已恢复到 {{at}} 的备份。原来的数据库没有删除,移到了 {{folder}}。', { at: instantText(chosen?.at), folder: done.movedAside })}</PlainNote>
        <p>{t('restore.afterwards', '请重新登录,并按纸质登记补录备份之后的内容,尤其是已使用的证件编号。')}</p>
        <div className="plain-buttons"><PlainButton primary autoFocus onClick={onRestored}>{t('restore.login', '去登录')}</PlainButton></div>
      </>
    )
  }
  return (
    <>
      {request.failureText ? <PlainNote kind="error">{request.failureText}</PlainNote> : null}
      {step === 1 ? (
        <>
          <h2>{t('restore.step1', '第 1 步(共 3 步):选择备份')}</h2>
          <p className="plain-help">{t('restore.step1Help', '一般选最新的一份。每份备份写好后都检查过。')}</p>
          {choices?.length === 0 ? <PlainNote kind="warning">{t('restore.none', '没有找到备份。请不要删除任何文件,联系软件维护人员。')}</PlainNote> : null}
          {choices && choices.length > 0 ? (
            <div className="plain-scroll">
              <table className="plain-table">
                <thead><tr><th /><th>{t('restore.at', '备份时间')}</th><th>{t('restore.kind', '种类')}</th><th>{t('restore.place', '位置')}</th><th>{t('restore.size', '大小')}</th></tr></thead>
                <tbody>
                  {choices.map(backup => {
                    const isChosen = backup.name === chosen?.name && backup.place === chosen.place
                    return (
                      <tr key={backup.place + backup.name} className={isChosen ? 'is-chosen' : ''} onClick={() => setChosen(backup)}>
                        <td><input type="radio" name="backup" checked={isChosen} onChange={() => setChosen(backup)} aria-label={instantText(backup.at)} /></td>
                        <td>{instantText(backup.at)}</td><td>{backupKindText(backup.kind)}</td><td>{backupPlaceText(backup.place)}</td><td>{bytesText(backup.bytes)}</td>
                      </tr>
                    )
                  })}
                </tbody>
              </table>
            </div>
          ) : null}
          <div className="plain-buttons">
            <PlainButton primary disabled={!chosen} onClick={() => setStep(2)}>{t('restore.next', '下一步')}</PlainButton>
            {onBack ? <PlainButton onClick={onBack}>{t('page.back', '返回')}</PlainButton> : null}
          </div>
        </>
      ) : null}
      {step === 2 && chosen ? (
        <>
          <h2>{t('restore.step2', '第 2 步(共 3 步):看清会失去什么')}</h2>
          <PlainNote kind="warning">{t('restore.loss', '{{at}} 之后({{loss}})录入的登记、签发和转诊都不在这份备份里,需要按纸质登记补录。', { at: instantText(chosen.at), loss: lossText(chosen.at) })}</PlainNote>
          <p>{t('restore.keeps', '现在的数据库文件不会删除,会移到旁边的文件夹,维护人员以后还可以从中查找。')}</p>
          <div className="plain-buttons">
            <PlainButton primary autoFocus onClick={() => setStep(3)}>{t('restore.understood', '我知道了,下一步')}</PlainButton>
            <PlainButton onClick={() => setStep(1)}>{t('restore.previous', '上一步')}</PlainButton>
          </div>
        </>
      ) : null}
      {step === 3 && chosen ? (
        <>
          <h2>{t('restore.step3', '第 3 步(共 3 步):确认恢复')}</h2>
          <PlainForm onSubmit={() => void restore()}>
            <div>{t('restore.chosen', '将恢复到 {{at}} 的{{kind}}。', { at: instantText(chosen.at), kind: backupKindText(chosen.kind) })}</div>
            {needsPassphrase ? (
              <PlainField label={t('unlock.passphrase', '恢复口令')} value={passphrase} onChange={event => setPassphrase(event.target.value)} autoFocus help={t('restore.passphraseHelp', '这台电脑打不开备份,需要恢复口令单上的口令')} />
            ) : null}
            <PlainField label={t('restore.typeWord', '请输入“{{word}}”两个字确认', { word: wanted })} value={word} onChange={event => setWord(event.target.value)} autoFocus={!needsPassphrase}
              error={tried && word.trim() !== wanted ? t('restore.wordWrong', '请输入“{{word}}”', { word: wanted }) : undefined} />
            <div className="plain-buttons">
              <PlainButton type="submit" danger busy={request.busy}>{request.busy ? t('restore.running', '正在恢复…') : t('restore.go', '恢复')}</PlainButton>
              <PlainButton onClick={() => setStep(2)} disabled={request.busy}>{t('restore.previous', '上一步')}</PlainButton>
            </div>
          </PlainForm>
        </>
      ) : null}
    </>
  )
}
