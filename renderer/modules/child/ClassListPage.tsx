import { FolderOpenOutlined } from '@ant-design/icons'
import { Alert, App } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { ENTRANCE_OPINION, ENTRANCE_PURPOSE } from '../../../domain/code/child-entrance.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t, messageText } from '../../app/i18n.ts'
import { useMay, useSession } from '../../app/session.ts'
import { classListColumns, classListText, codeText, DataTable, FormArea, LabelledInput, Loaded, Page, Panel, saveFile, TextInput } from '../../kit/index.ts'
import { ValidityText } from './EntranceTab.tsx'
import './child.css'

type ClassList = NonNullable<Output<'child.entrance.import'>>
type Row = ClassList['rows'][number]
type Exam = Output<'child.entrance.list'>['rows'][number]
const PAGE_ROWS = 20

// The list stays while its children are examined one by one, for the one who read it alone: it holds whole document numbers.
let held: { userId: string; list: ClassList; kindergarten: string | null } | null = null

/** A kindergarten's class: who is known, who must be registered, and each child's examination; below, the results. */
export default function ClassListPage() {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('child.write')
  const userId = useSession().user?.id ?? ''
  const [own] = useState(() => held?.userId === userId ? held : null)
  const [list, setList] = useState(own?.list ?? null)
  const [kindergarten, setKindergarten] = useState<string | null>(own?.kindergarten ?? null)
  const choose = useWrite('child.entrance.import')
  const results = useWrite('child.entrance.results')
  const name = kindergarten?.trim() ?? ''
  const keep = (next: ClassList | null, of: string | null): void => { held = next ? { userId, list: next, kindergarten: of } : null }
  async function chooseList(): Promise<void> {
    const chosen = await choose.run(null)
    if (!chosen) return
    setList(chosen)
    keep(chosen, kindergarten)
  }
  async function download(): Promise<void> {
    const made = await results.run(name ? { kindergarten: name } : {})
    if (made) await saveFile(made.fileName, made.base64)
  }
  const open = (row: Row): void => {
    // What does not agree is never examined from here: whose name and numbers are right is found out first.
    if (row.state === 'differs' && row.childId) void navigate(`/people/${row.childId}`)
    else if (row.fileId && row.state === 'matched') void navigate(`/children/${row.fileId}/entrance/new?from=class&kindergarten=${encodeURIComponent(name)}&class=${encodeURIComponent(row.className)}`)
    else if (row.childId) void navigate(`/children/new?child=${row.childId}`)
    else if (row.state === 'unknown') void navigate(`/people/new?next=child&typed=${encodeURIComponent(row.name)}`)
    else void message.info(row.reason ? messageText(row.reason) : t('classList.cannotOpen', '这一行不能直接打开,请核对名单'))
  }
  return (
    <Page
      title={t('classList.title', '入园体检')} back="/children"
      actions={[
        { key: 'results', label: t('classList.results', '结果名单 .xlsx'), shortcut: 'F7', busy: results.busy, run: () => void download() },
        ...(mayWrite ? [{ key: 'import', label: t('classList.import', '导入班级名单'), shortcut: 'F4', icon: <FolderOpenOutlined />, primary: true, busy: choose.busy, run: () => void chooseList() }] : []),
      ]}
    >
      <Panel>
        <FormArea><div className="filters"><LabelledInput id="class-kindergarten" label={t('child.entranceExam.kindergarten.label', '托幼机构')}><TextInput id="class-kindergarten" value={kindergarten} onChange={next => { setKindergarten(next); keep(list, next) }} lines={1} /></LabelledInput></div></FormArea>
      </Panel>
      {list ? (
        <Panel title={`${list.fileName} · ${classListText(list.counts)}`}>
          {list.rows.some(row => row.state !== 'matched') ? <Alert className="form-alert" type="warning" showIcon title={t('classList.check', '未识别的行不会自动处理:请登记、建档或核对后重新导入。')} /> : null}
          <DataTable<Row>
            rows={list.rows} rowKey={row => String(row.line)} label={t('classList.rows', '班级名单')} height={420} mark={row => row.state === 'matched' ? undefined : row.state === 'duplicate' ? 'quiet' : 'warn'} {...(mayWrite ? { onOpen: open } : {})}
            columns={[
              ...Object.values(classListColumns<Row>()),
              { title: t('classList.lastExam', '最近体检'), width: 150, render: (_, row) => row.lastExamDay ? `${row.lastExamDay} ${row.lastOpinion ? codeText(ENTRANCE_OPINION, row.lastOpinion) : ''}` : '—' },
            ]}
          />
        </Panel>
      ) : null}
      <Examined key={name} kindergarten={name} />
    </Page>
  )
}

function Examined({ kindergarten }: { kindergarten: string }) {
  const navigate = useNavigate()
  const [offset, setOffset] = useState(0)
  const exams = useCall('child.entrance.list', { offset, limit: PAGE_ROWS, ...(kindergarten ? { kindergarten } : {}) }, { keepPrevious: true })
  return (
    <Panel title={t('classList.examined', '已登记的体检')}>
      <Loaded of={exams}>
        {({ rows, total }) => (
          <DataTable<Exam>
            rows={rows} rowKey="id" label={t('classList.examined', '已登记的体检')} loading={exams.isPlaceholderData} empty={t('entrance.none', '还没有入园体检')} onOpen={row => void navigate(`/children/${row.fileId}/entrance/${row.id}`)} paging={{ total, offset, limit: PAGE_ROWS, onChange: setOffset }}
            columns={[
              { title: t('person.name.label', '姓名'), ellipsis: true, render: (_, row) => <span title={row.childName ?? ''}>{row.childName ?? '—'}</span> },
              { title: t('child.entranceExam.examDay.label', '体检日期'), width: 104, render: (_, row) => row.examDay },
              { title: t('child.entranceExam.purpose.label', '体检类别'), width: 150, render: (_, row) => codeText(ENTRANCE_PURPOSE, row.purpose) },
              { title: t('child.entranceExam.kindergarten.label', '托幼机构'), ellipsis: true, render: (_, row) => [row.kindergarten, row.className].filter(Boolean).join(' ') || '—' },
              { title: t('entrance.validity', '有效期'), width: 170, render: (_, row) => <ValidityText exam={row} /> },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  )
}
