import { IdcardOutlined } from '@ant-design/icons'
import { Alert, Button, Spin } from 'antd'
import { useRef, useState } from 'react'
import type { Output } from '../../domain/api/api.ts'
import type { Message } from '../../domain/message/message.ts'
import { call, CallFailure } from '../api/client.ts'
import { showFailure } from '../api/failure.ts'
import { useCall } from '../api/useCall.ts'
import { messageText, t } from '../app/i18n.ts'
import { useShortcut } from './shortcut.ts'
import { Dialog } from './Dialog.tsx'

/** A card as it was read, with the person it belongs to, and the facts of the identity check for the form to keep. */
export type CardRead = Extract<Output<'device.readCard'>, { outcome: 'read' }>

type Props = { onCard(read: CardRead): void; shortcut?: string; size?: 'small' | 'middle'; disabled?: boolean }

/** 读卡: reads the card on the reader and hands it to the page. Absent where the workstation has no reader. */
export function CardButton({ onCard, shortcut = 'F6', size = 'middle', disabled = false }: Props) {
  const reader = useCall('device.settings', null, { staleTimeMs: 600_000 }).data?.reader
  const [state, setState] = useState<'idle' | 'reading' | Message>('idle')
  const number = useRef(0)
  const hasReader = reader !== undefined && reader.kind !== 'none'

  async function read(): Promise<void> {
    const mine = ++number.current
    setState('reading')
    try {
      const answer = await call('device.readCard', null)
      // Given up meanwhile: a card that comes late is nobody's.
      if (mine !== number.current) return
      if (answer.outcome === 'read') { setState('idle'); onCard(answer) }
      else setState(answer.kind === 'cancelled' ? 'idle' : answer.message)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      if (mine === number.current) setState('idle')
      showFailure(error)
    }
  }
  function close(): void {
    const wasReading = state === 'reading'
    number.current += 1
    setState('idle')
    if (wasReading) call('device.cancelReading', null).catch((error: unknown) => { if (!(error instanceof CallFailure)) throw error })
  }
  useShortcut([shortcut], () => void read(), { enabled: hasReader && !disabled && state === 'idle' })
  useShortcut(['F6', 'Enter'], () => void read(), { inDialog: true, enabled: typeof state === 'object' })
  useShortcut(['Escape'], close, { inDialog: true, enabled: state !== 'idle' })
  if (!hasReader) return null
  return (
    <>
      <Button className="card-button" size={size} icon={<IdcardOutlined />} disabled={disabled} onClick={() => void read()}>{t('card.read', '读卡')} <kbd>{shortcut}</kbd></Button>
      {state === 'idle' ? null : (
        <Dialog
          width={480} title={t('card.title', '读身份证')} maskClosable={false} onCancel={close}
          footer={[
            ...(state === 'reading' ? [] : [<Button key="again" type="primary" onClick={() => void read()}>{t('card.again', '再读一次')} <kbd>F6</kbd></Button>]),
            <Button key="close" onClick={close}>{state === 'reading' ? t('card.cancel', '取消') : t('card.byHand', '改为手工录入')} <kbd>Esc</kbd></Button>,
          ]}
        >
          {state === 'reading'
            ? <div className="card-reading" role="status"><Spin /> {t('card.lay', '请把身份证平放在阅读器上,不要移动…')}</div>
            : <Alert type="error" showIcon title={messageText(state)} />}
        </Dialog>
      )}
    </>
  )
}
