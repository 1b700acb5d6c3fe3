import type { ReactNode } from 'react'
import { GESTATION_BASIS, type PrenatalSampleState, SAMPLE_REJECTION } from '../../../domain/code/prenatal.ts'
import { REPORT_WAY } from '../../../domain/code/prenatal-record.ts'
import type { CodeList } from '../../../domain/field/code-list.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import type { StoredPrenatalSample } from '../../../domain/modules/prenatal/sample.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { CodeInput, CodesInput, FieldGrid, LabelledInput, MinuteInput, momentNow, NumberInput, SuggestInput, TextInput } from '../../kit/index.ts'
import type { Opened } from './screening.ts'

/** What the steps of a tube ask for. */
export type StepValues = {
  readonly at: string | null; readonly barcode: string | null; readonly place: string | null; readonly drawnBy: string | null; readonly weightKg: number | null; readonly gestationBasis: string | null; readonly celsius: number | null; readonly sender: string | null; readonly receiver: string | null
  readonly laboratory: string | null; readonly rejection: CodeList | null; readonly reviewerName: string | null; readonly way: string | null; readonly issuedTo: string | null; readonly remark: string | null
}
type StepField = keyof StepValues
const FIELDS: Readonly<Partial<Record<PrenatalSampleState, readonly StepField[]>>> = {
  drawn: ['barcode', 'at', 'drawnBy', 'place', 'weightKg', 'gestationBasis'], processed: ['at', 'remark'], toSend: ['at', 'remark'], inTransit: ['sender', 'laboratory', 'celsius', 'at'], received: ['sender', 'receiver', 'celsius', 'at'], testing: ['at'], reported: ['at'],
  reviewed: ['reviewerName', 'at'], issued: ['way', 'issuedTo', 'at'], rejected: ['rejection', 'remark', 'at'], resampleNotified: ['remark', 'at'], declined: ['remark'], ended: ['remark'],
}
export const fieldsOfStep = (to: PrenatalSampleState): readonly StepField[] => FIELDS[to] ?? ['at']

const NOTHING: StepValues = { at: null, barcode: null, place: null, drawnBy: null, weightKg: null, gestationBasis: null, celsius: null, sender: null, receiver: null, laboratory: null, rejection: null, reviewerName: null, way: null, issuedTo: null, remark: null }
/** What is known already: the request's weight and basis, her name for the report. */
export function firstStepValues({ requests, head }: Opened, sample: StoredPrenatalSample): StepValues {
  const request = requests.find(({ id }) => id === sample.requestId)
  return { ...NOTHING, at: momentNow().now, weightKg: request?.weightKg ?? null, gestationBasis: request?.gestationBasis ?? null, place: request?.institution ?? null, laboratory: sample.laboratory, way: '1', issuedTo: head.name }
}

type Props = { to: PrenatalSampleState; values: StepValues; issues: readonly FieldIssue[]; onChange(part: Partial<StepValues>): void }

/** The fields of one step, in the order they are filled in. */
export function StepFields({ to, values, issues, onChange }: Props) {
  const staff = (useCall('staff.list', {}, { staleTimeMs: 60_000 }).data ?? []).map(one => one.name)
  const organizations = (useCall('organization.list', {}, { staleTimeMs: 60_000 }).data ?? []).map(one => one.name)
  const at = (name: StepField): readonly FieldIssue[] => issues.filter(issue => issue.path === name)
  const person = (name: 'drawnBy' | 'sender' | 'receiver' | 'reviewerName', autoFocus = false): ReactNode => <SuggestInput id={`step-${name}`} value={values[name]} suggestions={staff} onChange={next => onChange({ [name]: next })} autoFocus={autoFocus} />
  const place = (name: 'place' | 'laboratory'): ReactNode => <SuggestInput id={`step-${name}`} value={values[name]} suggestions={organizations} onChange={next => onChange({ [name]: next })} />
  const inputs: Readonly<Record<StepField, readonly [label: string, span: number, input: (isFirst: boolean) => ReactNode]>> = {
    barcode: [t('prenatalScreen.scanBarcode', '样本条形码(扫描或填写)'), 4, isFirst => <TextInput id="step-barcode" value={values.barcode} onChange={barcode => onChange({ barcode })} autoFocus={isFirst} />],
    at: [t('prenatalScreen.at', '时间'), 3, isFirst => <MinuteInput id="step-at" value={values.at} onChange={next => onChange({ at: next })} autoFocus={isFirst} />],
    drawnBy: [t('prenatal.sample.drawnBy.label', '采血人员'), 3, isFirst => person('drawnBy', isFirst)], place: [t('prenatal.sample.place.label', '采血地点'), 4, () => place('place')],
    weightKg: [t('prenatal.sample.weightKg.label', '采血时体重'), 3, () => <NumberInput id="step-weightKg" value={values.weightKg} decimals={1} unit="kg" onChange={weightKg => onChange({ weightKg })} />],
    gestationBasis: [t('prenatal.sample.gestationBasis.label', '孕周确认方法'), 3, () => <CodeInput id="step-gestationBasis" codes={GESTATION_BASIS} value={values.gestationBasis} onChange={gestationBasis => onChange({ gestationBasis })} />],
    celsius: [t('prenatalScreen.celsius', '温度'), 3, () => <NumberInput id="step-celsius" value={values.celsius} decimals={1} unit="℃" onChange={celsius => onChange({ celsius })} />],
    sender: [t('prenatal.handover.sender.label', '送样人'), 3, isFirst => person('sender', isFirst)], receiver: [t('prenatal.handover.receiver.label', '收样人'), 3, () => person('receiver')], laboratory: [t('prenatal.sample.laboratory.label', '检测实验室'), 4, () => place('laboratory')],
    rejection: [t('prenatal.sample.rejection.label', '拒收原因'), 12, () => <CodesInput id="step-rejection" codes={SAMPLE_REJECTION} value={values.rejection} onChange={rejection => onChange({ rejection })} autoFocus />],
    reviewerName: [t('prenatal.sample.reviewerName.label', '审核人'), 3, isFirst => person('reviewerName', isFirst)],
    way: [t('prenatal.sample.issuedWay.label', '报告发放方式'), 4, () => <CodeInput id="step-way" codes={REPORT_WAY} value={values.way} onChange={way => onChange({ way })} autoFocus />],
    issuedTo: [t('prenatal.sample.issuedTo.label', '报告领取人'), 3, () => <TextInput id="step-issuedTo" value={values.issuedTo} onChange={issuedTo => onChange({ issuedTo })} />],
    remark: [t('prenatalScreen.remark', '说明'), 6, isFirst => <TextInput id="step-remark" value={values.remark} onChange={remark => onChange({ remark })} autoFocus={isFirst} />],
  }
  return (
    <FieldGrid>
      {fieldsOfStep(to).map((name, index) => { const [label, span, input] = inputs[name]; return <LabelledInput key={name} id={`step-${name}`} label={label} span={span} issues={at(name)}>{input(index === 0)}</LabelledInput> })}
    </FieldGrid>
  )
}
