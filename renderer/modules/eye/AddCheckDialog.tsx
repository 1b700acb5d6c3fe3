import { Button } from 'antd'
import { useRef } from 'react'
import { t } from '../../app/i18n.ts'
import { Dialog, useShortcut } from '../../kit/index.ts'
import type { EyeGroup, EyeGroupKey } from './eye-rows.ts'

const KEYS = '123456789abcdefg'

/** A check that the visit's age does not ask for; its printed key opens it. */
export function AddCheckDialog({ closed, onChoose, onClose }: { closed: readonly EyeGroup[]; onChoose(key: EyeGroupKey): void; onClose(): void }) {
  const box = useRef<HTMLDivElement>(null)
  useShortcut(closed.map((_, index) => KEYS.charAt(index)), event => { const group = closed[KEYS.indexOf(event.key.toLowerCase())]; if (group) onChoose(group.key) }, { inDialog: true })
  useShortcut(['Escape'], onClose, { inDialog: true })
  return (
    <Dialog width={460} footer={null} title={t('eyeScreen.addCheck', '加做项目')} onCancel={onClose} first={() => box.current?.querySelector('button')}>
      <div ref={box} className="eye-choices">{closed.map((group, index) => <Button key={group.key} block onClick={() => onChoose(group.key)}>{group.title()} <kbd>{KEYS.charAt(index).toUpperCase()}</kbd></Button>)}</div>
    </Dialog>
  )
}
