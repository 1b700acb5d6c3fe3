import { FolderOpenOutlined } from '@ant-design/icons'
import { Alert, App, Tag } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_CONTACT } from '../../../domain/code/child-check.ts'
import { EYE_ADVICE, EYE_REFERRAL_STATE } from '../../../domain/code/eye-check.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { countText, today } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useSession } from '../../app/session.ts'
import { classListColumns, type ClassListRow, classListText, codeText, DataTable, DayInput, FormArea, LabelledInput, Loaded, Page, Panel, StateTag, SuggestInput, useFirst } from '../../kit/index.ts'
import { classVisitAddress } from './class-visit.ts'
import { useWatchedFolders } from './useWatchedFolders.ts'
import './eye.css'

type Eyes = Output<'eye.group.eyes'>[number]
/** A class of a file (`fileName`) is recognised anew each time the page opens, one of the children's files is as it was listed. */
type Class = { readonly title: string; readonly fileName: string | null; readonly rows: readonly ClassListRow[] }
/** What the page is busy with; `at` is the child whose visit was opened last. */
type Held = { userId: string; list: Class | null; kindergarten: string | null; className: string | null; visitDay: string; at: string | null }

// The class stays while its children are examined one by one, for the one who opened it alone: it holds whole document numbers.
let held: Held | null = null

/** A kindergarten's class in one go: each child with what is due, Enter opens its visit, and saving leads to the next child. */
export default function ClassPage() {
  const userId = useSession().user?.id ?? ''
  const [own, setOwn] = useState<Held>(() => held?.userId === userId ? held : { userId, list: null, kindergarten: null, className: null, visitDay: today(), at: null })
  const change = (next: Partial<Held>): void => { held = { ...own, ...next }; setOwn(held) }
  // Who was registered since the list was read is recognised without it being chosen again.
  const again = useCall('eye.group.again', null, { enabled: (own.list?.fileName ?? null) !== null && own.list!.rows.some(row => row.state !== 'matched') })
  const renewed = again.data
  const list = own.list && renewed?.fileName === own.list.fileName ? { title: `${renewed.fileName} · ${classListText(renewed.counts)}`, fileName: renewed.fileName, rows: renewed.rows } : own.list
  const { visitDay } = own
  const [kindergarten, className] = [own.kindergarten?.trim() ?? '', own.className?.trim() ?? '']
  const choose = useWrite('eye.group.read')
  const byFiles = useWrite('eye.group.children')
  const kindergartens = useCall('eye.group.kindergartens', null, { staleTimeMs: 60_000 }).data ?? []
  const classNames = [...new Set(list?.rows.map(row => row.className).filter(Boolean))]
  const { message } = App.useApp()
  useWatchedFolders()
  async function chooseList(): Promise<void> {
    const chosen = await choose.run(null)
    if (chosen) change({ list: { title: `${chosen.fileName} · ${classListText(chosen.counts)}`, fileName: chosen.fileName, rows: chosen.rows }, at: null })
  }
  async function listByFiles(): Promise<void> {
    if (kindergarten === '') { void message.warning(t('eyeClass.whichKindergarten', '请先填写“托幼机构”')); document.getElementById('eye-class-kindergarten')?.focus(); return }
    const rows = await byFiles.run({ kindergarten, ...(className ? { className } : {}) })
    if (rows) change({ list: { title: [kindergarten, className].filter(Boolean).join(' '), fileName: null, rows }, at: null })
  }
  return (
    <Page
      title={t('eyeClass.title', '集体检查')} back="/eyes"
      actions={[
        { key: 'files', label: t('eyeClass.byFiles', '按档案列出'), shortcut: 'F6', busy: byFiles.busy, run: () => void listByFiles() },
        { key: 'import', label: t('classList.import', '导入班级名单'), shortcut: 'F4', icon: <FolderOpenOutlined />, primary: list === null, busy: choose.busy, run: () => void chooseList() },
      ]}
    >
      <Panel>
        <FormArea>
          <div className="filters">
            <LabelledInput id="eye-class-kindergarten" label={t('child.entranceExam.kindergarten.label', '托幼机构')}><SuggestInput id="eye-class-kindergarten" autoFocus={list === null} value={own.kindergarten} suggestions={kindergartens.map(one => one.name)} onChange={next => change({ kindergarten: next })} /></LabelledInput>
            <LabelledInput id="eye-class-name" label={t('child.entranceExam.className.label', '班级')}><SuggestInput id="eye-class-name" value={own.className} suggestions={classNames} onChange={next => change({ className: next })} /></LabelledInput>
            <LabelledInput id="eye-class-day" label={t('eyeScreen.day', '检查日期')}><DayInput id="eye-class-day" value={visitDay} onChange={next => change({ visitDay: next ?? today() })} /></LabelledInput>
          </div>
        </FormArea>
      </Panel>
      {/* Who is next is known when everybody is. */}
      {list && again.isFetching ? null : list ? <Children list={list} of={{ kindergarten, className, visitDay }} at={own.at} onOpen={at => change({ at })} /> : <p className="hint">{t('eyeClass.begin', '按 F4 读入幼儿园的班级名单(.xlsx、.csv);或者填写托幼机构,按 F6 列出档案里的儿童。')}</p>}
    </Page>
  )
}

type ChildrenProps = { list: Class; of: { kindergarten: string; className: string; visitDay: string }; at: string | null; onOpen(fileId: string): void }
const LIST_HEIGHT = 390

function Children({ list, of, at, onOpen }: ChildrenProps) {
  const asked = useCall('eye.group.eyes', { fileIds: list.rows.flatMap(row => row.fileId && row.state === 'matched' ? [row.fileId] : []), visitDay: of.visitDay }, { keepPrevious: true })
  // Before the first answer of this look nobody can say who is next.
  const first = useFirst(asked)
  return <Loaded of={first}>{() => <Rows key={list.title} list={list} of={of} at={at} onOpen={onOpen} eyes={new Map((asked.data ?? []).map(one => [one.fileId, one]))} />}</Loaded>
}

function Rows({ list: { title, rows }, of, at, onOpen, eyes }: ChildrenProps & { eyes: ReadonlyMap<string, Eyes> }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const columns = classListColumns<ClassListRow>()
  const eyesOf = (row: ClassListRow): Eyes | undefined => row.state === 'matched' && row.fileId ? eyes.get(row.fileId) : undefined
  const isSeen = (row: ClassListRow): boolean => eyesOf(row)?.visit?.visitDay === of.visitDay
  const seen = rows.filter(isSeen)
  const toSee = rows.filter(row => eyesOf(row) && !isSeen(row)).length
  function open(row: ClassListRow): void {
    const { visit } = eyesOf(row) ?? {}
    // What does not agree is never examined from here: whose name and numbers are right is found out first.
    if (row.state === 'differs' && row.childId) void navigate(`/people/${row.childId}`)
    else if (row.fileId && row.state === 'matched') { onOpen(row.fileId); void navigate(classVisitAddress(row.fileId, visit?.id ?? 'new', { ...of, className: of.className || row.className })) }
    else if (row.childId) void navigate(`/children/new?child=${row.childId}&next=eye`)
    else if (row.state === 'unknown') void navigate(`/people/new?next=eye&typed=${encodeURIComponent(row.name)}`)
    else void message.info(row.reason ? messageText(row.reason) : t('classList.cannotOpen', '这一行不能直接打开,请核对名单'))
  }
  return (
    <Panel title={title} extra={<b role="status">{t('eyeClass.counts', '共 {{all}} 名:已检查 {{seen}},未检查 {{toSee}},转诊 {{referred}}', { all: countText(rows.length), seen: countText(seen.length), toSee: countText(toSee), referred: countText(seen.filter(row => eyesOf(row)?.visit?.referral).length) })}</b>}>
      {rows.some(row => row.state !== 'matched') ? <Alert className="form-alert" type="warning" showIcon title={t('eyeClass.check', '未识别的行不会自动处理:请按 Enter 登记、建档或核对,回到本页时会重新识别。')} /> : null}
      <DataTable<ClassListRow>
        rows={rows} rowKey={row => String(row.line)} label={t('classList.rows', '班级名单')} height={LIST_HEIGHT} start={nextAfter(rows, at, row => eyesOf(row) !== undefined && !isSeen(row))} onOpen={open}
        mark={row => row.state === 'duplicate' || isSeen(row) ? 'quiet' : row.state === 'matched' ? undefined : 'warn'} empty={t('eyeClass.nobody', '没有在管的儿童')}
        columns={[
          columns.line, columns.name, columns.sex, columns.birthDay, columns.className, columns.state,
          { title: t('eyeClass.state', '检查'), width: 250, render: (_, row) => { const own = eyesOf(row); return own ? <EyesState eyes={own} day={of.visitDay} /> : row.reason ? messageText(row.reason) : '' } },
          { title: t('eyeScreen.conclusion', '检查结论'), ellipsis: true, render: (_, row) => { const text = eyesOf(row)?.visit?.conclusion ?? ''; return <span title={text}>{text}</span> } },
          { title: t('eyeClass.last', '最近检查'), width: 100, render: (_, row) => eyesOf(row)?.lastVisitDay ?? '—' },
        ]}
      />
    </Panel>
  )
}

/** Where the work goes on: the next child after the last one that is still to be seen, from the top again at the end. */
function nextAfter(rows: readonly ClassListRow[], at: string | null, isToSee: (row: ClassListRow) => boolean): number {
  const here = rows.findIndex(row => row.fileId === at)
  const next = rows.findIndex((row, index) => index > here && isToSee(row))
  return next >= 0 ? next : Math.max(0, rows.findIndex(isToSee))
}

/** What is due of a child, or what became of it that day. */
function EyesState({ eyes: { contact, visit, offered }, day }: { eyes: Eyes; day: string }) {
  const isOfDay = visit?.visitDay === day
  return (
    <>
      {isOfDay ? <Tag color="success">{t('eyeClass.seen', '已检查')}</Tag>
        : visit ? <Tag>{t('eyeClass.before', '{{day}} 已查 {{contact}}', { day: visit.visitDay, contact: codeText(CHILD_CONTACT, visit.contact) })}</Tag>
          : contact ? <Tag color="processing">{t('eyeClass.due', '应查 {{contact}}', { contact: codeText(CHILD_CONTACT, contact) })}</Tag> : t('eyeClass.noContact', '没有应查的时点')}
      {isOfDay && visit.referral ? <StateTag table={EYE_REFERRAL_STATE} state={visit.referral} /> : isOfDay && visit.advice && visit.advice !== 'none' ? <Tag color="warning">{codeText(EYE_ADVICE, visit.advice)}</Tag> : null}
      {!isOfDay && offered > 0 ? <Tag>{t('eyeClass.offered', '仪器结果 {{count}} 条', { count: offered })}</Tag> : null}
    </>
  )
}
