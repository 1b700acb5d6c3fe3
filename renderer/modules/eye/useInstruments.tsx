import { Alert, App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { eyeVisit } from '../../../domain/modules/eye/visit.record.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { fieldLabel, type FormStore, useShortcut } from '../../kit/index.ts'
import { bothText, eyeLensText, eyeVisionText } from './eye-text.ts'
import { useWatchedFolders } from './useWatchedFolders.ts'

type Offer = Output<'eye.device.offered'>[number]
type Instruments = { readonly notice: ReactNode; use(visitId: string): Promise<void> }

/** What instruments measured of the child that day: shown above the form, taken over by a key, marked as used once the visit is saved. */
export function useInstruments({ fileId, store, visitDay, isOpen }: { fileId: string; store: FormStore; visitDay: string | null; isOpen: boolean }): Instruments {
  const { modal } = App.useApp()
  useWatchedFolders()
  const [taken, setTaken] = useState<readonly Offer[]>([])
  const offered = useCall('eye.device.offered', { fileId, ...(visitDay ? { visitDay } : {}) }, { enabled: isOpen && visitDay !== null, staleTimeMs: 30_000 }).data
  const mark = useWrite('eye.device.use')
  const open = (offered ?? []).filter(one => !taken.some(other => other.id === one.id))
  function take(offer: Offer): void {
    const { visitDay: _, ...values } = offer.row
    const measured = Object.entries(values)
    const fill = (): void => { for (const [name, value] of measured) store.set(name, value); setTaken(before => [...before, offer]) }
    const typed = measured.filter(([name, value]) => { const there = store.get(name); return name !== 'refractionMethod' && there !== null && there !== undefined && there !== value })
    if (typed.length === 0) { fill(); return }
    // What the doctor typed is never overwritten without a word.
    void modal.confirm({
      title: t('eyeDeviceScreen.overwrite', '用仪器结果替换已填的内容?'), content: typed.map(([name]) => fieldLabel(eyeVisit, name)).join(t('replace.between', '、')),
      okText: t('eyeDeviceScreen.replace', '替换'), cancelText: t('form.stay', '继续填写'), onOk: fill,
    })
  }
  const [first] = open
  useShortcut(['Ctrl+I'], () => { if (first) take(first) }, { enabled: first !== undefined })
  return {
    notice: (
      <>
        {taken.length > 0 ? <Alert className="form-alert" type="success" showIcon title={t('eyeDeviceScreen.taken', '已填入仪器结果,请核对;保存后这条结果记为已采用')} /> : null}
        {open.map(offer => (
          <Alert
            key={offer.id} className="form-alert" type="info" showIcon title={offerText(offer)} description={offer.faults ?? undefined}
            action={<Button size="small" onClick={() => take(offer)}>{t('eyeDeviceScreen.take', '采用仪器结果')}{offer === first ? <kbd>Ctrl+I</kbd> : null}</Button>}
          />
        ))}
      </>
    ),
    use: async visitId => { for (const { id, rev } of taken) await mark.run({ id, rev, visitId }) },
  }
}

const offerText = ({ device, row }: Offer): string => [device, t('eyeDeviceScreen.lens', '屈光 {{both}}', { both: bothText(side => eyeLensText(row, side)) }), t('eyeDeviceScreen.vision', '视力 {{both}}', { both: bothText(side => eyeVisionText(row, side)) })].join(' · ')
