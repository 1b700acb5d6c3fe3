import { ADNEXA_RESULT, BREAST_FINDING, EDUCATION, KIN_MARRIAGE, OCCUPATION, POSITIVE_NEGATIVE, SEROLOGY_RESULT, VAGINAL_CLEANLINESS } from '../../code/national-care.ts'
import { MARITAL_STATUS } from '../../code/delivery.ts'
import { ABNORMAL_NORMAL, BLOOD_RELATION, COUNSELLING_RESULT, DEGREE, FAMILY_MEMBER, FORESKIN, GYNAECOLOGICAL_METHOD, MENSTRUAL_FLOW, PREMARITAL_DISEASE, PREMARITAL_OPINION, PREMARITAL_RESULT, TESTIS } from '../../code/fertility.ts'
import { SEX } from '../../code/sex.ts'
import { code, codes, day, flag, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY, ofMan, ofWoman, when, wordIssues } from './parts.ts'
import { premaritalRules } from './premarital.rules.ts'

const SET = (number: number): string => `HDSB02.01.${String(number).padStart(3, '0')}`
const LOCAL = { ext: ['premarital_care'] } as const
const described = (label: string, element: number, pii: 'health' = 'health') => text({ label, maxLength: 100, pii, out: SET(element) })
const isReferred = when(row => row.transferHospital !== null && row.transferHospital !== undefined, 'transferHospital')

/**
 * 婚前医学检查表: one sheet a person; the two of a couple share a number and differ in what is asked of a man and of a woman.
 * Nothing here describes the hymen (M-33), and the HIV result has a record of its own (hiv.record.ts). Sources: maternal
 * care note §13.1; elements of WS 377.1—2013 (export note §4.11).
 */
export const premarital = defineRecord({
  id: 'fertility.premarital', version: 1, table: 'premarital_examination', title: '婚前医学检查', read: 'women.read', write: 'women.write', auditOpening: true,
  fields: {
    personId: ref({ label: '受检者', to: 'person', required: true, out: KEY }),
    partnerId: ref({ label: '对方', to: 'person', required: true, out: KEY }),
    sex: code({ label: '性别', codes: SEX, required: true, out: KEY }),
    coupleNumber: text({ label: '婚检编号(双方共用)', maxLength: 16, required: true, list: true, out: KEY }),
    number: text({ label: '婚检表编号', maxLength: 20, required: true, list: true, out: SET(1) }),
    registeredDay: day({ label: '登记日期', required: true, list: true, out: LOCAL }),
    examinedDay: day({ label: '婚检日期', list: true, out: SET(122) }),
    occupation: code({ label: '职业', codes: OCCUPATION, out: SET(8) }),
    education: code({ label: '学历', codes: EDUCATION, out: SET(9) }),
    workUnit: text({ label: '工作单位', maxLength: 70, out: SET(26) }),
    maritalStatus: code({ label: '婚姻状况', codes: MARITAL_STATUS, out: SET(39) }),
    bloodRelation: code({ label: '与对方血缘关系', codes: BLOOD_RELATION, pii: 'health', out: SET(28) }),
    pastHistory: described('既往疾病史', 29), congenital: described('先天疾患', 30), surgery: described('手术史', 31), presentHistory: described('现病史', 32),
    menarcheAge: number({ label: '初潮年龄', unit: '岁', plausible: [7, 25], normal: [9, 18], pii: 'health', out: SET(33), ...ofWoman }),
    mensesDays: number({ label: '月经持续时间', unit: '天', plausible: [1, 30], normal: [2, 8], pii: 'health', out: SET(34), ...ofWoman }),
    cycleDays: number({ label: '月经周期', unit: '天', plausible: [10, 180], normal: [21, 35], pii: 'health', out: SET(35), ...ofWoman }),
    flow: code({ label: '月经量', codes: MENSTRUAL_FLOW, pii: 'health', out: SET(36), ...ofWoman }),
    dysmenorrhoea: code({ label: '痛经', codes: DEGREE, pii: 'health', out: SET(37), ...ofWoman }),
    lastMenstrualDay: day({ label: '末次月经', pii: 'health', out: SET(38), ...ofWoman }),
    termBirths: number({ label: '足月产次数', plausible: [0, 20], normal: [0, 6], pii: 'health', out: SET(40), ...ofWoman }),
    pretermBirths: number({ label: '早产次数', plausible: [0, 20], normal: [0, 4], pii: 'health', out: SET(41), ...ofWoman }),
    abortions: number({ label: '流产总次数', plausible: [0, 30], normal: [0, 6], pii: 'health', out: SET(42), ...ofWoman }),
    sons: number({ label: '生育子数', plausible: [0, 9], pii: 'health', out: SET(43) }),
    daughters: number({ label: '生育女数', plausible: [0, 9], pii: 'health', out: SET(44) }),
    childHereditary: described('子女患遗传性疾病情况', 45),
    familyHereditary: described('家族遗传性疾病史', 46),
    familyMember: code({ label: '患病者与本人关系', codes: FAMILY_MEMBER, pii: 'health', out: SET(47), ...when(row => row.familyHereditary !== null && row.familyHereditary !== undefined, 'familyHereditary') }),
    kinMarriage: flag({ label: '家族近亲婚配', pii: 'health', out: SET(48) }),
    kinMarriageOf: code({ label: '近亲婚配者与本人关系', codes: KIN_MARRIAGE, pii: 'health', out: SET(49), ...when(row => row.kinMarriage === true, 'kinMarriage') }),
    systolicMmHg: number({ label: '收缩压', unit: 'mmHg', plausible: [60, 260], normal: [90, 139], pii: 'health', out: SET(50) }),
    diastolicMmHg: number({ label: '舒张压', unit: 'mmHg', plausible: [30, 160], normal: [60, 89], pii: 'health', out: SET(51) }),
    mental: code({ label: '精神状态', codes: ABNORMAL_NORMAL, pii: 'health', out: SET(52) }),
    posture: described('特殊体态', 59), facies: text({ label: '特殊面容', maxLength: 100, pii: 'health', out: SET(60) }), intellect: described('智力', 53), features: described('五官', 54), skin: described('皮肤毛发', 61), thyroid: described('甲状腺', 62),
    heartRate: number({ label: '心率', unit: '次/分', plausible: [30, 220], normal: [60, 100], pii: 'health', out: SET(55) }),
    rhythm: described('心律', 56), heart: described('心脏听诊', 63), lungs: described('肺部听诊', 57), liver: described('肝脏触诊', 64), limbs: described('四肢', 58), spine: described('脊柱', 65),
    pubicHair: described('阴毛', 77),
    breastRight: code({ label: '右侧乳腺', codes: BREAST_FINDING, pii: 'health', out: SET(67), ...ofWoman }),
    breastLeft: code({ label: '左侧乳腺', codes: BREAST_FINDING, pii: 'health', out: SET(66), ...ofWoman }),
    gynaecologicalMethod: code({ label: '妇科检查方式', codes: GYNAECOLOGICAL_METHOD, pii: 'health', out: SET(75), ...ofWoman }),
    consent: flag({ label: '检查知情同意', pii: 'health', out: SET(113) }),
    vulva: text({ label: '外阴', maxLength: 100, pii: 'health', out: SET(68), ...ofWoman }), discharge: text({ label: '阴道分泌物性状', maxLength: 100, pii: 'health', out: SET(69), ...ofWoman }),
    vagina: text({ label: '阴道', maxLength: 100, pii: 'health', out: SET(72), ...ofWoman }), cervix: text({ label: '宫颈', maxLength: 100, pii: 'health', out: SET(73), ...ofWoman }), uterus: text({ label: '子宫', maxLength: 100, pii: 'health', out: SET(74), ...ofWoman }),
    adnexaRight: code({ label: '右侧附件', codes: ADNEXA_RESULT, pii: 'health', out: SET(70), ...ofWoman }),
    adnexaLeft: code({ label: '左侧附件', codes: ADNEXA_RESULT, pii: 'health', out: SET(71), ...ofWoman }),
    larynx: text({ label: '喉结', maxLength: 100, pii: 'health', out: SET(76), ...ofMan }), penis: text({ label: '阴茎', maxLength: 100, pii: 'health', out: SET(78), ...ofMan }),
    foreskin: code({ label: '包皮', codes: FORESKIN, pii: 'health', out: SET(79), ...ofMan }),
    testisRight: code({ label: '右侧睾丸', codes: TESTIS, pii: 'health', out: SET(81), ...ofMan }),
    testisLeft: code({ label: '左侧睾丸', codes: TESTIS, pii: 'health', out: SET(80), ...ofMan }),
    testisRightMl: number({ label: '右侧睾丸体积', unit: 'mL', plausible: [1, 60], normal: [12, 30], pii: 'health', out: SET(83), ...ofMan }),
    testisLeftMl: number({ label: '左侧睾丸体积', unit: 'mL', plausible: [1, 60], normal: [12, 30], pii: 'health', out: SET(82), ...ofMan }),
    epididymisRight: code({ label: '右侧附睾', codes: ABNORMAL_NORMAL, pii: 'health', out: SET(86), ...ofMan }),
    epididymisLeft: code({ label: '左侧附睾', codes: ABNORMAL_NORMAL, pii: 'health', out: SET(85), ...ofMan }),
    epididymisNote: text({ label: '附睾异常情况', maxLength: 100, pii: 'health', out: SET(84), ...when(row => row.epididymisLeft === '1' || row.epididymisRight === '1', 'epididymisLeft', 'epididymisRight') }),
    varicocele: flag({ label: '精索静脉曲张', pii: 'health', out: SET(87), ...ofMan }),
    varicoceleSite: text({ label: '曲张部位', maxLength: 100, pii: 'health', out: SET(88), ...when(row => row.varicocele === true, 'varicocele') }),
    varicoceleDegree: code({ label: '曲张程度', codes: DEGREE, pii: 'health', out: SET(89), ...when(row => row.varicocele === true, 'varicocele') }),
    doctorName: text({ label: '检查(首诊)医师', maxLength: 30, out: SET(90) }),
    chestXray: described('胸部X线', 91),
    haemoglobinGL: number({ label: '血红蛋白', unit: 'g/L', plausible: [20, 250], normal: [110, 175], pii: 'health', out: SET(93) }),
    redCells: number({ label: '红细胞', unit: '×10¹²/L', decimals: 1, plausible: [1, 9.9], normal: [3.5, 6], pii: 'health', out: SET(92) }),
    whiteCells: number({ label: '白细胞', unit: '×10⁹/L', decimals: 1, plausible: [0.1, 99.9], normal: [3.5, 10], pii: 'health', out: SET(94) }),
    platelets: number({ label: '血小板', unit: '×10⁹/L', plausible: [10, 999], normal: [100, 350], pii: 'health', out: SET(95) }),
    differential: described('白细胞分类', 96),
    altUL: number({ label: '丙氨酸氨基转移酶(ALT)', unit: 'U/L', plausible: [0, 999], normal: [0, 50], pii: 'health', out: SET(97) }),
    astUL: number({ label: '天门冬氨酸氨基转移酶(AST)', unit: 'U/L', plausible: [0, 999], normal: [0, 40], pii: 'health', out: SET(98) }),
    urineProteinMg: number({ label: '尿蛋白定量', unit: 'mg/24h', decimals: 1, plausible: [0, 999.9], normal: [0, 150], pii: 'health', out: SET(99) }),
    urineGravity: number({ label: '尿比重', decimals: 3, plausible: [1, 1.06], normal: [1.003, 1.03], pii: 'health', out: SET(100) }),
    urinePh: number({ label: '尿酸碱度', decimals: 1, plausible: [4, 9], normal: [4.5, 8], pii: 'health', out: SET(101) }),
    urineSugarMmolL: number({ label: '尿糖定量', unit: 'mmol/L', decimals: 1, plausible: [0, 99.9], normal: [0, 0.8], pii: 'health', out: SET(102) }),
    hbsAg: code({ label: '乙肝表面抗原', codes: SEROLOGY_RESULT, pii: 'health', out: SET(106) }),
    gonococcus: described('淋球菌', 107),
    syphilis: code({ label: '梅毒血清学试验', codes: SEROLOGY_RESULT, pii: 'health', out: SET(108) }),
    trichomonas: code({ label: '滴虫', codes: POSITIVE_NEGATIVE, pii: 'health', out: SET(103), ...ofWoman }),
    candida: code({ label: '念珠菌', codes: POSITIVE_NEGATIVE, pii: 'health', out: SET(104), ...ofWoman }),
    cleanliness: code({ label: '阴道清洁度', codes: VAGINAL_CLEANLINESS, pii: 'health', out: SET(105), ...ofWoman }),
    otherTests: text({ label: '其他检查', maxLength: 200, pii: 'health', out: LOCAL }),
    diseases: codes({ label: '疾病类别', codes: PREMARITAL_DISEASE, none: '1', pii: 'health', out: LOCAL }),
    diagnosis: text({ label: '疾病诊断', maxLength: 200, pii: 'health', out: LOCAL, ...when(row => row.diseases !== null && row.diseases !== undefined && row.diseases !== '1', 'diseases') }),
    diagnosisCode: text({ label: '疾病诊断代码(ICD-10)', maxLength: 5, pattern: /^[A-Z]\d{2}(\.\d)?$/, pii: 'health', out: SET(111), ...when(row => row.diseases !== null && row.diseases !== undefined && row.diseases !== '1', 'diseases') }),
    result: code({ label: '婚前医学检查结果', codes: PREMARITAL_RESULT, pii: 'health', out: SET(110) }),
    opinion: code({ label: '医学意见', codes: PREMARITAL_OPINION, list: true, pii: 'health', out: SET(112) }),
    recheckDay: day({ label: '建议复查日期', list: true, out: LOCAL, ...when(row => row.opinion === '2', 'opinion') }),
    recheckedDay: day({ label: '已复查日期', out: LOCAL, ...when(row => row.opinion === '2', 'opinion') }),
    counselling: described('婚前卫生咨询', 114), guidance: described('婚前卫生指导', 115),
    counsellingResult: code({ label: '咨询指导结果', codes: COUNSELLING_RESULT, out: SET(116) }),
    transferHospital: text({ label: '转诊医院', maxLength: 70, list: true, out: SET(117) }),
    transferDay: day({ label: '转诊日期', out: SET(118), ...isReferred }),
    transferAnswerDay: day({ label: '转诊回复日期', out: LOCAL, ...isReferred }),
    transferAnswer: text({ label: '转诊结果', maxLength: 200, pii: 'health', out: LOCAL, ...isReferred }),
    appointmentDay: day({ label: '预约日期', out: SET(119) }),
    chiefDoctorName: text({ label: '主检医师', maxLength: 30, out: SET(123) }),
    certificateDay: day({ label: '出具证明日期', list: true, out: SET(120) }),
    reportDay: day({ label: '填报日期', out: SET(121) }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [
    { title: '登记', fields: ['personId', 'partnerId', 'sex', 'coupleNumber', 'number', 'registeredDay', 'examinedDay', 'bloodRelation', 'maritalStatus', 'occupation', 'education', 'workUnit'] },
    { title: '病史', fields: ['pastHistory', 'presentHistory', 'surgery', 'congenital', 'menarcheAge', 'mensesDays', 'cycleDays', 'flow', 'dysmenorrhoea', 'lastMenstrualDay', 'termBirths', 'pretermBirths', 'abortions', 'sons', 'daughters', 'childHereditary', 'familyHereditary', 'familyMember', 'kinMarriage', 'kinMarriageOf'] },
    { title: '体格检查', fields: ['systolicMmHg', 'diastolicMmHg', 'heartRate', 'mental', 'posture', 'facies', 'intellect', 'features', 'skin', 'thyroid', 'rhythm', 'heart', 'lungs', 'liver', 'limbs', 'spine'] },
    { title: '生殖系统检查', fields: ['consent', 'pubicHair', 'gynaecologicalMethod', 'vulva', 'discharge', 'vagina', 'cervix', 'uterus', 'adnexaRight', 'adnexaLeft', 'breastRight', 'breastLeft', 'larynx', 'penis', 'foreskin', 'testisRight', 'testisLeft', 'testisRightMl', 'testisLeftMl', 'epididymisRight', 'epididymisLeft', 'epididymisNote', 'varicocele', 'varicoceleSite', 'varicoceleDegree', 'doctorName'] },
    { title: '实验室与影像', fields: ['haemoglobinGL', 'redCells', 'whiteCells', 'platelets', 'differential', 'altUL', 'astUL', 'urineProteinMg', 'urineGravity', 'urinePh', 'urineSugarMmolL', 'hbsAg', 'syphilis', 'gonococcus', 'trichomonas', 'candida', 'cleanliness', 'chestXray', 'otherTests'] },
    { title: '结论与指导', fields: ['diseases', 'diagnosis', 'diagnosisCode', 'result', 'opinion', 'recheckDay', 'recheckedDay', 'counselling', 'guidance', 'counsellingResult', 'transferHospital', 'transferDay', 'transferAnswerDay', 'transferAnswer', 'appointmentDay', 'chiefDoctorName', 'certificateDay', 'reportDay', 'note'] },
  ],
  rules: [premaritalRules, wordIssues],
})
export type Premarital = Row<typeof premarital>
export type StoredPremarital = StoredRow<typeof premarital>
