import { Alert, App, Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { person, type StoredPerson } from '../../../domain/modules/people/person.record.ts'
import { isShown } from '../../../domain/record/derive/schema.ts'
import type { CallFailure } from '../../api/client.ts'
import { failureText } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { fieldLabel, FormArea, LabelledInput, Loaded, Output, Page, Panel, PersonSearch, useShortcut } from '../../kit/index.ts'
import { ChildFilesPanel } from './ChildFilesPanel.tsx'
import './people.css'

/** Two records of one human being become one: found, compared, decided with a reason, and reversible. */
export default function PersonMergePage() {
  const { personId = '' } = useParams()
  // In the address: who opens a record that stands in the way comes back to the same two.
  const [params, setParams] = useSearchParams()
  const otherId = params.get('other')
  const one = useCall('person.get', { id: personId }, { staleTimeMs: 60_000 })
  const other = useCall('person.get', { id: otherId ?? '' }, { enabled: otherId !== null, staleTimeMs: 60_000 })
  return (
    <Page title={t('people.merge', '合并档案')} subtitle={t('merge.subtitle', '合并后所有记录归到保留的档案,可以撤销')} back={`/people/${personId}`}>
      <Panel title={t('merge.choose', '查找重复的另一份档案')}>
        <div className="people-search">
          <PersonSearch id="merge-search" autoFocus={otherId === null} label={t('merge.choose', '查找重复的另一份档案')} onChoose={hit => setParams({ other: hit.id }, { replace: true })} />
        </div>
        {otherId === personId ? <div className="issue is-block" role="alert">{t('merge.samePerson', '选中的就是这份档案,请选择另一份')}</div> : null}
      </Panel>
      {otherId && otherId !== personId ? (
        <Loaded of={one}>{first => <Loaded of={other}>{second => <Comparison key={second.id} one={first} other={second} />}</Loaded>}</Loaded>
      ) : null}
    </Page>
  )
}

function Comparison({ one, other }: { one: StoredPerson; other: StoredPerson }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [keptId, setKeptId] = useState(one.id)
  // Null: the file of the person that is kept, as the core proposes.
  const [keptFileId, setKeptFileId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const merge = useWrite('person.merge', (failure: CallFailure) => { setProblem(failureText(failure)); return true })
  const [kept, merged] = keptId === one.id ? [one, other] : [other, one]
  const files = useCall('person.mergeFiles', { keptId: kept.id, mergedId: merged.id, ...(keptFileId ? { keptFileId } : {}) }, { keepPrevious: true })
  const names = Object.keys(person.fields).filter(name => name !== 'mergedIntoId')
  const valueOf = (row: StoredPerson, name: string): unknown => (isShown(person.fields[name as 'name'], row) ? (row as unknown as Record<string, unknown>)[name] ?? null : null)
  const rows = names.filter(name => valueOf(one, name) !== null || valueOf(other, name) !== null)

  async function run(): Promise<void> {
    setProblem(null)
    if (reason.trim().length < 2) { setProblem(t('merge.reasonMissing', '请填写合并原因(至少两个字)')); document.getElementById('merge-reason')?.focus(); return }
    if (files.data === undefined || files.isPlaceholderData) { setProblem(files.error ? failureText(files.error) : t('mergeFiles.loading', '正在核对儿童保健档案,请稍候再试')); return }
    const pair = files.data
    if (pair && pair.conflicts.length > 0) { setProblem(t('mergeFiles.clearFirst', '两份儿童保健档案有不能并存的内容,请先按上面的说明处理')); document.querySelector<HTMLElement>('.merge-conflicts a')?.focus(); return }
    const answer = await merge.run({
      keptId: kept.id, keptRev: kept.rev, mergedId: merged.id, mergedRev: merged.rev, reason: reason.trim(),
      ...(pair ? { files: { keptFileId: pair.kept.fileId, keptFileRev: pair.kept.rev, otherFileId: pair.other.fileId, otherFileRev: pair.other.rev } } : {}),
    })
    if (!answer) return
    void message.success(t('merge.done', '已合并'))
    void navigate(`/people/${kept.id}`, { replace: true })
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => { if (!merge.busy) void run() })
  return (
    <FormArea>
      <Panel title={t('merge.compare', '逐项核对')}>
        <table className="merge-table">
          <thead>
            <tr>
              <th scope="col">{t('merge.keep', '保留哪一份')}</th>
              {[one, other].map(row => (
                <th key={row.id} scope="col" className={row.id === keptId ? 'is-kept' : undefined}>
                  <Radio name="kept" checked={row.id === keptId} onChange={() => { setKeptId(row.id); setKeptFileId(null) }}>{row.id === keptId ? t('merge.kept', '保留') : t('merge.given', '并入另一份')}</Radio>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(name => (
              <tr key={name} className={valueOf(one, name) === valueOf(other, name) ? undefined : 'is-different'}>
                <th scope="row">{fieldLabel(person, name)}</th>
                {[one, other].map(row => <td key={row.id} className={row.id === keptId ? 'is-kept' : undefined}><Output definition={person} name={name} value={valueOf(row, name)} /></td>)}
              </tr>
            ))}
            <tr><th scope="row">{t('people.timeline', '经过')}</th>{[one, other].map(row => <td key={row.id} className={row.id === keptId ? 'is-kept' : undefined}><EventCount personId={row.id} /></td>)}</tr>
          </tbody>
        </table>
        <p className="field-help">{t('merge.explain', '保留的档案内容不变;另一份的分娩、证明、转诊、儿童保健和亲属关系全部归到保留的档案,原编号仍可查到。')}</p>
      </Panel>
      {files.data ? <ChildFilesPanel pair={files.data} oneId={one.id} onKeep={setKeptFileId} /> : null}
      <Panel>
        <LabelledInput id="merge-reason" label={t('merge.reason', '合并原因')} span={12} required>
          <Input id="merge-reason" value={reason} maxLength={300} autoComplete="off" onChange={event => { setReason(event.target.value); setProblem(null) }} />
        </LabelledInput>
        {problem ? <Alert className="merge-problem" type="error" showIcon title={problem} role="alert" /> : null}
        <div className="merge-buttons">
          <Button type="primary" data-save loading={merge.busy} onClick={() => void run()}>
{keptId === one.id ? t('merge.rightIntoLeft', '合并:右边的档案并入左边') : t('merge.leftIntoRight', '合并:左边的档案并入右边')} <kbd>F2</kbd>
          </Button>
        </div>
      </Panel>
    </FormArea>
  )
}

function EventCount({ personId }: { personId: string }) {
  const lines = useCall('person.timeline', { id: personId }).data
  return <>{lines ? t('merge.events', '{{count}} 条记录', { count: lines.length }) : '…'}</>
}
