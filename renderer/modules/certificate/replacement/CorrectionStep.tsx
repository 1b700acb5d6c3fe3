import { Alert, App, Button, Space } from 'antd'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { registration as definition, type Registration } from '../../../../domain/modules/certificate/registration.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { call } from '../../../api/client.ts'
import { useWrite } from '../../../api/useCall.ts'
import { t } from '../../../app/i18n.ts'
import { Field, FieldGrid, Panel, RecordForm, useLiveCheck, useRecordForm, useShortcut } from '../../../kit/index.ts'
import { BabyNameInput } from '../BabyNameInput.tsx'
import { FatherSection, MotherSection } from '../parents.tsx'
import { DifferenceTable } from './OldSheet.tsx'
import type { Prepared } from './replacement-text.ts'

/** What the new sheet shall say instead: the register is corrected within the exchange, and every difference is shown old → new. */
export function CorrectionStep({ id, prepared, deliveryId, onDone }: { id: string; prepared: Prepared; deliveryId: string | undefined; onDone(): void }) {
  const { message } = App.useApp()
  const { newbornId } = prepared.old
  const initial = useMemo(() => prepared.register as Readonly<Record<string, unknown>>, [prepared.register])
  const form = useRecordForm({
    definition, initial, rev: prepared.rev ?? undefined, draft: `certificate.replacement.register:${id}`, saves: 'replacement.saveRegister',
    save: (row: Registration, rev: number | undefined) => call('replacement.saveRegister', { id, rev: rev ?? 0, row: { ...row, newbornId, complete: true } }),
    onSaved: () => { void message.success(t('replace.corrected', '更正已保存在申请里,新证占用编号时写入登记表')); onDone() },
    onCancel: onDone,
  })
  const { store } = form
  const first = useMemo(() => ({ issues: [], differences: prepared.assessment.differences }), [prepared.assessment.differences])
  const check = useLiveCheck(store, first, {
    key: id, isShown: issue => { const value = issue.path in definition.fields ? store.get(issue.path) : null; return value !== null && value !== '' },
    ask: values => call('replacement.checkRegister', { id, row: { ...tidyRow(definition, values as Registration), newbornId } }),
  })
  const undo = useWrite('replacement.saveRegister')
  async function giveUp(): Promise<void> {
    if (undo.busy || prepared.rev === null) return
    await form.draft.forget()
    if (!await undo.run({ id, rev: prepared.rev, row: null })) return
    void message.success(t('replace.uncorrected', '已取消更正,新证内容与原证一致'))
    onDone()
  }
  const save = () => { if (!form.saving) void form.save() }
  useShortcut(['Ctrl+Enter', 'F2'], save)
  return (
    <div className="register-step">
      <Panel title={t('replace.differences', '新证与原证不同的内容')}>
        {check.differences.length > 0 ? <DifferenceTable differences={check.differences} /> : <p className="hint">{t('replace.noDifference', '还没有改动:改了什么,这里就列出“原证 → 新证”')}</p>}
        {deliveryId ? <p className="hint">{t('replace.birthFacts', '性别、出生时间、体重、身长、孕周、地点有误的,在分娩登记中更正:')} <Link to={`/deliveries/${deliveryId}`}>{t('facts.open', '打开分娩记录')}</Link></p> : null}
      </Panel>
      <RecordForm form={form} withoutButtons>
        <fieldset className="form-section">
          <legend>{t('register.baby', '新生儿')}</legend>
          <FieldGrid>
            <Field name="babyName" span={9} autoFocus renderInput={props => <BabyNameInput {...props} issues={check.issues.filter(issue => issue.path === 'babyName')} />} />
            <Field name="registerInChina" span={3} label={t('register.inChina', '在中国登记户口')} />
          </FieldGrid>
        </fieldset>
        <MotherSection store={store} issues={check.issues} />
        <FatherSection store={store} />
        <fieldset className="form-section">
          <legend>{t('register.marriage', '婚姻与鉴定')}</legend>
          <FieldGrid>
            <Field name="maritalBirth" span={3} />
            <Field name="marriageCertificateNumber" span={5} />
            <Field name="dnaReportNumber" span={4} />
          </FieldGrid>
        </fieldset>
        <Alert className="form-alert" type="info" showIcon title={t('replace.correctionWhen', '更正只写在这件申请里:申请未批准或撤回的,登记表和原证都不变。')} />
        <Space className="form-buttons sticky-buttons" wrap>
          <Button type="primary" data-save loading={form.saving} onClick={save}>{t('replace.saveCorrection', '保存更正,回到申请')} <kbd>Ctrl+Enter</kbd></Button>
          <Button disabled={form.saving} onClick={form.cancel}>{t('replace.backToApplication', '回到申请')} <kbd>Esc</kbd></Button>
          {prepared.registerCorrected ? <Button danger loading={undo.busy} onClick={() => void giveUp()}>{t('replace.dropCorrection', '取消更正')}</Button> : null}
        </Space>
      </RecordForm>
    </div>
  )
}
