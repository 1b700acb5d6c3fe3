import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const PROGRAMME = '国家基本公共卫生服务规范(第三版)'
const INFANT = `${PROGRAMME} 1~8月龄儿童健康检查记录表`
const TODDLER = `${PROGRAMME} 12~30月龄儿童健康检查记录表`
const PRESCHOOL = `${PROGRAMME} 3~6岁儿童健康检查记录表`
const CHECKS = `${PROGRAMME} 0~6岁儿童健康管理表单`
const NOTE = '儿童保健说明'

/** The 13 contacts of the programme; what each contains stands in rule/child/contacts.ts. */
export const CHILD_CONTACT = defineCodes({
  id: 'childContact', title: '健康管理时点', standard: CHECKS, source: `${NOTE} §3`,
  codes: {
    home: { label: '新生儿家庭访视', number: 1 }, month1: { label: '满月', number: 2 }, month3: { label: '3月龄', number: 3 },
    month6: { label: '6月龄', number: 4 }, month8: { label: '8月龄', number: 5 }, month12: { label: '12月龄', number: 6 },
    month18: { label: '18月龄', number: 7 }, month24: { label: '24月龄', number: 8 }, month30: { label: '30月龄', number: 9 },
    month36: { label: '3岁', number: 10 }, year4: { label: '4岁', number: 11 }, year5: { label: '5岁', number: 12 }, year6: { label: '6岁', number: 13 },
  },
})
export type ChildContact = CodeOf<typeof CHILD_CONTACT>

/** Where a contact takes place. */
export const CHILD_VISIT_PLACE = defineCodes({
  id: 'childVisitPlace', title: '服务地点', standard: CHECKS, source: `${NOTE} §3`,
  codes: { home: '家庭', clinic: '门诊', kindergarten: '托幼机构' },
})
export type ChildVisitPlace = CodeOf<typeof CHILD_VISIT_PLACE>

/** Content of a contact that is counted and reminded of by itself (§3, §13–15). */
export const CHILD_CONTENT = defineCodes({
  id: 'childContent', title: '健康检查内容', standard: CHECKS, source: `${NOTE} §3、§13–15`,
  codes: {
    growth: '体格检查', development: '发育评估', autism: '孤独症初筛', haemoglobin: '血红蛋白', hearing: '听力(行为测听)', vision: '视力', eye: '眼保健',
    teeth: '口腔(牙数和龋齿)', feeding: '喂养评估', tcm: '中医药健康管理',
  },
})
export type ChildContent = CodeOf<typeof CHILD_CONTENT>

/** State of a contact (§3 [K] windows). */
export const CHILD_CONTACT_STATE = defineCodes({
  id: 'childContactState', title: '随访状态', standard: '本程序', source: `${NOTE} §3、§15`,
  codes: { notDue: '未到期', due: '到期', overdue: '超期', missed: '错过', done: '已完成', cancelled: '已取消' },
})
export type ChildContactState = CodeOf<typeof CHILD_CONTACT_STATE>

/** How a contact that was made lies to its window. */
export const CHILD_CONTACT_TIMING = defineCodes({
  id: 'childContactTiming', title: '完成时间', standard: '本程序', source: `${NOTE} §3`,
  codes: { early: '提前', onTime: '按时', late: '补做' },
})
export type ChildContactTiming = CodeOf<typeof CHILD_CONTACT_TIMING>

/** 上/中/下 printed beside weight and length; the five grades of WS/T 423 are mapped by code/child-maps.ts. */
export const PRINTED_GRADE = defineCodes({
  id: 'printedGrade', title: '体重、身长(高)等级', standard: CHECKS, source: `${NOTE} §4.2–4.5`,
  codes: { '1': '上', '2': '中', '3': '下' },
})
export type PrintedGrade = CodeOf<typeof PRINTED_GRADE>

/** 面色 from 6月龄 on. */
export const CHILD_COMPLEXION_LATER = defineCodes({
  id: 'childComplexionLater', title: '面色(6月龄起)', standard: `${INFANT}; 12~30月龄儿童健康检查记录表`, source: `${NOTE} §4.2 [K]、§4.3`,
  codes: { '1': '红润', '2': '其他' },
})
export type ChildComplexionLater = CodeOf<typeof CHILD_COMPLEXION_LATER>

/** 前囟 from 满月 on. */
export const FONTANELLE = defineCodes({
  id: 'fontanelle', title: '前囟(满月起)', standard: `${INFANT}; 12~30月龄儿童健康检查记录表`, source: `${NOTE} §4.2、§4.3`,
  codes: { '1': '闭合', '2': '未闭' },
})

/** 颈部包块 of the 1～8月龄 form: 1 有 2 无, the reverse of the newborn form. */
export const INFANT_NECK_MASS = defineCodes({
  id: 'infantNeckMass', title: '颈部包块(1~8月龄)', standard: INFANT, source: `${NOTE} §4.2`,
  codes: { '1': '有', '2': '无' },
})
export type InfantNeckMass = CodeOf<typeof INFANT_NECK_MASS>

/** 听力 of the check-ups. */
export const CHILD_HEARING = defineCodes({
  id: 'childHearing', title: '听力', standard: CHECKS, source: `${NOTE} §4.2–4.4; WS 376.3—2013 听力筛查结果`,
  codes: { '1': '通过', '2': '未通过' },
})
export type ChildHearing = CodeOf<typeof CHILD_HEARING>

/** 可疑佝偻病症状, several; from 3 to 8 months. */
export const RICKETS_SYMPTOM = defineCodes({
  id: 'ricketsSymptom', title: '可疑佝偻病症状', standard: INFANT, source: `${NOTE} §4.2`,
  codes: { '1': '无', '2': '夜惊', '3': '多汗', '4': '烦躁' },
})
export type RicketsSymptom = CodeOf<typeof RICKETS_SYMPTOM>

/** 可疑佝偻病体征 of the column 3月龄. */
export const RICKETS_SIGN_MONTH_3 = defineCodes({
  id: 'ricketsSignMonth3', title: '可疑佝偻病体征(3月龄)', standard: INFANT, source: `${NOTE} §4.2`,
  codes: { '1': '无', '2': '颅骨软化' },
})
/** 可疑佝偻病体征 of the columns 6 and 8月龄, several. */
export const RICKETS_SIGN_MONTH_6 = defineCodes({
  id: 'ricketsSignMonth6', title: '可疑佝偻病体征(6、8月龄)', standard: INFANT, source: `${NOTE} §4.2`,
  codes: { '1': '无', '2': '肋串珠', '3': '肋软骨沟', '4': '鸡胸', '5': '手足镯', '6': '颅骨软化', '7': '方颅' },
})
/** 可疑佝偻病体征 of the 12～30月龄 form, several. */
export const RICKETS_SIGN_TODDLER = defineCodes({
  id: 'ricketsSignToddler', title: '可疑佝偻病体征(12~30月龄)', standard: TODDLER, source: `${NOTE} §4.3`,
  codes: { '1': '无', '2': '肋串珠', '3': '肋软骨沟', '4': '鸡胸', '5': '手足镯', '6': '“O”型腿', '7': '“X”型腿' },
})
export type RicketsSignMonth3 = CodeOf<typeof RICKETS_SIGN_MONTH_3>
export type RicketsSignMonth6 = CodeOf<typeof RICKETS_SIGN_MONTH_6>
export type RicketsSignToddler = CodeOf<typeof RICKETS_SIGN_TODDLER>

/** 两次随访间患病情况, several, each with its number of episodes. */
export const ILLNESS_SINCE_LAST = defineCodes({
  id: 'illnessSinceLast', title: '两次随访间患病情况', standard: CHECKS, source: `${NOTE} §4.2`,
  codes: { '1': '无', '2': { label: '肺炎', counted: true }, '3': { label: '腹泻', counted: true }, '4': { label: '外伤', counted: true }, '5': '其他' },
})

/** 指导 of the 1～8 and 12～30月龄 forms, several. */
export const CHILD_GUIDANCE = defineCodes({
  id: 'childGuidance', title: '指导(1~30月龄)', standard: `${INFANT}; 12~30月龄儿童健康检查记录表`, source: `${NOTE} §4.2、§4.3`,
  codes: { '1': '科学喂养', '2': '生长发育', '3': '疾病预防', '4': { label: '预防意外伤害', note: '部分印本为“预防伤害”' }, '5': '口腔保健', '6': '其他' },
})
/** 指导 of the 3～6岁 form, several: 合理膳食 takes the place of 科学喂养. */
export const PRESCHOOL_GUIDANCE = defineCodes({
  id: 'preschoolGuidance', title: '指导(3~6岁)', standard: PRESCHOOL, source: `${NOTE} §4.4`,
  codes: { '1': '合理膳食', '2': '生长发育', '3': '疾病预防', '4': '预防意外伤害', '5': '口腔保健', '6': '其他' },
})
export type ChildGuidance = CodeOf<typeof CHILD_GUIDANCE>
export type PreschoolGuidance = CodeOf<typeof PRESCHOOL_GUIDANCE>

/** 体格发育评价 as printed, several; 肥胖 is printed as 5 超重 (§4.4). The national list says 发育迟缓 for 4. */
export const PRINTED_PHYSIQUE = defineCodes({
  id: 'printedPhysique', title: '体格发育评价', standard: PRESCHOOL, source: `${NOTE} §4.4`,
  codes: { '1': '正常', '2': '低体重', '3': '消瘦', '4': '生长迟缓', '5': '超重' },
})
export type PrintedPhysique = CodeOf<typeof PRINTED_PHYSIQUE>

/** 中医药健康管理服务, several; which technique 3 teaches depends on the age (rule/child/tcm.ts). */
export const TCM_SERVICE = defineCodes({
  id: 'tcmService', title: '中医药健康管理服务', standard: `${PROGRAMME} 0~36个月儿童中医药健康管理`, source: `${NOTE} §13`,
  codes: { '1': '中医饮食调养指导', '2': '中医起居调摄指导', '3': '传授穴位按揉或推拿方法', '4': '其他' },
})

/** Contents of an earlier contact that a check-up makes up though its own form has no field for them. */
export const MADE_UP = defineCodes({
  id: 'madeUp', title: '补做项目', standard: '本程序', source: `${NOTE} §3、§15`,
  codes: { '1': '血红蛋白', '2': '听力(行为测听)' },
})
export type MadeUp = CodeOf<typeof MADE_UP>

/** The technique that is taught at an age. */
export const TCM_TECHNIQUE = defineCodes({
  id: 'tcmTechnique', title: '传授方法', standard: `${PROGRAMME} 0~36个月儿童中医药健康管理`, source: `${NOTE} §13`,
  codes: { abdomenAndSpine: '摩腹、捏脊', yingxiangZusanli: '按揉迎香穴、足三里穴', sishencong: '按揉四神聪穴' },
})
export type TcmTechnique = CodeOf<typeof TCM_TECHNIQUE>

/** Where 胸部 was abnormal: the printed form has one item, the national data set asks for lungs and heart apart. */
export const CHEST_PART = defineCodes({
  id: 'chestPart', title: '胸部异常部位', standard: 'WS 376.2—2013 肺部、心脏听诊异常标志', source: `${NOTE} §4.6`,
  codes: { '1': '肺部(听诊)', '2': '心脏(听诊)', '3': '胸廓' },
})

/** Where 肛门/外生殖器 was abnormal: one item on the form, two in the national data set. */
export const ANUS_GENITAL_PART = defineCodes({
  id: 'anusGenitalPart', title: '肛门/外生殖器异常部位', standard: 'WS 376.2—2013 肛门、外生殖器检查异常标志', source: `${NOTE} §4.6`,
  codes: { '1': '肛门', '2': '外生殖器' },
})
