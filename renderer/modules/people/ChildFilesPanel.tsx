import { Radio, Tag } from 'antd'
import { Link } from 'react-router'
import type { Output as CallOutput } from '../../../domain/api/api.ts'
import { childFile } from '../../../domain/modules/child/file.record.ts'
import { RECORDS } from '../../../domain/modules/index.ts'
import type { RecordDefinition } from '../../../domain/record/define.ts'
import { dayText } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { fieldLabel, Output, Panel, recordTitle } from '../../kit/index.ts'
import { childRecordLink } from './child-record-link.ts'

export type FilePair = NonNullable<CallOutput<'person.mergeFiles'>>
type File = FilePair['kept']

/** Two child health files beside one another: what each holds, what they say differently, and what must be cleared first. */
export function ChildFilesPanel({ pair, oneId, onKeep }: { pair: FilePair; oneId: string; onKeep(fileId: string): void }) {
  // Left stays left, whichever of the two goes on.
  const files = pair.kept.childId === oneId ? [pair.kept, pair.other] : [pair.other, pair.kept]
  const isKept = (file: File): boolean => file.fileId === pair.kept.fileId
  const records = RECORDS.filter(definition => files.some(file => file.records.some(row => row.record === definition.id))) as readonly RecordDefinition[]
  return (
    <Panel title={t('mergeFiles.title', '两份儿童保健档案')}>
      <Conflicts pair={pair} />
      <table className="merge-table" data-panel="child-files">
        <thead>
          <tr>
            <th scope="col">{t('mergeFiles.keep', '沿用哪一份')}</th>
            {files.map(file => (
              <th key={file.fileId} scope="col" className={isKept(file) ? 'is-kept' : undefined}>
                <Radio name="keptFile" checked={isKept(file)} onChange={() => onKeep(file.fileId)}>
                  {isKept(file) ? t('mergeFiles.kept', '沿用') : t('mergeFiles.given', '并入后作废')} <span className="number">{file.number}</span>
                </Radio>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr><th scope="row">{fieldLabel(childFile, 'openedDay')}</th>{files.map(file => <td key={file.fileId}>{dayText(file.openedDay)}</td>)}</tr>
          {records.map(definition => (
            <tr key={definition.id}>
              <th scope="row">{recordTitle(definition)}</th>
              {files.map(file => <td key={file.fileId}><Count row={file.records.find(row => row.record === definition.id)} /></td>)}
            </tr>
          ))}
          {pair.heads.map(head => (
            <tr key={head.name} className="is-different">
              <th scope="row">{fieldLabel(childFile, head.name)}</th>
              {files.map(file => <td key={file.fileId}><HeadValue head={head} isKept={isKept(file)} /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="field-help">{t('mergeFiles.explain', '两份档案的随访、筛查、专案等记录全部归到沿用的档案;两份都有的内容以沿用的为准,沿用的没有填的由另一份补上,没有采用的留在修改历史里。撤销合并时各回原档。')}</p>
    </Panel>
  )
}

function Count({ row }: { row: File['records'][number] | undefined }) {
  if (!row) return <span className="no-value">—</span>
  return <>{row.lastDay ? t('mergeFiles.countUntil', '{{count}} 条,最近 {{day}}', { count: row.count, day: dayText(row.lastDay) }) : t('mergeFiles.count', '{{count}} 条', { count: row.count })}</>
}

function HeadValue({ head, isKept }: { head: FilePair['heads'][number]; isKept: boolean }) {
  const value = isKept ? head.kept : head.other
  const text = head.hidden ? <span className="no-value">{t('mergeFiles.hidden', '(需要儿童保健权限查看)')}</span> : <Output definition={childFile} name={head.name} value={value} refText={String(value)} />
  if (isKept) return text
  return <>{text} {head.result === 'filled' ? <Tag color="success">{t('mergeFiles.filled', '补入')}</Tag> : <Tag>{t('mergeFiles.notTaken', '不采用')}</Tag>}</>
}

function Conflicts({ pair }: { pair: FilePair }) {
  const mayOpen = useMay('child.read')
  if (pair.conflicts.length === 0) return null
  const numberOf = (fileId: string): string => (fileId === pair.kept.fileId ? pair.kept : pair.other).number ?? ''
  return (
    <div className="merge-conflicts" role="alert">
      <strong>{t('mergeFiles.conflicts', '有 {{count}} 处不能并存,处理以后才能合并', { count: pair.conflicts.length })}</strong>
      <ul>
        {pair.conflicts.map(conflict => (
          <li key={`${conflict.sentence.key}:${conflict.rows.map(row => row.rowId).join(':')}`}>
            {messageText(conflict.sentence)}
            {mayOpen ? conflict.rows.map(row => <Link key={row.rowId} to={childRecordLink(row.record, row.fileId, row.rowId)}>{t('mergeFiles.open', '打开 {{number}} 的记录', { number: numberOf(row.fileId) })}</Link>) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
