import { App } from 'antd'
import { useNavigate, useParams } from 'react-router'
import type { SettingValue } from '../../../domain/settings/settings.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, Page } from '../../kit/index.ts'
import { DeliveryForm } from './DeliveryForm.tsx'
import { motherText } from './mother-text.ts'

/** Correcting a delivery and its newborns. */
export default function DeliveryEditPage() {
  const { deliveryId = '' } = useParams()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const address = `/deliveries/${deliveryId}`
  const file = useCall('delivery.file', { id: deliveryId })
  const setting = useCall('setting.get', { key: 'institution' }, { staleTimeMs: 60_000 })
  return (
    <Page title={t('delivery.edit', '修改分娩记录')} back={address}>
      <Loaded of={setting}>
        {({ value }) => (
          <Loaded of={file}>
            {({ delivery, mother, newborns }) => (
              <DeliveryForm
                key={delivery.rev} id={delivery.id} rev={delivery.rev} start={delivery} motherText={motherText(mother)} institutionName={(value as SettingValue<'institution'>).name}
                startNewborns={newborns.map(({ newborn }) => ({ id: newborn.id, rev: newborn.rev, values: newborn }))}
                onSaved={() => { void message.success(t('people.saved', '已保存')); void navigate(address, { replace: true }) }} onCancel={() => void navigate(address)}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}
