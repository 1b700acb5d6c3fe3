import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { PregnancyHead } from '../../../domain/api/pregnancy-head.ts'
import { CONTACT_ATTEMPT } from '../../../domain/code/child-file.ts'
import { ANTENATAL_VISIT } from '../../../domain/code/maternal-care.ts'
import { FETAL_POSITION, MATERNAL_FINDING, URINE_RESULT } from '../../../domain/code/maternal-visit.ts'
import type { StoredMaternalVisit } from '../../../domain/modules/maternal/visit.record.ts'
import { useCall } from '../../api/useCall.ts'
import { gestationText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Loaded, Panel, useShortcut } from '../../kit/index.ts'
import { CallDialog } from './CallDialog.tsx'
import { Redatings } from './EditPage.tsx'
import { fixedText, followUpText, type MaternalFile, pressureText, visitStateText } from './maternal-text.ts'
import './maternal.css'

/** The five visits as a strip, every visit made, what the expected day was changed from, who was called. F4 is the next visit. */
export default function AntenatalTab({ head }: { head: PregnancyHead }) {
  const file = useCall('maternal.file', { pregnancyId: head.pregnancyId }, { staleTimeMs: 30_000 })
  return <Loaded of={file}>{data => <Antenatal data={data} />}</Loaded>
}

function Antenatal({ data }: { data: MaternalFile }) {
  const navigate = useNavigate()
  const mayWrite = useMay('maternal.write')
  const [isCalling, setCalling] = useState(false)
  const { head, first } = data
  const to = (path: string): void => void navigate(`/pregnancies/${head.pregnancyId}/${path}`)
  const isOpen = mayWrite && head.state === 'pregnant'
  const next = (): void => to(first ? 'visits/new' : 'first/new')
  useShortcut(['F4'], next, { enabled: isOpen })
  return (
    <>
      <Panel
        title={t('maternalCare.schedule', '五次产前检查')}
        extra={isOpen ? <Button type="primary" onClick={next}>{first ? t('maternalCare.nextVisit', '登记产检') : t('maternalCare.firstVisit', '登记第1次产前检查')} <kbd>F4</kbd></Button> : null}
      >
        {data.schedule.length === 0 ? <p className="hint">{t('maternalCare.undated', '预产期未定,不能推算产检时间;请按 F8 填写末次月经或超声孕周')}</p> : <Schedule data={data} isOpen={isOpen} onOpen={to} />}
      </Panel>
      <Panel title={t('maternalCare.visits', '产检记录')}><Visits data={data} onOpen={to} /></Panel>
      <div className="maternal-two is-wide-first">
        <Panel title={t('booking.redatings', '预产期更正记录')}><Redatings rows={data.redatings} /></Panel>
        <Panel title={t('child.attempts', '联系记录')} extra={mayWrite ? <Button size="small" onClick={() => setCalling(true)}>{t('child.callButton', '联系')}</Button> : null}>
          <DataTable<MaternalFile['attempts'][number]>
            rows={data.attempts.toReversed()} rowKey="id" label={t('child.attempts', '联系记录')} empty={t('child.noAttempts', '没有联系记录')}
            columns={[
              { title: t('maternal.attempt.day.label', '联系日期'), width: 104, render: (_, row) => row.day },
              { title: t('maternal.attempt.outcome.label', '联系结果'), width: 140, ellipsis: true, render: (_, row) => codeText(CONTACT_ATTEMPT, row.outcome) },
              { title: t('maternal.attempt.about.label', '事由'), ellipsis: true, render: (_, row) => row.about ?? '—' },
              { title: t('maternal.attempt.callerName.label', '联系人'), width: 84, ellipsis: true, render: (_, row) => row.callerName },
            ]}
          />
        </Panel>
      </div>
      {isCalling ? <CallDialog pregnancyId={head.pregnancyId} name={head.name} phone={head.phone} about={t('maternalCare.tab.visits', '产检')} onClose={() => setCalling(false)} /> : null}
    </>
  )
}

/** The windows as a strip of keys; a visit that was made is opened, one that is due is begun. */
function Schedule({ data: { schedule }, isOpen, onOpen }: { data: MaternalFile; isOpen: boolean; onOpen(path: string): void }) {
  return (
    <ol className="child-schedule maternal-schedule">
      {schedule.map(line => {
        const kind = line.visit === '1' ? 'first' : 'visits'
        const path = line.recordId ? `${kind}/${line.recordId}` : isOpen && line.state !== 'ahead' ? line.visit === '1' ? 'first/new' : `visits/new?visit=${line.visit}` : null
        return (
          <li key={line.visit} className={`is-${line.state}`}>
            <button type="button" disabled={path === null} onClick={() => { if (path) onOpen(path) }}>
              <b>{codeText(ANTENATAL_VISIT, line.visit)}</b>
              <small>{line.first} ~ {line.last}</small>
              <small>{line.doneDay ? `${visitStateText('done')} ${line.doneDay}` : visitStateText(line.state)}</small>
            </button>
          </li>
        )
      })}
    </ol>
  )
}

type Line = { readonly path: string; readonly name: string; readonly row: Pick<StoredMaternalVisit, 'id' | 'visitDay' | 'gestationDays' | 'weightKg' | 'systolicMmHg' | 'diastolicMmHg' | 'haemoglobinGPerL' | 'urineProtein' | 'assessment' | 'doctorName'> & Partial<Pick<StoredMaternalVisit, 'fundalHeightCm' | 'abdomenCm' | 'fetalPosition' | 'fetalHeartPerMinute'>> }

function Visits({ data: { first, visits }, onOpen }: { data: MaternalFile; onOpen(path: string): void }) {
  const lines: Line[] = [
    ...first ? [{ path: `first/${first.id}`, name: codeText(ANTENATAL_VISIT, '1'), row: first }] : [],
    ...visits.map(row => ({ path: `visits/${row.id}`, name: followUpText(row.visitNumber), row })),
  ].toSorted((one, other) => other.row.visitDay.localeCompare(one.row.visitDay))
  return (
    <DataTable<Line>
      rows={lines} rowKey="path" label={t('maternalCare.visits', '产检记录')} empty={t('maternalCare.noVisits', '还没有产检记录,按 F4 登记')} onOpen={line => onOpen(line.path)} mark={({ row }) => row.assessment === '2' ? 'warn' : undefined}
      columns={[
        { title: t('maternal.visit.visitNumber.label', '次别'), width: 118, ellipsis: true, render: (_, line) => line.name },
        { title: t('maternalCare.visitDay', '检查日期'), width: 100, render: (_, { row }) => row.visitDay },
        { title: t('maternalCare.weeks', '孕周'), width: 78, render: (_, { row }) => gestationText(row.gestationDays) || '—' },
        { title: t('maternalCare.weight', '体重 kg'), width: 68, render: (_, { row }) => fixedText(row.weightKg, 1) },
        { title: t('maternalCare.pressure', '血压 mmHg'), width: 84, render: (_, { row }) => pressureText(row) },
        { title: t('maternalCare.fundal', '宫高 cm'), width: 66, render: (_, { row }) => fixedText(row.fundalHeightCm ?? null, 1) },
        { title: t('maternalCare.abdomen', '腹围 cm'), width: 66, render: (_, { row }) => fixedText(row.abdomenCm ?? null, 1) },
        { title: t('maternal.visit.fetalPosition.label', '胎位'), width: 112, ellipsis: true, render: (_, { row }) => row.fetalPosition ? codeText(FETAL_POSITION, row.fetalPosition) : '—' },
        { title: t('maternalCare.heart', '胎心'), width: 54, render: (_, { row }) => row.fetalHeartPerMinute ?? '—' },
        { title: t('maternalCare.haemoglobin', '血红蛋白'), width: 78, render: (_, { row }) => row.haemoglobinGPerL ?? '—' },
        { title: t('maternalCare.urineProtein', '尿蛋白'), width: 66, render: (_, { row }) => row.urineProtein ? codeText(URINE_RESULT, row.urineProtein) : '—' },
        { title: t('maternal.visit.assessment.label', '分类'), render: (_, { row }) => row.assessment ? codeText(MATERNAL_FINDING, row.assessment) : '—' },
        { title: t('maternalCare.doctor', '医生'), width: 84, ellipsis: true, render: (_, { row }) => row.doctorName },
      ]}
    />
  )
}
