import type { PelvicHead } from '../../../domain/api/pelvic-head.ts'
import { t } from '../../app/i18n.ts'
import { Panel } from '../../kit/index.ts'
import { ReportList } from './ReportList.tsx'
import { ReportReader } from './ReportReader.tsx'

/** The reports of instruments of one woman. */
export default function ReportTab({ head }: { head: PelvicHead }) {
  return (
    <>
      {head.state === 'open' ? <ReportReader fileId={head.fileId} /> : null}
      <Panel><ReportList label={t('pelvicReport.title', '设备报告')} of={{ fileId: head.fileId }} /></Panel>
    </>
  )
}
