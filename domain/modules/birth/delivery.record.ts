import { ATTENDANT_TYPE, BIRTH_PLACE_TYPE, DELIVERY_MODE } from '../../code/delivery.ts'
import { DELIVERY_COMPLICATION, MOTHER_OUTCOME, PERINEAL_TEAR } from '../../code/maternal-visit.ts'
import { code, codes, day, flag, number, ref, region, text } from '../../field/build.ts'
import { type CodeList, hasCode } from '../../field/code-list.ts'
import type { OutTarget } from '../../field/kinds.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { deliveryCourseRules, deliveryRules } from './birth.rules.ts'

const OUT = { ext: ['delivery'] } as const
const minutes = (label: string, out: OutTarget) => number({ label, unit: '分', plausible: [0, 9999], out, since: 2 })
const millilitres = (label: string, out: OutTarget) => number({ label, unit: '毫升', plausible: [0, 20_000], normal: [0, 1000], pii: 'health', out, since: 2 })
const words = (label: string) => text({ label, maxLength: 60, pii: 'health', out: OUT, since: 2 })

/**
 * One delivery of a pregnancy, with 1..n newborns hanging on it: twins are entered once for the mother. What the clinic
 * notes of its course stands in sections of its own and is never asked of the certificate desk (maternal care note §8).
 */
export const delivery = defineRecord({
  id: 'delivery', version: 2, table: 'delivery', title: '分娩', read: 'birth.read', write: 'birth.write', auditOpening: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: { none: '业务主键' } }),
    motherId: ref({ label: '产妇', to: 'person', required: true, out: { none: '业务主键' } }),
    admissionNumber: text({ label: '住院病历号', maxLength: 30, list: true, pii: 'number', out: { none: '扩展项 admissionNumber' } }),
    gestationDays: number({ label: '分娩孕周(天)', unit: '天', plausible: [126, 321], normal: [196, 300], required: true, list: true, out: 'HDSB02.04.112' }),
    mode: code({ label: '分娩方式', codes: DELIVERY_MODE, required: true, list: true, out: 'HDSB02.04.113' }),
    fetusCount: number({ label: '胎数', plausible: [1, 9], normal: [1, 3], required: true, list: true, out: 'HDSB02.04.130' }),
    placeType: code({ label: '出生地点类别', codes: BIRTH_PLACE_TYPE, required: true, out: { none: '扩展项 placeType' } }),
    placeRegion: region({ label: '出生地(省市县)', level: 'county', required: true, out: { none: '随出生医学证明导出' } }),
    placeName: text({ label: '接生机构名称', maxLength: 70, out: { none: '随出生医学证明导出' } }),
    treatedInLicensed: flag({
      label: '产后是否在助产机构处理(脐带、胎盘或裂伤)', out: { none: '本机构内部' },
      showIf: row => row.placeType === '5' || row.placeType === '6' || row.placeType === '4' || row.placeType === '9', dependsOn: ['placeType'],
    }),
    attendantType: code({ label: '助产人员类别', codes: ATTENDANT_TYPE, out: { none: '扩展项 attendantType' } }),
    attendantName: text({ label: '接生人员', maxLength: 30, list: true, out: { none: '随出生医学证明导出' } }),
    note: text({ label: '备注', maxLength: 300, lines: 2, out: { none: '本机构内部' } }),
    firstStageMinutes: minutes('第一产程', 'HDSB02.04.115'), secondStageMinutes: minutes('第二产程', 'HDSB02.04.116'), thirdStageMinutes: minutes('第三产程', 'HDSB02.04.117'), labourMinutes: minutes('总产程', 'HDSB02.04.114'),
    bleedingBirthMl: millilitres('产时出血量', 'HDSB02.04.118'), bleedingTwoHoursMl: millilitres('产后2小时出血量', 'HDSB02.04.119'), bleedingDayMl: millilitres('产后24小时出血量', 'HDSB02.04.120'), bleedingTotalMl: millilitres('总出血量', OUT),
    caesareanIndication: text({ label: '手术指征', maxLength: 100, pii: 'health', out: OUT, since: 2, showIf: row => String(row.mode ?? '').startsWith('3'), dependsOn: ['mode'] }),
    episiotomy: flag({ label: '会阴切开', out: 'HDSB02.04.121', since: 2 }),
    perinealTear: code({ label: '会阴裂伤', codes: PERINEAL_TEAR, pii: 'health', out: 'HDSB02.04.122', since: 2 }),
    stitches: number({ label: '会阴缝合针数', unit: '针', plausible: [0, 99], normal: [0, 30], out: 'HDSB02.04.123', since: 2 }),
    placenta: words('胎盘'), membranes: words('胎膜'), cord: words('脐带'), amnioticFluid: words('羊水'),
    hasAnalgesia: flag({ label: '分娩镇痛', out: OUT, since: 2 }), hasCompanion: flag({ label: '陪伴分娩', out: OUT, since: 2 }),
    isCritical: flag({ label: '危重孕产妇', pii: 'health', out: 'HDSB02.04.124', since: 2 }),
    complications: codes({ label: '产时并发症', codes: DELIVERY_COMPLICATION, pii: 'health', out: OUT, since: 2 }),
    complicationsNote: text({ label: '产时并发症:其他', maxLength: 100, pii: 'health', out: OUT, since: 2, showIf: row => hasCode(row.complications as CodeList | null, '99' as never), dependsOn: ['complications'] }),
    afterSystolicMmHg: number({ label: '产后收缩压', unit: 'mmHg', plausible: [40, 260], normal: [80, 180], pii: 'health', out: 'HDSB02.04.126', since: 2 }),
    afterDiastolicMmHg: number({ label: '产后舒张压', unit: 'mmHg', plausible: [20, 160], normal: [40, 110], pii: 'health', out: 'HDSB02.04.127', since: 2 }),
    firstFeedMinutes: minutes('产后开奶', 'HDSB02.04.128'),
    motherOutcome: code({ label: '产妇结局', codes: MOTHER_OUTCOME, pii: 'health', out: 'HDSB02.04.129', since: 2 }),
    dischargedDay: day({ label: '出院日期', out: OUT, since: 2, help: '产后访视期限自出院起算;未填按分娩后天数推算' }),
  },
  sections: [
    { title: '产妇', fields: ['pregnancyId', 'motherId', 'admissionNumber'] },
    { title: '分娩', fields: ['gestationDays', 'mode', 'fetusCount', 'placeType', 'placeRegion', 'placeName', 'treatedInLicensed', 'attendantType', 'attendantName', 'note'] },
    { title: '产程与出血', fields: ['firstStageMinutes', 'secondStageMinutes', 'thirdStageMinutes', 'labourMinutes', 'bleedingBirthMl', 'bleedingTwoHoursMl', 'bleedingDayMl', 'bleedingTotalMl'] },
    { title: '会阴与胎儿附属物', fields: ['caesareanIndication', 'episiotomy', 'perinealTear', 'stitches', 'placenta', 'membranes', 'cord', 'amnioticFluid', 'hasAnalgesia', 'hasCompanion'] },
    { title: '产妇情况', fields: ['isCritical', 'complications', 'complicationsNote', 'afterSystolicMmHg', 'afterDiastolicMmHg', 'firstFeedMinutes', 'motherOutcome', 'dischargedDay'] },
  ],
  rules: [deliveryRules, deliveryCourseRules],
})
export type Delivery = Row<typeof delivery>
export type StoredDelivery = StoredRow<typeof delivery>
/** What the clinic notes of the course of the birth, in sections of its own. */
export const DELIVERY_COURSE_SECTIONS = ['产程与出血', '会阴与胎儿附属物', '产妇情况'] as const
