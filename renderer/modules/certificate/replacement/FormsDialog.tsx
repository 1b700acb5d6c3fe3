import { App, Segmented } from 'antd'
import { useState } from 'react'
import type { ReplacementKind } from '../../../../domain/code/replacement.ts'
import { useCall, useWrite } from '../../../api/useCall.ts'
import { t } from '../../../app/i18n.ts'
import { Dialog, Loaded, PrintPreview } from '../../../kit/index.ts'
import { formText, type ReplacementForm } from './replacement-text.ts'

/** The papers of one application: looked at, printed, kept as PDF. */
export function FormsDialog({ id, kind, forms, onClose }: { id: string; kind: ReplacementKind; forms: readonly ReplacementForm[]; onClose(): void }) {
  const [what, setWhat] = useState<ReplacementForm>(forms[0] ?? 'application')
  return (
    <Dialog width={980} className="paper-dialog" title={formText(what, kind)} footer={null} onCancel={onClose}>
      {forms.length > 1 ? (
        <Segmented<ReplacementForm> aria-label={t('replace.forms', '表格')} value={what} onChange={setWhat} options={forms.map(form => ({ value: form, label: formText(form, kind) }))} />
      ) : null}
      <Paper key={what} id={id} what={what} title={formText(what, kind)} />
    </Dialog>
  )
}

function Paper({ id, what, title }: { id: string; what: ReplacementForm; title: string }) {
  const { message } = App.useApp()
  const preview = useCall('replacement.formPreview', { id, what })
  const print = useWrite('replacement.printForm')
  const pdf = useWrite('replacement.pdf')
  const save = useWrite('workstation.saveFile')
  async function toPrinter(printerName: string): Promise<void> {
    const answer = await print.run({ id, what, printerName })
    if (answer?.outcome === 'sent') void message.success(t('print.sent', '已送到打印机'))
    else if (answer?.outcome === 'failed') void message.error(t('failure.printFailed', '没有送到打印机,请检查打印机电源、纸张和连接后重试'))
  }
  async function toPdf(): Promise<void> {
    const made = await pdf.run({ id, what })
    if (!made) return
    const kept = await save.run(made)
    if (kept) void message.success(t('print.saved', '已保存到 {{path}}', { path: kept.path }))
  }
  return (
    <Loaded of={preview}>
      {({ html, issues }) => <PrintPreview form="registration-form" html={html} issues={issues} title={title} inDialog printing={print.busy} onPrint={printer => void toPrinter(printer)} onPdf={() => void toPdf()} />}
    </Loaded>
  )
}
