import { PlusOutlined } from '@ant-design/icons'
import { Alert, Checkbox, Input, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { type Role, ROLE_NAMES, ROLES, SEPARATED_ROLES, separatedPair } from '../../../domain/access/permission.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import type { CallFailure } from '../../api/client.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { DataTable, Dialog, FieldGrid, FormArea, LabelledInput, Loaded, Page, Panel, permissionTitle, roleTitle, useShortcut } from '../../kit/index.ts'

type Account = Output<'user.list'>[number]

/** Accounts of the hospital: who may do what, and who may not do both. */
export default function UsersPage() {
  const users = useCall('user.list', null)
  const [editing, setEditing] = useState<Account | 'new' | null>(null)
  return (
    <Page title={t('menu.users', '用户')} actions={[{ key: 'new', label: t('user.new', '新增用户'), shortcut: 'F4', primary: true, icon: <PlusOutlined />, run: () => setEditing('new') }]}>
      <Alert className="form-alert" type="info" showIcon title={SEPARATED_ROLES.map(([one, other]) => t('user.separation', '证章分离:“{{one}}”与“{{other}}”不能由同一账号担任,打印证件的人也不能给这张证件盖章。', { one: roleTitle(one), other: roleTitle(other) })).join('')} />
      <Panel>
        <Loaded of={users}>
          {rows => (
            <DataTable<Account>
              rows={rows} rowKey="id" label={t('menu.users', '用户')} onOpen={setEditing} mark={user => (user.disabled ? 'quiet' : undefined)}
              columns={[
                { title: t('login.name', '登录名'), dataIndex: 'loginName', width: 140 },
                { title: t('user.displayName', '姓名'), dataIndex: 'displayName', width: 140 },
                { title: t('user.roles', '角色'), render: (_, user) => <Space size={4} wrap>{user.roles.map(role => <Tag key={role}>{roleTitle(role)}</Tag>)}</Space> },
                { title: t('user.state', '状态'), width: 220, render: (_, user) => accountState(user) },
                { title: t('user.lastLogin', '上次登录'), width: 160, render: (_, user) => instantText(user.lastLoginAt) || '—' },
              ]}
            />
          )}
        </Loaded>
      </Panel>
      {editing ? <AccountDialog account={editing === 'new' ? null : editing} onClose={() => setEditing(null)} /> : null}
    </Page>
  )
}

function accountState(user: Account) {
  if (user.disabled) return <Tag>{t('user.disabled', '已停用')}</Tag>
  if (user.lockedUntil && Date.parse(user.lockedUntil) > Date.now()) return <Tag color="error">{t('user.lockedUntil', '锁定到 {{until}}', { until: instantText(user.lockedUntil) })}</Tag>
  if (user.mustChangePassword) return <Tag color="warning">{t('user.mustChange', '登录后须改密码')}</Tag>
  return <Tag color="success">{t('user.active', '正常')}</Tag>
}

function AccountDialog({ account, onClose }: { account: Account | null; onClose(): void }) {
  const [values, setValues] = useState({ loginName: account?.loginName ?? '', displayName: account?.displayName ?? '', roles: account?.roles ?? [], disabled: account?.disabled ?? false, password: '' })
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const [tried, setTried] = useState(false)
  const onFailure = (failure: CallFailure): boolean => { setIssues(failure.fields); return failure.fields.length > 0 }
  const save = useWrite('user.save', onFailure)
  const of = (path: string): readonly FieldIssue[] => issues.filter(issue => issue.path === path)
  const pair = separatedPair(values.roles)
  const isIncomplete = values.loginName.trim().length < 2 || values.displayName.trim().length < 2 || values.roles.length === 0 || (!account && values.password === '')
  const rights = [...new Set(values.roles.flatMap(role => ROLES[role].permissions as readonly (typeof ROLES)[Role]['permissions'][number][]))]
  async function submit(): Promise<void> {
    setTried(true)
    if (isIncomplete || pair) return
    const { password, ...rest } = values
    const saved = await save.run({ ...rest, loginName: rest.loginName.trim(), displayName: rest.displayName.trim(), ...(account ? { id: account.id, rev: account.rev } : {}), ...(password ? { password } : {}) })
    if (saved) onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void submit(), { inDialog: true })
  return (
    <Dialog width={720} title={account ? t('user.edit', '修改用户') : t('user.new', '新增用户')} okText={t('form.save', '保存')} cancelText={t('form.cancel', '取消')} onOk={() => void submit()} onCancel={onClose} confirmLoading={save.busy}>
      <FormArea>
        <FieldGrid columns={2}>
          <LabelledInput id="user-login" label={t('login.name', '登录名')} span={6} required issues={of('loginName')}>
            <Input id="user-login" value={values.loginName} maxLength={32} autoComplete="off" autoFocus onChange={event => setValues({ ...values, loginName: event.target.value })} />
          </LabelledInput>
          <LabelledInput id="user-name" label={t('user.displayName', '姓名')} span={6} required issues={of('displayName')}>
            <Input id="user-name" value={values.displayName} maxLength={30} autoComplete="off" onChange={event => setValues({ ...values, displayName: event.target.value })} />
          </LabelledInput>
          <LabelledInput id="user-password" label={account ? t('user.resetPassword', '重设密码(不改请留空;重设后解除锁定)') : t('user.firstPassword', '初始密码(首次登录时须修改)')} span={6} required={!account} issues={of('password')}>
            <Input.Password id="user-password" value={values.password} autoComplete="new-password" onChange={event => setValues({ ...values, password: event.target.value })} />
          </LabelledInput>
          {account ? (
            <LabelledInput id="user-disabled" label={t('user.state', '状态')} span={6}>
              <Checkbox id="user-disabled" checked={values.disabled} onChange={event => setValues({ ...values, disabled: event.target.checked })}>{t('user.disable', '停用此账号(历史记录保留)')}</Checkbox>
            </LabelledInput>
          ) : null}
        </FieldGrid>
        <fieldset className="role-choices">
          <legend>{t('user.roles', '角色')}<span className="required"> *</span></legend>
          {ROLE_NAMES.map(role => {
            const rival = values.roles.includes(role) ? undefined : separatedPair([...values.roles, role])
            const other = rival?.find(one => one !== role)
            return (
              <Checkbox key={role} checked={values.roles.includes(role)} disabled={other !== undefined && !pair}
                onChange={event => setValues({ ...values, roles: event.target.checked ? [...values.roles, role] : values.roles.filter(one => one !== role) })}>
                {roleTitle(role)}{other ? <span className="field-help"> {t('user.separatedFrom', '(不能兼任“{{other}}”)', { other: roleTitle(other) })}</span> : null}
              </Checkbox>
            )
          })}
        </fieldset>
        {of('roles').length > 0 || (tried && pair) ? <div className="issue is-block" role="alert">{of('roles').map(issue => t(issue.message.key, issue.message.zh, issue.message.params)).join(' ') || t('user.separatedPair', '所选角色违反证章分离')}</div> : null}
        {tried && isIncomplete ? <div className="issue is-block" role="alert">{t('user.incomplete', '请填写登录名、姓名(各至少 2 个字符)、角色,新用户还要填写初始密码')}</div> : null}
        {rights.length > 0 ? <div className="field-help">{t('user.rights', '可以:{{rights}}', { rights: rights.map(permissionTitle).join('、') })}</div> : null}
      </FormArea>
    </Dialog>
  )
}
