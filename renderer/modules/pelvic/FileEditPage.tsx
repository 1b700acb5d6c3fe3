import { Alert, App, Button } from 'antd'
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { WomanHead } from '../../../domain/api/woman-head.ts'
import { pelvicFile, type StoredPelvicFile } from '../../../domain/modules/pelvic/file.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Field, FieldGrid, fieldIn, firstField, Loaded, Page, Panel, PersonSearch, RecordForm, saveRecord, sectionTitle, useBeginAt, useFirst, useRecordForm, useShortcut, useVoidRecord, WomanHeadLine } from '../../kit/index.ts'
import { CheckLine } from './CheckLine.tsx'
import './pelvic-file.css'

type Prepared = Output<'pelvic.file.prepare'>

/** A pelvic file: new for a woman who is looked for or known (`?woman=`, from a 42-day check `?check=`), or changed. */
export default function FileEditPage() {
  const { fileId } = useParams()
  const params = useSearchParams()[0]
  const womanId = params.get('woman')
  return fileId ? <Change fileId={fileId} /> : womanId ? <New womanId={womanId} checkId={params.get('check')} /> : <Search />
}

/** Whose file it is, first of all. */
function Search() {
  const navigate = useNavigate()
  const mayRegister = useMay('person.write')
  useShortcut(['Escape'], () => void navigate('/pelvic'))
  return (
    <Page title={t('pelvicFile.new', '建立盆底档案')} back="/pelvic">
      <Panel>
        <PersonSearch
          id="pelvic-woman" autoFocus placeholder={t('women.search', '扫身份证或输入姓名、拼音首字母、证件号、电话')} onChoose={hit => void navigate(`/pelvic/new?woman=${hit.id}`, { replace: true })}
          {...(mayRegister ? { onCreate: (typed: string) => void navigate(`/people/new?next=pelvic${typed ? `&typed=${encodeURIComponent(typed)}` : ''}`) } : {})}
        />
      </Panel>
    </Page>
  )
}

function New({ womanId, checkId }: { womanId: string; checkId: string | null }) {
  const prepared = useFirst(useCall('pelvic.file.prepare', { womanId, ...(checkId ? { checkId } : {}) }, { staleTimeMs: 30_000 }))
  return <Loaded of={prepared}>{data => data.existingId ? <Navigate replace to={`/pelvic/${data.existingId}`} /> : <FileForm head={data.head} initial={data.row} prepared={data} />}</Loaded>
}
function Change({ fileId }: { fileId: string }) {
  const opened = useCall('pelvic.file.open', { id: fileId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{({ head, file }) => file.state === 'closed' ? <Navigate replace to={`/pelvic/${fileId}`} /> : <FileForm head={head} initial={file} stored={file} />}</Loaded>
}

const PLACES = [
  { section: 0, fields: [['openedDay', 3], ['entry', 3], ['doctorName', 3], ['heightCm', 3], ['referredFrom', 12]] },
  { section: 1, fields: [['gravidity', 3], ['parity', 3], ['deliveryDay', 3], ['deliveryMode', 3], ['secondStageMinutes', 3], ['heaviestBirthG', 3], ['perineum', 3], ['isMultiple', 3]] },
  { section: 2, fields: [['history', 12], ['historyNote', 12], ['hasImplant', 3], ['hasIntrauterineDevice', 3], ['isAllergic', 3], ['hasNeverHadIntercourse', 3], ['hasNoUterus', 3], ['isMenopausal', 3], ['menopauseAge', 3], ['allergy', 6], ['medication', 6]] },
] as const

function FileForm({ head, initial, stored, prepared }: { head: WomanHead; initial: Readonly<Record<string, unknown>>; stored?: StoredPelvicFile; prepared?: Prepared }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('pelvic.write')
  const back = stored ? `/pelvic/${stored.id}` : '/pelvic?tab=files'
  const form = useRecordForm({
    definition: pelvicFile, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(pelvicFile, stored?.id), saves: 'pelvic.file.save', draft: stored ? `pelvic.file:${stored.id}` : `pelvic.file:new:${head.womanId}`,
    onCancel: () => void navigate(back),
    onSaved: saved => { void message.success(t('childVisit.saved', '已保存')); void navigate(stored ? back : `/pelvic/${(saved as { id: string }).id}`, { replace: !stored }) },
  })
  const { areaRef } = form
  // What a known birth tells is filled in: the hand begins with what it does not, the history; without one before the births.
  useBeginAt(() => (stored ? firstField(areaRef.current) : fieldIn(areaRef.current, initial.deliveryDay ? 'history' : 'heightCm')))
  const voiding = useVoidRecord(pelvicFile.id, stored, mayWrite, () => void navigate('/pelvic?tab=files'))
  const closed = prepared?.others[0]
  return (
    <Page title={stored ? t('pelvicFile.edit', '修改盆底档案') : t('pelvicFile.new', '建立盆底档案')} back={back} actions={voiding.actions}>
      <WomanHeadLine head={head} />
      {voiding.dialog}
      {closed ? <Alert className="form-alert" type="info" showIcon title={t('pelvicFile.hadOne', '她已有结案的盆底档案 {{number}}({{day}} 结案)。同一问题再来的,请打开原档案后“重新打开”;新的问题再建新档。', { number: closed.number ?? '', day: closed.closedDay ?? '' })} action={<Button size="small" onClick={() => void navigate(`/pelvic/${closed.id}`)}>{t('pelvicFile.openOld', '打开原档案')}</Button>} /> : null}
      {prepared?.check ? <Panel><CheckLine check={prepared.check} /></Panel> : null}
      <RecordForm form={form}>
        {PLACES.map(({ section, fields }) => (
          <fieldset key={section} className="form-section">
            <legend>{sectionTitle(pelvicFile, section)}</legend>
            <FieldGrid>{fields.map(([name, span]) => <Field key={name} name={name} span={span} />)}</FieldGrid>
          </fieldset>
        ))}
      </RecordForm>
    </Page>
  )
}
