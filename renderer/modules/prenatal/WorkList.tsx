import { Button, Checkbox, Space, type TableProps, Tag } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { PRENATAL_SAMPLE_STATE, RECALL_STEP } from '../../../domain/code/prenatal.ts'
import { PRENATAL_LIST, PRENATAL_TEST, type PrenatalList, RECALL_KIND } from '../../../domain/code/prenatal-record.ts'
import { useCall } from '../../api/useCall.ts'
import { ageText } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, gestationColumn, Loaded, StateTag, useShortcut } from '../../kit/index.ts'
import { OpenHandovers } from './OpenHandovers.tsx'
import { SendDialog } from './SendDialog.tsx'
import { tabOf, testsText } from './screening.ts'

type Line = Output<'prenatal.list'>['rows'][number]
const PAGE_ROWS = 20

/** Where a line of a list is worked on. */
function placeOf(list: PrenatalList, row: Line, mayWrite: boolean): string {
  const { pregnancyId, sampleId, recallId } = row
  if (list === 'unmatched' || pregnancyId === null) return '/prenatal/files'
  const of = `/prenatal/${pregnancyId}`
  // Her tube waits for the consent, too: what is to be done here is the signature.
  if (list === 'consent' && mayWrite) {
    const kind = row.tests.map(test => PRENATAL_TEST.entry(test).consent).find(one => one !== null)
    return `${of}/consents/new${kind ? `?kind=${kind}` : ''}`
  }
  if (sampleId) return `${of}/samples/${sampleId}`
  if (recallId) return `${of}/recalls/${recallId}`
  if (!mayWrite) return tabOf(pregnancyId)
  switch (list) {
    case 'closing': return `${of}/requests/new`
    case 'outcome': return `${of}/outcome`
    default: return tabOf(pregnancyId)
  }
}

type Column = 'name' | 'age' | 'weeks' | 'tests' | 'tube' | 'since' | 'due' | 'left' | 'why' | 'step' | 'contact' | 'phone' | 'township'
const COLUMNS: Readonly<Record<PrenatalList, readonly Column[]>> = {
  consent: ['name', 'age', 'weeks', 'tests', 'since', 'due', 'left', 'phone', 'township'], draw: ['name', 'age', 'weeks', 'tests', 'due', 'left', 'phone', 'township'], closing: ['name', 'age', 'weeks', 'tests', 'due', 'left', 'phone', 'township'],
  send: ['name', 'weeks', 'tests', 'tube', 'since', 'due'], transit: ['name', 'weeks', 'tests', 'tube', 'since', 'due', 'left'], rejected: ['name', 'weeks', 'tests', 'tube', 'why', 'since', 'phone'], report: ['name', 'weeks', 'tests', 'tube', 'since', 'due', 'left'], unmatched: ['name', 'weeks', 'tests', 'why', 'since'], issue: ['name', 'weeks', 'tests', 'tube', 'since', 'phone'],
  recall: ['name', 'weeks', 'step', 'why', 'due', 'left', 'contact', 'phone'], couple: ['name', 'weeks', 'tests', 'step', 'due', 'left', 'contact', 'phone'], diagnosis: ['name', 'weeks', 'step', 'why', 'due', 'left', 'contact', 'phone'], outcome: ['name', 'weeks', 'why', 'due', 'left', 'contact', 'phone', 'township'],
}

/** One list of the clinic, the most urgent first; Enter opens what is to be done. Tubes to send are ticked for one hand-over. */
export function WorkList({ list, offset, onPage }: { list: PrenatalList; offset: number; onPage(offset: number): void }) {
  const navigate = useNavigate()
  const mayWrite = useMay('prenatal.write')
  const [chosen, setChosen] = useState<ReadonlyMap<string, number>>(new Map())
  const [isSending, setSending] = useState(false)
  const found = useCall('prenatal.list', { list, offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const isSend = list === 'send' && mayWrite
  const rows = found.data?.rows ?? []
  const toggle = (row: Line, isOn: boolean): void => setChosen(before => { const next = new Map(before); if (isOn && row.sampleId && row.rev !== null) next.set(row.sampleId, row.rev); else if (row.sampleId) next.delete(row.sampleId); return next })
  const all = rows.length > 0 && rows.every(row => row.sampleId !== null && chosen.has(row.sampleId))
  const toggleAll = (): void => { for (const row of rows) toggle(row, !all) }
  useShortcut(['F8'], toggleAll, { enabled: isSend })
  useShortcut(['F4'], () => setSending(true), { enabled: isSend && chosen.size > 0 })
  return (
    <>
      {list === 'transit' ? <OpenHandovers /> : null}
      {isSend ? (
        <Space wrap className="prenatal-views">
          <Checkbox checked={all} indeterminate={!all && chosen.size > 0} onChange={toggleAll}>{t('prenatalScreen.chooseAll', '本页全选')} <kbd>F8</kbd></Checkbox>
          <Button type="primary" disabled={chosen.size === 0} onClick={() => setSending(true)}>{t('prenatalScreen.send', '送检所选 {{count}} 管', { count: chosen.size })} <kbd>F4</kbd></Button>
        </Space>
      ) : null}
      <Loaded of={found}>
        {({ total }) => (
          <DataTable<Line>
            rows={rows} rowKey="id" label={codeText(PRENATAL_LIST, list)} loading={found.isPlaceholderData} onOpen={row => void navigate(placeOf(list, row, mayWrite))} mark={row => row.isOverdue || row.isUrgent ? 'bad' : undefined}
            paging={{ total, offset, limit: PAGE_ROWS, onChange: onPage }} empty={t('prenatalScreen.nobody', '这个清单是空的')}
            columns={[
              ...(isSend ? [{ title: '', width: 40, render: (_: unknown, row: Line) => <Checkbox aria-label={t('prenatalScreen.choose', '选择 {{barcode}}', { barcode: row.barcode ?? row.name ?? '' })} checked={row.sampleId !== null && chosen.has(row.sampleId)} onChange={event => toggle(row, event.target.checked)} /> }] : []),
              ...COLUMNS[list].map(column => columnOf(column)),
            ]}
          />
        )}
      </Loaded>
      {isSending ? <SendDialog samples={[...chosen].map(([id, rev]) => ({ id, rev }))} onClose={handoverId => { setSending(false); if (handoverId) void navigate(`/prenatal/handovers/${handoverId}`) }} /> : null}
    </>
  )
}

function columnOf(column: Column) {
  const COLUMN: Readonly<Record<Column, NonNullable<TableProps<Line>['columns']>[number]>> = {
    name: { title: t('person.name.label', '姓名'), width: 180, ellipsis: true, render: (_, row) => <span className="person-name" title={row.name ?? ''}>{row.name ?? '—'}</span> },
    age: { title: t('child.age', '年龄'), width: 66, render: (_, row) => ageText(row.birthDay) },
    weeks: gestationColumn<Line>(),
    tests: { title: t('prenatal.request.tests.label', '筛查项目'), ellipsis: true, render: (_, row) => { const text = testsText(row.tests); return <span title={text}>{text || '—'}</span> } },
    tube: { title: t('prenatal.sample.barcode.label', '样本条形码'), width: 210, render: (_, row) => <><span className="number">{row.barcode ?? '—'}</span> {row.sampleState ? <StateTag table={PRENATAL_SAMPLE_STATE} state={row.sampleState} /> : null}</> },
    since: { title: t('prenatalScreen.since', '自'), width: 104, render: (_, row) => row.sinceDay ?? '—' },
    due: { title: t('prenatalScreen.due', '最迟'), width: 116, render: (_, row) => row.dueDay ? <>{row.dueDay}{row.isEstimated ? t('prenatalScreen.estimatedShort', '(估算)') : ''}</> : '—' },
    left: { title: t('prenatalScreen.left', '剩余'), width: 104, render: (_, row) => <Left row={row} /> },
    why: { title: t('prenatalScreen.why', '原因'), ellipsis: true, render: (_, row) => { const text = row.why ? messageText(row.why) : row.recallKind ? codeText(RECALL_KIND, row.recallKind) : '—'; return <span title={text}>{text}</span> } },
    step: { title: t('prenatalScreen.nextStep', '下一步'), width: 150, render: (_, row) => <>{row.recallStep ? codeText(RECALL_STEP, row.recallStep) : row.recallKind ? codeText(RECALL_KIND, row.recallKind) : '—'}{row.isUrgent ? <Tag color="error" className="prenatal-urgent">{t('prenatalScreen.urgent', '紧急')}</Tag> : null}</> },
    contact: { title: t('child.lastAttempt', '最近联系'), width: 130, render: (_, row) => row.lastAttemptDay ? t('prenatalScreen.lastAttempt', '{{day}} 共 {{count}} 次', { day: row.lastAttemptDay.slice(5), count: row.attempts ?? 0 }) : '—' },
    phone: { title: t('person.phone.label', '联系电话'), width: 124, render: (_, row) => <span className="number">{row.phone ?? '—'}</span> },
    township: { title: t('child.region', '现住乡镇'), width: 110, ellipsis: true, render: (_, row) => <span title={row.township}>{row.township || '—'}</span> },
  }
  return COLUMN[column]
}

/** Days left until the last one, or how long it has passed. */
function Left({ row }: { row: Line }) {
  if (row.daysLeft === null) return <>—</>
  return row.daysLeft < 0 ? <span className="issue is-block">{t('prenatalScreen.daysOver', '已超 {{days}} 天', { days: -row.daysLeft })}</span> : <>{t('prenatalScreen.daysLeft', '{{days}} 天', { days: row.daysLeft })}</>
}
