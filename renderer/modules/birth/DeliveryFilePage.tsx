import { Alert, Button, Space } from 'antd'
import { useEffect, useRef } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { BLANK_STATE } from '../../../domain/code/certificate.ts'
import { DELIVERY_OUTCOME, NEWBORN_HEALTH } from '../../../domain/code/delivery.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { delivery as deliveryRecord } from '../../../domain/modules/birth/delivery.record.ts'
import { useCall } from '../../api/useCall.ts'
import { gestationText, minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Loaded, Page, type PageAction, Panel, RecordFacts, StateTag } from '../../kit/index.ts'
import { CareFacts, CourseFacts, hasCourse } from './CoursePart.tsx'
import { motherText } from './mother-text.ts'
import './birth.css'

type Child = Output<'delivery.file'>['newborns'][number]

/** One delivery: mother, circumstances, each newborn with the way to its certificate. */
export default function DeliveryFilePage() {
  const { deliveryId = '' } = useParams()
  const navigate = useNavigate()
  const mayWrite = useMay('birth.write')
  const isNew = useSearchParams()[0].get('saved') === '1'
  const file = useCall('delivery.file', { id: deliveryId }, { staleTimeMs: 30_000 })
  const address = `/deliveries/${deliveryId}`
  const actions: PageAction[] = [
    { key: 'history', label: t('people.historyShort', '历史'), run: () => void navigate(`${address}/history`) },
    ...(mayWrite && file.data ? [{ key: 'edit', label: t('people.editShort', '修改'), shortcut: 'F2', run: () => void navigate(`${address}/edit`) }] : []),
    ...(mayWrite ? [{ key: 'next', label: t('delivery.next', '登记下一例'), shortcut: 'F4', run: () => void navigate('/deliveries/new') }] : []),
  ]
  return (
    <Page title={t('delivery.file', '分娩记录')} back="/deliveries" actions={actions}>
      <Loaded of={file}>
        {({ delivery, mother, newborns }) => (
          <>
            {isNew ? <NextSteps newborns={newborns} /> : null}
            {delivery.voidedAt ? <Alert className="form-alert" type="warning" showIcon title={t('delivery.voided', '这条分娩记录已作废。{{reason}}', { reason: delivery.voidReason ?? '' })} /> : null}
            <Panel title={<Link to={`/people/${mother.id}`}>{motherText(mother)}</Link>}>
              <RecordFacts
                definition={deliveryRecord} row={delivery} names={['admissionNumber', 'gestationDays', 'mode', 'fetusCount', 'placeType', 'placeRegion', 'placeName', 'attendantType', 'attendantName', 'treatedInLicensed', ...(delivery.note ? ['note'] : [])]}
                instead={{ gestationDays: gestationText(delivery.gestationDays) }} labels={{ gestationDays: t('delivery.gestationAt', '分娩孕周') }} wide={['note']}
              />
            </Panel>
            <Panel title={t('delivery.newborns', '新生儿')}><Newborns newborns={newborns} /></Panel>
            {hasCourse(delivery, newborns.map(child => child.newborn)) ? (
              <Panel title={t('delivery.course', '产程、出血与新生儿处理')}>
                <CourseFacts row={delivery} />
                {newborns.map(({ newborn }) => <CareFacts key={newborn.id} row={newborn} />)}
              </Panel>
            ) : null}
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** Whom a certificate can still be begun for, and whether this user may. */
function useCertificateSteps(newborns: readonly Child[]): { open: readonly Child[]; mayOpen: boolean } {
  return { open: newborns.filter(child => child.newborn.outcome === '1' && child.certificateNumber === null), mayOpen: useMay('certificate.read') }
}

function NextSteps({ newborns }: { newborns: readonly Child[] }) {
  const navigate = useNavigate()
  const box = useRef<HTMLDivElement>(null)
  const { open, mayOpen } = useCertificateSteps(newborns)
  useEffect(() => { box.current?.querySelector('button')?.focus() }, [])
  return (
    <div ref={box}>
      <Alert
        className="form-alert" type="success" showIcon title={t('delivery.saved', '已登记 {{count}} 名新生儿', { count: newborns.length })}
        description={open.length === 0 ? t('delivery.noneToIssue', '没有可签发出生医学证明的活产儿。') : mayOpen ? (
          <Space wrap>
            {open.map(child => (
              <Button key={child.newborn.id} type="primary" onClick={() => void navigate(`/certificate/${child.newborn.id}`)}>
                {newborns.length > 1 ? t('delivery.toCertificateOf', '去办第 {{order}} 名的出生证', { order: child.newborn.birthOrder }) : t('delivery.toCertificate', '去办出生证')}
              </Button>
            ))}
          </Space>
        ) : t('delivery.byIssuer', '出生医学证明由签发人员办理,已出现在出生证明窗口的待登记列表中。')}
      />
    </div>
  )
}

function Newborns({ newborns }: { newborns: readonly Child[] }) {
  const navigate = useNavigate()
  const { mayOpen } = useCertificateSteps(newborns)
  const number = (value: number | null, unit: string): string => (value === null ? '—' : `${value} ${unit}`)
  return (
    <DataTable<Child>
      rows={newborns} rowKey={child => child.newborn.id} label={t('delivery.newborns', '新生儿')}
      columns={[
        { title: t('delivery.order', '次序'), width: 56, render: (_, { newborn }) => newborn.birthOrder },
        { title: t('newborn.name', '新生儿姓名'), ellipsis: true, render: (_, { newborn, personName }) => newborn.personId ? <Link to={`/people/${newborn.personId}`} title={personName ?? ''}>{personName ?? t('person.unnamed', '未取名')}</Link> : '—' },
        { title: t('person.sex.label', '性别'), width: 64, ellipsis: true, render: (_, { newborn }) => codeText(SEX, newborn.sex) },
        { title: t('newborn.bornAt.label', '出生时间'), width: 140, render: (_, { newborn }) => minuteText(newborn.bornAt) },
        { title: t('newborn.weightG.label', '出生体重'), width: 90, align: 'right', render: (_, { newborn }) => number(newborn.weightG, t('unit.grams', '克')) },
        { title: t('newborn.lengthCm.label', '出生身长'), width: 90, align: 'right', render: (_, { newborn }) => number(newborn.lengthCm, t('unit.centimetres', '厘米')) },
        { title: t('newborn.health.short', '健康'), width: 64, render: (_, { newborn }) => codeText(NEWBORN_HEALTH, newborn.health) || '—' },
        { title: 'Apgar', width: 70, render: (_, { newborn }) => [newborn.apgarOneMinute, newborn.apgarFiveMinutes].map(score => score ?? '—').join(' / ') },
        { title: t('newborn.outcome.label', '分娩结局'), width: 84, render: (_, { newborn }) => codeText(DELIVERY_OUTCOME, newborn.outcome) },
        {
          title: t('delivery.certificate', '出生证'), width: 220,
          render: (_, child) => {
            if (child.newborn.outcome !== '1') return <span className="no-value">{t('delivery.noCertificate', '不签发')}</span>
            const open = (): void => void navigate(`/certificate/${child.newborn.id}`)
            if (child.certificateNumber) {
              return <span className="certificate-of">{mayOpen ? <Button type="link" size="small" onClick={open}>{child.certificateNumber}</Button> : <span>{child.certificateNumber}</span>}{child.certificateState ? <StateTag table={BLANK_STATE} state={child.certificateState} /> : null}</span>
            }
            if (!mayOpen) return child.registrationId ? t('delivery.registered', '已登记,待打印') : t('delivery.toRegister', '未办理')
            return <Button size="small" onClick={open}>{child.registrationId ? t('delivery.goOnCertificate', '继续办出生证') : t('delivery.toCertificate', '去办出生证')}</Button>
          },
        },
      ]}
    />
  )
}
