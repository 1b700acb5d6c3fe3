import { useEffect, useRef, useState } from 'react'
import type { Output } from '../../domain/api/api.ts'
import { call } from '../api/client.ts'
import { t } from './i18n.ts'
import { PlainButton, PlainField, PlainForm, PlainNote, usePlainCall } from './plain.tsx'

/** Shows a recovery passphrase this once, and goes on only when its last group was typed back from paper. */
export function Passphrase({ passphrase, canPrint, onKept }: { passphrase: string; canPrint: boolean; onKept(): void }) {
  const groups = passphrase.split('-')
  const last = groups.at(-1) ?? ''
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const [said, setSaid] = useState<string>()
  const [printers, setPrinters] = useState<Output<'workstation.printers'>>([])
  const request = usePlainCall()
  const { run } = request
  const box = useRef<HTMLDivElement>(null)
  const asked = useRef(false)
  useEffect(() => {
    if (!canPrint || asked.current) return
    asked.current = true
    void run(() => call('workstation.printers', null)).then(found => { if (found) setPrinters(found) })
  }, [canPrint, run])
  const printer = printers.find(one => one.isDefault) ?? printers[0]

  function copy(): void {
    // The clipboard interface asks for a permission this program denies to every page; a selection may be copied.
    const selection = getSelection()
    if (!box.current || !selection) return
    selection.selectAllChildren(box.current)
    setSaid(document.execCommand('copy') ? t('passphrase.copied', '已复制,请粘贴到安全的地方保存') : t('passphrase.notCopied', '没有复制成功,请抄写或打印'))
    selection.removeAllRanges()
  }
  async function print(printerName: string): Promise<void> {
    const answer = await request.run(() => call('workstation.recoverySheet', { passphrase, printerName }))
    if (answer) setSaid(answer.outcome === 'sent' ? t('passphrase.printed', '已送到打印机,请检查打印内容') : t('passphrase.notPrinted', '没有打印,请重试或抄写'))
  }
  async function savePdf(): Promise<void> {
    const saved = await request.run(async () => {
      const sheet = await call('workstation.recoverySheet', { passphrase, printerName: null })
      return sheet.base64 ? call('workstation.saveFile', { fileName: t('passphrase.fileName', '恢复口令单.pdf'), base64: sheet.base64 }) : null
    })
    if (saved) setSaid(t('passphrase.saved', '已存到 {{path}},请打印后把文件删除', { path: saved.path }))
  }
  function check(): void {
    if (typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '') === last) onKept()
    else setWrong(true)
  }
  return (
    <>
      <PlainNote kind="warning">{t('passphrase.warning', '换电脑、重装系统或本机密钥丢失时,只有这个口令能打开数据。口令只显示这一次;口令和本机密钥都丢失,数据将无法恢复。')}</PlainNote>
      <div className="passphrase" ref={box}>{passphrase}</div>
      <div className="plain-buttons">
        {canPrint ? <PlainButton busy={request.busy} disabled={!printer} onClick={() => { if (printer) void print(printer.name) }}>{printer ? t('passphrase.print', '打印口令单({{printer}})', { printer: printer.displayName || printer.name }) : t('passphrase.noPrinter', '打印口令单(没有打印机)')}</PlainButton> : null}
        {canPrint ? <PlainButton busy={request.busy} onClick={() => void savePdf()}>{t('passphrase.pdf', '存为 PDF')}</PlainButton> : null}
        <PlainButton onClick={copy}>{t('passphrase.copy', '复制')}</PlainButton>
      </div>
      {said ? <PlainNote kind="info">{said}</PlainNote> : null}
      {request.failureText ? <PlainNote kind="error">{request.failureText}</PlainNote> : null}
      <h2>{t('passphrase.checkTitle', '核对')}</h2>
      <PlainForm onSubmit={check}>
        <PlainField label={t('passphrase.check', '请从打印或抄写的纸上,输入最后一组 {{count}} 个字符', { count: last.length })} value={typed} onChange={event => { setTyped(event.target.value); setWrong(false) }}
          error={wrong ? t('passphrase.wrong', '与恢复口令的最后一组不一致,请对照纸上重新输入') : undefined} />
        <PlainButton type="submit" primary>{t('passphrase.kept', '我已保存好口令,开始使用')}</PlainButton>
      </PlainForm>
    </>
  )
}
