import { App } from 'antd'
import { useState } from 'react'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Dialog, Loaded, PrintPreview, saveFile } from '../../kit/index.ts'

/** The 首次签发登记表 on paper: look, print, save as PDF. */
export function FormPreview({ registrationId, onClose }: { registrationId: string; onClose(): void }) {
  const { message } = App.useApp()
  const preview = useCall('certificate.formPreview', { registrationId })
  const print = useWrite('certificate.printForm')
  const savePdf = usePdf(registrationId)
  return (
    <Dialog width={980} className="paper-dialog" title={t('registration.title', '首次签发登记表')} footer={null} onCancel={onClose}>
      <Loaded of={preview}>
        {({ html, issues }) => (
          <PrintPreview
            form="registration-form" html={html} issues={issues} title={t('registration.title', '首次签发登记表')} inDialog printing={print.busy}
            onPdf={() => void savePdf('registrationForm')}
            onPrint={printerName => void print.run({ what: 'registrationForm', registrationId, printerName }).then(answer => {
              if (answer?.outcome === 'sent') void message.success(t('print.sent', '已送到打印机'))
              else if (answer?.outcome === 'failed') void message.error(t('failure.printFailed', '没有送到打印机,请检查打印机电源、纸张和连接后重试'))
            })}
          />
        )}
      </Loaded>
    </Dialog>
  )
}

/** Saves one of the forms around the certificate as a PDF file. */
export function usePdf(registrationId: string): (what: 'archive' | 'registrationForm') => Promise<void> {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  return async what => {
    if (busy) return
    setBusy(true)
    try {
      const { fileName, base64 } = await call('certificate.pdf', { what, registrationId })
      const saved = await saveFile(fileName, base64)
      if (saved) void message.success(t('print.saved', '已保存到 {{path}}', { path: saved }))
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    } finally {
      setBusy(false)
    }
  }
}
