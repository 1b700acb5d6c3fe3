import { PELVIC_METHOD } from '../../code/pelvic.ts'
import { PELVIC_PLACE_KIND, WEEKDAY } from '../../code/pelvic-care.ts'
import { clock, code, codes, flag, number, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, needed, when } from './parts.ts'

const device = when('kind', 'device')
const limit = (label: string, unit: string, plausible: readonly [number, number], decimals = 0) => number({ label, unit, decimals, plausible, out: INTERNAL, help: '按仪器说明书填写', ...device })

/** 治疗室与治疗仪: what a session is booked on, when it is open, and the limits and references its manual gives. Source: pelvic note §6, §10.1, §10.4. */
export const pelvicPlace = defineRecord({
  id: 'pelvic.place', version: 1, table: 'pelvic_place', title: '治疗室与治疗仪', read: 'pelvic.read', write: 'pelvic.manage',
  fields: {
    kind: code({ label: '类别', codes: PELVIC_PLACE_KIND, required: true, list: true, out: INTERNAL }),
    name: text({ label: '名称', maxLength: 40, required: true, list: true, out: INTERNAL }),
    capacity: number({ label: '同时治疗人数', unit: '人', plausible: [1, 30], required: true, list: true, out: INTERNAL }),
    openDays: codes({ label: '开放日', codes: WEEKDAY, out: INTERNAL, help: '不选为每天开放;法定节假日按工作日历' }),
    opensAt: clock({ label: '开始时间', out: INTERNAL, help: '如 08:00' }), closesAt: clock({ label: '结束时间', out: INTERNAL, help: '如 17:30' }),
    methods: codes({ label: '可做的治疗', codes: PELVIC_METHOD, out: INTERNAL, ...device }),
    leastFrequencyHz: limit('频率下限', 'Hz', [0.5, 200], 1), mostFrequencyHz: limit('频率上限', 'Hz', [0.5, 200], 1),
    leastPulseWidthUs: limit('脉宽下限', 'µs', [10, 2000]), mostPulseWidthUs: limit('脉宽上限', 'µs', [10, 2000]), mostCurrentMa: limit('电流上限', 'mA', [1, 100], 1), mostMinutes: limit('每次最长时间', '分钟', [5, 180]),
    restMaxUv: limit('静息参考上限', 'µV', [1, 20], 1), fastMinUv: limit('快速收缩参考下限', 'µV', [5, 100], 1), tonicMinUv: limit('紧张收缩参考下限', 'µV', [5, 100], 1), enduranceMinUv: limit('耐力收缩参考下限', 'µV', [5, 100], 1),
    variabilityMaxHundredths: limit('变异性参考上限(×100)', '', [5, 100]), riseMaxSeconds: limit('起始、恢复时间参考上限', 's', [0.1, 3], 1), ratioMinHundredths: limit('耐力后前10秒比参考下限(×100)', '', [10, 100]), ratioMaxHundredths: limit('耐力后前10秒比参考上限(×100)', '', [100, 300]),
    reportFormat: text({ label: '报告格式', maxLength: 40, out: INTERNAL, help: '这台仪器的报告优先按它读;格式在“设置 → 孕产保健 → 盆底报告格式”中登记', ...device }),
    isRetired: flag({ label: '停用', list: true, out: INTERNAL }),
    note: text({ label: '备注', maxLength: 200, out: INTERNAL }),
  },
  sections: [
    { title: '资源', fields: ['kind', 'name', 'capacity', 'openDays', 'opensAt', 'closesAt', 'methods', 'reportFormat', 'isRetired', 'note'] },
    { title: '参数上下限', fields: ['leastFrequencyHz', 'mostFrequencyHz', 'leastPulseWidthUs', 'mostPulseWidthUs', 'mostCurrentMa', 'mostMinutes'] },
    { title: '肌电参考值', fields: ['restMaxUv', 'fastMinUv', 'tonicMinUv', 'enduranceMinUv', 'variabilityMaxHundredths', 'riseMaxSeconds', 'ratioMinHundredths', 'ratioMaxHundredths'] },
  ],
  rules: [
    needed('closesAt', row => typeof row.opensAt === 'string', message('pelvicPlace.closes', '填写了开始时间的,请填写结束时间')),
    row => row.opensAt && row.closesAt && row.opensAt >= row.closesAt ? [block('closesAt', message('pelvicPlace.closesBefore', '结束时间应晚于开始时间,请核对'))] : [],
    ...([['leastFrequencyHz', 'mostFrequencyHz'], ['leastPulseWidthUs', 'mostPulseWidthUs']] as const).map(([least, most]) => (row: Readonly<Record<string, unknown>>) =>
      typeof row[least] === 'number' && typeof row[most] === 'number' && row[least] > row[most] ? [block(most, message('pelvicPlace.limits', '上限不能小于下限,请核对'))] : []),
  ],
})
export type PelvicPlace = Row<typeof pelvicPlace>
export type StoredPelvicPlace = StoredRow<typeof pelvicPlace>
