import { useEffect, useMemo, useRef } from 'react'
import type { WomanHead } from '../../../domain/api/woman-head.ts'
import { CANCER_NEXT_STEP, type CancerNextStep } from '../../../domain/code/maternal-care.ts'
import { CANCER_FOLLOW_UP_STATE, CANCER_PART } from '../../../domain/code/women-care.ts'
import { cancerFollowUp, type StoredCancerFollowUp } from '../../../domain/modules/women/cancer-follow-up.record.ts'
import { type StepResult, stepAfterResult } from '../../../domain/rule/maternal/cancer-follow-up.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Dialog, Field, FieldGrid, type FormStore, type InputProps, ListInput, RadioInput, RecordForm, saveRecord, useFieldValue, useRecordForm } from '../../kit/index.ts'

const STATES = ['done', 'refused', 'transferred', 'open'] as const
const RESULTS = ['colposcopy', 'cervicalPathology', 'mammographyCategory', 'breastPathology'] as const
const CHOSEN_STEPS = CANCER_NEXT_STEP.values.filter(step => step !== 'cytology')

/** What came of a step: its result, her signed refusal, or the transfer; what a result asks for is proposed and the doctor decides. */
export function StepDialog({ head, step, mayWrite, onClose }: { head: WomanHead; step: StoredCancerFollowUp; mayWrite: boolean; onClose(): void }) {
  // Whoever opens a waiting step comes with its result.
  const initial = useMemo(() => step.state === 'open' && mayWrite ? { ...step, state: 'done', resultDay: today() } : step, [step, mayWrite])
  const form = useRecordForm({ definition: cancerFollowUp, initial, id: step.id, rev: step.rev, save: saveRecord(cancerFollowUp, step.id), saves: 'women.cancerFollowUp.save', draft: false, onCancel: onClose, onSaved: onClose })
  useProposal(form.store, step)
  return (
    <Dialog
      width={860} footer={null} onCancel={mayWrite ? form.cancel : onClose} title={t('cancerScreen.stepTitle', '{{name}} {{part}}:{{step}}', { name: head.name ?? '', part: codeText(CANCER_PART, step.part), step: codeText(CANCER_NEXT_STEP, step.step) })}
      first={() => document.querySelector<HTMLElement>('.ant-modal [data-field="state"] input:checked')}
    >
      <RecordForm form={form} inDialog readOnly={!mayWrite}>
        <FieldGrid>
          <Field name="state" span={8} label={t('cancerScreen.outcome', '追踪结局')} renderInput={props => <RadioInput {...(props as unknown as InputProps<string>)} choices={STATES.map((state, index) => ({ value: state, label: `${index + 1} ${codeText(CANCER_FOLLOW_UP_STATE, state)}`, digit: String(index + 1) }))} />} />
          <Field name="dueDay" span={4} />
          <Field name="resultDay" span={4} /><Field name="institution" span={8} />
          <Field name="colposcopy" span={4} /><Field name="cervicalPathology" span={4} /><Field name="mammographyCategory" span={4} /><Field name="breastPathology" span={4} /><Field name="doctorName" span={4} />
          <Field name="findings" span={8} /><Field name="stage" span={4} /><Field name="treatment" span={12} />
          <Field name="nextStep" span={8} renderInput={props => <ListInput {...(props as unknown as InputProps<string>)} choices={CHOSEN_STEPS.map(value => ({ value, label: codeText(CANCER_NEXT_STEP, value) }))} />} />
          <Field name="refusedDay" span={4} /><Field name="isRefusalSigned" span={4} /><Field name="refusalReason" span={12} />
          <Field name="transferredDay" span={4} /><Field name="transferInstitution" span={8} /><Field name="transferReason" span={12} />
        </FieldGrid>
      </RecordForm>
    </Dialog>
  )
}

/** Proposes the next step by the result as long as the doctor chose no other one. */
function useProposal(store: FormStore, step: StoredCancerFollowUp): void {
  const [colposcopy, cervicalPathology, mammographyCategory, breastPathology] = [useFieldValue(store, RESULTS[0]), useFieldValue(store, RESULTS[1]), useFieldValue(store, RESULTS[2]), useFieldValue(store, RESULTS[3])]
  const isDone = useFieldValue(store, 'state') === 'done'
  const proposed = isDone ? stepAfterResult(step.part, step.step, { colposcopy, cervicalPathology, mammographyCategory, breastPathology } as StepResult) : null
  const last = useRef<CancerNextStep | null>(step.nextStep)
  useEffect(() => {
    if (!isDone || proposed === null || store.get('nextStep') !== last.current) return
    last.current = proposed
    store.set('nextStep', proposed)
  }, [store, isDone, proposed])
}
