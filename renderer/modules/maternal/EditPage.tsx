import { App } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { pregnancy } from '../../../domain/modules/birth/pregnancy.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { DataTable, Loaded, Page, type PageAction, Panel, PregnancyHeadLine, RecordForm, saveRecord, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { DatingPanel } from './DatingPanel.tsx'
import type { MaternalFile } from './maternal-text.ts'
import { DatingFields, PregnancyForm } from './PregnancyForm.tsx'

/** The booking changed. */
export default function EditPage() { return <PregnancyChange datingOnly={false} /> }
/** 更正预产期: what dates the pregnancy alone, with the expected day before and after and every earlier change. */
export function RedatePage() { return <PregnancyChange datingOnly /> }

function PregnancyChange({ datingOnly }: { datingOnly: boolean }) {
  const { pregnancyId = '' } = useParams()
  const file = useCall('maternal.file', { pregnancyId }, { staleTimeMs: 30_000 })
  return <Loaded of={file}>{data => <Change key={data.pregnancy.id} data={data} datingOnly={datingOnly} />}</Loaded>
}

function Change({ data: { head, pregnancy: row, redatings }, datingOnly }: { data: MaternalFile; datingOnly: boolean }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const back = `/pregnancies/${row.id}`
  const toBack = (): void => void navigate(back)
  const form = useRecordForm({
    definition: pregnancy, initial: row, id: row.id, rev: row.rev, save: saveRecord(pregnancy, row.id), saves: 'pregnancy.save', onCancel: toBack, draft: `pregnancy:${row.id}`,
    onSaved: () => { void message.success(t('childVisit.saved', '已保存')); toBack() },
  })
  // A booking for the wrong woman; one that holds records says which.
  const voiding = useVoidRecord(pregnancy.id, row, useMay('birth.write') && !datingOnly, () => void navigate('/pregnancies', { replace: true }))
  const actions: PageAction[] = [...voiding.actions, { key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } }]
  const dating = <DatingPanel store={form.store} before={row.expectedDay} />
  return (
    <Page title={datingOnly ? t('booking.redate', '更正预产期') : t('booking.edit', '修改建册信息')} back={back} actions={actions}>
      <PregnancyHeadLine head={head} />
      {voiding.dialog}
      {datingOnly ? (
        <RecordForm form={form} withoutButtons>
          <div className="visit-layout">
            <div><DatingFields /><Panel title={t('booking.redatings', '预产期更正记录')}><Redatings rows={redatings} /></Panel></div>
            <div className="visit-side">{dating}</div>
          </div>
        </RecordForm>
      ) : <PregnancyForm form={form} beside={dating} />}
    </Page>
  )
}

/** Every change of the expected day with the sentence that decided it and what the doctor answered. */
export function Redatings({ rows }: { rows: MaternalFile['redatings'] }) {
  return (
    <DataTable<MaternalFile['redatings'][number]>
      rows={rows.toReversed()} rowKey="id" label={t('booking.redatings', '预产期更正记录')} empty={t('booking.noRedatings', '预产期没有更正过')}
      columns={[
        { title: t('booking.changedDay', '更正日期'), width: 100, render: (_, row) => row.changedDay },
        { title: t('booking.oldDay', '原预产期'), width: 100, render: (_, row) => row.oldExpectedDay },
        { title: t('booking.newDay', '新预产期'), width: 100, render: (_, row) => row.newExpectedDay ?? '—' },
        { title: t('booking.reason', '依据'), render: (_, row) => [row.reason, row.note].filter(Boolean).join(';') || '—' },
        { title: t('booking.by', '更正人'), width: 84, ellipsis: true, render: (_, row) => row.doctorName },
      ]}
    />
  )
}
