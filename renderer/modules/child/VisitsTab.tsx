import { Tag } from 'antd'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_CONTACT, CHILD_CONTACT_STATE, CHILD_CONTACT_TIMING, CHILD_CONTENT } from '../../../domain/code/child-check.ts'
import { CHILD_APPOINTMENT_STATE, CONTACT_ATTEMPT, GROWTH_LEVEL, NUTRITION_STATUS } from '../../../domain/code/child-file.ts'
import { CHILD_CANCEL_REASON } from '../../../domain/code/child-reminder.ts'
import { type CodeList, codesIn } from '../../../domain/field/code-list.ts'
import type { NutritionStatus } from '../../../domain/rule/growth/words.ts'
import type { Day } from '../../../domain/time/day.ts'
import { ageText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Panel } from '../../kit/index.ts'
import { dueDaysText } from './case-words.tsx'

type Opened = Output<'child.file.open'>
type Line = Opened['schedule'][number]
type Visit = Opened['visits'][number]

/** The 13 contacts as a strip, the visits made, who was called and booked. */
export function VisitsTab({ data }: { data: Opened }) {
  return (
    <>
      <Panel title={t('child.schedule', '13 次健康管理')}><Schedule fileId={data.file.id} lines={data.schedule} /></Panel>
      <Panel title={t('child.visits', '随访记录')}><Visits data={data} /></Panel>
      <div className="person-panels">
        <Panel title={t('child.appointments', '预约')}>
          <DataTable<Opened['appointments'][number]>
            rows={data.appointments} rowKey="id" label={t('child.appointments', '预约')} empty={t('child.noAppointments', '没有预约')}
            columns={[
              { title: t('child.appointment.day.label', '预约日期'), width: 110, render: (_, row) => `${row.day}` },
              { title: t('child.appointment.time.label', '预约时段'), width: 90, ellipsis: true, render: (_, row) => row.time ?? '—' },
              { title: t('child.appointment.contact.label', '随访时点'), render: (_, row) => row.contact ? codeText(CHILD_CONTACT, row.contact) : '—' },
              { title: t('child.appointment.state.label', '状态'), width: 90, render: (_, row) => codeText(CHILD_APPOINTMENT_STATE, row.state) },
            ]}
          />
        </Panel>
        <Panel title={t('child.attempts', '联系记录')}>
          <DataTable<Opened['attempts'][number]>
            rows={data.attempts} rowKey="id" label={t('child.attempts', '联系记录')} empty={t('child.noAttempts', '没有联系记录')}
            columns={[
              { title: t('child.attempt.day.label', '联系日期'), width: 110, render: (_, row) => row.day },
              { title: t('child.attempt.outcome.label', '联系结果'), width: 150, ellipsis: true, render: (_, row) => codeText(CONTACT_ATTEMPT, row.outcome) },
              { title: t('child.attempt.about.label', '事由'), ellipsis: true, render: (_, row) => row.about ?? '—' },
              { title: t('child.attempt.callerName.label', '联系人'), width: 84, ellipsis: true, render: (_, row) => row.callerName },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

const stateText = (line: Line): string => line.state === 'done'
  ? [line.doneDay?.slice(2), line.timing && line.timing !== 'onTime' ? codeText(CHILD_CONTACT_TIMING, line.timing) : ''].filter(Boolean).join(' ')
  : line.state === 'cancelled' && line.reason ? codeText(CHILD_CANCEL_REASON, line.reason) : codeText(CHILD_CONTACT_STATE, line.state)

/** The contacts as a strip of keys; below in words what is open, comes next or is booked: its time, its day, what it lacks. */
function Schedule({ fileId, lines }: { fileId: string; lines: readonly Line[] }) {
  const navigate = useNavigate()
  const mayWrite = useMay('child.write')
  const go = (line: Line): string | null => {
    const kind = line.contact === 'home' ? 'home-visits' : 'visits'
    if (line.visitId) return `/children/${fileId}/${kind}/${line.visitId}`
    return mayWrite && line.state !== 'notDue' && line.state !== 'cancelled' ? `/children/${fileId}/${kind}/new${line.contact === 'home' ? '' : `?contact=${line.contact}`}` : null
  }
  const next = lines.find(line => line.state === 'notDue')
  const told = lines.filter(line => line === next || line.appointmentDay !== null || line.state === 'due' || line.state === 'overdue' || (line.state === 'missed' && line.openContents.length > 0))
  return (
    <>
      <ol className="child-schedule">
        {lines.map(line => {
          const to = go(line)
          return (
            <li key={line.contact} className={`is-${line.state}`}>
              <button type="button" disabled={to === null} onClick={() => { if (to) void navigate(to) }}>
                <b>{line.contact === 'home' ? t('newbornVisit.short', '家庭访视') : codeText(CHILD_CONTACT, line.contact)}</b>
                <small>{stateText(line)}</small>
                {line.state === 'done' ? null : <small>{line.dueDay.slice(2)}</small>}
              </button>
            </li>
          )
        })}
      </ol>
      <ul className="child-schedule-words">
        {told.map(line => <li key={line.contact}><b>{codeText(CHILD_CONTACT, line.contact)}</b> {[dueDaysText({ ...line, openDay: line.dueDay }), ...(line.appointmentDay ? [t('child.bookedOn', '预约 {{day}}', { day: line.appointmentDay })] : []), ...(line.openContents.length > 0 ? [t('child.toDo', '要做:{{contents}}', { contents: line.openContents.map(one => codeText(CHILD_CONTENT, one)).join(t('replace.between', '、')) })] : [])].join(' · ')}</li>)}
      </ul>
    </>
  )
}

/** The statuses of WS/T 423 as tags, the most severe first. */
export function NutritionTags({ list }: { list: string | null }) {
  return <>{codesIn(list as CodeList<NutritionStatus> | null).map(status => <Tag key={status} color="error">{codeText(NUTRITION_STATUS, status)}</Tag>)}</>
}

type Row = { key: string; to: string; contact: string; day: string; age: string; visit: Visit | null; weightKg: number | null; doctorName: string; referral: string }

function Visits({ data }: { data: Opened }) {
  const navigate = useNavigate()
  const { birthDay } = data.head
  const rows: Row[] = [
    ...data.visits.map(visit => ({ key: visit.id, to: `visits/${visit.id}`, contact: visit.contact as string, day: visit.visitDay, age: ageText(birthDay, visit.visitDay as Day), visit, weightKg: visit.weightKg, doctorName: visit.doctorName, referral: visit.referral })),
    ...data.homeVisits.map(visit => ({ key: visit.id, to: `home-visits/${visit.id}`, contact: 'home', day: visit.visitDay as string, age: ageText(birthDay, visit.visitDay), visit: null, weightKg: visit.weightKg, doctorName: visit.doctorName, referral: visit.referral })),
  ].toSorted((a, b) => a.day < b.day ? 1 : -1)
  const graded = (value: number | null | undefined, unit: string, grade: string | null | undefined) => value === null || value === undefined ? '—' : <>{value} {unit} {grade ? <b className={grade === 'low' || grade === 'high' ? 'issue is-warn' : undefined}>{codeText(GROWTH_LEVEL, grade)}</b> : null}</>
  return (
    <DataTable<Row>
      rows={rows} rowKey="key" label={t('child.visits', '随访记录')} empty={t('child.noVisits', '还没有随访记录')} onOpen={row => void navigate(`/children/${data.file.id}/${row.to}`)}
      columns={[
        { title: t('child.visit.contact.label', '随访时点'), width: 128, render: (_, row) => codeText(CHILD_CONTACT, row.contact) },
        { title: t('child.visit.visitDay.label', '随访日期'), width: 104, render: (_, row) => row.day },
        { title: t('child.age', '年龄'), width: 84, render: (_, row) => row.age },
        { title: t('child.visit.weightKg.label', '体重'), width: 130, render: (_, row) => graded(row.weightKg, 'kg', row.visit?.weightGrade) },
        { title: t('child.visit.lengthCm.label', '身长(高)'), width: 130, render: (_, row) => graded(row.visit?.lengthCm, 'cm', row.visit?.lengthGrade) },
        { title: t('child.visit.headCm.label', '头围'), width: 112, render: (_, row) => row.visit?.headCm ? `${row.visit.headCm} cm` : '—' },
        { title: t('child.visit.haemoglobinGPerL.label', '血红蛋白'), width: 104, render: (_, row) => row.visit?.haemoglobinGPerL ?? '—' },
        { title: t('child.visit.nutrition.label', '营养状况'), render: (_, row) => row.visit?.nutrition ? <NutritionTags list={row.visit.nutrition} /> : '—' },
        { title: t('child.visit.referral.label', '转诊建议'), width: 84, render: (_, row) => row.referral === '2' ? <span className="issue is-warn">{t('child.referred', '转诊')}</span> : '—' },
        { title: t('child.visit.doctorName.label', '随访医生'), width: 96, ellipsis: true, render: (_, row) => row.doctorName },
      ]}
    />
  )
}
