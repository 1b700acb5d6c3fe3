import { Alert, Tag } from 'antd'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CONTACT_WAY, FOLIC_ACID_STATE, FOLIC_ACID_STOP } from '../../../domain/code/fertility.ts'
import { folicAcid } from '../../../domain/modules/fertility/folic-acid.record.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Loaded, Page, type PageAction, Panel, percentText, RecordFacts } from '../../kit/index.ts'
import { TakerLine } from './TakerLine.tsx'
import './fertility.css'

type Opened = Output<'fertility.folicAcid.open'>
const ABOUT = ['registeredDay', 'takerGroup', 'isHighRisk', 'highRiskReason', 'doseMg', 'startDay', 'nextDay', 'endDay', 'stopReason', 'stopNote', 'note'] as const

/** One woman's folic acid: what she was handed, how often she takes it, on how many of the days. */
export default function FolicAcidPage() {
  const { courseId = '' } = useParams()
  const navigate = useNavigate()
  const mayWrite = useMay('women.write')
  const opened = useCall('fertility.folicAcid.open', { courseId }, { staleTimeMs: 30_000 })
  const to = (path: string): void => void navigate(`/folic-acid/${courseId}/${path}`)
  const isActive = opened.data?.course.state === 'active'
  const actions: PageAction[] = mayWrite ? [
    { key: 'edit', label: t('folicAcidScreen.edit', '修改叶酸登记'), shortcut: 'F2', run: () => to('edit') },
    ...(isActive ? [
      { key: 'issue', label: t('folicAcidScreen.newIssue', '发放叶酸'), shortcut: 'F6', run: () => to('issues/new') },
      { key: 'follow', label: t('folicAcidScreen.newFollowUp', '登记叶酸随访'), shortcut: 'F4', primary: true, run: () => to('follow-ups/new') },
    ] : []),
  ] : []
  return (
    <Page title={t('folicAcidScreen.course', '增补叶酸')} subtitle={opened.data?.course.number} back="/women?tab=folicAcid" actions={actions}>
      <Loaded of={opened}>
        {data => (
          <>
            <TakerLine woman={data.woman} pregnancyId={data.pregnancyId} />
            {isActive && data.course.nextDay && data.course.nextDay <= today() ? <Alert className="form-alert" type="warning" showIcon title={t('folicAcidScreen.due', '应于 {{day}} 随访,请联系本人', { day: data.course.nextDay })} /> : null}
            {data.course.startDay === null ? <Alert className="form-alert" type="info" showIcon title={t('folicAcidScreen.notStarted', '还没有开始服用:开始后请按 F2 填写开始服用日期')} /> : null}
            <Panel title={t('folicAcidScreen.registration', '登记')} extra={<Tag>{codeText(FOLIC_ACID_STATE, data.course.state)}</Tag>}><RecordFacts definition={folicAcid} row={data.course} names={ABOUT} /></Panel>
            <Panel title={t('folicAcidScreen.days', '服用天数')}><Days opened={data} /></Panel>
            <div className="fertility-two">
              <Panel title={t('folicAcidScreen.issues', '发放记录')}><Issues rows={data.issues} onOpen={id => to(`issues/${id}`)} /></Panel>
              <Panel title={t('folicAcidScreen.followUps', '随访记录')}><FollowUps rows={data.followUps} onOpen={id => to(`follow-ups/${id}`)} /></Panel>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** Whether it was enough is said once no more days can be added. */
function Days({ opened: { course, days, midPregnancyDay } }: { opened: Opened }) {
  return (
    <p className="fertility-days">
      <span>{t('folicAcidScreen.requiredDays', '应服 {{count}} 天', { count: days.required })}</span>
      <span>{t('folicAcidScreen.takenDays', '实服 {{count}} 天', { count: days.taken })}</span>
      <b>{percentText(days.percent)}</b>
      {course.state === 'ended' || (midPregnancyDay !== null && midPregnancyDay <= today()) ? <Tag color={days.isCompliant ? 'success' : 'warning'}>{days.isCompliant ? t('folicAcidScreen.compliant', '依从') : t('folicAcidScreen.notCompliant', '未达依从')}</Tag> : null}
      <span className="hint">{midPregnancyDay ? t('folicAcidScreen.mid', '{{day}} 进入孕中期', { day: midPregnancyDay }) : t('folicAcidScreen.notPregnant', '尚无妊娠记录,应服天数算到今天')}</span>
    </p>
  )
}

function Issues({ rows, onOpen }: { rows: Opened['issues']; onOpen(id: string): void }) {
  return (
    <DataTable<Opened['issues'][number]>
      rows={rows.toReversed()} rowKey="id" label={t('folicAcidScreen.issues', '发放记录')} onOpen={row => onOpen(row.id)} empty={t('folicAcidScreen.noIssues', '还没有发放,按 F6 登记')}
      columns={[
        { title: t('folicAcidScreen.issuedDay', '发放日期'), width: 110, render: (_, row) => row.issuedDay },
        { title: t('folicAcidScreen.bottleCount', '瓶数'), width: 70, render: (_, row) => row.bottles },
        { title: t('folicAcidScreen.receiver', '领取人'), render: (_, row) => row.receiver ?? t('folicAcidScreen.self', '本人') },
        { title: t('folicAcidScreen.issuer', '发放人'), width: 100, render: (_, row) => row.issuerName },
      ]}
    />
  )
}

function FollowUps({ rows, onOpen }: { rows: Opened['followUps']; onOpen(id: string): void }) {
  return (
    <DataTable<Opened['followUps'][number]>
      rows={rows.toReversed()} rowKey="id" label={t('folicAcidScreen.followUps', '随访记录')} onOpen={row => onOpen(row.id)} empty={t('folicAcidScreen.noFollowUps', '还没有随访,按 F4 登记')}
      columns={[
        { title: t('preconceptionScreen.followDay', '随访日期'), width: 110, render: (_, row) => row.followDay },
        { title: t('preconceptionScreen.way', '方式'), width: 70, render: (_, row) => codeText(CONTACT_WAY, row.way) },
        { title: t('folicAcidScreen.weekly', '每周次数'), width: 80, render: (_, row) => row.weeklyTimes },
        { title: t('folicAcidScreen.answer', '情况'), render: (_, row) => [row.isTaking ? t('folicAcidScreen.taking', '仍在服用') : t('folicAcidScreen.stopped', '{{day}} 停服:{{reason}}', { day: row.stopDay ?? '', reason: codeText(FOLIC_ACID_STOP, row.stopReason) }), row.adverse].filter(Boolean).join(' ') },
      ]}
    />
  )
}
