import { Segmented } from 'antd'
import { PELVIC_REPORT_STATE, type PelvicReportState } from '../../../domain/code/pelvic-care.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Panel, useAddressFilters } from '../../kit/index.ts'
import { ReportList } from './ReportList.tsx'
import { ReportReader } from './ReportReader.tsx'

/** Reports of instruments that wait for a therapist, and what became of the others. */
export default function ReportsTab() {
  const { params, change } = useAddressFilters()
  const state = PELVIC_REPORT_STATE.values.find(one => one === params.get('view')) ?? 'waiting'
  const label = t('pelvicReport.title', '设备报告')
  return (
    <>
      <ReportReader />
      <Panel>
        <div className="filters"><Segmented<PelvicReportState> aria-label={label} value={state} onChange={next => change({ view: next, offset: null })} options={PELVIC_REPORT_STATE.values.map(one => ({ value: one, label: codeText(PELVIC_REPORT_STATE, one) }))} /></div>
        <ReportList key={state} label={label} of={{ state }} />
      </Panel>
    </>
  )
}
