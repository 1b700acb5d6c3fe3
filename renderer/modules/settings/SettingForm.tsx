import { HistoryOutlined } from '@ant-design/icons'
import { Alert, App, Button, ConfigProvider, Space, Table } from 'antd'
import { type ReactNode, useState, useSyncExternalStore } from 'react'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { message as sentence } from '../../../domain/message/message.ts'
import { settingIssues } from '../../../domain/settings/said.ts'
import { counterOf, type SettingKey, settingRight, SETTINGS, type SettingValue } from '../../../domain/settings/settings.ts'
import { call, type CallFailure } from '../../api/client.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { setSession, useMay } from '../../app/session.ts'
import { changeLabel, changeValue, readableSetting } from './change-text.ts'
import { createSaidIssues, Dialog, FormArea, Loaded, OtherIssues, Panel, SaidContext, type SaidIssues, useShortcut } from '../../kit/index.ts'

export type SettingParts<V> = {
  readonly value: V
  /** As it stands saved. */
  readonly saved: V
  set(change: Partial<V>): void
  /** Findings of one field, `lateRules.0.maxDays` for one inside a list. What `Issues` draws of them is not said above the fields again. */
  issues(path: string): readonly FieldIssue[]
}

/** The form around one setting: loading, checking by its schema, saving, history. `children` draws the fields. */
export function SettingForm<K extends SettingKey>({ settingKey, note, children }: { settingKey: K; note?: ReactNode; children(parts: SettingParts<SettingValue<K>>): ReactNode }) {
  const setting = useCall('setting.get', { key: settingKey })
  return (
    <Loaded of={setting}>
      {({ value, rev }) => <Editor key={rev} settingKey={settingKey} initial={value as SettingValue<K>} rev={rev} note={note} draw={children} />}
    </Loaded>
  )
}

function Editor<K extends SettingKey>({ settingKey, initial, rev, note, draw }: { settingKey: K; initial: SettingValue<K>; rev: number; note: ReactNode; draw(parts: SettingParts<SettingValue<K>>): ReactNode }) {
  const { message } = App.useApp()
  const right = settingRight(settingKey)
  const mayWrite = useMay(right)
  const [value, setValue] = useState(initial)
  const [found, setFound] = useState<readonly FieldIssue[]>([])
  const [showsHistory, setShowsHistory] = useState(false)
  const onFailure = (failure: CallFailure): boolean => { if (failure.code === 'invalid') setFound(failure.fields); return failure.code === 'invalid' && failure.fields.length > 0 }
  const save = useWrite('setting.save', onFailure)
  const isDirty = JSON.stringify(value) !== JSON.stringify(initial)

  async function submit(): Promise<void> {
    const parsed = SETTINGS[settingKey].schema.safeParse(value)
    if (!parsed.success) {
      setFound(settingIssues(parsed.error, () => sentence('setting.fieldWrong', '填写有误或超出范围,请检查')))
      return
    }
    setFound([])
    if (!await save.run({ key: settingKey, rev, value: parsed.data })) return
    void message.success(t('setting.saved', '已保存'))
    // The frame shows the hospital's name and locks after its idle time.
    setSession({ system: await call('system.state', null) })
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void submit(), { enabled: mayWrite && !showsHistory })
  const [said] = useState(createSaidIssues)
  const issues = (path: string): readonly FieldIssue[] => found.filter(issue => issue.path === path)
  // A setting that is a list is replaced as a whole.
  const set = (change: Partial<SettingValue<K>>): void => setValue((Array.isArray(change) ? change : { ...value, ...change }) as SettingValue<K>)
  return (
    <Panel title={t(`settings.${settingKey}`, SETTINGS[settingKey].title)} extra={<Button size="small" icon={<HistoryOutlined />} onClick={() => setShowsHistory(true)}>{t('setting.history', '修改记录')}</Button>}>
      {note ? <Alert className="form-alert" type="info" showIcon title={note} /> : null}
      <UnsaidIssues found={found} said={said} />
      <ConfigProvider componentDisabled={!mayWrite}>
        <FormArea>
          <SaidContext value={said}>{draw({ value, saved: initial, set, issues })}</SaidContext>
          {mayWrite ? (
            <Space className="form-buttons">
              <Button type="primary" data-save disabled={!isDirty} loading={save.busy} onClick={() => void submit()}>{t('form.save', '保存')} <kbd>F2</kbd></Button>
              <Button disabled={!isDirty} onClick={() => { setValue(initial); setFound([]) }}>{t('setting.undo', '恢复原值')}</Button>
              {isDirty ? <span className="issue is-warn" role="status">{t('setting.unsaved', '有未保存的修改')}</span> : null}
            </Space>
          ) : <p className="field-help">{right === 'pelvic.manage' ? t('setting.readOnlyPelvic', '只能查看,修改请联系盆底治疗师') : right === 'settings.criteria' ? t('setting.readOnlyCriteria', '只能查看,修改请联系医生或系统管理员') : t('setting.readOnly', '只能查看,修改请联系系统管理员')}</p>}
        </FormArea>
      </ConfigProvider>
      {showsHistory ? <HistoryDialog settingKey={settingKey} onClose={() => setShowsHistory(false)} /> : null}
    </Panel>
  )
}

/** The findings that stand beside no field. */
function UnsaidIssues({ found, said }: { found: readonly FieldIssue[]; said: SaidIssues }) {
  useSyncExternalStore(said.subscribe, said.version)
  return <OtherIssues issues={found.filter(issue => !said.has(issue))} />
}

type Change = { path: readonly string[]; before: string; after: string }

/** What changed from one version of a setting to the next, leaf by leaf. */
export function changesOf(before: unknown, after: unknown, path: readonly string[] = []): Change[] {
  const isBranch = (one: unknown): one is Record<string, unknown> => typeof one === 'object' && one !== null
  if (isBranch(before) || isBranch(after)) {
    const [one, other] = [isBranch(before) ? before : {}, isBranch(after) ? after : {}]
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap(name => changesOf(one[name], other[name], [...path, name]))
  }
  return before === after ? [] : [{ path, before: String(before ?? ''), after: String(after ?? '') }]
}

function HistoryDialog({ settingKey, onClose }: { settingKey: SettingKey; onClose(): void }) {
  const history = useCall('setting.history', { key: settingKey })
  const counter = counterOf(SETTINGS[settingKey].initial)
  return (
    <Dialog footer={null} width={820} title={t('setting.history', '修改记录')} onCancel={onClose}>
      <Loaded of={history}>
        {entries => {
          const sorted = entries.toSorted((one, other) => one.rev - other.rev)
          const rows = sorted.map((entry, index) => ({ ...entry, changes: changesOf(readableSetting(settingKey, index === 0 ? SETTINGS[settingKey].initial : sorted[index - 1]?.row.value), readableSetting(settingKey, entry.row.value)) })).toReversed()
          return (
            <Table
              size="small" rowKey="rev" dataSource={rows} pagination={{ pageSize: 8, hideOnSinglePage: true }} locale={{ emptyText: t('setting.noHistory', '还没有修改过,使用的是初始值') }}
              columns={[
                { title: t('audit.at', '时间'), dataIndex: 'at', width: 150, render: (at: string) => instantText(at) },
                { title: t('audit.user', '操作人'), dataIndex: 'byName', width: 120 },
                ...counter === null ? [] : [{ title: t('setting.version', '版本'), width: 70, render: (_: unknown, row: (typeof rows)[number]) => (row.row.value as Readonly<Record<string, number>>)[counter] }],
                { title: t('setting.changes', '改动'), render: (_, row) => row.changes.map(change => <div key={change.path.join('.')}>{changeLabel(settingKey, change.path)}: {change.before ? <span className="change-old">{changeValue(change.before)}</span> : null} → <span className="change-new">{changeValue(change.after) || '—'}</span></div>) },
              ]}
            />
          )
        }}
      </Loaded>
    </Dialog>
  )
}
