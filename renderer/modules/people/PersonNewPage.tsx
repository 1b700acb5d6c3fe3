import { App } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { Page, takeCardFor } from '../../kit/index.ts'
import { addressAfter, startFromTyped } from './after-registering.ts'
import { PersonForm } from './PersonForm.tsx'

/** Forms that wait for a woman. */
const FOR_WOMEN: ReadonlySet<string> = new Set(['delivery', 'pregnancy', 'cancer', 'outreach', 'menopause', 'pelvic'])

/** Registering a person; `?typed=` carries what was searched for, `?next=` the form that waits for this person, `?sex=` what that form asks for. */
export default function PersonNewPage() {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [params] = useSearchParams()
  const typed = params.get('typed') ?? ''
  const next = params.get('next')
  const sex = params.get('sex')
  const [fromCard] = useState(() => takeCardFor('/people/new'))
  const start = useMemo(() => ({ idType: '01', nationality: 'CHN', ...(next !== null && FOR_WOMEN.has(next) ? { sex: '2' } : {}), ...(sex ? { sex } : {}), ...startFromTyped(typed, today()) }), [typed, next, sex])
  return (
    <Page title={t('people.new', '登记新人员')} back={true}>
      <PersonForm
        start={start} fromCard={fromCard} onCancel={() => void navigate(-1)}
        onSaved={id => { void message.success(t('people.saved', '已保存')); void navigate(addressAfter(next, id), { replace: true }) }}
      />
    </Page>
  )
}
