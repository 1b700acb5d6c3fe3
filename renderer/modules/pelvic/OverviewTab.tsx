import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { PelvicHead } from '../../../domain/api/pelvic-head.ts'
import { CONTACT_ATTEMPT } from '../../../domain/code/child-file.ts'
import { PELVIC_CALL_ABOUT, PELVIC_CONSENT_CHOICE, PELVIC_CONSENT_KIND, PELVIC_FILE_STATE, type PelvicConsentKind } from '../../../domain/code/pelvic-care.ts'
import type { StoredPelvicConsent } from '../../../domain/modules/pelvic/consent.record.ts'
import { pelvicFile } from '../../../domain/modules/pelvic/file.record.ts'
import { pelvicAttempt, type StoredPelvicAttempt } from '../../../domain/modules/pelvic/session.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, ContactDialog, DataTable, Loaded, PageActions, type PageAction, Panel, RecordFacts } from '../../kit/index.ts'
import { CheckLine } from './CheckLine.tsx'
import { FileStateDialog } from './FileStateDialog.tsx'
import './pelvic-file.css'

type Opened = Output<'pelvic.file.open'>
type Other = Opened['others'][number]
const FACTS = ['entry', 'referredFrom', 'openedDay', 'doctorName', 'heightCm', 'gravidity', 'parity', 'deliveryDay', 'deliveryMode', 'secondStageMinutes', 'heaviestBirthG', 'perineum', 'isMultiple', 'history', 'historyNote', 'hasNoUterus', 'isMenopausal', 'menopauseAge', 'hasImplant', 'hasIntrauterineDevice', 'isAllergic', 'hasNeverHadIntercourse', 'allergy', 'medication'] as const

/** What stands in the file, what was signed, who called; F4 is the next thing: the signature, then the first assessment. */
export default function OverviewTab({ head }: { head: PelvicHead }) {
  const opened = useCall('pelvic.file.open', { id: head.fileId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{data => <Overview data={data} />}</Loaded>
}

function Overview({ data: { head, file, check, consents, attempts, others } }: { data: Opened }) {
  const navigate = useNavigate()
  const mayWrite = useMay('pelvic.write')
  const [asking, setAsking] = useState<'call' | 'state' | null>(null)
  const of = useMemo(() => ({ womanId: head.womanId, fileId: head.fileId }), [head.womanId, head.fileId])
  const to = (path: string): void => void navigate(`/pelvic/${file.id}/${path}`)
  const isOpen = file.state === 'open'
  // What was signed last of a kind is what holds.
  const isSigned = (kind: PelvicConsentKind): boolean => consents.find(one => one.kind === kind)?.choice === 'agreed'
  const isAssessmentNext = isSigned('assessment')
  const sign = (kind: PelvicConsentKind): void => to(`consents/new?kind=${kind}`)
  const actions: PageAction[] = !mayWrite ? [] : !isOpen ? [{ key: 'state', label: t('pelvicFile.reopenShort', '重新打开'), shortcut: 'F10', run: () => setAsking('state') }] : [
    { key: 'state', label: t('maternalCare.close', '结案'), shortcut: 'F10', run: () => setAsking('state') },
    { key: 'call', label: t('women.call', '登记联系'), shortcut: 'F7', run: () => setAsking('call') },
    { key: 'sign', label: t('pelvicConsent.new', '签署知情同意'), shortcut: isAssessmentNext ? 'F8' : 'F4', primary: !isAssessmentNext, run: () => sign(isAssessmentNext ? 'treatment' : 'assessment') },
    { key: 'assess', label: t('pelvicFile.assess', '登记评估'), shortcut: isAssessmentNext ? 'F4' : 'F8', primary: isAssessmentNext, run: () => to('assessments/new') },
  ]
  return (
    <>
      <div className="pelvic-actions"><PageActions actions={actions} /></div>
      <div className="pelvic-overview">
        <Panel title={t('pelvicFile.facts', '档案')}>
          {check ? <CheckLine check={check} /> : null}
          <RecordFacts definition={pelvicFile} row={file} names={FACTS} wide={['history', 'historyNote', 'allergy', 'medication']} />
        </Panel>
        <div>
          <Panel title={t('pelvicConsent.title', '盆底知情同意')}>
            <DataTable<StoredPelvicConsent>
              rows={consents} rowKey="id" label={t('pelvicConsent.title', '盆底知情同意')} onOpen={row => to(`consents/${row.id}`)} mark={row => row.choice === 'agreed' ? undefined : 'warn'} empty={t('pelvicConsent.none', '还没有签署;使用阴道探头的评估和疗程开始前须签署')}
              columns={[
                { title: t('pelvic.consent.kind.label', '种类'), width: 90, render: (_, row) => codeText(PELVIC_CONSENT_KIND, row.kind) },
                { title: t('pelvic.consent.choice.label', '知情选择'), width: 80, render: (_, row) => codeText(PELVIC_CONSENT_CHOICE, row.choice) },
                { title: t('pelvic.consent.signedDay.label', '签署日期'), width: 100, render: (_, row) => row.signedDay },
                { title: t('pelvic.consent.signerName.label', '签署人'), ellipsis: true, render: (_, row) => <span title={row.signerName}>{row.signerName}</span> },
              ]}
            />
          </Panel>
          {attempts.length > 0 ? (
            <Panel title={t('women.calls', '联系记录')}>
              <DataTable<StoredPelvicAttempt>
                rows={attempts} rowKey="id" label={t('women.calls', '联系记录')}
                columns={[
                  { title: t('pelvic.attempt.day.label', '联系日期'), width: 100, render: (_, row) => row.day },
                  { title: t('pelvic.attempt.about.label', '事由'), width: 120, ellipsis: true, render: (_, row) => codeText(PELVIC_CALL_ABOUT, row.about) },
                  { title: t('pelvic.attempt.outcome.label', '联系结果'), ellipsis: true, render: (_, row) => { const text = [codeText(CONTACT_ATTEMPT, row.outcome), row.note].filter(Boolean).join(';'); return <span title={text}>{text}</span> } },
                  { title: t('pelvic.attempt.callerName.label', '联系人'), width: 80, ellipsis: true, render: (_, row) => row.callerName },
                ]}
              />
            </Panel>
          ) : null}
          {others.length > 0 ? (
            <Panel title={t('pelvicFile.others', '其他盆底档案')}>
              <DataTable<Other>
                rows={others} rowKey="id" label={t('pelvicFile.others', '其他盆底档案')} onOpen={row => void navigate(`/pelvic/${row.id}`)} mark={row => row.state === 'closed' ? 'quiet' : undefined}
                columns={[
                  { title: t('pelvic.file.number.label', '档案编号'), width: 124, render: (_, row) => <span className="number">{row.number ?? '—'}</span> },
                  { title: t('pelvic.file.openedDay.label', '建档日期'), width: 100, render: (_, row) => row.openedDay },
                  { title: t('pelvic.file.state.label', '状态'), ellipsis: true, render: (_, row) => { const text = [codeText(PELVIC_FILE_STATE, row.state), row.closedDay, row.closeNote].filter(Boolean).join(' '); return <span title={text}>{text}</span> } },
                ]}
              />
            </Panel>
          ) : null}
        </div>
      </div>
      {asking === 'call' ? <ContactDialog definition={pelvicAttempt} of={of} title={t('women.callTitle', '联系 {{name}}', { name: head.name ?? '' })} about="other" phone={head.phone} onSaved={() => setAsking(null)} onClose={() => setAsking(null)} /> : null}
      {asking === 'state' ? <FileStateDialog file={file} onClose={() => setAsking(null)} /> : null}
    </>
  )
}
