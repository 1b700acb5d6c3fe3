import { ABO_GROUP, ADNEXA_RESULT, BREAST_FINDING, EDUCATION, HIV_RESULT, KIN_MARRIAGE, OCCUPATION, POSITIVE_NEGATIVE, RH_GROUP, SEROLOGY_RESULT, VAGINAL_CLEANLINESS } from '../code/national-care.ts'
import { BLOOD_COLLECTION_METHOD, BLOOD_COLLECTION_SITE, BLOOD_SPOT_RESULT, EAR_RESULT, HEARING_DIAGNOSIS, HEARING_STAGE, HEART_ECHO_RESULT, HEART_MURMUR, HEART_SCREENING_RESULT, METABOLIC_OUTCOME, NEWBORN_SCREENING_ITEM, NEWBORN_SCREENING_KIND, NEWBORN_SCREENING_METHOD, NOTICE_RELATION, RESULT_NOTICE_FORM } from '../code/child-screening.ts'
import { BLANK_STATE, COLLECTOR_RELATION, ISSUE_TYPE } from '../code/certificate.ts'
import { CERTIFICATE_CHANGE } from '../code/certificate-change.ts'
import { CARD_DEATH_PLACE, CARD_DIAGNOSIS_BASIS, DEATH_CAUSE, DEATH_DIAGNOSIS_BASIS, DEATH_DIAGNOSIS_LEVEL, DEATH_PLACE, HOUSEHOLD_TYPE, TREATMENT_BEFORE_DEATH, UNTREATED_REASON, WEIGHT_BASIS } from '../code/child-death.ts'
import { ANAEMIA_DEGREE, CHILD_FILE_CLOSING, DISEASE_OUTCOME, NUTRITION_DISEASE, RICKETS_STAGE, VITAMIN_D_LEVEL } from '../code/child-nutrition.ts'
import type { CodeTable } from '../code/code-table.ts'
import { CHILD_CONTACT, CHILD_HEARING, CHILD_VISIT_PLACE } from '../code/child-check.ts'
import { CHILD_FILE_STATE, CHILD_RESIDENCE, GROWTH_LEVEL, MEASURING_POSITION } from '../code/child-file.ts'
import { NATIONAL_CHILD_GUIDANCE, NATIONAL_COMPLEXION, NATIONAL_GROWTH_GRADE, NATIONAL_PHYSIQUE, NATIONAL_RICKETS_SIGN, NATIONAL_RICKETS_SYMPTOM } from '../code/child-national.ts'
import { CHILD_COMPLEXION, CHILD_FEEDING, CHILD_FINDING, CHILD_NONE_SOME, FONTANELLE_TENSION, NEWBORN_HEARING_STATUS, NEWBORN_STOOL, UMBILICAL_CORD } from '../code/child-newborn-visit.ts'
import { ATTENDANT_TYPE, BIRTH_PLACE_TYPE, DELIVERY_MODE, DELIVERY_OUTCOME, MARITAL_STATUS, NEWBORN_HEALTH } from '../code/delivery.ts'
import { ETHNIC_GROUP } from '../code/ethnic-group.ts'
import { CYCLOPLEGIC, EYE_ADVICE, EYE_ALIGNMENT, EYE_DEVIATING, EYE_PURPOSE, EYE_REFERRAL_STATE, EYE_RESULT, EYE_WEAR, FUNDUS, GLASSES_KIND, HYPEROPIA_RESERVE, PARENT_MYOPIA, PUPIL_STATE, REFRACTION_METHOD, RETINOPATHY_RESULT, RETINOPATHY_STAGE, RETINOPATHY_TREATMENT, RETINOPATHY_ZONE, VISION_NOTATION } from '../code/eye-check.ts'
import { ABNORMAL_NORMAL, BLOOD_RELATION, CHECK_FINDING, CONTACT_WAY, COUNSELLING_RESULT, DEGREE, FAMILY_MEMBER, FOLIC_ACID_GROUP, FOLIC_ACID_STATE, FOLIC_ACID_STOP, FORESKIN, GYNAECOLOGICAL_METHOD, MENSTRUAL_FLOW, PRECONCEPTION_CLOSING, PRECONCEPTION_FOLLOW_UP, PRECONCEPTION_RISK, PRECONCEPTION_STATE, PREMARITAL_OPINION, PREMARITAL_RESULT, TESTIS } from '../code/fertility.ts'
import { ID_DOCUMENT_TYPE } from '../code/id-document-type.ts'
import { BREAST_CATEGORY, CANCER_NEXT_STEP, CERVICAL_CYTOLOGY, DATING_METHOD, EMBRYO_AGE, HPV_RESULT, KUPPERMAN_GRADE, PREGNANCY_STATE } from '../code/maternal-care.ts'
import { PREGNANCY_OUTCOME, RISK_COLOUR } from '../code/maternal-risk.ts'
import { CARE_CLOSING, FETAL_POSITION, FOLLOW_UP_VISIT, HOUSEHOLD_KIND, MATERNAL_FINDING, POSTPARTUM_HANDLING, POSTPARTUM_PLACE, PREGNANCY_END, REFERRAL_ARRIVAL, URINE_RESULT, WOMAN_RESIDENCE, WOUND_HEALING } from '../code/maternal-visit.ts'
import { NATIONALITY } from '../code/nationality.ts'
import { CONSENT_CHOICE, DIAGNOSIS_CONCLUSION, DIAGNOSIS_OPERATION, DIAGNOSIS_OPINION, GESTATION_BASIS, NIPT_RESULT, NIPT_SUITABILITY, NT_LEVEL, PRENATAL_CLASS, SERUM_PANEL, ULTRASOUND_FINDING, ULTRASOUND_LEVEL } from '../code/prenatal.ts'
import { DEAFNESS_RESULT, DEAFNESS_STEP, THALASSAEMIA_SCREEN } from '../code/prenatal-gene.ts'
import { OUTCOME_SOURCE, PRENATAL_PROGRAMME, PRENATAL_TEST, RECALL_CLOSING, RISK_COMPARATOR, SERUM_UNIT } from '../code/prenatal-record.ts'
import { REFERRAL_DIRECTION, REFERRAL_STATE } from '../code/referral.ts'
import { HIGH_RISK_FACTOR, RISK_CASE_OUTCOME, RISK_CONTACT, RISK_REPORT_WAY, RISK_SCORE_GRADE, RISK_STAGE } from '../code/risk-care.ts'
import { SEX } from '../code/sex.ts'
import { VISUAL_ACUITY } from '../code/visual-acuity.ts'
import * as womenCare from '../code/women-care.ts'
import * as infection from '../code/infection.ts'
import * as pelvic from '../code/pelvic.ts'
import * as pelvicCare from '../code/pelvic-care.ts'
import * as vital from '../code/vital.ts'

/** A code table as a data set of 2013 uses it. */
export type ValueSet = {
  readonly id: string
  readonly title: string
  /** The edition whose codes are taken; goes into the manifest, because editions change meanings. */
  readonly edition: string
  readonly codes: Readonly<Record<string, string>>
  /** Codes in real use outside that edition: a warning, not an error, because the person is real. */
  readonly tolerated: Readonly<Record<string, string>>
}

/** Takes one of the program's tables; codes a later edition brought, and those named here, are only tolerated. */
function from(table: CodeTable, edition: string, alsoTolerated: readonly string[] = []): Omit<ValueSet, 'id'> {
  const codes: Record<string, string> = {}
  const tolerated: Record<string, string> = {}
  for (const entry of table.list) {
    const place = entry.since !== undefined || alsoTolerated.includes(entry.code) ? tolerated : codes
    place[entry.code] = entry.label
  }
  return { title: table.title, edition, codes, tolerated }
}

const only = (title: string, edition: string, codes: Record<string, string>): Omit<ValueSet, 'id'> => ({ title, edition, codes, tolerated: {} })

const define = <T extends string>(sets: Record<T, Omit<ValueSet, 'id'>>): Record<T, ValueSet> =>
  Object.fromEntries(Object.entries<Omit<ValueSet, 'id'>>(sets).map(([id, set]) => [id, { id, ...set }])) as Record<T, ValueSet>

/** The value sets that columns name. Tables nobody but the province's elements needs are written here, the others are the program's own. */
const labelsOf = (table: CodeTable): Record<string, string> => Object.fromEntries(table.values.map(code => [code, table.label(code)]))

export const VALUE_SETS = define({
  'GB/T 2261.1': from(SEX, '2003'),
  'GB/T 2659': from(NATIONALITY, '2022'),
  'GB/T 3304': from(ETHNIC_GROUP, '1991', ['96', '97', '98']),
  'CV02.01.101': from(ID_DOCUMENT_TYPE, '2011'),
  'CV02.01.102': from(BIRTH_PLACE_TYPE, '2011'),
  'CV02.01.103': from(DEATH_PLACE, '2011'),
  'CV02.01.212': from(HOUSEHOLD_TYPE, 'WS 376.5—2013'),
  'CV02.10.003': from(DELIVERY_MODE, '2011'),
  'CV04.10.008': from(NATIONAL_COMPLEXION, '2011'),
  'CV04.10.020': from(NATIONAL_PHYSIQUE, '2011'),
  'CV04.10.021': from(NATIONAL_RICKETS_SYMPTOM, '2011'),
  'CV04.10.022': from(NATIONAL_RICKETS_SIGN, '2011'),
  'CV05.10.006': from(NATIONAL_GROWTH_GRADE, '2011'),
  'CV06.00.217': from(NATIONAL_CHILD_GUIDANCE, '2011'),
  'HDSB01.02.033': only('新生儿听力筛查结果', 'WS 376.2—2013', { '1': '通过', '2': '未通过' }),
  'CV05.01.009': only('产时并发症', '2011', {
    '01': '产力异常', '02': '胎位异常', '03': '产程停滞', '04': '胎儿窘迫', '05': '脐带脱垂', '06': '产后出血', '07': '羊水栓塞',
    '08': '弥漫性血管内凝血', '09': '产科休克', '10': '子宫破裂', '99': '其他',
  }),
  'CV05.01.010': only('会阴裂伤情况', '2011', { '1': '无裂伤', '2': 'Ⅰ°裂伤', '3': 'Ⅱ°裂伤', '4': 'Ⅲ°裂伤', '5': '会阴切开' }),
  'CV05.01.013': only('新生儿并发症', '2011', {
    '01': '新生儿窒息', '02': '新生儿吸入综合征', '03': '新生儿肺透明膜病', '04': '新生儿湿肺', '05': '新生儿肺炎', '06': '缺氧缺血性脑病',
    '07': '新生儿颅内出血', '08': '新生儿硬肿症', '09': '新生儿黄疸', '10': '新生儿溶血病', '11': '新生儿破伤风', '12': '新生儿败血症',
    '13': '新生儿产伤', '99': '其他',
  }),
  'CV05.01.037': from(DEATH_DIAGNOSIS_BASIS, 'WS 376.5—2013'),
  'CV05.01.039': from(DEATH_CAUSE, '2011'),
  'CV05.10.007': from(NUTRITION_DISEASE, 'WS 376.4—2013'),
  'CV05.10.010': from(DISEASE_OUTCOME, '2011'),
  'CV03.00.402': from(HIGH_RISK_FACTOR, '2011'),
  'CV05.10.015': from(UNTREATED_REASON, '2011'),
  'CV08.10.004': from(DEATH_DIAGNOSIS_LEVEL, '2011'),
  'HDSB01.04.018': from(CHILD_FEEDING, 'WS 376.4—2013'),
  'HDSB01.05.026': from(TREATMENT_BEFORE_DEATH, 'WS 376.5—2013'),
  'CV06.00.108': only('新生儿抢救方法', '2011', {
    '1': '吸粘液', '2': '气管插管', '3': '正压给氧', '4': '窒息复苏', '5': '呼吸机辅助呼吸', '6': '药物', '9': '其他',
  }),
  'HDSB02.04.129': only('产妇结局', 'WS 377.4—2013', { '1': '存活', '2': '产时死亡', '3': '产后死亡' }),
  'HDSB02.04.139': from(DELIVERY_OUTCOME, 'WS 377.4—2013'),
  'HDSB02.04.010': from(HOUSEHOLD_KIND, 'WS 377.4—2013'),
  'HDSB02.04.038': only('家族疾病史类别', 'WS 377.4—2013', { '1': '家族遗传性疾病史', '2': '家族精神疾病史', '3': '其他' }),
  'HDSB02.04.082': from(RH_GROUP, 'WS 377.4—2013'),
  'HDSB02.04.093': from(SEROLOGY_RESULT, 'WS 377.4—2013'),
  'HDSB02.04.099': from(HIV_RESULT, 'WS 377.4—2013'),
  'CV02.10.005': only('既往常见疾病种类', '2011', {
    '01': '无', '02': '高血压', '03': '糖尿病', '04': '冠心病', '05': '慢性阻塞性肺疾病', '06': '恶性肿瘤', '07': '脑卒中', '08': '重性精神疾病', '09': '结核病', '10': '肝脏疾病', '11': '先天畸形', '12': '职业病',
    '13': '肾脏疾病', '14': '贫血', '98': '其他法定传染病', '99': '其他',
  }),
  'CV03.00.403': only('接触有害因素类别', '2011', { '1': '饮酒', '2': '吸烟', '3': '放射线', '4': '化学制剂', '5': '农药', '6': '服用药物', '9': '其他' }),
  'CV04.10.012': from(BREAST_FINDING, '2011'),
  'CV04.50.005': from(ABO_GROUP, '2011'),
  'CV04.50.010': from(VAGINAL_CLEANLINESS, '2011'),
  'CV04.50.015': from(URINE_RESULT, '2011'),
  'CV04.50.019': only('阴道分泌物检查结果', '2011', { '1': '未见异常', '2': '滴虫', '3': '假丝酵母菌', '9': '其他' }),
  'CV05.01.007': from(FETAL_POSITION, '2011'),
  'CV05.01.011': from(WOUND_HEALING, '2011'),
  'CV06.00.219': only('孕产妇健康指导类别', '2011', {
    '01': '个人卫生', '02': '心理', '03': '膳食营养', '04': '避免致畸因素和疾病对胚胎的不良影响', '05': '产前筛查宣传告知', '06': '运动', '07': '自我监测', '08': '分娩准备', '09': '母乳喂养', '10': '新生儿护理与喂养',
    '11': '婴儿喂养与营养', '12': '性保健', '13': '避孕', '99': '其他',
  }),
  'local.maternalCareRow': only('孕产期保健记录类别', '1', { first: '第1次产前检查', visit: '产前随访', postpartumVisit: '产后访视', postpartumCheck: '产后42天检查' }),
  'local.pregnancyState': from(PREGNANCY_STATE, '1'),
  'local.embryoAge': from(EMBRYO_AGE, '1'),
  'local.datingMethod': from(DATING_METHOD, '1'),
  'local.riskColour': from(RISK_COLOUR, '1'),
  'local.womanResidence': from(WOMAN_RESIDENCE, '1'),
  'local.pregnancyEnd': from(PREGNANCY_END, '1'),
  'local.careClosing': from(CARE_CLOSING, '1'),
  'local.maternalFinding': from(MATERNAL_FINDING, '1'),
  'local.referralArrival': from(REFERRAL_ARRIVAL, '1'),
  'local.followUpVisit': from(FOLLOW_UP_VISIT, '1'),
  'local.postpartumPlace': from(POSTPARTUM_PLACE, '1'),
  'local.postpartumHandling': from(POSTPARTUM_HANDLING, '1'),
  'GB/T 4761': from(NOTICE_RELATION, '2008'),
  'CV04.50.006': from(BLOOD_COLLECTION_METHOD, '2011'),
  'CV04.50.007': from(BLOOD_COLLECTION_SITE, '2011'),
  'CV04.50.008': from(NEWBORN_SCREENING_ITEM, '2011'),
  'CV04.50.009': from(NEWBORN_SCREENING_METHOD, '2011'),
  'CV09.00.301': from(RESULT_NOTICE_FORM, '2011'),
  'HDSB01.03.028': only('听力筛查方法', 'WS 376.3—2013', { '1': '耳声发射测试', '2': '自动听性脑干诱发电位测试', '9': '其他' }),
  'HDSB01.03.029': only('听力筛查结果', 'WS 376.3—2013', { '1': '通过', '2': '未通过' }),
  'local.newbornScreening': from(NEWBORN_SCREENING_KIND, '1'),
  'local.bloodSpotResult': from(BLOOD_SPOT_RESULT, '1'),
  'local.metabolicOutcome': from(METABOLIC_OUTCOME, '1'),
  'local.hearingStage': from(HEARING_STAGE, '1'),
  'local.earResult': from(EAR_RESULT, '1'),
  'local.hearingDiagnosis': from(HEARING_DIAGNOSIS, '1'),
  'local.heartMurmur': from(HEART_MURMUR, '1'),
  'local.heartScreeningResult': from(HEART_SCREENING_RESULT, '1'),
  'local.heartEcho': from(HEART_ECHO_RESULT, '1'),
  'local.childContact': from(CHILD_CONTACT, '1'),
  'local.childVisitPlace': from(CHILD_VISIT_PLACE, '1'),
  'local.childHearing': from(CHILD_HEARING, '1'),
  'local.childFileState': from(CHILD_FILE_STATE, '1'),
  'local.childResidence': from(CHILD_RESIDENCE, '1'),
  'local.growthLevel': from(GROWTH_LEVEL, '1'),
  'local.measuringPosition': from(MEASURING_POSITION, '1'),
  'local.childComplexion': from(CHILD_COMPLEXION, '1'),
  'local.childFeeding': from(CHILD_FEEDING, '1'),
  'local.childFinding': from(CHILD_FINDING, '1'),
  'local.childNoneSome': from(CHILD_NONE_SOME, '1'),
  'local.fontanelleTension': from(FONTANELLE_TENSION, '1'),
  'local.newbornHearingStatus': from(NEWBORN_HEARING_STATUS, '1'),
  'local.newbornStool': from(NEWBORN_STOOL, '1'),
  'local.umbilicalCord': from(UMBILICAL_CORD, '1'),
  'local.anaemiaDegree': from(ANAEMIA_DEGREE, '1'),
  'local.ricketsStage': from(RICKETS_STAGE, '1'),
  'local.vitaminDLevel': from(VITAMIN_D_LEVEL, '1'),
  'local.childFileClosing': from(CHILD_FILE_CLOSING, '1'),
  'local.weightBasis': from(WEIGHT_BASIS, '1'),
  'local.cardDeathPlace': from(CARD_DEATH_PLACE, '1'),
  'local.cardDiagnosisBasis': from(CARD_DIAGNOSIS_BASIS, '1'),
  'CV02.01.203': from(vital.FAMILY_INCOME, 'WS 377.6、377.7—2013'),
  'CV02.10.004': from(vital.DEFECT_OUTCOME, 'WS 377.6—2013'),
  'CV03.00.401': from(vital.EARLY_DRUG, '2011'),
  'CV05.01.006': from(vital.MATERNAL_DEATH_CAUSE, 'WS 377.7—2013'),
  'CV05.01.014': from(vital.DEFECT_BASIS, 'WS 377.6—2013'),
  'CV05.01.015': from(vital.DEFECT_TIME, '2011'),
  'CV05.01.016': only('出生缺陷类别', 'WS 377.6—2013', Object.fromEntries(vital.DEFECT.list.map(({ printed, label }) => [printed, label]))),
  'CV05.10.016': from(vital.MATERNAL_DEATH_FACTOR, '2011'),
  'CV08.30.004': from(ATTENDANT_TYPE, '2011'),
  'HDSB02.06.034': from(vital.SETTLEMENT, 'WS 377.6—2013'),
  'HDSB02.06.043': from(vital.MULTIPLE_KIND, 'WS 377.6—2013'),
  'HDSB02.07.019': from(vital.LIVING_AREA, 'WS 377.7—2013'),
  'HDSB02.07.040': from(vital.AVOIDABLE, 'WS 377.7—2013'),
  'HDSB02.07.041': from(vital.DEATH_DELAY, 'WS 377.7—2013'),
  'local.avoidable': from(vital.AVOIDABLE, '1'),
  'local.deathStage': from(vital.DEATH_STAGE, '1'),
  'local.infectionResult': from(infection.INFECTION_RESULT, '1'),
  'local.infectionConfirmation': from(infection.INFECTION_CONFIRMATION, '1'),
  'local.syphilisTitre': from(infection.SYPHILIS_TITRE, '1'),
  'local.syphilisDrug': from(infection.SYPHILIS_DRUG, '1'),
  'local.partnerTest': from(infection.PARTNER_TEST, '1'),
  'local.infectionClosing': from(infection.INFECTION_CLOSING, '1'),
  'local.exposedFeeding': from(infection.EXPOSED_FEEDING, '1'),
  'local.exposedOutcome': from(infection.EXPOSED_OUTCOME, '1'),
  'local.childTestResult': from(infection.CHILD_TEST_RESULT, '1'),
  'local.preventionRow': only('母婴阻断记录类别', '1', { woman: '孕产妇', child: '暴露儿童' }),
  'local.eyeCareRow': only('眼保健记录类别', '1', { visit: '检查', referral: '转诊', fundus: 'ROP眼底筛查', glasses: '配镜处方' }),
  'local.eyePurpose': from(EYE_PURPOSE, '1'),
  'local.eyeResult': from(EYE_RESULT, '1'),
  'local.eyeAlignment': from(EYE_ALIGNMENT, '1'),
  'local.eyeDeviating': from(EYE_DEVIATING, '1'),
  'local.refractionMethod': from(REFRACTION_METHOD, '1'),
  'local.pupilState': from(PUPIL_STATE, '1'),
  'local.cycloplegic': from(CYCLOPLEGIC, '1'),
  'local.visionNotation': from(VISION_NOTATION, '1'),
  'local.visualAcuity': from(VISUAL_ACUITY, '1'),
  'local.eyeWear': from(EYE_WEAR, '1'),
  'local.fundus': from(FUNDUS, '1'),
  'local.hyperopiaReserve': from(HYPEROPIA_RESERVE, '1'),
  'local.eyeAdvice': from(EYE_ADVICE, '1'),
  'local.parentMyopia': from(PARENT_MYOPIA, '1'),
  'local.eyeReferralState': from(EYE_REFERRAL_STATE, '1'),
  'local.riskStage': from(RISK_STAGE, '1'),
  'local.riskScoreGrade': from(RISK_SCORE_GRADE, '1'),
  'local.riskReportWay': from(RISK_REPORT_WAY, '1'),
  'local.riskContact': from(RISK_CONTACT, '1'),
  'local.riskCaseOutcome': from(RISK_CASE_OUTCOME, '1'),
  'local.retinopathyResult': from(RETINOPATHY_RESULT, '1'),
  'local.retinopathyZone': from(RETINOPATHY_ZONE, '1'),
  'local.retinopathyStage': from(RETINOPATHY_STAGE, '1'),
  'local.retinopathyTreatment': from(RETINOPATHY_TREATMENT, '1'),
  'local.glassesKind': from(GLASSES_KIND, '1'),
  'GB/T 2261.2': from(MARITAL_STATUS, '2003'),
  'CV02.10.002': from(womenCare.TERMINATION_MODE, '2011'),
  'CV04.01.001': from(womenCare.WOMAN_SYMPTOM, '2011'),
  'CV04.30.109': from(womenCare.CERVICAL_PATHOLOGY, 'WS 377.2—2013'),
  'CV04.50.011': only('宫颈脱落细胞学诊断结果', 'WS 377.2—2013', {
    '1': '巴氏分类法', '11': '巴氏Ⅰ级', '12': '巴氏ⅡA级', '13': '巴氏ⅡB级', '14': '巴氏Ⅲ级', '15': '巴氏Ⅳ级', '16': '巴氏Ⅴ级', '2': 'TBS分类法', '21': '未见上皮内病变细胞和恶性细胞', '22': 'ASC-US', '23': 'ASC-H', '24': 'LSIL', '25': 'HSIL', '26': 'SCC',
    '27': 'AGC', '28': '不典型宫颈管腺细胞倾向瘤变', '29': '宫颈管原位癌', '30': '腺癌',
  }),
  'local.mensesVolume': from(womenCare.MENSES_VOLUME, '1'),
  'local.screeningProgramme': from(womenCare.SCREENING_PROGRAMME, '1'),
  'local.screenedGroup': from(womenCare.SCREENED_GROUP, '1'),
  'local.colposcopyResult': from(womenCare.COLPOSCOPY_RESULT, '1'),
  'local.breastPathology': from(womenCare.BREAST_PATHOLOGY, '1'),
  'local.cancerFollowUpState': from(womenCare.CANCER_FOLLOW_UP_STATE, '1'),
  'local.menopauseStage': from(womenCare.MENOPAUSE_STAGE, '1'),
  'local.menopauseWay': from(womenCare.MENOPAUSE_WAY, '1'),
  'local.kuppermanSeverity': from(womenCare.KUPPERMAN_SEVERITY, '1'),
  'local.mhtConsent': from(womenCare.MHT_CONSENT, '1'),
  'local.mhtScheme': from(womenCare.MHT_SCHEME, '1'),
  'local.tannerStage': from(womenCare.TANNER_STAGE, '1'),
  'local.adolescentNutrition': from(womenCare.ADOLESCENT_NUTRITION, '1'),
  'local.sexualKnowledge': from(womenCare.SEXUAL_KNOWLEDGE, '1'),
  'local.hpvVaccination': from(womenCare.HPV_VACCINATION, '1'),
  'local.hpvVaccine': from(womenCare.HPV_VACCINE, '1'),
  'local.hpvResult': from(HPV_RESULT, '1'),
  'local.cervicalCytology': from(CERVICAL_CYTOLOGY, '1'),
  'local.breastCategory': from(BREAST_CATEGORY, '1'),
  'local.cancerNextStep': from(CANCER_NEXT_STEP, '1'),
  'local.kuppermanGrade': from(KUPPERMAN_GRADE, '1'),
  'HDSB02.05.018': only('产前筛查方法', 'WS 377.5—2013', { '1': '血清学试验', '2': 'B超检查', '9': '其他' }),
  'local.prenatalRow': only('产前筛查记录类别', '1', { screening: '筛查', diagnosis: '诊断' }),
  'local.prenatalTest': from(PRENATAL_TEST, '1'),
  'local.prenatalProgramme': from(PRENATAL_PROGRAMME, '1'),
  'local.consentChoice': from(CONSENT_CHOICE, '1'),
  'local.gestationBasis': from(GESTATION_BASIS, '1'),
  'local.serumPanel': from(SERUM_PANEL, '1'),
  'local.serumUnit': from(SERUM_UNIT, '1'),
  'local.riskComparator': from(RISK_COMPARATOR, '1'),
  'local.prenatalClass': from(PRENATAL_CLASS, '1'),
  'local.ntLevel': from(NT_LEVEL, '1'),
  'local.niptSuitability': from(NIPT_SUITABILITY, '1'),
  'local.niptResult': from(NIPT_RESULT, '1'),
  'local.ultrasoundLevel': from(ULTRASOUND_LEVEL, '1'),
  'local.ultrasoundFinding': from(ULTRASOUND_FINDING, '1'),
  'local.aboGroup': from(ABO_GROUP, '1'),
  'local.rhGroup': from(RH_GROUP, '1'),
  'local.thalassaemiaScreen': from(THALASSAEMIA_SCREEN, '1'),
  'local.deafnessResult': from(DEAFNESS_RESULT, '1'),
  'local.deafnessStep': from(DEAFNESS_STEP, '1'),
  'local.recallClosing': from(RECALL_CLOSING, '1'),
  'local.diagnosisOperation': from(DIAGNOSIS_OPERATION, '1'),
  'local.diagnosisConclusion': from(DIAGNOSIS_CONCLUSION, '1'),
  'local.diagnosisOpinion': from(DIAGNOSIS_OPINION, '1'),
  'local.outcomeSource': from(OUTCOME_SOURCE, '1'),
  'local.pregnancyOutcome': from(PREGNANCY_OUTCOME, '1'),
  'local.deliveryMode': from(DELIVERY_MODE, '1'),
  'local.issueType': from(ISSUE_TYPE, '1'),
  'local.certStatus': only('证件状态', '1', { '1': '已签发', '2': '作废', '3': '遗失', '4': '已换发收回' }),
  'local.certChange': from(CERTIFICATE_CHANGE, '1'),
  'local.blankState': from(BLANK_STATE, '1'),
  'local.health': from(NEWBORN_HEALTH, '1'),
  'local.collectorRelation': from(COLLECTOR_RELATION, '1'),
  'GB/T 4658': from(EDUCATION, '2006'),
  'GB/T 6565': from(OCCUPATION, '1999'),
  'HDSB02.01.047': from(FAMILY_MEMBER, 'GB/T 4761—2008'),
  'CV02.01.201': from(BLOOD_RELATION, '2011'),
  'CV02.10.001': from(KIN_MARRIAGE, '2011'),
  'CV04.10.001': from(ADNEXA_RESULT, '2011'),
  'CV04.10.003': from(GYNAECOLOGICAL_METHOD, '2011'),
  'CV05.10.005': from(PREMARITAL_RESULT, '2011'),
  'CV06.00.210': from(PREMARITAL_OPINION, '2011'),
  'HDSB02.01.036': from(MENSTRUAL_FLOW, 'WS 377.1—2013'),
  'HDSB02.01.037': from(DEGREE, 'WS 377.1—2013'),
  'HDSB02.01.052': from(ABNORMAL_NORMAL, 'WS 377.1—2013'),
  'HDSB02.01.079': from(FORESKIN, 'WS 377.1—2013'),
  'HDSB02.01.080': from(TESTIS, 'WS 377.1—2013'),
  'HDSB02.01.103': from(POSITIVE_NEGATIVE, 'WS 377.1—2013'),
  'HDSB02.01.106': from(SEROLOGY_RESULT, 'WS 377.1—2013'),
  'HDSB02.01.109': from(HIV_RESULT, 'WS 377.1—2013'),
  'HDSB02.01.116': from(COUNSELLING_RESULT, 'WS 377.1—2013'),
  'local.preconceptionRow': only('孕前优生记录类别', '1', { couple: '夫妇档案', check: '检查结果', followUp: '追踪随访' }),
  'local.pelvicFloorRow': only('盆底专科记录类别', '1', { file: '档案', assessment: '评估', questionnaire: '量表', course: '疗程', session: '治疗' }),
  'local.pelvicState': only('盆底专科状态', '1', { ...labelsOf(pelvicCare.PELVIC_FILE_STATE), ...labelsOf(pelvicCare.PELVIC_COURSE_STATE), ...labelsOf(pelvic.PELVIC_SESSION_STATE), open: '在管或进行中' }),
  'local.pelvicEntry': from(pelvicCare.PELVIC_ENTRY, '1'),
  'local.pelvicPerineum': from(pelvicCare.PELVIC_PERINEUM, '1'),
  'local.pelvicAssessmentKind': from(pelvicCare.PELVIC_ASSESSMENT_KIND, '1'),
  'local.levatorAvulsion': from(pelvicCare.LEVATOR_AVULSION, '1'),
  'local.pelvicDiagnosis': from(pelvicCare.PELVIC_DIAGNOSIS, '1'),
  'local.pelvicStopReason': from(pelvicCare.PELVIC_STOP_REASON, '1'),
  'local.pelvicAdverseEvent': from(pelvicCare.PELVIC_ADVERSE_EVENT, '1'),
  'local.homeExercise': from(pelvicCare.HOME_EXERCISE, '1'),
  'local.oxfordGrade': from(pelvic.OXFORD_GRADE, '1'),
  'local.popqStage': from(pelvic.POPQ_STAGE, '1'),
  'local.padTestGrade': from(pelvic.PAD_TEST_GRADE, '1'),
  'local.diastasisGrade': from(pelvic.DIASTASIS_GRADE, '1'),
  'local.ballooningGrade': from(pelvic.BALLOONING_GRADE, '1'),
  'local.pelvicQuestionnaire': from(pelvic.PELVIC_QUESTIONNAIRE, '1'),
  'local.symptomSeverity': from(pelvic.SYMPTOM_SEVERITY, '1'),
  'local.pelvicMethod': from(pelvic.PELVIC_METHOD, '1'),
  'local.pelvicEfficacy': from(pelvic.PELVIC_EFFICACY, '1'),
  'local.folicAcidRow': only('叶酸记录类别', '1', { course: '登记', issue: '发放', followUp: '随访' }),
  'local.checkFinding': from(CHECK_FINDING, '1'),
  'local.serologyResult': from(SEROLOGY_RESULT, '1'),
  'local.positiveNegative': from(POSITIVE_NEGATIVE, '1'),
  'local.preconceptionFollowUp': from(PRECONCEPTION_FOLLOW_UP, '1'),
  'local.contactWay': from(CONTACT_WAY, '1'),
  'local.preconceptionState': from(PRECONCEPTION_STATE, '1'),
  'local.preconceptionClosing': from(PRECONCEPTION_CLOSING, '1'),
  'local.preconceptionRisk': from(PRECONCEPTION_RISK, '1'),
  'local.folicAcidGroup': from(FOLIC_ACID_GROUP, '1'),
  'local.folicAcidState': from(FOLIC_ACID_STATE, '1'),
  'local.folicAcidStop': from(FOLIC_ACID_STOP, '1'),
  'local.referralUrgency': only('紧急程度', '1', { '1': '普通', '2': '紧急', '3': '危急' }),
  'local.referralDirection': from(REFERRAL_DIRECTION, '1'),
  'local.referralState': from(REFERRAL_STATE, '1'),
})
export type ValueSetId = keyof typeof VALUE_SETS
