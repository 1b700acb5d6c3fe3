import { App } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, Page, personName, takeCardFor } from '../../kit/index.ts'
import { PersonForm } from './PersonForm.tsx'

/** Changing a person's record. */
export default function PersonEditPage() {
  const { personId = '' } = useParams()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const file = `/people/${personId}`
  const [fromCard] = useState(() => takeCardFor(`${file}/edit`))
  const stored = useCall('person.get', { id: personId }, { staleTimeMs: 60_000 })
  return (
    <Page title={t('people.edit', '修改人员档案')} subtitle={stored.data ? personName({ name: stored.data.name, motherName: null }) : null} back={file}>
      <Loaded of={stored}>
        {row => (
          <PersonForm
            key={personId} stored={row} fromCard={fromCard} onCancel={() => void navigate(file)}
            onSaved={() => { void message.success(t('people.saved', '已保存')); void navigate(file, { replace: true }) }}
          />
        )}
      </Loaded>
    </Page>
  )
}
