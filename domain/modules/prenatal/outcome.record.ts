import { DELIVERY_MODE } from '../../code/delivery.ts'
import { PREGNANCY_OUTCOME } from '../../code/maternal-risk.ts'
import { OUTCOME_SOURCE } from '../../code/prenatal-record.ts'
import { code, day, flag, number, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY, OUT } from './parts.ts'

/** Shown once the outcome is known; 失访 is none. */
const known = { showIf: (row: Readonly<Record<string, unknown>>): boolean => row.outcome !== null && row.outcome !== undefined && row.outcome !== '9', dependsOn: ['outcome'] as const }
const born = { showIf: (row: Readonly<Record<string, unknown>>): boolean => row.outcome === '1', dependsOn: ['outcome'] as const }

/** 妊娠结局随访 of a screened pregnancy, once; proposed from our own delivery and confirmed (§11). 失访 stays open for a later answer. */
export const prenatalOutcome = defineRecord({
  id: 'prenatal.outcome', version: 1, table: 'prenatal_outcome', title: '筛查妊娠结局', read: 'prenatal.read', write: 'prenatal.write', auditOpening: true, unborn: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    deliveryId: ref({ label: '分娩', to: 'delivery', out: KEY }),
    followedDay: day({ label: '追访日期', required: true, list: true, out: OUT }),
    followedBy: text({ label: '追访人员', maxLength: 30, pii: 'name', required: true, out: INTERNAL }),
    source: code({ label: '结局信息来源', codes: OUTCOME_SOURCE, required: true, list: true, out: OUT }),
    outcome: code({ label: '妊娠结局', codes: PREGNANCY_OUTCOME, required: true, pii: 'health', list: true, out: OUT }),
    endedDay: day({ label: '分娩(终止)日期', list: true, out: OUT, ...known }),
    endGestationDays: number({ label: '分娩(终止)孕周', unit: '天', plausible: [14, 330], out: OUT, ...known }),
    mode: code({ label: '分娩方式', codes: DELIVERY_MODE, out: OUT, ...born }),
    bornCount: number({ label: '胎数', plausible: [1, 9], normal: [1, 3], out: INTERNAL, ...known }),
    chromosomeDisease: flag({ label: '染色体病儿', pii: 'health', out: OUT, ...known }),
    neuralTubeDefect: flag({ label: '神经管缺陷', pii: 'health', out: OUT, ...known }),
    trisomy21: flag({ label: '21三体', pii: 'health', out: OUT, ...known }),
    trisomy18: flag({ label: '18三体', pii: 'health', out: OUT, ...known }),
    trisomy13: flag({ label: '13三体', pii: 'health', out: OUT, ...known }),
    otherMalformation: text({ label: '其他畸形', maxLength: 100, pii: 'health', out: OUT, ...known }),
    newbornWeightG: number({ label: '出生体重', unit: '克', plausible: [200, 8000], out: OUT, ...born }),
    newbornLengthCm: number({ label: '出生身长', unit: '厘米', decimals: 1, plausible: [20, 70], normal: [40, 60], out: OUT, ...born }),
    motherComplication: text({ label: '孕产妇并发症', maxLength: 100, pii: 'health', out: OUT, ...known }),
    newbornComplication: text({ label: '新生儿并发症', maxLength: 100, pii: 'health', out: OUT, ...born }),
    isDead: flag({ label: '新生儿死亡', pii: 'health', out: OUT, ...born }),
    note: text({ label: '特殊说明', maxLength: 200, lines: 2, pii: 'health', out: INTERNAL }),
  },
  sections: [
    { title: '追访', fields: ['pregnancyId', 'deliveryId', 'followedDay', 'followedBy', 'source', 'note'] },
    { title: '结局', fields: ['outcome', 'endedDay', 'endGestationDays', 'mode', 'bornCount', 'motherComplication'] },
    { title: '胎儿与新生儿', fields: ['chromosomeDisease', 'trisomy21', 'trisomy18', 'trisomy13', 'neuralTubeDefect', 'otherMalformation', 'newbornWeightG', 'newbornLengthCm', 'newbornComplication', 'isDead'] },
  ],
  rules: [
    (row, { today }) => (['followedDay', 'endedDay'] as const).flatMap(name => row[name] && row[name] > today ? [block(name, message('prenatalOutcome.future', '追访和分娩(终止)日期不能晚于今天,请核对'))] : []),
    row => row.endedDay && row.followedDay && row.followedDay < row.endedDay ? [block('followedDay', message('prenatalOutcome.order', '追访日期不能早于分娩(终止)日期,请核对'))] : [],
    row => row.outcome && row.outcome !== '9' && !row.endedDay ? [block('endedDay', message('prenatalOutcome.ended', '请填写分娩(终止)日期'))] : [],
    row => (row.trisomy21 || row.trisomy18 || row.trisomy13) && row.chromosomeDisease === false ? [block('chromosomeDisease', message('prenatalOutcome.chromosome', '已选三体的,染色体病儿应为“是”,请核对'))] : [],
  ],
})
export type PrenatalOutcome = Row<typeof prenatalOutcome>
export type StoredPrenatalOutcome = StoredRow<typeof prenatalOutcome>
