import { z } from 'zod'
import { SERUM_UNIT } from '../../code/prenatal-record.ts'
import { message } from '../../message/message.ts'
import { fault, faultIf, repeated, says } from '../../settings/said.ts'

/** What can be read of a line of a laboratory's file, with what it is called in a sentence. */
export const RESULT_VALUES = {
  barcode: '条形码', name: '姓名', birthDay: '出生日期', test: '项目', resultDay: '报告日期', institution: '检测机构', examinerName: '检测人员', reportNumber: '报告编号', panel: '方案',
  pappA: 'PAPP-A', pappAMom: 'PAPP-A MoM', freeBetaHcg: '游离β-hCG', freeBetaHcgMom: '游离β-hCG MoM', afp: 'AFP', afpMom: 'AFP MoM', ue3: 'uE3', ue3Mom: 'uE3 MoM', inhibinA: '抑制素A', inhibinAMom: '抑制素A MoM', crlMm: '头臀长', ntMm: 'NT',
  t21Risk: '21三体风险', t18Risk: '18三体风险', t13Risk: '13三体风险', niptResult: 'NIPT结果', niptHigh: 'NIPT高风险病种', fetalFractionPercent: '胎儿浓度', z21: '21号Z值', z18: '18号Z值', z13: '13号Z值', conclusion: '结论',
} as const
export type ResultValue = keyof typeof RESULT_VALUES
export const RESULT_VALUE_NAMES = Object.keys(RESULT_VALUES) as [ResultValue, ...ResultValue[]]

const MappingSchema = z.strictObject({
  id: z.string().regex(/^[\w-]{1,40}$/), title: z.string().trim().min(1).max(60),
  /** Where the format is described, and what of it could not be checked. */
  source: z.string().trim().max(300),
  /** Headings by value: the first one the file has is taken. */
  columns: z.partialRecord(z.enum(RESULT_VALUE_NAMES), z.array(z.string().trim().min(1).max(40)).min(1).max(10)),
  /** The unit each marker is printed in, since a laboratory's file rarely says it. */
  units: z.partialRecord(z.enum(['pappA', 'freeBetaHcg', 'afp', 'ue3', 'inhibinA']), z.enum(SERUM_UNIT.values)),
  /** Texts that say "not done", beside an empty cell. */
  absent: z.array(z.string().max(20)).max(20),
  /** Headings that hold no result and are left; a file with any other column the mapping does not know is not read. */
  ignored: z.array(z.string().trim().min(1).max(40)).max(60),
}).superRefine(says(({ title, columns }) => faultIf(columns.barcode === undefined, message('resultMappings.noBarcode', '格式“{{title}}”没有“条形码”的列名,请填写', { title }))))
export type ResultMapping = z.output<typeof MappingSchema>

/** How the files of the laboratories are read; the core counts the version. */
export const ResultMappingsSchema = z.strictObject({ version: z.int().min(1), mappings: z.array(MappingSchema).min(1).max(40) })
  .superRefine(says(({ mappings }) => repeated(mappings.map(({ id }) => id)).map(id => fault(message('resultMappings.twice', '文件格式 {{id}} 有两份,请只留一份', { id }), 'mappings'))))
export type ResultMappings = z.output<typeof ResultMappingsSchema>

/** No laboratory's own format was seen (note §17.8): what is shipped is an example and says so. */
export const RESULT_MAPPINGS_DEFAULT: ResultMappings = {
  version: 1,
  mappings: [{
    id: 'example', title: '示例格式(中文标题行)', source: '本程序自定的示例格式,不是任何实验室的公开格式;请按本县实验室的文件修改列名,或用电子表格整理后导入',
    columns: {
      barcode: ['条形码', '条码', '样本编号'], name: ['姓名', '孕妇姓名'], birthDay: ['出生日期'], test: ['项目', '检测项目'], resultDay: ['报告日期'], institution: ['检测机构'], examinerName: ['检测人员'], reportNumber: ['报告编号'], panel: ['方案'],
      pappA: ['PAPP-A'], pappAMom: ['PAPP-A MoM'], freeBetaHcg: ['游离β-hCG', 'Free β-hCG'], freeBetaHcgMom: ['游离β-hCG MoM', 'Free β-hCG MoM'], afp: ['AFP'], afpMom: ['AFP MoM'], ue3: ['uE3'], ue3Mom: ['uE3 MoM'], inhibinA: ['抑制素A'], inhibinAMom: ['抑制素A MoM'], crlMm: ['头臀长', '头臀长(mm)', 'CRL', 'CRL(mm)'], ntMm: ['NT', 'NT(mm)'],
      t21Risk: ['21三体风险'], t18Risk: ['18三体风险'], t13Risk: ['13三体风险'], niptResult: ['NIPT结果'], niptHigh: ['高风险病种'], fetalFractionPercent: ['胎儿浓度'], z21: ['21号Z值'], z18: ['18号Z值'], z13: ['13号Z值'], conclusion: ['结论'],
    },
    units: { pappA: 'miuPerL', freeBetaHcg: 'ngPerMl', afp: 'ngPerMl', ue3: 'nmolPerL', inhibinA: 'pgPerMl' }, absent: ['-', '—', '/', '未做', '未查'],
    ignored: ['序号', '年龄', '预产期', '末次月经', '孕周', '采血孕周', '体重', '胎数', '身份证号', '电话', '联系电话', '住址', '申请单号', '送检单位', '采血机构', '采血日期', '采样日期', '接收日期', '审核人', '审核日期', '备注'],
  }],
}
