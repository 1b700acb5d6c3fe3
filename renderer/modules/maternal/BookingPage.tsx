import { Alert, App, Button } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { PREGNANCY_STATE } from '../../../domain/code/maternal-care.ts'
import { pregnancy } from '../../../domain/modules/birth/pregnancy.record.ts'
import { call } from '../../api/client.ts'
import { useCall } from '../../api/useCall.ts'
import { ageText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { codeText, DataTable, Loaded, Page, type PageAction, Panel, PersonSearch, useFirst, useRecordForm } from '../../kit/index.ts'
import { DatingPanel } from './DatingPanel.tsx'
import { PregnancyForm } from './PregnancyForm.tsx'

type Prepared = Output<'maternal.book.prepare'>

/** 建册: the woman is chosen or registered first (`?woman=`), then what dates the pregnancy, with the rule's own sentence beside it. */
export default function BookingPage() {
  const womanId = useSearchParams()[0].get('woman')
  return womanId ? <Prepare key={womanId} womanId={womanId} /> : <Choose />
}

function Choose() {
  const navigate = useNavigate()
  return (
    <Page title={t('booking.new', '建册')} back="/pregnancies">
      <Panel title={t('booking.choose', '先找到孕妇;没有登记过的在名单末尾选择“登记新人员”')}>
        <PersonSearch id="booking-woman" autoFocus onChoose={hit => void navigate(`/pregnancies/new?woman=${hit.id}`, { replace: true })} onCreate={typed => void navigate(`/people/new?next=pregnancy&typed=${encodeURIComponent(typed)}`)} placeholder={t('maternalCare.search', '孕产妇的姓名、拼音首字母、证件号、手册号、电话')} />
      </Panel>
    </Page>
  )
}

function Prepare({ womanId }: { womanId: string }) {
  const prepared = useFirst(useCall('maternal.book.prepare', { womanId }, { staleTimeMs: 30_000 }))
  return prepared.data && !prepared.data.open ? <Booking data={prepared.data} /> : <Page title={t('booking.new', '建册')} back="/pregnancies"><Loaded of={prepared}>{data => <Open data={data} />}</Loaded></Page>
}

/** A woman has one open pregnancy: it is opened instead of booked twice. */
function Open({ data: { woman, open } }: { data: Prepared }) {
  const navigate = useNavigate()
  if (!open) return null
  return (
    <>
      <Woman woman={woman} />
      <Alert className="form-alert" type="warning" showIcon title={t('booking.openAlready', '该孕产妇已有一次未结束的妊娠(建册 {{booked}},预产期 {{expected}}),不能再建册;请打开那一次,确已结束的先登记结局', { booked: open.bookedDay ?? '—', expected: open.expectedDay ?? '—' })}
        action={<Button type="primary" autoFocus onClick={() => void navigate(`/pregnancies/${open.pregnancyId}`, { replace: true })}>{t('booking.openThat', '打开那一次妊娠')}</Button>} />
    </>
  )
}

function Booking({ data }: { data: Prepared }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const back = (): void => void navigate('/pregnancies')
  const form = useRecordForm({
    definition: pregnancy, initial: data.row, saves: 'maternal.book', draft: `pregnancy:new:${data.woman.womanId}`, save: row => call('maternal.book', { row: row as never }), onCancel: back,
    onSaved: (saved: { id: string }) => { void message.success(t('booking.done', '已建册')); void navigate(`/pregnancies/${saved.id}`, { replace: true }) },
  })
  const actions: PageAction[] = [{ key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } }]
  return (
    <Page title={t('booking.new', '建册')} back="/pregnancies" actions={actions}>
      <Woman woman={data.woman} />
      <PregnancyForm form={form} beside={<><DatingPanel store={form.store} />{data.earlier.length > 0 ? <Earlier rows={data.earlier} /> : null}</>} />
    </Page>
  )
}

function Woman({ woman }: { woman: Prepared['woman'] }) {
  return (
    <section className="panel child-head" aria-label={t('pregnancy.head', '孕产妇')}>
      <div className="person-head"><span className="person-head-name" title={woman.name ?? ''}>{woman.name ?? t('pregnancy.noName', '(无姓名)')}</span>{woman.birthDay ? <span>{woman.birthDay} {ageText(woman.birthDay)}</span> : null}<span>{woman.idNumber ?? '—'}</span><span>{t('pregnancy.phone', '电话 {{phone}}', { phone: woman.phone ?? '—' })}</span></div>
      <div className="child-head-more"><span className="child-address" title={woman.address}>{woman.address || '—'}</span></div>
    </section>
  )
}

/** What is known of earlier pregnancies: gravidity and parity are counted from them. */
function Earlier({ rows }: { rows: Prepared['earlier'] }) {
  const navigate = useNavigate()
  return (
    <Panel title={t('booking.before', '以前的妊娠')}>
      <DataTable<Prepared['earlier'][number]>
        rows={rows} rowKey="pregnancyId" label={t('booking.before', '以前的妊娠')} onOpen={row => void navigate(`/pregnancies/${row.pregnancyId}`)}
        columns={[
          { title: t('maternalCare.stateShort', '状态'), render: (_, row) => codeText(PREGNANCY_STATE, row.state) },
          { title: t('booking.ended', '结束日期'), width: 100, render: (_, row) => row.endedDay ?? '—' },
        ]}
      />
    </Panel>
  )
}
