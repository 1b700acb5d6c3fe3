import { Alert, App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { premaritalHiv, type StoredPremaritalHiv } from '../../../domain/modules/fertility/hiv.record.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { firstField, Loaded, Page, RecordForm, saveRecord, useBeginAt, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { AdultLine } from './AdultLine.tsx'

type Side = Output<'fertility.premarital.couple'>['man']

/** The confidential result of one sheet: entered by whoever works here, read and changed by the list of names. */
export default function HivPage() {
  const { coupleNumber = '', sheetId = '' } = useParams()
  const opened = useCall('fertility.premarital.couple', { coupleNumber }, { staleTimeMs: 30_000 })
  const back = `/premarital/${coupleNumber}`
  return (
    <Loaded of={opened}>
      {({ man, woman }) => {
        const side = man.sheet?.id === sheetId ? man : woman
        return side.hiv && !side.hiv.row ? <Hidden side={side} back={back} /> : <HivForm side={side} back={back} sheetId={sheetId} stored={side.hiv?.row ?? undefined} />
      }}
    </Loaded>
  )
}

const Head = ({ side }: { side: Side }) => <section className="panel fertility-head" aria-label={t('premaritalScreen.person', '受检者')}><AdultLine adult={side.person} /></section>

function Hidden({ side, back }: { side: Side; back: string }) {
  return (
    <Page title={t('premaritalScreen.hiv', 'HIV检测(保密)')} subtitle={side.hiv?.number} back={back}>
      <Head side={side} />
      <Alert type="info" showIcon title={t('premaritalScreen.hiddenText', '结果已登记(保密编号 {{number}})。只有保密名单内的人员可以查看和修改;需要时请联系他们。', { number: side.hiv?.number ?? '' })} />
    </Page>
  )
}

function HivForm({ side, back, sheetId, stored }: { side: Side; back: string; sheetId: string; stored?: StoredPremaritalHiv | undefined }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const mayWrite = useMay('women.write')
  const initial = useMemo(() => stored ?? { examinationId: sheetId, testedDay: today(), doctorName: user.displayName, number: '—' }, [stored, sheetId, user.displayName])
  const form = useRecordForm({
    definition: premaritalHiv, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(premaritalHiv, stored?.id), saves: 'fertility.hiv.save',
    // A draft would lie open on the workstation.
    draft: false, onCancel: () => void navigate(back), onSaved: () => { void message.success(t('fertility.saved', '已保存')); void navigate(back) },
  })
  const { areaRef } = form
  useBeginAt(() => firstField(areaRef.current))
  const voiding = useVoidRecord(premaritalHiv.id, stored, mayWrite, () => void navigate(back))
  return (
    <Page title={t('premaritalScreen.hiv', 'HIV检测(保密)')} subtitle={stored?.number} back={back} actions={voiding.actions}>
      <Head side={side} />
      {voiding.dialog}
      {stored ? null : <p className="hint">{t('premaritalScreen.hivNote', '保存后只有保密名单内的人员能看到结果,其他人只看到保密编号。')}</p>}
      <RecordForm form={form} readOnly={!mayWrite} omit={['examinationId', 'number']} />
    </Page>
  )
}
