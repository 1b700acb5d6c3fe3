import { App } from 'antd'
import { useParams } from 'react-router'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, Page, PrintPreview } from '../../kit/index.ts'

/** The form as it will lie in the envelope: A4 landscape, marked while it is a draft. */
export default function AnnualPrintPage() {
  const year = Number(useParams().year ?? 0)
  const { message } = App.useApp()
  const preview = useCall('annual.preview', { year })
  const print = useWrite('annual.print')
  const pdf = useWrite('annual.pdf')
  const save = useWrite('workstation.saveFile')
  async function toPrinter(printerName: string): Promise<void> {
    const answer = await print.run({ year, printerName })
    if (answer?.outcome === 'sent') void message.success(t('referral.printed', '已送到打印机'))
    else if (answer?.outcome === 'failed') void message.error(t('failure.printFailed', '没有送到打印机,请检查打印机电源、纸张和连接后重试'))
  }
  async function toPdf(): Promise<void> {
    const made = await pdf.run({ year })
    const kept = made && await save.run(made)
    if (kept) void message.success(t('referral.pdfSaved', '已保存到 {{path}}', { path: kept.path }))
  }
  return (
    <Page title={t('annual.print', '打印年度统计表')} subtitle={String(year)} back={`/annual/${year}`}>
      <Loaded of={preview}>
        {({ html, issues }) => <PrintPreview form="annual-form" title={t('annual.title', '管理使用情况年度统计表')} html={html} issues={issues} printing={print.busy} onPrint={printer => void toPrinter(printer)} onPdf={() => void toPdf()} />}
      </Loaded>
    </Page>
  )
}
