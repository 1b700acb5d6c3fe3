import { FolderOpenOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { MOST_REPORT_BYTES } from '../../../domain/api/pelvic-report-api.ts'
import { queryClient, useCall } from '../../api/useCall.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Panel, useFileReading, useShortcut } from '../../kit/index.ts'

const LOOK_MS = 5_000

/** Where reports come in: chosen, dropped, or found in the folder this workstation watches. `fileId` is whose page it stands on. */
export function ReportReader({ fileId }: { fileId?: string }) {
  const navigate = useNavigate()
  const mayWrite = useMay('pelvic.write')
  const reading = useFileReading('pelvic.report.read', {
    inputOf: file => file ? { file } : {}, mostBytes: MOST_REPORT_BYTES, tooLarge: () => t('pelvicReport.tooLarge', '文件超过 {{megabytes}} MB,请从仪器逐份导出', { megabytes: MOST_REPORT_BYTES / 1_000_000 }),
    // One report is looked at at once; of several the list is.
    onRead: ([first], asked) => { if (first && asked === 1) void navigate(`/pelvic/reports/${first.reportId}${fileId ? `?file=${fileId}` : ''}`) },
  })
  const watched = useCall('pelvic.report.watch', null, { enabled: mayWrite, refetchIntervalMs: LOOK_MS }).data
  useEffect(() => { if (watched && watched.read.length > 0) void queryClient.invalidateQueries({ predicate: ({ queryKey: [name] }) => name === 'pelvic.report.list' }) }, [watched])
  useShortcut(['Ctrl+I'], reading.choose, { enabled: mayWrite })
  if (!mayWrite) return null
  return (
    <div className="report-drop" {...reading.target}>
      <Panel>
        <Button icon={<FolderOpenOutlined />} loading={reading.busy} onClick={reading.choose}>{t('pelvicReport.choose', '选择报告')} <kbd>Ctrl+I</kbd></Button>
        <span className="field-help"> {t('pelvicReport.drop', '或把仪器导出的报告(CSV、PDF、图片)拖到这里;图片和扫描件里的数值对照原件填写')}</span>
        <p className="hint">{watched?.folder ? t('pelvicReport.watched', '每 5 秒看一次:{{folder}}', { folder: watched.folder }) : t('pelvicReport.notWatched', '要自动读入,请在“设置 → 外接设备”里填写盆底仪器的报告文件夹')}</p>
        {watched?.problem ? <Alert className="form-alert" type="error" showIcon title={messageText(watched.problem)} /> : null}
        {watched?.refused.map(one => <Alert key={one.fileName} className="form-alert" type="error" showIcon title={`${one.fileName}: ${messageText(one.problem)}`} />)}
        {reading.problems.map(one => <Alert key={one} className="form-alert" type="error" showIcon title={one} />)}
      </Panel>
    </div>
  )
}
