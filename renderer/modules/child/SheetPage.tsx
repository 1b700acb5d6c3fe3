import { App } from 'antd'
import { useParams } from 'react-router'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, Page, PrintPreview } from '../../kit/index.ts'

/** The entrance form or the death card as it will lie on the table. */
export default function SheetPage() {
  const { fileId = '', examId, cardId } = useParams()
  const { message } = App.useApp()
  const what = cardId ? 'deathCard' as const : 'entrance' as const
  const asked = { what, id: cardId ?? examId ?? '' }
  const preview = useCall('child.sheet.preview', asked)
  const print = useWrite('child.sheet.print')
  const pdf = useWrite('child.sheet.pdf')
  const save = useWrite('workstation.saveFile')
  const title = what === 'deathCard' ? t('child.deathCard.title', '5岁以下儿童死亡报告卡') : t('entrance.form', '儿童入园(所)健康检查表')
  async function toPrinter(printerName: string): Promise<void> {
    const answer = await print.run({ ...asked, printerName })
    if (answer?.outcome === 'sent') void message.success(t('referral.printed', '已送到打印机'))
    else if (answer?.outcome === 'failed') void message.error(t('failure.printFailed', '没有送到打印机,请检查打印机电源、纸张和连接后重试'))
  }
  async function toPdf(): Promise<void> {
    const made = await pdf.run(asked)
    const kept = made ? await save.run(made) : undefined
    if (kept) void message.success(t('referral.pdfSaved', '已保存到 {{path}}', { path: kept.path }))
  }
  return (
    <Page title={title} back={what === 'deathCard' ? `/children/${fileId}/death-card` : `/children/${fileId}/entrance/${asked.id}`}>
      <Loaded of={preview}>
        {({ html, issues }) => <PrintPreview form={what === 'deathCard' ? 'death-card' : 'entrance-form'} title={title} html={html} issues={issues} printing={print.busy} onPrint={printer => void toPrinter(printer)} onPdf={() => void toPdf()} />}
      </Loaded>
    </Page>
  )
}
