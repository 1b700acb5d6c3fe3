import { Alert, App, Button, Input } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import type { SecondPerson } from '../../../domain/api/define-api.ts'
import { IDENTITY_METHOD, IDENTITY_SUBJECT, type IdentityMethod } from '../../../domain/code/identity-check.ts'
import type { CallFailure } from '../../api/client.ts'
import { failureText } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, Dialog, FieldGrid, FormArea, LabelledInput, Panel, RadioInput, SecondPersonFields, secondPersonOf, useShortcut } from '../../kit/index.ts'

type Subject = Output<'identity.list'>['subjects'][number]

/** 实人核验: who was checked, how and by whom; asked for before printing where the province wants it. */
export function IdentityPanel({ registrationId }: { registrationId: string }) {
  const mayNote = useMay('certificate.register')
  const list = useCall('identity.list', { registrationId })
  const [asking, setAsking] = useState<Subject | null>(null)
  const { required = false, subjects = [], checks = [] } = list.data ?? {}
  const newest = (subject: string) => checks.findLast(check => check.subject === subject)
  const open = subjects.find(({ subject }) => !newest(subject)?.matches)
  useShortcut(['F6'], () => { if (open) setAsking(open) }, { enabled: required && mayNote && open !== undefined && asking === null })
  if (!required && checks.length === 0) return null
  return (
    <Panel title={t('identity.title', '实人核验')}>
      <div className="parent-check">
        {subjects.map(entry => {
          const check = newest(entry.subject)
          const who = codeText(IDENTITY_SUBJECT, entry.subject)
          return (
            <Alert
              key={entry.subject} showIcon type={check ? (check.matches ? 'success' : 'error') : 'warning'}
              title={<>
                <b>{check ? (check.matches ? t('identity.matches', '{{who}}:一致', { who }) : t('identity.differsShort', '{{who}}:不一致', { who })) : t('identity.open', '{{who}}:尚未核验', { who })}</b>
                {check ? <div className="hint">{[codeText(IDENTITY_METHOD, check.method), instantText(check.at), check.byName, check.secondPersonName, check.note].filter(Boolean).join(' ')}</div> : null}
              </>}
              action={mayNote && !check?.matches ? <Button size="small" type="primary" onClick={() => setAsking(entry)}>{t('identity.note', '登记核验')}{entry === open ? <> <kbd>F6</kbd></> : null}</Button> : null}
            />
          )
        })}
      </div>
      {asking ? <NoteDialog registrationId={registrationId} about={asking} onClose={() => setAsking(null)} /> : null}
    </Panel>
  )
}

function NoteDialog({ registrationId, about, onClose }: { registrationId: string; about: Subject; onClose(): void }) {
  const { message } = App.useApp()
  const [method, setMethod] = useState<IdentityMethod>(about.methods[0] ?? 'twoPersons')
  const [result, setResult] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [second, setSecond] = useState<Partial<SecondPerson>>({})
  const [problem, setProblem] = useState<string | null>(null)
  const write = useWrite('identity.note', (failure: CallFailure) => { setProblem(failureText(failure)); setSecond(now => ({ ...now, password: '' })); return true })
  async function run(): Promise<void> {
    if (write.busy) return
    if (result === null) { setProblem(t('identity.resultMissing', '请选择核验结果')); return }
    setProblem(null)
    const secondPerson = method === 'twoPersons' ? secondPersonOf(second) : undefined
    const saved = await write.run({ registrationId, subject: about.subject, method, matches: result === 'yes', ...(note.trim() ? { note } : {}), ...(secondPerson ? { secondPerson } : {}) })
    if (!saved) return
    void message.success(t('identity.saved', '已登记核验结果'))
    onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void run(), { inDialog: true })
  return (
    <Dialog
      width={640} title={t('identity.dialogTitle', '实人核验:{{who}}', { who: codeText(IDENTITY_SUBJECT, about.subject) })} maskClosable={false} okText={<>{t('form.save', '保存')} <kbd>F2</kbd></>} cancelText={t('form.cancel', '取消')} confirmLoading={write.busy}
      onOk={() => void run()} onCancel={onClose} first={() => document.querySelector<HTMLElement>('#identity-dialog input')}
    >
      <div id="identity-dialog">
        <FormArea>
          <FieldGrid>
            <LabelledInput id="identity-method" label={t('identity.methodLabel', '核验方式')} span={12} required>
              <RadioInput id="identity-method" required value={method} onChange={next => { if (next) setMethod(next as IdentityMethod) }} choices={about.methods.map(code => ({ value: code, label: codeText(IDENTITY_METHOD, code) }))} />
            </LabelledInput>
            <LabelledInput id="identity-result" label={t('identity.resultLabel', '核验结果')} span={12} required>
              <RadioInput id="identity-result" required value={result} onChange={setResult} choices={[{ value: 'yes', label: t('identity.yes', '一致') }, { value: 'no', label: t('identity.no', '不一致') }]} />
            </LabelledInput>
            <LabelledInput id="identity-note" label={t('identity.noteLabel', '说明')} span={12} required={result === 'no'}>
              <Input id="identity-note" value={note} maxLength={200} autoComplete="off" onChange={event => setNote(event.target.value)} />
            </LabelledInput>
          </FieldGrid>
          {method === 'twoPersons' ? <SecondPersonFields id="identity-second" value={second} onChange={setSecond} permission="certificate.read" title={t('identity.secondTitle', '第二名核验人(输入本人密码)')} /> : null}
        </FormArea>
        {problem ? <Alert className="move-problem" type="error" showIcon title={problem} role="alert" /> : null}
      </div>
    </Dialog>
  )
}
