import { App } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { delivery } from '../../../domain/modules/birth/delivery.record.ts'
import { gestationOn } from '../../../domain/rule/maternal/dating.ts'
import type { SettingValue } from '../../../domain/settings/settings.ts'
import type { Day } from '../../../domain/time/day.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, Page } from '../../kit/index.ts'
import { DeliveryForm } from './DeliveryForm.tsx'
import { motherText } from './mother-text.ts'

const [FIRST_DELIVERY_DAYS, LAST_DELIVERY_DAYS] = delivery.fields.gestationDays.plausible
// Codes of BIRTH_PLACE_TYPE and ATTENDANT_TYPE: a maternal and child health hospital, another hospital; medical staff.
const PLACE = { motherAndChild: '2', hospital: '1' } as const
const MEDICAL_STAFF = '1'

/** Registering a delivery; `?mother=` when one comes from her file, `?pregnancy=` from her pregnancy, which it then ends. */
export default function DeliveryNewPage() {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [params] = useSearchParams()
  const pregnancyId = params.get('pregnancy')
  const setting = useCall('setting.get', { key: 'institution' }, { staleTimeMs: 60_000 })
  const pregnancy = useCall('pregnancy.get', { id: pregnancyId ?? '' }, { enabled: pregnancyId !== null, staleTimeMs: 60_000 })
  const motherId = pregnancy.data?.womanId ?? params.get('mother')
  const mother = useCall('person.get', { id: motherId ?? '' }, { enabled: motherId !== null, staleTimeMs: 60_000 })
  const needed = [setting, ...(pregnancyId === null ? [] : [pregnancy]), ...(motherId === null ? [] : [mother])]
  const back = pregnancyId ? `/pregnancies/${pregnancyId}` : motherId ? `/people/${motherId}` : '/deliveries'
  return (
    <Page title={t('delivery.new', '登记分娩')} back={back}>
      <Loaded of={{ data: needed.every(one => one.data !== undefined) ? setting.data : undefined, error: needed.find(one => one.error)?.error ?? null, refetch: () => Promise.all(needed.map(one => one.refetch())) }}>
        {({ value }) => {
          const institution = value as SettingValue<'institution'>
          return (
            <DeliveryForm
              key={pregnancyId ?? motherId} motherText={mother.data ? motherText(mother.data) : undefined} institutionName={institution.name}
              start={{
                motherId, pregnancyId, fetusCount: pregnancy.data?.fetusCount ?? 1, gestationDays: gestationToday(pregnancy.data?.startDay ?? null), placeType: /妇幼/.test(institution.name) ? PLACE.motherAndChild : PLACE.hospital, placeRegion: institution.countyCode || null, placeName: institution.name || null, attendantType: MEDICAL_STAFF,
              }}
              startNewborns={[{ values: { outcome: '1', birthOrder: 1 } }]}
              onSaved={saved => { void message.success(t('people.saved', '已保存')); void navigate(`/deliveries/${saved.id}?saved=1`, { replace: true }) }}
              onCancel={() => void navigate(back)}
            />
          )
        }}
      </Loaded>
    </Page>
  )
}

/** Most births are entered on their day; what is not yet a delivery's gestation stays empty. */
function gestationToday(startDay: Day | null): number | null {
  const days = startDay === null ? null : gestationOn(startDay, today())
  return days !== null && days >= FIRST_DELIVERY_DAYS && days <= LAST_DELIVERY_DAYS ? days : null
}
