import { App } from 'antd'
import { useCall, useWrite } from '../../../api/useCall.ts'
import { t } from '../../../app/i18n.ts'
import { Loaded, PrintPreview } from '../../../kit/index.ts'

const FORMS = { critical: 'critical-referral', diagnosis: 'diagnosis-referral' } as const

/** The slip as it will lie on the table: looked at, printed or kept as PDF. */
export function MaternalPaper({ what, id }: { what: 'critical' | 'diagnosis'; id: string }) {
  const { message } = App.useApp()
  const preview = useCall('referral.maternal.preview', { what, id })
  const print = useWrite('referral.maternal.print')
  const pdf = useWrite('referral.maternal.pdf')
  const save = useWrite('workstation.saveFile')
  async function toPrinter(printerName: string): Promise<void> {
    const answer = await print.run({ what, id, printerName })
    if (answer?.outcome === 'sent') void message.success(t('referral.printed', '已送到打印机'))
    else if (answer?.outcome === 'failed') void message.error(t('failure.printFailed', '没有送到打印机,请检查打印机电源、纸张和连接后重试'))
  }
  async function toPdf(): Promise<void> {
    const made = await pdf.run({ what, id })
    const kept = made ? await save.run(made) : null
    if (kept) void message.success(t('referral.pdfSaved', '已保存到 {{path}}', { path: kept.path }))
  }
  return (
    <Loaded of={preview}>
      {({ html, issues }) => <PrintPreview form={FORMS[what]} title={t('menu.maternal', '高危转诊')} html={html} issues={issues} printing={print.busy} onPrint={printer => void toPrinter(printer)} onPdf={() => void toPdf()} />}
    </Loaded>
  )
}
