import { DELIVERY_MODE } from '../../code/delivery.ts'
import { PELVIC_ENTRY, PELVIC_FILE_STATE, PELVIC_HISTORY, PELVIC_PERINEUM } from '../../code/pelvic-care.ts'
import { code, codes, day, flag, number, ref, text } from '../../field/build.ts'
import { block, message, warn } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY, needed, notLater, OUT, when } from './parts.ts'

const count = (label: string) => number({ label, unit: '次', plausible: [0, 30], normal: [0, 8], out: OUT })

/** 盆底档案: one open file of a woman, with her obstetric and other history. What she has today stands in her assessments. Source: pelvic note §3. */
export const pelvicFile = defineRecord({
  id: 'pelvic.file', version: 1, table: 'pelvic_file', title: '盆底档案', read: 'pelvic.read', write: 'pelvic.write', auditOpening: true,
  once: [{ fields: ['womanId'], when: row => row.state === 'open', says: ['number', 'openedDay'], way: 'close', index: 'pelvic_file_open_ix' }],
  fields: {
    womanId: ref({ label: '就诊妇女', to: 'person', required: true, out: KEY }),
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', out: KEY }),
    number: text({ label: '档案编号', maxLength: 20, list: true, out: OUT }),
    openedDay: day({ label: '建档日期', required: true, list: true, out: OUT }),
    entry: code({ label: '来源', codes: PELVIC_ENTRY, required: true, list: true, out: OUT }),
    postpartumCheckId: ref({ label: '产后42天健康检查', to: 'maternal.postpartumCheck', out: KEY }),
    referredFrom: text({ label: '转来科室或机构', maxLength: 70, out: INTERNAL, ...when('entry', 'referral') }),
    doctorName: text({ label: '建档医生', maxLength: 30, required: true, list: true, out: OUT }),
    heightCm: number({ label: '身高', unit: 'cm', decimals: 1, plausible: [100, 210], normal: [140, 185], out: OUT }),
    gravidity: count('孕次'), parity: count('产次'),
    deliveryDay: day({ label: '末次分娩日期', list: true, out: OUT, help: '有分娩记录的自动带入' }),
    deliveryMode: code({ label: '末次分娩方式', codes: DELIVERY_MODE, pii: 'health', list: true, out: OUT }),
    secondStageMinutes: number({ label: '第二产程', unit: '分钟', plausible: [0, 1440], normal: [0, 240], pii: 'health', out: OUT }),
    heaviestBirthG: number({ label: '所生新生儿最大体重', unit: 'g', plausible: [300, 7500], normal: [1500, 5000], pii: 'health', out: OUT }),
    perineum: code({ label: '会阴情况', codes: PELVIC_PERINEUM, pii: 'health', out: OUT }),
    isMultiple: flag({ label: '多胎', pii: 'health', out: OUT }),
    history: codes({ label: '病史', codes: PELVIC_HISTORY, none: 'none', pii: 'health', out: OUT }),
    historyNote: text({ label: '病史说明', maxLength: 200, lines: 2, pii: 'health', out: INTERNAL }),
    hasNoUterus: flag({ label: '子宫已切除', pii: 'health', out: OUT, help: '子宫切除后POP-Q没有D点' }),
    isMenopausal: flag({ label: '已绝经', pii: 'health', out: OUT }),
    menopauseAge: number({ label: '绝经年龄', unit: '岁', plausible: [20, 65], normal: [40, 58], pii: 'health', out: OUT, ...when('isMenopausal', true) }),
    hasImplant: flag({ label: '心脏起搏器或金属植入物', pii: 'health', out: OUT, help: '有的,不能做电刺激和磁刺激' }),
    hasIntrauterineDevice: flag({ label: '宫内节育器', pii: 'health', out: OUT }),
    isAllergic: flag({ label: '硅胶或乳胶过敏', pii: 'health', out: OUT }),
    hasNeverHadIntercourse: flag({ label: '无性生活史', pii: 'health', out: INTERNAL, help: '不使用阴道探头' }),
    allergy: text({ label: '其他过敏', maxLength: 100, pii: 'health', out: INTERNAL }),
    medication: text({ label: '正在使用的药物', maxLength: 200, pii: 'health', out: INTERNAL }),
    state: code({ label: '状态', codes: PELVIC_FILE_STATE, required: true, list: true, out: OUT }),
    closedDay: day({ label: '结案日期', out: OUT, ...when('state', 'closed') }),
    closeNote: text({ label: '结案说明', maxLength: 200, out: INTERNAL, ...when('state', 'closed') }),
  },
  sections: [
    { title: '建档', fields: ['womanId', 'pregnancyId', 'number', 'openedDay', 'entry', 'postpartumCheckId', 'referredFrom', 'doctorName', 'heightCm'] },
    { title: '生育史', fields: ['gravidity', 'parity', 'deliveryDay', 'deliveryMode', 'secondStageMinutes', 'heaviestBirthG', 'perineum', 'isMultiple'] },
    { title: '病史', fields: ['history', 'historyNote', 'hasNoUterus', 'isMenopausal', 'menopauseAge', 'hasImplant', 'hasIntrauterineDevice', 'isAllergic', 'hasNeverHadIntercourse', 'allergy', 'medication'] },
    { title: '结案', fields: ['state', 'closedDay', 'closeNote'] },
  ],
  rules: [
    notLater('openedDay'), notLater('deliveryDay'), notLater('closedDay'),
    needed('referredFrom', row => row.entry === 'referral', message('pelvicFile.referredFrom', '请填写转来的科室或机构')),
    row => row.deliveryDay && row.openedDay && row.deliveryDay > row.openedDay ? [block('deliveryDay', message('pelvicFile.deliveryAfter', '末次分娩日期晚于建档日期,请核对'))] : [],
    row => row.gravidity !== null && row.parity !== null && row.parity > row.gravidity ? [block('parity', message('pregnancy.parityOverGravidity', '产次不能大于孕次,请核对'))] : [],
    row => row.hasNoUterus === true && row.hasIntrauterineDevice === true ? [warn('hasIntrauterineDevice', message('pelvicFile.deviceWithoutUterus', '子宫已切除却记有宫内节育器,请核对'))] : [],
    row => row.closedDay && row.openedDay && row.closedDay < row.openedDay ? [block('closedDay', message('pelvicFile.closedBefore', '结案日期早于建档日期,请核对'))] : [],
    needed('closedDay', row => row.state === 'closed', message('pelvicFile.closedDay', '结案请填写日期')),
  ],
})
export type PelvicFile = Row<typeof pelvicFile>
export type StoredPelvicFile = StoredRow<typeof pelvicFile>
