import { Tag } from 'antd'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_CONTACT } from '../../../domain/code/child-check.ts'
import { EYE_ADVICE, EYE_REFERRAL_STATE, GLASSES_KIND, RETINOPATHY_RESULT, RETINOPATHY_TREATMENT } from '../../../domain/code/eye-check.ts'
import { eyeFile } from '../../../domain/modules/eye/file.record.ts'
import { EYES } from '../../../domain/rule/eye/conclusion.ts'
import type { Day } from '../../../domain/time/day.ts'
import { ageText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Panel, RecordFacts, StateTag } from '../../kit/index.ts'
import { bothText, eyeLensText, eyeNumberText, eyeVisionText, sideText, visitText } from './eye-text.ts'

export type EyeOpened = Output<'eye.open'>
type Line = EyeOpened['schedule'][number]
type Props = { fileId: string; data: EyeOpened }

/** The strip of the 13 visits, the visits made, what was referred, the fundus of the preterm, glasses, the eye file. */
export function OverviewTab({ fileId, data }: Props) {
  return (
    <>
      <Panel title={t('eyeScreen.schedule', '13 次眼保健及视力检查')}><Schedule fileId={fileId} lines={data.schedule} /></Panel>
      <Panel title={t('eyeScreen.visits', '检查记录')}><Visits fileId={fileId} data={data} /></Panel>
      <Panel title={t('eyeScreen.referrals', '转诊')}><Referrals fileId={fileId} data={data} /></Panel>
      {data.window || data.fundus.length > 0 ? <Panel title={t('eyeScreen.fundus', 'ROP眼底筛查')}><Fundus fileId={fileId} data={data} /></Panel> : null}
      <div className="eye-two">
        <Panel title={t('eyeScreen.glasses', '配镜处方')}><Glasses fileId={fileId} data={data} /></Panel>
        <Panel title={t('eyeScreen.file', '眼健康档案')}>
          {data.file
            ? <RecordFacts definition={eyeFile} row={data.file as unknown as Readonly<Record<string, unknown>>} names={['parentMyopia', 'parentHighMyopia', 'oxygen', 'familyHistory', 'motherInfection', 'note']} wide={['familyHistory', 'motherInfection', 'note']} />
            : <p className="hint">{t('eyeScreen.noFile', '还没有登记父母近视、家族史等,按 F2 填写')}</p>}
        </Panel>
      </div>
    </>
  )
}

const STATE_CLASS: Readonly<Record<Line['state'], string>> = { notDue: 'is-notDue', open: 'is-due', done: 'is-done', missed: 'is-missed' }
function stateText(state: Line['state']): string {
  switch (state) {
    case 'notDue': return t('eyeScreen.state.notDue', '未到期')
    case 'open': return t('eyeScreen.state.open', '可检查')
    case 'done': return t('eyeScreen.state.done', '已检查')
    case 'missed': return t('eyeScreen.state.missed', '漏检')
  }
}

function Schedule({ fileId, lines }: { fileId: string; lines: readonly Line[] }) {
  const navigate = useNavigate()
  const mayWrite = useMay('eye.write')
  if (lines.length === 0) return <p className="hint">{t('eyeScreen.noBirthDay', '没有出生日期,不能推算检查时点;请在人员信息里补填')}</p>
  const go = (line: Line): string | null => line.visitId ? `/eyes/${fileId}/visits/${line.visitId}` : mayWrite && line.state === 'open' ? `/eyes/${fileId}/visits/new?contact=${line.contact}` : null
  return (
    <ol className="child-schedule">
      {lines.map(line => {
        const to = go(line)
        return (
          <li key={line.contact} className={STATE_CLASS[line.state]}>
            <button type="button" disabled={to === null} title={line.nominalDay} onClick={() => { if (to) void navigate(to) }}>
              <b>{codeText(CHILD_CONTACT, line.contact).replace('新生儿', '')}</b>
              <small>{stateText(line.state)}</small>
              <small>{line.nominalDay.slice(2)}</small>
            </button>
          </li>
        )
      })}
    </ol>
  )
}

function Visits({ fileId, data }: Props) {
  const navigate = useNavigate()
  return (
    <DataTable<EyeOpened['visits'][number]>
      rows={data.visits.toReversed()} rowKey="id" label={t('eyeScreen.visits', '检查记录')} empty={t('eyeScreen.noVisits', '还没有检查记录,按 F4 登记')} onOpen={row => void navigate(`/eyes/${fileId}/visits/${row.id}`)}
      mark={row => row.advice === 'urgent' ? 'bad' : row.advice === 'refer' || row.advice === 'recheck' ? 'warn' : undefined}
      columns={[
        { title: t('eyeScreen.contact', '检查时点'), width: 88, render: (_, row) => visitText(row) },
        { title: t('eyeScreen.day', '检查日期'), width: 100, render: (_, row) => row.visitDay },
        { title: t('child.age', '年龄'), width: 72, render: (_, row) => ageText(data.head.birthDay, row.visitDay) },
        { title: t('eyeScreen.lensBoth', '屈光 右 / 左'), width: 250, render: (_, row) => <>{bothText(side => eyeLensText(row, side))}{row.pupilState === '2' ? <Tag className="eye-urgent">{t('eyeScreen.cycloplegic', '散瞳')}</Tag> : null}</> },
        { title: t('eyeScreen.visionBoth', '裸眼视力 右 / 左'), width: 148, render: (_, row) => bothText(side => eyeVisionText(row, side)) },
        { title: t('eyeScreen.axialBoth', '眼轴 右 / 左(mm)'), width: 128, render: (_, row) => bothText(side => eyeNumberText(row, side, 'axialLengthMm', 2)) },
        { title: t('eyeScreen.conclusion', '检查结论'), ellipsis: true, render: (_, row) => <span title={[row.conclusion, row.conclusionNote].filter(Boolean).join('\n')}>{row.conclusion ?? '—'}{row.conclusionNote ? ` ${t('eyeScreen.disagrees', '(医生意见:{{note}})', { note: row.conclusionNote })}` : ''}</span> },
        { title: t('eyeScreen.advice', '处理意见'), width: 116, ellipsis: true, render: (_, row) => <span title={codeText(EYE_ADVICE, row.advice)}>{codeText(EYE_ADVICE, row.advice)}</span> },
      ]}
    />
  )
}

function Referrals({ fileId, data }: Props) {
  const navigate = useNavigate()
  return (
    <DataTable<EyeOpened['referrals'][number]>
      rows={data.referrals.toReversed()} rowKey="id" label={t('eyeScreen.referrals', '转诊')} empty={t('eyeScreen.neverReferred', '没有转诊')} onOpen={row => void navigate(`/eyes/${fileId}/referrals/${row.id}`)} mark={row => row.state === 'waiting' && row.dueDay < today() ? 'bad' : undefined}
      columns={[
        { title: t('eyeScreen.number', '编号'), width: 130, render: (_, row) => row.number ?? '—' },
        { title: t('eyeScreen.state', '状态'), width: 124, render: (_, row) => <StateTag table={EYE_REFERRAL_STATE} state={row.state} /> },
        { title: t('eyeScreen.referredDay', '转诊日期'), width: 100, render: (_, row) => row.referredDay },
        { title: t('eyeScreen.dueDay', '就诊期限'), width: 136, render: (_, row) => <>{row.dueDay}{row.isUrgent ? <Tag color="error" className="eye-urgent">{t('eyeScreen.urgent', '紧急')}</Tag> : null}</> },
        { title: t('eyeScreen.hospital', '目标医院'), width: 190, ellipsis: true, render: (_, row) => <span title={row.hospital}>{row.hospital}</span> },
        { title: t('eyeScreen.conclusion', '检查结论'), ellipsis: true, render: (_, row) => <span title={row.conclusion ?? ''}>{row.conclusion ?? '—'}</span> },
        { title: t('eyeScreen.answeredDay', '回执日期'), width: 100, render: (_, row) => row.answeredDay ?? '—' },
        { title: t('eyeScreen.diagnosis', '诊断结果'), ellipsis: true, render: (_, row) => <span title={row.diagnosis ?? ''}>{row.diagnosis ?? '—'}</span> },
      ]}
    />
  )
}

/** When the fundus is examined, and what was seen. */
function Fundus({ fileId, data: { window, fundus } }: Props) {
  const navigate = useNavigate()
  return (
    <>
      {window ? (
        <p>
          {t('eyeScreen.window', '首次眼底筛查:{{first}} ~ {{last}}', { first: window.firstDay, last: window.lastDay })}
          {window.postmenstrualDay ? ` · ${t('eyeScreen.postmenstrual', '矫正胎龄对照日 {{day}}', { day: window.postmenstrualDay })}` : ''}
          {window.nextDay ? <b> · {t('eyeScreen.nextFundus', '下次 {{day}}', { day: window.nextDay })}</b> : null}
          {window.isMissed ? <Tag color="error" className="eye-urgent">{t('eyeScreen.fundusMissed', '已过期,未做眼底筛查')}</Tag> : null}
          {window.isFinished ? <Tag color="success" className="eye-urgent">{t('eyeScreen.fundusFinished', '已结束筛查')}</Tag> : null}
        </p>
      ) : null}
      <DataTable<EyeOpened['fundus'][number]>
        rows={fundus.toReversed()} rowKey="id" label={t('eyeScreen.fundus', 'ROP眼底筛查')} empty={t('eyeScreen.noFundus', '还没有眼底筛查记录,按 F7 登记')} onOpen={row => void navigate(`/eyes/${fileId}/fundus/${row.id}`)}
        columns={[
          { title: t('eyeScreen.day', '检查日期'), width: 110, render: (_, row) => row.examinedDay },
          { title: t('eyeScreen.institution', '检查机构'), ellipsis: true, render: (_, row) => <span title={row.institution}>{row.institution}</span> },
          ...EYES.map(side => ({ title: sideText(side), width: 150, render: (_: unknown, row: EyeOpened['fundus'][number]) => codeText(RETINOPATHY_RESULT, side === 'right' ? row.resultRight : row.resultLeft) || '—' })),
          { title: t('eyeScreen.treatment', '处理'), width: 90, render: (_, row) => codeText(RETINOPATHY_TREATMENT, row.treatment) || '—' },
          { title: t('eyeScreen.nextDay', '下次检查'), width: 120, render: (_, row) => row.isFinal ? t('eyeScreen.fundusFinished', '已结束筛查') : row.nextDay ?? '—' },
        ]}
      />
    </>
  )
}

function Glasses({ fileId, data }: Props) {
  const navigate = useNavigate()
  return (
    <DataTable<EyeOpened['glasses'][number]>
      rows={data.glasses.toReversed()} rowKey="id" label={t('eyeScreen.glasses', '配镜处方')} empty={t('eyeScreen.noGlasses', '没有配镜处方')} onOpen={row => void navigate(`/eyes/${fileId}/glasses/${row.id}`)} mark={row => row.reviewDay && row.reviewDay < (today() as Day) ? 'quiet' : undefined}
      columns={[
        { title: t('eyeScreen.prescribedDay', '处方日期'), width: 100, render: (_, row) => row.prescribedDay },
        { title: t('eyeScreen.glassesKind', '类型'), width: 120, ellipsis: true, render: (_, row) => codeText(GLASSES_KIND, row.kind) },
        { title: t('eyeScreen.lensBoth', '屈光 右 / 左'), render: (_, row) => bothText(side => eyeLensText(row, side)) },
        { title: t('eyeScreen.reviewDay', '复查日期'), width: 100, render: (_, row) => row.reviewDay ?? '—' },
      ]}
    />
  )
}
