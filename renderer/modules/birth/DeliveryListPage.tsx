import { PlusOutlined } from '@ant-design/icons'
import { Checkbox } from 'antd'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { BLANK_STATE } from '../../../domain/code/certificate.ts'
import { DELIVERY_OUTCOME } from '../../../domain/code/delivery.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, gestationText, minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, DayInput, FormArea, LabelledInput, Loaded, Page, Panel, StateTag, useAddressFilters } from '../../kit/index.ts'
import './birth.css'

type Line = Output<'delivery.list'>['rows'][number]
const PAGE_ROWS = 20

/** Newborns as they came, one line each; what is looked for stands in the address, so that the way back finds it again. */
export default function DeliveryListPage() {
  const navigate = useNavigate()
  const mayWrite = useMay('birth.write')
  const { params, offset, change } = useAddressFilters()
  const [from, to] = [params.get('from'), params.get('to')]
  const withoutCertificate = params.get('open') === '1'
  const list = useCall('delivery.list', { offset, limit: PAGE_ROWS, ...(from ? { from } : {}), ...(to ? { to } : {}), ...(withoutCertificate ? { withoutCertificate } : {}) }, { keepPrevious: true })
  return (
    <Page
      title={t('menu.delivery', '分娩登记')} subtitle={list.data ? t('table.total', '共 {{total}} 条', { total: countText(list.data.total) }) : null}
      actions={mayWrite ? [{ key: 'new', label: t('delivery.new', '登记分娩'), shortcut: 'F4', primary: true, icon: <PlusOutlined />, run: () => void navigate('/deliveries/new') }] : []}
    >
      <Panel>
        <FormArea>
          <div className="filters">
            <LabelledInput id="delivery-from" label={t('delivery.from', '出生日期自')}><DayInput id="delivery-from" value={from} onChange={day => change({ from: day })} /></LabelledInput>
            <LabelledInput id="delivery-to" label={t('delivery.to', '至')}><DayInput id="delivery-to" value={to} onChange={day => change({ to: day })} /></LabelledInput>
            <Checkbox className="filter-check" checked={withoutCertificate} onChange={event => change({ open: event.target.checked ? '1' : null })}>{t('delivery.withoutCertificate', '只看未签发出生证的活产')}</Checkbox>
          </div>
        </FormArea>
        <Loaded of={list}>
          {({ rows, total }) => (
            <DataTable<Line>
              rows={rows} rowKey="newbornId" label={t('menu.delivery', '分娩登记')} onOpen={row => void navigate(`/deliveries/${row.deliveryId}`)} loading={list.isPlaceholderData}
              paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('delivery.none', '没有符合条件的分娩记录')}
              columns={[
                { title: t('newborn.bornAt.label', '出生时间'), width: 138, render: (_, row) => minuteText(row.bornAt) },
                { title: t('delivery.motherId.label', '产妇'), ellipsis: true, render: (_, row) => <span className="person-name" title={row.motherName ?? ''}>{row.motherName ?? t('person.unnamed', '未取名')}</span> },
                { title: t('delivery.admissionNumber.label', '住院病历号'), width: 112, ellipsis: true, render: (_, row) => row.admissionNumber ?? '—' },
                { title: t('delivery.order', '次序'), width: 70, render: (_, row) => row.fetusCount > 1 ? `${row.birthOrder}/${row.fetusCount}` : t('delivery.single', '单胎') },
                { title: t('person.sex.label', '性别'), width: 64, ellipsis: true, render: (_, row) => codeText(SEX, row.sex) },
                { title: t('newborn.weightG.label', '出生体重'), width: 84, align: 'right', render: (_, row) => t('newborn.grams', '{{grams}} 克', { grams: row.weightG }) },
                { title: t('delivery.gestation', '孕周'), width: 80, render: (_, row) => gestationText(row.gestationDays) },
                { title: t('newborn.outcome.label', '分娩结局'), width: 84, render: (_, row) => row.outcome === '1' ? codeText(DELIVERY_OUTCOME, row.outcome) : <span className="issue is-warn">{codeText(DELIVERY_OUTCOME, row.outcome)}</span> },
                { title: t('newborn.name', '新生儿姓名'), width: 104, ellipsis: true, render: (_, row) => row.babyName ? <span title={row.babyName}>{row.babyName}</span> : '—' },
                { title: t('delivery.certificate', '出生证'), width: 178, render: (_, row) => <CertificateOf row={row} /> },
              ]}
            />
          )}
        </Loaded>
      </Panel>
    </Page>
  )
}

function CertificateOf({ row }: { row: Pick<Line, 'outcome' | 'certificateNumber' | 'certificateState' | 'registrationId'> }) {
  if (row.outcome !== '1') return <span className="no-value">{t('delivery.noCertificate', '不签发')}</span>
  if (row.certificateNumber) return <span className="certificate-of"><span>{row.certificateNumber}</span>{row.certificateState ? <StateTag table={BLANK_STATE} state={row.certificateState} /> : null}</span>
  return row.registrationId ? <>{t('delivery.registered', '已登记,待打印')}</> : <>{t('delivery.toRegister', '未办理')}</>
}
