import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

// National code lists of the check-ups (WS 376.2): for exchange only. The printed forms have codes of their own;
// code/child-maps.ts leads from one to the other. The 2023 edition of WS 364 was not compared.
const SOURCE = '儿童保健代码表 codes.csv'

/** 儿童面色. */
export const NATIONAL_COMPLEXION = defineCodes({
  id: 'nationalComplexion', title: '儿童面色', standard: 'CV04.10.008 (WS 364—2011)', source: SOURCE,
  codes: {
    '1': '红润', '2': '黄染', '3': '潮红', '4': '苍白', '5': '发绀', '9': '其他',
  },
})
export type NationalComplexion = CodeOf<typeof NATIONAL_COMPLEXION>

/** 黄疸部位; the list has no 无: nothing is sent then. */
export const NATIONAL_JAUNDICE_SITE = defineCodes({
  id: 'nationalJaundiceSite', title: '黄疸部位', standard: 'CV04.10.009 (WS 364—2011)', source: SOURCE,
  codes: {
    '1': '面部', '2': '躯干', '3': '四肢', '4': '手足', '5': '巩膜', '9': '其他',
  },
})
export type NationalJaundiceSite = CodeOf<typeof NATIONAL_JAUNDICE_SITE>

/** 前囟张力. */
export const NATIONAL_FONTANELLE_TENSION = defineCodes({
  id: 'nationalFontanelleTension', title: '前囟张力', standard: 'CV04.10.018 (WS 364—2011)', source: SOURCE,
  codes: {
    '1': '正常', '2': '膨隆', '3': '凹陷', '9': '其他',
  },
})
export type NationalFontanelleTension = CodeOf<typeof NATIONAL_FONTANELLE_TENSION>

/** 脐带检查结果. */
export const NATIONAL_UMBILICAL_CORD = defineCodes({
  id: 'nationalUmbilicalCord', title: '脐带检查结果', standard: 'CV04.10.019 (WS 364—2011)', source: SOURCE,
  codes: {
    '1': '未脱', '2': '脱落', '3': '脐部有渗出', '9': '其他',
  },
})
export type NationalUmbilicalCord = CodeOf<typeof NATIONAL_UMBILICAL_CORD>

/** 儿童体格发育评价; 4 is 发育迟缓 here, 生长迟缓 on the printed form. */
export const NATIONAL_PHYSIQUE = defineCodes({
  id: 'nationalPhysique', title: '儿童体格发育评价', standard: 'CV04.10.020 (WS 364—2011)', source: SOURCE,
  codes: {
    '1': '正常', '2': '低体重', '3': '消瘦', '4': '发育迟缓', '5': '超重',
  },
})
export type NationalPhysique = CodeOf<typeof NATIONAL_PHYSIQUE>

/** 可疑佝偻病症状. */
export const NATIONAL_RICKETS_SYMPTOM = defineCodes({
  id: 'nationalRicketsSymptom', title: '可疑佝偻病症状', standard: 'CV04.10.021 (WS 364—2011)', source: SOURCE,
  codes: {
    '1': '无', '2': '夜惊', '3': '多汗', '4': '烦躁', '9': '其他',
  },
})
export type NationalRicketsSymptom = CodeOf<typeof NATIONAL_RICKETS_SYMPTOM>

/** 可疑佝偻病体征. */
export const NATIONAL_RICKETS_SIGN = defineCodes({
  id: 'nationalRicketsSign', title: '可疑佝偻病体征', standard: 'CV04.10.022 (WS 364—2011)', source: SOURCE,
  codes: {
    '01': '无', '02': '颅骨软化', '03': '方颅', '04': '枕秃', '05': '肋串珠', '06': '肋外翻', '07': '肋软骨沟', '08': '鸡胸', '09': '手镯征', '10': '“O”型腿', '11': '“X”型腿',
    '99': '其他',
  },
})
export type NationalRicketsSign = CodeOf<typeof NATIONAL_RICKETS_SIGN>

/** 儿童生长发育评价结果: 21–24 are the finer grades of 2 中. */
export const NATIONAL_GROWTH_GRADE = defineCodes({
  id: 'nationalGrowthGrade', title: '儿童生长发育评价结果', standard: 'CV05.10.006 (WS 364—2011)', source: SOURCE,
  codes: {
    '1': '上', '2': '中', '21': { label: '中上', parent: '2' }, '22': { label: '中偏上', parent: '2' }, '23': { label: '中偏下', parent: '2' },
    '24': { label: '中下', parent: '2' }, '3': '下',
  },
})
export type NationalGrowthGrade = CodeOf<typeof NATIONAL_GROWTH_GRADE>

/** 儿童健康指导. */
export const NATIONAL_CHILD_GUIDANCE = defineCodes({
  id: 'nationalChildGuidance', title: '儿童健康指导', standard: 'CV06.00.217 (WS 364—2011)', source: SOURCE,
  codes: {
    '1': '科学喂养', '2': '合理膳食', '3': '生长发育', '4': '疾病预防', '5': '预防意外伤害', '6': '口腔保健', '9': '其他',
  },
})
export type NationalChildGuidance = CodeOf<typeof NATIONAL_CHILD_GUIDANCE>
