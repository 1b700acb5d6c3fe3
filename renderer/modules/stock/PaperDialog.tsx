import { App } from 'antd'
import { useState } from 'react'
import type { Input } from '../../../domain/api/api.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Dialog, Loaded, PrintPreview, saveFile } from '../../kit/index.ts'

export type Paper = Input<'stock.paperPreview'>

/** A paper of the stock: look, print, save as PDF. */
export function PaperDialog({ paper, title, onClose }: { paper: Paper; title: string; onClose(): void }) {
  const { message } = App.useApp()
  const [saving, setSaving] = useState(false)
  const preview = useCall('stock.paperPreview', paper)
  const print = useWrite('stock.printPaper')
  async function savePdf(): Promise<void> {
    if (saving) return
    setSaving(true)
    try {
      const { fileName, base64 } = await call('stock.paperPdf', paper)
      const saved = await saveFile(fileName, base64)
      if (saved) void message.success(t('print.saved', '已保存到 {{path}}', { path: saved }))
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    } finally {
      setSaving(false)
    }
  }
  return (
    <Dialog width={980} className="paper-dialog" title={title} footer={null} onCancel={onClose}>
      <Loaded of={preview}>
        {({ html, issues }) => (
          <PrintPreview
            form="stock-paper" html={html} issues={issues} title={title} inDialog printing={print.busy} startZoom={0.67} onPdf={() => void savePdf()}
            onPrint={printerName => void print.run({ ...paper, printerName }).then(answer => {
              if (answer?.outcome === 'sent') void message.success(t('print.sent', '已送到打印机'))
              else if (answer?.outcome === 'failed') void message.error(t('failure.printFailed', '没有送到打印机,请检查打印机电源、纸张和连接后重试'))
            })}
          />
        )}
      </Loaded>
    </Dialog>
  )
}
