import { Button, Tag } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { PregnancyHead } from '../../../domain/api/pregnancy-head.ts'
import { DELIVERY_MODE, DELIVERY_OUTCOME } from '../../../domain/code/delivery.ts'
import { PREGNANCY_STATE } from '../../../domain/code/maternal-care.ts'
import { CARE_CLOSING, MATERNAL_FINDING, MOTHER_OUTCOME, POSTPARTUM_HANDLING, POSTPARTUM_PLACE, POSTPARTUM_RECOVERY, PREGNANCY_END } from '../../../domain/code/maternal-visit.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { useCall } from '../../api/useCall.ts'
import { gestationText, minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Fact, Loaded, PageActions, Panel, useShortcut } from '../../kit/index.ts'
import { CloseDialog, ReopenDialog } from './CloseDialog.tsx'
import { dutyText, fixedText, type MaternalFile, pressureText, visitStateText } from './maternal-text.ts'
import { usePelvicEntrance } from './pelvic-entrance.ts'
import './maternal.css'

type Delivery = NonNullable<MaternalFile['delivery']>

/** The delivery of the desk with its newborns, visits and the 42-day check, the closing. F4 is what comes next after the birth. */
export default function PostpartumTab({ head }: { head: PregnancyHead }) {
  const file = useCall('maternal.file', { pregnancyId: head.pregnancyId }, { staleTimeMs: 30_000 })
  return <Loaded of={file}>{data => <Postpartum data={data} />}</Loaded>
}

function Postpartum({ data }: { data: MaternalFile }) {
  const navigate = useNavigate()
  const mayWrite = useMay('maternal.write')
  const { head, delivery, duties } = data
  const to = (path: string): void => void navigate(`/pregnancies/${head.pregnancyId}/${path}`)
  const isOpen = mayWrite && delivery !== null && data.pregnancy.closedDay === null
  // Before the 42 days a visit at home, from then on the check.
  const isCheckDue = duties.some(({ kind, state }) => kind === 'postpartumCheck' && state !== 'ahead')
  const entrance = usePelvicEntrance(head.womanId, data.postpartumChecks.at(-1)?.id)
  const next = (): void => to(isCheckDue ? 'check/new' : 'postpartum/new')
  useShortcut(['F4'], next, { enabled: isOpen })
  return (
    <>
      <div className="maternal-two">
        <Panel title={t('maternalCare.delivery', '分娩')} extra={delivery ? <Link className="link-in-text" to={`/deliveries/${delivery.deliveryId}`}>{t('maternalCare.openDelivery', '打开分娩记录')}</Link> : null}>
          {delivery ? <DeliveryFacts delivery={delivery} /> : <p className="hint">{t('maternalCare.noDelivery', '还没有登记分娩;由分娩登记台登记,或按 F7 登记')}</p>}
        </Panel>
        <Closing data={data} mayWrite={mayWrite} />
      </div>
      {delivery ? (
        <>
          <Panel title={t('maternalCare.newborns', '新生儿')}><Newborns delivery={delivery} /></Panel>
          <Panel
            title={t('maternalCare.after', '产后访视与42天检查')}
            extra={<span className="maternal-after"><PageActions actions={entrance} />{isOpen ? <><Button type={isCheckDue ? 'default' : 'primary'} onClick={() => to('postpartum/new')}>{t('maternalCare.newPostpartum', '登记产后访视')}{isCheckDue ? null : <> <kbd>F4</kbd></>}</Button><Button type={isCheckDue ? 'primary' : 'default'} onClick={() => to('check/new')}>{t('maternalCare.newCheck', '登记产后42天检查')}{isCheckDue ? <> <kbd>F4</kbd></> : null}</Button></> : null}</span>}
          >
            <ol className="child-schedule maternal-duties">
              {duties.map(line => (
                <li key={line.kind} className={`is-${line.state}`}>
                  <button type="button" disabled={line.recordId === null && !isOpen} onClick={() => to(`${line.kind === 'postpartumVisit' ? 'postpartum' : 'check'}/${line.recordId ?? 'new'}`)}>
                    <b>{dutyText(line.kind)}</b><small>{line.first} ~ {line.last}</small><small>{line.doneDay ? `${visitStateText('done')} ${line.doneDay}` : visitStateText(line.state)}</small>
                  </button>
                </li>
              ))}
            </ol>
          </Panel>
          <Panel title={t('maternalCare.postpartumVisits', '产后访视记录')}>
            <DataTable<MaternalFile['postpartumVisits'][number]>
              rows={data.postpartumVisits.toReversed()} rowKey="id" label={t('maternalCare.postpartumVisits', '产后访视记录')} empty={t('maternalCare.noPostpartum', '还没有产后访视记录')} onOpen={row => to(`postpartum/${row.id}`)} mark={row => row.assessment === '2' ? 'warn' : undefined}
              columns={[
                { title: t('maternalCare.visitDay', '检查日期'), width: 110, render: (_, row) => row.visitDay },
                { title: t('maternalCare.daysAfter', '产后天数'), width: 84, render: (_, row) => row.daysAfter ?? '—' },
                { title: t('maternal.postpartumVisit.place.label', '访视方式'), width: 110, render: (_, row) => codeText(POSTPARTUM_PLACE, row.place) },
                { title: t('maternal.postpartumVisit.temperatureC.label', '体温'), width: 76, render: (_, row) => fixedText(row.temperatureC, 1) },
                { title: t('maternalCare.pressure', '血压 mmHg'), width: 100, render: (_, row) => pressureText(row) },
                { title: t('maternal.postpartumVisit.assessment.label', '分类'), render: (_, row) => row.assessment ? `${codeText(MATERNAL_FINDING, row.assessment)}${row.assessmentNote ? `:${row.assessmentNote}` : ''}` : '—' },
                { title: t('maternalCare.doctor', '医生'), width: 110, ellipsis: true, render: (_, row) => row.doctorName },
              ]}
            />
          </Panel>
          <Panel title={t('maternalCare.postpartumCheck', '产后42天检查')}>
            <DataTable<MaternalFile['postpartumChecks'][number]>
              rows={data.postpartumChecks.toReversed()} rowKey="id" label={t('maternalCare.postpartumCheck', '产后42天检查')} empty={t('maternalCare.noCheck', '还没有产后42天检查记录')} onOpen={row => to(`check/${row.id}`)} mark={row => row.recovery === '2' ? 'warn' : undefined}
              columns={[
                { title: t('maternalCare.visitDay', '检查日期'), width: 110, render: (_, row) => row.visitDay },
                { title: t('maternalCare.daysAfter', '产后天数'), width: 84, render: (_, row) => row.daysAfter ?? '—' },
                { title: t('maternalCare.pressure', '血压 mmHg'), width: 100, render: (_, row) => pressureText(row) },
                { title: t('maternalCare.recovery', '恢复情况'), render: (_, row) => `${codeText(POSTPARTUM_RECOVERY, row.recovery)}${row.recoveryNote ? `:${row.recoveryNote}` : ''}` },
                { title: t('maternal.postpartumCheck.handling.label', '处理'), width: 110, render: (_, row) => codeText(POSTPARTUM_HANDLING, row.handling) },
                { title: t('maternalCare.doctor', '医生'), width: 110, ellipsis: true, render: (_, row) => row.doctorName },
              ]}
            />
          </Panel>
        </>
      ) : null}
    </>
  )
}

function DeliveryFacts({ delivery }: { delivery: Delivery }) {
  return (
    <dl className="record-facts">
      <Fact label={t('maternalCare.deliveredDay', '分娩日期')}>{delivery.deliveredDay}</Fact>
      <Fact label={t('delivery.gestationAt', '分娩孕周')}>{gestationText(delivery.gestationDays)}</Fact>
      <Fact label={t('delivery.mode.label', '分娩方式')}>{codeText(DELIVERY_MODE, delivery.mode)}</Fact>
      <Fact label={t('delivery.fetusCount.label', '胎数')}>{delivery.fetusCount}</Fact>
      <Fact label={t('maternalCare.dischargedDay', '出院日期')}>{delivery.dischargedDay ?? t('maternalCare.assumed', '未登记,按规则推算')}</Fact>
      <Fact label={t('maternalCare.motherOutcome', '产妇结局')}>{delivery.motherOutcome ? codeText(MOTHER_OUTCOME, delivery.motherOutcome) : '—'}{delivery.isCritical ? <Tag color="error">{t('maternalCare.critical', '危重')}</Tag> : null}</Fact>
      <Fact label={t('delivery.placeName.label', '接生机构名称')} wide>{delivery.placeName ?? '—'}</Fact>
    </dl>
  )
}

function Newborns({ delivery }: { delivery: Delivery }) {
  return (
    <DataTable<Delivery['newborns'][number]>
      rows={delivery.newborns} rowKey="newbornId" label={t('maternalCare.newborns', '新生儿')}
      columns={[
        { title: t('newborn.birthOrder.label', '出生次序'), width: 84, render: (_, row) => row.birthOrder },
        { title: t('maternalCare.name', '姓名'), ellipsis: true, render: (_, row) => row.personId ? <Link className="link-in-text" to={`/people/${row.personId}`}>{row.name ?? t('person.unnamed', '未取名')}</Link> : '—' },
        { title: t('newborn.outcome.label', '分娩结局'), width: 110, render: (_, row) => codeText(DELIVERY_OUTCOME, row.outcome) },
        { title: t('person.sex.label', '性别'), width: 64, render: (_, row) => codeText(SEX, row.sex) },
        { title: t('newborn.bornAt.label', '出生时间'), width: 150, render: (_, row) => minuteText(row.bornAt) },
        { title: t('newborn.weightG.label', '出生体重'), width: 110, render: (_, row) => t('newborn.grams', '{{grams}} 克', { grams: row.weightG }) },
      ]}
    />
  )
}

/** How it ended and whether the care is closed; F10 closes, and what was closed by mistake is taken back with a reason. */
function Closing({ data: { pregnancy }, mayWrite }: { data: MaternalFile; mayWrite: boolean }) {
  const [asking, setAsking] = useState<'close' | 'reopen' | null>(null)
  const isClosed = pregnancy.closedDay !== null
  useShortcut(['F10'], () => setAsking('close'), { enabled: mayWrite && !isClosed })
  return (
    <Panel
      title={t('maternalCare.closing', '结案')}
      extra={mayWrite ? isClosed ? <Button onClick={() => setAsking('reopen')}>{t('maternalCare.reopen', '撤销结案')}</Button> : <Button onClick={() => setAsking('close')}>{t('maternalCare.close', '结案')} <kbd>F10</kbd></Button> : null}
    >
      <dl className="record-facts">
        <Fact label={t('pregnancy.state.label', '妊娠状态')}>{codeText(PREGNANCY_STATE, pregnancy.state)} {pregnancy.stateDay ?? ''}</Fact>
        {pregnancy.endMode ? <Fact label={t('pregnancy.endMode.label', '终止妊娠方式')}>{codeText(PREGNANCY_END, pregnancy.endMode)}</Fact> : null}
        {isClosed ? <>
          <Fact label={t('pregnancy.closeMethod.label', '结案方式')}>{pregnancy.closeMethod ? codeText(CARE_CLOSING, pregnancy.closeMethod) : '—'}</Fact>
          <Fact label={t('pregnancy.closedDay.label', '结案日期')}>{pregnancy.closedDay}</Fact>
          <Fact label={t('pregnancy.closedBy.label', '结案人员')}>{pregnancy.closedBy ?? '—'}</Fact>
          <Fact label={t('pregnancy.closedInstitution.label', '结案单位')}>{pregnancy.closedInstitution ?? '—'}</Fact>
        </> : <Fact label={t('maternalCare.closing', '结案')}>{t('maternalCare.notClosed', '未结案')}</Fact>}
        {pregnancy.stateReason ? <Fact label={t('pregnancy.stateReason.label', '状态说明')} wide>{pregnancy.stateReason}</Fact> : null}
      </dl>
      {asking === 'close' ? <CloseDialog pregnancyId={pregnancy.id} onClose={() => setAsking(null)} /> : asking === 'reopen' ? <ReopenDialog pregnancyId={pregnancy.id} rev={pregnancy.rev} onClose={() => setAsking(null)} /> : null}
    </Panel>
  )
}
