import { PlusOutlined } from '@ant-design/icons'
import { Alert, App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import type { SecondPerson } from '../../../domain/api/define-api.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { INFECTION_RULES } from '../../../domain/rule/infection/infection-rules.ts'
import type { CallFailure } from '../../api/client.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { instantText } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { DataTable, Dialog, FieldGrid, FormArea, LabelledInput, Loaded, Panel, RadioInput, SecondPersonFields, secondPersonOf, useShortcut } from '../../kit/index.ts'
import { NumberRulesSettings } from './NumberRulesSettings.tsx'

type Access = Output<'infection.access.list'>
type Named = Access['people'][number]
type Level = 'read' | 'write' | 'none'

const levelText = (level: Level): string => level === 'write' ? t('infectionAccess.write', '查看和登记') : level === 'read' ? t('infectionAccess.read', '只能查看') : t('infectionAccess.none', '移出名单')

/** Who may see 艾梅乙 records, by name, and the clinic's numbers below. */
export function InfectionSettings() {
  return (
    <>
      <AccessList />
      <NumberRulesSettings settingKey="infectionRules" prefix="infectionRule" rules={INFECTION_RULES} note={t('infectionRules.note', '检测日期、治疗与目标值。标“未核实”的数值没有读到原文,请艾梅乙专干核对后使用;修改留有记录。')} />
    </>
  )
}

function AccessList() {
  const mayWrite = useMay('settings.write')
  const access = useCall('infection.access.list', null)
  const [editing, setEditing] = useState<Named | 'new' | null>(null)
  useShortcut(['F4'], () => setEditing('new'), { enabled: mayWrite && editing === null })
  return (
    <Panel title={t('settings.infectionAccess', '艾梅乙授权名单')} extra={mayWrite ? <Button size="small" icon={<PlusOutlined />} onClick={() => setEditing('new')}>{t('infectionAccess.add', '增加一人')} <kbd>F4</kbd></Button> : null}>
      <Alert className="form-alert" type="info" showIcon title={t('infectionAccess.note', '只有名单上的人能看到艾梅乙母婴阻断记录,角色不起作用,系统管理员也不例外。增减名单须另一位有“同意调整艾梅乙授权名单”权限的人(如分管领导)当场输入密码;立即生效,留有记录。')} />
      <Loaded of={access}>
        {({ people }) => (
          <DataTable<Named>
            rows={people} rowKey="userId" label={t('settings.infectionAccess', '艾梅乙授权名单')} empty={t('infectionAccess.empty', '名单上还没有人,没有人能看到艾梅乙记录')} {...(mayWrite ? { onOpen: setEditing } : {})}
            columns={[
              { title: t('user.displayName', '姓名'), width: 160, render: (_, row) => `${row.displayName} (${row.loginName})` }, { title: t('infectionAccess.level', '权限'), width: 130, render: (_, row) => levelText(row.level) },
              { title: t('infectionAccess.reason', '原因'), ellipsis: true, dataIndex: 'reason' }, { title: t('infectionAccess.grantedBy', '办理人 / 同意人'), width: 190, render: (_, row) => `${row.grantedByName} / ${row.approvedByName}` },
              { title: t('infectionAccess.grantedAt', '时间'), width: 150, render: (_, row) => instantText(row.grantedAt) },
            ]}
          />
        )}
      </Loaded>
      {editing && access.data ? <AccessDialog access={access.data} named={editing === 'new' ? null : editing} onClose={() => setEditing(null)} /> : null}
    </Panel>
  )
}

function AccessDialog({ access, named, onClose }: { access: Access; named: Named | null; onClose(): void }) {
  const { message } = App.useApp()
  const [userId, setUserId] = useState<string | null>(named?.userId ?? null)
  const [level, setLevel] = useState<Level>(named?.level ?? 'read')
  const [reason, setReason] = useState('')
  const [second, setSecond] = useState<Partial<SecondPerson>>({})
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const onFailure = (failure: CallFailure): boolean => { setIssues(failure.fields); return failure.fields.length > 0 }
  const save = useWrite('infection.access.save', onFailure)
  const secondPerson = secondPersonOf(second)
  const isReady = userId !== null && reason.trim().length >= 2 && secondPerson !== undefined
  const choices: Level[] = named ? ['read', 'write', 'none'] : ['read', 'write']
  const secondIssue = issues.find(({ path }) => path === 'secondPerson')
  async function go(): Promise<void> {
    if (!isReady || save.busy) return
    if (!await save.run({ rev: access.rev, userId, level: level === 'none' ? null : level, reason: reason.trim(), secondPerson })) return
    void message.success(t('infectionAccess.saved', '授权名单已更新,立即生效'))
    onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  useShortcut(['Escape'], onClose, { inDialog: true })
  return (
    <Dialog
      width={640} title={named ? t('infectionAccess.change', '调整 {{name}} 的授权', { name: named.displayName }) : t('infectionAccess.add', '增加一人')} maskClosable={false} okText={<>{t('form.save', '保存')} <kbd>F2</kbd></>} okButtonProps={{ disabled: !isReady, danger: level === 'none' }} cancelText={t('form.cancel', '取消')} confirmLoading={save.busy} onOk={() => void go()} onCancel={onClose}
      first={named ? 'access-reason' : 'access-user'}
    >
      <FormArea>
        <FieldGrid columns={2}>
          <LabelledInput id="access-user" label={t('infectionAccess.who', '人员')} span={6} required issues={issues.filter(({ path }) => path === 'userId')}>
            <Select id="access-user" className="list-input" aria-required disabled={named !== null} value={userId} placeholder={t('field.choose', '请选择')} showSearch={{ optionFilterProp: ['label'] }} onChange={(id: string) => setUserId(id)} options={access.accounts.filter(({ id }) => id === named?.userId || !access.people.some(one => one.userId === id)).map(one => ({ value: one.id, label: `${one.displayName} (${one.loginName})` }))} />
          </LabelledInput>
          <LabelledInput id="access-level" label={t('infectionAccess.level', '权限')} span={6} required><RadioInput id="access-level" required value={level} onChange={next => { if (next) setLevel(next as Level) }} choices={choices.map((value, index) => ({ value, label: levelText(value), digit: String(index + 1) }))} /></LabelledInput>
          <LabelledInput id="access-reason" label={t('infectionAccess.why', '原因(必填)')} span={12} required><Input id="access-reason" value={reason} maxLength={200} autoComplete="off" aria-required onChange={event => setReason(event.target.value)} /></LabelledInput>
        </FieldGrid>
        <SecondPersonFields id="access-second" value={second} onChange={next => { setSecond(next); setIssues([]) }} permission="infection.grant" title={t('infectionAccess.approver', '同意人')} error={secondIssue ? messageText(secondIssue.message) : undefined} />
      </FormArea>
    </Dialog>
  )
}
