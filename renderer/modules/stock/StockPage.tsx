import { ImportOutlined } from '@ant-design/icons'
import { Badge, Tabs } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { InstitutionSetting } from '../../../domain/settings/settings.ts'
import type { z } from 'zod'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { NumberHistory, Page, Panel, ScanTarget, useShortcut } from '../../kit/index.ts'
import { BatchesTab } from './BatchesTab.tsx'
import { LossTab } from './LossTab.tsx'
import { MoveDialog, type MoveKind } from './MoveDialog.tsx'
import { NumbersTab } from './NumbersTab.tsx'
import { PlanTab } from './PlanTab.tsx'
import type { Range } from './range.tsx'
import { ReceiveDialog } from './ReceiveDialog.tsx'
import { TransferTab } from './TransferTab.tsx'
import { WasteTab } from './WasteTab.tsx'
import { WindowsTab } from './WindowsTab.tsx'
import '../../kit/shared.css'
import './stock.css'

type Dialog = { kind: MoveKind; range?: Range } | { kind: 'receive'; requestId: string | null }
const REFRESH_MS = 60_000

/** The stock of blanks, from the request for them to the record of their destruction. `?tab=` names a part, `?number=` opens a number. */
export default function StockPage() {
  const mayWrite = useMay('stock.write')
  const mayPrint = useMay('certificate.print')
  const [params, setParams] = useSearchParams()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const [reporting, setReporting] = useState(false)
  const [number, setNumber] = useState<string | null>(params.get('number'))
  const institution = useCall('setting.get', { key: 'institution' }, { staleTimeMs: 60_000 }).data?.value as z.output<typeof InstitutionSetting> | undefined
  const losses = useCall('stock.losses', { openOnly: true, limit: 50 }, { refetchIntervalMs: REFRESH_MS }).data
  const isLate = losses?.rows.some(row => row.upwardAt === null) ?? false
  const show = (tab: string): void => setParams(tab === 'numbers' ? {} : { tab }, { replace: true })
  const report = (): void => { show('losses'); setReporting(true) }
  const parts = [
    { key: 'numbers', label: t('stock.tab.numbers', '库存'), children: <NumbersTab onOpen={setNumber} onVoid={range => setDialog({ kind: 'void', range })} /> },
    { key: 'batches', label: t('stock.tab.batches', '批次与申领'), children: <BatchesTab onReceive={requestId => setDialog({ kind: 'receive', requestId })} /> },
    { key: 'windows', label: t('stock.tab.windows', '领用'), children: <WindowsTab onDraw={() => setDialog({ kind: 'draw' })} onGiveBack={() => setDialog({ kind: 'giveBack' })} /> },
    {
      key: 'losses', label: <>{t('stock.tab.losses', '遗失')} {losses?.total ? <Badge count={losses.total} size="small" color={isLate ? '#cf1322' : '#d46b08'} /> : null}</>,
      children: <LossTab reporting={reporting} onReport={report} onReported={() => setReporting(false)} onOpen={setNumber} />,
    },
    { key: 'waste', label: t('stock.tab.waste', '废证上交与销毁'), children: <WasteTab onOpen={setNumber} /> },
    { key: 'plan', label: t('stock.tab.plan', '年度计划'), children: <PlanTab /> },
    // Only the county's delegated manager hands blanks to other hospitals.
    ...(institution?.certificateRole === 'manager' ? [{ key: 'transfer', label: t('stock.tab.transfer', '下发(管理机构)'), children: <TransferTab /> }] : []),
  ]
  const asked = params.get('tab') ?? 'numbers'
  const tab = parts.some(part => part.key === asked) ? asked : 'numbers'
  const turn = (step: number): void => show(parts[(parts.findIndex(part => part.key === tab) + step + parts.length) % parts.length]!.key)
  useShortcut(['Alt+PageDown'], () => turn(1))
  useShortcut(['Alt+PageUp'], () => turn(-1))
  useShortcut(['F8'], report, { enabled: mayWrite || mayPrint })
  return (
    <Page
      title={t('menu.stock', '空白证件')} subtitle={<span className="hint"><kbd>Alt+PgUp</kbd><kbd>Alt+PgDn</kbd> {t('stock.turn', '换页')}</span>}
      actions={mayWrite ? [
        { key: 'receive', label: t('stock.receive', '入库'), shortcut: 'F4', icon: <ImportOutlined />, primary: true, run: () => setDialog({ kind: 'receive', requestId: null }) },
        { key: 'draw', label: t('stock.draw', '领用'), shortcut: 'F6', run: () => setDialog({ kind: 'draw' }) },
        { key: 'giveBack', label: t('stock.giveBack', '退回'), shortcut: 'F7', run: () => setDialog({ kind: 'giveBack' }) },
        { key: 'void', label: t('stock.void', '作废'), shortcut: 'F9', danger: true, run: () => setDialog({ kind: 'void' }) },
      ] : []}
    >
      {/* A scanned number shows its life, wherever the cursor stands; the other parts have fields of their own for numbers. */}
      <ScanTarget enabled={tab === 'numbers'} onScan={setNumber} />
      <Panel><Tabs activeKey={tab} onChange={show} destroyOnHidden items={parts} /></Panel>
      {dialog?.kind === 'receive' ? <ReceiveDialog requestId={dialog.requestId} onClose={() => setDialog(null)} />
        : dialog ? <MoveDialog kind={dialog.kind} start={dialog.range} onClose={() => setDialog(null)} /> : null}
      {number ? <NumberHistory number={number} onClose={() => setNumber(null)} /> : null}
    </Page>
  )
}
