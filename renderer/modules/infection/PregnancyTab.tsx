import { Button, Space } from 'antd'
import { useNavigate } from 'react-router'
import type { PregnancyHead } from '../../../domain/api/pregnancy-head.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Loaded, Panel, useShortcut } from '../../kit/index.ts'

/** Whether there is a case, and the way to it. Her name stands above: no word of a disease stands here. */
export default function PregnancyTab({ head }: { head: PregnancyHead }) {
  const navigate = useNavigate()
  const mayWrite = useMay('infection.write')
  const found = useCall('infection.ofPregnancy', { pregnancyId: head.pregnancyId }, { staleTimeMs: 30_000 })
  const caseId = found.data?.caseId ?? null
  const open = (): void => void navigate(caseId ? `/infections/${caseId}` : `/infections/new/${head.pregnancyId}`)
  useShortcut(['F4'], open, { enabled: found.data !== undefined && (caseId !== null || mayWrite) })
  return (
    <Panel>
      <Loaded of={found}>
        {({ number, isClosed }) => (
          <Space>
            <span>{caseId ? t('infectionScreen.hasCase', '个案 {{number}}', { number: number ?? '' }) : t('infectionScreen.noCase', '这次妊娠还没有个案')}{isClosed ? t('infectionScreen.closed', '(已结案)') : ''}</span>
            {caseId || mayWrite ? <Button type="primary" onClick={open}>{caseId ? t('infectionScreen.openCase', '打开个案') : t('infectionScreen.newCase', '建立个案')} <kbd>F4</kbd></Button> : null}
          </Space>
        )}
      </Loaded>
    </Panel>
  )
}
