import { App } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import type { SettingValue } from '../../../domain/settings/settings.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, Page } from '../../kit/index.ts'
import { DeliveryForm } from './DeliveryForm.tsx'
import { motherText } from './mother-text.ts'

// Codes of BIRTH_PLACE_TYPE and ATTENDANT_TYPE: a maternal and child health hospital, another hospital; medical staff.
const PLACE = { motherAndChild: '2', hospital: '1' } as const
const MEDICAL_STAFF = '1'

/** Registering a delivery; `?mother=` when one comes from her file. */
export default function DeliveryNewPage() {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [params] = useSearchParams()
  const motherId = params.get('mother')
  const setting = useCall('setting.get', { key: 'institution' }, { staleTimeMs: 60_000 })
  const mother = useCall('person.get', { id: motherId ?? '' }, { enabled: motherId !== null, staleTimeMs: 60_000 })
  return (
    <Page title={t('delivery.new', '登记分娩')} back={motherId ? `/people/${motherId}` : '/deliveries'}>
      <Loaded of={motherId === null ? setting : { data: setting.data && mother.data ? setting.data : undefined, error: setting.error ?? mother.error, refetch: () => Promise.all([setting.refetch(), mother.refetch()]) }}>
        {({ value }) => {
          const institution = value as SettingValue<'institution'>
          return (
            <DeliveryForm
              key={motherId} motherText={mother.data ? motherText(mother.data) : undefined} institutionName={institution.name}
              start={{
                motherId, fetusCount: 1, placeType: /妇幼/.test(institution.name) ? PLACE.motherAndChild : PLACE.hospital, placeRegion: institution.countyCode || null, placeName: institution.name || null, attendantType: MEDICAL_STAFF,
              }}
              startNewborns={[{ values: { outcome: '1', birthOrder: 1 } }]}
              onSaved={saved => { void message.success(t('people.saved', '已保存')); void navigate(`/deliveries/${saved.id}?saved=1`, { replace: true }) }}
              onCancel={() => void navigate(motherId ? `/people/${motherId}` : '/deliveries')}
            />
          )
        }}
      </Loaded>
    </Page>
  )
}
