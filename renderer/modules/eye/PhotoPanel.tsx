import { Button } from 'antd'
import { useRef, useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { EYE_PHOTO_KIND, type EyePhotoKind } from '../../../domain/code/eye-check.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Dialog, Panel, useShortcut, VoidDialog } from '../../kit/index.ts'

type Photo = Output<'eye.open'>['photos'][number]
const KINDS = EYE_PHOTO_KIND.values

/** The photos of a visit, the red reflex first of all: each with what it shows; opened large with Enter. */
export function PhotoPanel({ visitId, photos, mayWrite }: { visitId: string; photos: readonly Photo[]; mayWrite: boolean }) {
  const [open, setOpen] = useState<Photo | null>(null)
  const [isAdding, setAdding] = useState(false)
  const [voided, setVoided] = useState<Photo | null>(null)
  const add = useWrite('eye.photo.add')
  useShortcut(['Ctrl+I'], () => setAdding(true), { enabled: mayWrite && !add.busy })
  const choose = (kind: EyePhotoKind): void => { setAdding(false); void add.run({ visitId, kind }) }
  return (
    <Panel title={t('eyeScreen.photos', '照片')}>
      {photos.length === 0 ? <p className="hint">{t('eyeScreen.noPhotos', '没有照片;红光反射、眼底、外眼的照片可附在这里')}</p> : (
        <div className="eye-photos">{photos.map(photo => <button key={photo.id} type="button" title={photo.fileName} onClick={() => setOpen(photo)}><Image photo={photo} /><span>{codeText(EYE_PHOTO_KIND, photo.kind)}</span></button>)}</div>
      )}
      {mayWrite ? <Button loading={add.busy} onClick={() => setAdding(true)}>{t('eyeScreen.addPhoto', '附照片…')} <kbd>Ctrl+I</kbd></Button> : null}
      {isAdding ? <KindDialog onChoose={choose} onClose={() => setAdding(false)} /> : null}
      {open ? (
        <Dialog width={860} title={`${codeText(EYE_PHOTO_KIND, open.kind)} ${open.fileName}`} onCancel={() => setOpen(null)} footer={mayWrite ? <Button danger onClick={() => { setVoided(open); setOpen(null) }}>{t('voidRecord.action', '作废…')}</Button> : null}>
          <div className="eye-photo-large"><Image photo={open} /></div>
        </Dialog>
      ) : null}
      {voided ? <VoidDialog record="eye.photo" row={voided} onClose={() => setVoided(null)} /> : null}
    </Panel>
  )
}

function Image({ photo }: { photo: Photo }) {
  const image = useCall('eye.photo.image', { id: photo.id }, { staleTimeMs: 600_000 }).data
  return image ? <img src={`data:${image.mime};base64,${image.base64}`} alt={`${codeText(EYE_PHOTO_KIND, photo.kind)} ${photo.fileName}`} /> : <span className="hint">{t('eyeScreen.photoLoading', '正在打开…')}</span>
}

/** What the photo shows, asked before the file: its printed digit chooses. */
function KindDialog({ onChoose, onClose }: { onChoose(kind: EyePhotoKind): void; onClose(): void }) {
  const box = useRef<HTMLDivElement>(null)
  useShortcut(KINDS.map((_, index) => String(index + 1)), event => { const kind = KINDS[Number(event.key) - 1]; if (kind) onChoose(kind) }, { inDialog: true })
  useShortcut(['Escape'], onClose, { inDialog: true })
  return (
    <Dialog width={420} footer={null} title={t('eyeScreen.photoKind', '照片拍的是什么')} onCancel={onClose} first={() => box.current?.querySelector('button')}>
      <div ref={box} className="eye-choices">{KINDS.map((kind, index) => <Button key={kind} block onClick={() => onChoose(kind)}>{codeText(EYE_PHOTO_KIND, kind)} <kbd>{index + 1}</kbd></Button>)}</div>
    </Dialog>
  )
}
