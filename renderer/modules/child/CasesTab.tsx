import { Button, Space, Tag } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_CASE_KIND, type ChildCaseKind } from '../../../domain/code/child-case.ts'
import { RISK_LEVEL } from '../../../domain/code/child-high-risk.ts'
import { CHILD_FILE_CLOSING } from '../../../domain/code/child-nutrition.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { codeText, DataTable, Dialog, FormArea, LabelledInput, Loaded, Panel, TextInput, useShortcut } from '../../kit/index.ts'
import { AdviceText, NextText } from './case-words.tsx'
import type { ChildHead } from './tabs.tsx'

type OfFile = Output<'child.case.ofFile'>
type CaseLine = OfFile['cases'][number]
type Proposal = OfFile['proposals'][number]

/** 专案: what is proposed, what is open and when it is next looked at, what was closed. F8 opens the first proposal, or a case of any kind. */
export default function CasesTab({ fileId }: { fileId: string; head: ChildHead }) {
  const navigate = useNavigate()
  const mayWrite = useMay('child.write')
  const list = useCall('child.case.ofFile', { fileId })
  const [declining, setDeclining] = useState<Proposal | null>(null)
  const [choosing, setChoosing] = useState(false)
  const begin = (kind: ChildCaseKind): void => { void navigate(`/children/${fileId}/cases/new?kind=${kind}`) }
  const first = list.data?.proposals[0]
  useShortcut(['F8'], () => { if (first) begin(first.kind); else setChoosing(true) }, { enabled: mayWrite && !declining && !choosing })
  return (
    <Loaded of={list}>
      {({ cases, proposals, declines }) => (
        <>
          {proposals.length > 0 ? (
            <Panel title={t('childCase.proposals', '建议建案(由医生确认)')}>
              <ul className="case-proposals">
                {proposals.map((one, index) => (
                  <li key={one.kind}>
                    <b>{codeText(CHILD_CASE_KIND, one.kind)}</b>{one.severe ? <Tag color="error">{t('childCase.severe', '重')}</Tag> : null}
                    <span className="case-reason">{one.day ? `${one.day} ` : ''}<AdviceText advice={one} />{one.previousCaseId ? <Tag color="warning">{t('childCase.again', '再次入案')}</Tag> : null}</span>
                    {mayWrite ? (
                      <Space>
                        <Button type="primary" size="small" onClick={() => begin(one.kind)}>{t('childCase.confirm', '确认建案')}{index === 0 ? <kbd>F8</kbd> : null}</Button>
                        <Button size="small" onClick={() => setDeclining(one)}>{t('childCase.decline', '不采纳')}</Button>
                      </Space>
                    ) : null}
                  </li>
                ))}
              </ul>
            </Panel>
          ) : null}
          <Panel title={t('childCase.cases', '专案')} extra={mayWrite ? <Button onClick={() => setChoosing(true)}>{t('childCase.new', '建立专案')}{first ? null : <kbd>F8</kbd>}</Button> : null}>
            <DataTable<CaseLine>
              rows={cases} rowKey="id" label={t('childCase.cases', '专案')} empty={t('childCase.none', '没有专案')} onOpen={row => void navigate(`/children/${fileId}/cases/${row.id}`)} mark={row => row.closedDay ? 'quiet' : row.next?.state === 'overdue' ? 'bad' : undefined}
              columns={[
                { title: t('child.case.kind.label', '专案类别'), width: 150, render: (_, row) => codeText(CHILD_CASE_KIND, row.kind) },
                { title: t('child.case.number.label', '专案编号'), width: 126, render: (_, row) => row.number ?? '—' },
                { title: t('child.case.openedDay.label', '建案日期'), width: 104, render: (_, row) => row.openedDay },
                { title: t('childCase.lastVisit', '最近随访'), width: 130, render: (_, row) => row.lastVisitDay ? `${row.lastVisitDay} ×${row.visits}` : '—' },
                { title: t('childCase.next', '下次随访'), width: 200, render: (_, row) => row.closedDay ? t('childCase.closed', '{{day}} 结案:{{reason}}', { day: row.closedDay, reason: row.closingReason ? codeText(CHILD_FILE_CLOSING, row.closingReason) : '' }) : <NextText next={row.next} /> },
                { title: t('childCase.advice', '建议'), render: (_, row) => <>{row.riskLevel ? <Tag color={row.riskLevel === '1' ? 'default' : 'error'}>{codeText(RISK_LEVEL, row.riskLevel)}</Tag> : null}{row.referral ? <AdviceText advice={row.referral} /> : row.closing ? <AdviceText advice={row.closing} /> : row.factorNames ?? ''}</> },
                { title: t('child.case.doctorName.label', '责任医生'), width: 92, ellipsis: true, render: (_, row) => row.doctorName },
              ]}
            />
          </Panel>
          {declines.length > 0 ? (
            <Panel title={t('childCase.declines', '未采纳的建议')}>
              <ul className="case-proposals">{declines.map(one => <li key={one.id}><b>{codeText(CHILD_CASE_KIND, one.kind)}</b><span className="case-reason">{one.day} {one.doctorName}:{one.note}</span></li>)}</ul>
            </Panel>
          ) : null}
          {declining ? <DeclineDialog fileId={fileId} proposal={declining} onClose={() => setDeclining(null)} /> : null}
          {choosing ? <KindDialog open={cases.filter(one => !one.closedDay).map(one => one.kind)} onChoose={begin} onClose={() => setChoosing(false)} /> : null}
        </>
      )}
    </Loaded>
  )
}

/** Which kind of case the doctor opens without a proposal; digits choose. */
function KindDialog({ open, onChoose, onClose }: { open: readonly ChildCaseKind[]; onChoose(kind: ChildCaseKind): void; onClose(): void }) {
  const free = CHILD_CASE_KIND.values.filter(kind => !open.includes(kind))
  useShortcut(free.map((_, index) => String(index + 1)), event => { const kind = free[Number(event.key) - 1]; if (kind) onChoose(kind) }, { inDialog: true, everywhere: true })
  const box = useRef<HTMLDivElement>(null)
  return (
    <Dialog width={420} footer={null} title={t('childCase.new', '建立专案')} onCancel={onClose} first={() => box.current?.querySelector('button')}>
      <div ref={box} className="case-kinds">{free.map((kind, index) => <Button key={kind} block onClick={() => onChoose(kind)}>{codeText(CHILD_CASE_KIND, kind)} <kbd>{index + 1}</kbd></Button>)}</div>
    </Dialog>
  )
}

function DeclineDialog({ fileId, proposal, onClose }: { fileId: string; proposal: Proposal; onClose(): void }) {
  const user = useUser()
  const [note, setNote] = useState<string | null>(null)
  const decline = useWrite('child.caseDecline.save')
  const run = async (): Promise<void> => {
    if (decline.busy || (note?.trim().length ?? 0) < 2) return
    if (await decline.run({ row: { fileId, kind: proposal.kind, basis: proposal.basis, day: today(), doctorName: user.displayName, note } as never })) onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void run(), { inDialog: true })
  return (
    <Dialog
      width={520} title={t('childCase.declineTitle', '不采纳:{{kind}}', { kind: codeText(CHILD_CASE_KIND, proposal.kind) })} onCancel={onClose} onOk={() => void run()} okText={<>{t('form.save', '保存')} <kbd>F2</kbd></>} cancelText={t('form.cancel', '取消')}
      okButtonProps={{ disabled: (note?.trim().length ?? 0) < 2, loading: decline.busy }} first="decline-note"
    >
      <p><AdviceText advice={proposal} /></p>
      <FormArea><LabelledInput id="decline-note" label={t('child.caseDecline.note.label', '不采纳的理由')} required><TextInput id="decline-note" value={note} onChange={setNote} lines={2} /></LabelledInput></FormArea>
    </Dialog>
  )
}
