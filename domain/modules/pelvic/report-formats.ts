import { z } from 'zod'
import { message } from '../../message/message.ts'
import { faultIf, says } from '../../settings/said.ts'
import { pelvicAssessment } from './assessment.record.ts'

/** What a report of an instrument may bring into an assessment: names of its fields. */
export const REPORT_FIELDS = [
  'preRestUv', 'preRestVariability', 'fastUv', 'fastRiseSeconds', 'fastRecoverySeconds', 'tonicUv', 'tonicVariability', 'enduranceUv', 'enduranceVariability', 'enduranceRatio', 'postRestUv', 'postRestVariability',
  'vaginalPressureCmH2o', 'typeOneSeconds', 'typeOneFatiguePercent', 'typeTwoCount', 'typeTwoFatiguePercent', 'residualMl', 'padDryG', 'padWetG',
] as const satisfies readonly (keyof typeof pelvicAssessment.fields)[]
export type ReportField = (typeof REPORT_FIELDS)[number]
/** Who the report is of and when it was measured. */
export const REPORT_HEADS = { number: '编号', name: '姓名', birthDay: '出生日期', day: '检测日期' } as const
export type ReportHead = keyof typeof REPORT_HEADS
export type ReportValue = ReportHead | ReportField
export const REPORT_VALUES = ['number', 'name', 'birthDay', 'day', ...REPORT_FIELDS] as const satisfies readonly ReportValue[]
const isHead = (value: ReportValue): value is ReportHead => value in REPORT_HEADS
/** What a value is called in a sentence and in the settings. */
export const reportValueText = (value: ReportValue): string => isHead(value) ? REPORT_HEADS[value] : pelvicAssessment.fields[value].label

const FormatSchema = z.strictObject({
  /** What a treatment device names as its format. */
  name: z.string().trim().min(1).max(40),
  /** Where the format is described, and what of it could not be checked. */
  source: z.string().trim().max(300),
  /** `rows`: a label with its value in the cell beside it; `columns`: a heading row and one row below it. */
  layout: z.enum(['rows', 'columns']),
  /** Labels by value: the first one the file has is taken. `前静息|平均值` stands where the row of one meets the column of the other. */
  labels: z.partialRecord(z.enum(REPORT_VALUES), z.array(z.string().trim().min(1).max(40)).min(1).max(10)),
  /** Texts that say "not measured", beside an empty cell. */
  absent: z.array(z.string().max(20)).max(20),
}).superRefine(says(({ name, labels }) => faultIf(!REPORT_FIELDS.some(field => labels[field]), message('reportFormats.noFigure', '格式“{{name}}”没有一项检测数值的名称,请至少填写一项', { name }))))
export type ReportFormat = z.output<typeof FormatSchema>

/** How the files of the hospital's instruments are read; the history of the setting keeps each version. */
export const ReportFormatsSchema = z.strictObject({ formats: z.array(FormatSchema).min(1).max(40) })
  .superRefine(says(({ formats }) => formats.flatMap(({ name }, at) => faultIf(formats.findIndex(one => one.name === name) < at, message('reportFormats.twice', '格式名称“{{name}}”重复,请改名', { name }), 'formats', at, 'name'))))
export type ReportFormats = z.output<typeof ReportFormatsSchema>

/** No maker's own format was found (note §6): what is shipped is an example and says so. */
export const REPORT_FORMATS_DEFAULT: ReportFormats = {
  formats: [{
    name: '示例格式', source: '本程序自定的示例格式,不是任何厂家的公开格式;请按本院仪器导出的文件修改名称', layout: 'rows',
    labels: {
      number: ['编号', '档案编号', '病历号', 'ID'], name: ['姓名', '患者姓名'], birthDay: ['出生日期', '生日'], day: ['检测日期', '检查日期', '评估日期'],
      preRestUv: ['前静息均值', '前静息平均值', '前静息|平均值', '前静息|均值'], preRestVariability: ['前静息变异性', '前静息|变异性'], fastUv: ['快速收缩最大值', '快肌最大值', '快速收缩|最大值'], fastRiseSeconds: ['快速收缩上升时间', '快肌上升时间', '快速收缩|上升时间'], fastRecoverySeconds: ['快速收缩恢复时间', '快肌恢复时间', '快速收缩|恢复时间'],
      tonicUv: ['紧张收缩均值', '慢肌平均值', '紧张收缩|平均值', '紧张收缩|均值'], tonicVariability: ['紧张收缩变异性', '慢肌变异性', '紧张收缩|变异性'], enduranceUv: ['耐力收缩均值', '耐久收缩平均值', '耐力收缩|平均值', '耐力收缩|均值'], enduranceVariability: ['耐力收缩变异性', '耐力收缩|变异性'], enduranceRatio: ['耐力后前10秒比', '后前10秒比值'],
      postRestUv: ['后静息均值', '后静息平均值', '后静息|平均值', '后静息|均值'], postRestVariability: ['后静息变异性', '后静息|变异性'],
    },
    absent: ['-', '--', '—', '/', '未测'],
  }],
}
