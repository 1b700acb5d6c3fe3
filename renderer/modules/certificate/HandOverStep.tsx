import { Alert, App, Button, Checkbox, Space } from 'antd'
import { useState } from 'react'
import type { CollectorRelation } from '../../../domain/code/certificate.ts'
import { COLLECTOR_RELATION } from '../../../domain/code/certificate.ts'
import { ID_DOCUMENT_TYPE, type IdDocumentType } from '../../../domain/code/id-document-type.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import type { StoredRegistration } from '../../../domain/modules/certificate/registration.record.ts'
import { useWrite } from '../../api/useCall.ts'
import { issueText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { CodeInput, FieldGrid, FormArea, LabelledInput, Panel, TextInput, useShortcut } from '../../kit/index.ts'
import type { Sheet } from './names.ts'
import { OthersWork } from './OthersWork.tsx'
import { ChoiceButtons } from './parents.tsx'

type Collector = { readonly relation: CollectorRelation | null; readonly name: string | null; readonly idType: IdDocumentType | null; readonly idNumber: string | null }
type Values = Collector & { readonly authorised: boolean }
/** A part of the sheet or of its paperwork that is confirmed one by one before the certificate leaves the window. */
type Part = { readonly key: string; readonly text: string }
const NO_PARTS: readonly Part[] = []

/** Step 领取: who takes the certificate, checked against the register; whoever is not the mother brings her signed word. */
export function HandOverStep({ sheet, registration, name, collector, parts = NO_PARTS }: {
  sheet: Sheet; registration: StoredRegistration; name: string
  /** Who fetches a replacement, as its application says; else whom the register names. */
  collector?: Collector
  parts?: readonly Part[]
}) {
  const { message } = App.useApp()
  const mayHandOver = useMay('certificate.handOver')
  const known: Collector = collector ?? { relation: registration.collectorRelation, name: registration.collectorName, idType: registration.collectorIdType, idNumber: registration.collectorIdNumber }
  const [values, setValues] = useState<Values>({ ...known, authorised: false })
  const [given, setGiven] = useState<readonly string[]>([])
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const handOver = useWrite('certificate.handOver', failure => { setIssues(failure.fields); return failure.fields.length > 0 })
  const set = (change: Partial<Values>) => { setValues(now => ({ ...now, ...change })); setIssues([]) }
  const of = (path: string) => issues.filter(issue => issue.path === path)
  const open = parts.filter(part => !given.includes(part.key)).length
  const isComplete = values.relation && values.name?.trim() && values.idType && values.idNumber?.trim() && open === 0
  async function go(): Promise<void> {
    if (handOver.busy) return
    const { relation, name: collectorName, idType, idNumber } = values
    if (!isComplete || !relation || !collectorName?.trim() || !idType || !idNumber?.trim()) return
    setIssues([])
    const saved = await handOver.run({ certificateId: sheet.id, rev: sheet.rev, collectorName: collectorName.trim(), collectorRelation: relation, collectorIdType: idType, collectorIdNumber: idNumber.trim(), authorised: values.authorised })
    if (saved) void message.success(t('handOver.done', '{{number}} 已交给 {{name}}', { number: sheet.number, name: collectorName }))
  }
  useShortcut(['Ctrl+Enter', 'F2'], () => void go(), { enabled: mayHandOver })
  if (!mayHandOver) return <OthersWork permission="certificate.handOver" text={t('handOver.others', '{{number}} 已盖章,由发放人员核验领证人后交付。', { number: sheet.number })} />
  // The register knows mother and father: choosing one fills the rest.
  const chooseRelation = (relation: CollectorRelation) => {
    const parent = relation === '1' && registration.motherProvided ? 'mother' : relation === '2' && registration.fatherProvided ? 'father' : null
    set(relation === known.relation
      ? { ...known, authorised: false }
      : parent
        ? { relation, name: registration[`${parent}Name`], idType: registration[`${parent}IdType`], idNumber: registration[`${parent}IdNumber`], authorised: false }
        : { relation, name: null, idType: '01', idNumber: null, authorised: false })
  }
  const needsAuthorisation = values.relation !== '1' && registration.motherProvided === true
  const others = issues.filter(issue => !['collectorName', 'collectorIdType', 'collectorIdNumber', 'authorised'].includes(issue.path))
  return (
    <Panel title={t('handOver.title', '核验领证人,交付证明')}>
      <div className="hand-over-head"><span className="number huge">{sheet.number}</span><b className="baby wrap-any">{name}</b></div>
      <FormArea>
        <FieldGrid>
          <LabelledInput id="hand-over-relation" label={t('handOver.relation', '与新生儿关系')} span={12} required>
            <ChoiceButtons id="hand-over-relation" value={values.relation as never} onChange={value => { if (COLLECTOR_RELATION.isCode(value)) chooseRelation(value) }} />
          </LabelledInput>
          <LabelledInput id="hand-over-name" label={t('handOver.name', '领证人')} span={4} required issues={of('collectorName')}><TextInput id="hand-over-name" value={values.name} onChange={value => set({ name: value })} autoFocus /></LabelledInput>
          <LabelledInput id="hand-over-type" label={t('handOver.idType', '证件类型')} span={4} required issues={of('collectorIdType')}><CodeInput id="hand-over-type" codes={ID_DOCUMENT_TYPE} value={values.idType} onChange={value => set({ idType: value as IdDocumentType | null })} /></LabelledInput>
          <LabelledInput id="hand-over-number" label={t('handOver.idNumber', '证件号码(看原件)')} span={4} required issues={of('collectorIdNumber')}><TextInput id="hand-over-number" value={values.idNumber} onChange={value => set({ idNumber: value })} /></LabelledInput>
        </FieldGrid>
        {needsAuthorisation ? (
          <div className="authorised">
            <Checkbox id="hand-over-authorised" checked={values.authorised} onChange={event => set({ authorised: event.target.checked })}>{t('handOver.authorised', '已收到母亲签字的授权委托书')}</Checkbox>
            {of('authorised').map(issue => <div key={issue.message.key} className="issue is-block" role="alert">{issueText(issue)}</div>)}
          </div>
        ) : null}
        {parts.length > 0 ? (
          <div className="hand-over-parts" role="group" aria-label={t('handOver.parts', '逐项确认交付')}>
            {parts.map(part => (
              <Checkbox key={part.key} id={`hand-over-part-${part.key}`} checked={given.includes(part.key)} onChange={event => setGiven(event.target.checked ? [...given, part.key] : given.filter(key => key !== part.key))}>{part.text}</Checkbox>
            ))}
          </div>
        ) : null}
        {others.length > 0 ? <Alert className="form-alert" type="error" showIcon title={others.map(issueText).join(';')} /> : null}
        <Space className="form-buttons">
          <Button type="primary" size="large" data-save loading={handOver.busy} disabled={!isComplete} onClick={() => void go()}>{t('handOver.confirm', '已核验,交付')} <kbd>Ctrl+Enter</kbd></Button>
          <span className="hint">{open > 0 ? t('handOver.partsOpen', '还有 {{count}} 项没有确认', { count: open }) : t('handOver.sign', '请领证人在登记表上签字')}</span>
        </Space>
      </FormArea>
    </Panel>
  )
}
