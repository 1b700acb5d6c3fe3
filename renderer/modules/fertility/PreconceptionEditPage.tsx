import { App } from 'antd'
import { useMemo } from 'react'
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { preconception, type StoredPreconception } from '../../../domain/modules/fertility/preconception.record.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useUser } from '../../app/session.ts'
import { Field, FieldGrid, firstField, type InputProps, Loaded, Page, Panel, PersonInput, RecordForm, SaveButtons, saveRecord, sectionTitle, SuggestInput, useBeginAt, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { registerAddress } from './registering.ts'

const LIST = '/women?tab=preconception'

/** A couple's file: who they are at first, later the assessment, the advice and the notice. */
export default function PreconceptionEditPage() {
  const { coupleId } = useParams()
  return coupleId ? <Stored coupleId={coupleId} /> : <New />
}

function Stored({ coupleId }: { coupleId: string }) {
  const opened = useCall('fertility.preconception.open', { coupleId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{({ couple, woman, husband }) => <CoupleForm key={couple.id} stored={couple} womanName={woman.name ?? ''} husbandName={husband?.name ?? undefined} />}</Loaded>
}

/** The wife first: what there is of her already decides whether a new file is begun. */
function New() {
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const womanId = params.get('woman')
  if (womanId) return <Prepared womanId={womanId} />
  return (
    <Page title={t('preconceptionScreen.new', '登记孕前优生检查')} back={LIST}>
      <Panel title={t('preconceptionScreen.woman', '妻子')}>
        <PersonInput id="preconception-woman" value={null} required autoFocus onChange={id => setParams(id ? { woman: id } : {}, { replace: true })} onCreate={typed => void navigate(registerAddress(typed, '2', '/preconception/new?woman={person}'))} />
      </Panel>
    </Page>
  )
}

function Prepared({ womanId }: { womanId: string }) {
  const [params] = useSearchParams()
  const husbandId = params.get('husband')
  const prepared = useCall('fertility.preconception.prepare', { womanId }, { staleTimeMs: 30_000 })
  return <Loaded of={prepared}>{({ woman, row, openId }) => openId ? <Navigate replace to={`/preconception/${openId}`} /> : <CoupleForm womanName={woman.name ?? ''} row={{ ...row, husbandId }} />}</Loaded>
}

type Props = { stored?: StoredPreconception; row?: Output<'fertility.preconception.prepare'>['row']; womanName: string; husbandName?: string | undefined }

function CoupleForm({ stored, row, womanName, husbandName }: Props) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const back = stored ? `/preconception/${stored.id}` : LIST
  const isFirstAssessment = stored !== undefined && stored.assessedDay === null
  const initial = useMemo(() => stored ? { ...stored, ...(isFirstAssessment ? { assessedDay: today(), doctorName: user.displayName } : {}) } : { educationDay: today(), ...row }, [stored, row, isFirstAssessment, user.displayName])
  const form = useRecordForm({
    definition: preconception, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(preconception, stored?.id), saves: 'fertility.preconception.save', draft: `fertility.preconception:${stored?.id ?? `new:${row?.womanId ?? ''}`}`,
    onCancel: () => void navigate(back), onSaved: saved => { void message.success(t('fertility.saved', '已保存')); void navigate(`/preconception/${(saved as { id: string }).id}`, { replace: true }) },
  })
  const { areaRef } = form
  useBeginAt(() => firstField(areaRef.current))
  const voiding = useVoidRecord(preconception.id, stored, true, () => void navigate(LIST))
  const doctors = (staff ?? []).map(one => one.name)
  const field = (name: string) => {
    if (name === 'womanId') return <Field key={name} name={name} span={6} disabled refText={womanName} />
    if (name === 'husbandId') {
      return <Field key={name} name={name} span={6} refText={husbandName} renderInput={props => <PersonInput {...(props as unknown as InputProps<string>)} known={husbandName} onCreate={typed => void navigate(registerAddress(typed, '1', stored ? `/preconception/${stored.id}/edit` : `/preconception/new?woman=${row?.womanId ?? ''}&husband={person}`))} />} />
    }
    if (name === 'doctorName') return <Field key={name} name={name} renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={doctors} />} />
    return <Field key={name} name={name} />
  }
  // Before the examinations there is nothing to assess.
  const sections = stored ? preconception.sections : preconception.sections.slice(0, 1)
  return (
    <Page title={stored ? t('preconceptionScreen.assess', '评估与告知') : t('preconceptionScreen.new', '登记孕前优生检查')} subtitle={stored?.number} back={back} actions={voiding.actions}>
      {voiding.dialog}
      <RecordForm form={form} withoutButtons>
        {sections.map((section, index) => (
          <fieldset key={section.title} className="form-section"><legend>{sectionTitle(preconception, index)}</legend><FieldGrid>{section.fields.filter(name => name !== 'number').map(field)}</FieldGrid></fieldset>
        ))}
        <SaveButtons form={form} />
      </RecordForm>
    </Page>
  )
}
