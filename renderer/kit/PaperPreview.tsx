import { App } from 'antd'
import type { Input, Name, Output } from '../../domain/api/api.ts'
import { useCall, useWrite } from '../api/useCall.ts'
import { t } from '../app/i18n.ts'
import { Loaded } from './Page.tsx'
import { PrintPreview, type PrintPreviewProps } from './PrintPreview.tsx'

/** The papers whose calls are `….preview`, `….pdf` and `….print`, all of one input. */
export type PaperName = { [N in Name]: N extends `${infer P}.preview` ? `${P}.pdf` extends Name ? `${P}.print` extends Name ? Input<`${P}.print` & Name> extends Input<N> & { printerName: string } ? P : never : never : never : never }[Name]
/** Every paper answers alike: what one of them has, all have. */
type OnePaper = 'referral'

/** A paper as it will lie on the table: looked at, printed or kept as PDF, always the same one. */
export function PaperPreview<P extends PaperName>({ paper, input, ...shown }: { paper: P; input: Input<`${P}.preview` & Name> } & Pick<PrintPreviewProps, 'form' | 'title' | 'startZoom'>) {
  const { message } = App.useApp()
  const preview = useCall(`${paper}.preview` as `${OnePaper}.preview`, input as Input<'referral.preview'>)
  const print = useWrite(`${paper}.print` as `${OnePaper}.print`)
  const pdf = useWrite(`${paper}.pdf` as `${OnePaper}.pdf`)
  const save = useWrite('workstation.saveFile')
  async function toPrinter(printerName: string): Promise<void> {
    const answer: Output<'referral.print'> | null | undefined = await print.run({ ...input as Input<'referral.preview'>, printerName })
    if (answer?.outcome === 'sent') void message.success(t('referral.printed', '已送到打印机'))
    else if (answer?.outcome === 'failed') void message.error(t('failure.printFailed', '没有送到打印机,请检查打印机电源、纸张和连接后重试'))
  }
  async function toPdf(): Promise<void> {
    const made = await pdf.run(input as Input<'referral.pdf'>)
    const kept = made ? await save.run(made) : null
    if (kept) void message.success(t('referral.pdfSaved', '已保存到 {{path}}', { path: kept.path }))
  }
  return <Loaded of={preview}>{({ html, issues }) => <PrintPreview {...shown} html={html} issues={issues} printing={print.busy} onPrint={printer => void toPrinter(printer)} onPdf={() => void toPdf()} />}</Loaded>
}
