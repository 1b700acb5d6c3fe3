import { FolderOpenOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Input } from '../../../domain/api/api.ts'
import { MOST_REPORT_BYTES } from '../../../domain/api/pelvic-report-api.ts'
import type { CallFailure } from '../../api/client.ts'
import { failureText } from '../../api/failure.ts'
import { queryClient, useCall, useWrite } from '../../api/useCall.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { base64Of, Panel, useShortcut } from '../../kit/index.ts'

type Given = Input<'pelvic.report.read'>['file']
const LOOK_MS = 5_000

/** Where reports come in: chosen, dropped, or found in the folder this workstation watches. `fileId` is whose page it stands on. */
export function ReportReader({ fileId }: { fileId?: string }) {
  const navigate = useNavigate()
  const mayWrite = useMay('pelvic.write')
  const [problems, setProblems] = useState<readonly string[]>([])
  const refused = useRef('')
  const showProblem = useCallback((failure: CallFailure) => { refused.current = failureText(failure); return true }, [])
  const reading = useWrite('pelvic.report.read', showProblem)
  const watched = useCall('pelvic.report.watch', null, { enabled: mayWrite, refetchIntervalMs: LOOK_MS }).data
  useEffect(() => { if (watched && watched.read.length > 0) void queryClient.invalidateQueries({ predicate: ({ queryKey: [name] }) => name === 'pelvic.report.list' }) }, [watched])
  async function readFiles(files: readonly Given[]): Promise<void> {
    if (reading.busy) return
    const faults: string[] = []
    for (const file of files) {
      refused.current = ''
      const answer = await reading.run(file ? { file } : {})
      // One that is refused keeps no other from being read.
      if (refused.current) faults.push(file && files.length > 1 ? `${file.name}: ${refused.current}` : refused.current)
      // One report is looked at at once; of several the list is.
      if (answer && files.length === 1) void navigate(`/pelvic/reports/${answer.reportId}${fileId ? `?file=${fileId}` : ''}`)
    }
    setProblems(faults)
  }
  async function drop(files: readonly File[]): Promise<void> {
    const given: Given[] = []
    for (const file of files) {
      if (file.size > MOST_REPORT_BYTES) { setProblems([t('pelvicReport.tooLarge', '文件超过 {{megabytes}} MB,请从仪器逐份导出', { megabytes: MOST_REPORT_BYTES / 1_000_000 })]); return }
      given.push({ name: file.name, base64: base64Of(new Uint8Array(await file.arrayBuffer())) })
    }
    await readFiles(given)
  }
  useShortcut(['Ctrl+I'], () => void readFiles([undefined]), { enabled: mayWrite })
  if (!mayWrite) return null
  return (
    <div className="report-drop" onDragOver={event => event.preventDefault()} onDrop={event => { event.preventDefault(); void drop([...event.dataTransfer.files]) }}>
      <Panel>
        <Button icon={<FolderOpenOutlined />} loading={reading.busy} onClick={() => void readFiles([undefined])}>{t('pelvicReport.choose', '选择报告')} <kbd>Ctrl+I</kbd></Button>
        <span className="field-help"> {t('pelvicReport.drop', '或把仪器导出的报告(CSV、PDF、图片)拖到这里;PDF 和图片里的数值对照原件填写')}</span>
        <p className="hint">{watched?.folder ? t('pelvicReport.watched', '每 5 秒看一次:{{folder}}', { folder: watched.folder }) : t('pelvicReport.notWatched', '要自动读入,请在“设置 → 外接设备”里填写盆底仪器的报告文件夹')}</p>
        {watched?.problem ? <Alert className="form-alert" type="error" showIcon title={messageText(watched.problem)} /> : null}
        {watched?.refused.map(one => <Alert key={one.fileName} className="form-alert" type="error" showIcon title={`${one.fileName}: ${messageText(one.problem)}`} />)}
        {problems.map(one => <Alert key={one} className="form-alert" type="error" showIcon title={one} />)}
      </Panel>
    </div>
  )
}
