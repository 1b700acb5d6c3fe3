import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { PELVIC_EVALUATION_VIEWS } from '../../../domain/api/pelvic-course-api.ts'
import { PELVIC_EVALUATION_REASON } from '../../../domain/code/pelvic-care.ts'
import { pelvicAttempt } from '../../../domain/modules/pelvic/session.record.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { callColumns, codeText, ContactDialog, DataTable, Loaded, PageActions, Panel, saveFile, useAddressFilters, whoColumns } from '../../kit/index.ts'
import './pelvic-course.css'
import './pelvic-file.css'

type Line = Output<'pelvic.evaluation.list'>['rows'][number]
type View = (typeof PELVIC_EVALUATION_VIEWS)[number]
const PAGE_ROWS = 20

/** Who is to be evaluated again: in the middle and at the end of a course, months after it, on an agreed day. */
export default function EvaluationTab() {
  const { params, offset, change } = useAddressFilters()
  const navigate = useNavigate()
  const [mayWrite, mayExport] = [useMay('pelvic.write'), useMay('export.list')]
  const [calling, setCalling] = useState<Line | null>(null)
  const view = PELVIC_EVALUATION_VIEWS.find(one => one === params.get('view')) ?? 'due'
  const list = useCall('pelvic.evaluation.list', { view, offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const exported = useWrite('pelvic.evaluation.export')
  const label = (one: View): string => one === 'due' ? t('pelvicEvaluation.all', '全部到期') : codeText(PELVIC_EVALUATION_REASON, one)
  const next = PELVIC_EVALUATION_VIEWS[(PELVIC_EVALUATION_VIEWS.indexOf(view) + 1) % PELVIC_EVALUATION_VIEWS.length] ?? 'due'
  async function exportList(): Promise<void> {
    const made = await exported.run({ view })
    if (made) await saveFile(made.fileName, made.base64)
  }
  return (
    <>
      <div className="pelvic-actions">
        <PageActions actions={[
          { key: 'next', label: t('women.nextList', '下一名单'), shortcut: 'F6', run: () => change({ view: next }) },
          ...(mayExport ? [{ key: 'phones', label: t('folicAcidScreen.phoneList', '电话名单 .xlsx'), shortcut: 'F9', busy: exported.busy, disabled: !list.data?.total, run: () => void exportList() }] : []),
        ]} />
      </div>
      <Panel>
        <Segmented<View> className="pelvic-choice" aria-label={t('pelvicEvaluation.lists', '复评与随访名单')} value={view} onChange={one => change({ view: one })} options={PELVIC_EVALUATION_VIEWS.map(one => ({ value: one, label: label(one) }))} />
        <p className="hint">{t('pelvicEvaluation.hint', '疗程中和疗程末的评估、疗程后 3、6、12 个月的随访(月数可在设置中修改)和约定的评估日;做了评估,或联系后拒绝、搬离的,不再列出。')}</p>
        <Loaded of={list}>
          {({ rows, total }) => (
            <DataTable<Line>
              rows={rows} rowKey="key" label={label(view)} loading={list.isPlaceholderData} onOpen={row => { if (mayWrite) setCalling(row); else void navigate(`/pelvic/${row.fileId}?tab=assessment`) }} mark={row => row.isOverdue ? 'bad' : undefined}
              paging={{ total, offset, limit: PAGE_ROWS, onChange: to => change({ offset: to ? String(to) : null }) }} empty={t('pelvicEvaluation.none', '没有到期的复评和随访')}
              columns={[
                { title: t('pelvic.file.number.label', '档案编号'), width: 124, render: (_, row) => <span className="number">{row.number ?? '—'}</span> },
                ...whoColumns<Line>(),
                { title: t('pelvicEvaluation.reason', '事由'), width: 130, render: (_, row) => codeText(PELVIC_EVALUATION_REASON, row.reason) },
                { title: t('pelvicEvaluation.due', '应评日期'), width: 104, render: (_, row) => row.dueDay },
                { title: t('pelvicMissed.progress', '已做/计划'), width: 90, render: (_, row) => row.done === null ? '—' : `${row.done}/${row.planned ?? '—'}` },
                ...callColumns<Line>(),
              ]}
            />
          )}
        </Loaded>
      </Panel>
      {calling ? <CallDialog line={calling} onClose={() => setCalling(null)} /> : null}
    </>
  )
}

function CallDialog({ line, onClose }: { line: Line; onClose(): void }) {
  const navigate = useNavigate()
  const of = useMemo(() => ({ womanId: line.womanId, fileId: line.fileId }), [line.womanId, line.fileId])
  return (
    <ContactDialog definition={pelvicAttempt} of={of} title={t('women.callTitle', '联系 {{name}}', { name: line.name ?? '' })} about={line.reason === 'followUp' ? 'followUp' : 'evaluation'} phone={line.phone} onSaved={onClose} onClose={onClose} next={{ label: t('pelvicEvaluation.came', '她已前来,登记评估'), keepsCall: false, run: () => void navigate(`/pelvic/${line.fileId}/assessments/new`) }} />
  )
}
