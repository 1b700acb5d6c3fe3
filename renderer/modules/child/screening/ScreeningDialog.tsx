import { App, Button, Checkbox, Space } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { Name, Output } from '../../../../domain/api/api.ts'
import { HEART_SCREENING_RESULT } from '../../../../domain/code/child-screening.ts'
import { bloodSpot, bloodSpotResult } from '../../../../domain/modules/child/blood-spot.record.ts'
import { eyesAtBirth } from '../../../../domain/modules/child/eyes-at-birth.record.ts'
import { hearingTest } from '../../../../domain/modules/child/hearing-test.record.ts'
import { heartScreening } from '../../../../domain/modules/child/heart-screening.record.ts'
import { screeningClosing } from '../../../../domain/modules/child/screening-closing.record.ts'
import { diseaseCodes } from '../../../../domain/rule/child/screening-diseases.ts'
import type { RecordDefinition } from '../../../../domain/record/define.ts'
import { minuteText } from '../../../app/format.ts'
import { t } from '../../../app/i18n.ts'
import { codeText, Dialog, Field, FieldGrid, firstField, type InputProps, ListInput, RecordForm, recordTitle, saveRecord, sectionTitle, useRecordForm, VoidDialog } from '../../../kit/index.ts'

export type Opened = Output<'child.screening.open'>
const DEFINITIONS = { bloodSpot, result: bloodSpotResult, hearing: hearingTest, heart: heartScreening, eyes: eyesAtBirth, closing: screeningClosing } as const
export type Kind = keyof typeof DEFINITIONS
type Stored = { readonly id: string; readonly rev: number } & Readonly<Record<string, unknown>>

/** Filled by the core, or fixed by where the dialog was opened. */
const OMITTED: Readonly<Record<Kind, readonly string[]>> = {
  bloodSpot: ['fileId'], result: ['fileId', 'diseaseName'], hearing: ['fileId'], heart: ['fileId', 'ageHours', 'result'], eyes: ['fileId'], closing: ['fileId', 'line', 'basis', 'attempts'],
}

type Props = { kind: Kind; opened: Opened; mayWrite: boolean; stored?: Stored | undefined; start?: Readonly<Record<string, unknown>> | undefined; title?: string; onClose(): void }

/** One row of newborn screening in a dialog: new or changed, or voided with a reason. */
export function ScreeningDialog({ kind, opened, mayWrite, stored, start, title, onClose }: Props) {
  const { message } = App.useApp()
  const [isVoiding, setIsVoiding] = useState(false)
  const definition = DEFINITIONS[kind] as RecordDefinition
  const initial = useMemo(() => stored ?? { ...opened.start[kind], ...start }, [stored, opened, start, kind])
  const fileId = String(initial.fileId ?? '')
  const form = useRecordForm({
    definition, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(definition, stored?.id), saves: `${definition.id}.save` as Name, onCancel: onClose,
    draft: kind === 'closing' ? false : stored ? `${definition.id}:${stored.id}` : `${definition.id}:new:${fileId}`, onSaved: () => { void message.success(t('childScreening.saved', '已保存')); onClose() },
  })
  const fields = (names: readonly string[]): ReactNode => names.filter(name => !OMITTED[kind].includes(name)).map(name => <ScreeningField key={name} kind={kind} name={name} opened={opened} isStored={stored !== undefined} />)
  return (
    <Dialog
      width={1080} className="screening-dialog" title={title ?? recordTitle(definition)} footer={null} onCancel={form.cancel} style={{ top: 32 }}
      first={() => firstField(form.areaRef.current)}
    >
      {kind === 'heart' && stored ? <p>{t('childScreening.judged', '按双指标规则判定:{{result}};听诊或血氧任一项阳性即为阳性', { result: codeText(HEART_SCREENING_RESULT, String(stored.result ?? '')) })}</p> : null}
      <RecordForm form={form} inDialog readOnly={!mayWrite} withoutButtons>
        {definition.sections.map((section, index) => section.fields.every(name => OMITTED[kind].includes(name)) ? null : (
          <fieldset key={section.title} className="form-section"><legend>{sectionTitle(definition, index)}</legend><FieldGrid>{fields(section.fields)}</FieldGrid></fieldset>
        ))}
        {mayWrite ? (
          <Space className="form-buttons">
            <Button type="primary" data-save loading={form.saving} onClick={() => void form.save()}>{t('form.save', '保存')} <kbd>F2</kbd></Button>
            <Button onClick={form.cancel} disabled={form.saving}>{t('form.cancel', '取消')} <kbd>Esc</kbd></Button>
            {stored ? <Button danger onClick={() => setIsVoiding(true)}>{t('childScreening.void', '作废…')}</Button> : null}
          </Space>
        ) : null}
      </RecordForm>
      {isVoiding && stored ? <VoidDialog note={t('childScreening.voidNote', '记录保留在历史中;筛查链按其余记录重新推算,待办会重新出现。')} record={definition.id} row={stored} onClose={isDone => { setIsVoiding(false); if (isDone) onClose() }} /> : null}
    </Dialog>
  )
}

// References and dictionary codes are chosen from what this child and this hospital have.
function ScreeningField({ kind, name, opened, isStored }: { kind: Kind; name: string; opened: Opened; isStored: boolean }) {
  if (kind === 'result' && name === 'sampleId') {
    return <Field name={name} span={4} disabled={isStored} options={opened.samples.map(sample => ({ value: sample.id, label: `${sample.sampleNumber} · ${minuteText(sample.takenAt)}` }))} />
  }
  if (kind === 'result' && name === 'disease') {
    const choices = opened.diseases.map(({ code, name: title }) => ({ value: code, label: `${code} ${title}` }))
    return <Field name={name} span={5} label={t('child.bloodSpotResult.diseaseName.label', '病种')} disabled={isStored} renderInput={props => <ListInput {...(props as unknown as InputProps<string>)} choices={choices} />} />
  }
  if (kind === 'bloodSpot' && name === 'ordered') {
    return <Field name={name} span={12} renderInput={props => <DiseasesInput {...(props as unknown as InputProps<string>)} diseases={opened.diseases} />} />
  }
  return <Field name={name} />
}

/** The diseases a sample is examined for, as ticks in the order of the dictionary. */
function DiseasesInput({ diseases, ...props }: InputProps<string> & { diseases: Opened['diseases'] }) {
  const chosen = diseaseCodes(props.value)
  const shown = diseases.filter(({ code, active }) => active || chosen.includes(code))
  const toggle = (code: string): void => {
    const next = shown.filter(one => (one.code === code) !== chosen.includes(one.code)).map(one => one.code)
    props.onChange(next.length === 0 ? null : next.join(','))
  }
  return (
    <div id={props.id} role="group" data-group className="codes-input" aria-labelledby={`${props.id}-label`} aria-describedby={props.describedBy} onBlur={() => props.onLeave?.()}>
      {shown.map(({ code, name }) => <Checkbox key={code} checked={chosen.includes(code)} disabled={props.disabled ?? false} onChange={() => toggle(code)}>{name}</Checkbox>)}
    </div>
  )
}
