import { Input, Select } from 'antd'
import type { Permission } from '../../domain/access/permission.ts'
import type { SecondPerson } from '../../domain/api/define-api.ts'
import { useCall } from '../api/useCall.ts'
import { t } from '../app/i18n.ts'
import { FieldGrid, LabelledInput } from './field/Field.tsx'
import { useListOpen } from './field/list-open.ts'
import { permissionTitle } from './labels.ts'

/** A second person at this window: chosen from those who may, with their own password. `permission` absent: any colleague. */
export function SecondPersonFields({ id, value, onChange, permission, title, error }: {
  id: string; value: Partial<SecondPerson>; onChange(value: Partial<SecondPerson>): void; permission?: Permission; title?: string; error?: string | undefined
}) {
  const colleagues = useCall('user.colleagues', permission ? { permission } : {}, { staleTimeMs: 60_000 })
  const list = useListOpen()
  return (
    <div className="second-person">
      <FieldGrid columns={2}>
        <LabelledInput id={`${id}-name`} label={title ?? t('secondPerson.who', '第二人')} span={6} required>
          <Select
            {...list} id={`${id}-name`} value={value.loginName ?? null} placeholder={t('field.choose', '请选择')} showSearch={{ optionFilterProp: ['label', 'value'] }} className="list-input" aria-required
            options={(colleagues.data ?? []).map(one => ({ value: one.loginName, label: `${one.displayName} (${one.loginName})` }))} onChange={(loginName: string) => onChange({ ...value, loginName })}
          />
        </LabelledInput>
        <LabelledInput id={`${id}-password`} label={t('secondPerson.password', '本人密码')} span={6} required>
          <Input.Password id={`${id}-password`} value={value.password ?? ''} autoComplete="off" status={error ? 'error' : ''} aria-required onChange={event => onChange({ ...value, password: event.target.value })} />
          {error ? <div className="issue is-block" role="alert">{error}</div> : null}
        </LabelledInput>
      </FieldGrid>
      {permission && colleagues.data?.length === 0
        ? <div className="issue is-block">{t('secondPerson.nobody', '没有其他账号具有“{{permission}}”权限,请管理员先设置', { permission: permissionTitle(permission) })}</div> : null}
    </div>
  )
}

/** The second person as the contract wants it, or undefined while something is missing. */
export const secondPersonOf = (value: Partial<SecondPerson>): SecondPerson | undefined =>
  value.loginName && value.password ? { loginName: value.loginName, password: value.password } : undefined
