import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { childName, type QueueRow } from './names.ts'
import { PrintQuestion } from './PrintQuestion.tsx'
import '../../kit/shared.css'
import './certificate.css'
import { Dialog } from '../../kit/index.ts'

/**
 * After sign-in: what this clerk sent to the printer and never answered for (a power cut, a closed program). Case 37: the
 * number is still held, and nothing else is done before the question is answered.
 */
export default function PendingPrint() {
  const start = useCall('certificate.queue', { queue: 'ask', mine: true, limit: 50 })
  const [rows, setRows] = useState<readonly QueueRow[] | null>(null)
  // Taken once, from an answer of this sign-in: a printing that begins later is asked about on its own page.
  if (rows === null && start.data && start.isFetchedAfterMount) setRows(start.data.rows)
  const row = rows?.[0]
  if (!row) return null
  return <PendingDialog key={row.newbornId} row={row} count={rows.length} onDone={() => setRows(rows.slice(1))} />
}

function PendingDialog({ row, count, onDone }: { row: QueueRow; count: number; onDone(): void }) {
  const navigate = useNavigate()
  const desk = useCall('certificate.desk', { newbornId: row.newbornId })
  const sheet = desk.data?.certificate
  if (!desk.data || !sheet || desk.data.step !== 'ask') return null
  const { mayPrint } = desk.data
  return (
    <Dialog width={820} closable={false} keyboard={false} maskClosable={false} footer={null} className="pending-print" title={t('pending.title', '上次打印没有做完,编号仍被占用(还有 {{count}} 张)', { count })}>
      <PrintQuestion sheet={sheet} name={childName(row)} mayPrint={mayPrint} inDialog onAnswered={onDone} />
      {mayPrint ? <Button type="primary" autoFocus onClick={() => { onDone(); void navigate(`/certificate/${row.newbornId}`) }}>{t('pending.open', '打开办理')}</Button> : null}
    </Dialog>
  )
}
