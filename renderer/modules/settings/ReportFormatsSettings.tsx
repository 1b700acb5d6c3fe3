import { CopyOutlined } from '@ant-design/icons'
import { Alert, Button, Segmented, Space, Table } from 'antd'
import { useState } from 'react'
import { pelvicAssessment } from '../../../domain/modules/pelvic/assessment.record.ts'
import { pelvicReport } from '../../../domain/modules/pelvic/report.record.ts'
import { REPORT_VALUES, type ReportFormat, type ReportFormats, type ReportHead, type ReportValue } from '../../../domain/modules/pelvic/report-formats.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { FieldGrid, fieldLabel, LabelledInput } from '../../kit/index.ts'
import { ListText, TextPart } from './parts.tsx'
import { SettingForm, type SettingParts } from './SettingForm.tsx'

const MOST = 40
const HEAD_FIELD: Readonly<Record<ReportHead, 'number' | 'name' | 'birthDay' | 'measuredDay'>> = { number: 'number', name: 'name', birthDay: 'birthDay', day: 'measuredDay' }
const isHead = (value: ReportValue): value is ReportHead => value in HEAD_FIELD
/** What a value is called where its record is filled in. */
const valueName = (value: ReportValue): string => isHead(value) ? fieldLabel(pelvicReport, HEAD_FIELD[value]) : fieldLabel(pelvicAssessment, value)

/** How the reports of the pelvic clinic's instruments are read: which label holds which value. */
export function ReportFormatsSettings() {
  return (
    <SettingForm settingKey="pelvicReportFormats" note={t('reportFormats.note', '按本院仪器导出的 CSV 或 PDF 填写每项的名称,几种写法用分号隔开;表格里的写成“行名|列名”,如“前静息|平均值”。单位与程序不同的、同一项有两个不同数值的不取值。程序自带的是示例格式,不是任何厂家的公开格式。图片和扫描件只存原件,数值由治疗师对照填写。')}>
      {parts => <Formats {...parts} />}
    </SettingForm>
  )
}

function Formats({ value: { formats }, set, issues }: SettingParts<ReportFormats>) {
  const [shown, setShown] = useState(0)
  const at = Math.min(shown, formats.length - 1)
  const format = formats[at]!
  const places = useCall('pelvic.place.list', null, { enabled: useMay('pelvic.read') }).data ?? []
  const orphans = places.filter(({ kind, isRetired, reportFormat }) => kind === 'device' && isRetired !== true && reportFormat !== null && !formats.some(({ name }) => name === reportFormat))
  const change = (part: Partial<ReportFormat>): void => set({ formats: formats.map((one, index) => index === at ? { ...one, ...part } : one) })
  function copy(): void {
    const taken = new Set(formats.map(({ name }) => name))
    const name = Array.from({ length: MOST }, (_, index) => t('reportFormats.own', '本院格式 {{number}}', { number: index + 1 })).find(one => !taken.has(one))!
    set({ formats: [...formats, { ...format, name, source: t('reportFormats.ownSource', '按仪器导出的文件填写') }] })
    setShown(formats.length)
  }
  const labels = (value: ReportValue, words: string[]): void => {
    const { [value]: _before, ...others } = format.labels
    change({ labels: words.length > 0 ? { ...others, [value]: words } : others })
  }
  return (
    <>
      <Space wrap className="filters">
        <Segmented<number> aria-label={t('pelvicReport.format', '报告格式')} value={at} onChange={setShown} options={formats.map(({ name }, index) => ({ value: index, label: name }))} />
        <Button icon={<CopyOutlined />} disabled={formats.length >= MOST} onClick={copy}>{t('resultMappings.copy', '照此新增一种')}</Button>
      </Space>
      {orphans.map(({ id, name, reportFormat }) => <Alert key={id} className="form-alert" type="warning" showIcon title={t('reportFormats.orphan', '治疗仪“{{device}}”的报告格式“{{format}}”不在这里了,它的报告不再优先按这种格式读:请把名称改回来,或在“治疗室与治疗仪”里为它改选格式', { device: name, format: reportFormat ?? '' })} />)}
      <FieldGrid>
        <TextPart key={`name-${at}`} id="format-name" label={t('resultMappings.title', '格式名称')} span={4} value={format.name} maxLength={40} onChange={name => change({ name })} issues={issues(`formats.${at}.name`)} />
        <TextPart key={`source-${at}`} id="format-source" label={t('riskFactor.source', '来源')} span={8} value={format.source} maxLength={300} onChange={source => change({ source })} issues={issues(`formats.${at}.source`)} />
        <LabelledInput id="format-layout" label={t('reportFormats.layout', '排列')} span={6}>
          <Segmented<ReportFormat['layout']> aria-label={t('reportFormats.layout', '排列')} value={format.layout} onChange={layout => change({ layout })} options={[{ value: 'rows', label: t('reportFormats.rows', '名称在左,数值在右') }, { value: 'columns', label: t('reportFormats.columns', '标题行下一行') }]} />
        </LabelledInput>
        <LabelledInput id="format-absent" label={t('reportFormats.absent', '表示没有测的写法')} span={6} issues={issues(`formats.${at}.absent`)}><ListText key={at} id="format-absent" value={format.absent} onChange={absent => change({ absent })} /></LabelledInput>
      </FieldGrid>
      <Table<{ value: ReportValue }>
        key={at} size="small" pagination={false} rowKey="value" dataSource={REPORT_VALUES.map(value => ({ value }))}
        columns={[
          { title: t('resultMappings.value', '内容'), width: 200, render: (_, { value }) => valueName(value) },
          { title: t('reportFormats.labels', '文件里的名称'), render: (_, { value }) => <ListText id={`format-of-${value}`} label={valueName(value)} value={format.labels[value] ?? []} onChange={words => labels(value, words)} /> },
        ]}
      />
    </>
  )
}
