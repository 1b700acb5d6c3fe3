import { App } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Loaded, Page, PrintPreview } from '../../kit/index.ts'
import { MoveDialog, useMoves } from './moves.tsx'

/** The slip as it will lie on the table: looked at, printed or kept as PDF, then sent. */
export default function ReferralPrintPage() {
  const { referralId = '' } = useParams()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('referral.write')
  const address = `/referrals/${referralId}`
  const stored = useCall('referral.get', { id: referralId }, { staleTimeMs: 60_000 })
  const preview = useCall('referral.preview', { id: referralId })
  const print = useWrite('referral.print')
  const pdf = useWrite('referral.pdf')
  const save = useWrite('workstation.saveFile')
  const moves = useMoves()

  async function toPrinter(printerName: string): Promise<void> {
    const answer = await print.run({ id: referralId, printerName })
    if (answer?.outcome === 'sent') void message.success(t('referral.printed', '已送到打印机'))
    else if (answer?.outcome === 'failed') void message.error(t('failure.printFailed', '没有送到打印机,请检查打印机电源、纸张和连接后重试'))
  }
  async function toPdf(): Promise<void> {
    const made = await pdf.run({ id: referralId })
    if (!made) return
    const kept = await save.run(made)
    if (kept) void message.success(t('referral.pdfSaved', '已保存到 {{path}}', { path: kept.path }))
  }
  const row = stored.data
  return (
    <Page
      title={t('referral.print', '打印转诊单')} subtitle={row?.number} back={address}
      actions={[
        { key: 'file', label: t('referral.toFile', '查看转诊单'), run: () => void navigate(address) },
        ...(mayWrite && row?.state === 'toSend' ? [{ key: 'send', label: t('referral.send', '登记发出'), shortcut: 'F8', primary: true, run: () => moves.ask('sent') }] : []),
      ]}
    >
      <Loaded of={preview}>
        {({ html, issues }) => (
          <PrintPreview form="two-way-referral" title={t('timeline.referral', '双向转诊')} html={html} issues={issues} printing={print.busy} onPrint={printer => void toPrinter(printer)} onPdf={() => void toPdf()} />
        )}
      </Loaded>
      {row && moves.to ? <MoveDialog row={row} to={moves.to} onClose={moves.close} onMoved={() => { moves.close(); void navigate(address) }} /> : null}
    </Page>
  )
}
