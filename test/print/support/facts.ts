import { join } from 'node:path'
import type { CertificateFacts, ParentFacts } from '../../../domain/print/certificate-values.ts'
import type { RegistrationFormFacts } from '../../../domain/print/registration-form-values.ts'
import { emptyRow } from '../../../domain/record/derive/schema.ts'
import { criticalReferral, type CriticalReferral } from '../../../domain/modules/maternal/critical-referral.record.ts'
import { diagnosisReferral, type DiagnosisReferral } from '../../../domain/modules/maternal/diagnosis-referral.record.ts'
import { childAutism, type ChildAutism, childAutismStep, type ChildAutismStep } from '../../../domain/modules/child/autism.record.ts'
import { childScale, type ChildScale } from '../../../domain/modules/child/scale.record.ts'
import type { ReferredChild, RescreenScales } from '../../../domain/print/autism-referral-values.ts'
import type { WomanFacts } from '../../../domain/print/maternal-referral-values.ts'
import type { ReferralBackFacts, ReferralOutFacts } from '../../../domain/print/referral-values.ts'
import { toDay, toMinute } from '../../../domain/time/day.ts'

const root = join(import.meta.dirname, '..', '..', '..')
export const RESOURCES = join(root, 'resources')
export const FONTS = join(root, 'node_modules', '@expo-google-fonts', 'noto-serif-sc')

export const mother: ParentFacts = {
  name: '欧阳婉婷', ageYears: 29, nationality: 'CHN', ethnicity: '01',
  address: '福建省泉州市安溪县凤城镇河滨路118号3幢502室', idType: '01', idNumber: '110101199508150009',
}
export const father: ParentFacts = {
  name: '司马𬀪', ageYears: 31, nationality: 'CHN', ethnicity: '22',
  address: '福建省泉州市安溪县凤城镇河滨路118号3幢502室', idType: '01', idNumber: '110101199306079996',
}
export const certificate: CertificateFacts = {
  babyName: '司马𬍛', babySex: '2', birthAt: toMinute('2026-11-20T08:05'), gestWeeks: 39, gestDays: 2, weightG: 3250, lengthCm: 50,
  birthProvince: '福建省', birthCity: '泉州市', birthCounty: '安溪县', deliveryOrg: '安溪县妇幼保健院',
  mother, father, parentBlankText: '/', issuer: '安溪县妇幼保健院', issueDay: toDay('2026-11-22'),
  attendant: '林玉珍', collector: '欧阳婉婷', signer: '陈国栋',
}
export const registration: RegistrationFormFacts = {
  ...certificate, issueSerial: 'QF20260137', certificateNumber: 'X350247695', motherAdmissionNumber: '2026110387',
  marriageCertificateNumber: 'J350524-2023-001872',
  collector: { name: '欧阳婉婷', relation: '1', idType: '01', idNumber: '110101199508150009', phone: '13800000000' },
  materials: [
    { label: '首次签发登记表(接生人员、领证人已签字)', present: true }, { label: '母亲有效身份证件原件及复印件', present: true },
    { label: '父亲有效身份证件原件及复印件', present: true }, { label: '结婚证', present: true },
    { label: '授权委托书及领证人证件', present: false }, { label: '亲子鉴定意见书', present: false },
  ],
  deliveryPartDay: toDay('2026-11-20'), familyPartDay: toDay('2026-11-22'),
}
const patient = { name: '欧阳婉婷', sex: '2', ageText: '29岁', address: '福建省泉州市安溪县凤城镇河滨路118号3幢502室', phone: '13800000000' } as const
export const referralOut: ReferralOutFacts = {
  patient, slipNumber: 'ZZ202611220003', fileNumber: '350524101001-00817', referralDay: toDay('2026-11-22'),
  toInstitution: '泉州市妇幼保健院·儿童医院', toDepartment: '产科(高危妊娠门诊)', toDoctor: '黄志强', fromInstitution: '安溪县妇幼保健院',
  doctor: '林玉珍', doctorPhone: '0595-12345678',
  impression: '孕2产1,孕33周+4天,单胎头位;重度子痫前期;妊娠期糖尿病A1级',
  presentIllness: '孕妇停经33周4天,近1周双下肢水肿明显加重,昨日起头痛、视物模糊。今晨测血压168/112 mmHg,复测162/110 mmHg,尿蛋白(+++)。无腹痛及阴道流血流液,自觉胎动正常,胎心142次/分。本院无新生儿重症监护条件,需转上级医院进一步治疗。',
  pastHistory: '2023年足月顺产1女,体健。既往无高血压、心脏病、肾病史,否认药物过敏史。',
  treatment: '硫酸镁4 g静脉推注后1 g/h维持,拉贝洛尔100 mg口服,地塞米松6 mg肌注1次(08:30)。留置导尿,持续心电监护。',
}
export const referralBack: ReferralBackFacts = {
  patient, slipNumber: 'ZZ202611220003', caseNumber: 'B0098123', admissionNumber: '202611-7731', backDay: toDay('2026-12-05'),
  toInstitution: '安溪县妇幼保健院', toDoctor: '林玉珍', fromInstitution: '泉州市妇幼保健院·儿童医院', doctor: '黄志强', doctorPhone: '0595-87654321',
  diagnosis: '重度子痫前期;妊娠期糖尿病A1级;孕34周剖宫产一活男婴',
  examination: '血常规:血红蛋白112 g/L,血小板186×10^9/L;肝肾功能正常;24小时尿蛋白0.4 g。眼底:视网膜动脉轻度痉挛。新生儿出生体重2180 g,Apgar评分1分钟9分、5分钟10分。',
  advice: '术后予硫酸镁解痉、降压、抗感染治疗,切口甲级愈合。出院后继续口服拉贝洛尔,每日自测血压,产后2周、6周复诊;产后6~12周行75 g糖耐量试验。新生儿随访体重及神经行为发育。',
}

export const INSTITUTIONS = { from: '安溪县妇幼保健院', to: '泉州市妇幼保健院·儿童医院(市危重孕产妇救治中心)' }
export const woman: WomanFacts = {
  name: '古丽努尔·阿卜杜热合曼', age: '29岁', ethnicGroup: '维吾尔族', idType: '03', idNumber: 'E12345678', address: '福建省泉州市安溪县凤城镇河滨路118号3幢502室', phone: '13800000000', handbookNumber: '350524-2026-000817',
}
export const critical: CriticalReferral = {
  ...emptyRow(criticalReferral), personId: 'w', organizationId: 'o', number: 'WZ202611220001', state: 'sent', referredAt: toMinute('2026-11-22T09:40'), contact: '丈夫 买买提 13800005678', reason: '胎盘早剥可能,阴道流血约 600 毫升,胎心减慢',
  vitalSignsAt: toMinute('2026-11-22T09:32'), systolicMmHg: 92, diastolicMmHg: 58, pulsePerMinute: 124, breathsPerMinute: 26, temperatureC: 36.4, oxygenSaturationPercent: 95, consciousness: '清楚',
  gravida: 3, para: 1, lastMenstrualDay: toDay('2026-03-01'), expectedDeliveryDay: toDay('2026-12-06'), gestationDays: 266, fetusCount: 1, riskFactors: '瘢痕子宫;妊娠期高血压', riskColour: 'red', bloodType: 'O 型 Rh(+)', allergy: '青霉素',
  previousCaesarean: true, relative: '买买提(丈夫)', admissionState: '持续性腹痛 2 小时,伴阴道流血', diagnosis: '孕3产1,孕38周,胎盘早剥?失血性休克早期', treatment: '建立两条静脉通路,平衡液 1000 ml 快速滴注,吸氧,备血,留置导尿', fetalHeartPerMinute: 98,
  fetusState: '活', contractions: '强直', bleedingMl: 600, labourHours: 2.5, membranesRuptured: false, medication: '09:20 地塞米松 6 mg 肌注', infusion: '平衡液 1000 ml', laboratory: '血红蛋白 82 g/L,血小板 142×10^9/L',
  calledAt: toMinute('2026-11-22T09:25'), calledPerson: '黄志强', calledReply: '同意接收,手术室待命', doctorName: '林玉珍', departedAt: toMinute('2026-11-22T09:45'), escort: '林玉珍 产科副主任医师', vehicle: '本院救护车', enRoute: '途中血压 88/54,继续补液',
  consentSigner: '买买提', completedAt: null,
} as CriticalReferral
export const diagnosis: DiagnosisReferral = {
  ...emptyRow(diagnosisReferral), personId: 'w', organizationId: 'o', number: 'CZ202611220001', referredDay: toDay('2026-11-22'), expectedDeliveryDay: toDay('2027-05-01'), scheme: '3', screenedDay: toDay('2026-11-12'), screenedGestationDays: 119,
  cutOff: '1/270', ageRisk: true, trisomy21Risk: '1/86', hereditaryHistory: '2', nuchalTranslucencyThick: true, otherUltrasound: '鼻骨显示不清', requestAttached: true, reportAttached: true, adviceAttached: true, doctorName: '林玉珍',
  notifiedDay: toDay('2026-11-20'), answer: 'waiting',
} as DiagnosisReferral

export const referredChild: ReferredChild = {
  name: '李思远', sex: '男', birthDay: '2024-08-05', age: '1岁7个月', idNumber: '110101202408050017', fileNumber: 'E2026000123', guardian: '张丽华、李建国', phone: '13800001234', address: '福建省泉州市安溪县城厢镇民主路 12 号', gestation: '39周2天', birthWeight: '3300 克',
}
export const autismCourse: ChildAutism = {
  ...emptyRow(childAutism), fileId: 'f', startState: 'firstNormal', state: 'rescreenAbnormal', sinceDay: toDay('2026-03-10'), firstAbnormalDay: toDay('2026-02-10'), firstAbnormalReason: '与人无目光交流;语言或社交能力障碍、倒退', firstReferralNumber: 'CS202602100001', firstReferralDay: toDay('2026-02-10'),
  firstReferralTo: '安溪县妇幼保健院', rescreenDay: toDay('2026-03-10'), rescreeningResult: 'abnormal', diagnosisReferralNumber: 'FS202603100001', diagnosisReferralDay: toDay('2026-03-10'), diagnosisReferralTo: '省儿童医院',
} as ChildAutism
export const autismStep: ChildAutismStep = { ...emptyRow(childAutismStep), fileId: 'f', kind: 'rescreening', day: toDay('2026-03-10'), observedProblem: true, observation: '不应名,无共同注意,转圈、踮脚', rescreeningResult: 'abnormal', doctorName: '陈医生', note: '家长要求尽快' } as ChildAutismStep
const scale = (row: Partial<ChildScale>): ChildScale => ({ ...emptyRow(childScale), fileId: 'f', testDay: toDay('2026-03-10'), testerName: '周测评', ...row }) as ChildScale
export const autismScales: RescreenScales = {
  development: scale({ kind: 'development', grossMotorDq: 99.5, fineMotorDq: 92, adaptiveDq: 66, languageDq: 58.5, socialDq: 61, totalDq: 75.5, result: 'retest' }), mchat: scale({ kind: 'mchat', result: 'notPassed' }), abc: scale({ kind: 'abc', abcTotal: 67, result: 'suspicious' }),
}
