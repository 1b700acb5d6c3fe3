import { Alert, Button, Space } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { AUTISM_EFFECT, AUTISM_SCALE, FIRST_SCREENING_RESULT, INTERVENTION_PLACE, SIGN_ANSWER } from '../../../../domain/code/child-autism.ts'
import { CHILD_CONTACT } from '../../../../domain/code/child-check.ts'
import { WARNING_SIGN } from '../../../../domain/code/child-warning-sign.ts'
import { childAutismStep } from '../../../../domain/modules/child/autism.record.ts'
import { emptyRow } from '../../../../domain/record/derive/schema.ts'
import { useCall, useWrite } from '../../../api/useCall.ts'
import { t } from '../../../app/i18n.ts'
import { useMay, useUser } from '../../../app/session.ts'
import { AttemptDialog, codeText, DataTable, Loaded, Panel, personName, useShortcut } from '../../../kit/index.ts'
import type { ChildHead } from '../tabs.tsx'
import { CoursePanel } from './CoursePanel.tsx'
import { type Development, monthsText, pointsText, resultText, scaleName } from './texts.ts'
import './development.css'

/** Signs of every age in three states, tests with their class, and where the child stands in the autism chain. */
export default function DevelopmentTab({ fileId, head }: { fileId: string; head: ChildHead }) {
  const opened = useCall('child.development.open', { fileId })
  const [calling, setCalling] = useState(false)
  return (
    <Loaded of={opened}>
      {data => (
        <>
          <Proposal fileId={fileId} data={data} />
          <CoursePanel fileId={fileId} data={data} onCall={() => setCalling(true)} />
          <Panel title={t('childDevelopment.signs', '预警征象(初筛)')}><Signs fileId={fileId} rows={data.signs} /></Panel>
          <Scales fileId={fileId} data={data} />
          {data.followUps.length > 0 ? <Panel title={t('child.autismFollowUp.title', '孤独症儿童随访')}><FollowUps fileId={fileId} rows={data.followUps} /></Panel> : null}
          {calling ? <AttemptDialog fileId={fileId} contact={null} title={personName({ name: head.name, motherName: head.motherName })} about={t('childAutism.callAbout', '孤独症筛查随访')} phone={head.phone} onClose={() => setCalling(false)} /> : null}
        </>
      )}
    </Loaded>
  )
}

/** An abnormal first screening: one key confirms it and begins the chain. */
function Proposal({ fileId, data }: { fileId: string; data: Development }) {
  const user = useUser()
  const mayWrite = useMay('child.write')
  const move = useWrite('child.autism.move')
  const { proposal, course } = data
  const mayConfirm = mayWrite && proposal !== null && !proposal.confirmedBefore
  const confirm = (): void => {
    if (!proposal || !mayConfirm || move.busy) return
    // A course still open here is one that was lost: the new signs begin another beside it.
    void move.run({ fileId, rev: course && course.closedDay === null && course.state === 'lost' ? course.rev : 0, row: { ...emptyRow(childAutismStep), fileId, kind: 'firstScreening', visitId: proposal.visitId, day: proposal.visitDay, reason: proposal.reason, doctorName: user.displayName } as never })
  }
  useShortcut(['F8'], confirm, { enabled: mayConfirm })
  if (!proposal) return null
  return (
    <Alert className="form-alert" type="warning" showIcon
      title={t('childAutism.proposed', '{{day}} {{contact}}初筛异常:{{reason}}', { day: proposal.visitDay, contact: codeText(CHILD_CONTACT, proposal.contact), reason: proposal.reason })}
      description={proposal.confirmedBefore ? t('childAutism.backConfirmed', '该儿童确诊后失访,现又来检查:请登记“诊断结果”,恢复专案管理。') : t('childAutism.proposedWhy', '依据:国卫办妇幼发〔2022〕12号附件1。如登记有误,请修改该次健康检查。')}
      action={mayConfirm ? <Button type="primary" loading={move.busy} onClick={confirm}>{t('childAutism.confirm', '确认初筛异常')} <kbd>F8</kbd></Button> : null} />
  )
}

type SignRow = Development['signs'][number]
function Signs({ fileId, rows }: { fileId: string; rows: readonly SignRow[] }) {
  const navigate = useNavigate()
  // The answer stands in words before the sign: colour is never the only sign.
  const cell = (answer: string, text: string) => <span className={`sign-${answer}`} title={text}>{codeText(SIGN_ANSWER, answer)}{text ? ` · ${text}` : ''}</span>
  return (
    <DataTable<SignRow>
      rows={rows} rowKey="visitId" label={t('childDevelopment.signs', '预警征象(初筛)')} empty={t('childDevelopment.noSigns', '还没有初筛记录')} onOpen={row => void navigate(`/children/${fileId}/visits/${row.visitId}`)}
      mark={row => row.result === 'abnormal' ? 'bad' : row.result === 'incomplete' ? 'warn' : undefined}
      columns={[
        { title: t('child.visit.contact.label', '随访时点'), width: 92, render: (_, row) => codeText(CHILD_CONTACT, row.contact) },
        { title: t('child.visit.visitDay.label', '随访日期'), width: 100, render: (_, row) => row.visitDay },
        ...[0, 1, 2, 3].map(index => ({ title: t('childDevelopment.sign', '征象 {{number}}', { number: index + 1 }), ellipsis: true, render: (_: unknown, row: SignRow) => { const one = row.signs[index]; return one ? cell(one.answer, codeText(WARNING_SIGN, one.sign)) : '—' } })),
        { title: t('childDevelopment.regression', '障碍或倒退'), width: 96, render: (_, row) => cell(row.regression, '') },
        { title: t('childDevelopment.result', '初筛结果'), width: 84, render: (_, row) => codeText(FIRST_SCREENING_RESULT, row.result) },
      ]}
    />
  )
}

function Scales({ fileId, data }: { fileId: string; data: Development }) {
  const navigate = useNavigate()
  const mayWrite = useMay('child.write')
  const go = (): void => void navigate(`/children/${fileId}/scales/new?kind=${data.scalesNow[0] ?? 'development'}`)
  useShortcut(['F9'], go, { enabled: mayWrite })
  return (
    <Panel
      title={t('childDevelopment.scales', '量表评估')}
      extra={<Space><span className="quiet">{t('childDevelopment.scalesNow', '{{age}},复筛用:{{scales}}', { age: monthsText(data.ageMonths, data.correctedMonths), scales: data.scalesNow.map(kind => codeText(AUTISM_SCALE, kind)).join(t('replace.between', '、')) })}</span>{mayWrite ? <Button onClick={go}>{t('childScale.new', '登记量表')} <kbd>F9</kbd></Button> : null}</Space>}
    >
      <DataTable<Development['scales'][number]>
        rows={data.scales} rowKey="id" label={t('childDevelopment.scales', '量表评估')} empty={t('childDevelopment.noScales', '还没有量表结果')} onOpen={row => void navigate(`/children/${fileId}/scales/${row.id}`)}
        columns={[
          { title: t('child.scale.testDay.label', '测试日期'), width: 104, render: (_, row) => row.testDay },
          { title: t('child.scale.kind.label', '量表'), width: 220, ellipsis: true, render: (_, row) => <span title={scaleName(row)}>{scaleName(row)}</span> },
          { title: t('child.age', '年龄'), width: 170, render: (_, row) => monthsText(row.ageMonths, row.correctedMonths) },
          { title: t('childScale.points', '总分'), width: 72, align: 'right', render: (_, row) => pointsText(row) },
          { title: t('child.scale.result.label', '结果'), ellipsis: true, render: (_, row) => <span title={row.basis ?? ''}>{resultText(row)}</span> },
          { title: t('child.scale.disagreement.label', '对结果的不同意见'), width: 150, ellipsis: true, render: (_, row) => row.disagreement ?? '—' },
          { title: t('child.scale.testerName.label', '测试者'), width: 92, ellipsis: true, render: (_, row) => row.testerName },
        ]}
      />
    </Panel>
  )
}

function FollowUps({ fileId, rows }: { fileId: string; rows: Development['followUps'] }) {
  const navigate = useNavigate()
  return (
    <DataTable<Development['followUps'][number]>
      rows={rows} rowKey="id" label={t('child.autismFollowUp.title', '孤独症儿童随访')} onOpen={row => void navigate(`/children/${fileId}/autism/follow-ups/${row.id}`)}
      columns={[
        { title: t('child.autismFollowUp.followUpDay.label', '随访日期'), width: 104, render: (_, row) => row.followUpDay },
        { title: t('child.autismFollowUp.interventionPlace.label', '干预场所'), width: 150, render: (_, row) => row.interventionPlace ? codeText(INTERVENTION_PLACE, row.interventionPlace) : '—' },
        { title: t('child.autismFollowUp.hoursPerWeek.label', '每周干预'), width: 92, render: (_, row) => row.hoursPerWeek ?? '—' },
        { title: t('child.autismFollowUp.effect.label', '干预效果'), width: 92, render: (_, row) => row.effect ? codeText(AUTISM_EFFECT, row.effect) : '—' },
        { title: t('child.autismFollowUp.findings.label', '随访情况'), ellipsis: true, render: (_, row) => <span title={row.findings ?? ''}>{row.findings ?? '—'}</span> },
        { title: t('child.autismFollowUp.doctorName.label', '随访医生'), width: 92, ellipsis: true, render: (_, row) => row.doctorName },
      ]}
    />
  )
}
