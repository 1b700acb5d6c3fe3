import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const EXPORT_NOTE = '省平台导出说明 §5'

/**
 * 出生(分娩)地点类别. Kept with the codes of the WS 364 sheet (2023 adds 9). The register form of one hospital system
 * knows only 1 医院, 2 妇幼保健院, 3 家庭, 9 其他: `registerForm` is that shorter code, for its export.
 */
export const BIRTH_PLACE_TYPE = defineCodes({
  id: 'birthPlaceType', title: '出生(分娩)地点类别', standard: 'CV02.01.102 (WS 364—2011; WS/T 364—2023 增补 9)',
  source: `${EXPORT_NOTE}; 登记表短码: 出生医学证明说明 §2.2 第30项`,
  codes: {
    '1': { label: '医院', registerForm: '1', licensed: true },
    '11': { label: '省(市)级医院', parent: '1', registerForm: '1', licensed: true },
    '12': { label: '县(区)级医院', parent: '1', registerForm: '1', licensed: true },
    '2': { label: '妇幼保健院', registerForm: '2', licensed: true },
    '3': { label: '乡(街道)卫生机构', registerForm: '1', licensed: true },
    '4': { label: '村(诊所)卫生机构', registerForm: '9', licensed: false },
    '5': { label: '途中', registerForm: '9', licensed: false },
    '6': { label: '家庭(家中)', registerForm: '3', licensed: false },
    '9': { label: '其他', registerForm: '9', licensed: false, since: 'WS/T 364—2023' },
  },
})
export type BirthPlaceType = CodeOf<typeof BIRTH_PLACE_TYPE>

/** 分娩方式. */
export const DELIVERY_MODE = defineCodes({
  id: 'deliveryMode', title: '分娩方式', standard: 'CV02.10.003 (WS 364—2011, 2023 版相同)', source: EXPORT_NOTE,
  codes: {
    '1': '阴道自然分娩', '11': { label: '会阴切开', parent: '1' }, '12': { label: '会阴未切', parent: '1' },
    '2': '阴道手术助产', '21': { label: '产钳助产', parent: '2' }, '22': { label: '臀位助产', parent: '2' },
    '23': { label: '胎头吸引', parent: '2' },
    '3': '剖宫产', '31': { label: '子宫下段横切口剖宫产', parent: '3' }, '32': { label: '子宫体剖宫产', parent: '3' },
    '33': { label: '腹膜外剖宫产', parent: '3' },
    '9': '其他',
  },
})
export type DeliveryMode = CodeOf<typeof DELIVERY_MODE>

/** 分娩结局 of one fetus. The certificate is for live births only. */
export const DELIVERY_OUTCOME = defineCodes({
  id: 'deliveryOutcome', title: '分娩结局', standard: 'CV02.10.004 前三项 (WS 377.6—2013 印)', source: EXPORT_NOTE,
  codes: { '1': '活产', '2': '死胎', '3': '死产' },
})
export type DeliveryOutcome = CodeOf<typeof DELIVERY_OUTCOME>

/** 新生儿健康状况: uploaded, not printed on the A4 certificate. */
export const NEWBORN_HEALTH = defineCodes({
  id: 'newbornHealth', title: '新生儿健康状况', standard: '出生医学证明登记项', source: '出生医学证明说明 §2.2 第29项 (某医院系统代码)',
  codes: { '1': '良好', '2': '一般', '3': '差' },
})
export type NewbornHealth = CodeOf<typeof NEWBORN_HEALTH>

/** 助产人员类别. */
export const ATTENDANT_TYPE = defineCodes({
  id: 'attendantType', title: '助产人员类别', standard: 'CV08.30.004 (WS 364—2011, 2023 版相同)', source: EXPORT_NOTE,
  codes: { '1': '医务人员', '2': '乡村医生', '3': '家庭接生员', '9': '其他人员' },
})
export type AttendantType = CodeOf<typeof ATTENDANT_TYPE>

/** 婚姻状况. */
export const MARITAL_STATUS = defineCodes({
  id: 'maritalStatus', title: '婚姻状况', standard: 'GB/T 2261.2—2003', source: '省平台导出说明 §2',
  codes: {
    '10': '未婚', '20': '已婚', '21': { label: '初婚', parent: '20' }, '22': { label: '再婚', parent: '20' },
    '23': { label: '复婚', parent: '20' }, '30': '丧偶', '40': '离婚', '90': '未说明的婚姻状况',
  },
})
export type MaritalStatus = CodeOf<typeof MARITAL_STATUS>
