import { App, Modal } from 'antd'
import { useState } from 'react'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { DayInput, FieldGrid, FormArea, LabelledInput, saveText, useShortcut } from '../../kit/index.ts'

/** The 首次签发登记本 of a period as a CSV file. */
export function LedgerDialog({ onClose }: { onClose(): void }) {
  const { message } = App.useApp()
  const [from, setFrom] = useState<string | null>(`${today().slice(0, 7)}-01`)
  const [to, setTo] = useState<string | null>(today())
  const [busy, setBusy] = useState(false)
  async function save(): Promise<void> {
    if (!from || !to || busy) return
    setBusy(true)
    try {
      const ledger = await call('certificate.exportLedger', { from, to })
      const saved = await saveText(ledger.fileName, ledger.csv)
      if (saved) {
        void message.success(t('ledger.saved', '已导出 {{rows}} 条到 {{path}}', { rows: ledger.rows, path: saved }))
        onClose()
      }
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    } finally {
      setBusy(false)
    }
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void save(), { inDialog: true })
  return (
    <Modal open width={480} title={t('ledger.title', '导出首次签发登记本')} okText={t('ledger.save', '导出 CSV')} onOk={() => void save()} onCancel={onClose} confirmLoading={busy} afterOpenChange={open => { if (open) document.getElementById('ledger-from')?.focus() }}>
      <FormArea>
        <FieldGrid columns={2}>
          <LabelledInput id="ledger-from" label={t('ledger.from', '签发日期从')} span={6} required><DayInput id="ledger-from" value={from} onChange={setFrom} /></LabelledInput>
          <LabelledInput id="ledger-to" label={t('ledger.to', '到')} span={6} required><DayInput id="ledger-to" value={to} onChange={setTo} /></LabelledInput>
        </FieldGrid>
      </FormArea>
      <p className="hint">{t('ledger.masked', '没有“查看完整证件号码”权限时,导出的证件号码会打码。')}</p>
    </Modal>
  )
}
