import { Button, Descriptions } from 'antd'
import { useState } from 'react'
import { registration as definition, type StoredRegistration } from '../../../domain/modules/certificate/registration.record.ts'
import { isShown } from '../../../domain/record/derive/schema.ts'
import { t } from '../../app/i18n.ts'
import { fieldLabel, Output, Panel, sectionTitle } from '../../kit/index.ts'
import { FormPreview } from './FormPreview.tsx'

const HIDDEN: readonly string[] = ['newbornId', 'motherPersonId', 'fatherPersonId', 'complete']

/** The register as it was completed, for reading. */
export function RegistrationView({ registration }: { registration: StoredRegistration }) {
  const [preview, setPreview] = useState(false)
  const values = registration as unknown as Readonly<Record<string, unknown>>
  return (
    <Panel title={t('registration.title', '首次签发登记表')} extra={<Button onClick={() => setPreview(true)}>{t('registration.preview', '预览 / 打印登记表')}</Button>}>
      {definition.sections.map((section, index) => (
        <Descriptions
          key={section.title} className="facts" size="small" column={2} colon={false} title={sectionTitle(definition, index)}
          items={section.fields.filter(name => !HIDDEN.includes(name) && isShown(definition.fields[name as keyof typeof definition.fields], values)).map(name => ({
            key: name, label: fieldLabel(definition, name), children: <span className="wrap-any"><Output definition={definition} name={name} value={values[name]} /></span>,
          }))}
        />
      ))}
      {preview ? <FormPreview registrationId={registration.id} onClose={() => setPreview(false)} /> : null}
    </Panel>
  )
}
