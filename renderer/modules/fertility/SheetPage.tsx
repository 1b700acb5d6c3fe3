import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { premarital, type StoredPremarital } from '../../../domain/modules/fertility/premarital.record.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { Field, FieldGrid, firstField, type InputProps, Loaded, Page, RecordForm, SaveButtons, saveRecord, sectionTitle, SuggestInput, useBeginAt, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { AdultLine } from './AdultLine.tsx'
import { fillUsual } from './usual-findings.ts'

type Couple = Output<'fertility.premarital.couple'>
const FIXED = new Set(['personId', 'partnerId', 'sex', 'coupleNumber', 'number'])
const DOCTORS = new Set(['doctorName', 'chiefDoctorName'])

/** 婚前医学检查表 of one of a couple: what a man and a woman are asked differs by the sheet's sex. */
export default function SheetPage() {
  const { coupleNumber = '', sheetId = '' } = useParams()
  const opened = useCall('fertility.premarital.couple', { coupleNumber }, { staleTimeMs: 30_000 })
  const stored = useCall('fertility.premarital.get', { id: sheetId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{couple => <Loaded of={stored}>{sheet => <SheetForm key={sheet.id} couple={couple} sheet={sheet} />}</Loaded>}</Loaded>
}

function SheetForm({ couple, sheet }: { couple: Couple; sheet: StoredPremarital }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const mayWrite = useMay('women.write')
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const organizations = useCall('organization.list', {}, { staleTimeMs: 60_000 }).data
  const back = `/premarital/${couple.coupleNumber}`
  const readOnly = !mayWrite || sheet.voidedAt !== null
  // Whoever opens an empty sheet examines today, as a rule.
  const initial = useMemo(() => sheet.examinedDay === null && !readOnly ? { ...sheet, examinedDay: today(), doctorName: user.displayName } : sheet, [sheet, readOnly, user.displayName])
  const form = useRecordForm({
    definition: premarital, initial, id: sheet.id, rev: sheet.rev, save: saveRecord(premarital, sheet.id), saves: 'fertility.premarital.save',
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('fertility.saved', '已保存')); void navigate(back) },
  })
  const { areaRef } = form
  useBeginAt(() => firstField(areaRef.current))
  const voiding = useVoidRecord(premarital.id, sheet, mayWrite, () => void navigate('/women?tab=premarital'))
  const person = sheet.sex === '1' ? couple.man : couple.woman
  const names = (staff ?? []).map(one => one.name)
  const hospitals = (organizations ?? []).filter(one => one.active).map(one => one.name)
  const field = (name: string) => DOCTORS.has(name) || name === 'transferHospital'
    ? <Field key={name} name={name} renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={name === 'transferHospital' ? hospitals : names} />} /> : <Field key={name} name={name} />
  return (
    <Page
      title={t('premaritalScreen.sheet', '婚前医学检查表')} subtitle={sheet.number} back={back}
      actions={[
        ...voiding.actions,
        { key: 'hiv', label: t('premaritalScreen.hiv', 'HIV检测(保密)'), shortcut: 'F9', run: () => void navigate(`${back}/sheets/${sheet.id}/hiv`) },
        { key: 'print', label: t('premaritalScreen.printShort', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(`${back}/print?what=examination&id=${sheet.id}`) },
        ...(readOnly ? [] : [
          { key: 'usual', label: t('premaritalScreen.fillUsual', '其余未见异常'), shortcut: 'F6', run: () => fillUsual(form.store) },
          { key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } },
        ]),
      ]}
    >
      <section className="panel fertility-head" aria-label={t('premaritalScreen.person', '受检者')}><AdultLine adult={person.person} role={sheet.sex === '1' ? t('premaritalScreen.man', '男方') : t('premaritalScreen.woman', '女方')} /></section>
      {voiding.dialog}
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        {premarital.sections.map((section, index) => (
          <fieldset key={section.title} className="form-section"><legend>{sectionTitle(premarital, index)}</legend><FieldGrid>{section.fields.filter(name => !FIXED.has(name)).map(field)}</FieldGrid></fieldset>
        ))}
        {readOnly ? null : <SaveButtons form={form} />}
      </RecordForm>
    </Page>
  )
}
