import { Button, Input, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { CallFailure } from '../../api/client.ts'
import { failureText } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { DataTable, Dialog, FormArea, LabelledInput, Loaded, Page, Panel, personName, useShortcut } from '../../kit/index.ts'
import './people.css'

type Merge = Output<'person.merges'>[number]
const MOST = 200

/** What was merged, by whom and why, and the way back. */
export default function MergesPage() {
  const merges = useCall('person.merges', { offset: 0, limit: MOST })
  const [undoing, setUndoing] = useState<Merge | null>(null)
  const name = (text: string | null): string => personName({ name: text, motherName: null })
  return (
    <Page title={t('people.merges', '合并记录')} back="/people">
      <Panel>
        <Loaded of={merges}>
          {rows => (
            <DataTable<Merge>
              rows={rows} rowKey="id" label={t('people.merges', '合并记录')} empty={t('merge.none', '还没有合并过档案')} mark={row => (row.undoneAt ? 'quiet' : undefined)}
              columns={[
                { title: t('merge.at', '合并时间'), width: 150, render: (_, row) => instantText(row.mergedAt) },
                { title: t('merge.kept', '保留'), ellipsis: true, render: (_, row) => <Link to={`/people/${row.keptId}`} title={name(row.keptName)}>{name(row.keptName)}</Link> },
                { title: t('merge.merged', '并入的档案'), ellipsis: true, render: (_, row) => <Link to={`/people/${row.mergedId}`} title={name(row.mergedName)}>{name(row.mergedName)}</Link> },
                { title: t('merge.reason', '合并原因'), ellipsis: true, render: (_, row) => <span title={row.reason}>{row.reason}</span> },
                { title: t('merge.by', '经办人'), dataIndex: 'mergedByName', width: 110, ellipsis: true },
                {
                  title: t('merge.state', '状态'), width: 210,
                  render: (_, row) => row.undoneAt ? <Tag>{t('merge.undoneAt', '{{at}} 已撤销', { at: instantText(row.undoneAt) })}</Tag> : <Button size="small" onClick={() => setUndoing(row)}>{t('merge.undo', '撤销合并')}</Button>,
                },
              ]}
            />
          )}
        </Loaded>
      </Panel>
      {undoing ? <UndoDialog merge={undoing} onClose={() => setUndoing(null)} /> : null}
    </Page>
  )
}

function UndoDialog({ merge, onClose }: { merge: Merge; onClose(): void }) {
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const unmerge = useWrite('person.unmerge', (failure: CallFailure) => { setProblem(failureText(failure)); return true })
  async function run(): Promise<void> {
    if (reason.trim().length < 2) { setProblem(t('merge.undoReasonMissing', '请填写撤销原因(至少两个字)')); return }
    if (await unmerge.run({ mergeId: merge.id, reason: reason.trim() }) !== undefined) onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => { if (!unmerge.busy) void run() }, { inDialog: true })
  return (
    <Dialog
      title={t('merge.undo', '撤销合并')} okText={<>{t('merge.undo', '撤销合并')} <kbd>F2</kbd></>} cancelText={t('form.cancel', '取消')} onOk={() => void run()} onCancel={onClose} confirmLoading={unmerge.busy}
      first="undo-reason"
    >
      <p>{t('merge.undoText', '“{{merged}}”的档案将恢复,合并时移动的记录全部移回;合并之后新登记的记录仍留在“{{kept}}”名下。', { merged: personName({ name: merge.mergedName, motherName: null }), kept: personName({ name: merge.keptName, motherName: null }) })}</p>
      <FormArea>
        <LabelledInput id="undo-reason" label={t('merge.undoReason', '撤销原因')} required>
          <Input id="undo-reason" value={reason} maxLength={300} autoComplete="off" onChange={event => setReason(event.target.value)} />
        </LabelledInput>
      </FormArea>
      {problem ? <div className="issue is-block" role="alert">{problem}</div> : null}
    </Dialog>
  )
}
