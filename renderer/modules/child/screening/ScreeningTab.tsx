import { Alert, Button, Space, Tag } from 'antd'
import { useState } from 'react'
import { BLOOD_SPOT_RESULT, EAR_RESULT, EYE_REFLEX, HEARING_DIAGNOSIS, HEARING_METHOD, HEARING_STAGE, HEART_ECHO_RESULT, HEART_MURMUR, HEART_SCREENING_RESULT, METABOLIC_OUTCOME, SCREENING_CLOSING } from '../../../../domain/code/child-screening.ts'
import { CHILD_FINDING } from '../../../../domain/code/child-newborn-visit.ts'
import { useCall } from '../../../api/useCall.ts'
import { minuteText } from '../../../app/format.ts'
import { t } from '../../../app/i18n.ts'
import { useMay } from '../../../app/session.ts'
import { AttemptDialog, codeText, DataTable, Loaded, Panel, useShortcut } from '../../../kit/index.ts'
import type { ChildHead } from '../tabs.tsx'
import { chainState, chainTitle, ruleText, stepText } from './screening-text.ts'
import { type Kind, type Opened, ScreeningDialog } from './ScreeningDialog.tsx'
import './screening.css'

type Line = Opened['lines'][number]
type Stored = Parameters<typeof ScreeningDialog>[0]['stored']
type Shown = { kind: Kind; stored?: Stored; start?: Record<string, unknown>; title?: string }

/** All screenings of one newborn: where each chain stands with its next step and deadline, and every row that says so. */
export default function ScreeningTab({ fileId, head }: { fileId: string; head: ChildHead }) {
  const opened = useCall('child.screening.open', { fileId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{data => <Screenings fileId={fileId} head={head} data={data} />}</Loaded>
}

const ADD_KEYS: readonly (readonly [Kind, string])[] = [['bloodSpot', 'F6'], ['result', 'F8'], ['hearing', 'F9'], ['heart', 'F10'], ['eyes', 'Shift+F6']]

function Screenings({ fileId, head, data }: { fileId: string; head: ChildHead; data: Opened }) {
  const mayWrite = useMay('child.write')
  const [shown, setShown] = useState<Shown | null>(null)
  const [calling, setCalling] = useState<Line | null>(null)
  const add = (kind: Kind): void => { if (kind !== 'result' || data.samples.length > 0) setShown({ kind }) }
  const open = (kind: Kind) => (row: { id: string; rev: number }): void => setShown({ kind, stored: row as unknown as Stored })
  const addText: Readonly<Record<string, string>> = {
    bloodSpot: t('childScreening.addSample', '采血'), result: t('childScreening.addResult', '检测结果'), hearing: t('childScreening.addHearing', '听力'), heart: t('childScreening.addHeart', '先心病'), eyes: t('childScreening.addEyes', '眼部'),
  }
  const addButton = (kind: Kind, shortcut: string) => mayWrite ? <AddButton key={kind} text={addText[kind] ?? ''} shortcut={shortcut} disabled={kind === 'result' && data.samples.length === 0} run={() => add(kind)} /> : null
  const extra = (...kinds: Kind[]) => <Space>{ADD_KEYS.filter(([kind]) => kinds.includes(kind)).map(([kind, shortcut]) => addButton(kind, shortcut))}</Space>
  const chains = (screening: Line['screening']) => (
    <Chains
      lines={data.lines.filter(line => line.screening === screening)} mayWrite={mayWrite} onCall={setCalling}
      onEnd={line => setShown({ kind: 'closing', start: { line: line.line, reason: 'refused' }, title: t('childScreening.endTitle', '结束“{{chain}}”({{state}})', { chain: chainTitle(line), state: chainState(line) }) })}
    />
  )
  return (
    <>
      {data.birthDay === null ? <Alert className="form-alert" type="warning" showIcon title={t('childScreening.noBirth', '该儿童没有出生日期,筛查期限无法推算,请先补上')} /> : null}
      {data.alert === 'none' ? null : <Alert className="form-alert" type={data.alert === 'yellow' ? 'warning' : 'error'} showIcon title={data.alert === 'overdue' ? t('childScreening.alertOverdue', '足跟血未采,已超过最迟采集日龄') : data.alert === 'red' ? t('childScreening.alertRed', '足跟血未采,请尽快追访采血') : t('childScreening.alertYellow', '足跟血未采,已过正常采集时间')} />}
      <div className="screening-panels">
        <Panel title={t('childScreening.bloodSpot', '遗传代谢病(足跟血)')} extra={extra('bloodSpot', 'result')}>
          {chains('bloodSpot')}<Samples data={data} onOpen={open('bloodSpot')} /><Results data={data} onOpen={open('result')} />
        </Panel>
        <Panel title={t('childScreening.hearing', '听力')} extra={extra('hearing')}>{chains('hearing')}<Hearing data={data} onOpen={open('hearing')} /></Panel>
        <Panel title={t('childScreening.heart', '先天性心脏病(双指标)')} extra={extra('heart')}>{chains('heart')}<Heart data={data} onOpen={open('heart')} /></Panel>
        <Panel title={t('childScreening.eyes', '出生时眼部检查')} extra={extra('eyes')}>{chains('eyes')}{data.retinopathy ? <p className="hint">{retinopathyText(data.retinopathy)}</p> : null}<Eyes data={data} onOpen={open('eyes')} /></Panel>
        {data.closings.length > 0 ? <Panel title={t('childScreening.closings', '未得结果而结束的筛查')}><Closings data={data} onOpen={open('closing')} /></Panel> : null}
      </div>
      {shown ? <ScreeningDialog key={`${shown.kind}:${shown.stored?.id ?? 'new'}`} kind={shown.kind} opened={data} mayWrite={mayWrite} stored={shown.stored} start={shown.start} {...(shown.title ? { title: shown.title } : {})} onClose={() => setShown(null)} /> : null}
      {calling ? <AttemptDialog fileId={fileId} contact={null} title={head.name ?? head.motherName ?? ''} about={`${chainTitle(calling)} ${stepText(calling.step)}`} phone={head.phone} onClose={() => setCalling(null)} /> : null}
    </>
  )
}

function AddButton({ text, shortcut, disabled, run }: { text: string; shortcut: string; disabled: boolean; run(): void }) {
  useShortcut([shortcut], run, { enabled: !disabled })
  return <Button size="small" disabled={disabled} onClick={run}>{t('childScreening.add', '登记{{what}}', { what: text })} <kbd>{shortcut}</kbd></Button>
}

/** Where the chains of one screening stand: the word always says it, colour is never the only sign. */
function Chains({ lines, mayWrite, onEnd, onCall }: { lines: readonly Line[]; mayWrite: boolean; onEnd(line: Line): void; onCall(line: Line): void }) {
  return (
    <ul className="screening-chains">
      {lines.map(line => (
        <li key={line.line} data-line={line.line} className={line.step === null ? 'is-closed' : line.overdue ? 'is-overdue' : 'is-open'}>
          <span className="chain-title">{chainTitle(line)}</span>
          <Tag color={line.step === null ? 'default' : line.overdue ? 'error' : 'warning'}>{chainState(line)}</Tag>
          {line.step === null
            ? <span>{line.closedDay ? t('childScreening.closedOn', '{{day}} 结束', { day: line.closedDay }) : ''}</span>
            : <span title={ruleText(line.step)}>{t('childScreening.next', '下一步:{{step}}', { step: stepText(line.step) })}{line.dueDay ? ` · ${line.overdue ? t('childScreening.overdueSince', '应于 {{day}} 前,已超期', { day: line.dueDay }) : t('childScreening.by', '{{day}} 前', { day: line.dueDay })}` : ''}{line.vainAttempts > 0 ? ` · ${t('childScreening.attempts', '未联系上 {{count}} 次(同一天算一次)', { count: line.vainAttempts })}` : ''}</span>}
          {mayWrite && line.step !== null ? <Button size="small" onClick={() => onCall(line)}>{t('child.callButton', '联系')}</Button> : null}
          {mayWrite && line.closable ? <Button size="small" onClick={() => onEnd(line)}>{t('childScreening.end', '结束…')}</Button> : null}
          {line.step === null ? null : <small className="chain-rule">{ruleText(line.step).replaceAll('\n', ' · ')}</small>}
        </li>
      ))}
    </ul>
  )
}

const weeksText = (days: number): string => `${Math.floor(days / 7)}+${days % 7}`
/** The window of the first fundus examination, with the postmenstrual age: the rule of 4–6 weeks or 32 weeks reads both ways, the eye doctor decides. */
function retinopathyText({ firstDay, lastDay, firstPostmenstrualDays: first, lastPostmenstrualDays: last, alternative }: NonNullable<Opened['retinopathy']>): string {
  const age = first === null || last === null ? '' : t('childScreening.retinopathyAge', '孕后 {{first}} ~ {{last}} 周', { first: weeksText(first), last: weeksText(last) })
  const other = alternative ? t('childScreening.retinopathyOther', '孕后 {{weeks}} 周为 {{day}}', alternative) : ''
  return [t('childScreening.retinopathyWindow', 'ROP首次眼底筛查:{{first}} ~ {{last}}', { first: firstDay, last: lastDay }), age, other].filter(Boolean).join(' · ')
}

type ListProps = { data: Opened; onOpen(row: { id: string; rev: number }): void }
const dash = (value: string | number | null | undefined): string => value === null || value === undefined || value === '' ? '—' : String(value)

function Samples({ data, onOpen }: ListProps) {
  return (
    <DataTable<Opened['samples'][number]>
      rows={data.samples} rowKey="id" label={t('childScreening.samples', '标本')} empty={t('childScreening.noSamples', '还没有采血')} onOpen={onOpen}
      columns={[
        { title: t('child.bloodSpot.sampleNumber.label', '标本编号'), width: 150, ellipsis: true, render: (_, row) => row.sampleNumber },
        { title: t('child.bloodSpot.takenAt.label', '采血日期时间'), width: 140, render: (_, row) => minuteText(row.takenAt) },
        { title: t('child.bloodSpot.ordered.label', '检测病种'), ellipsis: true, render: (_, row) => dash(row.ordered) },
        { title: t('child.bloodSpot.receiptDay.label', '实验室接收日期'), width: 120, render: (_, row) => dash(row.receiptDay) },
        { title: t('child.bloodSpot.noticeDay.label', '结果通知日期'), width: 110, render: (_, row) => dash(row.noticeDay) },
        { title: t('child.bloodSpot.recallDay.label', '召回日期'), width: 104, render: (_, row) => dash(row.recallDay) },
      ]}
    />
  )
}

function Results({ data, onOpen }: ListProps) {
  if (data.samples.length === 0) return null
  const numbers = new Map(data.samples.map(sample => [sample.id, sample.sampleNumber]))
  return (
    <DataTable<Opened['results'][number]>
      rows={data.results} rowKey="id" label={t('childScreening.results', '检测结果')} empty={t('childScreening.noResults', '还没有检测结果')} onOpen={onOpen} mark={row => row.interpretation === '1' ? undefined : 'warn'}
      columns={[
        { title: t('child.bloodSpotResult.sampleId.label', '标本'), width: 130, ellipsis: true, render: (_, row) => dash(numbers.get(row.sampleId)) },
        { title: t('child.bloodSpotResult.diseaseName.label', '病种'), ellipsis: true, render: (_, row) => row.diseaseName ?? row.disease },
        { title: t('child.bloodSpotResult.interpretation.label', '结果判读'), width: 100, render: (_, row) => codeText(BLOOD_SPOT_RESULT, row.interpretation) },
        { title: t('child.bloodSpotResult.numericValue.label', '检测值'), width: 130, render: (_, row) => row.numericValue === null ? '—' : `${row.numericValue} ${row.unit ?? ''} (${row.cutOff ?? '—'})` },
        { title: t('child.bloodSpotResult.experimentDay.label', '筛查实验日期'), width: 110, render: (_, row) => row.experimentDay },
        { title: t('child.bloodSpotResult.outcome.label', '诊断结论'), width: 130, render: (_, row) => row.outcome ? `${codeText(METABOLIC_OUTCOME, row.outcome)} ${row.diagnosisDay?.slice(5) ?? ''}` : '—' },
      ]}
    />
  )
}

function Hearing({ data, onOpen }: ListProps) {
  return (
    <DataTable<Opened['hearing'][number]>
      rows={data.hearing} rowKey="id" label={t('childScreening.hearing', '听力')} empty={t('childScreening.noHearing', '还没有听力筛查')} onOpen={onOpen} mark={row => row.rightEar === '2' || row.leftEar === '2' || row.diagnosis === 'loss' ? 'warn' : undefined}
      columns={[
        { title: t('child.hearingTest.stage.label', '阶段'), width: 76, render: (_, row) => codeText(HEARING_STAGE, row.stage) },
        { title: t('child.hearingTest.testedDay.label', '日期'), width: 104, render: (_, row) => row.testedDay },
        { title: t('child.hearingTest.method.label', '方法'), width: 100, ellipsis: true, render: (_, row) => dash(codeText(HEARING_METHOD, row.method)) },
        { title: t('child.hearingTest.rightEar.label', '右耳'), width: 64, render: (_, row) => dash(codeText(EAR_RESULT, row.rightEar)) },
        { title: t('child.hearingTest.leftEar.label', '左耳'), width: 64, render: (_, row) => dash(codeText(EAR_RESULT, row.leftEar)) },
        { title: t('child.hearingTest.diagnosis.label', '诊断结论'), ellipsis: true, render: (_, row) => row.diagnosis ? `${codeText(HEARING_DIAGNOSIS, row.diagnosis)} ${row.diagnosisDetail ?? ''}` : row.intervention ?? (row.appointmentDay ? t('child.bookedOn', '预约 {{day}}', { day: row.appointmentDay }) : '—') },
      ]}
    />
  )
}

function Heart({ data, onOpen }: ListProps) {
  return (
    <DataTable<Opened['heart'][number]>
      rows={data.heart} rowKey="id" label={t('childScreening.heart', '先天性心脏病(双指标)')} empty={t('childScreening.noHeart', '还没有先心病筛查')} onOpen={onOpen} mark={row => row.result === 'negative' ? undefined : 'warn'}
      columns={[
        { title: t('child.heartScreening.screenedAt.label', '筛查日期时间'), width: 128, render: (_, row) => minuteText(row.screenedAt) },
        { title: t('child.heartScreening.murmur.label', '心脏听诊'), width: 80, render: (_, row) => dash(codeText(HEART_MURMUR, row.murmur)) },
        { title: t('childScreening.saturation', '血氧 手/足'), ellipsis: true, render: (_, row) => [[row.firstHandPercent, row.firstFootPercent], [row.secondHandPercent, row.secondFootPercent], [row.thirdHandPercent, row.thirdFootPercent], [row.fourthHandPercent, row.fourthFootPercent]].filter(([hand, foot]) => hand !== null || foot !== null).map(([hand, foot]) => `${hand ?? '—'}/${foot ?? '—'}`).join(' ') || '—' },
        { title: t('child.heartScreening.result.label', '筛查结果'), width: 76, render: (_, row) => dash(codeText(HEART_SCREENING_RESULT, row.result)) },
        { title: t('child.heartScreening.echo.label', '心脏超声结论'), width: 120, ellipsis: true, render: (_, row) => row.echo ? `${codeText(HEART_ECHO_RESULT, row.echo)} ${row.diagnosis ?? ''}` : '—' },
      ]}
    />
  )
}

function Eyes({ data, onOpen }: ListProps) {
  return (
    <DataTable<Opened['eyes'][number]>
      rows={data.eyes} rowKey="id" label={t('childScreening.eyes', '出生时眼部检查')} empty={t('childScreening.noEyes', '还没有眼部检查')} onOpen={onOpen}
      columns={[
        { title: t('child.eyesAtBirth.examinedDay.label', '检查日期'), width: 104, render: (_, row) => row.examinedDay },
        { title: t('child.eyesAtBirth.appearance.label', '眼外观'), width: 90, render: (_, row) => dash(codeText(CHILD_FINDING, row.appearance)) },
        { title: t('child.eyesAtBirth.redReflexRight.label', '右眼红光反射'), width: 110, render: (_, row) => dash(codeText(EYE_REFLEX, row.redReflexRight)) },
        { title: t('child.eyesAtBirth.redReflexLeft.label', '左眼红光反射'), width: 110, render: (_, row) => dash(codeText(EYE_REFLEX, row.redReflexLeft)) },
        { title: t('child.eyesAtBirth.referralAnswer.label', '转诊结果'), ellipsis: true, render: (_, row) => dash(row.referralAnswer) },
        { title: t('child.eyesAtBirth.fundusAnswer.label', 'ROP眼底检查结果'), ellipsis: true, render: (_, row) => row.fundusDay ? <span title={row.fundusAnswer ?? ''}>{`${row.fundusDay.slice(5)} ${row.fundusAnswer ?? ''}`}</span> : '—' },
      ]}
    />
  )
}

function Closings({ data, onOpen }: ListProps) {
  const titles = new Map(data.lines.map(line => [line.line, chainTitle(line)]))
  return (
    <DataTable<Opened['closings'][number]>
      rows={data.closings} rowKey="id" label={t('childScreening.closings', '未得结果而结束的筛查')} onOpen={onOpen}
      columns={[
        { title: t('child.screeningClosing.day.label', '日期'), width: 104, render: (_, row) => row.day },
        { title: t('child.screeningClosing.line.label', '筛查链'), width: 200, ellipsis: true, render: (_, row) => titles.get(row.line) ?? row.line },
        { title: t('child.screeningClosing.reason.label', '结束原因'), width: 170, render: (_, row) => codeText(SCREENING_CLOSING, row.reason) },
        { title: t('child.screeningClosing.signedBy.label', '签名人'), width: 110, ellipsis: true, render: (_, row) => dash(row.signedBy) },
        { title: t('child.screeningClosing.note.label', '说明'), ellipsis: true, render: (_, row) => dash(row.note) },
        { title: t('child.screeningClosing.recorderName.label', '登记人'), width: 96, ellipsis: true, render: (_, row) => row.recorderName },
      ]}
    />
  )
}
