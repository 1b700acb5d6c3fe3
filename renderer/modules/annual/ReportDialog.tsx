import { annualReport } from '../../../domain/modules/annual/report.record.ts'
import { ANNUAL_KEYS } from '../../../domain/rule/annual-form.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Dialog, firstField, RecordForm, saveRecord, useRecordForm } from '../../kit/index.ts'

const nothing = Object.fromEntries(ANNUAL_KEYS.map(key => [key, 0]))

/** Another institution's form as it was reported, every column; the rules hold the formulas against it. */
export function ReportDialog({ id, year, onClose }: { id: string | null; year: number; onClose(): void }) {
  const stored = useCall('annual.report.get', { id: id ?? '' }, { enabled: id !== null })
  if (id !== null && !stored.data) return null
  return <ReportForm initial={stored.data ?? { ...nothing, year }} id={id ?? undefined} rev={stored.data?.rev} onClose={onClose} />
}

function ReportForm({ initial, id, rev, onClose }: { initial: Readonly<Record<string, unknown>>; id: string | undefined; rev: number | undefined; onClose(): void }) {
  const form = useRecordForm({ definition: annualReport, initial, id, rev, save: saveRecord(annualReport, id), saves: 'annual.report.save', onSaved: onClose, onCancel: onClose })
  return (
    <Dialog width={900} footer={null} keyboard={false} maskClosable={false} title={t('annual.reportTitle', '下属机构年度统计表')} onCancel={form.cancel} first={() => firstField(form.areaRef.current)}>
      <RecordForm form={form} columns={4} inDialog saveText={t('form.save', '保存')} />
    </Dialog>
  )
}
