import { App, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { PELVIC_MISSED_VIEWS } from '../../../domain/api/pelvic-course-api.ts'
import { PELVIC_SESSION_STATE } from '../../../domain/code/pelvic.ts'
import { pelvicAttempt } from '../../../domain/modules/pelvic/session.record.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { countText, minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { callColumns, codeText, ContactDialog, DataTable, Loaded, PageActions, Panel, saveFile, useAddressFilters, whoColumns } from '../../kit/index.ts'
import './pelvic-course.css'
import './pelvic-file.css'

type Line = Output<'pelvic.session.list'>['rows'][number]
type View = (typeof PELVIC_MISSED_VIEWS)[number]
const PAGE_ROWS = 20
const MOST_AT_ONCE = 500

/** Past appointments nobody answered, proposed as missed; and the missed ones, to be phoned. */
export default function MissedTab() {
  const navigate = useNavigate()
  const { modal, message } = App.useApp()
  const { params, offset, change } = useAddressFilters()
  const [mayWrite, mayExport] = [useMay('pelvic.write'), useMay('export.list')]
  const [calling, setCalling] = useState<Line | null>(null)
  const view = PELVIC_MISSED_VIEWS.find(one => one === params.get('view')) ?? 'unanswered'
  const list = useCall('pelvic.session.list', { view, offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const counts: Readonly<Record<View, number | undefined>> = { unanswered: useCall('pelvic.session.list', { view: 'unanswered', offset: 0, limit: 1 }).data?.total, missed: useCall('pelvic.session.list', { view: 'missed', offset: 0, limit: 1 }).data?.total }
  const labels: Readonly<Record<View, string>> = { unanswered: t('pelvicMissed.unanswered', '过期未登记'), missed: t('pelvicMissed.missed', '爽约待联系') }
  const exported = useWrite('pelvic.session.export')
  const miss = useWrite('pelvic.session.miss')
  async function exportList(): Promise<void> {
    const made = await exported.run({ view })
    if (made) await saveFile(made.fileName, made.base64)
  }
  /** Everybody who had an appointment and was not even seen; who came is answered one by one. */
  async function missAll(): Promise<void> {
    try {
      const { rows } = await call('pelvic.session.list', { view: 'unanswered', offset: 0, limit: MOST_AT_ONCE })
      const sessions = rows.filter(({ state }) => state === 'booked').map(({ id, rev }) => ({ id, rev }))
      if (sessions.length === 0) { void message.info(t('pelvicMissed.nothing', '没有可以记为爽约的预约;已签到或治疗中的请逐一打开登记')); return }
      if (!await modal.confirm({ title: t('pelvicMissed.allTitle', '把 {{count}} 次预约记为爽约?', { count: sessions.length }), content: t('pelvicMissed.allText', '都是过去日期、状态仍为“已预约”的;其中来过的请先逐一打开补登。') })) return
      const done = await miss.run({ sessions })
      if (done) void message.success(t('pelvicMissed.done', '已记 {{count}} 次爽约', { count: done.missed }))
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  const open = (row: Line): void => { if (view === 'missed' && mayWrite) setCalling(row); else void navigate(`/pelvic/${row.fileId}/sessions/${row.id}`) }
  return (
    <>
      <div className="pelvic-actions">
        <PageActions actions={[
          { key: 'next', label: t('women.nextList', '下一名单'), shortcut: 'F6', run: () => change({ view: view === 'missed' ? 'unanswered' : 'missed' }) },
          ...(mayExport ? [{ key: 'phones', label: t('folicAcidScreen.phoneList', '电话名单 .xlsx'), shortcut: 'F9', busy: exported.busy, disabled: !list.data?.total, run: () => void exportList() }] : []),
          ...(mayWrite && view === 'unanswered' ? [{ key: 'miss', label: t('pelvicMissed.all', '全部记为爽约'), shortcut: 'F8', busy: miss.busy, disabled: !list.data?.total, run: () => void missAll() }] : []),
        ]} />
      </div>
      <Panel>
        <Segmented<View> className="pelvic-choice" aria-label={t('pelvicMissed.lists', '爽约名单')} value={view} onChange={one => change({ view: one })} options={PELVIC_MISSED_VIEWS.map(one => ({ value: one, label: counts[one] === undefined ? labels[one] : `${labels[one]} ${countText(counts[one])}` }))} />
        <p className="hint">{view === 'unanswered' ? t('pelvicMissed.unansweredHint', '预约日期已过,没有登记来没来;来过的按 Enter 打开补登,其余按 F8 一并记为爽约。') : t('pelvicMissed.missedHint', '爽约后没有再约、也没有再来的;Enter 登记联系,联系时可直接再约一次。')}</p>
        <Loaded of={list}>
          {({ rows, total }) => (
            <DataTable<Line>
              rows={rows} rowKey="id" label={labels[view]} loading={list.isPlaceholderData} onOpen={open} mark={row => row.isOverdue ? 'bad' : undefined}
              paging={{ total, offset, limit: PAGE_ROWS, onChange: to => change({ offset: to ? String(to) : null }) }} empty={view === 'missed' ? t('pelvicMissed.none', '没有需要联系的爽约') : t('pelvicMissed.noneUnanswered', '过去的预约都已登记')}
              columns={[
                { title: t('pelvic.file.number.label', '档案编号'), width: 124, render: (_, row) => <span className="number">{row.number ?? '—'}</span> },
                ...whoColumns<Line>(),
                { title: t('pelvic.session.plannedAt.label', '预约时间'), width: 140, render: (_, row) => minuteText(row.plannedAt) },
                { title: t('pelvicMissed.progress', '已做/计划'), width: 90, render: (_, row) => `${row.done}/${row.planned}` },
                view === 'missed' ? { title: t('pelvicMissed.callBy', '应联系至'), width: 104, render: (_, row) => row.callBy } : { title: t('pelvic.session.state.label', '状态'), width: 80, render: (_, row) => codeText(PELVIC_SESSION_STATE, row.state) },
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
  const of = useMemo(() => ({ womanId: line.womanId, fileId: line.fileId, sessionId: line.id }), [line.womanId, line.fileId, line.id])
  return (
    <ContactDialog definition={pelvicAttempt} of={of} title={t('women.callTitle', '联系 {{name}}', { name: line.name ?? '' })} about="missed" phone={line.phone} onSaved={onClose} onClose={onClose} next={{ label: t('pelvicMissed.again', '再约一次'), keepsCall: true, run: () => void navigate(`/pelvic/${line.fileId}/sessions/new?course=${line.courseId}`) }} />
  )
}
