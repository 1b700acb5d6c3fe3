import { App } from 'antd'
import { useParams, useSearchParams } from 'react-router'
import { useCall, useWrite } from '../../../api/useCall.ts'
import { t } from '../../../app/i18n.ts'
import { Loaded, Page, PrintPreview } from '../../../kit/index.ts'

const FORMS = { first: 'autism-first-referral', rescreen: 'autism-rescreen-referral' } as const

/** 初筛转诊单 or 复筛转诊单 as it will lie on the table: looked at, printed or kept as PDF. */
export default function AutismPrintPage() {
  const { fileId = '' } = useParams()
  const [params] = useSearchParams()
  const what = params.get('what') === 'rescreen' ? 'rescreen' : 'first'
  const id = params.get('course') ?? ''
  const { message } = App.useApp()
  const preview = useCall('child.autism.preview', { what, id })
  const print = useWrite('child.autism.print')
  const pdf = useWrite('child.autism.pdf')
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
  const title = what === 'first' ? t('childAutism.printFirst', '初筛转诊单') : t('childAutism.printRescreen', '复筛转诊单')
  return (
    <Page title={title} back={`/children/${fileId}?tab=development`}>
      <Loaded of={preview}>
        {({ html, issues }) => <PrintPreview form={FORMS[what]} title={title} html={html} issues={issues} printing={print.busy} onPrint={printer => void toPrinter(printer)} onPdf={() => void toPdf()} />}
      </Loaded>
    </Page>
  )
}
