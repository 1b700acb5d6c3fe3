import { App } from 'antd'
import { useState } from 'react'
import type { StoredPelvicFile } from '../../../domain/modules/pelvic/file.record.ts'
import type { Day } from '../../../domain/time/day.ts'
import { useWrite } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { DayInput, Dialog, FieldGrid, FormArea, LabelledInput, TextInput, useShortcut } from '../../kit/index.ts'

const LEAST_WORDS = 2

/** 结案 of an open file with its day and what was reached; a closed one is opened again with the reason. */
export function FileStateDialog({ file, onClose }: { file: StoredPelvicFile; onClose(): void }) {
  const { message } = App.useApp()
  const [close, reopen] = [useWrite('pelvic.file.close'), useWrite('pelvic.file.reopen')]
  const [day, setDay] = useState<string | null>(today)
  const [words, setWords] = useState<string | null>(null)
  const isOpen = file.state === 'open'
  const text = words?.trim() ?? ''
  const busy = close.busy || reopen.busy
  const isReady = text.length >= LEAST_WORDS && (!isOpen || day !== null) && !busy
  async function go(): Promise<void> {
    if (!isReady) return
    const { id, rev } = file
    const saved = isOpen ? await close.run({ id, rev, closedDay: day as Day, closeNote: text }) : await reopen.run({ id, rev, reason: text })
    if (!saved) return
    void message.success(isOpen ? t('maternalCare.closed', '已结案') : t('pelvicFile.reopened', '已重新打开'))
    onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  useShortcut(['Escape'], onClose, { inDialog: true })
  const title = isOpen ? t('pelvicFile.close', '盆底档案结案') : t('pelvicFile.reopen', '重新打开盆底档案')
  return (
    <Dialog width={680} title={title} okText={<>{isOpen ? t('maternalCare.close', '结案') : t('pelvicFile.reopenShort', '重新打开')} <kbd>F2</kbd></>} okButtonProps={{ disabled: !isReady, loading: busy }} cancelText={t('form.cancel', '取消')} onOk={() => void go()} onCancel={onClose} first="file-words">
      <FormArea>
        <FieldGrid columns={2}>
          <LabelledInput id="file-words" label={isOpen ? t('pelvicFile.closeWords', '结案说明(必填:结果或原因)') : t('pelvicFile.reopenWords', '重新打开的原因(必填)')} span={12} required><TextInput id="file-words" value={words} onChange={setWords} lines={1} /></LabelledInput>
          {isOpen ? <LabelledInput id="file-day" label={t('pelvic.file.closedDay.label', '结案日期')} span={6} required><DayInput id="file-day" value={day} onChange={setDay} /></LabelledInput> : null}
        </FieldGrid>
      </FormArea>
    </Dialog>
  )
}
