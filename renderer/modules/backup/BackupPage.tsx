import { KeyOutlined, RollbackOutlined, SaveOutlined } from '@ant-design/icons'
import { Alert, App, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { queryClient, useCall, useWrite } from '../../api/useCall.ts'
import { bytesText, instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { Passphrase } from '../../app/Passphrase.tsx'
import { backupKindText, backupPlaceText, RestoreSteps } from '../../app/RestoreSteps.tsx'
import { setSession } from '../../app/session.ts'
import { DataTable, Dialog, Loaded, Page, Panel } from '../../kit/index.ts'

type Backup = Output<'backup.list'>[number]

/** Copies of the database: what there is, one more now, one put back, and the recovery passphrase anew. */
export default function BackupPage() {
  const { modal, message } = App.useApp()
  const backups = useCall('backup.list', null)
  const setting = useCall('setting.get', { key: 'backup' })
  const run = useWrite('backup.run')
  const renew = useWrite('recovery.renew')
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const [restoring, setRestoring] = useState(false)
  const secondFolder = (setting.data?.value as { secondFolder?: string } | undefined)?.secondFolder ?? ''

  const askRenew = (): void => void modal.confirm({
    title: t('backup.renewTitle', '更换恢复口令?'), content: t('backup.renewText', '旧口令从此打不开数据库。更换前做的备份仍然用旧口令,请把旧口令单与那些备份一起保管。'),
    okText: t('backup.renewGo', '更换'), cancelText: t('form.cancel', '取消'),
    onOk: async () => { const answer = await renew.run(null); if (answer) setPassphrase(answer.passphrase) },
  })
  const restored = (): void => {
    queryClient.clear()
    location.hash = '#/'
    setSession({ user: null })
  }
  return (
    <Page title={t('menu.backup', '备份')} actions={[
      { key: 'run', label: t('backup.run', '立即备份'), icon: <SaveOutlined />, primary: true, shortcut: 'F4', busy: run.busy, run: () => void run.run(null).then(made => {
        if (made?.secondPlace === 'failed') void message.warning(t('backup.secondFailed', '已备份并检查,但没能复制到第二个位置,请检查移动硬盘或网络位置'), 8)
        else if (made) void message.success(t('backup.done', '已备份并检查:{{size}}', { size: bytesText(made.bytes) }))
      }) },
      { key: 'restore', label: t('restore.title', '从备份恢复'), icon: <RollbackOutlined />, run: () => setRestoring(true) },
      { key: 'renew', label: t('backup.renew', '更换恢复口令'), icon: <KeyOutlined />, busy: renew.busy, run: askRenew },
    ]}>
      {setting.data && secondFolder === '' ? (
        <Alert className="form-alert" type="warning" showIcon title={t('backup.noSecond', '没有设置第二备份位置:这台电脑损坏或丢失时,数据也会丢失。请设置另一块磁盘或移动硬盘。')} action={<Link to="/settings/backup">{t('backup.setSecond', '去设置')}</Link>} />
      ) : null}
      <Panel title={t('backup.list', '现有备份')} extra={<span className="field-help">{t('backup.plan', '每天首次打开程序时自动备份;升级和生成数据包之前也会备份')}</span>}>
        <Loaded of={backups}>
          {rows => (
            <DataTable<Backup>
              rows={rows} rowKey={row => `${row.place}/${row.name}`} label={t('backup.list', '现有备份')} empty={t('backup.none', '还没有备份,请点击“立即备份”')} height={440}
              columns={[
                { title: t('restore.at', '备份时间'), dataIndex: 'at', width: 170, render: (at: string) => instantText(at) },
                { title: t('restore.kind', '种类'), dataIndex: 'kind', width: 170, render: (kind: Backup['kind']) => backupKindText(kind) },
                { title: t('restore.place', '位置'), dataIndex: 'place', width: 140, render: (place: Backup['place']) => backupPlaceText(place) },
                { title: t('restore.size', '大小'), dataIndex: 'bytes', width: 110, align: 'right', render: (bytes: number) => bytesText(bytes) },
                { title: t('backup.checked', '检查'), dataIndex: 'checked', width: 110, render: (checked: boolean) => (checked ? <Tag color="success">{t('backup.whole', '完整')}</Tag> : <Tag color="warning">{t('backup.unchecked', '未检查')}</Tag>) },
                { title: t('backup.file', '文件'), dataIndex: 'name', ellipsis: true },
              ]}
            />
          )}
        </Loaded>
      </Panel>
      {restoring ? <Dialog footer={null} width={760} title={t('restore.title', '从备份恢复')} maskClosable={false} onCancel={() => setRestoring(false)}><RestoreSteps onRestored={restored} /></Dialog> : null}
      {passphrase ? (
        <Dialog footer={null} closable={false} keyboard={false} maskClosable={false} width={720} title={t('passphrase.title', '请保管好恢复口令')}>
          <Passphrase passphrase={passphrase} canPrint onKept={() => setPassphrase(null)} />
        </Dialog>
      ) : null}
    </Page>
  )
}
