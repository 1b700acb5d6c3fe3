import { CHILD_TEST, CHILD_TEST_RESULT, EXPOSED_FEEDING, EXPOSED_OUTCOME } from '../../code/infection.ts'
import { code, day, flag, minute, number, ref, text } from '../../field/build.ts'
import { block, message, warn } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { dayOf } from '../../time/day.ts'

const EXTENSION = { ext: ['mother_to_child_prevention'] } as const
const INTERNAL = { none: '限制查看,不随数据包导出' } as const

/** 暴露儿童: what it got at birth, its vaccines, how it is fed, what became of it. Which child it is says the newborn, never a name here. */
export const infectionChild = defineRecord({
  id: 'infection.child', version: 1, table: 'infection_child', title: '暴露儿童', read: 'infection.read', write: 'infection.write', auditOpening: true,
  once: [{ fields: ['caseId', 'birthOrder'], says: ['birthOrder', 'bornAt'], way: 'void', index: 'infection_child_order_ix' }],
  fields: {
    caseId: ref({ label: '个案', to: 'infection.case', required: true, out: INTERNAL }),
    newbornId: ref({ label: '新生儿', to: 'newborn', out: INTERNAL }),
    birthOrder: number({ label: '出生次序', plausible: [1, 9], required: true, list: true, out: EXTENSION }),
    bornAt: minute({ label: '出生时间', required: true, list: true, out: INTERNAL }),
    feeding: code({ label: '喂养方式', codes: EXPOSED_FEEDING, pii: 'health', out: EXTENSION }),
    hivProphylaxisAt: minute({ label: '抗艾滋病病毒预防用药开始', pii: 'health', out: INTERNAL }),
    hivProphylaxis: text({ label: '预防用药方案', maxLength: 100, pii: 'health', out: INTERNAL }),
    syphilisProphylaxisDay: day({ label: '梅毒预防性治疗日期', pii: 'health', out: INTERNAL }),
    immunoglobulinAt: minute({ label: '乙肝免疫球蛋白注射时间', pii: 'health', out: INTERNAL }),
    vaccineFirstAt: minute({ label: '首剂乙肝疫苗时间', pii: 'health', out: INTERNAL }),
    vaccineSecondDay: day({ label: '第2剂乙肝疫苗日期', pii: 'health', out: INTERNAL }),
    vaccineThirdDay: day({ label: '第3剂乙肝疫苗日期', pii: 'health', out: INTERNAL }),
    hivOutcome: code({ label: '艾滋病结局', codes: EXPOSED_OUTCOME, pii: 'health', list: true, out: EXTENSION }),
    syphilisOutcome: code({ label: '梅毒结局', codes: EXPOSED_OUTCOME, pii: 'health', list: true, out: EXTENSION }),
    hbvOutcome: code({ label: '乙肝结局', codes: EXPOSED_OUTCOME, pii: 'health', list: true, out: EXTENSION }),
    note: text({ label: '备注', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
    // Found by the program.
    immunoglobulinHours: number({ label: '出生至乙肝免疫球蛋白', unit: '小时', decimals: 1, plausible: [0, 9999], pii: 'health', out: EXTENSION }),
    isImmunoglobulinInTime: flag({ label: '乙肝免疫球蛋白及时', pii: 'health', out: EXTENSION }),
  },
  sections: [
    { title: '儿童', fields: ['caseId', 'newbornId', 'birthOrder', 'bornAt', 'feeding'] },
    { title: '出生时预防', fields: ['immunoglobulinAt', 'immunoglobulinHours', 'isImmunoglobulinInTime', 'vaccineFirstAt', 'vaccineSecondDay', 'vaccineThirdDay', 'hivProphylaxisAt', 'hivProphylaxis', 'syphilisProphylaxisDay'] },
    { title: '结局', fields: ['hivOutcome', 'syphilisOutcome', 'hbvOutcome', 'note'] },
  ],
  rules: [(row, { today, now }) => {
    const { bornAt } = row
    if (bornAt === null) return []
    const moments = (['hivProphylaxisAt', 'vaccineFirstAt', 'immunoglobulinAt'] as const).flatMap(name => row[name] !== null && row[name] > now ? [block(name, message('infection.future', '日期不能晚于今天,请核对'))] : name !== 'immunoglobulinAt' && row[name] !== null && row[name] < bornAt ? [block(name, message('infection.beforeBirth', '不能早于出生时间,请核对'))] : [])
    const days = (['syphilisProphylaxisDay', 'vaccineSecondDay', 'vaccineThirdDay'] as const).flatMap(name => row[name] !== null && row[name] > today ? [block(name, message('infection.future', '日期不能晚于今天,请核对'))] : row[name] !== null && row[name] < dayOf(bornAt) ? [block(name, message('infection.beforeBirth', '不能早于出生时间,请核对'))] : [])
    return [
      ...bornAt > now ? [block('bornAt', message('infection.future', '日期不能晚于今天,请核对'))] : [], ...moments, ...days,
      ...row.vaccineSecondDay !== null && row.vaccineThirdDay !== null && row.vaccineThirdDay <= row.vaccineSecondDay ? [block('vaccineThirdDay', message('infection.vaccineOrder', '第3剂应晚于第2剂,请核对两个日期'))] : [],
      ...row.vaccineThirdDay !== null && row.vaccineSecondDay === null ? [warn('vaccineSecondDay', message('infection.vaccineGap', '已填第3剂,请补填第2剂日期'))] : [],
    ]
  }],
})
export type InfectionChild = Row<typeof infectionChild>
export type StoredInfectionChild = StoredRow<typeof infectionChild>

/** One test of an exposed child; each of the programme once. */
export const infectionChildTest = defineRecord({
  id: 'infection.childTest', version: 1, table: 'infection_child_test', title: '暴露儿童检测', read: 'infection.read', write: 'infection.write', auditOpening: true,
  once: [{ fields: ['childId', 'test'], when: row => row.test !== 'extra', says: ['test', 'testDay'], way: 'void', index: 'infection_child_test_once_ix' }],
  fields: {
    childId: ref({ label: '儿童', to: 'infection.child', required: true, out: INTERNAL }),
    test: code({ label: '检测项目', codes: CHILD_TEST, required: true, list: true, out: INTERNAL }),
    testDay: day({ label: '采血日期', required: true, list: true, out: INTERNAL }),
    result: code({ label: '检测结果', codes: CHILD_TEST_RESULT, pii: 'health', required: true, list: true, out: INTERNAL }),
    value: text({ label: '数值(滴度、抗体)', maxLength: 60, pii: 'health', out: INTERNAL }),
    institution: text({ label: '检测机构', maxLength: 70, out: INTERNAL }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [{ title: '检测', fields: ['childId', 'test', 'testDay', 'result', 'value', 'institution', 'note'] }],
  rules: [(row, { today }) => row.testDay !== null && row.testDay > today ? [block('testDay', message('infection.future', '日期不能晚于今天,请核对'))] : []],
})
export type InfectionChildTest = Row<typeof infectionChildTest>
export type StoredInfectionChildTest = StoredRow<typeof infectionChildTest>
