import { PlusOutlined } from '@ant-design/icons'
import { useNavigate } from 'react-router'
import { PELVIC_METHOD } from '../../../domain/code/pelvic.ts'
import { PELVIC_PLACE_KIND, WEEKDAY } from '../../../domain/code/pelvic-care.ts'
import { codesIn } from '../../../domain/field/code-list.ts'
import type { StoredPelvicPlace } from '../../../domain/modules/pelvic/place.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Loaded, Page, Panel, useShortcut } from '../../kit/index.ts'

/** 治疗室与治疗仪: what can be booked, when it is open, how many at once. */
export default function PlacesPage() {
  const navigate = useNavigate()
  const mayManage = useMay('pelvic.manage')
  const places = useCall('pelvic.place.list', null)
  useShortcut(['Escape'], () => void navigate('/pelvic?tab=calendar'))
  return (
    <Page title={t('pelvicPlace.title', '治疗室与治疗仪')} back="/pelvic?tab=calendar" actions={mayManage ? [{ key: 'new', label: t('pelvicPlace.newShort', '登记'), shortcut: 'F4', primary: true, icon: <PlusOutlined />, run: () => void navigate('/pelvic/places/new') }] : []}>
      <Panel>
        <Loaded of={places}>
          {rows => (
            <DataTable<StoredPelvicPlace>
              rows={rows} rowKey="id" label={t('pelvicPlace.title', '治疗室与治疗仪')} onOpen={row => void navigate(`/pelvic/places/${row.id}`)} mark={row => row.isRetired ? 'quiet' : undefined} empty={t('pelvicPlace.none', '还没有治疗室和治疗仪;请按 F4 登记,再安排治疗')}
              columns={[
                { title: t('pelvic.place.kind.label', '类别'), width: 130, render: (_, row) => codeText(PELVIC_PLACE_KIND, row.kind) },
                { title: t('pelvic.place.name.label', '名称'), width: 220, ellipsis: true, render: (_, row) => <span title={row.name}>{row.name}</span> },
                { title: t('pelvic.place.capacity.label', '同时治疗人数'), width: 110, render: (_, row) => row.capacity },
                { title: t('pelvic.place.openDays.label', '开放日'), width: 220, render: (_, row) => row.openDays ? codesIn(row.openDays).map(day => codeText(WEEKDAY, day)).join('、') : t('pelvicPlace.everyDay', '每天') },
                { title: t('pelvicPlace.hours', '开放时间'), width: 120, render: (_, row) => row.opensAt ? `${row.opensAt}~${row.closesAt ?? ''}` : '—' },
                { title: t('pelvic.place.methods.label', '可做的治疗'), ellipsis: true, render: (_, row) => { const text = codesIn(row.methods).map(method => codeText(PELVIC_METHOD, method)).join('、'); return <span title={text}>{text || '—'}</span> } },
                { title: t('pelvic.place.isRetired.label', '停用'), width: 70, render: (_, row) => row.isRetired ? t('field.yes', '是') : '' },
              ]}
            />
          )}
        </Loaded>
      </Panel>
    </Page>
  )
}
